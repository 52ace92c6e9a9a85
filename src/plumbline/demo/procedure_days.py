"""The projects' own steps: which day, which documents, which facts. The law's gates judge them when played.

State land is played from 1 December 2025 on; of the collective projects everything up to the application of
28 April 2026 comes with the register as history, the rest is played.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from plumbline.demo.description import Project
from plumbline.terms import Json, Regime

IMPORTED_UNTIL = date(2026, 4, 28)
"""Last day of the history that the collective registers carry; they are imported on 5 May."""

IMPORT_DAY = date(2026, 5, 5)
POLICY_BETTER_ON = date(2026, 5, 11)
"""Day 6: version 1.1 of the policy on state land."""


@dataclass(frozen=True, slots=True)
class ProjectAct:
    """One step of a project, with what is recorded beside its own day.

    dates       named days of the step; `before` and `after` list those that are entered by an entry of their own
    facts       facts stated with the step
    conditions  conditions that hold by the act's own papers
    documents   ids of the procedure's documents; their day is the act's
    """

    step: str
    on: date
    documents: tuple[str, ...]
    dates: Mapping[str, date] = field(default_factory=dict)
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    facts: Mapping[str, Json] = field(default_factory=dict)
    conditions: tuple[str, ...] = ()


def project_acts(project: Project, unsigned: int = 0) -> tuple[ProjectAct, ...]:
    """The steps of a project in the order in which they are recorded.

    unsigned  households without agreement on 27 April 2026 (collective land: the statement must be true)
    """
    if project.regime is Regime.STATE_LAND:
        return _state_acts(project.id == "zhumuqiao", project.basis)
    return _village_acts(project.has_tract_plan, project.basis, unsigned)


def _d(text: str) -> date:
    return date.fromisoformat(f"2026-{text}" if len(text) == 5 else text)


def _act(step: str, on: str, *documents: str, **more: object) -> ProjectAct:
    return ProjectAct(step, _d(on), documents, **more)  # type: ignore[arg-type]


def _state_acts(is_voted: bool, basis: str) -> tuple[ProjectAct, ...]:
    before: list[ProjectAct] = [
        _act(
            "sl_public_interest_basis",
            "2025-12-01",
            "basis_file",
            "plan_conformity",
            "annual_plan_extract",
            facts={"project.basis": basis},
        ),
        _act("sl_scope_determined", "2025-12-01", "scope_map", "scope_notice"),
        _act("sl_freeze_notice", "2025-12-01", "freeze_letter", facts={"project.freeze_months": 12}),
        _act("sl_implementing_unit_entrusted", "2025-12-02", "entrust_contract"),
        _act("sl_survey", "2025-12-31", "survey_sheet", "survey_photos"),
        _act("sl_survey_results_published", "01-05", "survey_publication"),
        _act("sl_unregistered_handled", "01-05", "unregistered_determination"),
        _act("sl_plan_drafted", "01-06", "plan_draft", facts={"plan.signing_period_days": 60}),
        _act("sl_plan_argued", "01-09", "argument_minutes"),
        _act("sl_plan_published_for_comment", "01-12", "plan_draft", "comment_notice"),
        _act("sl_stability_risk_assessment", "02-10", "risk_report"),
        _act("sl_comments_recorded", "02-12", "comment_register"),
    ]
    if is_voted:
        before += [
            _act(
                "sl_hearing",
                "02-25",
                "hearing_notice",
                "hearing_record",
                dates={"notice_delivered": _d("02-12")},
                before=("notice_delivered",),
            ),
            _act("sl_comments_result_published", "02-26", "comment_result"),
        ]
    else:
        before.append(_act("sl_comments_result_published", "02-13", "comment_result"))
    before += [
        _act(
            "sl_legality_review",
            "03-06",
            "legality_opinion",
            dates={"submitted": _d("02-26")},
            before=("submitted",),
        ),
        _act("sl_funds_in_full", "03-10", "funds_certificate", "cost_estimate"),
        _act("sl_executive_meeting", "03-12", "executive_minutes"),
        _act("sl_expropriation_decision", "03-18", "decision_sl", facts={"project.taking_state": "in_force"}),
        _act("sl_decision_announced", "03-20", "decision_notice", conditions=("rights_stated",)),
        _act("sl_publicity_explained", "03-20"),
    ]
    return (*before, *_state_after_decision(is_voted))


def _state_after_decision(is_voted: bool) -> list[ProjectAct]:
    chosen, values, reports, window = (
        ("03-31", "04-09", "04-15", "04-15") if is_voted else ("03-21", "03-25", "03-31", "04-01")
    )
    method = "majority_vote" if is_voted else "owners_negotiate"
    return [
        _act(
            "sl_appraiser_selected", chosen, "appraiser_list", "appraiser_selection_record",
            dates={"list_published": _d("03-20")}, before=("list_published",), facts={"project.appraiser_method": method},
        ),
        _act("sl_appraiser_commissioned", chosen, "appraisal_contract"),
        _act("sl_initial_values_published", values, "initial_values"),
        _act("sl_appraisal_reports_issued", reports, "appraisal_report_all", "appraisal_report_h"),
        _act("sl_signing_period_opened", window),
        _act("sl_demolition_filed", "04-20", "demolition_filing"),
        _act("sl_household_compensation_published", "04-30", "household_publication"),
    ]  # fmt: skip


def _village_acts(has_tract_plan: bool, basis: str, unsigned: int) -> tuple[ProjectAct, ...]:
    tract = [_act("cl_tract_plan_approved", "2025-10-31", "tract_plan_approval")] if has_tract_plan else []
    extract = ("annual_plan_extract",) if has_tract_plan else ()
    return (
        _act(
            "cl_public_interest_basis",
            "2025-10-20",
            "basis_file",
            "plan_conformity",
            *extract,
            facts={"project.basis": basis},
        ),
        *tract,
        _act("cl_pre_announcement", "2025-11-10", "pre_notice"),
        _act(
            "cl_land_survey",
            "01-16",
            "land_survey",
            "survey_photos",
            dates={"survey_ended": _d("01-16")},
            facts={"project.includes_farmland": True},
        ),
        _act("cl_stability_risk_assessment", "02-10", "risk_report"),
        _act("cl_plan_drafted", "02-13", "cl_plan"),
        _act("cl_plan_announced", "03-02", "cl_plan", "cl_plan_notice", facts={"plan.registration_days": 30}),
        _act("cl_comments_recorded", "04-02", "comment_register"),
        _act(
            "cl_plan_determined",
            "04-03",
            "cl_plan",
            "legality_opinion",
            "comment_result",
            dates={"agreement_deadline": _d("04-27")},
        ),
        _act("cl_funds_in_full", "04-08", "funds_certificate", "cost_estimate"),
        _act("cl_social_security_reviewed", "04-09", "social_security_opinion"),
        _act(
            "cl_compensation_registration",
            "04-09",
            "registration_form",
            "cl_plan_notice",
            dates={"opened": _d("03-09")},
            before=("opened",),
        ),
        _act("cl_agreements_signed", "04-27", "agreement"),
        _act(
            "cl_unsigned_stated", "04-28", "unsigned_statement", facts={"project.unsigned_stated": unsigned}
        ),
        _act(
            "cl_application_submitted",
            "04-28",
            "taking_application",
            "unsigned_statement",
            "risk_report",
            "funds_certificate",
        ),
        _act("cl_conversion_approved", "05-09", "conversion_approval"),
        _act(
            "cl_taking_approved",
            "05-09",
            "taking_approval",
            facts={"project.taking_state": "in_force"},
            dates={"received": _d("05-11")},
            after=("received",),
        ),
        _act("cl_taking_announced", "05-15", "taking_announcement"),
        _act("cl_demolition_filed", "05-15", "demolition_filing"),
    )


def imported(acts: Sequence[ProjectAct]) -> tuple[ProjectAct, ...]:
    """The acts that come as history with the register."""
    return tuple(act for act in acts if act.on <= IMPORTED_UNTIL)
