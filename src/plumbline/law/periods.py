"""Which one period is counted from a day, and when it ends for the subject in view.

`elapsed(x)` asks for the minimum period counted from x; where none is, for the `to_act` clock of a right;
where none is, for a deadline; where nothing is counted from it, whether the date itself lies behind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from plumbline.law.calendar import ONE_DAY
from plumbline.law.clocks import LastDay, Unit, is_over, last_day, roll
from plumbline.law.procedure import Period, Procedure, Right, Step
from plumbline.law.views import Test, Unknown, Verdict, View
from plumbline.terms import Regime

LONGEST_SUSPENSION_DAYS = 400
"""How far beyond its own length a suspended period is followed before it is called open-ended."""
MEMO_LIMIT = 50_000
"""Remembered ends of suspended periods; beyond it the memo starts afresh."""
ONE_YEAR = 12
"""Months that a clock runs where the right was not stated (复议法 20, 法释〔2018〕1号 64)."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted from a target (`step` or `step.date`).

    period      None = nothing is counted; the date itself lies behind or not
    if_not_told the clock runs a year where the act did not state the remedies
    suspended   the compiled `suspended_while`
    watched     household steps on whose records the suspension turns
    """

    target: str
    step: str
    named: str | None
    period: Period | None
    if_not_told: bool = False
    suspended: Test | None = None
    watched: tuple[str, ...] = ()


def counted_from(procedure: Procedure, regime: Regime, target: str) -> tuple[Period | None, Right | None]:
    """The one period counted from a target under a regime, and the right it belongs to, if any."""
    rules = procedure.regimes[regime]
    steps = [step for step in procedure.steps.values() if step.regime is regime]
    for step in steps:
        if step.minimum_period is not None and step.minimum_period.counted_from == target:
            return step.minimum_period, None
    for right in rules.rights.values():
        clock = right.clock
        if clock is None or clock.kind != "to_act":
            continue
        for period in (clock.period, clock.after_reconsideration):
            if period is not None and period.counted_from == target:
                return period, right if period is clock.period else None
    for step in steps:
        for deadline in _deadlines(step):
            if deadline.counted_from == target:
                return deadline, None
    return None, None


def _deadlines(step: Step) -> list[Period]:
    if step.deadline is None:
        return []
    return [step.deadline, *([step.deadline.variant] if step.deadline.variant else [])]


def elapsed(view: View, counted: Counted) -> Verdict:
    """Whether the one period counted from the target lies behind on the view's day."""
    start = view.day(counted.target, counted.step, counted.named)
    if start is None:
        return False
    if view.rules.procedure.editions is not None:
        counted = view.rules.counted(counted.target, start)
    if counted.period is None:
        return view.on > start
    last = end_of(view, counted, start)
    if last is None:
        return False
    if isinstance(last, Unknown):
        return last
    over = is_over(last, view.on)
    # bool first: a missing year comes as an int
    return over if isinstance(over, bool) else Unknown("calendar", str(over))


def end_of(view: View, counted: Counted, start: date) -> LastDay | Unknown | None:
    """The last day of the target's period, None where its length is not set or it stands still."""
    period = counted.period
    assert period is not None, "a bare date has no last day"
    n, unit = length_of(view, period), period.unit
    if isinstance(n, Unknown) or n is None:
        return n
    if counted.if_not_told and told(view) is False:
        n, unit = ONE_YEAR, Unit.MONTH
    if counted.suspended is not None and view.household is not None:
        return _suspended_end(view, counted, start, n)
    return last_day(view.calendar, start, n, unit, rolls=period.rolls)


def length_of(view: View, period: Period) -> int | Unknown | None:
    """The units of a period; None where the plan, agreement or decision sets none yet."""
    n = period.n
    if isinstance(n, int):
        return n
    level, _, word = n.partition(".")
    value = view.local(word) if level == "local" else view.fact(n, 0)
    if isinstance(value, Unknown):
        return value
    return value if isinstance(value, int) and value > 0 else None


def told(view: View) -> bool | None:
    """Whether the act said which remedies there are; None where nothing is recorded about it."""
    conditions: Mapping[str, bool] = view.household.conditions if view.household else view.project.conditions
    return conditions.get("rights_stated")


def _suspended_end(view: View, counted: Counted, start: date, n: int) -> LastDay | Unknown | None:
    assert view.household is not None, "a period with suspension runs for a household"
    records = tuple(
        (step, view.household_records[step].on) for step in counted.watched if step in view.household_records
    )
    waived = view.is_stated("objection_waived", of_the_act=False)
    waived_on = view.household.entered_dates.get("objection_waived")
    memo = view.rules.suspended_ends
    key = (view.calendar, counted.target, start, n, records, waived, waived_on)
    if key not in memo:
        if len(memo) >= MEMO_LIMIT:
            memo.clear()
        memo[key] = _follow(view, counted, start, n, max([start, *(on for _, on in records)]))
    return memo[key]


def _follow(view: View, counted: Counted, start: date, n: int, latest: date) -> LastDay | Unknown | None:
    """Count the days that are not suspended, one by one, from the day after the start."""
    assert counted.suspended is not None, "only a suspended period is followed"
    day, left = start, n
    horizon = latest + timedelta(days=n + LONGEST_SUSPENSION_DAYS)
    while left:
        day += ONE_DAY
        if day > horizon:
            return None
        verdict = counted.suspended(view.as_of(day))
        if isinstance(verdict, Unknown):
            return verdict
        left -= not verdict
    return roll(view.calendar, day)
