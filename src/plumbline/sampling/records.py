"""The file of a draw that anybody can re-run: a case, what came out, and what announced it.

A record is `{"pool", "select", "hash", "sources"}`; after the draw also `"key"`, `"digests"`, `"picks"` (or
`"selected"`, as the vectors of the algorithm have it). A file holds one record, or many under `"draws"`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plumbline.sampling.drawing import DrawCase, Drawn, Hash, draw
from plumbline.sampling.fields import Fields, as_whole, parse_json
from plumbline.sampling.refusing import DrawFileError
from plumbline.sampling.results import list_sha256
from plumbline.terms import Reason, Refused, Text

MOST_RECORDS = 1_000
MOST_SOURCES = 100
MOST_NUMBERS = 1_000
LARGEST_NUMBER = 2**64 - 1
"""A number of a source: the largest there is, a beacon's, has 60 bits."""

CHECKSUM = "checksum"
"""SHA-256 over the rest of the record: a slip of the pen shows even where the draw would come out the same."""

_RESULTS = ("key", "digests", "picks", "selected", "selected_head", "selected_sha256", CHECKSUM)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in a record that the draw, done again, gives otherwise.

    code   stable name; where  the member (`draws[2].picks[7]`)
    """

    code: str
    where: str
    message: Text


def read_records(data: bytes) -> tuple[Fields, ...]:
    """The records of a file; raises DrawFileError when it is no JSON object or holds none."""
    top = Fields(parse_json(data), "")
    if "draws" not in top.members:
        return (top,)
    records = top.objects("draws", MOST_RECORDS)
    if not records:
        raise DrawFileError("draws", "没有一次抽取。", "it holds no draw.")
    return records


def read_case(record: Fields) -> DrawCase:
    """What a record's draw is computed from.

    raises  DrawFileError for members that are absent or not of their form. What is of the right form and
            cannot be drawn (an empty pool, say) is refused by `draw`, with its reason
    """
    sources = tuple(
        tuple(_numbers(source, f"{record.at('sources')}[{place}]"))
        for place, source in enumerate(record.items("sources", MOST_SOURCES))
    )
    # The range here only says that these are numbers; what a digest can count, the draw says.
    return DrawCase(
        pool=record.whole("pool", 0, LARGEST_NUMBER),
        select=record.whole("select", 0, LARGEST_NUMBER),
        hash=record.one_of("hash", Hash),
        sources=sources,
    )


def run_record(record: Fields) -> dict[str, object] | Refused:
    """The record with its key, digests, picks and checksum; whatever else stood in it stays."""
    drawn = draw(read_case(record))
    if isinstance(drawn, Refused):
        return drawn
    kept = {name: value for name, value in record.members.items() if name not in _RESULTS}
    done = {**kept, "key": drawn.key, "digests": list(drawn.digests), "picks": list(drawn.picks)}
    return {**done, CHECKSUM: record_sha256(done)}


def record_sha256(record: Mapping[str, object]) -> str:
    """SHA-256 of a record without its checksum: sorted names, no blanks, UTF-8."""
    rest = {name: value for name, value in record.items() if name != CHECKSUM}
    text = json.dumps(rest, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def check_record(record: Fields) -> tuple[Difference, ...]:
    """Do a record's draw again and name everything in it that comes out otherwise.

    raises  DrawFileError when it is no record, or holds no result to compare with
    """
    case = read_case(record)
    if not any(record.has(name) for name in ("picks", "selected", "selected_sha256")):
        raise DrawFileError(
            record.at("picks"),
            "文件里没有结果，无从核对。请先用 plumbline draw run 抽取。",
            "the file holds no result to compare. Run it first with plumbline draw run.",
        )
    drawn = draw(case)
    if isinstance(drawn, Refused):
        return tuple(_refused(record, one) for one in drawn.reasons)
    return (*_key(record, drawn), *_digests(record, drawn), *_picks(record, drawn), *_checksum(record))


def check_refusals(data: bytes) -> tuple[Difference, ...]:
    """The cases that a file of vectors lists under `must_reject`, as far as they would be drawn all the same."""
    top = Fields(parse_json(data), "")
    if "must_reject" not in top.members:
        return ()
    found = []
    for one in top.objects("must_reject", MOST_RECORDS):
        case = DrawCase(
            pool=one.whole("pool", 0, LARGEST_NUMBER),
            select=one.whole("select", 0, LARGEST_NUMBER),
            hash=one.one_of("hash", Hash),
            sources=((0,),),
        )
        if not isinstance(draw(case), Refused):
            message = Text("应当不予抽取，却抽取了。", "it must be refused, and is drawn.")
            found.append(Difference("draw:not_refused", one.where, message))
    return tuple(found)


def _numbers(value: object, where: str) -> Iterator[int]:
    if not isinstance(value, list) or len(value) > MOST_NUMBERS:
        raise DrawFileError(where, "应为一列整数。", "a list of whole numbers is expected.")
    for place, number in enumerate(value):
        yield as_whole(number, f"{where}[{place}]", 0, LARGEST_NUMBER)


def _refused(record: Fields, one: Reason) -> Difference:
    return Difference(one.code, record.where or "pool", one.message)


def _key(record: Fields, drawn: Drawn) -> Iterator[Difference]:
    if "key" in record.members and record.members["key"] != drawn.key:
        yield _other(record.at("key"), record.members["key"], drawn.key)


def _digests(record: Fields, drawn: Drawn) -> Iterator[Difference]:
    if "digests" not in record.members:
        return
    # A long order may be given by its head and hash, and then by its first digests.
    in_full = record.has("picks") or record.has("selected")
    yield from _list(record, "digests", drawn.digests, in_full=in_full)


def _picks(record: Fields, drawn: Drawn) -> Iterator[Difference]:
    for name in ("picks", "selected"):
        if name in record.members:
            yield from _list(record, name, drawn.picks, in_full=True)
    if "selected_head" in record.members:
        yield from _list(record, "selected_head", drawn.picks, in_full=False)
    stated = record.members.get("selected_sha256")
    if stated is not None and stated != list_sha256(drawn.picks):
        yield _other(record.at("selected_sha256"), stated, list_sha256(drawn.picks))


def _list(record: Fields, name: str, computed: tuple[object, ...], *, in_full: bool) -> Iterator[Difference]:
    stated = record.members[name]
    if (
        not isinstance(stated, list)
        or len(stated) > len(computed)
        or (in_full and len(stated) != len(computed))
    ):
        count = len(stated) if isinstance(stated, list) else 0
        yield Difference(
            "draw:other_length",
            record.at(name),
            Text(
                f"写了 {count} 项，应为 {len(computed)} 项。", f"{count} are given, {len(computed)} come out."
            ),
        )
        return
    for place, (one, right) in enumerate(zip(stated, computed, strict=False)):
        # true would equal 1, and a digest in small letters is the same digest.
        same = one.upper() == right if isinstance(one, str) else type(one) is int and one == right
        if not same:
            yield _other(f"{record.at(name)}[{place}]", one, right)


def _checksum(record: Fields) -> Iterator[Difference]:
    stated = record.members.get(CHECKSUM)
    if stated is not None and stated != record_sha256(record.members):
        yield Difference(
            "draw:changed",
            record.at(CHECKSUM),
            Text("文件写成之后改动过。", "The record was changed after it was written."),
        )


def _other(where: str, stated: object, computed: object) -> Difference:
    return Difference(
        "draw:other_result",
        where,
        Text(
            f"文件写的是 {_short(stated)}，重算得 {_short(computed)}。",
            f"the file says {_short(stated)}; done again it is {_short(computed)}.",
        ),
    )


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 80 else f"{text[:77]}…"
