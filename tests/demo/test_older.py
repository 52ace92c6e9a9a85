"""Two older projects hold what forty days cannot: every path of the lifecycle, by lawful acts at their own dates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.demo.older_books import Books

from plumbline.demo.older import build_older, older_history, older_register
from plumbline.demo.older_ways import Way
from plumbline.demo.policies import STATE_POLICY, VILLAGE_POLICY, older_policy, policy_text
from plumbline.law import load_calendar, load_procedure, standing
from plumbline.policy import parse_policy
from plumbline.terms import Refused, Regime

pytestmark = pytest.mark.long

PROCEDURE, CALENDAR = load_procedure(), load_calendar()
TODAY = date(2026, 5, 6)

# Household → its path by the tables' name (or ours, where the tables name none), its state, and steps that show it.
STATE_PATHS = {
    "老粮库-0001": ("money_agreement", "closed", "agreement_signed money_paid vacated demolished"),
    "老粮库-0003": ("exchange_agreement", "closed", "exchange_secured vacated exchange_delivered"),
    "老粮库-0004": ("expert_opinion", "closed", "review_requested expert_opinion agreement_signed"),
    "老粮库-0005": ("decision_accepted", "closed", "decision_served money_paid vacated"),
    "老粮库-0006": ("decision_contested_lost", "closed", "suit_filed judgment_final demand_served court_granted enforced"),
    "老粮库-0007": ("reconsideration_upheld", "closed", "reconsideration_decided demand_served vacated"),
    "老粮库-0008": ("decision_contested_won", "decision_served", "compensation_decision deposited"),
    "老粮库-0009": ("agreement_not_performed", "closed", "performance_demanded performance_decision court_granted enforced"),
    "老粮库-0010": ("owner_unknown", "closed", "deposited demand_served court_granted enforced"),
    "老粮库-0011": ("settled_after_decision", "closed", "decision_requested agreement_signed money_paid vacated"),
    "老粮库-0012": ("suit_open", "decision_served", "deposited suit_filed"),
    "老粮库-0016": ("review_then_decision", "closed", "review_answered compensation_decision vacated"),
    "老粮库-0017": ("court_refused", "decision_requested", "decision_requested"),
    "老粮库-0018": ("moved_after_ruling", "closed", "court_granted vacated"),
    "老粮库-0019": ("withdrawn", "withdrawn", "report_served"),
    "老粮库-0020": ("reconsideration_open", "decision_served", "deposited reconsideration_filed"),
}  # fmt: skip
VILLAGE_PATHS = {
    "老砖厂-0001": ("agreement", "closed", "agreement_signed resettlement_secured vacated resettled"),
    "老砖厂-0003": ("agreement", "closed", "agreement_signed money_paid vacated demolished"),
    "老砖厂-0004": ("agreement", "closed", "resettlement_secured vacated resettled"),
    "老砖厂-0005": ("title_disputed", "compensated", "title_dispute_sent decision_served deposited"),
    "老砖厂-0006": ("decision_accepted", "closed", "decision_made decision_served money_paid vacated"),
    "老砖厂-0007": ("decision_contested", "closed", "handover_order demand_served court_granted enforced"),
    "老砖厂-0008": ("agreement_not_performed", "closed", "performance_decision handover_order court_granted enforced"),
    "老砖厂-0009": ("order_obeyed", "closed", "handover_order vacated"),
}  # fmt: skip
PATHS = STATE_PATHS | VILLAGE_PATHS
LIVE_THERE = ("老粮库-0008", "老粮库-0012", "老粮库-0017", "老粮库-0020")


@pytest.mark.parametrize("household", PATHS)
def test_it_has_a_household_on_every_path(books, older, household):
    path, state, endings = PATHS[household]
    found = books.household(household)
    prefix = "sl_h_" if household in STATE_PATHS else "cl_h_"
    assert older.paths[household] == path
    assert found.state == state
    assert {prefix + ending for ending in endings.split()} <= found.records.keys()


@pytest.mark.parametrize(
    ("regime", "paths"), [("state_land", STATE_PATHS), ("collective_land", VILLAGE_PATHS)]
)
def test_it_misses_no_path_that_the_tables_name(regime, paths):
    named = set(PROCEDURE.regimes[Regime(regime)].lifecycle.paths)
    assert named <= {path for path, _state, _endings in paths.values()}


def test_it_closes_every_file_but_those_that_wait_by_law(books, older):
    open_files = {
        h.id for h in older.households if books.household(h.id).state not in ("closed", "withdrawn")
    }
    assert open_files == {*LIVE_THERE, "老砖厂-0005"}


def test_it_explains_every_file(books, older):
    for household in older.households:
        found = standing(PROCEDURE, CALENDAR, books.subject(household.id), TODAY)
        done = {step for step, _on in found.done}
        waiting = {row.step for row in found.waiting}
        elsewhere = {row.step for row in found.not_applicable}
        # Every step of the household's own stands in exactly one place, and what waits says for what.
        prefix = "sl_h_" if household.regime is Regime.STATE_LAND else "cl_h_"
        steps = {id for id in PROCEDURE.steps if id.startswith(prefix)}
        assert done | set(found.open) | waiting | elsewhere >= steps, household.id
        assert all(row.reasons for row in found.waiting), household.id
        # Nothing that is still to be done is late; what was done late (two dwellings) stays in the file as such.
        assert not {b.step for b in found.breaches if b.done_on is None} & set(found.open), household.id


def test_it_keeps_the_breach_of_a_dwelling_that_came_late(books):
    found = standing(PROCEDURE, CALENDAR, books.subject("老粮库-0003"), TODAY)
    (late,) = [b for b in found.breaches if b.step == "sl_h_exchange_delivered"]
    # Twelve months from moving out on 7 April 2025.
    assert (late.last.nominal, late.done_on) == (date(2026, 4, 7), date(2026, 4, 28))


@pytest.mark.parametrize("household", LIVE_THERE)
def test_it_lets_nobody_be_pressed_to_move_while_a_remedy_is_open(books, household):
    subject = books.subject(household)
    found = standing(PROCEDURE, CALENDAR, subject, TODAY)
    assert not {"sl_h_demand_served", "sl_h_court_applied", "sl_h_enforced"} & set(found.open)
    assert not {"sl_h_vacated", "sl_h_enforced", "sl_h_handed_over"} & subject.records.keys()


@pytest.mark.parametrize(
    "household", ["老粮库-0006", "老粮库-0009", "老粮库-0010", "老砖厂-0007", "老砖厂-0008"]
)
def test_it_records_an_execution_by_day_on_a_working_day_after_the_ruling(books, household):
    found = books.household(household)
    prefix = "sl_h_" if household in STATE_PATHS else "cl_h_"
    on, ruled = (date.fromisoformat(found.records[prefix + s]["on"]) for s in ("enforced", "court_granted"))
    assert ruled < on
    assert CALENDAR.is_working_day(on)
    assert (found.law["household.execution_starts"], found.law["household.execution_ends"]) == (900, 1600)


def test_it_doubles_the_allowance_of_a_dwelling_that_came_late(books):
    found = books.household("老粮库-0003")
    month = found.advance["A16"]
    # Moved out 7 April 2025, delivered 28 April 2026: twelve months and 21 days, which count as a month (over
    # fifteen days). Twelve months singly, one doubled, three for fitting out: 12 + 2 + 3.
    assert found.booked["A16"] == 17 * month
    assert found.settled == found.booked
    # Two amounts were ordered before: the money of the agreement, and one month ahead of moving.
    first, second, *rest = found.orders.values()
    assert second["lines"] == [{"clause": "A16", "fen": month}]
    assert "A16" not in {line["clause"] for line in first["lines"]}
    assert len(rest) == 6  # the reward of moving, four quarters, and the end


def test_it_gives_the_quashed_decision_no_effect_and_the_new_one_its_own_day(books):
    found = books.household("老粮库-0008")
    assert found.records["sl_h_compensation_decision"]["on"] == "2025-12-29"
    assert not {"sl_h_suit_filed", "sl_h_judgment_final"} & found.records.keys()
    # Nothing was given before the new decision was served: compensated from the deposit under it.
    assert found.compensated_on == "2026-01-07"


def test_it_counts_nothing_as_given_once_the_court_has_refused(books):
    found = books.household("老粮库-0017")
    assert (found.stage, found.decision, found.compensated_on) == ("decided", {}, "")
    assert sum(found.settled.values()) == sum(found.deposited.values()) > 0  # set off by the next decision


def test_it_pays_an_unknown_owner_by_deposit_alone(books):
    found = books.household("老粮库-0010")
    assert [order["deposit"] for order in found.orders.values()] == [True]
    assert found.names == ("权利人不明（登记人下落不明）",)


def test_it_makes_nobody_the_hand_that_approved_or_paid_in_the_past(books, older):
    # The office brought the vouchers in; another hand looked at the whole. Neither approved nor paid.
    assert not [h.id for h in older.households if books.household(h.id).hands]


def test_it_leaves_nothing_unpaid(books, older):
    paid_more = {"老粮库-0017"}  # its decision fell
    for household in older.households:
        unpaid = books.household(household.id).unpaid
        assert not unpaid or household.id in paid_more, (household.id, unpaid)


# ---------- the calendar ----------
def test_it_does_everything_on_working_days(older):
    acts = [act for project in older.projects for act in older_history(older, project)]
    acts += [act for way in older.ways.values() for act in way.acts]
    days = {act.done_on for act in acts}
    assert not sorted(day for day in days if not CALENDAR.is_working_day(day))
    assert max(days) < date(2026, 5, 1)


def shifted(older, household: str, step: str, on: str):
    """The older projects with one act of one household on another day."""
    way = older.ways[household]
    acts = [replace(a, done_on=date.fromisoformat(on)) if a.step == step else a for a in way.acts]
    return replace(older, ways={**older.ways, household: Way(way.prefix, acts, way.signed_on)})


@pytest.mark.parametrize(
    ("household", "step", "too_early", "reason"),
    [
        # The order of 2 July may be sued for six months: 2 January 2026 is a holiday, Sunday the 4th a working day.
        ("老砖厂-0007", "cl_h_demand_served", "2026-01-04", "cl_h_demand_served:order_remedies_lapsed"),
        # Ten working days from the announcement of 15 May end on the 29th.
        (
            "老砖厂-0006",
            "cl_h_decision_made",
            "2025-05-29",
            "cl_h_decision_made:elapsed(cl_taking_announced)",
        ),
    ],
)
def test_it_is_refused_whole_a_day_too_early(older, household, step, too_early, reason):
    books = Books()
    books.seals(older)
    refused = books.takes_in(shifted(older, household, step, too_early), "laozhuanchang")
    assert isinstance(refused, Refused)
    assert refused.reasons[0].code == reason
    assert f"户 {household}" in refused.reasons[0].message.zh
    assert books.door.state.household(household) is None


def test_it_writes_the_same_registers_every_time(older, description):
    again = build_older(description)
    for project in older.projects:
        assert older_register(older, project.id) == older_register(again, project.id)


@pytest.mark.parametrize(
    ("regime", "id", "first", "shipped"),
    [
        ("state_land", "state-renewal-2025", "2025-03-20", STATE_POLICY),
        ("collective_land", "collective-land-2025", "2025-03-03", VILLAGE_POLICY),
    ],
)
def test_it_seals_a_whole_plan_of_its_own_a_year_earlier(older, regime, id, first, shipped):
    text = older_policy(Regime(regime))
    plan, example = parse_policy(text, id), parse_policy(policy_text(shipped, improved=False), shipped)
    assert {project.policy for project in older.projects if project.regime == regime} == {id}
    assert [version.start.date().isoformat() for version in plan.versions] == [first]
    assert "约定过渡期: {is: 12 月" in text  # as the local parameter of 老粮库 says
    # The same clauses in the same order: nothing was left out on the way back.
    assert list(plan.clauses) == list(example.clauses)
