"""What other systems may read: projects, households within a post's sight, sealed days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import StringConstraints

from plumbline import campaign, law
from plumbline.store.models import DayRow, HouseholdRow, ProjectRow
from plumbline.store.reading.households import file_of, is_visible, note_access, visible
from plumbline.store.sealing import account_json
from plumbline.terms import Reason, Refused, Regime, Text
from plumbline.web.accounts import Actor, actor_of
from plumbline.web.accounts.guard import NO_POST
from plumbline.web.api import answers, described
from plumbline.web.navigation import OUTSIDE_COMPANIES
from plumbline.web.wallchart.guard import OUTSIDE

router = Router(tags=["reading"])
PAGE = 200
"""Rows of one answer; the next page is asked for by the last number seen."""


Word = Annotated[str, StringConstraints(max_length=80, pattern=r"^[^\x00]*$")]
"""An id in an address."""


def _in_post(request: HttpRequest, post: str) -> Actor | HttpResponse:
    """Who reads, in the named post or the one acted in, held today; else the refusal."""
    actor = actor_of(request)
    if actor is None or actor.post is None:
        return answers.refused(Refused((NO_POST,)), answers.DENIED)
    if not post:
        return actor
    held = next((one for one in actor.posts if one.id == post), None)
    if held is None:
        return answers.refused(Refused((NOT_HELD,)), answers.DENIED)
    return replace(actor, post=held)


NOT_HELD = Reason(
    code="permission:post",
    rule="岗位权限表",
    fact="—",
    message=Text("今日不任这个岗位", "this post is not held today"),
    remedy=Text("请写本人在任的岗位编号，或者不写", "name a post that you hold, or none"),
)


def _inside(request: HttpRequest, post: str) -> Actor | HttpResponse:
    """Who reads accounts and projects: a post of the office, no contracted firm's."""
    actor = _in_post(request, post)
    if isinstance(actor, Actor) and actor.held.role in OUTSIDE_COMPANIES:
        return answers.refused(Refused((OUTSIDE,)), answers.DENIED)
    return actor


@router.get(
    "/projects",
    summary="Projects with their stages and recorded steps",
    openapi_extra=described.answers("Projects", "项目、阶段、步骤 / projects", 401, 403, 405, 422),
)
def projects(request: HttpRequest, post: Word = "") -> HttpResponse:
    """Every project: regime, stages by count, steps with their days."""
    actor = _inside(request, post)
    if not isinstance(actor, Actor):
        return actor
    rows = ProjectRow.objects.order_by("position")
    shown = [
        {
            "id": row.pk,
            "name_zh": row.name_zh,
            "name_en": row.name_en,
            "regime": row.regime,
            "in_totals": row.in_totals,
            "stages": row.data["stages"],
            "steps": {step: record["on"] for step, record in row.data["records"].items()},
        }
        for row in rows
    ]
    return answers.told({"projects": shown})


@router.get(
    "/households",
    summary="Households within the sight of the acting post",
    openapi_extra=described.answers("Households", "本岗位可见的户 / households", 401, 403, 405, 422),
)
def households(
    request: HttpRequest, after: Word = "", project: Word = "", stage: Word = "", post: Word = ""
) -> HttpResponse:
    """At most 200 rows by file number; `after` continues from the last one seen."""
    actor = _in_post(request, post)
    if not isinstance(actor, Actor):
        return actor
    rows = HouseholdRow.objects.filter(visible(actor.office, actor.held)).order_by("id")
    wanted = {name: value for name, value in (("project", project), ("stage", stage)) if value}
    rows = rows.filter(**wanted, **({"id__gt": after} if after else {}))
    return answers.told({"households": [_line(row) for row in rows[:PAGE]]})


@router.get(
    "/households/{household_id}",
    summary="A household's file",
    openapi_extra=described.answers("Household", "户档 / the file", 401, 403, 404, 405, 422),
)
def household(request: HttpRequest, household_id: Word, post: Word = "") -> HttpResponse:
    """The file as the acting post may see it; the look is recorded."""
    actor = _in_post(request, post)
    if not isinstance(actor, Actor):
        return actor
    row = HouseholdRow.objects.filter(pk=household_id).first()
    if row is None or not is_visible(household_id, visible(actor.office, actor.held)):
        message = Text(
            f"没有此户，或者不在本岗位可见范围内：{household_id}",
            f"no such household within this post's sight: {household_id}",
        )
        return answers.one_reason(
            "unknown:household",
            "岗位权限表",
            message,
            Text("请核对编号", "check the number"),
            answers.UNKNOWN,
        )
    note_access(at=actor.now, person=actor.person, household=household_id, what="api")
    file = row.data
    kept = (
        "facts",
        "law",
        "records",
        "duties",
        "agreement",
        "booked",
        "settled",
        "orders",
        "state",
        "stage",
        "names",
        "address",
    )
    rights = _rights(actor, household_id)
    return answers.told({**_line(row), **{name: file[name] for name in kept}, "rights": rights})


def _rights(actor: Actor, household_id: str) -> list[dict[str, Any]]:
    """Everything that the household may demand, with the last day of what is running for it now."""
    opened = file_of(household_id)
    assert opened is not None, "its row has just been read"
    rules, held = campaign.rules_of(actor.office), opened.household
    subject = campaign.household_subject(opened.project, held)
    _deadlines, rights = law.time_limits(rules.procedure, rules.calendar, subject, actor.today)
    running = {right.right: right.last.day.isoformat() for right in rights if not right.over}
    return [
        {
            "id": right.id,
            "rule": f"{right.source} {right.article}",
            "zh": right.text.zh,
            "en": right.text.en,
            "last": running.get(right.id),
        }
        for right in rules.procedure.regimes[Regime(held.regime)].rights.values()
    ]


def _line(row: HouseholdRow) -> dict[str, Any]:
    return {
        "id": row.pk,
        "project": row.project,
        "block": row.block,
        "unit": row.unit,
        "stage": row.stage,
        "state": row.state,
        "choice": row.choice,
        "signed_on": row.signed_on or None,
        "total_fen": row.total_fen,
        "settled_fen": row.settled_fen,
    }


@router.get(
    "/days",
    summary="Sealed days",
    openapi_extra=described.answers("Days", "封账各日 / sealed days", 401, 403, 405, 422),
)
def days(request: HttpRequest, post: Word = "") -> HttpResponse:
    """Every sealed day with its size and root."""
    actor = _inside(request, post)
    if not isinstance(actor, Actor):
        return actor
    rows = DayRow.objects.order_by("day").values_list("day", "size", "root", "balanced")
    return answers.told(
        {"days": [{"date": d.isoformat(), "size": s, "root": r, "balanced": b} for d, s, r, b in rows]}
    )


@router.get(
    "/days/{day}",
    summary="The account of a sealed day",
    openapi_extra=described.answers("Day", "日结账 / the account", 401, 403, 404, 405, 422),
)
def day(request: HttpRequest, day: date, post: Word = "") -> HttpResponse:
    """The same as `plumbline day show --json`."""
    actor = _inside(request, post)
    if not isinstance(actor, Actor):
        return actor
    row = DayRow.objects.filter(pk=day).first()
    if row is None:
        message = Text(f"{day} 没有封账", f"{day} is not sealed")
        return answers.one_reason(
            "unknown:day",
            "日结账",
            message,
            Text("请查询已封账的日子", "ask for a sealed day"),
            answers.UNKNOWN,
        )
    return answers.told(account_json(row))
