"""Each condition as one predicate under its name: a case in which it holds, and one in which it does not."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.law.walking import CALENDAR, PROCEDURE, Walk, day

from plumbline.law import Act, condition
from plumbline.law.compiled import rules_of
from plumbline.law.words import name_of, value_of
from plumbline.terms import Regime

SL, CL = Regime.STATE_LAND, Regime.COLLECTIVE_LAND
ON = "2026-06-01"
SECURED = {
    "household__dwelling_identified": True,
    "household__transitional_dwelling": True,
    "household__moving_fee_paid": True,
}
PAID = {"household__due_before_moving": 5, "household__paid_before_moving": 5}

# (condition, regime, facts, steps recorded on 2026-03-02, recorded conditions): true; then what makes it false
CASES = [
    ("old_city_renewal", SL, {"project__basis": "r590_8_5"}, (), (), {"project__basis": "r590_8_4"}),
    (
        "affordable_housing_project",
        SL,
        {"project__basis": "r590_8_4"},
        (),
        (),
        {"project__basis": "r590_8_5"},
    ),
    (
        "majority_object_sl",
        SL,
        {"project__titles_objecting": 6, "project__titles_half": 5},
        (),
        (),
        {"project__titles_objecting": 5},
    ),
    (
        "majority_object_cl",
        CL,
        {"project__members_objecting": 6, "project__members_half": 5},
        (),
        (),
        {"project__members_objecting": 5},
    ),
    ("many_owners", SL, {"project__owners_in_scope": 100}, (), (), {"project__owners_in_scope": 99}),
    ("major_decision", SL, {"project__major_decision": True}, (), (), {"project__major_decision": False}),
    ("freeze_within_a_year", SL, {"project__freeze_months": 12}, (), (), {"project__freeze_months": 13}),
    ("no_building_under_review", SL, {}, (), (), {"project__buildings_under_review": 1}),
    (
        "funds_in_full",
        CL,
        {"project__estimate_total": 7, "project__funds_available": 7},
        (),
        (),
        {"project__funds_available": 6},
    ),
    (
        "approval_in_force",
        CL,
        {"project__taking_state": "in_force"},
        ("cl_taking_announced",),
        (),
        {"project__taking_state": "quashed"},
    ),
    ("taking_stands", SL, {}, (), (), {"project__taking_state": "ended"}),
    (
        "unsigned_count_true",
        CL,
        {"project__unsigned_count": 2, "project__unsigned_stated": 2},
        (),
        (),
        {"project__unsigned_stated": 0},
    ),
    (
        "has_unregistered",
        SL,
        {"household__has_unregistered": True},
        (),
        (),
        {"household__has_unregistered": False},
    ),
    ("no_open_fact_objection", SL, {}, (), (), {"household__open_fact_objections": 1}),
    ("owner_unclear", SL, {"track__title": "owner_unknown"}, (), (), {"track__title": "co_owned"}),
    ("owner_unclear", CL, {"track__title": "in_court"}, (), (), {"track__title": "settled"}),
    ("appraisal_settled", SL, {}, ("sl_h_report_served",), ("objection_waived",), None),
    ("choice_offered", SL, {}, ("sl_h_choice_offered",), (), None),
    ("choice_offered", CL, {}, (), (), {"household__has_rural_home": True}),
    (
        "agreement_effective",
        SL,
        {"agreement__state": "in_force"},
        (),
        (),
        {"agreement__state": "conditional"},
    ),
    ("no_agreement", SL, {}, (), (), {"agreement__state": "conditional"}),
    ("decision_in_force", SL, {"decision__state": "in_force"}, (), (), {"decision__state": "made"}),
    ("no_open_offer_accepted", SL, {}, (), (), {"agreement__settles_enforcement": True}),
    (
        "needs_resettlement",
        CL,
        {"household__has_rural_home": True, "choice": "new_homestead_plot"},
        (),
        (),
        {"choice": "money"},
    ),
    ("money_paid", SL, PAID, (), ("policy_computed",), {"household__paid_before_moving": 4}),
    (
        "paid_in_full",
        SL,
        {"household__due_to_date": 3, "household__paid_to_date": 3},
        (),
        (),
        {"household__paid_to_date": 2},
    ),
    ("exchange_secured", SL, SECURED, (), (), {"household__moving_fee_paid": False}),
    ("exchange_secured", CL, SECURED, (), (), {"household__dwelling_identified": False}),
    ("deposited", SL, {}, ("sl_h_deposited",), (), None),
    ("deposited", CL, {}, ("cl_h_deposited",), (), None),
    ("compensated", SL, {**PAID, "choice": "money"}, (), ("policy_computed",), {"choice": "unchosen"}),
    ("compensated", CL, PAID, (), ("policy_computed",), {"household__has_rural_home": True}),
    (
        "remedies_lost",
        SL,
        {"household__judgment_outcome": "dismissed"},
        (),
        (),
        {"household__judgment_outcome": "quashed"},
    ),
    (
        "performance_decision_final",
        SL,
        {"household__judgment_outcome": "dismissed"},
        ("sl_h_performance_decision",),
        (),
        {"household__judgment_outcome": "withdrawn"},
    ),
    (
        "order_remedies_lapsed",
        CL,
        {"household__judgment_outcome": "dismissed"},
        ("cl_h_handover_order",),
        (),
        {"household__judgment_outcome": "none"},
    ),
    ("court_granted", SL, {"household__ruling": "granted"}, (), (), {"household__ruling": "refused"}),
    (
        "not_night_not_statutory_holiday",
        SL,
        {"household__execution_starts": 800, "household__execution_ends": 2000},
        (),
        (),
        {"household__execution_ends": 2001},
    ),
    ("building_has_no_remaining_occupied_unit", SL, {}, (), (), {"household__building_occupied_units": 1}),
    ("social_security_in_place", CL, {}, (), (), {"household__social_security_persons": 1}),
    ("no_open_obligation", SL, {}, (), (), {"household__open_amount": 1}),
    ("no_open_obligation", CL, {}, (), (), {"track__grievance": "open"}),
    ("left_the_taking", SL, {"household__out_of_scope": True}, (), (), {"household__out_of_scope": False}),
]


def ask(walk: Walk, id: str, on: str = ON, act: Act | None = None):
    return condition(PROCEDURE, CALENDAR, walk.household, id, day(on), act=act)


@pytest.mark.parametrize(
    ("id", "regime", "facts", "steps", "recorded", "unless"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES]
)
def test_it_holds_in_its_case_and_not_beside_it(id, regime, facts, steps, recorded, unless):
    walk = Walk(regime).knows(**facts).holds(*recorded)
    for step in steps:
        walk.records(step, "2026-03-02")
    assert ask(walk, id) is True
    if unless is not None:
        assert ask(walk.knows(**unless), id) is False
    else:
        # What rests on a record fails without it.
        walk.household = replace(walk.household, records={})
        assert ask(walk, id) is False


RECORDED = [id for id, row in PROCEDURE.conditions.items() if row.check is None]


@pytest.mark.parametrize("id", RECORDED)
def test_it_holds_a_recorded_fact_from_its_record_on(id):
    walk = Walk(SL)
    assert ask(walk, id) is False
    assert ask(walk.holds(id), id) is True


@pytest.mark.parametrize(
    ("id", "target", "start", "last", "facts"),
    [
        # 6 months after 2026-03-20: a worked Sunday.
        (
            "remedies_lapsed",
            "sl_h_decision_served",
            "2026-03-20",
            "2026-09-20",
            {"decision__state": "in_force"},
        ),
        # 20 days after 2026-03-26 with the report served before: Wednesday April 15.
        (
            "signing_period_over",
            "sl_signing_period_opened",
            "2026-03-26",
            "2026-04-15",
            {"plan__signing_period_days": 20},
        ),
    ],
)
def test_it_holds_from_the_day_after_the_last(id, target, start, last, facts):
    walk = Walk(SL).knows(**facts).records("sl_h_report_served", "2026-03-02").records(target, start)
    assert ask(walk, id, last) is False
    assert ask(walk, id, str(day(last).replace(day=day(last).day + 1))) is True


def test_it_lets_the_moving_period_run_from_the_later_of_service_and_compensation():
    # Served on 2026-03-20, deposited on the 30th: 15 days end on Tuesday April 14.
    walk = Walk(SL).knows(decision__state="in_force", decision__moving_days=15, choice="money")
    walk.records("sl_h_decision_served", "2026-03-20")
    assert ask(walk, "moving_deadline_passed", "2026-06-01") is False  # nothing given, nothing runs
    walk.records("sl_h_deposited", "2026-03-30")
    assert ask(walk, "moving_deadline_passed", "2026-04-14") is False
    assert ask(walk, "moving_deadline_passed", "2026-04-15") is True


def test_it_calls_a_demand_unmet_after_its_own_day_unless_the_household_moved():
    walk = Walk(SL).records("sl_h_performance_demanded", "2026-05-04", dates={"term_end": "2026-05-20"})
    assert [ask(walk, "demand_unmet", on) for on in ("2026-05-20", "2026-05-21")] == [False, True]
    assert ask(walk.records("sl_h_vacated", "2026-05-19"), "demand_unmet", "2026-05-21") is False


def test_it_closes_the_window_for_the_court_after_three_months():
    walk = Walk(CL).knows(decision__state="in_force").records("cl_h_decision_served", "2026-03-20")
    walk.records("cl_h_demand_served", "2026-09-21")
    window = [ask(walk, "enforcement_window_open", on) for on in ("2026-12-20", "2026-12-21")]
    assert window == [True, False]


def test_it_takes_a_condition_of_the_act_from_the_act_alone():
    walk = Walk(SL).holds("own_accord")
    act = walk.act("sl_h_vacated", ON)
    assert ask(walk, "own_accord", act=act) is False
    assert ask(walk, "own_accord", act=walk.act("sl_h_vacated", ON, conditions=("own_accord",))) is True


def test_it_has_every_condition_in_a_case():
    elsewhere = {
        "remedies_lapsed",
        "signing_period_over",
        "moving_deadline_passed",
        "demand_unmet",
        "enforcement_window_open",
    }
    assert set(PROCEDURE.conditions) == {case[0] for case in CASES} | set(RECORDED) | elsewhere


def test_it_has_words_in_both_languages_for_every_value_of_every_fact():
    # A value without words would put a code of the table into a Chinese sentence; articles are cited as they are.
    for regime in Regime:
        rules = rules_of(PROCEDURE, regime)
        for row in PROCEDURE.facts.values():
            name = name_of(rules, row.id)
            assert not re.search("[a-z_]{3,}", name.zh), row.id
            assert name.en.isascii(), row.id
            for value in row.values.get(regime, ()) if row.type == "words" else ():
                if row.id == "project.basis":
                    continue
                text = value_of(rules, row.id, value)
                assert re.search("[\u4e00-\u9fff]", text.zh), (row.id, value)
                assert text.en.isascii(), (row.id, value)
                assert "_" not in text.en, (row.id, value)
