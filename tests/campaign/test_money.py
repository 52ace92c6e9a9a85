"""What a household is owed: computed from facts, corrected by dated entries, topped up, paid by what was agreed.

河街's dwellings stand at 3,200.00 yuan a ㎡. 张's 80.00 ㎡ for cash in the first period: value 256,000.00, moving 1,500.00
(80 × 15 is less), transition 80 × 15 × 6 = 7,200.00, cash reward 15 % = 38,400.00, signing 40,000.00: 343,100.00.
"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.script import documents
from tests.store.town import IDS, STATE

from plumbline.campaign.sums import apportioned, changes_between

ZHANG_FEN = 34_310_000


def corrects(campaign, name: str, area: str, on: str, **more) -> None:
    """The area of a household's first building is corrected."""
    campaign.does(
        "陈",
        "CorrectFacts",
        on,
        household=IDS[name],
        changes={"buildings[b1].area": area},
        reason="复测",
        **more,
    )


def test_it_owes_what_the_clauses_give(campaign):
    campaign.signs("张", "2026-04-10")
    booked = campaign.of("张").booked
    assert booked == {"A11": 25_600_000, "A15": 150_000, "A16": 720_000, "A22": 3_840_000, "A25": 4_000_000}
    assert (campaign.owed("张"), campaign.of("张").account) == (ZHANG_FEN, "due")


@pytest.mark.parametrize(("on", "reward"), [("2026-04-30T23:59", 4_000_000), ("2026-05-01T00:00", 2_000_000)])
def test_it_gives_the_reward_of_the_period_in_which_the_paper_was_signed(campaign, on, reward):
    campaign.ready_to_sign("张", "2026-04-30T12:00")
    campaign.does("程", "SignAgreement", on, **campaign.agreement("张", on))
    assert campaign.of("张").booked["A25"] == reward


# ---------- corrections ----------
def test_it_corrects_by_a_dated_entry_at_the_households_own_signing_instant(campaign):
    # Measured again on 12 May: 90.00 ㎡. 10 ㎡ more are 32,000.00, transition 10 × 15 × 6 = 900.00, cash reward
    # 4,800.00; moving stays at its least. The first period's 40,000.00 stay 40,000.00, though May is the second.
    campaign.signs("张", "2026-04-10")
    corrects(campaign, "张", "90.00", "2026-05-12")
    assert campaign.of("张").total_fen == ZHANG_FEN + 3_200_000 + 90_000 + 480_000
    assert campaign.of("张").booked["A25"] == 4_000_000
    assert campaign.of("张").version == "1.0"
    last = next(e for e, _ in reversed(campaign.door.events) if e.type == "household.facts_corrected/1")
    assert last.com["corrects"] == [campaign.of("张").records["sl_h_surveyed"]["seq"]]


def test_it_asks_for_the_corrected_sum_before_moving_when_more_is_due(campaign):
    # The agreed halves are halves of what is due after the correction.
    campaign.signs("张", "2026-04-10", instalments=["1/2", "1/2"])
    corrects(campaign, "张", "90.00", "2026-04-11")
    campaign.pays("张", "2026-04-13", instalment=1).pays("张", "2026-04-14", instalment=2)
    assert (campaign.owed("张"), campaign.of("张").stage) == (0, "compensated")


def test_it_opens_the_gate_with_the_corrected_sum_when_less_is_due(campaign):
    # 70.00 ㎡: 10 ㎡ less. What the first sheet said must not hold the household back for ever.
    campaign.signs("张", "2026-04-10")
    corrects(campaign, "张", "70.00", "2026-04-11")
    assert campaign.owed("张") == ZHANG_FEN - 3_200_000 - 90_000 - 480_000
    campaign.pays("张", "2026-04-13")
    assert campaign.of("张").stage == "compensated"


def test_it_shuts_the_gate_where_a_correction_after_payment_makes_more_due(campaign):
    campaign.signs("张", "2026-04-10")
    campaign.pays("张", "2026-04-13")
    corrects(campaign, "张", "90.00", "2026-04-14")
    reasons = campaign.step_refusal("程", "张", "vacated", "2026-04-15", conditions=["own_accord"])
    assert "sl_h_vacated:compensated" in reasons
    campaign.pays("张", "2026-04-15")
    campaign.vacates("张", "2026-04-16")


def test_it_keeps_what_the_household_must_give_back_as_a_sum_of_its_own(campaign):
    campaign.signs("张", "2026-04-10")
    campaign.pays("张", "2026-04-13")
    corrects(campaign, "张", "70.00", "2026-04-14")
    # Paid 343,100.00, due 305,400.00: 37,700.00 to give back; nothing can be ordered.
    assert campaign.owed("张") == -3_770_000
    assert list(campaign.refusal("赵", "OrderPayment", "2026-04-15", household=IDS["张"])) == [
        "payment:nothing_due"
    ]


def test_it_changes_nothing_by_a_correction_that_changes_no_sum(campaign):
    campaign.signs("张", "2026-04-10")
    before = campaign.of("张").booked
    campaign.does(
        "陈",
        "CorrectFacts",
        "2026-04-11",
        household=IDS["张"],
        changes={"buildings[b1].built_on": "1993-05-01"},
        reason="年代",
    )
    assert campaign.of("张").booked == before
    assert campaign.of("张").facts["buildings"][0]["built_on"] == "1993-05-01"


def test_it_refuses_a_correction_that_the_policy_cannot_compute_for_a_signed_household(campaign):
    campaign.signs("张", "2026-04-10")
    wrong = {"household": IDS["张"], "changes": {"buildings[b1].use": "castle"}, "reason": "用途"}
    assert "R04" in campaign.refusal("陈", "CorrectFacts", "2026-04-11", **wrong)
    assert campaign.of("张").facts["buildings"][0]["use"] == "residence"


# ---------- a later version ----------
def test_it_tops_up_who_signed_early(campaign):
    # 1.1: moving 18 × 80 = 1,440.00, at least 1,800.00 (+300.00); transition 18 × 80 × 6 = 8,640.00 (+1,440.00).
    campaign.signs("张", "2026-04-10")
    campaign.pays("张", "2026-04-13")
    campaign.raises_policy("2026-05-11")
    campaign.does("吴", "ReviseSums", "2026-05-11T11:00", project=STATE)
    assert campaign.of("张").booked["A28"] == campaign.owed("张") == 174_000
    # A second round finds nothing more.
    before = campaign.door.state.next_seq
    campaign.does("吴", "ReviseSums", "2026-05-11T12:00", project=STATE)
    assert campaign.door.state.next_seq == before


def test_it_computes_who_signs_later_by_the_later_version(campaign):
    # 李, 62.50 ㎡, second period: 200,000.00 + 1,800.00 + 18 × 62.50 × 6 = 6,750.00 + 30,000.00 + 20,000.00.
    campaign.at("2026-05-10T09:00")
    campaign.raises_policy("2026-05-11")
    campaign.signs("李", "2026-05-12")
    assert campaign.of("李").total_fen == 20_000_000 + 180_000 + 675_000 + 3_000_000 + 2_000_000


def test_it_seals_no_version_that_lowers_or_forgets(campaign):
    campaign.to_signing()
    act = campaign.raises_policy("2026-05-11")
    assert act
    from tests.store.town import STATE_POLICY, policy_text

    shorter = {"text": policy_text(STATE_POLICY), "projects": [STATE]}
    assert list(campaign.refusal("吴", "SealPolicy", "2026-05-12", **shorter)) == [
        "policy:not_an_improvement"
    ]
    again = {"text": policy_text(STATE_POLICY, improved=True), "projects": [STATE]}
    assert list(campaign.refusal("吴", "SealPolicy", "2026-05-12", **again)) == ["policy:already_sealed"]


# ---------- what falls due later ----------
def test_it_books_the_vacating_reward_with_the_vacating(campaign):
    # Paid on the 13th, out on the 20th: within 15 days, 80.00 × 200 = 16,000.00.
    campaign.signs("张", "2026-04-10")
    campaign.pays("张", "2026-04-13").vacates("张", "2026-04-20")
    assert campaign.of("张").booked["A26"] == campaign.owed("张") == 1_600_000


@pytest.mark.parametrize(("out", "reward"), [("2026-04-28", 1_600_000), ("2026-04-29", 800_000)])
def test_it_counts_the_reward_from_the_day_of_the_money(campaign, out, reward):
    # The 13th + 15 = the 28th at 200 a ㎡; from the 29th 100.
    campaign.signs("张", "2026-04-10")
    campaign.pays("张", "2026-04-13").vacates("张", out)
    assert campaign.of("张").booked["A26"] == reward


def moved_exchange(campaign):
    """杨 exchanges off-plan, has a month in advance, and moves on 20 April."""
    campaign.signs("杨", "2026-04-10")
    campaign.pays("杨", "2026-04-13").pays("杨", "2026-04-14", advance=True)
    campaign.secures("杨", "2026-04-15").vacates("杨", "2026-04-20")
    return campaign


def test_it_pays_one_month_of_transition_in_advance_and_sets_it_off(campaign):
    # 100.00 ㎡ × 15 = 1,500.00 a month, in halves: 750.00 after 15 days, 1,500.00 after a month.
    campaign.signs("杨", "2026-04-10")
    campaign.pays("杨", "2026-04-13")
    total = campaign.of("杨").total_fen
    campaign.pays("杨", "2026-04-14", advance=True)
    assert campaign.of("杨").total_fen == total + 150_000
    again = campaign.refusal("赵", "OrderPayment", "2026-04-14T12:00", household=IDS["杨"], advance=True)
    assert list(again) == ["payment:advance"]
    campaign.secures("杨", "2026-04-15").vacates("杨", "2026-04-20")
    reward = 100 * 20_000  # 100.00 ㎡ × 200, out within 15 days
    # Until 20 May the advance covers what has accrued; on 21 May half a month more is due.
    assert campaign.at("2026-05-20T09:00").of("杨").total_fen == total + 150_000 + reward
    assert campaign.at("2026-05-22T09:00").of("杨").total_fen == total + 150_000 + 75_000 + reward


def test_it_accrues_by_the_close_of_the_day_and_by_no_command(campaign):
    moved_exchange(campaign).at("2026-07-01T09:00")
    # 20 April to 30 June: two months and ten days, so two and a half months: 3,750.00.
    assert campaign.of("杨").booked["A16"] == 375_000
    causes = [e.open["cause"] for e, _ in campaign.door.events if e.type == "sums.revised/1"]
    assert causes.count("accrued") == 3  # the third half-month, the fourth, the fifth
    assert all(
        e.com["by_person"] == "system"
        for e, _ in campaign.door.events
        if e.type == "sums.revised/1" and e.open["cause"] == "accrued"
    )


def test_it_advances_nothing_where_no_transition_accrues(campaign):
    campaign.signs("张", "2026-04-10")
    campaign.pays("张", "2026-04-13")
    assert list(campaign.refusal("赵", "OrderPayment", "2026-04-14", household=IDS["张"], advance=True)) == [
        "payment:advance"
    ]


# ---------- payment ----------
def test_it_pays_instalments_that_add_up_to_the_fen(campaign):
    # Thirds of 343,100.00: 114,366.66, 114,366.67, 114,366.67, never a fen lost.
    campaign.signs("张", "2026-04-10", instalments=["1/3", "1/3", "1/3"])
    parts = []
    for number, on in enumerate(("2026-04-13", "2026-04-14", "2026-04-15"), 1):
        order = campaign.orders("张", on, instalment=number)
        parts.append(campaign.of("张").orders[order]["fen"])
        campaign.paid("张", on)
    assert parts == [11_436_666, 11_436_667, 11_436_667]
    assert campaign.owed("张") == 0


def test_it_has_one_open_order_at_a_time_and_pays_each_once(campaign):
    campaign.signs("张", "2026-04-10", instalments=["1/2", "1/2"])
    order = campaign.orders("张", "2026-04-13", instalment=1)
    assert list(
        campaign.refusal("赵", "OrderPayment", "2026-04-13T12:00", household=IDS["张"], instalment=2)
    ) == ["payment:order_open"]
    campaign.paid("张", "2026-04-14")
    voucher = documents(date(2026, 4, 14), "payment_voucher")
    again = campaign.refusal(
        "孙", "RecordPayment", "2026-04-14T12:00", household=IDS["张"], order=order, evidence=voucher
    )
    assert list(again) == [f"payment {order}:already_recorded"]


def test_it_orders_no_instalment_twice(campaign):
    campaign.signs("张", "2026-04-10", instalments=["1/2", "1/2"])
    campaign.pays("张", "2026-04-13", instalment=1)
    reasons = campaign.refusal("赵", "OrderPayment", "2026-04-14", household=IDS["张"], instalment=1)
    assert list(reasons) == ["payment:instalment_paid"]
    campaign.pays("张", "2026-04-15", instalment=2)
    assert campaign.owed("张") == 0


def test_it_pays_without_voucher_nothing(campaign):
    campaign.signs("张", "2026-04-10")
    order = campaign.orders("张", "2026-04-13")
    reasons = campaign.refusal("孙", "RecordPayment", "2026-04-14", household=IDS["张"], order=order)
    assert list(reasons) == ["sl_h_money_paid:evidence(payment_voucher)"]


@pytest.mark.parametrize("clauses", [["A99"], ["A11", "A99"], ["A26"]])
def test_it_orders_only_clauses_with_money_due(campaign, clauses):
    campaign.signs("张", "2026-04-10")
    reasons = campaign.refusal("赵", "OrderPayment", "2026-04-13", household=IDS["张"], clauses=clauses)
    assert list(reasons) == ["payment:clause"]


def test_it_pays_nobody_who_has_not_signed(campaign):
    campaign.to_signing()
    assert campaign.refusal("赵", "OrderPayment", "2026-04-13", household=IDS["李"])


# ---------- other shapes of household ----------
def test_it_books_a_negative_total_as_owed_by_the_household(campaign):
    # 钱: 50.00 ㎡ give 57.50; the chosen 77.50 are 20.00 beyond: 10 × 4,200 + 10 × 5,600 = 98,000.00. Value 160,000.00
    # is set against the flat; moving 1,500.00, transition 800 × 3 = 2,400.00, signing 40,000.00: −54,100.00.
    campaign.signs("钱", "2026-04-10")
    household = campaign.of("钱")
    assert (household.total_fen, household.account) == (-5_410_000, "owed")
    assert list(campaign.refusal("赵", "OrderPayment", "2026-04-13", household=IDS["钱"])) == [
        "payment:nothing_due"
    ]


def test_it_counts_co_owners_as_owners_and_pays_the_household_whole(campaign):
    # 吕: three owners of one title; 70.00 ㎡: 224,000.00 + 1,500.00 + 6,300.00 + 33,600.00 + 40,000.00 = 305,400.00.
    campaign.to_signing()
    assert (campaign.project().owners, campaign.project().households) == (9, 7)
    campaign.signs("吕", "2026-04-10")
    assert campaign.of("吕").total_fen == 30_540_000


def test_it_computes_no_sheet_without_choice_and_signs_none_without_sheet(campaign):
    campaign.to_signing()
    reasons = campaign.refusal("程", "ComputeSums", "2026-04-10", household=IDS["张"])
    assert list(reasons) == ["sums:choice"]
    campaign.chooses("张", "2026-04-10")
    bare = campaign.refusal(
        "程", "SignAgreement", "2026-04-10T11:00", **campaign.agreement("张", "2026-04-10")
    )
    assert list(bare) == ["sl_h_agreement_signed:policy_computed"]


def test_it_keeps_the_choice_once_the_agreement_is_signed(campaign):
    campaign.signs("张", "2026-04-10")
    paper = documents(date(2026, 4, 11), "choice_form")
    again = {"household": IDS["张"], "choices": {"mode": "cash"}, "evidence": paper}
    assert list(campaign.refusal("程", "RecordChoice", "2026-04-11", **again)) == ["choice:already_recorded"]
    twice = campaign.refusal("程", "SignAgreement", "2026-04-11", **campaign.agreement("张", "2026-04-11"))
    assert list(twice) == ["sl_h_agreement_signed:already_recorded"]


# ---------- laws ----------
CLAUSES = st.dictionaries(
    st.sampled_from(["A11", "A15", "A16", "A22", "A25", "A23"]), st.integers(-(10**9), 10**10), min_size=1
)


@given(CLAUSES, st.integers(1, 12), st.integers(1, 12))
def test_it_apportions_to_the_fen(lines, numerator, denominator):
    part = (min(numerator, denominator), denominator)
    parts = apportioned(lines, part)
    assert sum(parts.values()) == sum(lines.values()) * part[0] // part[1]
    # No clause is more than a fen off its exact part.
    assert all(abs(parts.get(c, 0) * part[1] - fen * part[0]) < part[1] for c, fen in lines.items())


@given(CLAUSES)
def test_it_apportions_the_whole_as_the_whole(lines):
    assert apportioned(lines, (1, 1)) == {c: fen for c, fen in lines.items() if fen}


KEYED = st.dictionaries(
    st.tuples(st.sampled_from(["A11", "A19u", "A26"]), st.sampled_from(["household", "owner_unit"])),
    st.integers(-1000, 1000),
)


@given(KEYED, KEYED)
def test_it_books_exactly_what_turns_before_into_after(before, after):
    reached = dict(before)
    for change in changes_between(before, after):
        assert change["fen"] != 0
        key = (change["clause"], change["payee"])
        reached[key] = reached.get(key, 0) + change["fen"]
    assert {k: v for k, v in reached.items() if v} == {k: v for k, v in after.items() if v}
    assert changes_between(after, after) == []


# ---------- the stage at the end ----------
def test_it_counts_a_household_paid_in_full_as_demolished_once_its_building_is_down(campaign):
    # Everything paid before the works: the household is resettled already, and stays so.
    campaign.signs("张", "2026-04-10")
    campaign.pays("张", "2026-04-13").vacates("张", "2026-04-20").hands_over("张", "2026-04-21")
    campaign.pays("张", "2026-04-24")
    assert (campaign.of("张").state, campaign.of("张").stage) == ("resettled", "handed_over")
    campaign.step("蔡", "张", "demolished", "2026-05-07")
    assert (campaign.of("张").state, campaign.of("张").stage) == ("resettled", "demolished")
    assert campaign.project().stages["demolished"] == 1


# ---------- an order that was wrong ----------
def cancelled(name: str, order: str, **more) -> dict:
    """Fields of a cancelling."""
    return {"household": IDS[name], "order": order, "reason": "收款账户写错", **more}


def test_it_cancels_an_unpaid_order_and_orders_anew_under_another_number(campaign):
    campaign.signs("张", "2026-04-10")
    first = campaign.orders("张", "2026-04-13")
    assert list(campaign.refusal("赵", "OrderPayment", "2026-04-13", household=IDS["张"])) == [
        "payment:order_open"
    ]
    campaign.does("赵", "CancelOrder", "2026-04-13T10:00", **cancelled("张", first))
    assert (campaign.owed("张"), campaign.of("张").stage) == (ZHANG_FEN, "agreed")  # nothing moved
    paper = documents(date(2026, 4, 13), "payment_voucher")
    gone = campaign.refusal(
        "孙", "RecordPayment", "2026-04-13", household=IDS["张"], order=first, evidence=paper
    )
    assert list(gone) == ["payment:order"]
    second = campaign.orders("张", "2026-04-14")
    assert (first, second) == (f"{IDS['张']}/1", f"{IDS['张']}/2")
    campaign.paid("张", "2026-04-14")
    assert (campaign.owed("张"), campaign.of("张").stage) == (0, "compensated")


def test_it_cancels_no_order_that_was_paid_or_cancelled_or_never_given(campaign):
    campaign.signs("张", "2026-04-10")
    order = campaign.orders("张", "2026-04-13", instalment=1)
    assert list(
        campaign.refusal("赵", "CancelOrder", "2026-04-13", **cancelled("张", order, reason=" "))
    ) == ["payment:reason"]
    campaign.paid("张", "2026-04-13T12:00")
    assert list(campaign.refusal("赵", "CancelOrder", "2026-04-14", **cancelled("张", order))) == [
        "payment:paid"
    ]
    assert list(campaign.refusal("赵", "CancelOrder", "2026-04-14", **cancelled("张", "河街-0001/9"))) == [
        "payment:order"
    ]


def test_it_cancels_an_order_once(campaign):
    campaign.signs("张", "2026-04-10")
    order = campaign.orders("张", "2026-04-13")
    campaign.does("赵", "CancelOrder", "2026-04-13T10:00", **cancelled("张", order))
    again = campaign.refusal("赵", "CancelOrder", "2026-04-13T11:00", **cancelled("张", order))
    assert list(again) == [f"cancelling of {order}:already_recorded"]


@pytest.mark.parametrize(("who", "code"), [("孙", "permission:role"), ("陈", "permission:role")])
def test_it_lets_only_an_approving_hand_cancel(campaign, who, code):
    # 孙 pays, 陈 surveyed; neither holds an approving post.
    campaign.signs("张", "2026-04-10")
    order = campaign.orders("张", "2026-04-13")
    assert list(campaign.refusal(who, "CancelOrder", "2026-04-13", **cancelled("张", order))) == [code]


def test_it_orders_the_advance_again_after_its_order_was_cancelled(campaign):
    # 杨 waits for a flat: a month of transition, 1,500.00, is booked in advance once, whatever becomes of its order.
    campaign.signs("杨", "2026-04-10")
    campaign.pays("杨", "2026-04-13")
    order = campaign.orders("杨", "2026-04-14", advance=True)
    owed = campaign.owed("杨")
    campaign.does("赵", "CancelOrder", "2026-04-14T10:00", **cancelled("杨", order))
    campaign.orders("杨", "2026-04-15", advance=True)
    assert campaign.owed("杨") == owed
    campaign.paid("杨", "2026-04-15")
    assert campaign.owed("杨") == 0


# ---------- a payee who refuses ----------
REFUSES = ("payee_refuses",)


def test_it_deposits_where_the_payee_refuses_and_the_notice_proves_it(campaign):
    campaign.signs("张", "2026-04-10")
    without = campaign.refusal("赵", "OrderPayment", "2026-04-13", household=IDS["张"], deposit=True)
    assert list(without) == ["sl_h_deposited:when"]
    order = campaign.orders("张", "2026-04-13", deposit=True, conditions=REFUSES)
    pays = {"household": IDS["张"], "order": order}
    certificate = documents(date(2026, 4, 14), "deposit_certificate")
    reasons = campaign.refusal(
        "孙", "RecordPayment", "2026-04-14", **pays, evidence=certificate, conditions=REFUSES
    )
    assert "sl_h_deposited:evidence(service_receipt)" in reasons
    papers = documents(date(2026, 4, 14), "deposit_certificate", "service_receipt")
    unsaid = campaign.refusal("孙", "RecordPayment", "2026-04-14", **pays, evidence=papers)
    assert list(unsaid) == ["sl_h_deposited:when"]
    campaign.does("孙", "RecordPayment", "2026-04-14", **pays, evidence=papers, conditions=REFUSES)
    assert campaign.of("张").conditions["payee_refuses"] is True
    assert (campaign.owed("张"), campaign.of("张").stage) == (0, "compensated")


def test_it_states_no_refusal_of_the_payee_with_an_ordinary_payment(campaign):
    campaign.signs("张", "2026-04-10")
    given = {"household": IDS["张"], "conditions": REFUSES}
    assert "payment:conditions" in campaign.refusal("赵", "OrderPayment", "2026-04-13", **given)
    order = campaign.orders("张", "2026-04-13")
    paper = documents(date(2026, 4, 13), "payment_voucher")
    reasons = campaign.refusal("孙", "RecordPayment", "2026-04-13", **given, order=order, evidence=paper)
    assert list(reasons) == ["sl_h_money_paid:condition(payee_refuses)"]
