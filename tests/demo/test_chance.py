"""Seeded chance: named streams, whole numbers, parts that add up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plumbline.demo.chance import Chance, proportional


def test_it_gives_the_same_numbers_for_the_same_name():
    first, second = Chance("a"), Chance("a")
    assert [first.below(99) for _ in range(50)] == [second.below(99) for _ in range(50)]


def test_it_keeps_a_child_apart_from_what_was_drawn_before():
    fresh, used = Chance("a"), Chance("a")
    for _ in range(7):
        used.below(10)
    assert fresh.child("roof").below(10**9) == used.child("roof").below(10**9)


def test_it_stays_the_same_from_one_release_to_the_next():
    # Written down once: a change here changes every demonstration that was ever shown.
    stream = Chance("plumbline")
    assert [stream.below(100) for _ in range(8)] == [7, 73, 83, 55, 40, 95, 59, 54]


@given(st.integers(0, 5_000), st.lists(st.integers(0, 50), min_size=1).filter(any))
def test_it_splits_a_number_so_that_the_parts_add_up(total, weights):
    parts = proportional(total, weights)
    assert sum(parts) == total
    # No part is a whole unit or more away from its exact share.
    assert all(
        abs(part * sum(weights) - total * weight) < sum(weights)
        for part, weight in zip(parts, weights, strict=True)
    )


def test_it_gives_what_is_left_to_the_largest_rests():
    # 10 by 1 : 1 : 2 is 2.5, 2.5, 5: the first of the two equal rests gets the odd one.
    assert proportional(10, [1, 1, 2]) == [3, 2, 5]
