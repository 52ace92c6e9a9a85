"""Supervision: rules propose, a named person decides, no rung is reached before the one below has run its course."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.campaign.supervised import KEY_DAY, PAPER, WORDS, concluded, opening, overdue, reminded, rung_of
from tests.store.town import DESCRIPTION, IDS, STATE

from plumbline.campaign import (
    ANOTHER_ORGANS,
    BREACH_RULES,
    OUTCOMES,
    RUNGS,
    breach_of,
    breaches,
    least_answer_days,
    rules_of,
)
from plumbline.campaign.office import Office


def proposals(campaign, on: str):
    office = campaign.door.state.office()
    return breaches(campaign.door.state, rules_of(office), date.fromisoformat(on))


# ---------- what the rules find ----------
def test_it_proposes_a_grievance_on_the_day_after_its_answer_was_due(campaign):
    overdue(campaign)
    assert proposals(campaign, "2025-12-08") == ()
    (found,) = proposals(campaign, "2025-12-09")
    assert (found.rule, found.unit, found.post) == ("grievance", "office", "office-desk")
    assert found.since == date(2025, 12, 9)
    assert found.records == (int(found.key.partition(":")[2]),)
    # What was asked, and by whom, is no fact of the unit's failing.
    assert "过渡费" not in str(found)


def test_it_proposes_nothing_once_the_answer_is_given(campaign):
    breach = overdue(campaign)
    answer = {"grievance": int(breach.partition(":")[2]), "text": "见第十六条", "cites": ["A16"]}
    campaign.does("吴", "AnswerGrievance", "2025-12-10T09:00", **answer)
    assert proposals(campaign, "2025-12-10") == ()


def test_it_proposes_an_order_that_its_owner_left_lying(campaign):
    meeting = {"place": "会议室", "chair": "office-desk", "present": ["office-desk"]}
    campaign.does("吴", "OpenConsultation", "2025-12-01T09:00", **meeting)
    campaign.does(
        "吴", "DecideInConsultation", "2025-12-01T09:30", consultation=1, matter="补测", standard="双方签字",
        addressee="unit-07-clerk", due_on="2025-12-03",
    )  # fmt: skip
    assert proposals(campaign, "2025-12-03") == ()
    (found,) = proposals(campaign, "2025-12-04")
    assert (found.key, found.unit, found.post) == ("order:1", "unit-07", "unit-07-clerk")


def test_it_proposes_a_broken_promise_and_a_late_answer_to_an_objection(campaign):
    campaign.to_signing()
    promise = {"unit": "unit-07", "project": STATE, "stage": "agreed", "households": 2, "text": "两户签约"}
    campaign.does("方", "GiveCommitment", "2026-04-09T19:00", due_on="2026-04-11", **promise)
    campaign.step("程", "王", "review_requested", "2026-04-09T20:00", conditions=["value_objected"])
    campaign.at("2026-04-20T09:00")
    # The review is owed within ten days of the request (M77 21): the 19th, so the 20th is late.
    keys = {b.key.partition(":")[0]: b for b in proposals(campaign, "2026-04-20")}
    assert set(keys) == {"commitment", "household_step"}
    assert keys["household_step"].source == "M77 21"
    assert {b.key for b in proposals(campaign, "2026-04-19")} == {keys["commitment"].key}  # its last day
    office = campaign.door.state.office()
    for one in keys.values():
        assert breach_of(campaign.door.state, rules_of(office), date(2026, 4, 20), one.key) == one
    assert keys["commitment"].facts[1].value.zh == "2", "households promised"


def test_it_proposes_a_unit_that_a_sealed_account_names_as_still_for_a_week(campaign):
    campaign.to_signing()
    # 杨, 钱 and 吕 are unit-08's in 河街: their agreements could be signed, so somebody's step is due.
    assert standing_still(campaign.door, days=6) == []
    (found,) = standing_still(campaign.door, days=7)
    # 7 days with the 20th: no step since the 14th; a week later, on the 21st, it is one.
    assert found.since == date(2026, 4, 21)
    assert found.facts[2].value.zh == "0", "of these lawfully waiting"


def test_it_proposes_no_unit_whose_households_all_lawfully_wait(campaign):
    campaign.to_signing()
    door = campaign.door.copy()
    state = door.state
    for household_id in state.household_ids(STATE):
        household = state.household(household_id)
        state.put(replace(household, law={**household.law, "track.title": "disputed"}))
    assert standing_still(door, days=7) == []


def standing_still(door, *, days: int):
    """What is proposed where the account of 20 April names unit 08 as without a step for so many days."""
    state = door.copy().state
    place = {"kind": "unit", "id": "unit-08", "project": STATE, "remaining": 3, "days": days}
    state.put(replace(state.office(), still={"day": "2026-04-20", "places": [place]}))
    found = breaches(state, rules_of(state.office()), date(2026, 4, 21))
    return [breach for breach in found if breach.rule == "standstill"]


def test_it_has_words_for_every_rule_rung_and_outcome():
    for words in (*BREACH_RULES.values(), *RUNGS.values(), *OUTCOMES.values()):
        assert words.zh, words
        assert words.en, words
    assert set(RUNGS) >= ANOTHER_ORGANS


# ---------- decisions ----------
def test_it_dismisses_a_proposal_with_its_reason_for_good(campaign):
    breach = overdue(campaign)
    silent = campaign.refusal("石", "DismissBreach", KEY_DAY, breach=breach, reasons=" ")
    assert list(silent) == ["rung:reasons"]
    campaign.does("石", "DismissBreach", KEY_DAY, breach=breach, reasons="已口头答复，记录待补")
    assert list(campaign.refusal("石", "OpenRung", KEY_DAY, **opening(breach))) == ["supervision:dismissed"]
    again = campaign.refusal("石", "DismissBreach", KEY_DAY, breach=breach, reasons="再次")
    assert list(again) == ["supervision:dismissed"]


def test_it_keeps_the_computed_facts_with_the_decision(campaign):
    breach = overdue(campaign)
    campaign.does("石", "OpenRung", KEY_DAY, **opening(breach))
    event = campaign.door.events[-1][0]
    assert dict(event.open) == {"matter": 1, "rung": "reminder", "sealed": "2025-12-08"}
    assert [f["value_zh"] for f in event.com["facts"]][1:] == ["2025-12-01", "2025-12-08", "至今未答复"]
    assert event.com["by_person"] == "shi"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"breach": "grievance:999"}, "supervision:breach"),
        ({"breach": "mood:1"}, "supervision:breach"),
        ({"reasons": ""}, "rung:reasons"),
        ({"demand": " "}, "rung:demand"),
        ({"addressee": "unit-07"}, "rung:addressee"),  # another unit's failing is not unit-07's
        ({"addressee": "nobody"}, "rung:addressee"),
        ({"addressee": ""}, "rung:addressee"),
        ({"rung": "formal_talk"}, "rung:early"),
        ({"rung": "referral", "organ": "纪委", "evidence": [PAPER]}, "rung:early"),
        ({"rung": "threat"}, "rung:early"),
        ({"answer_days": 2}, "rung:answer_days"),
        ({"answer_days": 31}, "rung:answer_days"),
        ({"new_due": "2025-12-08"}, "rung:new_due"),
        ({"scope": ["unit-07"]}, "rung:scope"),  # a reminder is published nowhere
        ({"reasons": "住户无理取闹"}, "rung:resident"),
        ({"demand": "做好钉子户工作"}, "rung:resident"),
    ],
)  # fmt: skip
def test_it_opens_no_rung_without_fact_addressee_reason_and_turn(campaign, changed, code):
    breach = overdue(campaign)
    assert list(campaign.refusal("石", "OpenRung", KEY_DAY, **{**opening(breach), **changed})) == [code]


def test_it_is_never_about_a_resident(campaign):
    campaign.to_signing()
    asked = {"kind": "enquiry", "text": "问", "channel": "desk", "household": IDS["张"]}
    campaign.does("程", "ReceiveGrievance", "2026-04-09T19:10", **asked)
    breach = f"grievance:{list(campaign.door.state.office().grievances)[-1]}"
    right = {**opening(breach), "addressee": "unit-07-clerk"}
    for changed in ({"addressee": IDS["张"]}, {"reasons": f"请催促{IDS['张']}户尽快签约"}):
        reasons = campaign.refusal("石", "OpenRung", "2026-04-17T10:00", **{**right, **changed})
        assert list(reasons) == ["rung:resident"]
    pressing = campaign.refusal("石", "OpenRung", "2026-04-17T10:00", **{**right, "demand": "停水停电"})
    assert set(pressing) == {"sl_p_no_supply_cut:never", "cl_p_no_supply_cut:never"}
    campaign.does("石", "OpenRung", "2026-04-17T10:00", **right)


def test_it_lets_the_campaigns_rule_give_more_time_and_never_less():
    said = {**DESCRIPTION, "supervision": {"answer_days": {"formal_talk": 5, "circular": 1}}}
    office = Office(description=said)
    days = {rung: least_answer_days(office, rung) for rung in ("reminder", "circular", "formal_talk")}
    assert days == {"reminder": 3, "circular": 3, "formal_talk": 5}


# ---------- reminders are a budget ----------
def test_it_reminds_a_person_once_a_day(campaign):
    first, second = overdue(campaign), overdue(campaign, "2025-12-01T09:30")
    campaign.does("石", "OpenRung", KEY_DAY, **opening(first))
    late_in_day = "2025-12-09T17:29"
    assert list(campaign.refusal("石", "OpenRung", late_in_day, **opening(second))) == ["reminder:budget"]
    assert list(campaign.refusal("石", "RemindOfRung", late_in_day, matter=1)) == ["reminder:budget"]
    campaign.does("石", "RemindOfRung", "2025-12-10T09:00", matter=1)


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        ("2025-12-09T08:29", "reminder:hours"),
        ("2025-12-09T08:30", ""),
        ("2025-12-09T17:29", ""),
        ("2025-12-09T17:30", "reminder:hours"),
        ("2025-12-13T10:00", "reminder:hours"),  # a Saturday
    ],
)
def test_it_reminds_in_working_hours_alone(campaign, moment, code):
    breach = overdue(campaign)
    if code:
        assert list(campaign.refusal("石", "OpenRung", moment, **opening(breach))) == [code]
    else:
        campaign.does("石", "OpenRung", moment, **opening(breach))


def test_it_reminds_nobody_who_has_signed_for_it(campaign):
    reminded(campaign)
    assert list(campaign.refusal("石", "RemindOfRung", "2025-12-10T09:00", matter=1)) == ["rung:state"]


# ---------- delivery and the right to answer ----------
def test_it_is_delivered_by_the_addressees_signature_or_with_a_receipt(campaign):
    breach = overdue(campaign)
    campaign.does("石", "OpenRung", KEY_DAY, **opening(breach))
    for who, code in (("方", "rung:addressee"), ("石", "rung:evidence")):
        assert list(campaign.refusal(who, "DeliverRung", "2025-12-09T11:00", matter=1)) == [code]
    campaign.does("石", "DeliverRung", "2025-12-09T11:00", matter=1, evidence=[PAPER])
    assert rung_of(campaign)["delivered"] == "2025-12-09"


def test_it_counts_the_answer_from_the_entry_of_the_delivery_not_from_an_earlier_day(campaign):
    breach = overdue(campaign)
    campaign.does("石", "OpenRung", KEY_DAY, **opening(breach))
    campaign.does(
        "石", "DeliverRung", "2025-12-09T12:00", entered="2025-12-11T09:00", matter=1, evidence=[PAPER]
    )
    # Entered on Thursday the 11th: Friday, Monday, Tuesday the 16th; it can be concluded from the 17th.
    early = campaign.refusal("石", "ConcludeRung", "2025-12-16T17:00", matter=1, outcome="unanswered", reasons="无")  # fmt: skip
    assert early["rung:answer_period"].earliest == date(2025, 12, 17)
    concluded(campaign, "2025-12-17T09:00")


def test_it_lets_the_addressee_answer_and_accepts_its_reason_at_once(campaign):
    breach = reminded(campaign)
    wrong = campaign.refusal("方", "AnswerRung", "2025-12-10T09:00", matter=1, text="代答")
    assert list(wrong) == ["rung:addressee"]
    assert list(campaign.refusal("吴", "AnswerRung", "2025-12-10T09:00", matter=1, text="")) == ["rung:text"]
    campaign.does("吴", "AnswerRung", "2025-12-10T09:00", matter=1, text="等待方案修订，明日答复")
    concluded(campaign, "2025-12-10T15:00", "accepted")
    assert campaign.door.state.office().matters["1"]["ended"] == "accepted"
    reasons = campaign.refusal("石", "OpenRung", "2025-12-30T10:00", **opening(breach, "circular"))
    assert list(reasons) == ["rung:early"]


def test_it_refuses_a_reason_only_when_the_time_to_add_to_it_is_over(campaign):
    reminded(campaign)
    campaign.does("吴", "AnswerRung", "2025-12-10T09:00", matter=1, text="人手不足")
    last_day = {"matter": 1, "outcome": "not_accepted", "reasons": "人手不足不是不答复的理由"}
    # Signed for on Tuesday the 9th: Wednesday, Thursday, Friday the 12th are its three working days.
    early = campaign.refusal("石", "ConcludeRung", "2025-12-12T17:00", **last_day)
    assert early["rung:answer_period"].earliest == date(2025, 12, 13)
    campaign.does("吴", "AnswerRung", "2025-12-12T17:10", matter=1, text="另附排班表")
    campaign.does("石", "ConcludeRung", "2025-12-13T09:00", **last_day)


@pytest.mark.parametrize(
    ("outcome", "answered", "code"),
    [
        ("accepted", False, "rung:outcome"),  # there is no reason that could be accepted
        ("not_accepted", False, "rung:outcome"),
        ("unanswered", True, "rung:outcome"),  # there is an answer on the file
        ("guilty", True, "rung:outcome"),
    ],
)
def test_it_concludes_what_is_on_the_file(campaign, outcome, answered, code):
    reminded(campaign)
    if answered:
        campaign.does("吴", "AnswerRung", "2025-12-10T09:00", matter=1, text="已联系当事人")
    end = {"matter": 1, "outcome": outcome, "reasons": "结论"}
    assert list(campaign.refusal("石", "ConcludeRung", "2025-12-15T09:00", **end)) == [code]


# ---------- the order of the rungs ----------
def test_it_climbs_only_after_delivery_answer_period_and_conclusion(campaign):
    breach = overdue(campaign)
    campaign.does("石", "OpenRung", KEY_DAY, **opening(breach))
    above = opening(breach, "circular", addressee="office")
    # Delivered on the 9th at the soonest, its three working days end on the 12th: not before the 13th.
    undelivered = campaign.refusal("石", "OpenRung", "2025-12-09T10:30", **above)
    assert undelivered["rung:early"].earliest == date(2025, 12, 13)
    campaign.does("吴", "DeliverRung", "2025-12-10T11:00", matter=1)
    # Wednesday the 10th: Thursday, Friday, Monday the 15th.
    running = campaign.refusal("石", "OpenRung", "2025-12-15T10:00", **above)
    assert running["rung:early"].earliest == date(2025, 12, 16)
    unconcluded = campaign.refusal("石", "OpenRung", "2025-12-16T10:00", **above)
    assert "尚未作出结论" in unconcluded["rung:early"].message.zh
    concluded(campaign, "2025-12-16T11:00")
    skipping = campaign.refusal("石", "OpenRung", "2025-12-16T12:00", **opening(breach, "formal_talk"))
    assert list(skipping) == ["rung:early"]
    campaign.does("石", "OpenRung", "2025-12-16T12:00", **above)
    assert rung_of(campaign)["rung"] == "circular"


def test_it_climbs_no_further_once_the_breach_is_cured(campaign):
    breach = reminded(campaign)
    concluded(campaign, "2025-12-15T09:00")
    answer = {"grievance": int(breach.partition(":")[2]), "text": "见第十六条", "cites": ["A16"]}
    campaign.does("吴", "AnswerGrievance", "2025-12-15T10:00", **answer)
    reasons = campaign.refusal("石", "OpenRung", "2025-12-15T11:00", **opening(breach, "circular"))
    assert list(reasons) == ["supervision:breach"]
    campaign.does("石", "EndMatter", "2025-12-15T12:00", matter=1, reasons="已答复")


def test_it_leaves_the_last_two_rungs_to_another_organ(campaign):
    breach = reminded(campaign)
    day = date(2025, 12, 15)
    concluded(campaign, f"{day}T09:00")
    for rung in ("circular", "formal_talk", "accountability", "referral"):
        fields = opening(breach, rung)
        if rung in ANOTHER_ORGANS:
            bare = {**PAPER, "sha256": ""}
            lacking = campaign.refusal("石", "OpenRung", f"{day}T10:00", **{**fields, "evidence": [bare]})
            assert set(lacking) == {"rung:organ", "rung:evidence"}
            fields |= {"organ": "市纪委监委（示例）", "evidence": [PAPER]}
        campaign.does("石", "OpenRung", f"{day}T10:00", **fields)
        campaign.does("吴", "DeliverRung", f"{day}T11:00", matter=1)
        day += timedelta(days=7)
        if rung != "referral":
            concluded(campaign, f"{day}T09:00")
    verdict = {"matter": 1, "outcome": "unanswered", "reasons": "处分"}
    assert list(campaign.refusal("石", "ConcludeRung", f"{day}T09:00", **verdict)) == ["rung:another_organ"]
    receipt = {"matter": 1, "receiver": "受理岗", "number": "收〔2026〕3号"}
    assert list(campaign.refusal("石", "RecordRungReceipt", f"{day}T10:00", **receipt)) == ["rung:receipt"]
    campaign.does("石", "RecordRungReceipt", f"{day}T10:00", **receipt, evidence=[PAPER])
    nothing_above = campaign.refusal("石", "OpenRung", f"{day}T11:00", **opening(breach, "referral", organ="x", evidence=[PAPER]))  # fmt: skip
    assert list(nothing_above) == ["rung:early"]
    campaign.does("石", "EndMatter", f"{day}T12:00", matter=1, reasons="已移交并取得回执")


def test_it_names_a_unit_in_public_by_sealed_days_alone(campaign):
    breach = overdue(campaign)
    # On the 9th the account of the 8th is the last sealed one; the breach is of the 9th.
    reasons = campaign.refusal("石", "OpenRung", KEY_DAY, **opening(breach, "circular"))
    assert set(reasons) == {"rung:early", "rung:sealed"}
    assert reasons["rung:sealed"].earliest == date(2025, 12, 10)


# ---------- withdrawal, correction, end ----------
def test_it_publishes_withdrawal_and_correction_as_widely_as_the_paper(campaign):
    breach = reminded(campaign)
    concluded(campaign, "2025-12-15T09:00")
    scope = ["unit-07", "unit-08"]
    campaign.does("石", "OpenRung", "2025-12-15T10:00", **opening(breach, "circular", scope=scope))
    right = {"matter": 1, "wrong": "两次询问", "right": "一次询问", "reasons": "记录核对有误"}
    campaign.does("石", "CorrectRung", "2025-12-15T11:00", **right)
    campaign.does("石", "WithdrawRung", "2025-12-15T12:00", matter=1, reasons="送错单位")
    (corrected, _), (withdrawn, _) = campaign.door.events[-2:]
    assert corrected.com["scope"] == withdrawn.com["scope"] == scope
    # The reminder below stands concluded; the public notice may be opened anew.
    campaign.does("石", "OpenRung", "2025-12-16T10:00", **opening(breach, "circular"))


def test_it_withdraws_corrects_and_ends_with_reasons_alone(campaign):
    reminded(campaign)
    day = "2025-12-10T09:00"
    assert list(campaign.refusal("石", "WithdrawRung", day, matter=1, reasons="")) == ["rung:reasons"]
    wordless = {"matter": 1, "wrong": "", "right": "新", "reasons": "更正"}
    assert list(campaign.refusal("石", "CorrectRung", day, **wordless)) == ["rung:words"]
    assert list(campaign.refusal("石", "EndMatter", day, matter=1, reasons="算了")) == ["rung:state"]
    assert list(campaign.refusal("石", "EndMatter", day, matter=2, reasons="算了")) == ["rung:unknown"]
    assert list(campaign.refusal("石", "RecordRungReceipt", day, matter=1, receiver="甲", number="1", evidence=[PAPER])) == ["rung:receipt"]  # fmt: skip
    campaign.does("石", "WithdrawRung", day, matter=1, reasons="事实有误")
    assert list(campaign.refusal("吴", "AnswerRung", day, matter=1, text="申辩")) == ["rung:state"]


def test_it_is_decided_by_supervisors_of_another_unit_alone(campaign):
    breach = overdue(campaign)
    for who in ("吴", "方", "余"):
        assert list(campaign.refusal(who, "OpenRung", KEY_DAY, **opening(breach))) == ["permission:role"]
        refused = campaign.refusal(who, "DismissBreach", KEY_DAY, breach=breach, reasons=WORDS["reasons"])
        assert list(refused) == ["permission:role"]


def test_it_takes_no_act_before_the_one_that_it_follows(campaign):
    reminded(campaign)
    early = campaign.refusal("吴", "AnswerRung", "2025-12-08T09:00", entered="2025-12-09T12:00", matter=1, text="早")  # fmt: skip
    assert list(early) == ["rung:before"]
