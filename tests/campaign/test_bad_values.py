"""Commands that make no sense are refused with their place and remedy; none of them ends the program."""

from __future__ import annotations

from datetime import date

import pytest
from tests.store.script import documents
from tests.store.town import BLOCKS, FACTS, IDS, STATE, STATE_POLICY, entry, policy_text

ZHANG = {"household": IDS["张"]}
RIVER = {"project": STATE}
FORM = documents(date(2026, 4, 9), "choice_form")
PAPERS = [{"document": "survey_photos", "number": str(n), "on": "2026-04-09"} for n in range(61)]
REGISTER = {"project": STATE, "sha256": "b" * 64, "file_name": "手写.json", "rows": 1}
ROW = {**entry("张"), "household_id": "河街-0099"}
NESTED: dict[str, object] = {}
for _ in range(40):
    NESTED = {"x": NESTED}

# Who, which command with which fields, the code of the refusal, what is wrong with it.
SENSELESS = [
    ("吴", "SealPolicy", {"text": policy_text(STATE_POLICY), "projects": ["nowhere"]}, "policy:project"),  # no such project
    ("吴", "SealPolicy", {"text": "方案", "projects": [STATE]}, "policy:shape"),  # no policy file
    ("吴", "RecordStep", {**ZHANG, "step": "sl_survey"}, "sl_survey:level"),  # a step of the project
    ("吴", "RecordStep", {**ZHANG, "step": "cl_h_surveyed"}, "cl_h_surveyed:unknown"),  # of the other regime
    ("吴", "RecordProjectStep", {**RIVER, "step": "sl_h_surveyed"}, "sl_h_surveyed:level"),  # a household's step
    ("吴", "RecordProjectStep", {**RIVER, "step": ""}, ":unknown"),
    ("吴", "EnterDate", {**ZHANG, "name": "sl_legality_review.submitted"}, "sl_legality_review:level"),
    ("吴", "EnterProjectDate", {**RIVER, "name": "sl_h_agreement_signed.moving_end"}, "sl_h_agreement_signed:level"),
    ("吴", "EnterFact", {**ZHANG, "fact": "household.wealth", "value": 1}, "household.wealth:unknown"),
    ("吴", "EnterProjectFact", {**RIVER, "fact": "project.policy_total", "value": 1}, "project.policy_total:derived"),
    ("吴", "EnterProjectFact", {**RIVER, "fact": "project.funds_available", "value": 10**30}, "command:value"),  # beyond the ledger
    ("吴", "CorrectFacts", {**ZHANG, "changes": {}, "reason": "复测"}, "correction:empty"),
    ("吴", "CorrectFacts", {**ZHANG, "changes": {"household.sole_home": True}, "reason": " "}, "correction:empty"),  # no reason
    ("吴", "CorrectFacts", {**ZHANG, "changes": {"buildings": 5}, "reason": "复测"}, "correction:value"),
    ("吴", "CorrectFacts", {**ZHANG, "changes": {"buildings[b1].area": "一百"}, "reason": "复测"}, "correction:value"),
    ("吴", "CorrectFacts", {**ZHANG, "changes": {"buildings[b1].area": "-5"}, "reason": "复测"}, "correction:value"),
    ("吴", "CorrectFacts", {**ZHANG, "changes": {"buildings[b9].area": "5"}, "reason": "复测"}, "correction:path"),  # no such building
    ("吴", "CorrectFacts", {**ZHANG, "changes": {"choices.mode": "swap"}, "reason": "复测"}, "correction:path"),  # no surveyed fact
    ("吴", "CorrectFacts", {**ZHANG, "changes": {"奖励": 5}, "reason": "复测"}, "correction:path"),
    ("程", "RecordChoice", {**ZHANG, "choices": {"mode": ["cash"]}, "evidence": FORM}, "choice:mode"),
    ("程", "RecordChoice", {**ZHANG, "choices": {"mode": "cash", "x": NESTED}, "evidence": FORM}, "command:value"),  # nested without end
    ("顾", "RecordAppraisedValues", {**ZHANG, "prices": {"b1": 0}}, "values:buildings"),
    ("顾", "RecordAppraisedValues", {**ZHANG, "prices": {"b1": 1, "b2": 1}}, "values:buildings"),  # no second building
    ("顾", "RecordAppraisedValues", {**ZHANG, "prices": {"b1": 1}, "shop_prices": {"b1": -4}}, "values:buildings"),
    ("孙", "RecordPayment", {**ZHANG, "order": "河街-0001/1"}, "payment:order"),  # nothing was ordered
    ("孙", "ReceiveStatement", {"sha256": "a", "file_name": "对账单", "lines": [{"fen": "十万"}]}, "statement:line"),
    ("吴", "ImportRegister", {**REGISTER, "entries": [{}]}, "import:row"),
    ("吴", "ImportRegister", {**REGISTER, "entries": [{**ROW, "household_id": ""}]}, "import:row"),
    ("吴", "ImportRegister", {**REGISTER, "entries": [{**ROW, "kind": "ghost"}]}, "import:row"),
    ("吴", "ImportRegister", {**REGISTER, "entries": [{**ROW, "facts": 5}]}, "import:row"),
    ("吴", "ImportRegister", {**REGISTER, "entries": [{**ROW, "facts": {"buildings": [{"area": "1"}]}}]}, "import:row"),
    ("吴", "ImportRegister", {**REGISTER, "entries": [{**ROW, "history": [5]}]}, "import:row"),
    ("吴", "ImportRegister", {**REGISTER, "entries": [{**ROW, "history": [{"command": "OpenCampaign"}]}]}, "import:act"),
    ("吴", "ImportRegister", {**REGISTER, "entries": [{**ROW, "block": "west"}]}, "import:block"),
    ("吴", "ImportRegister", {**REGISTER, "entries": [ROW, ROW]}, "import:duplicate"),  # twice in the file
    ("吴", "ImportRegister", {**REGISTER, "entries": [entry("张")]}, "import:duplicate"),  # in the books already
    ("吴", "ImportMap", {**RIVER, "sha256": "a", "features": [{}]}, "map:feature"),
    ("吴", "ImportMap", {**RIVER, "sha256": "a", "features": [{"id": "F-1", "layer": "building"}] * 2}, "map:feature"),
    ("吴", "EstimateCosts", {**RIVER, "prices": {"*": {"residence": -5}}}, "estimate:R07"),
    ("吴", "AssignDuties", {**ZHANG, "unit": "unit-99", "posts": {}, "reason": "x"}, "duties:unit"),
    ("吴", "AssignDuties", {**ZHANG, "unit": "unit-07", "posts": {"签约": "x"}, "reason": "x"}, "duties:signing"),
    ("方", "GiveCommitment", {"unit": "unit-07", **RIVER, "stage": "agreed", "households": 99, "due_on": "2026-05-01", "text": "全签"}, "commitment:terms"),  # it answers for four
    ("方", "GiveCommitment", {"unit": "unit-07", **RIVER, "stage": "agreed", "households": 1, "due_on": "2026-04-09", "text": "今天"}, "commitment:terms"),  # a day after today
    ("方", "GiveCommitment", {"unit": "unit-08", **RIVER, "stage": "agreed", "households": 1, "due_on": "2026-05-01", "text": "代诺"}, "commitment:unit"),  # for another unit
    ("余", "ReviewLate", {"proposal": 7, "accept": True, "note": ""}, "late:unknown"),
    ("程", "AnswerGrievance", {"grievance": 7, "text": "x", "cites": []}, "grievance:unknown"),
    ("程", "ReceiveGrievance", {"kind": "threat", "text": "x", "channel": "desk", **ZHANG}, "grievance:kind"),
    ("程", "ReceiveGrievance", {"kind": "enquiry", "text": "长" * 4001, "channel": "desk"}, "command:value"),
    ("程", "ReceiveGrievance", {"kind": "enquiry", "text": "\x00", "channel": "desk"}, "command:value"),
    ("程", "ReceiveGrievance", {"kind": "enquiry", "text": "\ud800", "channel": "desk"}, "command:value"),  # half a character
    ("程", "RecordStep", {**ZHANG, "step": "sl_h_vacated", "evidence": PAPERS}, "command:value"),  # 61 papers
    ("吴", "RecordProjectStep", {**RIVER, "step": "sl_demolition_filed", "evidence": PAPERS[:21]}, "command:value"),  # 21 published ones
    ("吴", "EnterCalendarYear", {"year": 2027, "notice": "n", "table": {"holidays": 5}}, "calendar:table"),
    ("吴", "EnterCalendarYear", {"year": 2026, "notice": "n", "table": {"holidays": [], "working_weekends": [], "statutory_days": []}}, "calendar:entered"),  # would take rest days away
    ("吴", "MakePlan", {"day": "2026-04-09", "finish": None, "bound": None, "overdue": 0, "dates": {"河街-0099": {}}, "impossible": {}}, "plan:household"),
    ("吴", "MakePlan", {"day": "2026-04-09", "finish": None, "bound": None, "overdue": 0, "dates": {IDS["张"]: 5}, "impossible": {}}, "plan:household"),
    ("程", "SignAgreement", {**ZHANG, "moving_end": "2026-06-01", "instalments": ["1/0"]}, "agreement:instalments"),
    ("程", "SignAgreement", {**ZHANG, "moving_end": "2026-06-01", "instalments": ["3/2", "-1/2"]}, "agreement:instalments"),
    ("程", "SignAgreement", {**ZHANG, "moving_end": "2026-06-01", "instalments": ["1/2"]}, "agreement:instalments"),  # half is missing
    ("吴", "OpenCampaign", {"description": {}}, "campaign:already_open"),
    ("程", "RecordStep", {"household": "河街-9999", "step": "sl_h_vacated"}, "unknown:household"),
    ("吴", "RecordProjectStep", {"project": "nowhere", "step": "sl_survey"}, "unknown:project"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "command", "fields", "code"), SENSELESS, ids=[f"{c}-{k}" for _w, c, _f, k in SENSELESS]
)
def test_it_refuses_what_makes_no_sense(campaign, who, command, fields, code):
    campaign.to_signing()
    before = campaign.door.events
    reasons = campaign.refusal(who, command, "2026-04-09T19:00", **fields)
    assert code in reasons
    assert campaign.door.events == before


@pytest.mark.parametrize(
    ("fact", "value", "instead"),
    [
        ("choice", "money", "RecordChoice"),  # else the law would read money and the policy exchange
        ("policy_computed", True, "ComputeSums"),
        ("agreement.state", "in_force", "SignAgreement"),  # an agreement without its sums
        ("track.grievance", "answered", "AnswerGrievance"),  # would hide an open one
        ("household.moving_fee_paid", True, "RecordPayment"),
    ],
)
def test_it_lets_nobody_type_what_a_command_of_its_own_concludes(campaign, fact, value, instead):
    campaign.to_signing()
    papers = documents(date(2026, 4, 9), "choice_form", "computation_sheet", "agreement", "authorisation")
    reasons = campaign.refusal("程", "EnterFact", **ZHANG, fact=fact, value=value, evidence=papers)
    assert list(reasons) == [f"{fact}:own_command"]
    assert instead in reasons[f"{fact}:own_command"].remedy.en


@pytest.mark.parametrize("step", ["agreement_signed", "money_paid", "deposited", "transition_paid", "listed"])
def test_it_records_no_reserved_step_by_the_plain_command(campaign, step):
    campaign.to_signing()
    reasons = (
        campaign.step_refusal("程", "张", step, "2026-04-10")
        if step != "money_paid"
        else campaign.step_refusal("孙", "张", step, "2026-04-10")
    )
    assert list(reasons) in ([f"sl_h_{step}:own_command"], ["permission:role"])


def test_it_takes_a_building_by_its_chinese_name(campaign):
    campaign.to_signing()
    facts = {**FACTS["王"], "buildings": [{**FACTS["王"]["buildings"][0], "building_id": "主房"}]}
    row = {**entry("王"), "household_id": "河街-0077", "facts": facts, "block": BLOCKS["王"]}
    campaign.does("吴", "ImportRegister", "2026-04-09T19:00", **{**REGISTER, "entries": [row]})
    campaign.does(
        "顾", "RecordAppraisedValues", "2026-04-09T20:00", household="河街-0077", prices={"主房": 320_000}
    )
    # Unsigned, so without rewards: 304,000.00 + moving 1,500.00 (at least) + transition 1,425.00 × 6 = 314,050.00.
    assert campaign.door.state.household("河街-0077").policy_total_fen == 31_405_000
