"""Why a whole file, sheet or mapping cannot be read: the one shape of a refusal, with its remedy."""

from __future__ import annotations

from plumbline.terms import Reason, Refused, Text

RULE = "准绳表格规则"
"""The rule that a refusal of this room names: these are forms of our own, not law."""


def unreadable(code: str, fact: str, message: Text, remedy: Text) -> Refused:
    """A refusal of the whole input.

    code  what stands after `register:`; fact  the file, sheet or line and the figure that fails
    """
    return Refused((Reason(f"register:{code}", RULE, fact, message, remedy),))
