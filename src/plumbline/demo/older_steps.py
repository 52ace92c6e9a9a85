"""The older projects' own steps, as sheet 经过 of their registers has them: a year before the campaign's.

`state_steps`    老粮库: decision of 18 March 2025, signing from 1 April to 3 June 2025
`village_steps`  老砖厂: preliminary announcement of 11 November 2024, taking announced on 15 May 2025
"""

from __future__ import annotations

from datetime import date

from plumbline.demo.registers import Funds, past
from plumbline.registers import PastAct


def day(text: str) -> date:
    """A day of 2025 as `04-01`, of another year in full."""
    return date.fromisoformat(text if len(text) == 10 else f"2025-{text}")


def state_steps(funds: Funds, basis: str) -> tuple[PastAct, ...]:
    """The steps of 老粮库, from the scope to the publication of what each household got."""
    return (
        past("project.uses_implementing_unit", day("2024-12-02"), "entrust_contract"),
        past("project.major_decision", day("2024-12-02"), "decision_catalogue"),
        past(
            "sl_public_interest_basis",
            day("2024-12-02"),
            "basis_file",
            "plan_conformity",
            "annual_plan_extract",
            facts={"project.basis": basis},
        ),
        past("sl_scope_determined", day("2024-12-02"), "scope_map", "scope_notice"),
        past("sl_freeze_notice", day("2024-12-02"), "freeze_letter", facts={"project.freeze_months": 12}),
        past("sl_implementing_unit_entrusted", day("2024-12-03"), "entrust_contract"),
        past("sl_survey", day("2024-12-27"), "survey_sheet", "survey_photos"),
        past("sl_survey_results_published", day("2024-12-30"), "survey_publication"),
        past("sl_unregistered_handled", day("2024-12-30"), "unregistered_determination"),
        past("sl_plan_drafted", day("01-06"), "plan_draft", facts={"plan.signing_period_days": 60}),
        past("sl_plan_argued", day("01-08"), "argument_minutes"),
        past("sl_plan_published_for_comment", day("01-10"), "plan_draft", "comment_notice"),
        past("sl_stability_risk_assessment", day("02-10"), "risk_report"),
        # The thirtieth day, 9 February, is a Sunday: the comments close with the 10th.
        past("sl_comments_recorded", day("02-12"), "comment_register"),
        past("sl_comments_result_published", day("02-13"), "comment_result"),
        past(
            "sl_legality_review",
            day("03-06"),
            "legality_opinion",
            "review_submission",
            dates={"submitted": day("02-24")},
        ),
        past(
            "sl_funds_in_full",
            day("03-10"),
            "funds_certificate",
            "cost_estimate",
            facts={
                "project.estimate_total": funds.estimate_total_fen,
                "project.funds_available": funds.available_fen,
            },
        ),
        past(
            "sl_expropriation_decision",
            day("03-18"),
            "decision_sl",
            facts={"project.taking_state": "in_force"},
        ),
        past("sl_decision_announced", day("03-20"), "decision_notice", facts={"rights_stated": True}),
        past("sl_publicity_explained", day("03-20")),
        past(
            "sl_appraiser_selected",
            day("03-21"),
            "appraiser_list",
            "appraiser_selection_record",
            dates={"list_published": day("03-20")},
            facts={"project.appraiser_method": "owners_negotiate"},
        ),
        past("sl_appraiser_commissioned", day("03-21"), "appraisal_contract"),
        past("sl_initial_values_published", day("03-25"), "initial_values"),
        # The fifth day, 30 March, is a Sunday: reports are issued from 1 April on.
        past("sl_appraisal_reports_issued", day("04-01"), "appraisal_report_all", "appraisal_report_h"),
        past("sl_signing_period_opened", day("04-01")),
        past("sl_demolition_filed", day("04-21"), "demolition_filing"),
        past("sl_household_compensation_published", day("06-30"), "household_publication"),
        past("sl_audit_published", day("2026-03-31"), "audit_result"),
    )


def village_steps(funds: Funds, basis: str, unsigned: int) -> tuple[PastAct, ...]:
    """The steps of 老砖厂, up to the announced taking and the filed works; `unsigned` households are stated."""
    return (
        past(
            "cl_public_interest_basis",
            day("2024-10-21"),
            "basis_file",
            "plan_conformity",
            facts={"project.basis": basis},
        ),
        past("cl_pre_announcement", day("2024-11-11"), "pre_notice"),
        past(
            "cl_land_survey",
            day("01-09"),
            "land_survey",
            "survey_photos",
            dates={"survey_ended": day("01-09")},
            facts={"project.includes_farmland": True},
        ),
        past("cl_stability_risk_assessment", day("02-10"), "risk_report"),
        past("cl_plan_drafted", day("02-14"), "cl_plan"),
        past(
            "cl_plan_announced",
            day("03-03"),
            "cl_plan",
            "cl_plan_notice",
            facts={"plan.registration_days": 30},
        ),
        past("cl_comments_recorded", day("04-03"), "comment_register"),
        past(
            "cl_plan_determined",
            day("04-07"),
            "cl_plan",
            "legality_opinion",
            "comment_result",
            dates={"agreement_deadline": day("04-25")},
        ),
        past(
            "cl_funds_in_full",
            day("04-09"),
            "funds_certificate",
            "cost_estimate",
            facts={
                "project.estimate_total": funds.estimate_total_fen,
                "project.funds_available": funds.available_fen,
            },
        ),
        past("cl_social_security_reviewed", day("04-10"), "social_security_opinion"),
        past(
            "cl_compensation_registration",
            day("04-10"),
            "registration_form",
            "cl_plan_notice",
            dates={"opened": day("03-10")},
        ),
        past("cl_agreements_signed", day("04-25"), "agreement"),
        past(
            "cl_unsigned_stated",
            day("04-28"),
            "unsigned_statement",
            facts={"project.unsigned_stated": unsigned},
        ),
        past(
            "cl_application_submitted",
            day("04-28"),
            "taking_application",
            "unsigned_statement",
            "risk_report",
            "funds_certificate",
        ),
        past("cl_conversion_approved", day("05-08"), "conversion_approval"),
        past(
            "cl_taking_approved",
            day("05-08"),
            "taking_approval",
            dates={"received": day("05-09")},
            facts={"project.taking_state": "in_force"},
        ),
        past("cl_taking_announced", day("05-15"), "taking_announcement"),
        past("cl_demolition_filed", day("05-15"), "demolition_filing"),
        # Thirty days from the announcement end on 14 June.
        past("cl_payment_completed", day("06-13"), "payment_voucher"),
        past("cl_village_distribution", day("07-10"), "village_resolution", "collective_accounts"),
    )
