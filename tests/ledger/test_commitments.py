"""Commitments to fields, and the blind slots of a file."""

import pytest
from tests.ledger.logs import salt, subject, vectors

from plumbline.ledger import (
    CanonicalError,
    Opening,
    OpeningError,
    SlotError,
    blind_slot,
    commit,
    commit_all,
    find_file,
    from_url64,
    index_path,
    opens,
    parse,
    read_opening,
)

VECTORS = vectors("commitments")


@pytest.mark.parametrize("case", VECTORS["commitments"], ids=lambda case: case["field"])
def test_it_commits_as_the_vectors_say(case):
    made = commit(case["field"], case["value"], from_url64(case["salt_b64url"]))
    assert made == case["commitment_b64url"]


@pytest.mark.parametrize("case", VECTORS["must_reject"], ids=lambda case: case["why"])
def test_it_refuses(case):
    salt_bytes = from_url64(case["salt_b64url"]) if "salt_b64url" in case else bytes(32)
    with pytest.raises((OpeningError, CanonicalError)):
        commit("f", parse(case.get("value_json", "1").encode()), salt_bytes)


@pytest.mark.parametrize("case", VECTORS["slots"], ids=lambda case: str(case["n"]))
def test_it_derives_slots_as_the_vectors_say(case):
    assert blind_slot(from_url64(case["k_subject_b64url"]), case["n"]) == case["slot_b64url"]


def test_an_opening_opens_its_own_field_only():
    committed = commit_all({"sum": 5, "name": "张三"}, {"sum": salt("s"), "name": salt("n")})
    assert opens(Opening("name", salt("n"), "张三"), committed)
    assert not opens(Opening("name", salt("n"), "李四"), committed)  # another value
    assert not opens(Opening("name", salt("s"), "张三"), committed)  # the salt of another field
    assert not opens(Opening("addr", salt("n"), "张三"), committed)  # a field the leaf has not


def test_an_opening_comes_back_from_its_json():
    opening = Opening("name", salt("n"), None)
    assert read_opening(opening.as_json()) == opening


@pytest.mark.parametrize(
    "change",
    [
        {"x": 1},  # an unknown member
        {"s": "AA"},  # a salt of one byte
        {"s": 5},
        {"v": 1.5},
    ],
)
def test_it_refuses_an_opening_that_is_not_in_form(change):
    with pytest.raises(OpeningError):
        read_opening(Opening("name", salt("n"), 1).as_json() | change)


def test_the_owner_of_a_file_finds_all_of_it(small):
    # Day one: households 0, 1, 0 at seqs 0, 1, 2 and the closing at 3; day two: households 0, 1 at 4, 5.
    assert find_file(subject(0), small.files.get) == (0, 2, 4)
    assert find_file(subject(1), small.files.get) == (1, 5)
    assert find_file(salt("somebody else"), small.files.get) == ()


def test_a_slot_used_twice_is_a_fork(small):
    slot = blind_slot(subject(0), 1)
    files = dict(small.files)
    files[index_path(slot)] += f"{slot},5\n".encode()
    with pytest.raises(SlotError):
        find_file(subject(0), files.get)
