"""How every command answers: people get lines, machines one JSON document; one exit code for each outcome."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from plumbline.terms import Refused, refused_json, rule_text

if TYPE_CHECKING:
    from argparse import Namespace

DONE, FOUND, UNREADABLE, REFUSED = 0, 1, 2, 3
"""Exit codes: done · the check found something · wrong usage or unreadable input · refused."""


def wants_json(args: Namespace) -> bool:
    """Whether one JSON document is wanted on stdout."""
    return bool(getattr(args, "json", False))


def answer(args: Namespace, value: Any, lines: Iterable[str]) -> int:
    """Print the outcome: `value` for machines, `lines` for people."""
    if wants_json(args):
        print(json.dumps(value, ensure_ascii=False))
    else:
        print("\n".join(lines))
    return DONE


def complain(args: Namespace, zh: str, en: str) -> int:
    """Say what is wrong with the input and how to mend it; exit 2."""
    print(zh, *([en] if en != zh else []), sep="\n", file=sys.stderr)
    if wants_json(args):
        print(json.dumps({"error": {"message_zh": zh, "message_en": en}}, ensure_ascii=False))
    return UNREADABLE


def say_refused(args: Namespace, refused: Refused) -> int:
    """Say every reason of a refusal with its article, remedy and earliest day; exit 3."""
    for reason in refused.reasons:
        earliest = f"\n  最早日期 earliest: {reason.earliest.isoformat()}" if reason.earliest else ""
        rule = rule_text(reason.rule)
        print(
            f"× {reason.message.zh}（{rule.zh}）\n  → {reason.remedy.zh}\n"
            f"  {reason.message.en} ({rule.en})\n  → {reason.remedy.en}{earliest}",
            file=sys.stderr,
        )
    if wants_json(args):
        print(json.dumps(refused_json(refused), ensure_ascii=False))
    return REFUSED


def progress(text: str) -> None:
    """A word on long work, on stderr, when somebody is looking."""
    if sys.stderr.isatty():
        print(f"\r{text:<60}", end="", file=sys.stderr, flush=True)
