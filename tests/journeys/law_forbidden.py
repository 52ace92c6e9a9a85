"""For each prohibition of the law an act that commits it, with the article that must answer; for each right an act that denies it.

An act is tried on a file that has come so far that the prohibition or right is what stands against it. Where no such act
can even be said through a way in, the row stands in `law_no_way`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from tests.journeys.law_attempts import Attempt, somebody_for
from tests.journeys.law_home import BARE, COMMENT, FULL, NEW, NOW, OBJECTED, QUASHED, TODAY, only
from tests.store.script import documents, instant, papers
from tests.store.town import FIVE, IDS

from plumbline import law
from plumbline.campaign import RESERVED_STEPS
from plumbline.law.grounds import of_prohibition

AT = instant(TODAY, 9).isoformat()
ZHANG, LI, WANG, YANG = IDS["张"], IDS["李"], IDS["王"], IDS["杨"]
TANG_ZHANG, TANG_LI, TANG_WANG = IDS["塘张"], IDS["塘李"], IDS["塘王"]
NIGHT = {"facts": {"household.execution_starts": 2100, "household.execution_ends": 2200}}
DAY = {"facts": {"household.execution_starts": 900, "household.execution_ends": 1100}}
GRANTED = {"facts": {"project.taking_state": "in_force"}}
MOVED = {"conditions": ["own_accord"]}
SIGNED = {"moving_end": "2026-08-01", "transition_months": 0}


@cache
def article(row: str) -> str:
    """The article of a prohibition."""
    regimes = law.load_procedure().regimes.values()
    return next(of_prohibition(r.prohibitions[row]).rule for r in regimes if row in r.prohibitions)


def act(
    row: str, step: str, about: str, rule: str = "", need: str = "", *, command: str = "", **stated: Any
) -> Attempt:
    """A step of a project or household with all of its papers; `need` is what its refusal must name."""
    given: dict[str, Any] = {"done_at": AT, "evidence": papers(step, NOW.date()), **stated}
    if "_h_" not in step:
        command, fields = "RecordProjectStep", {"project": about, "step": step, **given}
    else:
        command = command or RESERVED_STEPS.get(step.partition("_h_")[2], "RecordStep")
        fields = {"household": about, **({"step": step} if command == "RecordStep" else {}), **given}
    return Attempt(row, command, fields, somebody_for(command, step), f"{step}:{need}", rule or article(row))


def entry(
    row: str, command: str, about: str, says: str, rule: str = "", *paper: str, who: str = "", **fields: Any
) -> Attempt:
    """An act that records no step."""
    given = {"household": about, "done_at": AT, "evidence": documents(NOW.date(), *paper), **fields}
    return Attempt(row, command, given, who or somebody_for(command, row[:2]), says, rule or article(row))


def order(row: str, words: str) -> Attempt:
    """A unit's promise whose words ask for pressure."""
    fields = {
        "unit": "unit-07", "project": FULL[row[:2]], "stage": "agreed", "households": 1, "due_on": "2026-06-30", "text": words,
        "done_at": instant(TODAY, 0).isoformat(),
    }  # fmt: skip
    return Attempt(row, "GiveCommitment", fields, "fang", f"{row}:never", article(row))


def duties(row: str, household: str) -> Attempt:
    """The land-using company's post among those who answer for a household."""
    posts = dict.fromkeys(FIVE, "unit-08-clerk") | {"vacating": "company-man"}
    fields = {"unit": "unit-08", "posts": posts, "reason": "调整"}
    return entry(row, "AssignDuties", household, row, **fields)


def others_account(row: str, household: str) -> Attempt:
    """The household's money to a firm's account."""
    owner = {"person_id": "p1", "role": "owner", "name": "李水生"}
    account = {"holder": "用地公司", "bank": "示例农商行"}
    return entry(row, "RecordPersons", household, f"{row}:never", persons=[owner], account=account)


def prohibitions() -> Iterator[Attempt]:
    """One attempt on each prohibition that a command can commit."""
    yield act("sl_p_no_moving_before_compensation", "sl_h_vacated", YANG, need="compensated", **MOVED)
    yield act("sl_p_court_only", "sl_h_enforced", WANG, need="court_granted", **DAY)
    yield act("sl_p_no_night_holiday", "sl_h_enforced", WANG, need="not_night_not_statutory_holiday", **NIGHT)
    yield act(
        "sl_p_no_decision_without_funds",
        "sl_expropriation_decision",
        BARE["sl"],
        need="funds_in_full",
        **GRANTED,
    )
    yield act(
        "sl_p_no_decision_before_30_days",
        "sl_comments_recorded",
        COMMENT["sl"],
        need="elapsed(sl_plan_published_for_comment)",
    )
    yield act(
        "sl_p_no_decision_before_unregistered",
        "sl_expropriation_decision",
        BARE["sl"],
        need="requires(sl_unregistered_handled)",
        **GRANTED,
    )
    yield act(
        "sl_p_freeze_max_one_year",
        "sl_freeze_notice",
        BARE["sl"],
        need="freeze_within_a_year",
        facts={"project.freeze_months": 13},
    )
    yield act("sl_p_choice", "sl_h_agreement_signed", NEW["sl"], need="choice_offered", **SIGNED)
    yield act(
        "sl_p_no_decision_while_review_open",
        "sl_h_compensation_decision",
        ZHANG,
        need="appraisal_settled",
        moving_days=15,
    )
    yield act(
        "sl_p_frozen_when_quashed", "sl_h_agreement_signed", only(QUASHED), need="taking_stands", **SIGNED
    )
    yield order("sl_p_no_supply_cut", "六月一日起停水停电")
    yield order("sl_p_no_violence_threat", "夜里上门恐吓")
    yield order("sl_p_no_linked_pressure", "请亲属单位做工作")
    yield duties("sl_p_developer_out", LI)
    yield others_account("sl_p_no_diversion", LI)
    yield entry(
        "sl_p_no_appraiser_interference", "CorrectFacts", LI, "sl_p_no_appraiser_interference:never", "", "survey_sheet",
        changes={"buildings[b1].assessed_price_fen_per_m2": 100}, reason="复核",
    )  # fmt: skip
    yield entry(
        "sl_p_illegal_building_not_a_shortcut", "CorrectFacts", LI, "sl_p_illegal_building_not_a_shortcut:never", "", "survey_sheet",
        changes={"buildings[b1].registered": False}, reason="按违建处理",
    )  # fmt: skip
    yield act("cl_p_no_action_before_approval", "cl_h_vacated", TANG_ZHANG, need="approval_in_force", **MOVED)
    yield act("cl_p_no_moving_before_compensation", "cl_h_vacated", TANG_ZHANG, need="compensated", **MOVED)
    yield act(
        "cl_p_no_application_before_groundwork",
        "cl_application_submitted",
        BARE["cl"],
        need="elapsed(cl_plan_announced)",
    )
    yield act(
        "cl_p_no_short_announcement", "cl_plan_drafted", BARE["cl"], need="elapsed(cl_pre_announcement)"
    )
    yield act(
        "cl_p_no_short_plan_announcement",
        "cl_comments_recorded",
        COMMENT["cl"],
        need="elapsed(cl_plan_announced)",
    )
    yield act(
        "cl_p_no_approval_without_funds", "cl_taking_approved", BARE["cl"], need="funds_in_full", **GRANTED
    )
    yield act(
        "cl_p_no_false_statement",
        "cl_unsigned_stated",
        FULL["cl"],
        need="unsigned_count_true",
        facts={"project.unsigned_stated": 0},
    )
    yield act("cl_p_court_only", "cl_h_enforced", TANG_ZHANG, need="court_granted", **DAY)
    yield act(
        "cl_p_no_night_holiday", "cl_h_enforced", TANG_ZHANG, need="not_night_not_statutory_holiday", **NIGHT
    )
    yield act(
        "cl_p_no_title_change_in_dispute", "cl_h_vacated", TANG_WANG, need="not(in(track.title", **MOVED
    )
    yield order("cl_p_no_supply_cut", "断水断路")
    yield order("cl_p_no_violence_threat", "组织人员围堵")
    yield order("cl_p_no_linked_pressure", "不签约的停发低保")
    yield others_account("cl_p_no_diversion", TANG_LI)
    committee = "cl_p_collective_cannot_decide_individual_home"
    signed = act(committee, "cl_h_agreement_signed", TANG_LI, **SIGNED, conditions=[])
    yield replace(signed, says=f"{committee}:never")
    yield entry(
        "cl_p_living_standard",
        "RecordChoice",
        TANG_LI,
        "cl_p_living_standard:never",
        "",
        "choice_form",
        choices={"mode": "none"},
    )
    yield duties("cl_p_no_profit_from_taking", TANG_LI)


def rights() -> Iterator[Attempt]:
    """One attempt to deny or to shorten each right that a command could deny; the article is that of the gate that keeps it."""
    yield act(
        "sl_r_participate",
        "sl_comments_recorded",
        COMMENT["sl"],
        "R590 10(2)",
        "elapsed(sl_plan_published_for_comment)",
    )
    yield act(
        "sl_r_hearing", "sl_comments_result_published", OBJECTED["sl"], "R590 11(2)", "requires(sl_hearing)"
    )
    yield act(
        "sl_r_know_survey", "sl_h_facts_settled", NEW["sl"], "R590 15", "requires(sl_h_facts_published)"
    )
    yield act(
        "sl_r_choose_appraiser",
        "sl_appraiser_selected",
        BARE["sl"],
        "R590 20(1)",
        "date(list_published)",
        facts={"project.appraiser_method": "majority_vote"},
    )
    yield act("appraisal_review_request", "sl_h_decision_requested", ZHANG, "R590 19(2)", "appraisal_settled")
    yield act("expert_request", "sl_h_decision_requested", IDS["钱"], "R590 19(2)", "appraisal_settled")
    yield act(
        "sl_r_choose_form",
        "sl_h_compensation_decision",
        NEW["sl"],
        "R590 21(1)",
        "choice_offered",
        moving_days=15,
    )
    yield act(
        "sl_r_moving_transition",
        "sl_h_exchange_secured",
        YANG,
        "R590 21(2)",
        "evidence(transition_provision",
        evidence=documents(NOW.date(), "dwelling_allocation"),
    )
    yield act(
        "sl_r_see_area",
        "sl_archive_complete",
        BARE["sl"],
        "R590 29(1)",
        "requires(sl_household_compensation_published)",
    )
    yield act("reconsideration_60d", "sl_h_demand_served", WANG, "AEL 54", "remedies_lapsed")
    yield act("litigation_6m", "sl_h_court_applied", WANG, "R590 28", "remedies_lapsed")
    yield act(
        "moving_deadline_in_decision", "sl_h_demand_served", WANG, "R590 27(2)", "moving_deadline_passed"
    )
    yield act("cl_r_know", "cl_plan_drafted", BARE["cl"], "LAMR 26(2)", "elapsed(cl_pre_announcement)")
    yield act(
        "cl_r_comment", "cl_comments_recorded", COMMENT["cl"], "LAMR 28(1)", "elapsed(cl_plan_announced)"
    )
    yield act(
        "cl_r_hearing",
        "cl_plan_determined",
        OBJECTED["cl"],
        "LAM 47(3)",
        "requires(cl_hearing)",
        dates={"agreement_deadline": "2026-08-01"},
    )
    yield act(
        "cl_r_register",
        "cl_application_submitted",
        BARE["cl"],
        "LAM 47(4)",
        "requires(cl_compensation_registration)",
    )
    yield act(
        "cl_r_take_part_in_risk",
        "cl_application_submitted",
        BARE["cl"],
        "LAMR 26(4)",
        "requires(cl_stability_risk_assessment)",
    )
    yield entry(
        "cl_r_choose_resettlement",
        "RecordChoice",
        only(OBJECTED["cl"]),
        "choice:choice_offered",
        "LAM 48(4)",
        "choice_form",
        choices={"mode": "cash"},
    )
    yield act(
        "cl_r_social_security",
        "cl_application_submitted",
        BARE["cl"],
        "LAM 48(5)",
        "requires(cl_social_security_reviewed)",
    )
    yield act(
        "cl_r_accounts",
        "cl_village_distribution",
        BARE["cl"],
        "VCO 24(7)",
        "evidence(collective_accounts)",
        evidence=documents(NOW.date(), "village_resolution"),
    )
    yield act(
        "cl_r_vote_distribution",
        "cl_village_distribution",
        BARE["cl"],
        "VCO 24(7)",
        "evidence(village_resolution)",
        evidence=documents(NOW.date(), "collective_accounts"),
    )
    yield act(
        "cl_reconsideration_60d", "cl_h_demand_served", TANG_ZHANG, "AEL 54, 69", "order_remedies_lapsed"
    )
    yield act("cl_litigation_6m", "cl_h_court_applied", TANG_ZHANG, "AEL 53, 55", "order_remedies_lapsed")
    yield act("cl_title_suit_30d", "cl_h_vacated", TANG_WANG, "LAM 14(4)", "not(in(track.title", **MOVED)
