"""The envelope of an event: exactly its keys, each in its one form."""

from dataclasses import replace

import pytest
from tests.ledger.logs import at

from plumbline.ledger import MAX_LEAF, Leaf, LeafError, canonical, leaf_bytes, parse, read_leaf

LEAF = Leaf(
    seq=7,
    day="2026-11-01",
    at=at("2026-11-01", 600),
    type="agreement.signed/1",
    by="post/4",
    slots=("Uvez37Iua5s_whcDK4zJTA",),
    com={"name": "X4IN9PAlEqh-TNgSBUOv3sCgWwKCgFaPlP3L4fja0SM"},
    open={"total_fen": 5},
    pol="a" * 64,
)


def changed(**members):
    value = parse(leaf_bytes(LEAF)) | members
    return canonical({key: item for key, item in value.items() if item is not ...})


def test_it_comes_back_from_its_bytes():
    assert read_leaf(leaf_bytes(LEAF)) == LEAF


def test_the_golden_leaves_come_back(gold):
    for text in gold["leaves"]:
        assert leaf_bytes(read_leaf(text.encode())) == text.encode()


@pytest.mark.parametrize(
    "members",
    [
        {"v": 2},
        {"v": True},  # true is 1 to Python, not to anybody else
        {"seq": -1},
        {"seq": False},
        {"day": "2026-11-31"},  # November has 30 days
        {"day": "2026-11-02"},  # not the day of `at`
        {"day": "20261101"},
        {"at": "1"},
        {"at": 10**15},  # the year 33658
        {"type": "agreement.signed"},
        {"type": "Agreement/1"},
        {"by": ""},
        {"by": "post\n4"},
        {"slots": ["Uvez37Iua5s_whcDK4zJTA"] * 2},
        {"slots": ["Uvez37Iua5s_whcDK4zJTB"]},  # stray bits after the last byte
        {"slots": [f"Uvez37Iua5s_whcDK4zJ{pair}" for pair in ("TA", "Tg", "TQ", "Tw", "AA")]},  # five
        {"slots": "x"},
        {"com": {"name": "AAAA"}},  # three bytes
        {"com": {"name": None}},
        {"com": []},
        {"open": {}},  # absent when not used
        {"open": 1},
        {"pol": "A" * 64},
        {"pol": None},
        {"slots": ...},  # missing
        {"note": 1},  # unknown
    ],
    ids=str,
)
def test_it_refuses(members):
    with pytest.raises(LeafError):
        read_leaf(changed(**members))


def test_it_refuses_what_is_not_in_canonical_form():
    with pytest.raises(LeafError):
        read_leaf(leaf_bytes(LEAF) + b"\n")


def test_it_takes_a_leaf_of_the_limit_and_refuses_one_byte_more():
    room = MAX_LEAF - len(leaf_bytes(replace(LEAF, open={"t": ""})))
    assert len(leaf_bytes(replace(LEAF, open={"t": "x" * room}))) == MAX_LEAF
    with pytest.raises(LeafError):
        leaf_bytes(replace(LEAF, open={"t": "x" * (room + 1)}))


def test_the_last_millisecond_of_a_day_is_of_that_day():
    last = at("2026-11-01", 1440) - 1
    assert read_leaf(leaf_bytes(replace(LEAF, at=last))).day == "2026-11-01"
    with pytest.raises(LeafError):
        leaf_bytes(replace(LEAF, at=last + 1))


def test_a_day_is_never_closed_before_its_midnight():
    closing = replace(LEAF, type="day.closed/1", slots=(), com={}, at=at("2026-11-01", 1440))
    assert read_leaf(leaf_bytes(closing)) == closing
    with pytest.raises(LeafError):
        leaf_bytes(replace(closing, at=closing.at - 1))
