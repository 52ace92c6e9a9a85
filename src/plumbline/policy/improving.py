"""Whether a later policy file contains an earlier one whole and only adds versions to it."""

from __future__ import annotations

from typing import Any

import yaml

from plumbline.policy.model import Policy
from plumbline.terms import Text

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the same reader in C, where libyaml is built in


def not_an_improvement(old: Policy, new: Policy) -> Text | None:
    """What the new file changes besides adding versions at the end; None when it changes nothing else.

    That the added versions raise and never lower is `check_policy`'s matter; here the file must still
    be the sealed one: every word, figure and formula, and every version it had.
    source  the plans' articles on versions (A6, B6): an older version is computed from the newest file
    """
    before, after = _plain(old.text), _plain(new.text)
    kept, now = before.pop("versions", {}), after.pop("versions", {})
    names = list(now)
    if names[: len(kept)] != list(kept) or len(names) == len(kept):
        return Text("没有在原有版本之后增加新版本", "no version is added after those that were sealed")
    for name, version in kept.items():
        if now[name] != version:
            return Text(f"改动了已封存的版本 {name}", f"the sealed version {name} is changed")
    changed = sorted(key for key in {*before, *after} if before.get(key) != after.get(key))
    if changed:
        return Text(
            f"除新增版本外还改动了：{'、'.join(changed)}",
            f"changed besides the new version: {', '.join(changed)}",
        )
    return None


def _plain(text: str) -> dict[str, Any]:
    value = yaml.load(text, Loader=_LOADER)  # noqa: S506 — BaseLoader makes texts alone
    assert isinstance(value, dict), "a parsed policy is a mapping"
    return value
