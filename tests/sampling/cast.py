"""An announced order of choice to test with: 12 slips, three lotteries, announced on Wednesday 3 June 2026."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from plumbline.sampling import (
    AnnouncedPool,
    Announcement,
    Because,
    Hash,
    Kind,
    Outcome,
    Pool,
    Purpose,
    Seal,
    Source,
    VoidReason,
)
from plumbline.terms import SHANGHAI, Refused, Text

SEQ = 184_223
POOL = Pool(tuple(f"签{number:02d}" for number in range(1, 13)))
PHOTO = "ab" * 32
ANNOUNCED_ON = date(2026, 6, 3)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


SEAL = Seal(ANNOUNCED_ON, SEQ + 10, at("2026-06-04T00:05"))

SSQ = Source(Kind.SSQ, "2026062", at("2026-06-04T21:15"))
KL8 = Source(Kind.KL8, "2026144", at("2026-06-04T21:30"))
FC3D = Source(Kind.FC3D, "2026144", at("2026-06-04T21:15"))

ANNOUNCEMENT = Announcement(
    purpose=Purpose.DWELLINGS,
    matter="zhumuqiao/first-choice",
    title=Text("朱木桥第一批安置房选房顺序", "Order of choice, first replacement dwellings at Zhumuqiao"),
    pool=AnnouncedPool(POOL.size, POOL.sha256),
    select=12,
    hash=Hash.MD5,
    sources=(SSQ, KL8, FC3D),
    void_reasons=(VoidReason.POOL_CORRECTED, VoidReason.SOURCES_FAILED),
)

# The invented numbers of the vectors `ssq+kl8+3d-…`, in the order in which balls might fall.
OUTCOMES = (
    Outcome("2026062", SSQ.drawn_at, "21 03 33 09 26 14 + 07", (PHOTO,)),
    Outcome(
        "2026144",
        KL8.drawn_at,
        "79 03 08 11 14 19 22 27 30 33 38 41 47 52 55 58 61 66 70 74",
        (PHOTO,),
    ),
    Outcome("2026144", FC3D.drawn_at, "707", (PHOTO,)),
)


def drawn_late(
    outcome: Outcome, issue: str, day: str, because: Because | None = Because.POSTPONED
) -> Outcome:
    """The outcome of another issue on another day."""
    return replace(outcome, issue=issue, drawn_at=at(f"{day}T21:15"), because=because)


def codes(refused) -> list[str]:
    """Codes of a refusal, in the order in which they are told; none for no refusal."""
    return [one.code for one in refused.reasons] if isinstance(refused, Refused) else []
