"""The room's own words of refusal, and the error of a file that is no draw."""

from __future__ import annotations

from plumbline.terms import OWN_RULE, Reason, Text

RFC_3797 = "RFC 3797"
"""The rule of what the algorithm itself cannot do."""


class DrawFileError(ValueError):
    """A file or a value that is not of the room's forms; `text` names the place and the remedy."""

    def __init__(self, where: str, zh: str, en: str) -> None:
        super().__init__(f"{where}: {en}")
        self.where = where
        self.text = Text(f"{where}：{zh}", f"{where}: {en}")


def reason(code: str, fact: str, message: Text, remedy: Text, *, rule: str = OWN_RULE.zh) -> Reason:
    """One ground of a refusal; the rule is our own unless another is named."""
    return Reason(code=code, rule=rule, fact=fact, message=message, remedy=remedy)
