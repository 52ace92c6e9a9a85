"""The result: announced sources with what they published, the draw, and who was struck and is passed over."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from plumbline.sampling.admitting import Seal, came_first
from plumbline.sampling.announcements import Announcement, Source
from plumbline.sampling.drawing import DrawCase, Drawn, draw
from plumbline.sampling.kinds import KIND_TEXT, Kind
from plumbline.sampling.refusing import DrawFileError, reason
from plumbline.terms import Reason, Refused, Text, local_day

NEW_YEAR_DAYS = 7
"""Days within which `2027001` follows the last issue of 2026: the lotteries number anew with each year."""


class Because(StrEnum):
    """Why the fallback counts: the announced issue was not drawn on its day."""

    MARKET_CLOSED = "market_closed"
    POSTPONED = "postponed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one announced source published.

    issue      the issue that was drawn: the announced one, or the fallback's
    drawn_at   when
    published  as it was published (`kinds.numbers_of` says in which form)
    evidence   SHA-256 of photographs of the publication, at least one
    because    set where the fallback counts
    """

    issue: str
    drawn_at: datetime
    published: str
    evidence: tuple[str, ...]
    because: Because | None = None


@dataclass(frozen=True, slots=True)
class Struck:
    """A number that no longer takes part: it keeps its place in the pool and is passed over.

    number  its number in the pool, from 1
    seq     the ledger's event that struck it
    """

    number: int
    seq: int


@dataclass(frozen=True, slots=True)
class DrawResult:
    """What `draw.result/1` says.

    seq       of the announcement
    outcomes  one for each announced source, in the announced order
    struck    numbers passed over
    drawn     key, digests and picks as RFC 3797 gives them, struck numbers included
    chosen    the picks without the struck ones, as many as were announced while there are so many
    """

    seq: int
    outcomes: tuple[Outcome, ...]
    struck: tuple[Struck, ...]
    drawn: Drawn
    chosen: tuple[int, ...]


def conclude(
    announcement: Announcement,
    *,
    seq: int,
    seal: Seal,
    outcomes: Sequence[Outcome],
    struck: Sequence[Struck] = (),
) -> DrawResult | Refused:
    """The result of an announced draw.

    seq      of the announcement's leaf: source 1 of the key
    seal     the first daily seal that holds the announcement
    struck   numbers struck since; with them the same draw simply goes on a little longer
    refused  an announcement that did not come before its sources; an outcome that is not of its source
    """
    reasons = (*_of(came_first(announcement, seq=seq, seal=seal)), *_outcomes(announcement, outcomes))
    reasons = (*reasons, *_struck(announcement, struck))
    if reasons:
        return Refused(reasons)
    drawn = draw(case_of(announcement, seq=seq, outcomes=outcomes, struck=len(struck)))
    if isinstance(drawn, Refused):
        return drawn
    out = {one.number for one in struck}
    chosen = tuple(pick for pick in drawn.picks if pick not in out)[: announcement.select]
    return DrawResult(seq, tuple(outcomes), tuple(struck), drawn, chosen)


def case_of(
    announcement: Announcement, *, seq: int, outcomes: Sequence[Outcome], struck: int = 0
) -> DrawCase:
    """The bare case of an announced draw, as any RFC 3797 program takes it.

    struck  how many numbers are struck: so many picks more are drawn, for those that are passed over
    raises  DrawFileError when an outcome is no result of its source
    """
    sources: list[tuple[int, ...]] = [(seq,)]
    for source, outcome in zip(announcement.sources, outcomes, strict=True):
        sources += source.numbers(outcome.published)
    size = announcement.pool.size
    return DrawCase(size, min(size, announcement.select + struck), announcement.hash, tuple(sources))


def list_sha256(items: Sequence[object]) -> str:
    """SHA-256 of a list written with commas between, as a long order is stated in a leaf."""
    return hashlib.sha256(",".join(map(str, items)).encode()).hexdigest()


def _of(refused: Refused | None) -> tuple[Reason, ...]:
    return refused.reasons if refused else ()


def _outcomes(announcement: Announcement, outcomes: Sequence[Outcome]) -> Iterator[Reason]:
    if len(outcomes) != len(announcement.sources):
        yield reason(
            "draw:outcomes_missing",
            f"{len(outcomes)} / {len(announcement.sources)}",
            Text(
                f"公告了 {len(announcement.sources)} 个来源，录入了 {len(outcomes)} 个。",
                f"{len(announcement.sources)} sources were announced, {len(outcomes)} are given.",
            ),
            Text("按公告的顺序逐个录入，一个不少。", "Give each of them, in the announced order."),
        )
        return
    for source, outcome in zip(announcement.sources, outcomes, strict=True):
        yield from _outcome(source, outcome)


def _outcome(source: Source, outcome: Outcome) -> Iterator[Reason]:
    kind = KIND_TEXT[source.kind]
    if not _is_announced(source, outcome):
        yield reason(
            "draw:other_issue",
            f"{source.issue} {local_day(source.drawn_at)} / {outcome.issue} {local_day(outcome.drawn_at)}",
            Text(
                f"{kind.zh}公告的是第 {source.issue} 期（{local_day(source.drawn_at)}），"
                f"录入的是第 {outcome.issue} 期（{local_day(outcome.drawn_at)}）。",
                f"{kind.en}: issue {source.issue} of {local_day(source.drawn_at)} was announced, "
                f"issue {outcome.issue} of {local_day(outcome.drawn_at)} is given.",
            ),
            Text(
                "录入公告的那一期；当日没有开奖的，写明原因，录入该日之后开出的第一期。",
                "Give the announced issue; if it was not drawn on its day, say why and give the first one drawn after it.",
            ),
        )
    if not outcome.evidence:
        yield reason(
            "draw:no_evidence",
            f"{source.kind} {outcome.issue}",
            Text(
                f"{kind.zh}第 {outcome.issue} 期没有开奖公告的照片。",
                f"{kind.en}: no photograph of the publication.",
            ),
            Text("附上开奖公告的照片或截图。", "Attach a photograph of the published numbers."),
        )
    try:
        source.numbers(outcome.published)
    except DrawFileError as error:
        yield reason("draw:no_such_outcome", outcome.published[:80], error.text, _AS_PUBLISHED)


_AS_PUBLISHED = Text("照开奖公告录入。", "Write what was published.")


def _is_announced(source: Source, outcome: Outcome) -> bool:
    """Whether the outcome is of the announced issue on its day, or of the fallback with its reason."""
    announced, drawn = local_day(source.drawn_at), local_day(outcome.drawn_at)
    if outcome.because is None:
        return outcome.issue == source.issue and drawn == announced
    return drawn > announced and _follows(source, outcome.issue, days=(drawn - announced).days)


def _follows(source: Source, issue: str, *, days: int) -> bool:
    """Whether an issue is the announced one, drawn late, or the next after it."""
    if issue == source.issue:
        return source.kind is not Kind.DRAND  # a round comes at its instant or never
    if not (issue.isdecimal() and source.issue.isdecimal() and len(issue) == len(source.issue)):
        return False
    if int(issue) == int(source.issue) + 1:
        return True
    year = source.issue[:-3]
    return bool(year) and days <= NEW_YEAR_DAYS and issue == f"{int(year) + 1:0{len(year)}d}001"


def _struck(announcement: Announcement, struck: Sequence[Struck]) -> Iterator[Reason]:
    numbers = [one.number for one in struck]
    wrong = sorted({n for n in numbers if not 1 <= n <= announcement.pool.size or numbers.count(n) > 1})
    if wrong:
        yield reason(
            "draw:struck_unknown",
            ", ".join(map(str, wrong)),
            Text(
                f"除名的号 {wrong} 不在号池里，或者写了两次。",
                f"The struck numbers {wrong} are not in the pool, or are named twice.",
            ),
            Text("写号池里的号，每个一次。", "Name numbers of the pool, each once."),
        )
    elif len(numbers) == announcement.pool.size:
        yield reason(
            "draw:all_struck",
            str(len(numbers)),
            Text(
                "号池里的号全部除名，没有人可抽。",
                "Every number of the pool is struck; nobody is left to draw.",
            ),
            Text("按公告的理由作废。", "Void the draw for a reason it announced."),
        )
