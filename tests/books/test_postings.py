"""Every event that moves money names its postings in one table, and no other event moves any."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plumbline.books import POSTING_RULES, Account, Posting, balances, postings_of
from plumbline.campaign import EVENT_SCHEMAS

OWN, OTHER = {"payee": "household"}, {"payee": "owner_unit"}


def line(clause: str, fen: int, **payee: str) -> dict[str, object]:
    return {"clause": clause, "fen": fen, **(payee or OWN)}


def signed(account: str, *lines: dict[str, object]) -> list[Posting]:
    return postings_of("agreement.signed/1", {}, {"account": account, "lines": lines})


def test_it_covers_every_event_that_moves_money_and_only_those():
    # An event moves money when its fields name an account or a change of the special account.
    named = {"account", "account_before"}
    moving = {n for n, s in EVENT_SCHEMAS.items() if named & s.com or "change_fen" in s.open}
    moving -= {"day.closed/1"}  # it carries the whole day's account, and moves nothing
    assert POSTING_RULES.keys() == moving
    assert postings_of("payment.ordered/1", {}, {"lines": [line("A11", 5)]}) == []


def test_it_puts_a_signed_sum_where_the_agreement_stands():
    # In force at once: due. Before the approval: committed. Negative: owed by the household.
    assert signed("due", line("A11", 100)) == [Posting("A11", Account.OBLIGATION, Account.DUE, 100)]
    assert signed("committed", line("B13", 100)) == [
        Posting("B13", Account.OBLIGATION, Account.COMMITTED, 100)
    ]
    assert signed("owed", line("A23", -100)) == [Posting("A23", Account.OBLIGATION, Account.OWED, -100)]


def test_it_keeps_other_payees_apart_from_the_household():
    assert signed("due", line("A11", 90), line("A19u", 10, **OTHER))[1] == Posting(
        "A19u", Account.OBLIGATION, Account.PAYEES, 10
    )


def test_it_posts_nothing_for_a_line_of_zero():
    assert signed("due", line("A11", 0)) == []


def test_it_moves_the_committed_sum_to_due_when_the_taking_is_announced():
    moved = postings_of("agreement.effective/1", {}, {"account": "due", "lines": [line("B13", 100)]})
    assert moved == [Posting("B13", Account.COMMITTED, Account.DUE, 100)]


def test_it_pays_out_of_the_special_account_what_it_pays_to_the_household():
    com = {"account": "due", "deposit": False, "lines": [line("A11", 60), line("A15", 40)]}
    of = balances((p.debit, p.credit, p.fen) for p in postings_of("payment.made/1", {}, com))
    assert (of[Account.DUE], of[Account.PAID]) == (-100, 100)
    assert (of[Account.FUND], of[Account.DISBURSED]) == (100, -100)


def test_it_deposits_apart_from_paying():
    com = {"account": "due", "deposit": True, "lines": [line("A11", 60)]}
    of = balances((p.debit, p.credit, p.fen) for p in postings_of("payment.made/1", {}, com))
    assert (of[Account.DEPOSITED], of[Account.PAID]) == (60, 0)


def test_it_turns_the_unpaid_rest_when_a_total_changes_its_sign():
    # 100 were due, a correction takes 150: the 100 move to the other side, then −150 are booked there.
    com = {
        "account": "owed",
        "account_before": "due",
        "moved": [{"clause": "A11", "fen": 100}],
        "changes": [line("A11", -150)],
    }
    of = balances(
        (p.debit, p.credit, p.fen)
        for p in [
            *signed("due", line("A11", 100)),
            *postings_of("sums.revised/1", {"cause": "corrected"}, com),
        ]
    )
    assert (of[Account.DUE], of[Account.OWED]) == (0, -50)


@pytest.mark.parametrize(("cause", "source"), [("accrued", Account.ACCRUED), ("advance", Account.ACCRUED), ("topped_up", Account.OBLIGATION), ("corrected", Account.OBLIGATION), ("vacated", Account.OBLIGATION)])  # fmt: skip
def test_it_keeps_what_grows_with_time_apart(cause, source):
    com = {"account": "due", "account_before": "due", "moved": [], "changes": [line("A16", 5)]}
    assert postings_of("sums.revised/1", {"cause": cause}, com) == [Posting("A16", source, Account.DUE, 5)]


def test_it_books_the_funds_of_a_project_in_and_out():
    assert postings_of("funds.recorded/1", {"change_fen": 7}, {})[0].fen == -7
    assert postings_of("funds.recorded/1", {"change_fen": 0}, {}) == []
    of = balances((p.debit, p.credit, p.fen) for p in postings_of("funds.recorded/1", {"change_fen": 7}, {}))
    assert (of[Account.FUND], of[Account.FUNDING]) == (-7, 7)


ROWS = st.lists(
    st.tuples(st.sampled_from(list(Account)), st.sampled_from(list(Account)), st.integers(-(10**12), 10**12))
)


@given(ROWS)
def test_it_balances_debits_and_credits_whatever_is_posted(rows):
    assert sum(balances(rows).values()) == 0


@given(ROWS, st.randoms(use_true_random=False))
def test_it_gives_the_same_balances_in_any_order(rows, chance):
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert balances(shuffled) == balances(rows)


@given(ROWS)
def test_it_balances_each_account_by_its_own_rows(rows):
    counted: Counter[Account] = Counter()
    for debit, credit, fen in rows:
        counted[debit] -= fen
        counted[credit] += fen
    assert {a: n for a, n in balances(rows).items() if n} == {a: n for a, n in counted.items() if n}
