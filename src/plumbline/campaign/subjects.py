"""What a gate of the law reads of a project and of a household, put together from the aggregates.

Recorded facts come from the events; derived ones (halves, totals, what is due and paid, who still lives
in the building) are computed here and typed by nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from plumbline import law
from plumbline.campaign.households import Household
from plumbline.campaign.projects import Project
from plumbline.campaign.remembering import Remembered
from plumbline.terms import Regime

_RECORDS: Remembered[Mapping[str, Any], law.Record] = Remembered(20_000)
_TABLES: Remembered[Mapping[str, Mapping[str, Any]], Mapping[str, law.Record]] = Remembered(500)
_PROJECTS: Remembered[Project, law.ProjectSubject] = Remembered(10)


def _records(records: Mapping[str, Mapping[str, Any]]) -> Mapping[str, law.Record]:
    return _TABLES.read(records, _read_table)


def _read_table(records: Mapping[str, Mapping[str, Any]]) -> Mapping[str, law.Record]:
    return {step: _RECORDS.read(record, _read_record) for step, record in records.items()}


def _read_record(record: Mapping[str, Any]) -> law.Record:
    return law.Record(
        on=date.fromisoformat(record["on"]),
        dates=_days(record["dates"]),
        evidence=frozenset(record["evidence"]),
        seq=record["seq"],
    )


def _days(dates: Mapping[str, str]) -> dict[str, date]:
    return {name: date.fromisoformat(day) for name, day in dates.items()}


def project_facts(project: Project) -> dict[str, Any]:
    """Recorded and derived facts of a project, by the names of the law's tables."""
    state_land = project.regime == Regime.STATE_LAND
    sums_computed = (
        "sl_appraisal_reports_issued" in project.records
        if state_land
        else project.households > 0 and project.computed >= project.households
    )
    return {
        **project.facts,
        "project.earlier_freezes": 1 if "sl_freeze_notice" in project.records else 0,
        "project.owners_in_scope": project.owners,
        "project.owners_half": project.owners // 2,
        "project.households_half": project.households // 2,
        "project.titles_half": project.titles // 2,
        "project.owners_objecting": project.objecting.get("owners", 0),
        "project.households_objecting": project.objecting.get("households", 0),
        "project.titles_objecting": project.objecting.get("titles", 0),
        "project.members_half": project.owners // 2,
        "project.members_objecting": project.objecting.get("owners", 0),
        "project.buildings_under_review": project.under_review,
        "project.funds_available": project.funds_fen,
        "project.estimate_total": project.estimate_fen,
        "project.policy_total": project.policy_total_fen,
        "project.sums_computed": sums_computed,
        "project.unsigned_count": project.unsigned,
    }


def project_subject(project: Project) -> law.ProjectSubject:
    """The project as the law's gates read it."""
    return _PROJECTS.read(project, _read_project)


def _read_project(project: Project) -> law.ProjectSubject:
    return law.ProjectSubject(
        regime=Regime(project.regime),
        records=_records(project.records),
        entered_dates=_days(project.dates),
        facts=project_facts(project),
        conditions=project.conditions,
        local={
            name: law.LocalValue(value=v["value"], document=v.get("document"))
            for name, v in project.local.items()
        },
        households=project.households,
        households_done=project.done,
    )


def household_facts(project: Project, household: Household) -> dict[str, Any]:
    """Recorded and derived facts of a household, by the names of the law's tables."""
    before, settled, deposited = household.before_moving, household.settled, household.deposited
    mine = 0 if household.has_handed_over else 1
    neighbours = sum(project.occupied.get(f, 0) - mine for f in household.footprints)
    booked, paid = sum(household.booked.values()), sum(settled.values())
    return {
        **{name: value for name, value in household.law.items() if name != "titles"},
        "household.due_before_moving": max(0, sum(before.values())),
        # Where the household owes on balance nothing is due before moving, and settling its lines pays nothing.
        # What lies with a notary has not reached the household; whether it counts, the law asks by itself.
        "household.paid_before_moving": max(
            0, sum(settled.get(clause, 0) - deposited.get(clause, 0) for clause in before)
        ),
        "household.due_to_date": max(0, booked),
        "household.paid_to_date": paid,
        "household.open_amount": abs(booked - paid),
        "household.building_occupied_units": neighbours,
        "agreement.settles_enforcement": False,
    }


def household_subject(
    project: Project, household: Household, of_project: law.ProjectSubject | None = None
) -> law.HouseholdSubject:
    """The household as the law's gates read it; `of_project` saves building the project's side again."""
    return law.HouseholdSubject(
        project=of_project or project_subject(project),
        records=_records(household.records),
        entered_dates=_days(household.dates),
        facts=household_facts(project, household),
        conditions=household.conditions,
        state=household.state,
    )
