"""What a resident reads: how often the file was looked at, and the area's results where law publishes them.

On state-owned land the survey, the appraisal and each household's compensation are published within the
area (条例第十五条、第二十九条): name, address, areas, lines and total. A line that depends on health, need
or family stands in the total alone, together with moving and transition, so that it cannot be told apart.
On collective land a household reads its own row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max, QuerySet

from plumbline import policy
from plumbline.campaign import Household, household_from_json
from plumbline.store.models import AccessRow, HouseholdRow, ProjectRow
from plumbline.terms import STAGES, Fen, Regime, Stage, Text, parse_area

RESIDENT = "resident"
"""Stands in the record of accesses for the household itself; no person of the office has this id."""

SHOWN_FROM = STAGES[STAGES.index(Stage.PUBLISHED) : STAGES.index(Stage.WITHDRAWN)]
"""Stages in which a household's survey has been published."""

FAMILY_FACTS = ("persons.", "household.low_income.", "household.bereaved_parents", "household.martyr_family")
"""Facts of health, need and family; lines that depend on them are not told to neighbours."""


# ---------- who looked ----------
@dataclass(frozen=True, slots=True)
class Looks:
    """How often a file was looked at: by posts of the office and units, and with the notice's code."""

    by_office: int
    office_last: datetime | None
    by_code: int
    code_last: datetime | None


def looks_of(household: str) -> Looks:
    """The record of accesses to a file, counted."""
    rows = AccessRow.objects.filter(household=household)
    own, others = rows.filter(person=RESIDENT), rows.exclude(person=RESIDENT)
    of = {"n": Count("pk"), "last": Max("at")}
    office, code = others.aggregate(**of), own.aggregate(**of)
    return Looks(office["n"], office["last"], code["n"], code["last"])


def unit_of(household: str) -> str:
    """The unit that answers for a household, empty where none does."""
    return HouseholdRow.objects.values_list("unit", flat=True).filter(pk=household).first() or ""


# ---------- the area ----------
@dataclass(frozen=True, slots=True)
class AreaBuilding:
    """A building: its use and its floor area in 0.01 ㎡."""

    use: str
    area_dm2: int
    registered: bool


@dataclass(frozen=True, slots=True)
class AreaRow:
    """A household as its area may read it; without number, account, telephone or any fact of a person.

    lines  (title of the clause, fen), by clause; empty while nothing is agreed or decided
    rest   moving, transition and whatever is not told line by line, in fen
    total  what the household itself is owed, in fen; None while nothing is booked
    """

    names: str
    address: str
    buildings: tuple[AreaBuilding, ...]
    lines: tuple[tuple[Text, Fen], ...]
    rest: Fen
    total: Fen | None

    @property
    def area_dm2(self) -> int:
        """All its floor area."""
        return sum(building.area_dm2 for building in self.buildings)


def publishes_area(household: Household) -> bool:
    """Whether the law publishes each household's results within the area."""
    return household.regime == Regime.STATE_LAND


def area_of(household: Household) -> QuerySet[HouseholdRow]:
    """The households that this one may read of: those of its area, or itself alone on collective land."""
    if not publishes_area(household):
        return HouseholdRow.objects.filter(pk=household.id).order_by("pk")
    return area_of_project(household.project)


def area_of_project(project: str) -> QuerySet[HouseholdRow]:
    """The households of a project whose survey has been published, by address; asked on state-owned land alone."""
    shown = [stage.value for stage in SHOWN_FROM]
    # Two locks: whoever asks knows the regime, and the query asks for it again.
    published = ProjectRow.objects.filter(pk=project, regime=Regime.STATE_LAND.value).values("pk")
    return HouseholdRow.objects.filter(project__in=published, stage__in=shown).order_by("address", "pk")


def area_rows(
    rows: QuerySet[HouseholdRow], rule: policy.Policy | None, *, own: bool = False
) -> tuple[AreaRow, ...]:
    """Rows as the area reads them; a household's `own` row hides nothing from it."""
    hidden = frozenset[str]() if own or rule is None else untold_clauses(rule)
    return tuple(
        _area_row(household_from_json(data), rule, hidden) for data in rows.values_list("data", flat=True)
    )


def _area_row(household: Household, rule: policy.Policy | None, hidden: frozenset[str]) -> AreaRow:
    told, rest = [], 0
    for clause, fen in sorted(household.booked.items(), key=lambda pair: _number(pair[0])):
        if clause in hidden or rule is None:
            rest += int(fen)
        elif fen:
            told.append((_title(rule, clause), Fen(int(fen))))
    total = Fen(sum(int(fen) for fen in household.booked.values())) if household.account else None
    return AreaRow(
        "、".join(household.names),
        household.address,
        tuple(_buildings(household.facts)),
        tuple(told),
        Fen(rest),
        total,
    )


def _buildings(facts: Mapping[str, Any]) -> Iterator[AreaBuilding]:
    for row in facts.get("buildings") or ():
        if row.get("area"):
            yield AreaBuilding(
                str(row.get("use", "")), parse_area(str(row["area"])), bool(row.get("registered"))
            )


def _number(clause: str) -> tuple[str, int]:
    return clause[:1], int("".join(sign for sign in clause if sign.isdigit()) or 0)


def _title(rule: policy.Policy, clause: str) -> Text:
    if clause in rule.clauses:
        return rule.clauses[clause].title
    return rule.top_up.title if rule.top_up and rule.top_up.id == clause else Text(clause, clause)


_WORD = re.compile(r"[\w.]+")


@lru_cache(maxsize=16)
def untold_clauses(rule: policy.Policy) -> frozenset[str]:
    """Clauses that are in the total only: those that read a fact of `FAMILY_FACTS`, by whatever way, and
    moving and transition, which every household has."""
    names = {f"{scope.label.zh}" for key, scope in rule.schema.lists.items() if key == "persons"}
    for id, field in rule.schema.fields.items():
        if id.startswith(FAMILY_FACTS):
            names |= {id, field.label.zh}
    spread = {name: _words(definition.rule) for name, definition in rule.define.items()}
    clauses = {
        id: frozenset().union(*(_words(line) for line in clause.lines)) for id, clause in rule.clauses.items()
    }
    while found := {
        name
        for name, words in (*spread.items(), *clauses.items())
        if name not in names and any(word in names or word.partition(".")[0] in names for word in words)
    }:
        names |= found
    common = {
        id
        for id, clause in rule.clauses.items()
        if clause.purpose or any(line.falls_due is policy.FallsDue.ACCRUAL for line in clause.lines)
    }
    # The top-up is made of all lines at once, those of the family too.
    top_up = {rule.top_up.id} if rule.top_up else set()
    return frozenset((names & set(rule.clauses)) | common | top_up)


def _words(part: object) -> frozenset[str]:
    """Every word of the formulas inside a part of a policy, and the lists that it goes through."""
    words: set[str] = set()
    for name in getattr(part, "__dataclass_fields__", ()):
        value = getattr(part, name)
        if name in ("text", "scope", "by") and isinstance(value, str):
            words.update(_WORD.findall(value))
        elif name != "tree":
            words |= _words(value)
    return frozenset(words)
