"""The day's second count: stages from yesterday and the moves, money from the households' own files."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plumbline.books import Account, HouseholdBalance, check_day, day_account
from plumbline.terms import STAGES

ZHANG = HouseholdBalance("张", "hejie", "agreed", "due", booked_fen=1_000, settled_fen=400)
LI = HouseholdBalance("李", "hejie", "valued", "", booked_fen=0, settled_fen=0)
POSTED = {"hejie": {Account.DUE: 600, Account.PAID: 400}}
SOUND: dict[str, Any] = {
    "households": [ZHANG, LI],
    "posted": POSTED,
    "yesterday": {"valued": 2},
    "moves": [("valued", "agreed")],
    "stages": {"agreed": 1, "valued": 1},
}


def differences(**changed: Any) -> list[tuple[str, str, int, int]]:
    check = check_day(**{**SOUND, **changed})
    for found in check.differences:
        assert found.message.zh
        assert found.message.en
    return [(d.kind, d.where, d.expected, d.found) for d in check.differences]


def test_it_finds_a_sound_day_balanced():
    assert differences() == []
    assert check_day(**SOUND).is_balanced


def test_it_counts_a_household_in_exactly_one_stage():
    assert differences(stages={"agreed": 1, "valued": 2}) == [
        ("stage_count", "valued", 1, 2),
        ("stage_moves", "valued", 1, 2),
    ]


def test_it_names_the_stage_whose_moves_do_not_explain_it():
    # Nobody moved today, yet one stands elsewhere than yesterday.
    assert differences(moves=[]) == [("stage_moves", "valued", 2, 1), ("stage_moves", "agreed", 0, 1)]


def test_it_counts_a_new_household_as_a_move_from_nowhere():
    more = {
        "households": [ZHANG, LI, HouseholdBalance("王", "hejie", "listed", "", 0, 0)],
        "stages": {"agreed": 1, "valued": 1, "listed": 1},
    }
    assert differences(**more) == [("stage_moves", "listed", 0, 1)]
    assert differences(**more, moves=[("valued", "agreed"), (None, "listed")]) == []


@pytest.mark.parametrize(
    ("damaged", "where"),
    [
        ({Account.DUE: 599, Account.PAID: 400}, "hejie/due"),  # a posting of one fen is missing
        ({Account.DUE: 600, Account.PAID: 401}, "hejie/paid"),
        ({Account.DUE: 600, Account.PAID: 400, Account.COMMITTED: 1}, "hejie/committed"),
        ({Account.DUE: 600, Account.PAID: 400, Account.OWED: -1}, "hejie/owed_by_households"),
        ({Account.DUE: 600, Account.PAID: 400, Account.DEPOSITED: 1}, "hejie/deposited"),
    ],
)
def test_it_names_the_account_of_a_damaged_posting(damaged, where):
    assert [(kind, at) for kind, at, _e, _f in differences(posted={"hejie": damaged})] == [("money", where)]


def test_it_names_the_household_files_sum_beside_the_postings():
    file = HouseholdBalance("张", "hejie", "agreed", "due", booked_fen=1_001, settled_fen=400)
    assert differences(households=[file, LI]) == [("money", "hejie/due", 601, 600)]


def test_it_finds_money_posted_for_a_project_without_households():
    assert ("money", "ghost/due", 0, 5) in differences(posted={**POSTED, "ghost": {Account.DUE: 5}})


def test_it_counts_deposited_money_apart_from_paid():
    file = HouseholdBalance(
        "张", "hejie", "agreed", "due", booked_fen=1_000, settled_fen=400, deposited_fen=400
    )
    assert (
        differences(households=[file, LI], posted={"hejie": {Account.DUE: 600, Account.DEPOSITED: 400}}) == []
    )


STAGE = st.sampled_from([s.value for s in STAGES])


@given(st.lists(st.tuples(STAGE, STAGE), max_size=20))
def test_it_balances_any_day_whose_moves_are_all_there(moves):
    # Each household begins at the first stage and ends at the second of its pair.
    yesterday = {s.value: sum(1 for before, _ in moves if before == s.value) for s in STAGES}
    today = {s.value: sum(1 for _, after in moves if after == s.value) for s in STAGES}
    rows = [HouseholdBalance(str(n), "p", after, "", 0, 0) for n, (_, after) in enumerate(moves)]
    assert check_day(households=rows, posted={}, yesterday=yesterday, moves=moves, stages=today).is_balanced


# ---------- the account as everybody reads it ----------
PROJECTS = [
    {
        "id": "hejie",
        "regime": "state_land",
        "in_totals": True,
        "stages": {"agreed": 2, "handed_over": 1, "withdrawn": 1},
    },
    {"id": "old", "regime": "state_land", "in_totals": False, "stages": {"agreed": 5}},
]


def account(**changed: Any) -> Any:
    given = {
        "day": "2026-04-10",
        "campaign_day": 3,
        "projects": PROJECTS,
        "units": [],
        "posted": {"hejie": {Account.DUE: 7}, "old": {Account.DUE: 90}},
        "unreconciled_fen": 0,
    }
    return day_account(**{**given, **changed})


def test_it_adds_its_stages_up_to_its_households():
    shown = account()
    assert sum(shown["stages"].values()) == shown["households"] == 4
    for project in shown["projects"]:
        assert sum(project["stages"].values()) == project["households"]


def test_it_counts_as_remaining_who_has_neither_handed_over_nor_withdrawn():
    assert account()["projects"][0]["remaining"] == 2


def test_it_leaves_projects_outside_the_totals_out_of_every_figure():
    shown = account()
    assert [p["id"] for p in shown["projects"]] == ["hejie"]
    assert shown["money_fen"]["due"] == 7
    assert account(others=True)["money_fen"]["due"] == 97
