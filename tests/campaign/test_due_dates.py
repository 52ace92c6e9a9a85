"""Every due date explains itself, and a holiday notice moves what runs in one dated step."""

from __future__ import annotations

from datetime import date, timedelta

from tests.store.town import IDS, STATE, VILLAGE

from plumbline import law
from plumbline.campaign import household_subject, project_subject, rules_of

NOTICE = {
    "year": 2027,
    "notice": "国办发明电〔2026〕1号（虚构）",
    "table": {
        "holidays": [{"from": "2027-01-01", "to": "2027-01-05"}],
        "working_weekends": ["2027-01-09"],
        "statutory_days": ["2027-01-01"],
    },
}


def subjects(campaign):
    for id in (STATE, VILLAGE):
        project = project_subject(campaign.project(id))
        yield project
        for name in IDS:
            if campaign.of(name).project == id:
                yield household_subject(campaign.project(id), campaign.of(name), project)


def test_it_gives_the_same_days_as_the_standing_and_reckons_each(campaign):
    campaign.to_signing()
    campaign.step("程", "李", "review_requested", "2026-04-10", conditions=["value_objected"])
    rules, today = rules_of(campaign.door.state.office()), date(2026, 4, 13)
    seen = 0
    for subject in subjects(campaign):
        standing = law.standing(rules.procedure, rules.calendar, subject, today)
        wanted = [(d.step, d.last.day) for d in standing.deadlines if d.done_on is None]
        wanted += [(r.right, r.last.day) for r in standing.rights]
        told = law.due_dates(rules.procedure, rules.calendar, subject, today)
        assert sorted((due.of, due.last) for due in told) == sorted(wanted)
        for due in told:
            assert due.event.zh, due.of
            assert due.rule, due.of
            if due.unit is law.Unit.WORKING_DAY and due.n is not None:
                # Every day after the event up to the last one is either counted or named as skipped.
                assert (due.last - due.since).days == due.n + len(due.rest_days) + len(due.rolled)
        seen += len(told)
    assert seen > 10


def test_it_moves_an_open_case_over_a_new_holiday_in_one_dated_step(campaign):
    # Information asked for on Monday 21 December 2026, twenty working days: 22 to 25 and 28 to 31 December are eight.
    # While nothing is known of 2027, each day of January may be worked: twelve more end on the 12th, never earlier.
    # The notice rests from the 1st to the 5th and works on Saturday the 9th: 6, 7, 8, 9, 11 to 15, 18, 19, 20 are twelve.
    campaign.at("2026-12-21T09:00")
    ask = {"kind": "information", "text": "要看征收决定", "channel": "letter", "project": STATE}
    campaign.does("程", "ReceiveGrievance", "2026-12-21T10:00", **ask)
    number = max(campaign.door.state.office().grievances, key=int)

    def due() -> str:
        return campaign.door.state.office().grievances[number]["due_on"]

    assert due() == "2027-01-12"
    campaign.does("吴", "EnterCalendarYear", "2026-12-22T10:00", **NOTICE)
    assert due() == "2027-01-20"
    event = campaign.door.events[-1][0]
    assert event.type == "calendar.entered/1"
    assert event.open["moved"] == [{"grievance": int(number), "due_on": "2027-01-20"}]


def test_it_leaves_an_answered_case_where_it_was(campaign):
    campaign.at("2026-12-21T09:00")
    ask = {"kind": "information", "text": "要看征收决定", "channel": "letter", "project": STATE}
    campaign.does("程", "ReceiveGrievance", "2026-12-21T10:00", **ask)
    number = max(campaign.door.state.office().grievances, key=int)
    answer = {"grievance": int(number), "text": "见公告栏", "cites": ["R711 33"]}
    campaign.does("程", "AnswerGrievance", "2026-12-21T11:00", **answer)
    campaign.does("吴", "EnterCalendarYear", "2026-12-22T10:00", **NOTICE)
    assert campaign.door.events[-1][0].open["moved"] == []


def test_it_keeps_no_remainder_anywhere(campaign):
    # A due date follows from its event: asked three days later it is the same day, not three days on.
    campaign.to_signing()
    campaign.step("程", "李", "review_requested", "2026-04-10", conditions=["value_objected"])
    rules = rules_of(campaign.door.state.office())
    project = project_subject(campaign.project(STATE))
    subject = household_subject(campaign.project(STATE), campaign.of("李"), project)
    first = law.due_dates(rules.procedure, rules.calendar, subject, date(2026, 4, 13))
    later = law.due_dates(rules.procedure, rules.calendar, subject, date(2026, 4, 13) + timedelta(days=3))
    assert {(d.of, d.since, d.last) for d in first} <= {(d.of, d.since, d.last) for d in later}
