"""Who may do what: a cell of the table for every command, denied unless it stands there."""

from __future__ import annotations

from datetime import date

import pytest
from tests.store.script import documents, instant
from tests.store.town import DESCRIPTION, IDS, POSTS, STATE

from plumbline.campaign import COMMAND_ROLES, COMMANDS, ROLES, Context, Post, may, rules_of
from plumbline.campaign.deciding.draft import Draft
from plumbline.campaign.deciding.imports import duties_of
from plumbline.campaign.permissions import four_hands

AT = instant("2026-04-10")
OFFICE_ONLY = {
    "SealPolicy", "EnterCalendarYear", "SetLocalParameter", "RecordProjectStep", "EnterProjectDate", "EnterProjectFact",
    "ImportRegister", "ImportMap", "ReviseSums", "MakePlan",
}  # fmt: skip


def post(role: str, *, unit: str = "unit-07", projects: tuple[str, ...] = ()) -> Post:
    return Post("p", unit, "岗", "post", role, "someone", "2025-01-01", "2026-12-31", projects)


def denied(command: str, role: str, **more) -> list[str]:
    return [r.code for r in may(command, Context(AT, "someone", post(role)), **more)]


def test_it_has_a_row_for_every_command_and_no_other():
    assert COMMAND_ROLES.keys() == COMMANDS.keys()
    assert set().union(*COMMAND_ROLES.values()) <= ROLES


@pytest.mark.parametrize("role", sorted(ROLES))
def test_it_denies_a_role_everything_that_the_table_does_not_give_it(role):
    for command, roles in COMMAND_ROLES.items():
        assert (denied(command, role) == []) is (role in roles), command


@pytest.mark.parametrize(
    "role", ["wall", "commander", "lead_leader", "group_leader", "construction_unit", "legal_reviewer"]
)
def test_it_lets_lookers_on_and_the_land_using_company_change_nothing(role):
    # The wall only shows, leaders only see, the company takes no part in moving people (R590 27(3)).
    assert [c for c in COMMANDS if denied(c, role) == []] == []


def test_it_keeps_the_statute_and_the_rules_with_the_office():
    for command in OFFICE_ONLY:
        assert COMMAND_ROLES[command] == {"office"}, command


def test_it_denies_what_no_table_names():
    assert denied("DestroyEverything", "office") == ["permission:role"]


def test_it_gives_nobody_the_opening_of_a_campaign():
    assert COMMAND_ROLES["OpenCampaign"] == frozenset()


def test_it_lets_the_appraiser_alone_value_and_the_accountant_alone_pay():
    assert COMMAND_ROLES["RecordAppraisedValues"] == {"appraiser"}
    assert COMMAND_ROLES["RecordPayment"] == COMMAND_ROLES["ReceiveStatement"] == {"accountant"}
    assert COMMAND_ROLES["ReviewLate"] == {"reviewer"}


@pytest.mark.parametrize(
    ("step", "role", "open_to_it"),
    [
        ("sl_h_facts_settled", "unit_clerk", False),  # who surveys does not settle
        ("sl_h_facts_settled", "reviewer", True),
        ("sl_h_inspected", "office", False),  # only the appraiser inspects
        ("sl_h_inspected", "appraiser", True),
        ("sl_h_money_paid", "office", False),
        ("sl_h_vacated", "unit_clerk", True),
        ("sl_h_vacated", "accountant", True),
        ("sl_h_demolished", "demolition_contractor", True),
        ("cl_h_facts_confirmed", "surveyor", False),
    ],
)
def test_it_knows_who_records_which_step(step, role, open_to_it):
    assert (denied("RecordStep", role, step=step) == []) is open_to_it


# ---------- in the campaign ----------
def test_it_keeps_a_unit_to_its_own_households(campaign):
    campaign.to_signing()
    # 程 is of unit-07, which answers for 河街 north; 杨 is in the south, unit-08's.
    theirs = campaign.refusal(
        "程", "ReceiveGrievance", "2026-04-10", kind="enquiry", text="问", channel="desk", household=IDS["杨"]
    )
    assert list(theirs) == ["permission:unit"]
    campaign.does(
        "程", "ReceiveGrievance", "2026-04-10", kind="enquiry", text="问", channel="desk", household=IDS["张"]
    )
    head = campaign.refusal(
        "方", "AssignDuties", "2026-04-10", household=IDS["杨"], unit="unit-07", posts={}, reason="抢户"
    )
    assert list(head) == ["permission:unit"]


def test_it_moves_a_household_with_its_duties_to_the_new_unit(campaign):
    campaign.to_signing()
    posts = dict.fromkeys(campaign.of("杨").duties, "unit-07-clerk")
    campaign.does(
        "吴", "AssignDuties", "2026-04-10", household=IDS["杨"], unit="unit-07", posts=posts, reason="调整"
    )
    ask = {"kind": "enquiry", "text": "问", "channel": "desk", "household": IDS["杨"]}
    campaign.does("程", "ReceiveGrievance", "2026-04-10", **ask)
    assert list(campaign.refusal("勇", "ReceiveGrievance", "2026-04-10", **ask)) == ["permission:unit"]


def test_it_gives_each_household_five_duties_of_one_unit_from_the_day_it_is_listed(campaign):
    campaign.to_signing()
    for name in IDS:
        duties = campaign.of(name).duties
        assert sorted(duties) == ["appraisal", "demolition", "settling", "signing", "vacating"]
        assert len({d["unit"] for d in duties.values()}) == 1
        assert all(d["post"] for d in duties.values())


def test_it_begins_no_duty_before_its_post_is_held(campaign):
    # The unit's clerk holds the post from 2025-10-01 on; a household whose past is taken in was listed before.
    campaign.to_signing()
    household = campaign.of("杨")
    state = campaign.door.state
    draft = Draft.on(state, Context(AT, "someone", None), rules_of(state.office()))
    for listed, since in (("2025-09-30", "2025-10-01"), ("2025-10-02", "2025-10-02")):
        given = duties_of(draft, household.project, household.block, date.fromisoformat(listed))
        assert {duty["since"] for duty in given.values()} == {since}


def test_it_keeps_the_appraiser_to_the_project_of_the_contract(campaign):
    campaign.to_signing()
    reasons = campaign.refusal(
        "顾", "RecordAppraisedValues", "2026-04-10", household=IDS["塘张"], prices={"b1": 1}
    )
    assert list(reasons) == ["permission:project"]


def test_it_knows_no_post_out_of_its_term(campaign):
    # 周 held a post until 31 December.
    campaign.until("sl_plan_published_for_comment")
    ask = {"kind": "enquiry", "text": "问", "channel": "desk", "household": IDS["张"]}
    campaign.does("周", "ReceiveGrievance", "2025-12-31T17:00", **ask)
    assert list(campaign.refusal("周", "ReceiveGrievance", "2026-01-01T09:00", **ask)) == ["permission:post"]


def test_it_knows_no_stranger_and_no_post_of_another(campaign):
    campaign.to_signing()
    ask = {"kind": "enquiry", "text": "问", "channel": "desk", "household": IDS["张"]}
    assert list(campaign.refusal("nobody", "ReceiveGrievance", "2026-04-10", **ask)) == ["permission:post"]
    assert list(campaign.refusal("程", "ReceiveGrievance", "2026-04-10", post="office-desk", **ask)) == [
        "permission:post"
    ]


def test_it_asks_who_holds_several_posts_in_which_one_he_acts(campaign):
    campaign.to_signing()
    ask = {"kind": "enquiry", "text": "问", "channel": "desk", "household": IDS["张"]}
    assert list(campaign.refusal("多", "ReceiveGrievance", "2026-04-10", **ask)) == ["permission:post"]
    campaign.does("多", "ReceiveGrievance", "2026-04-10", post="many-reviewer", **ask)


def test_it_lets_nobody_be_the_system(campaign):
    campaign.to_signing()
    reasons = campaign.refusal(
        "system",
        "SetLocalParameter",
        "2026-04-10",
        project=STATE,
        name="hearing_notice_days",
        value=9,
        document="d",
    )
    assert "permission:post" in reasons


# ---------- four hands ----------
def test_it_names_the_hand_that_was_already_his():
    from plumbline.campaign import Household

    household = Household("h", STATE, "north", "household", "state_land", hands={"survey": "someone"})
    context = Context(AT, "someone", post("reviewer"))
    assert [r.code for r in four_hands(household, context, "review")] == ["four_hands:review"]
    assert four_hands(household, context, "survey") == ()


def test_it_asks_four_people_to_survey_settle_approve_and_pay(campaign):
    # 多 holds a post for each of the four; at one household he may be one hand only.
    campaign.without("sl_h_facts_settled", name="张").until("sl_plan_drafted")
    campaign.does(
        "多",
        "RecordStep",
        "2025-12-20T15:00",
        post="many-reviewer",
        **campaign._step("张", "facts_settled", "2025-12-20", {}),
    )
    assert campaign.of("张").hands == {"survey": "chen", "review": "duo"}


def test_it_refuses_the_surveyor_who_settles(campaign):
    campaign.without("sl_h_surveyed", "sl_h_facts_published", "sl_h_facts_settled", name="王").until(
        "sl_plan_drafted"
    )
    campaign.does(
        "多",
        "RecordStep",
        "2025-12-20T12:00",
        post="many-surveyor",
        **campaign._step("王", "surveyed", "2025-12-20", {}),
    )
    campaign.step("吴", "王", "facts_published", "2025-12-20T13:00")
    settle = campaign._step("王", "facts_settled", "2025-12-20", {})
    reasons = campaign.refusal("多", "RecordStep", "2025-12-20T14:00", post="many-reviewer", **settle)
    assert list(reasons) == ["four_hands:review"]
    campaign.does("余", "RecordStep", "2025-12-20T15:00", **settle)


def test_it_refuses_the_approver_who_pays_and_the_payer_who_approves(campaign):
    campaign.signs("张", "2026-04-10", instalments=["1/2", "1/2"])
    order = campaign.orders("张", "2026-04-13", who="多", post="many-approver", instalment=1)
    paid = {
        "household": IDS["张"],
        "order": order,
        "evidence": documents(instant("2026-04-14").date(), "payment_voucher"),
    }
    reasons = campaign.refusal("多", "RecordPayment", "2026-04-14", post="many-accountant", **paid)
    assert list(reasons) == ["four_hands:payment"]
    campaign.does("孙", "RecordPayment", "2026-04-14T11:00", **paid)
    # 孙 is the paying hand now; 赵 may approve the second half.
    assert campaign.of("张").hands["payment"] == "sun"
    campaign.pays("张", "2026-04-15", instalment=2)


# ---------- conflict of interest ----------
def test_it_keeps_a_person_with_an_interest_away_from_the_file(campaign):
    campaign.to_signing()
    campaign.does("程", "DeclareConflict", "2026-04-10", household=IDS["张"], person="zhao", reason="姻亲")
    campaign.signs("张", "2026-04-10T11:00")
    reasons = campaign.refusal("赵", "OrderPayment", "2026-04-13", household=IDS["张"])
    assert list(reasons) == ["permission:conflict"]
    campaign.orders("张", "2026-04-13", who="多", post="many-approver")
    # At another household 赵 approves as before.
    campaign.signs("王", "2026-04-13T11:00")
    campaign.orders("王", "2026-04-14")


def test_it_keeps_that_person_from_reviewing_a_late_act_of_the_file(campaign):
    campaign.signs("张", "2026-04-10")
    campaign.does("程", "DeclareConflict", "2026-04-11", household=IDS["张"], person="yu", reason="邻居")
    changes = {"household": IDS["张"], "changes": {"buildings[b1].area": "81.00"}, "reason": "复测"}
    campaign.does("陈", "CorrectFacts", "2026-04-11", entered="2026-04-20", **changes)
    number = int(next(iter(campaign.door.state.office().proposals)))
    reasons = campaign.refusal("余", "ReviewLate", "2026-04-21", proposal=number, accept=True, note="")
    assert list(reasons) == ["permission:conflict"]
    campaign.does("江", "ReviewLate", "2026-04-21", proposal=number, accept=True, note="")


# ---------- the description ----------
def test_it_opens_no_campaign_whose_duties_lie_with_the_company():
    from plumbline.campaign import check_description

    assert check_description(DESCRIPTION) == []
    wrong = {
        **DESCRIPTION,
        "duties": [
            {**DESCRIPTION["duties"][0], "posts": {"signing": "company-man"}},
            *DESCRIPTION["duties"][1:],
        ],
    }
    assert any("company-man" in problem for problem in check_description(wrong))


@pytest.mark.parametrize(
    ("broken", "names"),
    [
        ({"posts": [*POSTS, POSTS[0]]}, "office-desk"),  # one id twice
        ({"posts": [{**POSTS[0], "role": "king"}]}, "king"),
        ({"posts": [{**POSTS[0], "unit": "nowhere"}]}, "nowhere"),
        ({"posts": [{**POSTS[0], "holder": "ghost"}]}, "ghost"),
        ({"duties": DESCRIPTION["duties"][1:]}, "north"),  # a block without a unit
        ({"duties": [*DESCRIPTION["duties"], DESCRIPTION["duties"][0]]}, "north"),  # a block with two
    ],
)
def test_it_names_what_does_not_hold_together_in_a_description(broken, names):
    from plumbline.campaign import check_description

    problems = check_description({**DESCRIPTION, **broken})
    assert any(names in problem for problem in problems)
