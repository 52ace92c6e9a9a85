"""Whether an announcement may be made, and whether it came before its sources: every ground, not only the first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from plumbline.sampling.announcements import (
    LEAST_BITS,
    Announcement,
    Purpose,
    Source,
    Standing,
    needs_outcomes,
    percent,
)
from plumbline.sampling.drawing import DrawCase, refuses
from plumbline.sampling.kinds import KIND_TEXT, OUTSIDERS, WEEKDAYS, Kind, round_instant, show_bits
from plumbline.sampling.refusing import reason
from plumbline.sampling.spot_checks import least_sample
from plumbline.terms import OWN_RULE, Reason, Refused, Text, local_day

_DAY_NAMES = ("周一 Mon", "周二 Tue", "周三 Wed", "周四 Thu", "周五 Fri", "周六 Sat", "周日 Sun")


@dataclass(frozen=True, slots=True)
class Seal:
    """A daily seal.

    day   the day that was closed
    size  leaves that its checkpoint counts
    at    when the checkpoint was signed and, where witnesses are named, had their quorum
    """

    day: date
    size: int
    at: datetime


def may_announce(announcement: Announcement, *, on: date, standing: Standing) -> Refused | None:
    """Every ground on which an announcement may not be made on a day; None when there is none.

    standing  the announcements that are not voided
    source    ledger format sections 13 and 14
    """
    reasons = (
        *refuses(_shape(announcement)),
        *_sources(announcement),
        *_days(announcement, on),
        *_chance(announcement),
        *_repeats(announcement, standing),
    )
    return Refused(reasons) if reasons else None


def came_first(announcement: Announcement, *, seq: int, seal: Seal) -> Refused | None:
    """Whether the announcement, leaf `seq`, lay under a full daily seal before its first source was drawn."""
    reasons = [*_under_seal(seq, seal), *_pool_before(announcement, seq)]
    reasons += [
        _drawn_before_seal(source, seal) for source in announcement.sources if source.drawn_at <= seal.at
    ]
    return Refused(tuple(reasons)) if reasons else None


def _shape(announcement: Announcement) -> DrawCase:
    """The case with a number in place of every source, which none of the RFC's own limits looks at."""
    return DrawCase(announcement.pool.size, announcement.select, announcement.hash, ((0,),))


def _sources(announcement: Announcement) -> Iterator[Reason]:
    kinds = {source.kind for source in announcement.sources}
    bits = LEAST_BITS[announcement.purpose]
    if announcement.outcomes < needs_outcomes(announcement.purpose):
        shown = show_bits(announcement.outcomes)
        yield reason(
            "draw:too_little_chance",
            f"{shown} < {bits} bit",
            Text(
                f"各来源合计 {shown} 比特，至少要 {bits} 比特，否则可以逐一试算。",
                f"All sources hold {shown} bits; {bits} are needed, or every outcome could be tried out.",
            ),
            Text("增加来源，如快乐8（61.6 比特）。", "Add a source, such as 快乐8 (61.6 bits)."),
        )
    if not kinds & OUTSIDERS:
        yield reason(
            "draw:no_outside_source",
            ", ".join(sorted(kinds)),
            Text("没有一个来源在有关各方之外。", "No source lies outside the parties involved."),
            Text("增加一种彩票的开奖号码。", "Add the numbers of a lottery."),
        )
    if kinds == {Kind.DRAND}:
        yield reason(
            "draw:beacon_alone",
            str(Kind.DRAND),
            Text(
                "随机信标可能连不上，不能是唯一的来源。",
                "The beacon can be out of reach; it may not be the only source.",
            ),
            Text("增加一种彩票的开奖号码。", "Add the numbers of a lottery."),
        )
    named = [(source.kind, source.issue) for source in announcement.sources]
    for kind, issue in sorted({pair for pair in named if named.count(pair) > 1}):
        yield reason(
            "draw:source_twice",
            f"{kind} {issue}",
            Text(
                f"{KIND_TEXT[kind].zh}第 {issue} 期写了两次，只算一次的机会。",
                f"{KIND_TEXT[kind].en}, issue {issue}, is named twice; it holds its chance only once.",
            ),
            Text("换成另一期或另一种。", "Name another issue or another source."),
        )
    if not announcement.void_reasons:
        yield reason(
            "draw:no_void_reasons",
            "void_reasons = []",
            Text("没有写明哪些情形可以作废重抽。", "It does not say for which reasons it may be voided."),
            Text("至少写明一种。", "Name at least one reason."),
        )


def _days(announcement: Announcement, on: date) -> Iterator[Reason]:
    for source in announcement.sources:
        drawn = local_day(source.drawn_at)
        # The day of the announcement is sealed after its 24:00, so the first draw that can follow is the next day's.
        if drawn <= on:
            yield _not_before_its_source(source, on)
        weekdays = WEEKDAYS.get(source.kind)
        if weekdays and drawn.weekday() not in weekdays:
            yield reason(
                "draw:no_draw_day",
                f"{source.kind} {drawn} {_DAY_NAMES[drawn.weekday()]}",
                Text(
                    f"{KIND_TEXT[source.kind].zh}在 {drawn} 不开奖。",
                    f"{KIND_TEXT[source.kind].en} is not drawn on {drawn}.",
                ),
                Text(
                    f"开奖日：{'、'.join(_DAY_NAMES[day] for day in weekdays)}。",
                    f"It is drawn on: {', '.join(_DAY_NAMES[day] for day in weekdays)}.",
                ),
            )
        if source.kind is Kind.DRAND and not _is_its_round(source):
            yield _other_round(source)


def _not_before_its_source(source: Source, on: date) -> Reason:
    tomorrow = on + timedelta(days=1)
    return Reason(
        code="draw:announced_too_late",
        rule=OWN_RULE.zh,
        fact=f"{source.kind} {source.issue} {local_day(source.drawn_at)}",
        message=Text(
            f"{KIND_TEXT[source.kind].zh}第 {source.issue} 期 {local_day(source.drawn_at)} 开出，公告在 {on}："
            "公告要先封账一次，才轮到来源开出。",
            f"{KIND_TEXT[source.kind].en}, issue {source.issue}, is drawn on {local_day(source.drawn_at)}; the "
            f"announcement is of {on} and must be sealed before its sources are drawn.",
        ),
        remedy=Text(f"改用 {tomorrow} 或以后开出的一期。", f"Name an issue drawn on {tomorrow} or later."),
        earliest=tomorrow,
    )


def _is_its_round(source: Source) -> bool:
    return source.issue.isdecimal() and round_instant(int(source.issue)) == source.drawn_at


def _other_round(source: Source) -> Reason:
    return reason(
        "draw:other_round",
        f"drand {source.issue} {source.drawn_at.isoformat()}",
        Text(
            f"drand 第 {source.issue} 轮不在 {source.drawn_at.isoformat()} 产生：轮次由时刻算出，不能另写。",
            f"Round {source.issue} of drand does not come out at {source.drawn_at.isoformat()}: the round follows from the time.",
        ),
        Text(
            "轮次 =（时刻 − 2023-08-23 23:09:27）÷ 3 秒 + 1。",
            "Round = (time − 2023-08-23T15:09:27Z) / 3 s + 1.",
        ),
    )


def _chance(announcement: Announcement) -> Iterator[Reason]:
    if announcement.purpose is not Purpose.SPOT_CHECK:
        return
    stated, pool = announcement.chance, announcement.pool
    if stated is None or pool.kind is None or pool.sealed is None:
        yield reason(
            "spot_check:incomplete",
            "chance, pool.kind, pool.sealed",
            Text(
                "抽查公告没有写全：记录种类、封账检查点、假定不实的条数和把握。",
                "The announcement of a spot check lacks the kind of record, the sealed checkpoint, D or the confidence.",
            ),
            Text("补全后再公告。", "Complete it."),
        )
        return
    least = least_sample(pool=pool.size, false=stated.false, confidence=stated.confidence)
    if isinstance(least, Refused):
        yield from least.reasons
    elif stated != least or announcement.select < least.sample:
        yield reason(
            "spot_check:sample_too_small",
            f"N = {pool.size}, D = {stated.false}, {percent(stated.confidence)}: n = {least.sample}",
            Text(
                f"{pool.size} 条中若有 {stated.false} 条不实，要有 {percent(stated.confidence)} 的把握查到，"
                f"至少抽 {least.sample} 条；公告抽 {announcement.select} 条，写明至少 {stated.sample} 条。",
                f"With {stated.false} false of {pool.size}, a confidence of {percent(stated.confidence)} needs at least "
                f"{least.sample}; {announcement.select} are announced, and a least number of {stated.sample} is stated.",
            ),
            Text(f"抽 {least.sample} 条或更多。", f"Draw {least.sample} or more."),
        )


def _repeats(announcement: Announcement, standing: Standing) -> Iterator[Reason]:
    for seq, other in sorted(standing.items()):
        if other.matter == announcement.matter:
            yield reason(
                "draw:repeated_unseen",
                f"{announcement.matter}: {seq}",
                Text(
                    f"同一事项已有第 {seq} 条公告，没有作废，不能再抽一次。",
                    f"Entry {seq} announces a draw of the same matter; while it is not voided there is no second.",
                ),
                Text(
                    "用已公告的理由先作废，再另行公告。",
                    "Void it first, for a reason it announced, then announce anew.",
                ),
            )
    if announcement.repeats is not None and announcement.repeats in standing:
        yield reason(
            "draw:repeats_what_stands",
            str(announcement.repeats),
            Text(
                f"第 {announcement.repeats} 条公告没有作废，不能由这一次代替。",
                f"Entry {announcement.repeats} is not voided and cannot be replaced.",
            ),
            Text("先作废，再公告。", "Void it first."),
        )


def _under_seal(seq: int, seal: Seal) -> Iterator[Reason]:
    if seq >= seal.size:
        yield reason(
            "draw:not_sealed",
            f"seq = {seq}, size = {seal.size}",
            Text(
                f"公告是第 {seq} 条，{seal.day} 的封账只到 {seal.size} 条，没有封住它。",
                f"The announcement is entry {seq}; the seal of {seal.day} counts {seal.size} and does not hold it.",
            ),
            Text("等下一次封账之后开出的来源。", "Wait for the next seal, and for sources drawn after it."),
        )


def _pool_before(announcement: Announcement, seq: int) -> Iterator[Reason]:
    sealed = announcement.pool.sealed
    if sealed is not None and sealed.size > seq:
        yield reason(
            "spot_check:pool_after_announcement",
            f"size = {sealed.size}, seq = {seq}",
            Text(
                f"号池取自 {sealed.size} 条的检查点，公告是第 {seq} 条，比号池还早。",
                f"The pool is of a checkpoint of {sealed.size}, later than the announcement, entry {seq}.",
            ),
            Text("用公告以前的检查点。", "Take a checkpoint from before the announcement."),
        )


def _drawn_before_seal(source: Source, seal: Seal) -> Reason:
    return reason(
        "draw:drawn_before_seal",
        f"{source.kind} {source.issue} {source.drawn_at.isoformat()} <= {seal.at.isoformat()}",
        Text(
            f"{KIND_TEXT[source.kind].zh}第 {source.issue} 期 {source.drawn_at:%Y-%m-%d %H:%M} 开出，"
            f"公告 {seal.at:%Y-%m-%d %H:%M} 才封账：可能是看了号码才公告的。",
            f"{KIND_TEXT[source.kind].en}, issue {source.issue}, was drawn at {source.drawn_at:%Y-%m-%d %H:%M}, the "
            f"announcement was sealed at {seal.at:%Y-%m-%d %H:%M} only: it could have been made knowing the numbers.",
        ),
        Text(
            "这次公告不能用；按公告的理由作废，另行公告。",
            "It cannot be used; void it for a reason it announced, and announce anew.",
        ),
    )
