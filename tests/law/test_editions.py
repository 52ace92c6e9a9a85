"""The law changes by data with a day: an act stands under the law of its day, a period under that of its start."""

from __future__ import annotations

import copy
from datetime import date
from functools import cache

import pytest
from tests.law.rowing import CALENDAR
from tests.law.walking import Walk, day

from plumbline.law import (
    Act,
    ProjectSubject,
    Record,
    TableError,
    condition,
    derived_day,
    forbidden_for_ever,
    judge,
    load_procedure,
    move,
    read_procedure,
    read_table,
    standing,
    standings,
    tracks,
)
from plumbline.law.loading import table_names
from plumbline.terms import Regime

SL = Regime.STATE_LAND
CHANGE = date(2026, 2, 1)
BEFORE, FROM = {"until": date(2026, 1, 31)}, {"from": CHANGE}


@cache
def _tables():
    return {name: read_table(name) for name in table_names()}


def changed(table, id, **fields):
    """The tables with an invented new row beside an old one, from 2026-02-01."""
    tables = copy.deepcopy(_tables())
    rows = tables[table]["steps"]
    at = next(n for n, row in enumerate(rows) if row["id"] == id)
    old = rows[at]
    rows[at : at + 1] = [{**old, "effective": BEFORE}, {**old, **fields, "effective": FROM}]
    return tables


@cache
def longer_comment():
    """45 days of comment instead of 30."""
    id = "sl_plan_published_for_comment"
    old = next(row for row in _tables()["state_land/project_steps"]["steps"] if row["id"] == id)
    return read_procedure(
        changed("state_land/project_steps", id, minimum_period={**old["minimum_period"], "n": 45})
    )


def recording(procedure, published: str, on: str):
    project = ProjectSubject(SL, records={"sl_plan_published_for_comment": Record(day(published))})
    act = Act("sl_comments_recorded", day(on), day(on), frozenset({"comment_register"}))
    return [
        (reason.code.partition(":")[2], reason.earliest)
        for reason in judge(procedure, CALENDAR, project, act)
    ]


WAITS = "elapsed(sl_plan_published_for_comment)"


def test_it_has_one_edition_as_long_as_nothing_changes():
    assert load_procedure().editions is None
    assert load_procedure(date(1999, 1, 1)) is load_procedure() is load_procedure().on(date(2040, 1, 1))


def test_it_keeps_the_law_of_its_first_day_for_a_period_that_had_begun():
    # Published on 2026-01-20 under 30 days: rolled to 02-24 as ever, though 45 days are asked since 02-01.
    law = longer_comment()
    assert recording(law, "2026-01-20", "2026-02-24") == [(WAITS, day("2026-02-25"))]
    assert recording(law, "2026-01-20", "2026-02-25") == []


def test_it_asks_the_new_length_of_a_period_that_begins_under_the_new_law():
    # 2026-02-02 + 45 = Thursday 2026-03-19.
    law = longer_comment()
    assert recording(law, "2026-02-02", "2026-03-19") == [(WAITS, day("2026-03-20"))]
    assert recording(law, "2026-02-02", "2026-03-20") == []
    # On the last day of the old law the old length still holds: 01-31 + 30 = 03-02, a Monday.
    assert recording(law, "2026-01-31", "2026-03-03") == []


def test_it_tells_the_length_that_holds():
    project = ProjectSubject(SL, records={"sl_plan_published_for_comment": Record(day("2026-02-02"))})
    act = Act("sl_comments_recorded", day("2026-03-01"), day("2026-03-01"), frozenset({"comment_register"}))
    assert "45日" in judge(longer_comment(), CALENDAR, project, act)[0].message.zh


def test_it_judges_an_act_by_the_law_of_the_acts_day():
    # From 2026-02-01 an invented paper more is asked of the survey.
    law = read_procedure(
        changed("state_land/project_steps", "sl_survey", evidence=["survey_sheet", "basis_file"])
    )
    papers = frozenset(document for document in law.documents if document != "basis_file")
    codes = {}
    for on in ("2026-01-31", "2026-02-01"):
        # Entered in March: what counts is the day on which it was done.
        act = Act("sl_survey", day(on), day("2026-03-09"), papers)
        codes[on] = [
            reason.code.partition(":")[2] for reason in judge(law, CALENDAR, ProjectSubject(SL), act)
        ]
    assert "evidence(basis_file)" not in codes["2026-01-31"]
    assert "evidence(basis_file)" in codes["2026-02-01"]


def test_it_gives_the_same_answers_whichever_edition_is_handed_in():
    law = longer_comment()
    walk = Walk(SL).records("sl_plan_published_for_comment", "2026-01-20")
    for on in (day("2026-01-25"), day("2026-02-25")):
        told = [
            standing(edition, CALENDAR, walk.project, on) for edition in (law.on(date.min), law.on(CHANGE))
        ]
        assert told[0] == told[1]


def test_it_follows_a_household_by_the_law_of_the_day():
    # A condition may have versions: from 02-01 an invented law lets one open objection pass.
    tables = copy.deepcopy(_tables())
    rows = tables["conditions"]["conditions"]
    old = rows["no_open_fact_objection"]
    new = {**old, "check": "household.open_fact_objections <= 1"}
    rows["no_open_fact_objection"] = {"versions": [{**old, "effective": BEFORE}, {**new, "effective": FROM}]}
    law, walk = read_procedure(tables), Walk(SL).knows(household__open_fact_objections=1)
    asked = [
        condition(law, CALENDAR, walk.household, "no_open_fact_objection", on)
        for on in (BEFORE["until"], CHANGE)
    ]
    assert asked == [False, True]
    assert move(law, CALENDAR, walk.household, None, CHANGE) is None
    assert tracks(law, CALENDAR, walk.household, CHANGE) == tracks(
        law, CALENDAR, walk.household, BEFORE["until"]
    )
    assert derived_day(law, CALENDAR, walk.household, "sl_h_handed_over.moved_on", CHANGE) is None


def test_it_keeps_a_deadline_that_had_begun():
    # An invented law gives the institution 5 days for the review instead of 10; asked on 01-29 it has until 02-08.
    deadline = {"n": 5, "unit": "calendar_day", "counted_from": "sl_h_review_requested", "binds": "authority"}
    cited = {"source": "M77", "article": "21"}
    law = read_procedure(
        changed("state_land/household_steps", "sl_h_review_answered", deadline={**deadline, **cited})
    )
    for asked, last in (("2026-01-29", "2026-02-08"), ("2026-02-02", "2026-02-07")):
        walk = Walk(SL).records("sl_h_report_served", "2026-01-20").records("sl_h_review_requested", asked)
        told = standing(law, CALENDAR, walk.household, day("2026-02-05"))
        assert [d.last.day for d in told.deadlines if d.step == "sl_h_review_answered"] == [day(last)]
        assert list(standings(law, CALENDAR, [walk.household] * 2, day("2026-02-05"))) == [told, told]


@pytest.mark.parametrize(
    ("effective", "what"),
    [
        ({"from": "soon"}, "no period of days"),
        ({"from": date(2026, 2, 1), "until": date(2026, 1, 1)}, "no period of days"),
        ({"since": date(2026, 2, 1)}, "no period of days"),
        (date(2026, 2, 1), "no period of days"),
    ],
)
def test_it_refuses_what_is_no_period_of_days(effective, what):
    tables = copy.deepcopy(_tables())
    tables["state_land/project_steps"]["steps"][0]["effective"] = effective
    with pytest.raises(TableError, match=what):
        read_procedure(tables)


def test_it_refuses_two_rows_of_one_id_that_stand_on_one_day():
    tables = changed("state_land/project_steps", "sl_survey")
    rows = tables["state_land/project_steps"]["steps"]
    next(row for row in rows if row.get("effective") == FROM)["effective"] = {"from": date(2026, 1, 31)}
    with pytest.raises(TableError, match="comes twice"):
        read_procedure(tables)
    rows = copy.deepcopy(_tables())
    old = rows["conditions"]["conditions"]["major_decision"]
    rows["conditions"]["conditions"]["major_decision"] = {"versions": [{**old, "effective": FROM}, old]}
    with pytest.raises(TableError, match="two versions"):
        read_procedure(rows)


def test_it_refuses_an_edition_that_names_a_row_already_gone():
    # Every edition is read and checked at once: a law that could only fail in the future fails today.
    tables = copy.deepcopy(_tables())
    rows = tables["state_land/project_steps"]["steps"]
    next(row for row in rows if row["id"] == "sl_survey")["effective"] = {"until": date(2030, 12, 31)}
    with pytest.raises(TableError, match="sl_survey"):
        read_procedure(tables)


def renumbered(tables, table, id):
    """The same row under an invented article from 2026-02-01."""
    rows = tables[f"state_land/{table}"][table]
    at = next(n for n, row in enumerate(rows) if row["id"] == id)
    later = {**rows[at], "article": "77(7)", "effective": FROM}
    rows[at : at + 1] = [{**rows[at], "effective": BEFORE}, later]


def test_it_cites_the_article_of_the_law_under_which_the_period_began():
    # An invented law asks 45 days under another article; who is held by the old 30 days is told the old article.
    id = "sl_plan_published_for_comment"
    old = next(row for row in _tables()["state_land/project_steps"]["steps"] if row["id"] == id)
    tables = changed("state_land/project_steps", id, minimum_period={**old["minimum_period"], "n": 45})
    renumbered(tables, "prohibitions", "sl_p_no_decision_before_30_days")
    law = read_procedure(tables)
    act = Act("sl_comments_recorded", day("2026-02-20"), day("2026-02-20"), frozenset({"comment_register"}))
    for published, rule, days in (("2026-01-20", "R590 10(2)", "30日"), ("2026-02-02", "R590 77(7)", "45日")):
        project = ProjectSubject(SL, records={id: Record(day(published))})
        reason = judge(law, CALENDAR, project, act)[0]
        assert (reason.rule, days in reason.message.zh) == (rule, True)
        waiting = {row.step: row.reasons for row in standing(law, CALENDAR, project, act.on).waiting}
        assert waiting[act.step][0].rule == rule


def test_it_cites_a_right_and_a_prohibition_by_the_law_of_their_day():
    tables = copy.deepcopy(_tables())
    renumbered(tables, "rights", "appraisal_review_request")
    renumbered(tables, "prohibitions", "sl_p_no_supply_cut")
    law = read_procedure(tables)
    refused = [
        forbidden_for_ever(law, SL, "sl_p_no_supply_cut", "停电", on=on).rule
        for on in (BEFORE["until"], CHANGE)
    ]
    assert refused == ["R590 27(3), 31", "R590 77(7)"]
    for served, rule in (("2026-01-25", "M77 20-21"), ("2026-02-02", "M77 77(7)")):
        walk = Walk(SL).records("sl_h_report_served", served)
        running = standing(law, CALENDAR, walk.household, day("2026-02-03")).rights
        assert [right.rule for right in running if right.right == "appraisal_review_request"] == [rule]
