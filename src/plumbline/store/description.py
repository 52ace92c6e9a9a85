"""Read a campaign's description file: YAML in which every scalar is a text, a whole number, true or false."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from plumbline.campaign import DescriptionWrong

MAX_BYTES = 5_000_000
"""A description of a whole county's campaign has some hundred kilobytes; more is the wrong file."""

_SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same reader in C, where libyaml is built in."""


class _PlainLoader(_SafeLoader):  # type: ignore[misc, valid-type]
    """YAML 1.2's core without fractions and dates: `off` and `2026-05-06` stay what the office wrote."""


_PlainLoader.yaml_implicit_resolvers = {}
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))
_PlainLoader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^-?(0|[1-9][0-9]*)$"), list("-0123456789")
)
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(~|null|)$"), ["~", "n", ""])


def read_description(path: Path) -> dict[str, Any]:
    """The description of a file.

    raises  DescriptionWrong naming file and line when it cannot be read as one
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise DescriptionWrong(
                f"{path}：{size} 字节，超过 {MAX_BYTES}，这不像活动说明书 (too large for a description)"
            )
        value = yaml.load(path.read_text("utf-8"), Loader=_PlainLoader)  # noqa: S506 — a SafeLoader
    except OSError as error:
        raise DescriptionWrong(f"{path}：文件不能读 ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise DescriptionWrong(f"{path}：不是 UTF-8 文字，请另存为 UTF-8 (not UTF-8 text)") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第 {mark.line + 1} 行" if mark else ""
        raise DescriptionWrong(
            f"{path} {where}：YAML 格式不对 ({getattr(error, 'problem', error)})"
        ) from error
    if not isinstance(value, dict):
        raise DescriptionWrong(
            f"{path}：不是活动说明书，见 docs/campaign-file.md (not a campaign description)"
        )
    return value
