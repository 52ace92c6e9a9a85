"""The tables: read whole, checked, and refused with their place where something is wrong."""

from __future__ import annotations

import copy
from functools import cache
from itertools import pairwise

import pytest

from plumbline.law import TableError, load_procedure, read_procedure, read_table
from plumbline.law.compiled import rules_of
from plumbline.law.loading import table_names
from plumbline.law.needs import gate_of
from plumbline.terms import Regime

PROCEDURE = load_procedure()


@cache
def _tables():
    return {name: read_table(name) for name in table_names()}


def tables():
    return copy.deepcopy(_tables())


def steps(changed, table="state_land/household_steps"):
    return {row["id"]: row for row in changed[table]["steps"]}


def test_it_reads_every_step_of_both_regimes():
    assert len(PROCEDURE.steps_of(Regime.STATE_LAND, household=False)) == 30
    assert len(PROCEDURE.steps_of(Regime.STATE_LAND, household=True)) == 39
    assert len(PROCEDURE.steps_of(Regime.COLLECTIVE_LAND, household=False)) == 24
    assert len(PROCEDURE.steps_of(Regime.COLLECTIVE_LAND, household=True)) == 31
    assert load_procedure() is PROCEDURE


def test_it_compiles_a_gate_for_every_step():
    for regime in Regime:
        rules = rules_of(PROCEDURE, regime)
        for step in PROCEDURE.steps.values():
            if step.regime is regime:
                assert gate_of(rules, step.id).own.source in PROCEDURE.sources


def test_it_never_cites_our_own_rule_as_law():
    # Steps of nature product, and prohibitions whose source is our own, refuse under our own name alone.
    for regime in Regime:
        rules = rules_of(PROCEDURE, regime)
        for step in PROCEDURE.steps_of(regime, household=True):
            gate = gate_of(rules, step.id)
            assert (gate.own.rule == "准绳自设规则") is (
                step.nature == "product" or gate.own.source == "PRODUCT"
            )


def test_it_gives_every_path_a_transition_for_each_leg():
    for rules in PROCEDURE.regimes.values():
        legs = {(source, move.target) for move in rules.lifecycle.transitions for source in move.sources}
        for path in rules.lifecycle.paths.values():
            assert set(pairwise(path)) <= legs


def break_condition(t):
    t["conditions"]["conditions"]["compensated"]["check"]["state_land"] = "choice == gold"


def break_step_name(t):
    steps(t)["sl_h_vacated"]["requires_any"].append(["sl_h_teleported"])


def break_expression(t):
    steps(t)["sl_h_vacated"]["forbidden_until"].append("compensated or else")


def break_document(t):
    steps(t)["sl_h_vacated"]["evidence"].append("smile")


def break_fact(t):
    steps(t)["sl_h_demolished"]["when"] = "household.colour == red"


def break_order(t):
    steps(t)["sl_h_demolished"]["when"] = "household.building_kept < true"


def break_date(t):
    steps(t)["sl_h_review_requested"]["deadline"]["counted_from"] = "sl_h_report_served.breakfast"


def break_field(t):
    steps(t)["sl_h_vacated"]["require"] = ["sl_h_listed"]


def break_twice(t):
    t["state_land/household_steps"]["steps"].append(steps(t)["sl_h_vacated"])


def break_regime(t):
    steps(t)["sl_h_vacated"]["forbidden_until"].append("done(cl_h_listed)")


def break_level(t):
    steps(t, "state_land/project_steps")["sl_audit_published"]["requires"].append("sl_h_vacated")


def break_unit(t):
    steps(t)["sl_h_review_requested"]["deadline"]["unit"] = "moon"


def break_state(t):
    t["state_land/lifecycle"]["household_lifecycle"]["transitions"][0]["to"] = "happy"


def break_prohibition(t):
    t["state_land/prohibitions"]["prohibitions"][0]["until"] = "never"


def break_track(t):
    t["state_land/lifecycle"]["household_lifecycle"]["tracks"]["appraisal"]["derive"].pop()


def break_right(t):
    t["state_land/rights"]["rights"][0]["clock"]["kindly"] = True


def break_transition(t):
    t["state_land/lifecycle"]["household_lifecycle"]["transitions"][0]["guards"] = []


def break_publication(t):
    steps(t)["sl_h_facts_published"]["publish"]["were"] = []


def break_parameter(t):
    t["state_land/local_parameters"]["local_parameters"]["survey_publication_days"]["least"] = 7


def break_citation(t):
    steps(t)["sl_h_vacated"]["citation"] = []


def break_source(t):
    t["sources"]["sources"]["R590"]["of"] = "2011"


@pytest.mark.parametrize(
    ("change", "place", "what"),
    [
        (break_condition, "conditions.yaml, compensated", "gold"),
        (break_step_name, "household_steps.yaml, sl_h_vacated", "sl_h_teleported"),
        (break_expression, "household_steps.yaml, sl_h_vacated", "else"),
        (break_document, "household_steps.yaml, sl_h_vacated", "smile"),
        (break_fact, "household_steps.yaml, sl_h_demolished", "household.colour"),
        (break_order, "household_steps.yaml, sl_h_demolished", "numbers alone"),
        (break_date, "household_steps.yaml, sl_h_review_requested", "breakfast"),
        (break_field, "household_steps.yaml, sl_h_vacated", "require"),
        (break_twice, "sl_h_vacated", "twice"),
        (break_regime, "household_steps.yaml, sl_h_vacated", "cl_h_listed"),
        (break_level, "project_steps.yaml, sl_audit_published", "all households"),
        (break_unit, "household_steps.yaml, sl_h_review_requested", "moon"),
        (break_state, "lifecycle.yaml", "happy"),
        (break_prohibition, "prohibitions.yaml, sl_p_no_moving_before_compensation", "never"),
        (break_track, "lifecycle.yaml", "appraisal"),
        # What nobody would read is refused in every kind of row, so that no word of a table is without effect.
        (break_right, "rights.yaml, sl_r_participate", "kindly"),
        (break_transition, "lifecycle.yaml, transition listed", "guards"),
        (break_publication, "household_steps.yaml, sl_h_facts_published", "were"),
        (break_parameter, "local_parameters.yaml, survey_publication_days", "least"),
        (break_citation, "household_steps.yaml, sl_h_vacated", "cites nothing"),
        (break_source, "sources.yaml, R590", "of"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_it_refuses_a_wrong_table_with_its_place(change, place, what):
    changed = tables()
    change(changed)
    with pytest.raises(TableError) as error:
        read_procedure(changed)
    assert place in str(error.value)
    assert what in str(error.value)


def test_it_keeps_what_only_a_person_reads():
    rules = PROCEDURE.regimes[Regime.STATE_LAND]
    # The 60 days of reconsideration may be extended by 30 (ARL 62): shown, never counted by itself.
    decided = PROCEDURE.steps["sl_h_reconsideration_decided"].deadline
    assert decided.words["extension"] == {"n": 30, "unit": "calendar_day"}
    assert rules.prohibitions["sl_p_no_supply_cut"].also.article == "43(2)"
    assert rules.rights["litigation_6m"].also.source == "FS2018_1"
    assert PROCEDURE.sources["R590"].in_force.isoformat() == "2011-01-21"
    assert PROCEDURE.steps["cl_pre_announcement"].publish.unit == "working_day"
    assert rules.local_parameters["hearing_notice_days"].examples[0]["value"] == 7
