"""What no entry in a file may do: each is refused with the law's own prohibition, whoever gives it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.store.script import documents
from tests.store.town import FACTS, IDS, STATE, VILLAGE, entry

ZHANG, TANG_LI = {"household": IDS["张"]}, {"household": IDS["塘李"]}
FORM = documents(date(2026, 4, 9), "choice_form")
SHEET = documents(date(2026, 4, 9), "survey_sheet")
FOUND = documents(date(2026, 4, 9), "unregistered_determination")
OWNER = {"person_id": "p1", "role": "owner", "name": "张桂英"}
AGENT = {"person_id": "p2", "role": "agent", "name": "王代理"}
NEW = {**entry("张"), "household_id": "河街-0099"}


def account(holder: str) -> dict[str, str]:
    return {"holder": holder, "bank": "示例农商行"}


def register(project: str, facts: dict) -> dict:
    row = {**NEW, "block": "north" if project == STATE else "group-1", "facts": facts}
    return {"project": project, "sha256": "b" * 64, "file_name": "册.xlsx", "rows": 1, "entries": [row]}


PRICE, RULING = "buildings[b1].assessed_price_fen_per_m2", "buildings[b1].ruling"
EMPLOYED = {**FACTS["张"], "household": {**FACTS["张"]["household"], "relatives_employer": "县医院"}}

# Who, which command with which fields, the code and the article of the refusal.
FORBIDDEN = [
    ("程", "RecordPersons", {**ZHANG, "persons": [OWNER], "account": account("用地公司")}, "sl_p_no_diversion:never", "R590 33"),
    ("吴", "RecordPersons", {**ZHANG, "persons": [OWNER, AGENT], "account": account("王代理")}, "sl_p_no_diversion:never", "R590 33"),
    ("吴", "RecordPersons", {**TANG_LI, "persons": [OWNER], "account": account("塘头村委会")}, "cl_p_no_diversion:never", "LAM 49(2), 80"),
    ("陈", "CorrectFacts", {**ZHANG, "changes": {PRICE: 1}, "reason": "复测"}, "sl_p_no_appraiser_interference:never", "R590 20(2)"),
    ("吴", "CorrectFacts", {**ZHANG, "changes": {"buildings[b1].business": {"shop_price_fen_per_m2": 1}}, "reason": "复测"}, "sl_p_no_appraiser_interference:never", "R590 20(2)"),
    ("吴", "CorrectFacts", {**ZHANG, "changes": {RULING: "illegal"}, "reason": "违建"}, "sl_p_illegal_building_not_a_shortcut:never", "R590 24(2)"),
    ("吴", "CorrectFacts", {**ZHANG, "changes": {"buildings[b1].registered": False}, "reason": "违建"}, "sl_p_illegal_building_not_a_shortcut:never", "R590 24(2)"),
    ("吴", "CorrectFacts", {**ZHANG, "changes": {"household.relatives_employer": "县医院"}, "reason": "了解"}, "sl_p_no_linked_pressure:never", "GBD2010_15"),
    ("吴", "ImportRegister", register(STATE, EMPLOYED), "sl_p_no_linked_pressure:never", "GBD2010_15"),
    ("吴", "ImportRegister", register(VILLAGE, {**FACTS["塘李"], "亲属单位": "县医院"}), "cl_p_no_linked_pressure:never", "GBD2010_15"),
    ("勇", "RecordChoice", {**TANG_LI, "choices": {"mode": "none"}, "evidence": FORM}, "cl_p_living_standard:never", "LAM 48(1)"),
    ("勇", "SignAgreement", {**TANG_LI, "moving_end": "2026-08-01", "conditions": []}, "cl_p_collective_cannot_decide_individual_home:never", "LAMR 32(2)"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "command", "fields", "code", "rule"),
    FORBIDDEN,
    ids=[f"{f[1]}-{n}" for n, f in enumerate(FORBIDDEN)],
)
def test_it_refuses_with_the_prohibition(campaign, who, command, fields, code, rule):
    campaign.at("2026-04-09T08:30")
    reasons = campaign.refusal(who, command, "2026-04-09T09:00", **fields)
    assert reasons[code].rule == rule, reasons


def test_it_pays_whoever_is_entitled_among_the_persons(campaign):
    campaign.at("2026-04-09T08:30")
    heir = {"person_id": "p2", "role": "heir", "name": "张小英"}
    campaign.does("程", "RecordPersons", **ZHANG, persons=[OWNER, heir], account=account("张小英"))
    assert campaign.of("张").pay_to["holder"] == "张小英"


def test_it_takes_a_building_found_unlawful_by_the_determination_that_was_served(campaign):
    campaign.at("2026-04-09T08:30")
    changes = {"changes": {RULING: "illegal"}, "reason": "认定书"}
    campaign.does("吴", "CorrectFacts", **ZHANG, **changes, evidence=FOUND)
    assert campaign.of("张").facts["buildings"][0]["ruling"] == "illegal"


def test_it_takes_a_building_that_the_survey_finds_and_that_stands_in_no_register(campaign):
    campaign.at("2026-04-09T08:30")
    surveyed = campaign.of("张").facts["buildings"]
    shed = {**surveyed[0], "building_id": "b9", "registered": False}
    for _twice in range(2):  # the whole list said again turns nothing into an unlawful building
        changes = {"buildings": [*surveyed, shed]}
        campaign.does("陈", "CorrectFacts", **ZHANG, changes=changes, reason="补登附房", evidence=SHEET)
    assert [b["registered"] for b in campaign.of("张").facts["buildings"]][-1] is False


def test_it_corrects_what_the_plan_or_the_file_knows_and_nothing_else(campaign):
    campaign.at("2026-04-09T08:30")
    campaign.does(
        "陈",
        "CorrectFacts",
        **ZHANG,
        changes={"buildings[b1].clear_height_m": "2.80"},
        reason="复测",
        evidence=SHEET,
    )
    reasons = campaign.refusal(
        "陈", "CorrectFacts", **ZHANG, changes={"household.mood": "坚决"}, reason="走访", evidence=SHEET
    )
    assert reasons["correction:path"].fact == "household.mood"


@pytest.mark.parametrize(
    "command",
    ["GiveCommitment", "AssignDuties", "AnswerGrievance", "ReviewLate", "RecordPersons", "CorrectFacts"],
)
def test_it_takes_no_act_from_a_register_that_somebody_of_today_answers_for(campaign, command):
    campaign.at("2026-04-09T08:30")
    past = {**register(STATE, FACTS["张"])}
    past["entries"] = [{**past["entries"][0], "history": [{"command": command}]}]
    assert "import:act" in campaign.refusal("吴", "ImportRegister", "2026-04-09T09:00", **past)


def test_it_orders_the_months_in_transition_only_once_they_have_begun(campaign):
    campaign.signs("杨", "2026-04-10")
    reasons = campaign.refusal("赵", "OrderPayment", "2026-04-11", household=IDS["杨"], clauses=["A16"])
    assert {reason.rule for code, reason in reasons.items() if code.startswith("sl_h_transition_paid:")} == {
        "R590 22"
    }
