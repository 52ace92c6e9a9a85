"""Every paper of the office's files: what it needs of the description, how its values are gathered, and the one door."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeAlias

from plumbline import documents
from plumbline.store.printing.agreement import agreement
from plumbline.store.printing.appraisal import appraisal_notice
from plumbline.store.printing.archive import archive
from plumbline.store.printing.common import File, ProjectFile
from plumbline.store.printing.decision import compensation_decision
from plumbline.store.printing.moving import demand_letter, handover_receipt
from plumbline.store.printing.of_project import decision_announcement, freeze_notice
from plumbline.store.printing.payment import payment_notice
from plumbline.store.printing.standing import unsaid
from plumbline.store.printing.survey import survey_form
from plumbline.terms import Refused, Regime

Gathered: TypeAlias = Callable[[Any, datetime], Any]
"""Values of a paper from a file, or why the file does not have it yet."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a paper's values come from.

    says             keys of `papers` in the description that it needs
    collective_says  those it needs on collective land, where they are others
    """

    gather: Gathered
    says: tuple[str, ...]
    collective_says: tuple[str, ...] | None = None

    def keys(self, file: ProjectFile) -> tuple[str, ...]:
        """The keys that the paper needs under the file's regime."""
        return self.says if file.is_state_land or self.collective_says is None else self.collective_says


_ANNOUNCED = ("government", "department", "scope", "contact", "hotline")

PROJECT_KINDS: Mapping[str, Source] = {
    "freeze_notice": Source(
        lambda file, _: freeze_notice(file), ("department", "contact", "addressees", "scope")
    ),
    "decision_announcement": Source(
        lambda file, _: decision_announcement(file),
        (*_ANNOUNCED, "reconsideration_body", "court"),
        (*_ANNOUNCED, "approved_by", "taking_reconsideration_body"),
    ),
}
"""Papers of a project, in the order of the procedure."""

KINDS: Mapping[str, Source] = {
    "survey_form": Source(lambda file, _: survey_form(file), ("issuer", "contact")),
    "appraisal_notice": Source(
        lambda file, _: appraisal_notice(file), ("issuer", "contact", "expert_committee"), ()
    ),
    "agreement": Source(agreement, ("issuer", "contact", "late_payment", "copies")),
    "compensation_decision": Source(
        lambda file, _: compensation_decision(file),
        (
            *("government", "contact", "reconsideration_body", "court"),
            *("exchange_stock", "exchange_terms", "choose_days", "money_place"),
        ),
    ),
    "payment_notice": Source(
        lambda file, _: payment_notice(file), ("issuer", "contact", "reconsideration_body", "court")
    ),
    "handover_receipt": Source(lambda file, _: handover_receipt(file), ("issuer", "contact")),
    "demand_letter": Source(
        lambda file, _: demand_letter(file), ("government", "department", "contact", "statement_to", "help")
    ),
    "archive": Source(archive, ("issuer", "department", "fonds", "kept")),
}
"""Papers of a household, in the order of the procedure."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A paper of a file: ready where nothing is refused."""

    kind: str
    refused: Refused | None


def kinds_of(file: ProjectFile) -> tuple[str, ...]:
    """The papers that a file of this kind and regime can ever have."""
    table = KINDS if isinstance(file, File) else PROJECT_KINDS
    regime = Regime(file.project.regime)
    return tuple(kind for kind in table if regime in documents.kind(kind).regimes)


def offered(file: ProjectFile, now: datetime) -> tuple[Offered, ...]:
    """Every paper of a file, each with what is still missing."""
    return tuple(Offered(kind, _refused(kind, _values(file, kind, now))) for kind in kinds_of(file))


def print_paper(file: ProjectFile, kind: str, form: Literal["pdf", "docx"], now: datetime) -> bytes | Refused:
    """A paper as PDF or Word; a refusal says what is missing. Raises KeyError for a kind that the file never has."""
    if kind not in kinds_of(file):
        raise KeyError(kind)
    values = _values(file, kind, now)
    return values if isinstance(values, Refused) else documents.render(documents.kind(kind), values, form)


def _values(file: ProjectFile, kind: str, now: datetime) -> Any:
    source = (KINDS if isinstance(file, File) else PROJECT_KINDS)[kind]
    if said := tuple(unsaid(file, *source.keys(file))):
        return Refused(said)
    return source.gather(file, now)


def _refused(kind: str, values: Any) -> Refused | None:
    return values if isinstance(values, Refused) else documents.kind(kind).refused(values)
