"""Results of announced draws: the right issues, struck numbers, voids, and the file that anybody can check."""

import json
from dataclasses import replace

import pytest
from tests.ledger.logs import vectors
from tests.sampling.cast import (
    ANNOUNCEMENT,
    FC3D,
    KL8,
    OUTCOMES,
    PHOTO,
    POOL,
    SEAL,
    SEQ,
    at,
    codes,
    drawn_late,
)

from plumbline.ledger import canonical
from plumbline.sampling import (
    AnnouncedPool,
    Because,
    Pool,
    Struck,
    Void,
    VoidReason,
    check,
    conclude,
    draw_record,
    may_void,
    read_records,
    read_void,
    result_open_json,
    void_json,
)

SSQ_OUT, KL8_OUT, FC3D_OUT = OUTCOMES


def concluded(announcement=ANNOUNCEMENT, outcomes=OUTCOMES, struck=(), seal=SEAL):
    return conclude(announcement, seq=SEQ, seal=seal, outcomes=outcomes, struck=struck)


def large(select=500):
    pool = Pool(tuple(map(str, range(500))))
    return pool, replace(ANNOUNCEMENT, pool=AnnouncedPool(500, pool.sha256), select=select)


def test_it_concludes_as_the_vectors_say():
    # The vectors' own case: the same announcement seq and numbers, a pool of 500.
    (vector,) = [one for one in vectors("rfc3797")["draws"] if one["id"] == "ssq+kl8+3d-order-of-500"]
    result = concluded(large()[1])
    assert result.drawn.key == vector["key"]
    assert list(result.chosen[:20]) == vector["selected_head"]


def test_a_struck_number_keeps_its_place_and_is_passed_over():
    _, announcement = large(select=4)
    # The order begins 449, 283, 228, 144, 59: with 283 struck the fifth comes in, and nobody else moves.
    assert concluded(announcement).chosen == (449, 283, 228, 144)
    result = concluded(announcement, struck=(Struck(283, SEQ + 20),))
    assert result.drawn.picks == (449, 283, 228, 144, 59)
    assert result.chosen == (449, 228, 144, 59)


def test_of_a_full_order_a_struck_number_leaves_a_gap_and_no_other_changes():
    whole, without = concluded(), concluded(struck=(Struck(5, SEQ + 20),))
    assert without.chosen == tuple(pick for pick in whole.chosen if pick != 5)


@pytest.mark.parametrize("numbers", [(0,), (13,), (5, 5)])
def test_only_numbers_of_the_pool_are_struck_each_once(numbers):
    assert codes(concluded(struck=[Struck(n, SEQ + 20) for n in numbers])) == ["draw:struck_unknown"]


def test_with_everybody_struck_there_is_no_draw():
    assert codes(concluded(struck=[Struck(n, SEQ + 20) for n in range(1, 13)])) == ["draw:all_struck"]


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (drawn_late(SSQ_OUT, "2026062", "2026-06-07"), []),  # the same issue, postponed
        (drawn_late(SSQ_OUT, "2026063", "2026-06-07", Because.MARKET_CLOSED), []),  # the next one
        (drawn_late(SSQ_OUT, "2026064", "2026-06-09"), ["draw:other_issue"]),  # the one after: a choice
        (drawn_late(SSQ_OUT, "2026063", "2026-06-04"), ["draw:other_issue"]),  # not after the announced day
        (drawn_late(SSQ_OUT, "2026063", "2026-06-07", None), ["draw:other_issue"]),  # without saying why
        (drawn_late(SSQ_OUT, "2027001", "2027-01-03"), ["draw:other_issue"]),  # half a year later
        (replace(SSQ_OUT, evidence=()), ["draw:no_evidence"]),
        (replace(SSQ_OUT, published="21 03 33 09 26 14"), ["draw:no_such_outcome"]),
    ],
)
def test_an_outcome_is_of_the_announced_issue_or_of_the_announced_fallback(outcome, expected):
    assert codes(concluded(outcomes=(outcome, KL8_OUT, FC3D_OUT))) == expected


def test_after_the_last_issue_of_a_year_comes_the_first_of_the_next():
    last = replace(FC3D, issue="2026358", drawn_at=at("2026-12-31T21:15"))
    announcement = replace(ANNOUNCEMENT, sources=(*ANNOUNCEMENT.sources[:2], last))
    outcome = drawn_late(FC3D_OUT, "2027001", "2027-01-01", Because.MARKET_CLOSED)
    assert codes(concluded(announcement, outcomes=(SSQ_OUT, KL8_OUT, outcome))) == []


def test_every_announced_source_has_its_outcome():
    assert codes(concluded(outcomes=OUTCOMES[:2])) == ["draw:outcomes_missing"]


def test_a_draw_announced_after_its_numbers_has_no_result():
    late = replace(SEAL, at=KL8.drawn_at)
    assert set(codes(concluded(seal=late))) == {"draw:drawn_before_seal"}


def test_a_result_of_any_size_fits_a_leaf():
    _, announcement = large()
    assert len(canonical(result_open_json(concluded(announcement)))) < 4_000


# ---------- voids ----------

BEFORE, AFTER = at("2026-06-04T12:00"), at("2026-06-05T12:00")


@pytest.mark.parametrize(
    ("why", "when", "has_result", "expected"),
    [
        (VoidReason.POOL_CORRECTED, BEFORE, False, []),
        (VoidReason.POOL_CORRECTED, AFTER, False, ["draw:pool_stays"]),  # the numbers are known by then
        (VoidReason.SOURCES_FAILED, AFTER, False, []),
        (VoidReason.SOURCES_FAILED, AFTER, True, ["draw:has_result"]),  # nobody repeats until pleased
        (VoidReason.ORDERED, AFTER, True, ["draw:void_not_announced"]),
    ],
)
def test_a_draw_is_voided_for_an_announced_reason_in_its_time(why, when, has_result, expected):
    void = Void(SEQ, why, when, PHOTO)
    assert codes(may_void(ANNOUNCEMENT, void, has_result=has_result)) == expected


def test_a_court_may_undo_a_result_where_the_announcement_says_so():
    announced = replace(ANNOUNCEMENT, void_reasons=(VoidReason.ORDERED,))
    void = Void(SEQ, VoidReason.ORDERED, AFTER, PHOTO)
    assert may_void(announced, void, has_result=True) is None
    assert read_void(void_json(void)) == void


# ---------- the public file ----------


def record():
    struck = (Struck(5, SEQ + 20),)
    return draw_record(ANNOUNCEMENT, seal=SEAL, codes=POOL, result=concluded(struck=struck))


def differences(value):
    (one,) = read_records(json.dumps(value, ensure_ascii=False).encode())
    return [difference.code for difference in check(one)]


def test_the_public_file_is_checked_from_the_announcement_to_the_last_pick():
    assert differences(record()) == []


def unsealed(**changes):
    """The file with members changed by somebody who also takes the checksum away."""
    return {name: value for name, value in {**record(), **changes}.items() if name != "checksum"}


def test_it_finds_a_pool_that_is_not_the_announced_one():
    swapped = [POOL.codes[1], POOL.codes[0], *POOL.codes[2:]]
    assert differences(unsealed(codes=swapped)) == ["draw:other_pool"]


def test_it_finds_a_person_chosen_who_was_not():
    chosen = record()["chosen"]
    assert differences(unsealed(chosen=[*chosen[1:], chosen[0]])) == ["draw:not_as_announced"]


def test_it_finds_numbers_that_were_not_published():
    # Another result of 3D in the outcomes only: the record's sources no longer follow from them.
    outcomes = [*record()["outcomes"][:2], {**record()["outcomes"][2], "published": "708"}]
    assert "draw:not_as_announced" in differences(unsealed(outcomes=outcomes))


def test_it_finds_an_announcement_that_came_too_late():
    seal = {"day": "2026-06-04", "size": SEQ + 10, "at": "2026-06-05T00:05:00+08:00"}
    found = differences(unsealed(announced={"seq": SEQ, "seal": seal}))
    assert set(found) == {"draw:drawn_before_seal"}
