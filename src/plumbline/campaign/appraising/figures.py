"""The sealed records of one subject: what each adds to which measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from plumbline.campaign.appraising.measures import MEASURES


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose work it is: a unit, or a post of one. Never a resident, never a household.

    kind  unit or post
    unit  the unit itself, or the unit of the post
    """

    kind: Literal["unit", "post"]
    id: str
    unit: str


@dataclass(frozen=True, slots=True)
class SealedRecord:
    """One sealed record and what it adds, in whole numbers; a contest that is upheld strikes it out by its name.

    ref      `commitment:812`, `case:1204`, `entered:1377`, `plan:zhumuqiao`
    amounts  measure → a whole number; only days ahead may be negative
    """

    ref: str
    amounts: Mapping[str, int]

    def __post_init__(self) -> None:
        unknown = self.amounts.keys() - MEASURES.keys()
        assert not unknown, f"{self.ref}: {sorted(unknown)} are no measures"


@dataclass(frozen=True, slots=True)
class Figures:
    """What is sealed of a subject.

    households  how many households it answers for on the sealed day
    """

    subject: Subject
    households: int
    records: tuple[SealedRecord, ...]

    def value(self, measure: str) -> int:
        """The sum of one measure over the records; 0 where none speaks of it."""
        return sum(record.amounts.get(measure, 0) for record in self.records)

    def of(self, *measures: str) -> tuple[SealedRecord, ...]:
        """The records that speak of one of these measures."""
        return tuple(r for r in self.records if any(m in r.amounts for m in measures))

    def without(self, refs: Iterable[str]) -> Figures:
        """The same without the records struck out."""
        gone = frozenset(refs)
        return Figures(self.subject, self.households, tuple(r for r in self.records if r.ref not in gone))


def figures_json(figures: Figures) -> dict[str, Any]:
    """The plain form, as the event of an appraisal keeps it."""
    return {
        "kind": figures.subject.kind,
        "id": figures.subject.id,
        "unit": figures.subject.unit,
        "households": figures.households,
        "records": [{"ref": r.ref, "amounts": dict(sorted(r.amounts.items()))} for r in figures.records],
    }


def figures_from_json(value: Mapping[str, Any]) -> Figures:
    """The figures of their plain form."""
    return Figures(
        Subject(value["kind"], str(value["id"]), str(value["unit"])),
        int(value["households"]),
        tuple(SealedRecord(str(r["ref"]), dict(r["amounts"])) for r in value["records"]),
    )
