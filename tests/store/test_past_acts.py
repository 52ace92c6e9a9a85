"""What the sheet 经过 says happened becomes the commands that would have been given on those days."""

from __future__ import annotations

from datetime import date

from plumbline.registers import PastAct, PastDocument, RegisterEntry
from plumbline.registers.people import Party
from plumbline.store.past_acts import CLAUSES, INSTALMENT, household_acts, project_acts

VALUED = [
    {"building_id": "b1", "area": "80.00", "assessed_price_fen_per_m2": 600_000},
    {"building_id": "b2", "area": "20.00", "assessed_price_fen_per_m2": 400_000,
     "business": {"shop_price_fen_per_m2": 900_000}},
]  # fmt: skip


def act(step: str, on: str, *documents: str, dates=None, facts=None) -> PastAct:
    day = date.fromisoformat(on)
    papers = tuple(PastDocument(name, "", day, "") for name in documents)
    return PastAct(step, day, dates or {}, facts or {}, evidence=papers, row=7)


def commands(*history: PastAct, **facts) -> list[dict]:
    entry = RegisterEntry(Party.HOUSEHOLD, "老-0001", ("张三",), "主表", 3, facts, {}, history=history)
    return household_acts(entry)


def names(made: list[dict]) -> list[str]:
    return [one.get("command", "RecordStep") for one in made]


def test_it_enters_the_appraisers_prices_before_a_displayed_value():
    made = commands(act("sl_h_initial_value_displayed", "2025-03-25", "initial_values"), buildings=VALUED)
    assert names(made) == ["RecordAppraisedValues", "RecordStep"]
    assert made[0]["prices"] == {"b1": 600_000, "b2": 400_000}
    assert made[0]["shop_prices"] == {"b2": 900_000}
    assert made[0]["done_at"] == made[1]["done_at"] == "2025-03-25T00:00:00+08:00"


def test_it_enters_no_prices_where_the_register_has_none():
    made = commands(act("sl_h_initial_value_displayed", "2025-03-25"), buildings=[{"building_id": "b1"}])
    assert names(made) == ["RecordStep"]  # and the display itself is refused by the campaign


def test_it_orders_a_payment_and_pays_it_by_the_orders_number():
    made = commands(
        act("sl_h_money_paid", "2025-04-10", "payment_voucher"),
        act("sl_h_transition_paid", "2025-07-10", "payment_voucher"),
    )
    assert names(made) == ["OrderPayment", "RecordPayment"] * 2
    assert [one["order"] for one in made if one.get("order")] == ["老-0001/1", "老-0001/2"]
    assert made[1]["evidence"][0]["document"] == "payment_voucher"
    assert made[2]["deposit"] is False


def test_it_pays_the_clauses_or_the_instalment_that_the_sheet_names():
    by_list, by_text, part = (
        commands(act("cl_h_money_paid", "2025-05-20", facts=facts))[0]
        for facts in ({CLAUSES: ["B1", "B2"]}, {CLAUSES: "B1、B2"}, {INSTALMENT: 2})
    )
    assert by_list["clauses"] == by_text["clauses"] == ["B1", "B2"]
    assert part["instalment"] == 2
    assert "clauses" not in part


def test_it_deposits_with_the_notarys_certificate():
    made = commands(
        act(
            "sl_h_deposited",
            "2025-07-02",
            "deposit_certificate",
            "service_receipt",
            facts={"payee_refuses": True},
        )
    )
    assert names(made) == ["OrderPayment", "RecordPayment"]
    assert made[0]["deposit"] is True
    assert made[0]["conditions"] == made[1]["conditions"] == ["payee_refuses"]
    assert [paper["document"] for paper in made[1]["evidence"]] == ["deposit_certificate", "service_receipt"]


def test_it_pays_a_month_in_advance_before_a_dwelling_is_secured():
    secured = act(
        "sl_h_exchange_secured",
        "2025-04-03",
        "dwelling_allocation",
        "transition_advance_voucher",
        facts={"transition_advance_paid": True},
    )
    made = commands(secured)
    assert names(made) == ["OrderPayment", "RecordPayment", "RecordStep"]
    assert made[0]["advance"] is True
    # The bank's voucher of the advance proves the payment under its own name.
    assert [paper["document"] for paper in made[1]["evidence"]] == ["payment_voucher"]
    assert made[2]["conditions"] == ["transition_advance_paid"]


def test_it_advances_nothing_where_a_dwelling_for_the_transition_was_provided():
    assert names(
        commands(
            act("cl_h_resettlement_secured", "2025-05-21", "dwelling_allocation", "transition_provision")
        )
    ) == ["RecordStep"]


def test_it_makes_a_decision_with_the_choice_before_it_and_the_days_it_gives():
    decided = act(
        "sl_h_compensation_decision",
        "2025-06-24",
        "compensation_decision",
        dates={"draft_served": date(2025, 6, 6)},
        facts={"decision.moving_days": 20},
    )
    made = commands(decided, choices={"mode": "cash"})
    assert names(made) == ["EnterDate", "RecordChoice", "DecideCompensation"]
    assert (made[0]["name"], made[0]["on"]) == ("sl_h_compensation_decision.draft_served", "2025-06-06")
    assert made[1]["choices"] == {"mode": "cash"}
    assert made[2]["moving_days"] == 20
    assert names(commands(act("cl_h_decision_made", "2025-06-03"))) == ["DecideCompensation"]


def test_it_records_a_choice_that_the_sheet_has_as_a_row_of_its_own():
    made = commands(act("choice", "2025-05-06", "choice_form"), choices={"mode": "swap"})
    assert names(made) == ["RecordChoice"]
    assert made[0]["evidence"][0]["document"] == "choice_form"


def test_it_enters_a_fact_or_a_condition_that_stands_where_a_step_would():
    made = commands(
        act("decision_accepted", "2025-07-01", "decision_acceptance"),
        act(
            "household.higher_court", "2026-03-02", "court_ruling", facts={"household.higher_court": "upheld"}
        ),
    )
    assert names(made) == ["EnterFact", "EnterFact"]
    assert [(one["fact"], one["value"]) for one in made] == [
        ("decision_accepted", True),
        ("household.higher_court", "upheld"),
    ]
    (of_project,) = project_acts(act("project.uses_implementing_unit", "2024-12-02", "entrust_contract"))
    assert (of_project["command"], of_project["value"]) == ("EnterProjectFact", True)


def test_it_enters_a_date_that_follows_its_step_after_it():
    filed = act(
        "sl_h_reconsideration_filed",
        "2025-07-15",
        "reconsideration_papers",
        dates={"accepted": date(2025, 7, 18)},
    )
    made = commands(filed)
    assert names(made) == ["RecordStep", "EnterDate"]
    assert made[0]["dates"] == {}
    assert (made[1]["name"], made[1]["on"]) == ("sl_h_reconsideration_filed.accepted", "2025-07-18")


def test_it_keeps_the_sheets_order_on_a_day_whose_signature_has_an_hour():
    signed = "2025-04-02T10:00:00+08:00"
    made = commands(
        act("sl_h_money_paid", "2025-04-02", "payment_voucher"),
        dates={"signed_at": signed},
    )
    assert made[0]["done_at"] == "2025-04-02T00:00:00+08:00"
    after = commands(
        act("sl_h_agreement_signed", "2025-04-02", "agreement", dates={"moving_end": date(2025, 5, 15)}),
        act("sl_h_money_paid", "2025-04-02", "payment_voucher"),
        dates={"signed_at": signed},
    )
    assert {one["done_at"] for one in after} == {signed}
    assert names(after) == ["SignAgreement", "OrderPayment", "RecordPayment"]


def test_it_puts_acts_into_the_order_of_their_days():
    made = commands(
        act("sl_h_file_closed", "2026-04-30", "archive_index"),
        act("sl_h_title_settled", "2026-04-29", "title_record"),
    )
    assert [one["step"] for one in made] == ["sl_h_title_settled", "sl_h_file_closed"]
