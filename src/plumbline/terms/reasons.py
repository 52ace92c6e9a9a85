"""Why something is refused: one shape for every page, command, endpoint and import."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plumbline.terms.text import Json, Text


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground of a refusal.

    code      stable name: a step and its unmet need (`sl_h_vacated:compensated`), a policy's code (`R08`)
    rule      the article or clause that forbids it (`R590 27(1)`, `A26`)
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
