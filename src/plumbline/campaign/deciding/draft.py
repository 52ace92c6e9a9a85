"""A decision in the making: events decided so far, on top of the state they were decided on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from plumbline import law
from plumbline.campaign.codec import plain
from plumbline.campaign.events import Event, Stamp, make_event
from plumbline.campaign.evidence import Evidence
from plumbline.campaign.evolve import evolve
from plumbline.campaign.households import Household
from plumbline.campaign.permissions import Context
from plumbline.campaign.projects import Project
from plumbline.campaign.rules import Rules
from plumbline.campaign.state import Overlay, State
from plumbline.campaign.subjects import household_subject, project_subject
from plumbline.terms import SHANGHAI, HouseholdId, Reason, Refused, Regime, Text, at_millis, local_day

MOST_MOVES = 16
"""More moves at once than any path of the lifecycle has; beyond it the tables chase each other."""

LATE_AFTER_DAYS = 3
"""An act entered more than this many days after it happened needs a reviewer of another hand."""


def reason(
    code: str,
    rule: str,
    fact: str,
    *,
    message: tuple[str, str],
    remedy: tuple[str, str],
    earliest: date | None = None,
) -> Reason:
    """A reason of the office's own making, its texts as (Chinese, English)."""
    return Reason(code, rule, fact, Text(*message), Text(*remedy), earliest)


def refused(*reasons: Reason) -> Refused:
    """A refusal with these reasons."""
    return Refused(tuple(reasons))


def unknown(kind: str, name: str) -> Refused:
    """The thing named does not exist."""
    words = {"household": ("户", "household"), "project": ("项目", "project")}.get(kind, (kind, kind))
    return refused(
        reason(
            f"unknown:{kind}",
            "准绳自设规则",
            name,
            message=(f"没有编号为“{name}”的{words[0]}", f"there is no {words[1]} “{name}”"),
            remedy=("请核对编号，或者先导入名册", "check the number, or import the register first"),
        )
    )


@dataclass(slots=True)
class Draft:
    """Events decided so far and the state with them applied.

    `emit` evolves the overlay at once, so that the next part of a decision sees what the part before
    it did: an import replays a household's history this way.
    """

    state: Overlay
    context: Context
    rules: Rules
    events: list[Event]

    @classmethod
    def on(cls, state: State, context: Context, rules: Rules) -> Draft:
        """An empty draft on a state."""
        return cls(Overlay(state), context, rules, [])

    @property
    def today(self) -> date:
        """The day of entry, Asia/Shanghai."""
        return local_day(self.context.at)

    def emit(self, event: Event) -> None:
        """Add an event and apply it."""
        stamp = Stamp(self.state.next_seq, at_millis(self.context.at))
        self.state.put(*evolve(self.state, event, stamp))
        self.state.next_seq += 1
        self.events.append(event)

    def act(self, done_at: datetime | date, evidence: Iterable[Evidence] = ()) -> dict[str, Any]:
        """The committed fields that every act has: who, when it happened, by which papers."""
        return {
            "by_person": self.context.person,
            "done_at": plain(done_at),
            "evidence": [plain(e) for e in evidence],
            "reviewed_by": self.context.reviewed_by,
        }

    def project(self, project_id: str) -> Project:
        """The project, which a caller has made sure exists."""
        project = self.state.project(project_id)
        assert project is not None, project_id
        return project

    def household(self, household_id: str) -> Household:
        """The household, which a caller has made sure exists."""
        household = self.state.household(household_id)
        assert household is not None, household_id
        return household

    def move(
        self, household: Household, *, step: str | None = None, today: date | None = None
    ) -> tuple[str, str] | None:
        """State and stage that the lifecycle gives the household now, or None when it stays."""
        subject = household_subject(self.project(household.project), household)
        state = law.move(self.rules.procedure, self.rules.calendar, subject, step, today or self.today)
        state = state or household.state
        # A resettled household whose building comes down stays resettled, and counts as demolished from then on.
        moved = state, law.stage_of(Regime(household.regime), state, subject).value
        return None if moved == (household.state, household.stage) else moved

    def settle(self, household_id: str, *, on: date | None = None) -> None:
        """Let the household move wherever its facts now carry it, until it stands still.

        on  the day of the act that carried it; today where none did
        """
        for _ in range(MOST_MOVES):
            household = self.household(household_id)
            moved = self.move(household)
            if moved is None:
                return
            self.emit(
                make_event(
                    "household.moved/1",
                    com={
                        "household": household_id,
                        "state": moved[0],
                        "stage": moved[1],
                        "on": (on or self.today).isoformat(),
                        "by_person": "system",
                    },
                    files=(HouseholdId(household_id),),
                )
            )
        raise AssertionError(f"the lifecycle of {household_id} does not come to rest")


def not_later(context: Context, done_at: datetime) -> tuple[Reason, ...]:
    """An act cannot have happened after it is entered."""
    if done_at <= context.at:
        return ()
    return (
        reason(
            "done_at:future",
            "准绳自设规则",
            plain(done_at),
            message=(
                f"办理时间 {plain(done_at)} 晚于录入时间 {plain(context.at)}",
                f"the act is dated {plain(done_at)}, after its entry at {plain(context.at)}",
            ),
            remedy=(
                "请在事情发生以后再录入，或者更正时间",
                "enter it after it has happened, or correct the time",
            ),
        ),
    )


def is_late(context: Context, done_at: datetime) -> bool:
    """Whether an act is entered so late that another hand must review it."""
    return (local_day(context.at) - local_day(done_at)).days > LATE_AFTER_DAYS


def documents_json(evidence: Iterable[Evidence]) -> list[Any]:
    """Documents as the public part of a project's event names them."""
    return [plain(e) for e in evidence]


def kinds(evidence: Iterable[Evidence]) -> frozenset[str]:
    """The kinds of document attached."""
    return frozenset(e.document for e in evidence)


def end_of(day: date) -> datetime:
    """The last millisecond of a day: when the day's close books what the day itself brought."""
    return datetime.combine(day, time(), SHANGHAI) + timedelta(days=1) - timedelta(milliseconds=1)


def judge(
    draft: Draft,
    subject: law.ProjectSubject | law.HouseholdSubject,
    step: str,
    done_at: datetime,
    evidence: Iterable[Evidence],
    *,
    dates: Mapping[str, date] | None = None,
    facts: Mapping[str, Any] | None = None,
    conditions: Iterable[str] = (),
) -> tuple[Reason, ...]:
    """Every reason of the law against recording this step now."""
    if wrong := another_level(draft, subject, step):
        return wrong
    act = law.Act(
        step=step,
        on=local_day(done_at),
        evidence=kinds(evidence),
        dates=dict(dates or {}),
        facts=dict(facts or {}),
        conditions=frozenset(conditions),
        now=draft.today,
    )
    return tuple(law.judge(draft.rules.procedure, draft.rules.calendar, subject, act))


def another_level(
    draft: Draft, subject: law.ProjectSubject | law.HouseholdSubject, step: str
) -> tuple[Reason, ...]:
    """Why a step is not one of this subject's: a household's step for a project, or the other way round."""
    row, of_household = draft.rules.procedure.steps.get(step), isinstance(subject, law.HouseholdSubject)
    if row is None or row.is_household is of_household:
        return ()
    zh, en = ("项目", "project") if of_household else ("分户", "household")
    return (
        reason(
            f"{step}:level",
            "准绳自设规则",
            step,
            message=(f"“{row.name.zh}”是{zh}程序", f"“{row.name.en}” is a step of the {en}"),
            remedy=(
                "项目程序用 RecordProjectStep，分户程序用 RecordStep",
                "use RecordProjectStep for a project's step, RecordStep for a household's",
            ),
        ),
    )


def of_project(draft: Draft, project_id: str) -> law.ProjectSubject:
    """The project as the gates read it, with the draft's changes."""
    return project_subject(draft.project(project_id))


def of_household(draft: Draft, household_id: str) -> law.HouseholdSubject:
    """The household as the gates read it, with the draft's changes."""
    household = draft.household(household_id)
    return household_subject(draft.project(household.project), household)
