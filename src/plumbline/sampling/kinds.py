"""The public sources of chance: what each publishes, how it enters the key, how many outcomes it has."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from math import comb

from plumbline.sampling.refusing import DrawFileError
from plumbline.terms import Text


class Kind(StrEnum):
    """The closed list of sources that an announcement may name."""

    SSQ = "ssq"
    KL8 = "kl8"
    DLT = "dlt"
    FC3D = "fc3d"
    PL5 = "pl5"
    DRAND = "drand_quicknet"
    BALLS = "balls"


KIND_TEXT = {
    Kind.SSQ: Text("福彩双色球", "Double Colour Ball lottery (双色球)"),
    Kind.KL8: Text("福彩快乐8", "Happy 8 lottery (快乐8)"),
    Kind.DLT: Text("体彩大乐透", "Super Lotto (大乐透)"),
    Kind.FC3D: Text("福彩3D", "Welfare 3D lottery (福彩3D)"),
    Kind.PL5: Text("体彩排列五", "Arrangement 5 lottery (排列五)"),
    Kind.DRAND: Text("drand quicknet 随机信标", "drand quicknet beacon"),
    Kind.BALLS: Text("居民现场摸球", "balls drawn on the spot by residents"),
}

OUTSIDERS = frozenset(Kind) - {Kind.BALLS}
"""Sources that no party involved has a hand in; balls are drawn by those whom the draw concerns."""


@dataclass(frozen=True, slots=True)
class Balls:
    """An urn of balls numbered from 1, without putting back: `taken` out of `of`."""

    of: int
    taken: int


URNS = {
    Kind.SSQ: (Balls(33, 6), Balls(16, 1)),
    Kind.KL8: (Balls(80, 20),),
    Kind.DLT: (Balls(35, 5), Balls(12, 2)),
}
"""Lotteries drawn from urns, each urn in the order in which it is published."""

DIGITS = {Kind.FC3D: 3, Kind.PL5: 5}
"""Lotteries of digits, each 0 to 9. One integer: sorting the digits would waste most of their chance."""

DRAND_BITS = 120
"""Two integers of 60 bits, the first 30 hex digits of the randomness."""

WEEKDAYS = {Kind.SSQ: (1, 3, 6), Kind.DLT: (0, 2, 5)}
"""Draw days where not every day is one (0 = Monday): 双色球 Tue, Thu, Sun; 大乐透 Mon, Wed, Sat."""

_DRAND_GENESIS = datetime(2023, 8, 23, 15, 9, 27, tzinfo=UTC)
_DRAND_PERIOD = timedelta(seconds=3)
"""First round and period of quicknet, from the network's own chain information."""

_NUMBER = re.compile(r"[0-9]{1,3}")
_SIGNATURE = re.compile(r"[0-9a-f]{96}")


def outcomes(kind: Kind, balls: Balls | None = None) -> int:
    """How many equally likely outcomes a source has; `balls` describes the urn of residents' balls."""
    match kind:
        case Kind.SSQ | Kind.KL8 | Kind.DLT:
            return _product(URNS[kind])
        case Kind.FC3D | Kind.PL5:
            return int(10 ** DIGITS[kind])
        case Kind.DRAND:
            return int(2**DRAND_BITS)
        case Kind.BALLS:
            assert balls is not None, "an announcement of balls says which urn"
            return _product((balls,))


def bits_tenths(number: int) -> int:
    """log₂ of a number of outcomes in tenths of a bit, rounded half up, by whole numbers: 1000 → 100 (10.0)."""
    # The bit length of n²⁰ less one is 20·log₂ n rounded down: twentieths, of which two make the tenth.
    return (int(number**20).bit_length()) // 2


def show_bits(number: int) -> str:
    """Bits of a number of outcomes as people read them: `24.1`."""
    whole, tenth = divmod(bits_tenths(number), 10)
    return f"{whole}.{tenth}"


def numbers_of(kind: Kind, published: str, balls: Balls | None = None) -> tuple[tuple[int, ...], ...]:
    """The numbers of a published result as they enter the key: one or two sources.

    published  as the lottery prints it: `03 09 14 21 26 33 + 07` (urns apart by +), `007`; for drand the
               round's signature in 96 hex digits, whose SHA-256 is the randomness
    raises     DrawFileError when it is no possible result of this kind
    """
    match kind:
        case Kind.SSQ | Kind.DLT:
            return _urns(kind, published, URNS[kind])
        case Kind.KL8:
            (twenty,) = _urns(kind, published, URNS[kind])
            ordered = tuple(sorted(twenty))
            return ordered[:10], ordered[10:]
        case Kind.FC3D | Kind.PL5:
            return ((_digits(kind, published, DIGITS[kind]),),)
        case Kind.DRAND:
            return _beacon(published)
        case Kind.BALLS:
            assert balls is not None, "an announcement of balls says which urn"
            return _urns(kind, published, (balls,))


def round_instant(number: int) -> datetime:
    """When a round of drand quicknet, from 1, comes out."""
    return _DRAND_GENESIS + (number - 1) * _DRAND_PERIOD


def _product(urns: tuple[Balls, ...]) -> int:
    number = 1
    for urn in urns:
        number *= comb(urn.of, urn.taken)
    return number


def _urns(kind: Kind, published: str, urns: tuple[Balls, ...]) -> tuple[tuple[int, ...], ...]:
    groups = tuple(tuple(group.split()) for group in published.split("+"))
    if not all(_NUMBER.fullmatch(word) and word.isascii() for group in groups for word in group):
        raise _impossible(kind, published, urns)
    drawn = tuple(tuple(int(word) for word in group) for group in groups)
    if len(drawn) != len(urns) or not all(map(_fits, drawn, urns)):
        raise _impossible(kind, published, urns)
    return drawn


def _fits(drawn: tuple[int, ...], urn: Balls) -> bool:
    return len(set(drawn)) == len(drawn) == urn.taken and all(1 <= number <= urn.of for number in drawn)


def _digits(kind: Kind, published: str, length: int) -> int:
    if not re.fullmatch(rf"[0-9]{{{length}}}", published):
        raise DrawFileError(
            KIND_TEXT[kind].zh,
            f"“{published[:60]}”不是 {length} 位数字。请照开奖公告写，前面的 0 也写上。",
            f"{published[:60]!r} is not {length} digits. Write them as published, zeros in front included.",
        )
    return int(published)


def _beacon(published: str) -> tuple[tuple[int, ...], ...]:
    if not _SIGNATURE.fullmatch(published):
        raise DrawFileError(
            KIND_TEXT[Kind.DRAND].zh,
            "应写该轮的签名，96 位小写十六进制。",
            "give the signature of the round, 96 small hex digits.",
        )
    randomness = hashlib.sha256(bytes.fromhex(published)).hexdigest()
    return (int(randomness[:15], 16),), (int(randomness[15:30], 16),)


def _impossible(kind: Kind, published: str, urns: tuple[Balls, ...]) -> DrawFileError:
    zh = "，加号，".join(f"{urn.taken} 个 1 至 {urn.of} 的不同数字" for urn in urns)
    en = ", a plus sign, ".join(f"{urn.taken} different numbers of 1 to {urn.of}" for urn in urns)
    return DrawFileError(
        KIND_TEXT[kind].zh,
        f"“{published[:80]}”不是一次开奖的结果：应为{zh}，用空格隔开。",
        f"{published[:80]!r} is no result of it: {en} are expected, with blanks between.",
    )
