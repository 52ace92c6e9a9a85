"""Attempts to break the procedure, as commands of the office: each is refused by its article, then done lawfully.

Numbered as in docs/law/README.md. The law's own tests hold the same rules by themselves.
"""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.store.script import FUNDS_FEN, documents
from tests.store.town import IDS, IN_STATE, STATE, VILLAGE


def needs(reasons) -> list[str]:
    """The needs that are not met, without the step's name."""
    return [code.partition(":")[2] for code in reasons]


def test_t01_it_refuses_the_decision_inside_the_thirty_days_of_comment(campaign):
    # 2026-01-20 + 30 = 02-19, in the Spring Festival; rolled to the 24th, so from the 25th.
    campaign.until("sl_comments_recorded")
    reasons = campaign.project_refusal("sl_expropriation_decision", "2026-02-20")
    found = reasons["sl_expropriation_decision:elapsed(sl_plan_published_for_comment)"]
    assert (found.rule, found.earliest) == ("R590 10(2)", date(2026, 2, 25))


def test_t02_it_refuses_plan_and_announcement_inside_ten_working_days(campaign):
    # From 10 February: the 14th and the 28th are worked Saturdays, the festival is not; the tenth is 2 March.
    campaign.until("cl_plan_drafted")
    for step in ("cl_plan_drafted", "cl_plan_announced"):
        found = campaign.project_refusal(step, "2026-02-25")[f"{step}:elapsed(cl_pre_announcement)"]
        assert (found.rule, found.earliest) == ("LAMR 26(2)", date(2026, 3, 3))


def test_t03_it_refuses_the_funds_while_one_fen_is_missing(campaign):
    campaign.until("sl_funds_in_full")
    whole = campaign.project().estimate_fen
    assert whole > 0
    short = campaign.project_refusal(
        "sl_funds_in_full", "2026-02-27", facts={"project.funds_available": whole - 1}
    )
    assert needs(short) == ["funds_in_full"]
    assert short["sl_funds_in_full:funds_in_full"].rule == "R590 12(2)"
    campaign.project_step("sl_funds_in_full", "2026-02-27", facts={"project.funds_available": whole})
    assert campaign.project().funds_fen == whole


def test_t03_it_lets_nobody_state_the_estimate(campaign):
    # One fen in the account against an estimate of one fen would pass the gate; the estimate is computed.
    campaign.until("sl_funds_in_full")
    stated = {"project.funds_available": 1, "project.estimate_total": 1}
    reasons = campaign.project_refusal("sl_funds_in_full", "2026-02-27", facts=stated)
    assert list(reasons) == ["project.estimate_total:own_command"]
    typed = campaign.refusal(
        "吴", "EnterProjectFact", "2026-02-27", project=STATE, fact="project.estimate_total", value=1,
        evidence=documents(date(2026, 2, 27), "cost_estimate"),
    )  # fmt: skip
    assert list(typed) == ["project.estimate_total:own_command"]


def test_t03_it_judges_the_decision_by_the_funds_of_its_own_day(campaign):
    campaign.until("sl_expropriation_decision")
    less = campaign.project().estimate_fen - 1
    taken = {
        "fact": "project.funds_available",
        "value": less,
        "evidence": documents(date(2026, 3, 17), "funds_certificate"),
    }
    campaign.does("吴", "EnterProjectFact", "2026-03-17", project=STATE, **taken)
    reasons = campaign.project_refusal(
        "sl_expropriation_decision", "2026-03-18", facts={"project.taking_state": "in_force"}
    )
    assert needs(reasons) == ["funds_in_full"]


@pytest.mark.parametrize(("objecting", "asked"), [(IN_STATE[:4], False), (("张", "李", "王", "吕"), True)])
def test_t04_it_asks_for_a_hearing_when_more_than_half_object(campaign, objecting, asked):
    # Seven households with nine owners, as 吕 is three: four of nine owners are no majority of owners, four of
    # seven households are one (U5: any of the three units suffices). Without 吕's file: 4 owners, 4 households.
    campaign.until("sl_comments_recorded")
    for name in objecting:
        campaign.does(
            "程" if name in ("张", "李", "王") else "勇",
            "ObjectToPlan",
            "2026-02-24T16:00",
            household=IDS[name],
            text="方案违反条例",
        )
    campaign.project_step("sl_comments_recorded", "2026-02-25")
    # A renewal under art. 8(5) is what the hearing belongs to; this project is of art. 8(4): never asked.
    campaign.project_step("sl_comments_result_published", "2026-02-25")
    counted = campaign.project().objecting
    assert counted["households"] == 4
    assert counted["owners"] == (6 if asked else 4)


def renewal(campaign):
    """The same project as an old-city renewal, up to the registered comments; the households object at will."""
    act = campaign.waiting[0]
    assert act.step == "sl_public_interest_basis"
    campaign.waiting[0] = type(act)(
        act.at, act.who, act.command, act.about, {**act.fields, "facts": {"project.basis": "r590_8_5"}}
    )
    return campaign.until("sl_comments_recorded")


@pytest.mark.parametrize(
    ("objecting", "asked"), [(("张", "李", "王"), False), (("张", "李", "王", "何"), True)]
)
def test_t04_it_asks_a_renewal_for_its_hearing(campaign, objecting, asked):
    # Three of seven households are no majority, four are.
    renewal(campaign)
    for name in objecting:
        campaign.does("程", "ObjectToPlan", "2026-02-24T16:00", household=IDS[name], text="方案违反条例")
    campaign.project_step("sl_comments_recorded", "2026-02-25")
    if not asked:
        campaign.project_step("sl_comments_result_published", "2026-02-25")
        return
    reasons = campaign.project_refusal("sl_comments_result_published", "2026-02-25")
    assert needs(reasons) == ["requires(sl_hearing)"]
    assert reasons["sl_comments_result_published:requires(sl_hearing)"].rule == "R590 11(2)"
    # Noticed on the 25th: seven days end on 4 March.
    notice = {
        "name": "sl_hearing.notice_delivered",
        "evidence": documents(date(2026, 2, 25), "hearing_notice"),
    }
    campaign.does("吴", "EnterProjectDate", "2026-02-25", project=STATE, **notice)
    shut = campaign.project_refusal("sl_hearing", "2026-03-04")
    assert shut["sl_hearing:elapsed(sl_hearing.notice_delivered)"].earliest == date(2026, 3, 5)
    campaign.project_step("sl_hearing", "2026-03-05")
    campaign.project_step("sl_comments_result_published", "2026-03-05")


def test_t04_it_counts_an_objection_only_once_the_plan_is_published(campaign):
    campaign.until("sl_plan_published_for_comment")
    reasons = campaign.refusal("程", "ObjectToPlan", "2026-01-19", household=IDS["王"], text="不同意")
    assert list(reasons) == ["objection:not_published"]


def test_t05_it_refuses_a_freeze_of_thirteen_months_and_a_second_one(campaign):
    campaign.until("sl_freeze_notice")
    reasons = campaign.project_refusal("sl_freeze_notice", "2025-12-01", facts={"project.freeze_months": 13})
    assert reasons["sl_freeze_notice:freeze_within_a_year"].rule == "R590 16(2)"
    campaign.project_step("sl_freeze_notice", "2025-12-01", facts={"project.freeze_months": 12})
    assert campaign.project_refusal("sl_freeze_notice", "2025-12-20", facts={"project.freeze_months": 1})


def test_t06_it_refuses_handling_while_a_building_is_under_review(campaign):
    campaign.without("sl_h_unregistered_determined", "sl_h_facts_published").until("sl_unregistered_handled")
    assert campaign.project().under_review == 1
    reasons = campaign.project_refusal("sl_unregistered_handled", "2025-12-15")
    assert needs(reasons) == ["no_building_under_review"]
    campaign.step("吴", "何", "unregistered_determined", "2025-12-15T08:00")
    campaign.project_step("sl_unregistered_handled", "2025-12-15")


def test_t06_it_refuses_the_decision_without_the_handling(campaign):
    campaign.without("sl_unregistered_handled").until("sl_legality_review.submitted")
    reasons = campaign.project_refusal("sl_expropriation_decision", "2026-03-18")
    assert reasons["sl_expropriation_decision:requires(sl_unregistered_handled)"].rule == "R590 24(2)"


def test_t07_it_takes_the_owners_own_agreement_at_once_and_a_lot_after_ten_days(campaign):
    campaign.until("sl_appraiser_selected")
    lot = {"facts": {"project.appraiser_method": "lot"}}
    reasons = campaign.project_refusal("sl_appraiser_selected", "2026-03-23", **lot)
    found = reasons["sl_appraiser_selected:elapsed(sl_appraiser_selected.list_published)"]
    assert (found.rule, found.earliest) == ("M77 4", date(2026, 3, 31))
    campaign.project_step(
        "sl_appraiser_selected", "2026-03-23", facts={"project.appraiser_method": "owners_negotiate"}
    )


def test_t08_it_refuses_a_decision_while_a_review_is_open(campaign):
    campaign.to_signing()
    asked = {"conditions": ["value_objected"]}
    campaign.step("程", "王", "review_requested", "2026-04-17", **asked)  # day 9 of ten
    reasons = campaign.step_refusal("吴", "王", "decision_requested", "2026-04-23")
    assert reasons["sl_h_decision_requested:appraisal_settled"].rule == "R590 19(2)"


@pytest.mark.parametrize("asked_on", ["2026-04-20", "2026-04-21"])
def test_t09_it_receives_a_request_for_review_in_time_and_late(campaign, asked_on):
    # Served on 8 April + 10 = Saturday the 18th, rolled to Monday the 20th; on the 21st it is late and not discarded.
    campaign.to_signing()
    campaign.step("程", "王", "review_requested", asked_on, conditions=["value_objected"])
    assert "sl_h_review_requested" in campaign.of("王").records


def test_t10_it_refuses_an_agreement_without_the_served_report(campaign):
    campaign.without("sl_h_report_served", name="张").to_signing()
    campaign.ready_to_sign("张", "2026-04-10")
    reasons = campaign.refusal("程", "SignAgreement", "2026-04-10", **campaign.agreement("张", "2026-04-10"))
    assert reasons["sl_h_agreement_signed:requires(sl_h_report_served)"].rule == "M77 17"


def test_t11_it_refuses_a_choice_and_a_decision_that_nobody_was_offered(campaign):
    campaign.without("sl_h_choice_offered", name="王").to_signing()
    paper = documents(date(2026, 4, 10), "choice_form")
    reasons = campaign.refusal(
        "程", "RecordChoice", "2026-04-10", household=IDS["王"], choices={"mode": "cash"}, evidence=paper
    )
    assert reasons["choice:choice_offered"].rule == "R590 21(1)"
    decision = campaign.refusal("吴", "DecideCompensation", "2026-08-01", household=IDS["王"])
    assert decision["sl_h_compensation_decision:choice_offered"].rule == "R590 21(1)"


def test_t12_it_refuses_moving_at_eighty_percent(campaign):
    campaign.signs("张", "2026-04-10", instalments=["4/5", "1/5"])
    campaign.pays("张", "2026-04-13", instalment=1)
    # 343,100.00 × 4/5 = 274,480.00 of what is due before moving.
    assert sum(campaign.of("张").settled.values()) == 27_448_000
    reasons = campaign.step_refusal("程", "张", "vacated", "2026-04-20", conditions=["own_accord"])
    found = reasons["sl_h_vacated:compensated"]
    assert found.rule == "R590 27(1)-(2)"
    assert "274,480.00" in found.fact
    assert "343,100.00" in found.fact
    campaign.pays("张", "2026-04-21", instalment=2)
    assert campaign.of("张").stage == "compensated"
    campaign.vacates("张", "2026-04-22")


@pytest.mark.parametrize("name", ["张", "杨", "塘张", "王"])
def test_t12_it_says_in_one_language_each_what_to_do_next(campaign, name):
    # Signed and unpaid, waiting for a flat, on collective land, and not signed at all.
    campaign.to_signing()
    if name != "王":
        campaign.signs(name, "2026-04-10")
    for reason in campaign.step_refusal(campaign.clerk(name), name, "vacated", "2026-04-13").values():
        assert not re.search("[a-z_]{3,}", reason.message.zh + reason.remedy.zh), reason
        assert not re.search("[\u4e00-\u9fff]", reason.message.en + reason.remedy.en), reason
        assert len(reason.remedy.zh) <= 120, reason
        assert "PRODUCT" not in reason.rule


def test_t12_it_names_the_sum_that_opens_the_gate(campaign):
    campaign.signs("张", "2026-04-10")
    reasons = campaign.step_refusal("程", "张", "vacated", "2026-04-13", conditions=["own_accord"])
    assert reasons["sl_h_vacated:compensated"].remedy.zh == (
        "已到户并记入上项的付款不少于搬迁前应付款（343,100.00元）时办理"
    )


def test_t12_it_does_not_close_the_gate_again_for_a_later_top_up(campaign):
    campaign.signs("张", "2026-04-10")
    campaign.pays("张", "2026-04-13")
    campaign.raises_policy("2026-05-11")
    campaign.does("吴", "ReviseSums", "2026-05-11T11:00", project=STATE)
    assert campaign.owed("张") == 174_000  # the top-up, unpaid
    campaign.vacates("张", "2026-05-12")


def test_t12_it_asks_an_exchange_household_for_money_dwelling_and_transition(campaign):
    campaign.signs("杨", "2026-04-10")
    campaign.pays("杨", "2026-04-13")
    shut = campaign.step_refusal("勇", "杨", "vacated", "2026-04-20", conditions=["own_accord"])
    assert "compensated" in needs(shut)
    campaign.pays("杨", "2026-04-20T11:00", advance=True)
    campaign.secures("杨", "2026-04-20T12:00")
    assert campaign.of("杨").stage == "compensated"
    campaign.vacates("杨", "2026-04-20T15:00")


def test_t12_it_takes_no_word_for_an_advance_that_was_not_paid(campaign):
    campaign.signs("杨", "2026-04-10")
    campaign.pays("杨", "2026-04-13")
    stated = {"facts": {"household.dwelling_identified": True}, "conditions": ["transition_advance_paid"]}
    reasons = campaign.step_refusal("吴", "杨", "exchange_secured", "2026-04-14", **stated)
    assert needs(reasons) == ["transition_advance_paid"]
    campaign.orders("杨", "2026-04-14T11:00", advance=True)  # ordered is not paid
    assert needs(campaign.step_refusal("吴", "杨", "exchange_secured", "2026-04-14T12:00", **stated)) == [
        "transition_advance_paid"
    ]


def test_t12_it_takes_no_word_for_a_moving_fee_that_was_not_paid(campaign):
    # 钱 owes on balance: nothing is due before moving, but the moving fee must have reached the household.
    campaign.signs("钱", "2026-04-10")
    stated = {
        "household.dwelling_identified": True,
        "household.transition_first_paid": True,
        "household.moving_fee_paid": True,
    }
    reasons = campaign.step_refusal("吴", "钱", "exchange_secured", "2026-04-14", facts=stated)
    assert needs(reasons) == ["household.moving_fee_paid"]
    campaign.secures("钱", "2026-04-14T11:00", transition_first_paid=True)
    assert campaign.of("钱").stage == "agreed"
    campaign.pays("钱", "2026-04-15", clauses=["A15"])
    assert campaign.of("钱").stage == "compensated"


def test_t12_it_takes_no_deposit_of_a_clear_owner(campaign):
    campaign.signs("张", "2026-04-10")
    reasons = campaign.refusal("赵", "OrderPayment", "2026-04-13", household=IDS["张"], deposit=True)
    assert needs(reasons) == ["when"]


def test_t12_it_counts_a_deposit_only_while_the_owner_is_unclear(campaign):
    campaign.signs("张", "2026-04-10")
    paper = documents(date(2026, 4, 11), "title_extract")
    unclear = {"household": IDS["张"], "fact": "track.title", "evidence": paper}
    campaign.does("程", "EnterFact", "2026-04-11", value="inheritance_open", **unclear)
    campaign.orders("张", "2026-04-13", deposit=True)
    order = next(iter(campaign.of("张").orders))
    bare = {"household": IDS["张"], "order": order}
    voucher = documents(date(2026, 4, 14), "payment_voucher")
    assert needs(campaign.refusal("孙", "RecordPayment", "2026-04-14", evidence=voucher, **bare)) == [
        "evidence(deposit_certificate)",
        "evidence(service_receipt)",
    ]
    papers = documents(date(2026, 4, 14), "deposit_certificate", "service_receipt")
    campaign.does("孙", "RecordPayment", "2026-04-14", evidence=papers, **bare)
    assert campaign.of("张").stage == "compensated"
    # The heirs agree on one of them: what lies with the notary has not reached the household.
    campaign.does("程", "EnterFact", "2026-04-15", value="clear", **unclear)
    reasons = campaign.step_refusal("程", "张", "vacated", "2026-04-16", conditions=["own_accord"])
    assert "compensated" in needs(reasons)


@pytest.mark.parametrize(
    ("project", "text", "code", "rule"),
    [
        (STATE, "三日内停电，逼其签约", "sl_p_no_supply_cut:never", "R590 27(3), 31"),
        (STATE, "逐户摸排亲属工作单位，请单位做工作", "sl_p_no_linked_pressure:never", "GBD2010_15"),
        ("tangtou", "断路清场", "cl_p_no_supply_cut:never", "AEL 43(2)"),
        ("", "威胁留守户", "sl_p_no_violence_threat:never", "R590 27(3), 31"),
    ],
)
def test_t13_it_lets_nobody_be_set_a_task_of_pressure(campaign, project, text, code, rule):
    campaign.to_signing()
    promise = {
        "unit": "unit-07",
        "project": project,
        "stage": "agreed",
        "households": 1,
        "due_on": "2026-05-01",
    }
    reasons = campaign.refusal("方", "GiveCommitment", "2026-04-09T19:00", **promise, text=text)
    assert reasons[code].rule == rule
    assert set(reasons) - {"commitment:terms"} <= {code, code.replace("sl_", "cl_")}
    # The same promise in lawful words; unit-07 answers for households on state land alone.
    lawful = {**promise, "project": STATE, "text": "上门讲清政策，一户签约"}
    campaign.does("方", "GiveCommitment", "2026-04-09T19:00", **lawful)


def test_t13_it_changes_no_duties_for_the_sake_of_pressure(campaign):
    campaign.to_signing()
    posts = dict.fromkeys(campaign.of("张").duties, "unit-08-clerk")
    given = {"household": IDS["张"], "unit": "unit-08", "posts": posts}
    reasons = campaign.refusal("吴", "AssignDuties", "2026-04-09T19:00", **given, reason="由其亲属单位包保")
    assert list(reasons) == ["sl_p_no_linked_pressure:never"]
    # A resident who tells of pressure is heard: what is reported is no task.
    told = {"kind": "complaint", "channel": "desk", "household": IDS["张"], "text": "昨晚停电，有人威胁"}
    campaign.does("程", "ReceiveGrievance", "2026-04-09T19:00", **told)


def test_t14_it_keeps_the_land_using_company_out_of_the_five_duties(campaign):
    campaign.to_signing()
    for duty in ("signing", "appraisal", "vacating", "demolition", "settling"):
        posts = {**dict.fromkeys(campaign.of("张").duties, "unit-07-clerk"), duty: "company-man"}
        reasons = campaign.refusal(
            "吴",
            "AssignDuties",
            "2026-04-10",
            household=IDS["张"],
            unit="unit-07",
            posts=posts,
            reason="换人",
        )
        assert list(reasons) == ["sl_p_developer_out"]
        assert reasons["sl_p_developer_out"].rule == "R590 27(3)"


def test_t18_it_refuses_demolition_inside_fifteen_days_of_the_filing(campaign):
    campaign.signs("张", "2026-04-10")
    campaign.pays("张", "2026-04-13").vacates("张", "2026-04-20").hands_over("张", "2026-04-21")
    # Filed on 20 April + 15 = 5 May, Labour Day's rest; rolled to the 6th, works from the 7th.
    reasons = campaign.step_refusal("蔡", "张", "demolished", "2026-05-06")
    found = reasons["sl_h_demolished:elapsed(sl_demolition_filed)"]
    assert (found.rule, found.earliest) == ("CSR 11", date(2026, 5, 7))
    campaign.step("蔡", "张", "demolished", "2026-05-07")
    assert campaign.of("张").stage == "demolished"


def test_t18_it_refuses_demolition_while_a_flat_of_the_building_is_lived_in(campaign):
    # 何 lives in the building of 李 (footprint F-2).
    for name in ("李", "何"):
        campaign.signs(name, "2026-04-10T11:00")
    campaign.pays("李", "2026-04-13").pays("何", "2026-04-13T11:00")
    campaign.vacates("李", "2026-04-20").hands_over("李", "2026-04-21")
    reasons = campaign.step_refusal("蔡", "李", "demolished", "2026-05-07")
    assert needs(reasons) == ["building_has_no_remaining_occupied_unit"]
    campaign.vacates("何", "2026-05-08").hands_over("何", "2026-05-08T15:00")
    campaign.step("蔡", "李", "demolished", "2026-05-09")


def test_t19_it_pays_nothing_and_moves_nobody_before_the_announcement(campaign):
    campaign.signs("塘张", "2026-04-10")
    assert campaign.of("塘张").account == "committed"
    reasons = campaign.refusal("赵", "OrderPayment", "2026-05-01", household=IDS["塘张"])
    assert reasons["cl_h_money_paid:requires(cl_taking_announced)"].rule == "LAMR 31"
    vacated = campaign.step_refusal("勇", "塘张", "vacated", "2026-05-02", conditions=["own_accord"])
    assert "approval_in_force" in needs(vacated)
    taken_down = campaign.step_refusal("蔡", "塘张", "demolished", "2026-05-03")
    assert "requires(cl_h_handed_over)" in needs(taken_down)


def test_t19_it_makes_the_committed_sum_due_with_the_announcement(campaign):
    campaign.signs("塘张", "2026-04-10")
    campaign.announces_taking()
    household = campaign.of("塘张")
    assert (household.account, household.state, campaign.owed("塘张")) == ("due", "agreed", 38_280_000)
    campaign.pays("塘张", "2026-06-10")
    campaign.vacates("塘张", "2026-06-12")


def test_t20_it_refuses_a_statement_that_hides_unsigned_households(campaign):
    campaign.signs("塘张", "2026-04-10")
    campaign.at("2026-05-21T08:00")
    # 塘李 and 塘王 have no agreement.
    hidden = campaign.project_refusal(
        "cl_unsigned_stated", "2026-05-21", facts={"project.unsigned_stated": 0}
    )
    assert hidden["cl_unsigned_stated:unsigned_count_true"].rule == "LAM 47(4)"
    early = campaign.project(VILLAGE).unsigned
    campaign.project_step("cl_unsigned_stated", "2026-05-21", facts={"project.unsigned_stated": early})
    assert (early, campaign.of("塘王").state) == (2, "unsigned_stated")


def test_t20_it_refuses_the_statement_before_the_plans_last_day(campaign):
    campaign.at("2026-05-20T20:00")
    early = campaign.project_refusal(
        "cl_unsigned_stated", "2026-05-20T21:00", facts={"project.unsigned_stated": 3}
    )
    assert any("agreement_deadline" in need for need in needs(early))


def test_t20_it_refuses_the_approval_while_funds_are_short(campaign):
    campaign.announces_taking()
    assert campaign.project(VILLAGE).funds_fen == FUNDS_FEN
    other = type(campaign)(campaign.played[0].copy(), played=campaign.played).at("2026-05-21T08:00")
    other.project_step("cl_unsigned_stated", "2026-05-21", facts={"project.unsigned_stated": 3})
    other.project_step("cl_application_submitted", "2026-05-22")
    taken = {
        "fact": "project.funds_available",
        "value": 1,
        "evidence": documents(date(2026, 5, 30), "funds_certificate"),
    }
    other.does("吴", "EnterProjectFact", "2026-05-30", project=VILLAGE, **taken)
    reasons = other.project_refusal(
        "cl_taking_approved", "2026-06-01", facts={"project.taking_state": "in_force"}
    )
    assert needs(reasons) == ["funds_in_full"]
    assert reasons["cl_taking_approved:funds_in_full"].rule in ("LAMR 32(4)", "LAM 47(4)")


def test_t20_it_lets_a_stated_household_sign_afterwards(campaign):
    campaign.announces_taking()
    campaign.signs("塘王", "2026-06-11")
    household = campaign.of("塘王")
    # After the announcement an agreement is in force at once.
    assert (household.state, household.account) == ("agreed", "due")
