"""Consultations: opened with an agenda from facts, decided item by item, closed, and opened again once at most so long as nothing follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from plumbline.campaign.agenda import agenda
from plumbline.campaign.consulting import (
    CloseConsultation,
    DecideInConsultation,
    OpenConsultation,
    ReopenConsultation,
)
from plumbline.campaign.deciding.draft import Draft, reason, refused
from plumbline.campaign.deciding.pressure import pressure
from plumbline.campaign.events import make_event
from plumbline.campaign.office import Office, Post
from plumbline.campaign.permissions import ADDRESSED, may
from plumbline.terms import Reason, Refused, local_day

CHAIRS = frozenset({"commander", "lead_leader", "group_leader", "office"})
"""Roles that chair: the headquarters' and the branches' leaders, the office in their stead."""

APART = frozenset({"construction_unit", "wall"})
"""Roles that take no part; the land-using company may sit in as an observer (R590 27(3))."""

_RULE = "准绳自设规则 会商"


def open_consultation(draft: Draft, command: OpenConsultation) -> Refused | None:
    """Open the next consultation of a project, or of the campaign, once the one before it is closed."""
    office = draft.state.office()
    problems = [*_scope(draft, "OpenConsultation", command.project), *_people(draft, command)]
    if not command.place.strip():
        problems.append(_empty("place", "没有写明地点", "the place is missing"))
    last = newest(office, command.project)
    if last is not None and not office.consultations[str(last)]["closed"]:
        problems.append(
            reason(
                "consultation:open",
                _RULE,
                str(last),
                message=(f"第 {last} 次会商还没有结束", f"consultation {last} is not closed yet"),
                remedy=("请先结束上一次会商", "close the one before it first"),
            )
        )
    if problems:
        return refused(*problems)
    items = agenda(draft.state, draft.rules, project=command.project, today=draft.today)
    draft.emit(
        make_event(
            "consultation.opened/1",
            open={
                "consultation": len(office.consultations) + 1,
                "project": command.project,
                "held_on": local_day(command.done_at).isoformat(),
                # The day whose account the agenda's figures are looked up in.
                "sealed": office.last_closed,
            },
            com={
                "place": command.place.strip(),
                "chair": command.chair,
                "present": list(command.present),
                "absent": list(command.absent),
                "observers": list(command.observers),
                "agenda": list(items),
                **draft.act(command.done_at, command.evidence),
            },
        )
    )
    return None


def newest(office: Office, project: str) -> int | None:
    """Number of the last consultation of a project, or of the campaign; None before the first."""
    return max((int(n) for n, c in office.consultations.items() if c["project"] == project), default=None)


def _people(draft: Draft, command: OpenConsultation) -> list[Reason]:
    problems: list[Reason] = []
    chair = _held(draft, command.chair)
    if chair is None or chair.role not in CHAIRS:
        problems.append(
            reason(
                "consultation:chair",
                _RULE,
                command.chair or "—",
                message=(
                    "主持岗位不在任，或者不是指挥长、牵头市领导、组长、办公室岗位",
                    "the chair's post is not held today, or is none of a commander, leader, group leader or the office",
                ),
                remedy=("请选定主持的岗位", "name the post that chairs"),
            )
        )
    named = (*command.present, *command.absent, *command.observers)
    wrong = [id for id in named if _held(draft, id) is None]
    wrong += [id for id in command.present if (p := _held(draft, id)) is not None and p.role in APART]
    if not command.present or wrong or len(set(named)) < len(named):
        problems.append(
            reason(
                "consultation:present",
                _RULE,
                "、".join(wrong) or "—",
                message=(
                    "参会岗位须写明且在任，一个岗位只列一次；用地单位只可列席",
                    "participants are posts held today, each named once; the land-using company may only observe",
                ),
                remedy=("请核对出席、请假、列席名单", "check who is present, excused and observing"),
            )
        )
    return problems


def _held(draft: Draft, post_id: str) -> Post | None:
    post = draft.state.office().post(post_id)
    return post if post is not None and post.is_held_on(draft.today) else None


def _scope(draft: Draft, command: str, project: str) -> tuple[Reason, ...]:
    """A branch's post holds its own project's consultations, not the whole campaign's."""
    post = draft.context.post
    if post is not None and post.projects and not project:
        return (
            reason(
                "consultation:project",
                _RULE,
                post.id,
                message=(
                    "本岗位只办所属项目的会商，请写明项目",
                    "this post holds consultations of its own project only: name the project",
                ),
                remedy=(
                    "请写明项目，或者由指挥部办公室办理",
                    "name it, or let the headquarters office do it",
                ),
            ),
        )
    return may(command, draft.context, project=project)


def _empty(field: str, zh: str, en: str) -> Reason:
    return reason(f"consultation:{field}", _RULE, "—", message=(zh, en), remedy=("请补写", "write it down"))


# ---------- decisions ----------
def decide_in_consultation(draft: Draft, command: DecideInConsultation) -> Refused | None:
    """Record a decision and give it to its owner as a dispatch order, in one moment.

    source  mission M11; procedure-notes T13: no order asks for pressure
    """
    office = draft.state.office()
    meeting = _meeting(office, command.consultation)
    if isinstance(meeting, Refused):
        return meeting
    problems = list(_scope(draft, "DecideInConsultation", meeting["project"]))
    if meeting["closed"]:
        problems.append(_locked(command.consultation))
    problems += _terms(draft, command, meeting)
    concerned = [meeting["project"]] if meeting["project"] else _projects(office)
    problems += pressure(draft, concerned, command.matter, command.standard)
    if problems:
        return refused(*problems)
    _emit_decision(draft, command, meeting)
    return None


def _emit_decision(draft: Draft, command: DecideInConsultation, meeting: Mapping[str, Any]) -> None:
    office, item = draft.state.office(), meeting["decisions"] + 1
    post = office.post(command.addressee)
    assert post is not None, "asked for in its terms"
    act = draft.act(command.done_at, command.evidence)
    words = {
        "matter": command.matter.strip(),
        "standard": command.standard.strip(),
        "about": list(command.about),
    }
    draft.emit(
        make_event(
            "consultation.decided/1",
            open={"consultation": command.consultation, "item": item},
            com={**words, **act},
        )
    )
    draft.emit(
        make_event(
            "dispatch.issued/1",
            open={
                "order": len(office.dispatches) + 1,
                "consultation": command.consultation,
                "item": item,
                "project": meeting["project"],
                "unit": post.unit,
                "post": post.id,
                "due_on": command.due_on.isoformat(),
            },
            # The paper belongs to the decision; the order is its excerpt.
            com={**words, **act, "evidence": []},
        )
    )


def _terms(draft: Draft, command: DecideInConsultation, meeting: Mapping[str, Any]) -> list[Reason]:
    problems: list[Reason] = []
    if not command.matter.strip() or not command.standard.strip():
        problems.append(
            _empty("words", "须写明事由和完成标准", "matter and standard of completion are both needed")
        )
    post = _held(draft, command.addressee)
    if post is None or post.role not in ADDRESSED:
        problems.append(
            reason(
                "consultation:addressee",
                "R590 27(3)" if post is not None and post.role == "construction_unit" else _RULE,
                command.addressee or "—",
                message=(
                    "责任岗位不在任，或者不承办交办事项（建设单位不得参与搬迁活动）",
                    "the post is not held today, or does no work of this kind (the developer takes no part in relocation)",
                ),
                remedy=("请交给有在任责任人的承办岗位", "give it to a post that is held and does the work"),
            )
        )
    if command.due_on < max(draft.today, local_day(command.done_at)):
        problems.append(
            reason(
                "consultation:due",
                _RULE,
                command.due_on.isoformat(),
                message=("时限已过", "the day by which it is due is past"),
                remedy=("请定在今日或者以后", "choose today or a later day"),
            )
        )
    beyond = [n for n in command.about if not 1 <= n <= meeting["items"]]
    if beyond:
        problems.append(
            reason(
                "consultation:about",
                _RULE,
                "、".join(map(str, beyond)),
                message=(f"议程没有第 {beyond[0]} 项", f"the agenda has no item {beyond[0]}"),
                remedy=(f"议程共 {meeting['items']} 项", f"the agenda has {meeting['items']} items"),
            )
        )
    return problems


def _projects(office: Office) -> Iterable[str]:
    return [row["id"] for row in office.description["projects"]]


# ---------- closing and opening again ----------
def close_consultation(draft: Draft, command: CloseConsultation) -> Refused | None:
    """Lock the minutes; the orders go their own way."""
    meeting = _meeting(draft.state.office(), command.consultation)
    if isinstance(meeting, Refused):
        return meeting
    problems = list(_scope(draft, "CloseConsultation", meeting["project"]))
    if meeting["closed"]:
        problems.append(_locked(command.consultation))
    if problems:
        return refused(*problems)
    draft.emit(
        make_event(
            "consultation.closed/1",
            open={"consultation": command.consultation},
            com=draft.act(command.done_at, command.evidence),
        )
    )
    return None


def reopen_consultation(draft: Draft, command: ReopenConsultation) -> Refused | None:
    """Open the newest again, with a reason; what has a successor stays as it was."""
    office = draft.state.office()
    meeting = _meeting(office, command.consultation)
    if isinstance(meeting, Refused):
        return meeting
    problems = list(_scope(draft, "ReopenConsultation", meeting["project"]))
    last = newest(office, meeting["project"])
    if last != command.consultation:
        problems.append(
            reason(
                "consultation:succeeded",
                _RULE,
                str(command.consultation),
                message=(
                    f"第 {command.consultation} 次会商之后已经开了第 {last} 次，不能重开",
                    f"consultation {command.consultation} has a successor, {last}: it stays closed",
                ),
                remedy=("请在最近一次会商中另作决定", "decide anew in the newest one"),
            )
        )
    elif not meeting["closed"]:
        problems.append(
            reason(
                "consultation:not_closed",
                _RULE,
                str(command.consultation),
                message=("这次会商还没有结束", "this consultation is open"),
                remedy=("不必重开，可以直接议定", "decide in it as it stands"),
            )
        )
    if not command.reason.strip():
        problems.append(_empty("reason", "须写明重开的理由", "the reason for opening it again is missing"))
    if problems:
        return refused(*problems)
    draft.emit(
        make_event(
            "consultation.reopened/1",
            open={"consultation": command.consultation},
            com={"reason": command.reason.strip(), **draft.act(command.done_at, command.evidence)},
        )
    )
    return None


def _meeting(office: Office, number: int) -> Mapping[str, Any] | Refused:
    found = office.consultations.get(str(number))
    if found is not None:
        return found
    return refused(
        reason(
            "consultation:unknown",
            _RULE,
            str(number),
            message=(f"没有第 {number} 次会商", f"there is no consultation {number}"),
            remedy=("请在会商台账中核对", "check the list of consultations"),
        )
    )


def _locked(number: int) -> Reason:
    return reason(
        "consultation:locked",
        _RULE,
        str(number),
        message=(
            f"第 {number} 次会商已经结束，纪要锁定",
            f"consultation {number} is closed, its minutes are locked",
        ),
        remedy=(
            "最近一次会商没有后续时可以写明理由重开；否则请在下一次会商中议定",
            "the newest may be opened again with a reason; else decide in the next one",
        ),
    )
