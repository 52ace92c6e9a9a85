"""The rights of the people concerned in plain words: what, within which time, counted from what, by which article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plumbline import law
from plumbline.store.reading.public import source_name
from plumbline.terms import Regime, Text

REGIMES: dict[Regime, Text] = {
    Regime.STATE_LAND: Text("国有土地上的房屋", "Buildings on state-owned land"),
    Regime.COLLECTIVE_LAND: Text("集体土地", "Collective land"),
}

_UNITS = {
    "calendar_day": Text("日", "days"),
    "working_day": Text("个工作日", "working days"),
    "month": Text("个月", "months"),
}
_OWN_PERIODS = {
    "local": Text("本项目公布的期限", "the time that the project has published"),
    "plan": Text("方案公告写明的期限", "the time that the plan states"),
    "decision": Text("决定书写明的期限", "the time that the decision states"),
}
MOVING = "moving_deadline_in_decision"
"""The one clock within which nobody files anything: it says until when one may stay."""

_STARTS = {
    "information_request.received": Text("收到申请", "receipt of the request"),
    "petition.received": Text("收到信访事项", "receipt of the petition"),
}


@dataclass(frozen=True, slots=True)
class RightInWords:
    """A right as a resident reads it; `within` is empty for one that no clock ends."""

    title: Text
    within: Text | None
    rule: Text


def rights_in_words(
    procedure: law.Procedure, regimes: Iterable[Regime]
) -> list[tuple[Text, list[RightInWords], list[RightInWords]]]:
    """(regime, rights whose time runs, rights that no clock ends), for the regimes of the projects."""
    found = []
    for regime in Regime:
        if regime not in regimes:
            continue
        every = [_in_words(procedure, right) for right in procedure.regimes[regime].rights.values()]
        found.append((REGIMES[regime], [r for r in every if r.within], [r for r in every if not r.within]))
    return found


def _in_words(procedure: law.Procedure, right: law.Right) -> RightInWords:
    source = source_name(procedure, right.source)
    rule = Text(f"{source.zh} {right.article}", f"{source.en}, {right.article}")
    return RightInWords(right.text, _within(procedure, right), rule)


def _within(procedure: law.Procedure, right: law.Right) -> Text | None:
    clock = right.clock
    if clock is None or clock.period is None:
        return None
    start, long = start_of(procedure, clock.period), length_of(clock.period)
    if right.id == MOVING:
        return Text(
            f"{_from(start)}{long.zh}内搬迁，期满前不得催逼", f"to move within {long.en} of: {start.en}"
        )
    first = _sentence(clock.kind, start, long)
    after = clock.after_reconsideration
    if after is None:
        return first
    start, long = start_of(procedure, after), length_of(after)
    return Text(
        f"{first.zh}；经过复议的，{_from(start)}{long.zh}内",
        f"{first.en}; after reconsideration within {long.en} of: {start.en}",
    )


def _from(start: Text) -> str:
    """The start in Chinese, which says `日` once."""
    return f"自“{start.zh}”起" if start.zh.endswith("日") else f"自“{start.zh}”之日起"


def _sentence(kind: str, start: Text, long: Text) -> Text:
    match kind:
        case "minimum_open":
            return Text(f"{_from(start)}，不少于{long.zh}", f"open for at least {long.en} from: {start.en}")
        case "answer":
            return Text(
                f"机关须在{start.zh}之日起{long.zh}内答复", f"answered within {long.en} of: {start.en}"
            )
        case "notice_of_acceptance":
            return Text(
                f"机关须在{start.zh}之日起{long.zh}内告知是否受理",
                f"told within {long.en} of {start.en} whether it is taken up",
            )
        case _:
            return Text(f"{_from(start)}{long.zh}内提出", f"within {long.en} of: {start.en}")


def length_of(period: law.Period) -> Text:
    """How long a period is, in words."""
    if isinstance(period.n, int):
        unit = _UNITS[period.unit.value]
        return Text(f" {period.n} {unit.zh}", f"{period.n} {unit.en}")
    return _OWN_PERIODS.get(period.n.partition(".")[0], _OWN_PERIODS["local"])


def start_of(procedure: law.Procedure, period: law.Period) -> Text:
    """What a period is counted from, in words."""
    step, _, named = period.counted_from.partition(".")
    known = procedure.steps.get(step)
    if known is None:
        return _STARTS.get(period.counted_from, Text(period.counted_from, period.counted_from))
    on = next((date.text for date in known.dates if date.id == named), None)
    return on or known.name
