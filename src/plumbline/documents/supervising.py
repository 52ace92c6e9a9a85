"""What papers of supervision have: the facts by the records, the ground, the named decision, and the right to answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from plumbline.documents.fields import count, rows, words
from plumbline.documents.paper import OfficialValues
from plumbline.terms import Regime


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFact:
    """One fact of a breach, as the ledger has it."""

    name: Annotated[str, words("事实", "fact")]
    value: Annotated[str, words("记录", "record")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedEvidence:
    """One paper of a list of evidence, by the hash of its scan in eights (`in_eights`)."""

    name: Annotated[str, words("名称", "paper")]
    number: Annotated[str, words("编号", "number")]
    sha256: Annotated[str, words("哈希", "SHA-256")]


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionValues(OfficialValues):
    """Values of a paper about a unit's failing: it goes to the unit, with time to answer; never about a resident.

    project    name of the campaign
    addressee  the unit, or the post
    rule       what was found, in the rule's words; `source` the article or the office's own rule
    """

    regime: Regime = Regime.STATE_LAND
    project: Annotated[str, words("活动名称", "campaign")]
    matter: Annotated[int, count("督办编号", "number of the matter")]
    addressee: Annotated[str, words("督办对象", "addressee")]
    rule: Annotated[str, words("事由", "what was found")]
    source: Annotated[str, words("依据", "ground")]
    facts: Annotated[tuple[FoundFact, ...], rows("事实清单", "facts", FoundFact)]
    reasons: Annotated[str, words("决定理由", "reasons of the decision")]
    demand: Annotated[str, words("要求", "what is asked")]
    decided_by: Annotated[str, words("决定人", "who decided")]
    answer_days: Annotated[int, count("申辩工作日", "working days to answer")]
    contact: Annotated[str, words("联系方式", "whom to ask")]


def in_eights(sha256: str) -> str:
    """A hash as it is read out and compared: eight digits at a time, so that a line breaks between them."""
    return " ".join(sha256[start : start + 8] for start in range(0, len(sha256), 8))
