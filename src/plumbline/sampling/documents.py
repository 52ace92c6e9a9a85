"""Announcements, results and voids as JSON, out and in; what goes into a leaf stays inside its profile and size."""

from __future__ import annotations

from fractions import Fraction

from plumbline.sampling.admitting import Seal
from plumbline.sampling.announcements import (
    ANNOUNCEMENT_FORMAT,
    MOST_SOURCES,
    AnnouncedPool,
    Announcement,
    Fallback,
    Purpose,
    SealedLog,
    Source,
    VoidReason,
)
from plumbline.sampling.drawing import MAX_POOL, Hash
from plumbline.sampling.fields import Fields, as_choice, as_sha256
from plumbline.sampling.kinds import Balls, Kind
from plumbline.sampling.refusing import DrawFileError
from plumbline.sampling.results import Because, DrawResult, Outcome, Struck, list_sha256
from plumbline.sampling.spot_checks import SampleSize
from plumbline.sampling.voiding import Void
from plumbline.terms import Json

MOST_SEQ = 2**53 - 1
MOST_BALLS = 999
MOST_EVIDENCE = 20
"""Photographs of one publication."""

HEAD_DIGESTS, HEAD_PICKS = 3, 20
"""What a leaf shows of a long result beside its SHA-256: a leaf has 16,384 bytes, a digest 32."""

_POOL_LIMIT = max(MAX_POOL.values())


def announcement_json(announcement: Announcement) -> dict[str, Json]:
    """The public fields of `draw.announced/1`; absent where not used."""
    pool, chance = announcement.pool, announcement.chance
    value: dict[str, Json] = {
        "format": ANNOUNCEMENT_FORMAT,
        "purpose": announcement.purpose.value,
        "matter": announcement.matter,
        "title_zh": announcement.title.zh,
        "title_en": announcement.title.en,
        "pool": {"size": pool.size, "sha256": pool.sha256},
        "select": announcement.select,
        "hash": announcement.hash.value,
        "sources": [_source_json(source) for source in announcement.sources],
        "void_reasons": [one.value for one in announcement.void_reasons],
    }
    stated = value["pool"]
    assert isinstance(stated, dict)
    if pool.kind is not None:
        stated["kind"] = pool.kind
    if pool.sealed is not None:
        stated["sealed"] = {"day": pool.sealed.day, "size": pool.sealed.size, "root": pool.sealed.root}
    if announcement.repeats is not None:
        value["repeats"] = announcement.repeats
    if chance is not None:
        value["chance"] = {
            "false": chance.false,
            "confidence": [chance.confidence.numerator, chance.confidence.denominator],
            "least_sample": chance.sample,
        }
    return value


def read_announcement(value: object, where: str = "announcement") -> Announcement:
    """The announcement of its JSON; raises DrawFileError naming the first member that is not of its form."""
    fields = Fields(value, where)
    fields.only(
        *("format", "purpose", "matter", "title_zh", "title_en", "pool", "select", "hash", "sources"),
        *("void_reasons", "repeats", "chance"),
    )
    if fields.text("format") != ANNOUNCEMENT_FORMAT:
        raise DrawFileError(
            fields.at("format"), f"应为 {ANNOUNCEMENT_FORMAT}。", f"{ANNOUNCEMENT_FORMAT} is expected."
        )
    pool = _pool(fields.part("pool"))
    return Announcement(
        purpose=fields.one_of("purpose", Purpose),
        matter=fields.text("matter", 100),
        title=fields.both("title"),
        pool=pool,
        select=fields.whole("select", 1, _POOL_LIMIT),
        hash=fields.one_of("hash", Hash),
        sources=tuple(map(_source, _some(fields, "sources"))),
        void_reasons=tuple(
            as_choice(one, fields.at("void_reasons"), VoidReason)
            for one in fields.items("void_reasons", len(VoidReason))
        ),
        repeats=fields.whole("repeats", 0, MOST_SEQ) if fields.has("repeats") else None,
        chance=_chance(fields.part("chance"), pool.size) if fields.has("chance") else None,
    )


def result_json(result: DrawResult) -> dict[str, Json]:
    """The result in full, for the public file beside the ledger."""
    return {
        "seq": result.seq,
        "outcomes": [outcome_json(outcome) for outcome in result.outcomes],
        "struck": [{"number": one.number, "seq": one.seq} for one in result.struck],
        "key": result.drawn.key,
        "digests": list(result.drawn.digests),
        "picks": list(result.drawn.picks),
        "chosen": list(result.chosen),
    }


def result_open_json(result: DrawResult) -> dict[str, Json]:
    """The public fields of `draw.result/1`: as `result_json`, long lists by their head and SHA-256."""
    whole = result_json(result)
    lists = {"digests": HEAD_DIGESTS, "picks": HEAD_PICKS, "chosen": HEAD_PICKS}
    value = {name: member for name, member in whole.items() if name not in lists}
    for name, head in lists.items():
        member = whole[name]
        assert isinstance(member, list)
        value[f"{name}_head"] = member[:head]
        value[f"{name}_sha256"] = list_sha256(member)
    return value


def outcome_json(outcome: Outcome) -> dict[str, Json]:
    """One source's outcome."""
    value: dict[str, Json] = {
        "issue": outcome.issue,
        "drawn_at": outcome.drawn_at.isoformat(),
        "published": outcome.published,
        "evidence": list(outcome.evidence),
    }
    if outcome.because is not None:
        value["because"] = outcome.because.value
    return value


def read_outcome(fields: Fields) -> Outcome:
    """An outcome of its JSON."""
    fields.only("issue", "drawn_at", "published", "evidence", "because")
    return Outcome(
        issue=fields.text("issue", 30),
        drawn_at=fields.instant("drawn_at"),
        published=fields.text("published"),
        evidence=tuple(
            as_sha256(one, fields.at("evidence")) for one in fields.items("evidence", MOST_EVIDENCE)
        ),
        because=fields.one_of("because", Because) if fields.has("because") else None,
    )


def read_struck(fields: Fields) -> Struck:
    """A struck number of its JSON."""
    fields.only("number", "seq")
    return Struck(fields.whole("number", 1, _POOL_LIMIT), fields.whole("seq", 0, MOST_SEQ))


def void_json(void: Void) -> dict[str, Json]:
    """The public fields of `draw.void/1`."""
    return {
        "seq": void.seq,
        "reason": void.reason.value,
        "at": void.at.isoformat(),
        "evidence": void.evidence,
    }


def read_void(value: object, where: str = "void") -> Void:
    """The void of its JSON."""
    fields = Fields(value, where)
    fields.only("seq", "reason", "at", "evidence")
    return Void(
        seq=fields.whole("seq", 0, MOST_SEQ),
        reason=fields.one_of("reason", VoidReason),
        at=fields.instant("at"),
        evidence=fields.sha256("evidence"),
    )


def seal_json(seal: Seal) -> dict[str, Json]:
    """The seal that an announcement lay under."""
    return {"day": seal.day.isoformat(), "size": seal.size, "at": seal.at.isoformat()}


def read_seal(fields: Fields) -> Seal:
    """A seal of its JSON."""
    fields.only("day", "size", "at")
    return Seal(fields.day("day"), fields.whole("size", 0, MOST_SEQ), fields.instant("at"))


def _source_json(source: Source) -> Json:
    value: dict[str, Json] = {
        "kind": source.kind.value,
        "issue": source.issue,
        "drawn_at": source.drawn_at.isoformat(),
        "fallback": source.fallback.value,
    }
    if source.balls is not None:
        value["balls"] = {"of": source.balls.of, "taken": source.balls.taken}
    return value


def _some(fields: Fields, name: str) -> tuple[Fields, ...]:
    found = fields.objects(name, MOST_SOURCES)
    if not found:
        raise DrawFileError(fields.at(name), "至少要有一个来源。", "at least one source is expected.")
    return found


def _source(fields: Fields) -> Source:
    fields.only("kind", "issue", "drawn_at", "fallback", "balls")
    kind = fields.one_of("kind", Kind)
    if fields.has("balls") != (kind is Kind.BALLS):
        raise DrawFileError(
            fields.at("balls"),
            "摸球的写明共几个、取几个；别的来源不写。",
            "balls say how many of how many; other sources do not.",
        )
    return Source(
        kind=kind,
        issue=fields.text("issue", 30),
        drawn_at=fields.instant("drawn_at"),
        balls=_balls(fields.part("balls")) if kind is Kind.BALLS else None,
        fallback=fields.one_of("fallback", Fallback),
    )


def _balls(fields: Fields) -> Balls:
    fields.only("of", "taken")
    of = fields.whole("of", 1, MOST_BALLS)
    return Balls(of, fields.whole("taken", 1, of))


def _pool(fields: Fields) -> AnnouncedPool:
    fields.only("size", "sha256", "kind", "sealed")
    return AnnouncedPool(
        size=fields.whole("size", 1, _POOL_LIMIT),
        sha256=fields.sha256("sha256"),
        kind=fields.text("kind", 100) if fields.has("kind") else None,
        sealed=_sealed(fields.part("sealed")) if fields.has("sealed") else None,
    )


def _sealed(fields: Fields) -> SealedLog:
    fields.only("day", "size", "root")
    return SealedLog(
        fields.day("day").isoformat(), fields.whole("size", 1, MOST_SEQ), fields.text("root", 44)
    )


def _chance(fields: Fields, pool: int) -> SampleSize:
    fields.only("false", "confidence", "least_sample")
    share = fields.items("confidence", 2)
    if len(share) != 2 or not all(type(n) is int and 0 < n <= 1_000_000 for n in share):
        raise DrawFileError(
            fields.at("confidence"), "应为分数，如 [95, 100]。", "a fraction such as [95, 100] is expected."
        )
    return SampleSize(
        pool=pool,
        false=fields.whole("false", 1, _POOL_LIMIT),
        confidence=Fraction(int(str(share[0])), int(str(share[1]))),
        sample=fields.whole("least_sample", 1, _POOL_LIMIT),
    )
