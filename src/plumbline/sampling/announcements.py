"""The announcement of a draw: everything that decides it, fixed before anybody can know the numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from plumbline.sampling.drawing import Hash
from plumbline.sampling.kinds import Balls, Kind, numbers_of, outcomes
from plumbline.sampling.spot_checks import SampleSize
from plumbline.terms import Text

ANNOUNCEMENT_FORMAT = "plumbline-draw-announcement/1"

MOST_SOURCES = 20
"""Sources of one announcement: five lotteries, a beacon and balls are more than any draw needs."""


class Purpose(StrEnum):
    """What a draw decides; how much chance it needs follows from it."""

    DWELLINGS = "dwellings"
    SPOT_CHECK = "spot_check"


LEAST_BITS = {Purpose.DWELLINGS: 80, Purpose.SPOT_CHECK: 64}
"""Bits that all sources of an announcement hold together at least."""


class Fallback(StrEnum):
    """What counts when an announced issue is not drawn on its day."""

    NEXT_ISSUE = "next_issue"


FALLBACK_TEXT = {
    Fallback.NEXT_ISSUE: Text(
        "当日未开奖（休市、延期）的，以该日之后同一彩种开出的第一期为准。",
        "If it is not drawn on its day (holiday, postponed), the first issue of the same source drawn after that day counts.",
    )
}


class VoidReason(StrEnum):
    """The closed list of reasons for which a draw may be voided; an announcement names those that it admits."""

    POOL_CORRECTED = "pool_corrected"
    SOURCES_FAILED = "sources_failed"
    ORDERED = "ordered"


VOID_TEXT = {
    VoidReason.POOL_CORRECTED: Text(
        "异议成立，号池须改，且第一个来源尚未开出",
        "an objection to the pool was upheld, before the first source was drawn",
    ),
    VoidReason.SOURCES_FAILED: Text(
        "来源没有开出，或者在封账以前就已开出，不能用；尚无结果",
        "a source was not drawn, or was drawn before the seal and is of no use; there is no result",
    ),
    VoidReason.ORDERED: Text(
        "法院、复议机关或监督机关决定重抽",
        "a court, a reconsideration or a supervising organ decided that it is drawn again",
    ),
}


@dataclass(frozen=True, slots=True)
class SealedLog:
    """The sealed checkpoint that fixes a spot check's pool: its day, how many leaves it counts, its root (base64)."""

    day: str
    size: int
    root: str


@dataclass(frozen=True, slots=True)
class AnnouncedPool:
    """The pool as an announcement states it.

    size    N
    sha256  of the pool's file of codes, small hex
    kind    spot check: the kind of leaf, without its version
    sealed  spot check: the checkpoint whose leaves are meant
    """

    size: int
    sha256: str
    kind: str | None = None
    sealed: SealedLog | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One announced source.

    kind      which lottery, beacon or urn
    issue     number of the issue (期号), of the round of drand, or of the sitting at which balls are drawn
    drawn_at  when it will be drawn
    balls     the urn, for balls alone
    fallback  what counts when it is not drawn on its day
    """

    kind: Kind
    issue: str
    drawn_at: datetime
    balls: Balls | None = None
    fallback: Fallback = Fallback.NEXT_ISSUE

    @property
    def outcomes(self) -> int:
        """How many equally likely outcomes it has."""
        return outcomes(self.kind, self.balls)

    def numbers(self, published: str) -> tuple[tuple[int, ...], ...]:
        """The numbers of a published result as they enter the key; raises DrawFileError for no result of it."""
        return numbers_of(self.kind, published, self.balls)


@dataclass(frozen=True, slots=True)
class Announcement:
    """What `draw.announced/1` says; it is sealed before the first source is drawn.

    purpose       dwellings or spot check
    matter        id of what is decided; a second announcement of one matter needs the first one's void
    title         what people read
    pool          who stands in it, in which order
    select        how many are drawn (for dwellings usually all of them: an order of choice)
    hash          digest of the draw
    sources       in the order in which they enter the key, after the seq of the announcement itself
    void_reasons  the only reasons for which it may be voided
    repeats       seq of the voided announcement that this one replaces
    chance        spot check: supposed false, confidence, and the least sample that follows
    """

    purpose: Purpose
    matter: str
    title: Text
    pool: AnnouncedPool
    select: int
    hash: Hash
    sources: tuple[Source, ...]
    void_reasons: tuple[VoidReason, ...]
    repeats: int | None = None
    chance: SampleSize | None = None

    @property
    def outcomes(self) -> int:
        """Equally likely outcomes of all sources together; the announcement's own seq adds no chance."""
        together = 1
        for source in self.sources:
            together *= source.outcomes
        return together

    @property
    def first_drawn_at(self) -> datetime:
        """When the first source is drawn."""
        return min(source.drawn_at for source in self.sources)


Standing = Mapping[int, Announcement]
"""Announcements that are not voided, with or without a result, by their seq."""


def needs_outcomes(purpose: Purpose) -> int:
    """The least number of equally likely outcomes: 2 to the bits that the purpose needs."""
    return int(2 ** LEAST_BITS[purpose])


def percent(share: Fraction) -> str:
    """A share as people read it when it is a whole per cent, else as a fraction: `95%`, `2/3`."""
    whole = share * 100
    return f"{whole.numerator}%" if whole.denominator == 1 else f"{share.numerator}/{share.denominator}"
