"""Whole tasks in teams: no task is split, no team does more than a day."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plumbline.planning.teams import TeamDay, is_divisible, pack


def test_tasks_that_divide_each_other_fill_the_teams_without_gaps():
    # 4 + 4, 2 + 2 + 2 + 1 + 1: two teams of eight slots, sixteen slots of work.
    placed = pack(list(enumerate([1, 2, 4, 2, 1, 4, 2])), teams=2, slots=8)
    assert placed is not None


def test_a_task_without_room_in_any_one_team_waits():
    # 6, 10 and 15 all divide 30 but not each other. 15 + 10 and 10 + 6 + 6 + 6 leave 5 and 2 slots: 7 in all, and
    # yet no team has 6. (15 + 6 + 6 and 10 + 10 + 6 would leave 3 and 4.)
    day = TeamDay(teams=2, slots=30, divisible=is_divisible({6, 10, 15}, 30))
    assert all(day.takes(n, effort) for n, effort in enumerate([15, 10, 10, 6, 6, 6]))
    assert day.left == 7
    assert not day.takes(6, 6)


@pytest.mark.parametrize(
    ("efforts", "slots", "divisible"),
    [({1, 2, 4, 8}, 8, True), ({8}, 8, True), ({3}, 8, False), ({4, 6}, 12, False), ({2, 6}, 12, True)],
)
def test_a_chain_of_divisors_is_recognised(efforts, slots, divisible):
    assert is_divisible(efforts, slots) is divisible


@given(st.lists(st.sampled_from([1, 2, 4, 8]), max_size=30), st.integers(0, 4))
def test_what_a_day_takes_packs_whole(efforts, teams):
    day = TeamDay(teams=teams, slots=8, divisible=True)
    taken = {n: effort for n, effort in enumerate(efforts) if day.takes(n, effort)}
    load = Counter()
    for task, team in day.teams_of().items():
        load[team] += taken[task]
    assert sum(load.values()) == sum(taken.values())
    assert all(1 <= team <= teams and slots <= 8 for team, slots in load.items())
