"""The file of a draw: written, read back, and every changed digit found."""

import json
from functools import cache

import pytest

from plumbline.sampling import DrawFileError, check, check_refusals, read_records, run_record

CASE = {
    "pool": 25,
    "select": 16,
    "hash": "md5",
    "sources": [[9319], [2, 5, 12, 8, 10], [9, 18, 26, 34, 41, 45]],
    "note": "round 1",
}


def one(value):
    (record,) = read_records(json.dumps(value).encode())
    return record


@cache
def written() -> str:
    return json.dumps(run_record(one(CASE)))


def test_a_record_keeps_what_stood_in_the_case():
    done = json.loads(written())
    assert {name: done[name] for name in CASE} == CASE
    assert done["picks"][:3] == [17, 7, 2]  # RFC 3797 section 6
    assert check(one(done)) == ()


def is_found(changed: str) -> bool:
    try:
        return bool(check(*read_records(changed.encode())))
    except DrawFileError:
        return True  # no record any more: md5 has become md6, 9 has become 09


def test_any_changed_digit_is_found():
    digits = [place for place, sign in enumerate(written()) if sign.isdigit()]
    for place in digits:
        other = str((int(written()[place]) + 1) % 10)
        assert is_found(written()[:place] + other + written()[place + 1 :]), written()[place - 20 : place + 1]
    assert len(digits) > 400


@pytest.mark.parametrize(
    ("member", "value", "where"),
    [
        ("key", "9318./2.5.8.10.12./9.18.26.34.41.45./", "key"),
        ("picks", [7, 17, 2, 16, 25, 23, 8, 24, 19, 13, 22, 5, 18, 9, 1, 4], "picks[0]"),
        ("picks", [17], "picks"),
        ("digests", [], "digests"),
        ("pool", 24, "picks[1]"),  # 25 takes the 17th first; of 24 the digests pick others
    ],
)
def test_a_difference_is_named_with_its_place(member, value, where):
    changed = {**json.loads(written()), member: value}
    del changed["checksum"]
    assert where in [difference.where for difference in check(one(changed))]


def test_a_difference_says_what_was_found_and_what_comes_out():
    changed = {**json.loads(written()), "picks": [18, *json.loads(written())["picks"][1:]]}
    difference = check(one(changed))[0]
    assert difference.message.zh == "文件写的是 18，重算得 17。"
    assert difference.message.en == "the file says 18; done again it is 17."


def test_true_is_not_the_number_one():
    case = {"pool": 1, "select": 1, "hash": "md5", "sources": [[5]]}
    assert check(one({**case, "picks": [1]})) == ()
    assert check(one({**case, "picks": [True]}))


def test_a_claimed_result_of_a_draw_that_cannot_be_is_a_difference():
    claimed = {"pool": 3, "select": 4, "hash": "md5", "sources": [[5]], "picks": [1, 2, 3, 4]}
    assert [difference.code for difference in check(one(claimed))] == ["draw:wrong_number"]


def test_a_file_that_is_to_be_refused_and_would_be_drawn_is_found():
    listed = {"draws": [CASE], "must_reject": [{"pool": 3, "select": 2, "hash": "md5"}]}
    (found,) = check_refusals(json.dumps(listed).encode())
    assert found.where == "must_reject[0]"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b'{"draws": []}',
        b'{"pool": 1, "pool": 2}',
        b'{"pool": 1.5}',
        b"\xff",
        b"[" * 100_000,
        b'{"pool": ' + b"9" * 10_000 + b"}",
    ],
    ids=range(8),
)
def test_what_is_no_record_is_said_in_both_languages(data):
    with pytest.raises(DrawFileError) as error:
        [check(record) for record in read_records(data)]
    assert error.value.text.zh
    assert error.value.text.en


@pytest.mark.parametrize(
    ("member", "value", "where"),
    [
        ("pool", "25", "pool"),
        ("pool", -1, "pool"),
        ("hash", "sha1", "hash"),
        ("sources", [[1], [-2]], "sources[1][0]"),
        ("sources", [1], "sources[0]"),
    ],
)
def test_a_member_of_another_form_is_named(member, value, where):
    with pytest.raises(DrawFileError) as error:
        run_record(one({**CASE, member: value}))
    assert error.value.where == where


def test_a_case_without_a_result_cannot_be_verified():
    with pytest.raises(DrawFileError, match="Run it first"):
        check(one(CASE))
