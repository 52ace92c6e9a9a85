"""Who answers for what in the demonstration: a unit shares its files out anew, units report, a post is given on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from plumbline import campaign
from plumbline.demo.incidents import Commitment
from plumbline.demo.script import Cast, Move, at, command
from plumbline.demo.signing import STANDING_UNIT
from plumbline.demo.world import World
from plumbline.store.writing import Writer
from plumbline.terms import STAGES, Stage

SHARED_ON = date(2026, 5, 16)
REPORTED_ON = date(2026, 5, 20)
NOTED_ON, FOLLOWS_ON = date(2026, 5, 21), date(2026, 6, 1)
WHY = "包签约岗一人承担全部未签户，入户赶不过来；经单位研究，由负责人与其均分未签户的签约和评估。"


def answering_moves(world: World, cast: Cast) -> Iterator[Move]:
    """All of it, each by whoever may."""
    yield from _shared(world, cast)
    yield from _reports(world, cast)
    person, post = cast.post_of("office", person=cast.office)
    follows = command(
        "AppointHolder",
        post_id="discipline-2",
        person="p-discipline-next",
        name="兰文清",
        since=FOLLOWS_ON,
        reason="原任人员调回原单位，6月1日起由接任人员担任。",
        done_at=at(NOTED_ON, 16),
    )
    yield Move(at(NOTED_ON, 16), person, post, follows, "discipline-2-next")


def _shared(world: World, cast: Cast) -> Iterator[Move]:
    """The unit that stands still: its head takes half of the files that are not signed."""
    promised = next(row for row in world.incidents.commitments if row.unit == STANDING_UNIT)
    person, post = cast.holder(f"{STANDING_UNIT}-head")
    made = partial(_share, promised.project)
    yield Move(at(SHARED_ON, 10), person, post, made, f"shared-{STANDING_UNIT}")


def _share(project: str, opened: Writer) -> Any:
    households = [h for h in _of_unit(opened, project, STANDING_UNIT) if not _is_at(h, Stage.AGREED)]
    head, clerk, mover = (f"{STANDING_UNIT}-{post}" for post in ("head", "signing", "moving"))
    among = {
        "signing": (clerk, head), "appraisal": (clerk, head), "vacating": (mover,), "demolition": (mover,), "settling": (head,),
    }  # fmt: skip
    split = campaign.shared_duties(households, among)
    posts = {id: duties for id, duties in split.items() if duties["signing"] == head}
    if not posts:
        return None
    return command(
        "ReassignDuties", project=project, unit=STANDING_UNIT, posts=posts, since=SHARED_ON, reason=WHY,
        done_at=at(SHARED_ON, 10),
    )  # fmt: skip


def _reports(world: World, cast: Cast) -> Iterator[Move]:
    """Two units report early on the 20th of the day before: one as measured, one with what is signed but not entered."""
    open_then = [
        row for row in world.incidents.commitments if row.due_on > REPORTED_ON and row.stage == "agreed"
    ]
    for row, more, text in zip(
        open_then,
        (0, 2),
        (
            "与系统一致。余下各户已全部上门，三户要求再看一次分户计算表，已约好时间。",
            "按本单位台账填报。其中两户协议已经签字，扫描件当日没有补齐，尚未录入。",
        ),
        strict=False,
    ):
        person, post = cast.holder(f"{row.unit}-head")
        made = partial(_report, row, more, text)
        yield Move(at(REPORTED_ON, 8, 5), person, post, made, f"report-{row.unit}")


def _report(row: Commitment, more: int, text: str, opened: Writer) -> Any:
    households = list(_of_unit(opened, row.project, row.unit))
    reached = sum(_is_at(household, Stage.AGREED) for household in households) + more
    if reached > len(households):  # a small build has units of a single household
        return None
    return command(
        "ReportProgress",
        commitment=opened.seq_of(f"commitment-{row.unit}"),
        as_of=date(2026, 5, 19),
        reached=reached,
        text=text,
        done_at=at(REPORTED_ON, 8, 5),
    )


def _of_unit(opened: Writer, project: str, unit: str) -> Iterator[campaign.Household]:
    for id in opened.state.household_ids(project):
        household = opened.state.household(id)
        assert household is not None, id
        if not household.is_withdrawn and any(d["unit"] == unit for d in household.duties.values()):
            yield household


def _is_at(household: campaign.Household, stage: Stage) -> bool:
    return STAGES.index(Stage(household.stage)) >= STAGES.index(stage)
