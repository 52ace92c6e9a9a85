"""Consultations: an agenda from facts, decisions that are orders at once, minutes that lock."""

from __future__ import annotations

from typing import Any

import pytest
from tests.store.script import documents, instant
from tests.store.town import IDS, IN_STATE, STATE, VILLAGE

from plumbline.campaign import ORDER_STATES, make_event

DAY = "2025-11-30T12:00"
"""Before any office has done anything: an agenda is empty then, and the play is short."""


def opened(campaign: Any, on: str = DAY, **changed: Any) -> int:
    campaign.does("吴", "OpenConsultation", on, **{**MEETING, **changed})
    return len(campaign.door.state.office().consultations)


MEETING = {"place": "指挥部会议室", "chair": "office-desk", "present": ["office-desk", "unit-07-head"]}
DECISION = {
    "consultation": 1,
    "matter": "逐户核对附属房",
    "addressee": "unit-07-clerk",
    "due_on": "2025-12-05",
    "standard": "核对表双方签字",
}


def agenda_of(campaign: Any) -> list[dict[str, Any]]:
    """The agenda that the last consultation was opened with."""
    return [e for e, _stamp in campaign.door.events if e.type == "consultation.opened/1"][-1].com["agenda"]


def test_it_gives_a_decision_to_its_owner_in_the_same_command(campaign):
    opened(campaign)
    before = campaign.door.state.next_seq
    campaign.does("吴", "DecideInConsultation", DAY, **DECISION)
    (decided, _), (issued, _) = campaign.door.events[before:]
    assert (decided.type, issued.type) == ("consultation.decided/1", "dispatch.issued/1")
    # The unit is the post's own; nobody types it.
    assert dict(issued.open) == {
        "order": 1, "consultation": 1, "item": 1, "project": "", "unit": "unit-07", "post": "unit-07-clerk", "due_on": "2025-12-05",
    }  # fmt: skip
    assert issued.com["matter"] == decided.com["matter"] == "逐户核对附属房"
    assert campaign.door.state.office().dispatches["1"]["state"] == "issued"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"place": "  "}, "consultation:place"),
        ({"chair": "unit-07-head"}, "consultation:chair"),  # a responsible unit does not chair
        ({"chair": "nobody"}, "consultation:chair"),
        ({"present": []}, "consultation:present"),
        ({"present": ["office-desk", "nobody"]}, "consultation:present"),
        ({"present": ["company-man"]}, "consultation:present"),  # R590 27(3)
        ({"absent": ["office-desk"]}, "consultation:present"),  # present and excused at once
        ({"project": "nowhere"}, "unknown:project"),
    ],
)
def test_it_opens_no_consultation_that_does_not_say_who_and_where(campaign, changed, code):
    assert list(campaign.refusal("吴", "OpenConsultation", DAY, **{**MEETING, **changed})) == [code]


def test_it_lets_the_land_using_company_observe(campaign):
    assert opened(campaign, observers=["company-man"]) == 1


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"matter": " "}, "consultation:words"),
        ({"standard": ""}, "consultation:words"),
        ({"addressee": "company-man"}, "consultation:addressee"),  # the developer moves nobody
        ({"addressee": "wall-screen"}, "consultation:addressee"),
        ({"addressee": "nobody"}, "consultation:addressee"),
        ({"due_on": "2025-11-29"}, "consultation:due"),  # yesterday
        ({"about": [1]}, "consultation:about"),  # the agenda is empty
        ({"consultation": 2}, "consultation:unknown"),
    ],
)
def test_it_takes_no_decision_without_owner_day_and_standard(campaign, changed, code):
    opened(campaign)
    assert list(campaign.refusal("吴", "DecideInConsultation", DAY, **{**DECISION, **changed})) == [code]


def test_it_takes_a_decision_that_is_due_today(campaign):
    opened(campaign)
    campaign.does("吴", "DecideInConsultation", DAY, **{**DECISION, "due_on": "2025-11-30"})


@pytest.mark.parametrize(
    ("field", "words", "end"),
    [
        ("matter", "对未签约户停水停电", "p_no_supply_cut"),
        ("matter", "列出亲属工作单位名单", "p_no_linked_pressure"),
        ("standard", "对方停职后签约", "p_no_linked_pressure"),
        ("matter", "组织人员围堵", "p_no_violence_threat"),
    ],
)
def test_it_passes_on_no_order_that_asks_for_pressure(campaign, field, words, end):
    # T13: refused at creation, for every role, under both regimes of the campaign.
    opened(campaign)
    reasons = campaign.refusal("吴", "DecideInConsultation", DAY, **{**DECISION, field: words})
    assert set(reasons) == {f"sl_{end}:never", f"cl_{end}:never"}
    assert campaign.door.state.office().dispatches == {}


def test_it_asks_only_the_law_of_the_project_that_a_branch_meets_about(campaign):
    opened(campaign, project=VILLAGE)
    reasons = campaign.refusal("吴", "DecideInConsultation", DAY, **{**DECISION, "matter": "断电"})
    assert set(reasons) == {"cl_p_no_supply_cut:never"}


# ---------- minutes ----------
def test_it_locks_the_minutes_when_the_consultation_ends(campaign):
    opened(campaign)
    campaign.does("吴", "CloseConsultation", DAY, consultation=1)
    assert list(campaign.refusal("吴", "DecideInConsultation", DAY, **DECISION)) == ["consultation:locked"]
    assert list(campaign.refusal("吴", "CloseConsultation", DAY, consultation=1)) == ["consultation:locked"]


def test_it_opens_the_newest_again_with_a_reason_until_it_has_a_successor(campaign):
    opened(campaign)
    again = {"consultation": 1, "reason": "漏记一项"}
    assert list(campaign.refusal("吴", "ReopenConsultation", DAY, **again)) == ["consultation:not_closed"]
    campaign.does("吴", "CloseConsultation", DAY, consultation=1)
    silent = campaign.refusal("吴", "ReopenConsultation", DAY, consultation=1, reason=" ")
    assert list(silent) == ["consultation:reason"]
    campaign.does("吴", "ReopenConsultation", DAY, **again)
    campaign.does("吴", "DecideInConsultation", DAY, **DECISION)
    campaign.does("吴", "CloseConsultation", DAY, consultation=1)
    opened(campaign)
    assert list(campaign.refusal("吴", "ReopenConsultation", DAY, **again)) == ["consultation:succeeded"]


def test_it_begins_no_consultation_while_the_one_before_is_open(campaign):
    opened(campaign)
    assert list(campaign.refusal("吴", "OpenConsultation", DAY, **MEETING)) == ["consultation:open"]
    # A branch's consultation is another one: it has its own course.
    assert opened(campaign, project=STATE) == 2


def test_it_is_held_by_the_office_alone(campaign):
    for who in ("方", "石", "余", "卜"):
        assert list(campaign.refusal(who, "OpenConsultation", DAY, **MEETING)) == ["permission:role"]


# ---------- the agenda ----------
def test_it_puts_open_orders_on_the_next_agenda_by_themselves(campaign):
    opened(campaign)
    campaign.does("吴", "DecideInConsultation", DAY, **DECISION)
    campaign.does(
        "吴", "DecideInConsultation", DAY, **{**DECISION, "matter": "补测", "addressee": "surveyor"}
    )
    campaign.does("吴", "WithdrawDispatch", DAY, order=2, reason="并入第一项")
    campaign.does("吴", "CloseConsultation", DAY, consultation=1)
    opened(campaign)
    # The withdrawn one is ended; the open one comes back, by its number.
    assert agenda_of(campaign) == [{"kind": "order", "ref": 1}]
    campaign.does("吴", "DecideInConsultation", DAY, **{**DECISION, "consultation": 2, "about": [1]})


def test_it_prepares_the_agenda_from_promises_questions_and_who_waits_longest(campaign):
    campaign.to_signing()
    promise = {"unit": "unit-07", "project": STATE, "stage": "agreed", "households": 2, "text": "两户签约"}
    campaign.does("方", "GiveCommitment", "2026-04-09T19:00", due_on="2026-04-11", **promise)
    asked = {"kind": "enquiry", "text": "问", "channel": "desk", "household": IDS["李"]}
    campaign.does("程", "ReceiveGrievance", "2026-04-09T19:10", **asked)
    # Nobody signs by the 11th; its close settles the promise as broken.
    opened(campaign, "2026-04-12T10:00")
    items = agenda_of(campaign)
    kinds = [item["kind"] for item in items]
    assert kinds.count("commitment") == kinds.count("grievance") == 1
    waiting = {(i["project"], i["stage"], i["for"]) for i in items if i["kind"] == "waiting"}
    # In 河街 the reports are served and the signing period runs: the sheet and then the signature are next.
    assert (STATE, "valued", "step") in waiting
    assert all("fen" not in item and "days" not in item for item in items), "references, never figures"
    # Once gone through, the broken promise is on no second agenda.
    campaign.does("吴", "CloseConsultation", "2026-04-12T11:00", consultation=1)
    opened(campaign, "2026-04-13T10:00")
    kinds = [item["kind"] for item in agenda_of(campaign)]
    assert (kinds.count("commitment"), kinds.count("grievance")) == (0, 1)


def names_standing(campaign, *places):
    """The last closed day names these places, as the store's close does."""
    found = [{"kind": k, "id": id, "project": STATE, "days": days, "remaining": 3} for k, id, days in places]
    mark = {"open": {"date": "2026-04-11"}, "com": {"account": {"standstills": found}}}
    campaign.door.write((make_event("day.closed/1", **mark),), campaign.now)


def standstills(campaign) -> list[tuple[str, str]]:
    return [(i["place"], i["ref"]) for i in agenda_of(campaign) if i["kind"] == "standstill"]


def test_it_takes_over_what_the_last_sealed_day_named_for_three_days(campaign):
    campaign.to_signing()
    campaign.at("2026-04-12T09:00")
    names_standing(campaign, ("unit", "unit-07", 3), ("block", "south", 2))
    opened(campaign, "2026-04-12T10:00")
    assert standstills(campaign) == [("unit", "unit-07")]


def test_it_names_no_place_where_whoever_is_left_lawfully_waits(campaign):
    # Every title of the southern block is in dispute: nobody there can validly agree (R590 26(1)).
    campaign.to_signing()
    for name in IN_STATE:
        if campaign.of(name).block == "south":
            paper = documents(instant("2026-04-10").date(), "title_extract")
            fact = {"household": IDS[name], "fact": "track.title", "value": "disputed", "evidence": paper}
            campaign.does("勇", "EnterFact", "2026-04-10T09:00", **fact)
    campaign.at("2026-04-12T09:00")
    names_standing(campaign, ("block", "north", 4), ("block", "south", 4))
    opened(campaign, "2026-04-12T10:00")
    assert standstills(campaign) == [("block", "north")]


def test_it_says_that_who_objects_to_the_value_lawfully_waits(campaign):
    campaign.to_signing()
    campaign.step("程", "王", "review_requested", "2026-04-09T18:00", conditions=["value_objected"])
    opened(campaign, "2026-04-12T10:00")
    (item,) = (i for i in agenda_of(campaign) if i["kind"] == "waiting" and i["ref"] == IDS["王"])
    # The appraiser has ten days to answer (M77 21).
    assert (item["for"], item["step"], item["rule"]) == ("objection", "sl_h_review_answered", "M77 21")


def test_it_meets_about_one_project_with_that_projects_items_alone(campaign):
    campaign.to_signing()
    opened(campaign, "2026-04-12T10:00", project=VILLAGE)
    assert {i["project"] for i in agenda_of(campaign) if "project" in i} <= {VILLAGE}


def test_it_has_words_for_every_state_of_an_order():
    assert set(ORDER_STATES) == {"issued", "signed", "answered", "closed", "withdrawn"}
