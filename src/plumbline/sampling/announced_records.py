"""A record with its announcement: the numbers come from the announced sources, and the whole way is checked."""

from __future__ import annotations

from collections.abc import Iterator

from plumbline.sampling.admitting import Seal
from plumbline.sampling.announcements import Announcement
from plumbline.sampling.documents import (
    MOST_SEQ,
    announcement_json,
    outcome_json,
    read_announcement,
    read_outcome,
    read_seal,
    read_struck,
    seal_json,
)
from plumbline.sampling.drawing import MAX_POOL
from plumbline.sampling.fields import Fields, as_text
from plumbline.sampling.pools import LONGEST_CODE, Pool, pool_of_codes
from plumbline.sampling.records import Difference, check_record, run_record
from plumbline.sampling.refusing import DrawFileError
from plumbline.sampling.results import DrawResult, case_of, conclude
from plumbline.terms import Json, Refused, Text

_MOST = max(MAX_POOL.values())
_MOST_OUTCOMES = 20


def draw_record(
    announcement: Announcement, *, seal: Seal, codes: Pool, result: DrawResult
) -> dict[str, object]:
    """The public file of an announced draw: a case that any RFC 3797 program re-runs, and all that led to it.

    codes  the pool, whose hash must be the announced one
    """
    assert codes.sha256 == announcement.pool.sha256, "the pool is not the announced one"
    case = case_of(announcement, seq=result.seq, outcomes=result.outcomes, struck=len(result.struck))
    struck: list[Json] = [{"number": one.number, "seq": one.seq} for one in result.struck]
    bare: dict[str, object] = {
        "pool": case.pool,
        "select": case.select,
        "hash": case.hash.value,
        "sources": [list(source) for source in case.sources],
        "announcement": announcement_json(announcement),
        "announced": {"seq": result.seq, "seal": seal_json(seal)},
        "codes": list(codes.codes),
        "outcomes": [outcome_json(one) for one in result.outcomes],
        "struck": struck,
        "chosen": list(result.chosen),
    }
    done = run_record(Fields(bare, ""))
    assert not isinstance(done, Refused), "what was drawn can be drawn again"
    assert done["picks"] == list(result.drawn.picks), "the record gives the result that it is of"
    return done


def check(record: Fields) -> tuple[Difference, ...]:
    """Everything in a record that is not so: the draw, and with an announcement also the way to it.

    raises  DrawFileError when a member is not of its form, or there is no result
    """
    differences = check_record(record)
    if not record.has("announcement"):
        return differences
    return (*differences, *_check_way(record))


def _check_way(record: Fields) -> Iterator[Difference]:
    announcement = read_announcement(record.members["announcement"], record.at("announcement"))
    announced = record.part("announced")
    seq, seal = announced.whole("seq", 0, MOST_SEQ), read_seal(announced.part("seal"))
    outcomes = tuple(map(read_outcome, record.objects("outcomes", _MOST_OUTCOMES)))
    struck = tuple(map(read_struck, record.objects("struck", _MOST)))
    yield from _check_pool(record, announcement)
    result = conclude(announcement, seq=seq, seal=seal, outcomes=outcomes, struck=struck)
    if isinstance(result, Refused):
        yield from (Difference(one.code, record.at("announcement"), one.message) for one in result.reasons)
        return
    case = case_of(announcement, seq=seq, outcomes=outcomes, struck=len(struck))
    computed = {
        "pool": case.pool,
        "select": case.select,
        "hash": case.hash.value,
        "sources": [list(source) for source in case.sources],
        "chosen": list(result.chosen),
    }
    for name, right in computed.items():
        stated = record.members.get(name)
        # The order inside a source does not matter to the draw, so it does not here.
        if (_sorted(stated) if name == "sources" else stated) != (
            _sorted(right) if name == "sources" else right
        ):
            yield Difference(
                "draw:not_as_announced",
                record.at(name),
                Text(
                    "与公告和来源算出的不同。",
                    "It is not what follows from the announcement and its sources.",
                ),
            )


def _sorted(sources: object) -> list[list[int]]:
    return [sorted(source) for source in sources] if isinstance(sources, list) else []


def _check_pool(record: Fields, announcement: Announcement) -> Iterator[Difference]:
    if not record.has("codes"):
        return
    codes = [
        as_text(code, f"{record.at('codes')}[{place}]", LONGEST_CODE)
        for place, code in enumerate(record.items("codes", _MOST))
    ]
    if not codes:
        raise DrawFileError(record.at("codes"), "号池是空的。", "the pool is empty.")
    pool = pool_of_codes(codes, record.at("codes"))
    if (pool.size, pool.sha256) != (announcement.pool.size, announcement.pool.sha256):
        yield Difference(
            "draw:other_pool",
            record.at("codes"),
            Text(
                f"号池的指纹是 {pool.sha256}，公告的是 {announcement.pool.sha256}。",
                f"The pool's SHA-256 is {pool.sha256}; {announcement.pool.sha256} was announced.",
            ),
        )
