"""Enquiries, requests, objections and complaints: received with an owner and a due day, and answered."""

from __future__ import annotations

from datetime import date

from plumbline import law
from plumbline.campaign.commands import AnswerGrievance, ReceiveGrievance
from plumbline.campaign.deciding.draft import Draft, reason, refused
from plumbline.campaign.deciding.project_work import already_recorded
from plumbline.campaign.events import make_event
from plumbline.campaign.office import posts
from plumbline.terms import Duty, HouseholdId, Refused, local_day

ANSWER_TERMS: dict[str, tuple[int, str, str]] = {
    "enquiry": (5, "working_day", "准绳自设规则"),
    "request": (10, "working_day", "准绳自设规则"),
    "objection": (10, "working_day", "准绳自设规则"),
    "complaint": (15, "calendar_day", "XF 22"),
    "information": (20, "working_day", "OGI 33"),
}
"""Kind → days to answer, unit, and whose rule: the office's own where no statute sets one."""


def receive_grievance(draft: Draft, command: ReceiveGrievance) -> Refused | None:
    """Register a grievance; its owner is the household's settling duty, else the headquarters office."""
    term = ANSWER_TERMS.get(command.kind)
    if term is None:
        known = "、".join(ANSWER_TERMS)
        return refused(
            reason(
                "grievance:kind",
                "准绳自设规则",
                command.kind,
                message=(f"没有“{command.kind}”这类诉求", f"there is no kind “{command.kind}”"),
                remedy=(f"可用：{known}", f"one of: {known}"),
            )
        )
    household = draft.state.household(command.household) if command.household else None
    unit, post = _owner(draft, household.duties.get(Duty.SETTLING.value) if household else None)
    draft.emit(
        make_event(
            "grievance.received/1",
            open={
                "kind": command.kind,
                "due_on": _due_on(draft.rules.calendar, local_day(command.done_at), term).isoformat(),
            },
            com={
                "household": command.household or None,
                "project": household.project if household else command.project or None,
                "text": command.text,
                "channel": command.channel,
                "owner_unit": unit,
                "owner_post": post,
                "grievance_state": "open",
                **draft.act(command.done_at, command.evidence),
            },
            files=(HouseholdId(command.household),) if household else (),
        )
    )
    return None


def _due_on(calendar: law.WorkCalendar, received: date, term: tuple[int, str, str]) -> date:
    # An answer binds the office, so its last day is nominal and never lengthened by rest days (p3).
    return law.last_day(calendar, received, term[0], law.Unit(term[1]), rolls=False).nominal


def moved_by_notice(draft: Draft, calendar: law.WorkCalendar) -> list[dict[str, int | str]]:
    """Open cases whose last day is another one by a calendar with a new notice, with that day."""
    found: list[dict[str, int | str]] = []
    cases = draft.state.office().grievances
    for number, case in sorted(cases.items(), key=lambda item: int(item[0])):
        received = date.fromisoformat(str(case["received_on"]))
        due = _due_on(calendar, received, ANSWER_TERMS[case["kind"]]).isoformat()
        if not case["answered"] and due != case["due_on"]:
            found.append({"grievance": int(number), "due_on": due})
    return found


def _owner(draft: Draft, duty: object) -> tuple[str, str]:
    if isinstance(duty, dict):
        return str(duty["unit"]), str(duty["post"])
    desk = next(p for p in posts(draft.state.office().description) if p.role == "office")
    return desk.unit, desk.id


def answer_grievance(draft: Draft, command: AnswerGrievance) -> Refused | None:
    """Answer a grievance, citing the clause or article that the answer rests on."""
    entry = draft.state.office().grievances.get(str(command.grievance))
    if entry is None:
        return refused(
            reason(
                "grievance:unknown",
                "准绳自设规则",
                str(command.grievance),
                message=(
                    f"没有编号为 {command.grievance} 的诉求",
                    f"there is no grievance {command.grievance}",
                ),
                remedy=("请在诉求台账中核对编号", "check the number in the list"),
            )
        )
    if entry["answered"]:
        return already_recorded(f"grievance {command.grievance}", str(entry["answered"]))
    household = draft.state.household(str(entry["household"])) if entry["household"] else None
    others = household is not None and household.grievances_open > 1
    draft.emit(
        make_event(
            "grievance.answered/1",
            open={"grievance": command.grievance},
            com={
                "household": entry["household"],
                "text": command.text,
                "cites": list(command.cites),
                "grievance_state": "open" if others else "answered",
                **draft.act(command.done_at, command.evidence),
            },
            files=(HouseholdId(household.id),) if household else (),
        )
    )
    return None
