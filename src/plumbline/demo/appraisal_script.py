"""The appraisal in the demonstration: the formula a week before day 1, two entries, scores twice, one contest upheld."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from plumbline.demo.examples import examples
from plumbline.demo.script import Cast, Move, at, command
from plumbline.demo.world import World
from plumbline.store.writing import Writer

FORMULA_ON = date(2026, 4, 30)
ENTERED_ON = date(2026, 5, 15)
SCORED = (
    (date(2026, 5, 17), at(date(2026, 5, 18), 9, 15)),
    (date(2026, 5, 20), at(date(2026, 5, 21), 9, 10)),
)
"""A sealed day and when its scores are published: day 12 on the Monday after it, day 15 on the day after it."""

CONTESTED_AT, ANSWERED_AT = at(date(2026, 5, 19), 10, 20), at(date(2026, 5, 21), 15, 10)
HEARSAY = 8
"""The grievance about water that was to be cut off: the fourth of 东新村's, told in `grievance_texts`."""


def appraisal_moves(world: World, cast: Cast) -> Iterator[Move]:
    """Formula, entries, scores, a contest and its answer."""
    office = cast.post_of("office", person=cast.office)
    first, second = cast.holder("inspection-1"), cast.holder("inspection-2")
    text = (examples() / "demonstration" / "appraisal.yaml").read_text("utf-8")
    moment = at(FORMULA_ON, 16, 20)
    published = command("PublishAppraisalFormula", text=text, done_at=moment)
    yield Move(moment, *office, published, "appraisal-formula")
    corrected = world.incidents.correction.household
    yield _entry(
        first, world.household(corrected).unit, "register_errors_corrected", f"{corrected}/correction",
        "复测发现并更正名册面积差错一处", at(ENTERED_ON, 16, 30), "appraisal-credit",
    )  # fmt: skip
    unit = world.household(world.incidents.grievances[HEARSAY].household).unit
    yield _entry(
        first, unit, "conduct_complaints_upheld", f"grievance-{HEARSAY}",
        "反映有人传话“不签就停水”，传话人自称包保单位人员", at(ENTERED_ON, 17, 5), "appraisal-complaint",
    )  # fmt: skip
    for number, (day, moment) in enumerate(SCORED, 1):
        yield Move(
            moment, *office, command("PublishAppraisal", day=day, done_at=moment), f"appraisal-{number}"
        )
    contested = command(
        "ContestAppraisal", appraisal=1, subject=unit, done_at=CONTESTED_AT,
        text="传话人是拆除劳务队雇员，不是本单位人员，当日已书面说明，请核对后剔除",
    )  # fmt: skip
    yield Move(CONTESTED_AT, *cast.holder(f"{unit}-head"), contested, "appraisal-contest")
    yield Move(ANSWERED_AT, *second, _answer, "appraisal-answer")


def _entry(
    by: tuple[str, str], unit: str, measure: str, of: str, text: str, moment: datetime, key: str
) -> Move:
    return Move(moment, *by, partial(_entered, unit, measure, of, text, moment), key)


def _entered(unit: str, measure: str, of: str, text: str, moment: datetime, opened: Writer) -> Any:
    return command(
        "EnterForAppraisal", unit=unit, measure=measure, record=opened.seq_of(of), text=text, done_at=moment
    )


def _answer(opened: Writer) -> Any:
    struck = f"entered:{opened.seq_of('appraisal-complaint')}"
    return command(
        "AnswerContest", contest=1, strikes=(struck,), done_at=ANSWERED_AT,
        text="经查证劳务合同和当日值班记录，传话人不属该单位；剔除此项，另案追查",
    )  # fmt: skip
