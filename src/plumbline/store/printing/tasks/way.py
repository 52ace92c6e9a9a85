"""A unit's way by the kept plan: what each week is to bring, and each step from its first household to its last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

from plumbline import documents
from plumbline.documents import Bar, Schedule, WeekRow
from plumbline.store.models import CommitmentRow, PlanRow
from plumbline.store.printing.tasks.live import Held, Live
from plumbline.store.reading.office import Version, version
from plumbline.store.reading.projects import short_names
from plumbline.store.reading.weeks import weeks
from plumbline.terms import STAGE_TEXT, Stage

_STEPS = {
    "签约": "_h_agreement_signed",
    "付款": "_h_money_paid",
    "腾空": "_h_vacated",
    "交房": "_h_handed_over",
    "拆除": "_h_demolished",
}
_FIELDS = ("signing", "paying", "vacating", "handing_over", "demolishing")
_PLANNED_DAY = 1


def planned_days(held: tuple[Held, ...], today: date) -> Mapping[str, list[date]]:
    """Step → planned days from today on, of the households that still have it before them."""
    plan = _newest(version())
    found: dict[str, list[date]] = {name: [] for name in _STEPS}
    for one in held:
        for step, days in plan.get(one.household.id, {}).items():
            if step in one.household.records or not days[_PLANNED_DAY]:
                continue
            on = date.fromisoformat(days[_PLANNED_DAY])
            for name, end in _STEPS.items():
                # A day that has passed without its step is one of today: the plan of tonight moves it.
                if step.endswith(end):
                    found[name].append(max(on, today))
    return found


def week_rows(state: Live, unit: str, days: Mapping[str, list[date]]) -> Iterator[WeekRow]:
    """The weeks from this one on: planned counts, and the commitments that fall due."""
    for week in weeks():
        if week.last < state.today:
            continue
        counts = {
            field: sum(week.first <= on <= week.last for on in days[name])
            for field, name in zip(_FIELDS, _STEPS, strict=True)
        }
        yield WeekRow(
            week=f"第{week.number}周",
            days=f"{_short(week.first)}至{_short(week.last)}",
            promised="；".join(_promises(state, unit, week.first, week.last)) or "—",
            **counts,
        )


def _promises(state: Live, unit: str, first: date, last: date) -> Iterator[str]:
    names = short_names(state.office)
    rows = CommitmentRow.objects.filter(
        unit=unit, due_on__gte=first.isoformat(), due_on__lte=last.isoformat()
    )
    for row in rows.order_by("due_on", "seq"):
        stage = Stage(row.stage)
        word = documents.WORDS.get(stage, STAGE_TEXT[stage].zh)
        yield f"{_short(date.fromisoformat(row.due_on))}前{names[row.project]}累计{word}{row.households}户"


def way_of(state: Live, days: Mapping[str, list[date]]) -> Schedule:
    """The bars from the campaign's first day to its last, or to the last planned day."""
    first = state.office.first_day
    end = first + timedelta(days=state.office.days - 1)
    last = max([end, *(on for on_days in days.values() for on in on_days)])
    points = (last - first).days + 1
    bars = []
    for name, on_days in days.items():
        if on_days:
            start, stop = min(on_days), max(on_days)
            told = f"{_short(start)}至{_short(stop)} {len(on_days)}户"
            bars.append(Bar(name, (start - first).days, (stop - first).days, told))
    if not bars:
        bars.append(Bar("已完成", 0, 0, "排程中没有待办的户"))
    step = 7 * -(-points // 42)
    marks = tuple((n, _short(first + timedelta(days=n))) for n in range(0, points, step))
    return Schedule("各环节在排程中的起止", points, max((state.today - first).days, 0), tuple(bars), marks)


def _short(on: date) -> str:
    return f"{on.month}月{on.day}日"


@lru_cache(maxsize=2)
def _newest(_at: Version) -> Mapping[str, Mapping[str, list[str | None]]]:
    row = PlanRow.objects.order_by("-day", "-seq").first()
    return row.dates if row else {}
