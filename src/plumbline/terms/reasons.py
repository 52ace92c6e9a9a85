"""Why something is refused: one shape for every page, command, endpoint and import."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plumbline.terms.text import Json, Text

OWN_RULE = Text("准绳自设规则", "Plumbline's own rule")
"""The rule of a refusal that rests on no law and no policy."""

_HEADS = (OWN_RULE, Text("岗位权限表", "the table of permissions"), Text("方案", "the policy"))


def rule_text(rule: str) -> Text:
    """A reason's rule as people read it: an article as it is cited, our own rules in both languages."""
    head = next((text for text in _HEADS if rule.startswith(text.zh)), None)
    return Text(rule, rule if head is None else head.en)


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground of a refusal.

    code      stable name: a step and its unmet need (`sl_h_vacated:compensated`), a policy's code (`R08`)
    rule      the article or clause that forbids it (`R590 27(1)`, `A26`), or 准绳自设规则
    fact      the fact that fails, with its figures
    message   what happened and why
    remedy    what would make it possible
    earliest  the first day on which it could be possible, where one can be told
    """

    code: str
    rule: str
    fact: str
    message: Text
    remedy: Text
    earliest: date | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """The answer to a command that may not be done: every ground, not only the first."""

    reasons: tuple[Reason, ...]

    def __post_init__(self) -> None:
        if not self.reasons:
            raise ValueError("a refusal without a reason is not a refusal")


def reason_json(reason: Reason) -> dict[str, Json]:
    """The one JSON shape of a reason (docs/commands.md)."""
    return {
        "code": reason.code,
        "rule": reason.rule,
        "fact": reason.fact,
        "message_zh": reason.message.zh,
        "message_en": reason.message.en,
        "remedy_zh": reason.remedy.zh,
        "remedy_en": reason.remedy.en,
        "earliest": reason.earliest.isoformat() if reason.earliest else None,
    }


def refused_json(refused: Refused) -> dict[str, Json]:
    """`{"refused": [...]}`, everywhere the same."""
    return {"refused": [reason_json(reason) for reason in refused.reasons]}
