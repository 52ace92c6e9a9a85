"""Breaches that rules find in what is recorded: proposals with their facts, and nothing more.

A rule proposes and never climbs: what follows is a supervisor's decision. Every breach is a unit's or a
post's, never a resident's; it names the records that it rests on, and is found again from them by its key.
source  mission M13, M16
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from plumbline import law
from plumbline.campaign.office import Office, Post, posts
from plumbline.campaign.permissions import ADDRESSED
from plumbline.campaign.rules import Rules
from plumbline.campaign.state import State
from plumbline.campaign.subjects import household_subject, project_subject
from plumbline.campaign.waiting import waits_for
from plumbline.terms import STAGE_TEXT, Duty, Stage, Text, is_remaining

BREACH_RULES: dict[str, Text] = {
    "commitment": Text("承诺未兑现", "commitment not kept"),
    "grievance": Text("诉求超期未答复", "grievance not answered in time"),
    "order": Text("交办事项超期", "dispatch order overdue"),
    "public_step": Text("法定公告、程序逾期", "statutory step of a project late"),
    "household_step": Text("分户法定时限逾期", "statutory time of a household's file passed"),
    "standstill": Text("停滞一周以上", "no step for a week"),
}
"""The rules by which a breach is found, in words."""

STANDSTILL_BREACH_DAYS = 7
"""Days without any step of a unit after which it is proposed: 周周有进展."""

_OWN_RULE = "准绳自设规则 督查"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a breach: its name, and its value as the records have it."""

    name: Text
    value: Text


@dataclass(frozen=True, slots=True)
class Breach:
    """What a rule found.

    key      `rule:reference`; the same records give the same key
    unit     the unit that answers for it; `post` where the record names one
    since    the first day on which it was a breach
    source   the article, or the office's own rule
    records  numbers of the leaves that it rests on
    """

    key: str
    rule: str
    project: str
    unit: str
    post: str
    since: date
    source: str
    facts: tuple[Fact, ...]
    records: tuple[int, ...]


def breaches(state: State, rules: Rules, today: date) -> tuple[Breach, ...]:
    """Everything that the rules find on a day, the oldest first, whether or not anybody has decided on it."""
    office = state.office()
    found = [
        *_commitments(office),
        *_grievances(office, today),
        *_orders(office, today),
        *_standstills(state, rules, today),
        *_of_projects(state, rules, today),
        *_of_households(state, rules, today),
    ]
    return tuple(sorted(found, key=lambda b: (b.since, b.key)))


def breach_of(state: State, rules: Rules, today: date, key: str) -> Breach | None:
    """The breach of a key as it stands today; None where the records show none (any more)."""
    office, rule = state.office(), key.partition(":")[0]
    match rule:
        case "commitment":
            found: Iterator[Breach] = _commitments(office)
        case "grievance":
            found = _grievances(office, today)
        case "order":
            found = _orders(office, today)
        case "standstill":
            found = _standstills(state, rules, today)
        case "public_step":
            found = _of_projects(state, rules, today)
        case "household_step":
            found = _of_household(state, rules, today, key.split(":")[1])
        case _:
            return None
    return next((breach for breach in found if breach.key == key), None)


def _same(value: str) -> Text:
    return Text(value, value)


# ---------- promises, questions, orders ----------
def _commitments(office: Office) -> Iterator[Breach]:
    """Promises settled as not kept at the close of their day."""
    for number, entry in office.commitments.items():
        if entry["kept"] is not False:
            continue
        stage = STAGE_TEXT[Stage(entry["stage"])]
        yield Breach(
            key=f"commitment:{number}",
            rule="commitment",
            project=entry["project"],
            unit=entry["unit"],
            post="",
            since=date.fromisoformat(entry["due_on"]) + timedelta(days=1),
            source="准绳自设规则 诺责",
            facts=(
                Fact(Text("承诺到哪一步", "stage promised"), stage),
                Fact(Text("承诺户数", "households promised"), _same(str(entry["households"]))),
                Fact(Text("到期日已达到户数", "households reached on the day"), _same(str(entry["reached"]))),
                Fact(Text("承诺到期日", "promised for"), _same(entry["due_on"])),
            ),
            records=(int(number),),
        )


def _grievances(office: Office, today: date) -> Iterator[Breach]:
    """Grievances whose answer is overdue. What was asked, and who asked, is no part of it."""
    for number, entry in office.grievances.items():
        if entry["answered"] or entry["due_on"] >= today.isoformat():
            continue
        due = date.fromisoformat(entry["due_on"])
        yield Breach(
            key=f"grievance:{number}",
            rule="grievance",
            project=entry["project"] or "",
            unit=entry["owner_unit"],
            post=entry["owner_post"],
            since=due + timedelta(days=1),
            source="XF 22" if entry["kind"] == "complaint" else _OWN_RULE,
            facts=(
                Fact(Text("诉求编号", "number of the case"), _same(number)),
                Fact(Text("收到日期", "received on"), _same(entry["received_on"])),
                Fact(Text("应答复日期", "answer due on"), _same(entry["due_on"])),
                Fact(Text("答复", "answer"), Text("至今未答复", "none so far")),
            ),
            records=(int(number),),
        )


def _orders(office: Office, today: date) -> Iterator[Breach]:
    """Dispatch orders past their day that their owner has not answered; what waits for its verifier is not the owner's."""
    for number, entry in office.dispatches.items():
        if entry["state"] not in ("issued", "signed") or entry["due_on"] >= today.isoformat():
            continue
        yield Breach(
            key=f"order:{number}",
            rule="order",
            project="",
            unit=entry["unit"],
            post=entry["post"],
            since=date.fromisoformat(entry["due_on"]) + timedelta(days=1),
            source="准绳自设规则 交办",
            facts=(
                Fact(Text("交办单编号", "number of the order"), _same(number)),
                Fact(
                    Text("来源", "from"),
                    Text(
                        f"第 {entry['consultation']} 次会商第 {entry['item']} 项",
                        f"item {entry['item']} of consultation {entry['consultation']}",
                    ),
                ),
                Fact(Text("办理时限", "due on"), _same(entry["due_on"])),
            ),
            records=(),
        )


def _standstills(state: State, rules: Rules, today: date) -> Iterator[Breach]:
    """Units that the last sealed account names as without a step for a week, where somebody's step is due.

    Households that the law lets wait are told beside it; a unit all of whose households lawfully wait stands still lawfully.
    """
    office = state.office()
    if not office.still:
        return
    sealed = date.fromisoformat(office.still["day"])
    for place in office.still["places"]:
        if place["kind"] != "unit" or place["days"] < STANDSTILL_BREACH_DAYS:
            continue
        lawful = _lawfully_waiting(state, rules, today, place)
        if lawful is None:
            continue
        # The first day without a step names the standstill: while it lasts it is one and the same breach.
        first = sealed - timedelta(days=place["days"] - 1)
        yield Breach(
            key=f"standstill:{place['id']}:{place['project']}:{first.isoformat()}",
            rule="standstill",
            project=place["project"],
            unit=place["id"],
            post="",
            since=first + timedelta(days=STANDSTILL_BREACH_DAYS),
            source=_OWN_RULE,
            facts=(
                Fact(Text("连续无进展天数", "days without a step"), _same(str(place["days"]))),
                Fact(Text("剩余户数", "households remaining"), _same(str(place["remaining"]))),
                Fact(Text("其中依法等待", "of these lawfully waiting"), _same(str(lawful))),
                Fact(Text("封账日期", "by the account of"), _same(office.still["day"])),
            ),
            records=(),
        )


def _lawfully_waiting(state: State, rules: Rules, today: date, place: Mapping[str, Any]) -> int | None:
    """How many of a unit's remaining households lawfully wait; None where all of them do."""
    project, households = state.project(place["project"]), []
    for household_id in state.household_ids(place["project"]):
        household = state.household(household_id)
        if household is None or household.is_withdrawn or not is_remaining(Stage(household.stage)):
            continue
        if any(duty["unit"] == place["id"] for duty in household.duties.values()):
            households.append(household)
    if project is None:
        return None
    waits = waits_for(rules, [(project, household) for household in households], today)
    lawful = sum(what.is_lawful for what in waits.values())
    return lawful if lawful < len(households) else None


# ---------- statutory times ----------
def _of_projects(state: State, rules: Rules, today: date) -> Iterator[Breach]:
    """Steps and announcements of a project that an authority has not made within the law's time."""
    for row in state.office().description["projects"]:
        project = state.project(row["id"])
        if project is None:
            continue
        unit = _leading_unit(state.office(), project.id)
        for late in _passed(rules, project_subject(project), today):
            yield Breach(
                key=f"public_step:{project.id}:{late.step}",
                rule="public_step",
                project=project.id,
                unit=unit,
                post="",
                since=late.last.day + timedelta(days=1),
                source=late.rule,
                facts=_late_facts(rules, late),
                records=(),
            )


_TIMED_ANSWERS = (
    ("h_review_requested", "h_review_answered"),
    ("h_expert_requested", "h_expert_opinion"),
)
"""What a household asked for, and the step in which an authority owes the answer; the ends of both regimes' steps."""


def _of_households(state: State, rules: Rules, today: date) -> Iterator[Breach]:
    """Statutory times of files in which an answer is owed; the others owe nothing that a day decides."""
    for row in state.office().description["projects"]:
        project = state.project(row["id"])
        for household_id in state.household_ids(row["id"]) if project is not None else ():
            yield from _of_household(state, rules, today, household_id)


def _of_household(state: State, rules: Rules, today: date, household_id: str) -> Iterator[Breach]:
    household = state.household(household_id)
    project = state.project(household.project) if household is not None else None
    if household is None or project is None or household.is_withdrawn or not _is_owed(household.records):
        return
    owed = {answered for _asked, answered in _TIMED_ANSWERS}
    post = household.duties.get(Duty.APPRAISAL.value, {})
    for late in _passed(rules, household_subject(project, household), today):
        if late.step.partition("_")[2] not in owed:
            continue
        yield Breach(
            key=f"household_step:{household_id}:{late.step}",
            rule="household_step",
            project=household.project,
            unit=str(post.get("unit", "")),
            post=str(post.get("post", "")),
            since=late.last.day + timedelta(days=1),
            source=late.rule,
            facts=_late_facts(rules, late),
            records=(),
        )


def _is_owed(records: Any) -> bool:
    ends = {step.partition("_")[2] for step in records}
    return any(asked in ends and answered not in ends for asked, answered in _TIMED_ANSWERS)


def _passed(rules: Rules, subject: law.Subject, today: date) -> Iterator[law.Deadline]:
    """Deadlines that bind an authority, have passed and are still open."""
    deadlines, _rights = law.time_limits(rules.procedure, rules.calendar, subject, today)
    return (late for late in deadlines if late.is_breach and late.done_on is None)


def _late_facts(rules: Rules, late: law.Deadline) -> tuple[Fact, ...]:
    return (
        Fact(Text("程序", "step"), rules.procedure.steps[late.step].name),
        Fact(Text("法定最后日期", "last lawful day"), _same(late.last.day.isoformat())),
        Fact(Text("依据", "by"), _same(late.rule)),
    )


def _leading_unit(office: Office, project: str) -> str:
    """The project's lead unit; where the description names none, the unit of the headquarters office."""
    leads = office.description.get("structure", {}).get("project_leads", ())
    named = next((str(row["lead_unit"]) for row in leads if row["project"] == project), "")
    return named or next((p.unit for p in posts(office.description) if p.role == "office"), "")


# ---------- who receives ----------
def receiver(office: Office, unit: str, post: str, today: date) -> Post | None:
    """The post that receives a paper: the one named; for a unit its head, else the first of its posts held today."""
    if post:
        return office.post_on(post, today)
    ids = dict.fromkeys(p.id for p in posts(office.description) if p.unit == unit and p.role in ADDRESSED)
    held = [now for id in ids if (now := office.post_on(id, today)) is not None]
    return next((p for p in held if p.role == "unit_head"), held[0] if held else None)
