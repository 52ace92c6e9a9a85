"""Sealed days as values, the office, and the instant by the installation's own clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from plumbline import ledger
from plumbline.campaign import Office, office_from_json
from plumbline.store.models import DayRow, OfficeRow, ProjectRow
from plumbline.store.writing import services
from plumbline.terms import SHANGHAI, Text


@dataclass(frozen=True, slots=True)
class SealedDay:
    """A closed day: its account as it was sealed, the root over all leaves so far, and what did not balance.

    number       day n of the campaign, None before day 1
    differences  {"kind", "where", "expected", "found", "zh", "en"}; empty when the day balanced
    """

    on: date
    number: int | None
    root: str
    size: int
    balanced: bool
    account: Mapping[str, Any]
    differences: tuple[Mapping[str, Any], ...]

    @property
    def digits(self) -> str:
        """The forty decimal digits that are printed and read out, in ten groups of four."""
        return ledger.forty_digits(bytes.fromhex(self.root))

    @property
    def remaining(self) -> int:
        """Households of the totals not yet handed over and not withdrawn."""
        return sum(int(project["remaining"]) for project in self.account["projects"])

    def project(self, project_id: str) -> Mapping[str, Any] | None:
        """The day's line of a project, None for one outside the totals."""
        return next((p for p in self.account["projects"] if p["id"] == project_id), None)


@dataclass(frozen=True, slots=True)
class ProjectName:
    """A project as lists name it, in the order of the campaign's description."""

    id: str
    name: Text
    regime: str
    in_totals: bool


def the_office() -> Office:
    """The office as it stands; an empty one before the campaign is opened."""
    row = OfficeRow.objects.filter(pk=1).first()
    return office_from_json(row.data) if row else Office()


def the_instant() -> datetime:
    """Now, by the installation's clock, Asia/Shanghai."""
    return services().clock.now().astimezone(SHANGHAI)


def sealed_days(first: date, last: date) -> tuple[SealedDay, ...]:
    """The closed days from first to last, both included, oldest first."""
    return tuple(_sealed(row) for row in DayRow.objects.filter(day__gte=first, day__lte=last).order_by("day"))


def sealed_day(on: date) -> SealedDay | None:
    """The closed day of a date, or None."""
    row = DayRow.objects.filter(pk=on).first()
    return _sealed(row) if row else None


def closed_dates() -> list[date]:
    """The dates of all closed days, newest first."""
    return list(DayRow.objects.order_by("-day").values_list("day", flat=True))


def last_sealed(before: date | None = None) -> SealedDay | None:
    """The newest closed day, or the newest before a date."""
    rows = DayRow.objects.order_by("-day")
    row = (rows.filter(day__lt=before) if before else rows).first()
    return _sealed(row) if row else None


def next_sealed(after: date) -> date | None:
    """The first closed day after a date, or None."""
    return DayRow.objects.filter(day__gt=after).order_by("day").values_list("day", flat=True).first()


def project_names() -> dict[str, ProjectName]:
    """All projects by id, in the order of the description."""
    rows = ProjectRow.objects.order_by("position").values_list(
        "pk", "name_zh", "name_en", "regime", "in_totals"
    )
    return {
        pk: ProjectName(pk, Text(zh, en or zh), regime, in_totals) for pk, zh, en, regime, in_totals in rows
    }


def _sealed(row: DayRow) -> SealedDay:
    return SealedDay(
        on=row.day,
        number=row.account["campaign_day"],
        root=row.root,
        size=row.size,
        balanced=row.balanced,
        account=row.account,
        differences=tuple(row.differences),
    )
