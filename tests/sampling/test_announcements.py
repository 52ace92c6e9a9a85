"""What an announcement must hold, and that it comes before its sources."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from tests.sampling.cast import ANNOUNCED_ON, ANNOUNCEMENT, FC3D, KL8, SEAL, SEQ, SSQ, at, codes

from plumbline.ledger import canonical
from plumbline.sampling import (
    AnnouncedPool,
    Balls,
    DrawFileError,
    Hash,
    Kind,
    Purpose,
    SealedLog,
    Source,
    announcement_json,
    came_first,
    least_sample,
    may_announce,
    read_announcement,
    round_instant,
)

P95 = Fraction(95, 100)
BALLS = Source(Kind.BALLS, "1", at("2026-06-05T09:00"), Balls(80, 40))
BEACON = Source(Kind.DRAND, "29271500", round_instant(29_271_500))

SPOT_CHECK = replace(
    ANNOUNCEMENT,
    purpose=Purpose.SPOT_CHECK,
    matter="visits/2026-06",
    pool=AnnouncedPool(100, "cd" * 32, "visit.recorded", SealedLog("2026-06-02", SEQ - 5, "A" * 43 + "=")),
    select=45,
    sources=(KL8, FC3D),
    chance=least_sample(pool=100, false=5, confidence=P95),
)


def refused(announcement=ANNOUNCEMENT, *, on=ANNOUNCED_ON, standing=None):
    return codes(may_announce(announcement, on=on, standing=standing or {}))


def with_sources(*sources):
    return replace(ANNOUNCEMENT, sources=sources)


def test_an_announcement_with_three_lotteries_may_be_made():
    # 24.1 + 61.6 + 10.0 = 95.7 bits, at least 80.
    assert refused() == []


def test_dwellings_need_80_bits_and_spot_checks_64():
    # 快乐8 and 福彩3D hold 71.6 bits: enough to look, too little to give homes. 快乐8 alone holds 61.6.
    assert refused(with_sources(KL8, FC3D)) == ["draw:too_little_chance"]
    assert refused(SPOT_CHECK) == []
    assert refused(replace(SPOT_CHECK, sources=(KL8,))) == ["draw:too_little_chance"]


def test_the_refusal_states_the_bits():
    (why,) = may_announce(with_sources(KL8, FC3D), on=ANNOUNCED_ON, standing={}).reasons
    assert why.message.zh == "各来源合计 71.6 比特，至少要 80 比特，否则可以逐一试算。"
    assert why.message.en.startswith("All sources hold 71.6 bits; 80 are needed")


def test_balls_alone_are_not_enough_however_many():
    # C(80,40) is about 2^76.5; two sittings hold 153 bits, all in the hands of those concerned.
    again = replace(BALLS, issue="2")
    assert refused(with_sources(BALLS, again)) == ["draw:no_outside_source"]
    assert refused(with_sources(BALLS, again, FC3D)) == []


def test_the_beacon_is_never_the_only_source():
    assert refused(with_sources(BEACON)) == ["draw:beacon_alone"]
    assert refused(with_sources(BEACON, FC3D)) == []


def test_a_round_of_the_beacon_cannot_be_dated_otherwise():
    # A round that is out already, announced for tomorrow, would be known to whoever announces it.
    late = replace(BEACON, drawn_at=BEACON.drawn_at + timedelta(seconds=3))
    assert refused(with_sources(late, FC3D)) == ["draw:other_round"]


def test_one_issue_counts_once():
    assert refused(with_sources(KL8, KL8)) == ["draw:source_twice"]
    assert refused(with_sources(KL8, replace(KL8, issue="2026145", drawn_at=at("2026-06-05T21:30")))) == []


def test_a_source_is_drawn_after_the_day_of_the_announcement_is_sealed():
    today = replace(FC3D, issue="2026143", drawn_at=at("2026-06-03T21:15"))
    assert refused(with_sources(SSQ, KL8, today)) == ["draw:announced_too_late"]
    (why,) = may_announce(with_sources(SSQ, KL8, today), on=ANNOUNCED_ON, standing={}).reasons
    assert why.earliest == date(2026, 6, 4)


def test_a_lottery_is_drawn_on_its_own_days():
    # 双色球: Tuesday, Thursday, Sunday. 4 June 2026 is a Thursday, 5 June a Friday.
    friday = replace(SSQ, drawn_at=at("2026-06-05T21:15"))
    assert refused(with_sources(friday, KL8, FC3D)) == ["draw:no_draw_day"]


def test_it_says_for_which_reasons_it_may_be_voided():
    assert refused(replace(ANNOUNCEMENT, void_reasons=())) == ["draw:no_void_reasons"]


def test_a_pool_too_large_for_md5_is_announced_with_sha256():
    large = replace(ANNOUNCEMENT, pool=AnnouncedPool(65_536, "cd" * 32))
    assert refused(large) == ["draw:pool_too_large"]
    assert refused(replace(large, hash=Hash.SHA256)) == []


def test_a_matter_is_drawn_once_unless_the_first_draw_is_voided():
    assert refused(standing={SEQ: ANNOUNCEMENT}) == ["draw:repeated_unseen"]
    assert refused(standing={SEQ: replace(ANNOUNCEMENT, matter="another")}) == []
    again = replace(ANNOUNCEMENT, repeats=SEQ)
    assert refused(again) == []
    assert refused(again, standing={SEQ: ANNOUNCEMENT}) == [
        "draw:repeated_unseen",
        "draw:repeats_what_stands",
    ]


def test_it_tells_every_ground_at_once():
    bad = replace(ANNOUNCEMENT, sources=(BALLS,), select=13, void_reasons=())
    assert refused(bad) == [
        "draw:wrong_number",
        "draw:too_little_chance",
        "draw:no_outside_source",
        "draw:no_void_reasons",
    ]


def test_a_spot_check_draws_the_sample_that_its_confidence_needs():
    # N = 100, D = 5, 95 %: 45 (the design's own row).
    assert refused(replace(SPOT_CHECK, select=44)) == ["spot_check:sample_too_small"]
    assert refused(replace(SPOT_CHECK, select=46)) == []
    wrong = replace(SPOT_CHECK.chance, sample=40)
    assert refused(replace(SPOT_CHECK, chance=wrong)) == ["spot_check:sample_too_small"]


@pytest.mark.parametrize(
    "lacking",
    [
        replace(SPOT_CHECK, chance=None),
        replace(SPOT_CHECK, pool=replace(SPOT_CHECK.pool, kind=None)),
        replace(SPOT_CHECK, pool=replace(SPOT_CHECK.pool, sealed=None)),
    ],
)
def test_a_spot_check_names_its_records_and_its_seal(lacking):
    assert refused(lacking) == ["spot_check:incomplete"]


def test_it_came_first_when_a_seal_lies_between():
    assert came_first(ANNOUNCEMENT, seq=SEQ, seal=SEAL) is None


@pytest.mark.parametrize(
    ("seal", "expected"),
    [
        (replace(SEAL, size=SEQ), ["draw:not_sealed"]),  # entries 0 to SEQ − 1
        (replace(SEAL, size=SEQ + 1), []),
        (replace(SEAL, at=at("2026-06-04T21:14")), []),  # a minute before the first draws
        (replace(SEAL, at=at("2026-06-04T21:15")), ["draw:drawn_before_seal", "draw:drawn_before_seal"]),
    ],
)
def test_a_seal_that_is_late_or_short_does_not_count(seal, expected):
    assert codes(came_first(ANNOUNCEMENT, seq=SEQ, seal=seal)) == expected


def test_the_pool_of_a_spot_check_is_sealed_before_its_announcement():
    # A checkpoint of 184,218 leaves is older than entry 184,218, and not older than entry 184,217.
    assert came_first(SPOT_CHECK, seq=SEQ - 5, seal=SEAL) is None
    early = came_first(SPOT_CHECK, seq=SEQ - 6, seal=SEAL)
    assert codes(early) == ["spot_check:pool_after_announcement"]


@pytest.mark.parametrize(
    "announcement",
    [
        ANNOUNCEMENT,
        SPOT_CHECK,
        with_sources(BALLS, BEACON, FC3D),
        replace(ANNOUNCEMENT, repeats=7),
    ],
)
def test_it_comes_back_from_its_json_and_fits_a_leaf(announcement):
    value = announcement_json(announcement)
    assert read_announcement(value) == announcement
    assert len(canonical(value)) < 4_000


@pytest.mark.parametrize(
    ("member", "value", "where"),
    [
        ("purpose", "lottery", "announcement.purpose"),
        ("select", True, "announcement.select"),
        ("select", 0, "announcement.select"),
        ("sources", [], "announcement.sources"),
        ("pool", {"size": 12, "sha256": "AB" * 32}, "announcement.pool.sha256"),
        ("voidreasons", [], "announcement.voidreasons"),
        ("title_en", "", "announcement.title_en"),
        ("format", "plumbline-draw-announcement/2", "announcement.format"),
    ],
)
def test_a_member_of_another_form_is_named(member, value, where):
    with pytest.raises(DrawFileError) as error:
        read_announcement({**announcement_json(ANNOUNCEMENT), member: value})
    assert error.value.where == where


def test_an_instant_without_its_offset_is_not_read():
    value = announcement_json(ANNOUNCEMENT)
    value["sources"][0]["drawn_at"] = "2026-06-04T21:15:00"
    with pytest.raises(DrawFileError) as error:
        read_announcement(value)
    assert error.value.where == "announcement.sources[0].drawn_at"
