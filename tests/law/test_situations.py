"""Many households asked at once: word for word what each would be told alone, at any day, in any company."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law.rowing import CALENDAR, ON, REGIMES, Case, all_checks
from tests.law.walking import day, state_land_negotiating

from plumbline.law import HouseholdSubject, load_procedure, standing, standings
from plumbline.terms import Regime

PROCEDURE = load_procedure()


def _households() -> dict[Regime, list[HouseholdSubject]]:
    """The households of all golden cases, by regime."""
    found: dict[Regime, list[HouseholdSubject]] = {regime: [] for regime in Regime}
    for check in all_checks():
        case = Case(check.opened).but(check.words.get("by", {}))
        law = case.words.get("law") or check.words.get("step", check.row)[:2]
        if law in REGIMES:
            found[REGIMES[law]].append(case.household(REGIMES[law]))
    return found


HOUSEHOLDS = _households()
SUMS = ("household.due_before_moving", "household.paid_before_moving", "household.open_amount")


@st.composite
def companies(draw: st.DrawFn) -> list[HouseholdSubject]:
    """Households of one project, some with days moved and sums of their own."""
    known = HOUSEHOLDS[draw(st.sampled_from(Regime))]
    project = draw(st.sampled_from(known)).project
    company = []
    for one in draw(st.lists(st.sampled_from(known), min_size=2, max_size=10)):
        moved = timedelta(days=draw(st.integers(-20, 20)))
        sums = draw(st.dictionaries(st.sampled_from(SUMS), st.integers(0, 3)))
        records = {step: replace(record, on=record.on + moved) for step, record in one.records.items()}
        company.append(replace(one, project=project, records=records, facts={**one.facts, **sums}))
    return company


@settings(max_examples=60, deadline=None)
@given(companies(), st.integers(-40, 150))
def test_it_says_of_many_what_it_says_of_each(company, later):
    now = ON + timedelta(days=later)
    assert list(standings(PROCEDURE, CALENDAR, company, now)) == [
        standing(PROCEDURE, CALENDAR, one, now) for one in company
    ]


def test_it_writes_each_households_own_sums_into_a_shared_refusal():
    one = state_land_negotiating().household
    # Both are offered money and lack it: the same situation, 1,000.00 and 2,000.00 yuan apart.
    facts = {"choice": "money", "agreement.state": "in_force", "household.due_before_moving": 100_000}
    poor = replace(one, facts={**one.facts, **facts})
    rich = replace(one, facts={**poor.facts, "household.due_before_moving": 200_000})
    told = list(standings(PROCEDURE, CALENDAR, [poor, rich, poor], day("2026-04-01")))
    said = ["".join(reason.fact for row in found.waiting for reason in row.reasons) for found in told]
    assert "1,000.00元" in said[0]
    assert "2,000.00元" in said[1]
    assert said[0] == said[2] != said[1]
    assert told[0] == standing(PROCEDURE, CALENDAR, poor, day("2026-04-01"))


def test_it_reads_the_rows_of_an_answer_like_any_sequence():
    one = state_land_negotiating().household
    rows = next(standings(PROCEDURE, CALENDAR, [one], day("2026-04-01"))).waiting
    alone = standing(PROCEDURE, CALENDAR, one, day("2026-04-01")).waiting
    assert (len(rows), rows[0], rows[1:3], tuple(rows)) == (len(alone), alone[0], alone[1:3], alone)
    assert (hash(rows), repr(rows)) == (hash(alone), repr(alone))


def test_it_asks_projects_among_households():
    walk = state_land_negotiating()
    asked = [walk.project, walk.household]
    found = list(standings(PROCEDURE, CALENDAR, asked, day("2026-04-01")))
    assert found == [standing(PROCEDURE, CALENDAR, one, day("2026-04-01")) for one in asked]
