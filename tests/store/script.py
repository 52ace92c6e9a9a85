"""What the offices do for the two projects, in the order of time, each on the first day on which the law lets it.

State land from 1 December 2025 to the signing period on 8 April 2026 and the filing of the works; collective land from
5 February to the announcement of the taking on 5 June. What a household does itself is left to the tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from tests.store.town import (
    IDS,
    IN_STATE,
    IN_VILLAGE,
    PRICE_FEN,
    STATE,
    STATE_POLICY,
    VILLAGE,
    VILLAGE_POLICY,
    entry,
    policy_text,
)

from plumbline import law
from plumbline.terms import SHANGHAI


def instant(text: str, hour: int = 10) -> datetime:
    """`2026-04-10`, or with its time `2026-04-10T08:20`; a bare day is its hour `hour`."""
    if len(text) == 10:
        return datetime.combine(date.fromisoformat(text), time(hour), SHANGHAI)
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@dataclass(frozen=True, slots=True)
class Act:
    """Something that somebody does at an instant: who, which command, about what."""

    at: datetime
    who: str
    command: str
    about: str
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def step(self) -> str:
        """The statutory step, or the command's name where it records none."""
        return str(self.fields.get("step") or self.fields.get("name") or self.command)


def papers(step: str, on: date) -> list[dict[str, Any]]:
    """Every document that a step can ask for, dated on the day."""
    row = law.load_procedure().steps[step]
    kinds = [*row.evidence, *(d for also in row.evidence_if for d in also.ids)]
    kinds += [d for group in row.evidence_any for d in group]
    return documents(on, *dict.fromkeys(kinds))


def documents(on: date, *kinds: str) -> list[dict[str, Any]]:
    """Documents of these kinds, numbered by their day."""
    return [{"document": kind, "number": f"{kind}-{on:%m%d}", "on": on.isoformat()} for kind in kinds]


def _project(project: str, step: str, on: str, hour: int = 9, **stated: Any) -> Act:
    at = instant(on, hour)
    fields = {"step": step, "evidence": papers(step, at.date()), **stated}
    return Act(at, "吴", "RecordProjectStep", project, fields)


def _date(project: str, name: str, on: str, document: str, hour: int = 8) -> Act:
    at = instant(on, hour)
    return Act(
        at,
        "吴",
        "EnterProjectDate",
        project,
        {"name": name, "on": on, "evidence": documents(at.date(), document)},
    )


def _each(
    names: tuple[str, ...], who: str, ending: str, on: str, hour: int = 11, **stated: Any
) -> Iterator[Act]:
    for minute, name in enumerate(names):
        step = ("sl_h_" if name in IN_STATE else "cl_h_") + ending
        at = instant(on, hour).replace(minute=minute)
        yield Act(
            at, who, "RecordStep", IDS[name], {"step": step, "evidence": papers(step, at.date()), **stated}
        )


def register(project: str, names: tuple[str, ...], on: str) -> Act:
    """The import of a project's register without any history."""
    rows = tuple(entry(name) for name in names)
    fields = {"sha256": f"{project:f<64}", "file_name": f"{project}.xlsx", "rows": len(rows), "entries": rows}
    return Act(instant(on, 8), "吴", "ImportRegister", project, fields)


def sealed(policy: str, project: str, on: str, *, improved: bool = False) -> Act:
    """The sealing of a policy."""
    at = instant(on, 8)
    fields = {
        "text": policy_text(policy, improved=improved),
        "projects": [project],
        "evidence": documents(at.date(), "plan_draft"),
    }
    return Act(at, "吴", "SealPolicy", "", fields)


DECISION = {"facts": {"project.taking_state": "in_force"}}
FUNDS_FEN = 400_000_000
"""Four million yuan: above what the households of either project can cost."""


def state_land() -> Iterator[Act]:
    """河街, up to the signing period, and the works."""
    p = STATE
    yield _project(p, "sl_public_interest_basis", "2025-12-01", 8, facts={"project.basis": "r590_8_4"})
    yield _project(p, "sl_scope_determined", "2025-12-01", 9)
    yield _project(p, "sl_freeze_notice", "2025-12-01", 10, facts={"project.freeze_months": 12})
    yield Act(
        instant("2025-12-02"), "吴", "EnterProjectFact", p,
        {"fact": "project.major_decision", "value": True, "evidence": documents(date(2025, 12, 2), "decision_catalogue")},
    )  # fmt: skip
    yield register(p, IN_STATE, "2025-12-05")
    yield from _each(IN_STATE, "陈", "surveyed", "2025-12-10")
    yield _project(p, "sl_survey", "2025-12-10", 17)
    yield from _each(("何",), "吴", "unregistered_determined", "2025-12-11")
    yield _project(p, "sl_survey_results_published", "2025-12-12")
    yield from _each(IN_STATE, "吴", "facts_published", "2025-12-12")
    yield _project(p, "sl_unregistered_handled", "2025-12-15")
    # Friday 12 December + 7 = Friday the 19th; the facts settle from the 20th.
    yield from _each(IN_STATE, "余", "facts_settled", "2025-12-20")
    yield _project(p, "sl_plan_drafted", "2025-12-22", facts={"plan.signing_period_days": 60})
    yield _project(p, "sl_plan_argued", "2025-12-23")
    yield sealed(STATE_POLICY, p, "2025-12-24")
    yield _project(p, "sl_plan_published_for_comment", "2026-01-20")
    yield _project(p, "sl_stability_risk_assessment", "2026-02-10")
    # 20 January + 30 days = 19 February, inside the Spring Festival, rolled to the 24th.
    yield _project(p, "sl_comments_recorded", "2026-02-25", 9)
    yield _project(p, "sl_comments_result_published", "2026-02-25", 10)
    yield _date(p, "sl_legality_review.submitted", "2026-02-25", "review_submission", 11)
    yield _project(p, "sl_legality_review", "2026-02-26")
    yield Act(
        instant("2026-02-27", 8), "吴", "EstimateCosts", p,
        {"prices": {"*": {"residence": PRICE_FEN}}, "evidence": documents(date(2026, 2, 27), "cost_estimate")},
    )  # fmt: skip
    yield _project(p, "sl_funds_in_full", "2026-02-27", facts={"project.funds_available": FUNDS_FEN})
    # Sent on the 25th; seven working days: 26, 27, 28 (a worked Saturday), 2, 3, 4, 5 March.
    yield _project(p, "sl_executive_meeting", "2026-03-06")
    yield _project(p, "sl_expropriation_decision", "2026-03-18", **DECISION)
    yield _project(p, "sl_decision_announced", "2026-03-20", conditions=["rights_stated"])
    yield _date(p, "sl_appraiser_selected.list_published", "2026-03-20", "appraiser_list", 10)
    # The list of the 20th: ten days end on Monday the 30th, so a vote counts from the 31st.
    yield _project(
        p, "sl_appraiser_selected", "2026-03-31", facts={"project.appraiser_method": "majority_vote"}
    )
    yield _project(p, "sl_appraiser_commissioned", "2026-03-31", 10)
    yield from _each(IN_STATE, "顾", "inspected", "2026-04-01", 8)
    for name in IN_STATE:
        at = instant("2026-04-01", 9)
        prices = dict.fromkeys(["b1", "b2"] if name == "何" else ["b1"], PRICE_FEN)
        yield Act(
            at,
            "顾",
            "RecordAppraisedValues",
            IDS[name],
            {"prices": prices, "evidence": documents(at.date(), "initial_values")},
        )
    yield _project(p, "sl_initial_values_published", "2026-04-01", 10)
    yield from _each(IN_STATE, "吴", "initial_value_displayed", "2026-04-01")
    # Five days end on 6 April, Tomb-sweeping, and roll to the 7th.
    yield _project(p, "sl_appraisal_reports_issued", "2026-04-08", 8)
    yield from _each(IN_STATE, "吴", "report_served", "2026-04-08", 9)
    yield from _each(IN_STATE, "吴", "choice_offered", "2026-04-08", 10)
    yield _project(p, "sl_signing_period_opened", "2026-04-08", 12)
    yield _project(p, "sl_demolition_filed", "2026-04-20")
    yield _project(p, "sl_household_compensation_published", "2026-04-30")


def collective_land() -> Iterator[Act]:
    """塘头, up to the announcement of the taking, and the works."""
    p = VILLAGE
    yield _project(p, "cl_public_interest_basis", "2026-02-05", facts={"project.basis": "lam_45_2"})
    yield _project(p, "cl_pre_announcement", "2026-02-10")
    yield register(p, IN_VILLAGE, "2026-02-11")
    yield _project(p, "cl_land_survey", "2026-02-12", dates={"survey_ended": "2026-02-12"})
    yield from _each(IN_VILLAGE, "陈", "surveyed", "2026-02-12")
    yield _project(p, "cl_stability_risk_assessment", "2026-02-13")
    for name in IN_VILLAGE:
        yield Act(
            instant("2026-02-24", 15), "勇", "EnterDate", IDS[name],
            {"name": "cl_h_facts_confirmed.displayed", "on": "2026-02-24", "evidence": documents(date(2026, 2, 24), "survey_publication")},
        )  # fmt: skip
    # Ten working days after 10 February end on Monday 2 March.
    yield _project(p, "cl_plan_drafted", "2026-03-03")
    # Displayed on 24 February + 7 = Tuesday 3 March.
    yield from _each(IN_VILLAGE, "余", "facts_confirmed", "2026-03-04")
    yield sealed(VILLAGE_POLICY, p, "2026-03-04")
    yield _project(p, "cl_plan_announced", "2026-03-04", facts={"plan.registration_days": 30})
    yield _date(p, "cl_compensation_registration.opened", "2026-03-05", "cl_plan_notice")
    # 4 March + 30 = Friday 3 April.
    yield _project(p, "cl_comments_recorded", "2026-04-04")
    yield _project(p, "cl_compensation_registration", "2026-04-04", 10)
    yield from _each(IN_VILLAGE, "勇", "registered", "2026-04-04")
    yield _project(p, "cl_plan_determined", "2026-04-07", dates={"agreement_deadline": "2026-05-20"})
    yield Act(
        instant("2026-04-08", 8), "吴", "EstimateCosts", p, {"evidence": documents(date(2026, 4, 8), "cost_estimate")}
    )  # fmt: skip
    yield _project(p, "cl_funds_in_full", "2026-04-08", facts={"project.funds_available": FUNDS_FEN})
    yield _project(p, "cl_social_security_reviewed", "2026-04-08", 10)
    yield from _each(IN_VILLAGE, "勇", "choice_offered", "2026-04-08", 14)
    yield _project(p, "cl_agreements_signed", "2026-05-20", 17)


def approval(unsigned: int) -> Iterator[Act]:
    """塘头 from the statement of those who did not sign to the announced taking and the filed works."""
    p = VILLAGE
    yield _project(p, "cl_unsigned_stated", "2026-05-21", facts={"project.unsigned_stated": unsigned})
    yield _project(p, "cl_application_submitted", "2026-05-22")
    yield _project(p, "cl_taking_approved", "2026-06-01", **DECISION)
    yield _date(p, "cl_taking_approved.received", "2026-06-02", "taking_approval")
    yield _project(p, "cl_taking_announced", "2026-06-05")
    yield _project(p, "cl_demolition_filed", "2026-06-08")


SCRIPT: tuple[Act, ...] = tuple(sorted((*state_land(), *collective_land()), key=lambda act: act.at))
