"""The live books as papers of tasks read them: a unit's households, how far each is, and who holds which post."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from plumbline import campaign, law
from plumbline.campaign import Household, Office, Post, Project, household_from_json
from plumbline.store.models import Head, HouseholdRow
from plumbline.store.reading.office import Version, names_of, office_at, projects_at, version
from plumbline.store.reading.sealed import SealedDay, last_sealed, the_instant
from plumbline.terms import STAGES, Reason, Refused, Stage, Text


@dataclass(frozen=True, slots=True)
class Live:
    """The state that a paper was read from: the office, its day, the number of leaves, and the last seal."""

    office: Office
    projects: Mapping[str, Project]
    today: date
    size: int
    day: SealedDay

    @property
    def version(self) -> str:
        """How the paper names its state."""
        return f"版本：账本第{self.size}条"


def live() -> Live | Refused:
    """The state now.

    refused  before the first day is sealed: a paper of tasks bears a seal
    """
    day = last_sealed()
    if day is None:
        return Refused(
            (
                Reason(
                    "tasks:unsealed",
                    "准绳自设规则",
                    "0",
                    Text(
                        "还没有封过账，任务书没有封账标记。",
                        "no day is sealed yet; the paper would bear no seal",
                    ),
                    Text("第一个日结账封账以后再出。", "print it after the first day is closed"),
                ),
            )
        )
    at = version()
    size = Head.objects.values_list("size", flat=True).get(pk=1)
    return Live(office_at(at), projects_at(at), the_instant().date(), size, day)


@dataclass(frozen=True, slots=True)
class Held:
    """A household with its standing today."""

    household: Household
    project: Project
    unit: str
    area_dm2: int
    standing: law.Standing

    def has_reached(self, stage: Stage) -> bool:
        """Whether it stands at a stage or beyond it; who withdrew has reached none."""
        now = Stage(self.household.stage)
        return now is not Stage.WITHDRAWN and STAGES.index(now) >= STAGES.index(stage)

    @property
    def is_signed(self) -> bool:
        """Whether an agreement stands; a decision is none."""
        return self.household.is_signed

    @property
    def is_down(self) -> bool:
        """Whether its buildings are down."""
        return any(step.endswith("_h_demolished") for step in self.household.records)


def held_by(state: Live, *, unit: str = "", project: str = "") -> tuple[Held, ...]:
    """The households of a unit or a project that have not withdrawn, in the register's order."""
    return _held(version(), state.today, unit, project)


@lru_cache(maxsize=64)
def _held(at: Version, today: date, unit: str, project: str) -> tuple[Held, ...]:
    rules, projects = campaign.rules_of(office_at(at)), projects_at(at)
    rows = HouseholdRow.objects.exclude(stage=Stage.WITHDRAWN.value).order_by("project", "position")
    if unit:
        rows = rows.filter(unit=unit)
    if project:
        rows = rows.filter(project=project)
    kept = [
        (row.unit, row.area_dm2, household_from_json(row.data)) for row in rows if row.project in projects
    ]
    subjects = {id: campaign.project_subject(one) for id, one in projects.items()}
    told = law.standings(
        rules.procedure,
        rules.calendar,
        (campaign.household_subject(projects[h.project], h, subjects[h.project]) for _u, _a, h in kept),
        today,
    )
    return tuple(
        Held(h, projects[h.project], of, area, standing)
        for (of, area, h), standing in zip(kept, told, strict=True)
    )


def head_of(office: Office, unit: str, today: date) -> Post | None:
    """The post that heads a unit and is held today."""
    posts = [
        post for post in campaign.posts(office.description) if post.unit == unit and post.is_held_on(today)
    ]
    return next((post for post in posts if post.role == "unit_head"), posts[0] if posts else None)


def holder(office: Office, post_id: str) -> str:
    """Who holds a post, by name."""
    post = next((post for post in campaign.posts(office.description) if post.id == post_id), None)
    return names_of(office).get(post.holder, post.holder) if post else "（空缺）"


def cited(citations: Iterable[law.Citation]) -> str:
    """Articles of the law by its name: 《国有土地上房屋征收与补偿条例》第27条."""
    found = []
    for one in citations:
        if one.source != "PRODUCT" and not one.is_example:
            found.append(article(one.source, one.article))
    return "；".join(dict.fromkeys(found)) or "准绳自设规则"


def article(source: str, number: str) -> str:
    """One article by the name of its law."""
    name = law.load_procedure().sources[source].name.zh
    bare = re.sub(r"（[^（）]*）$", "", name)
    return f"《{bare}》" + ("" if number in ("", "-") else f"第{number}条")
