"""The appraisal in the campaign in which everything happens: formula, an entry, scores, a contest, its answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.store.playing import Campaign

from plumbline.campaign import MemoryState
from plumbline.campaign.appraising import Figures, SealedRecord, Subject

FORMULA = (Path(__file__).parents[2] / "examples/demonstration/appraisal.yaml").read_text("utf-8")
SEALED = date(2026, 4, 9)


def publishes_formula(campaign: Campaign) -> None:
    """The office publishes it on the eve of day 1, which is 8 April."""
    campaign.does("吴", "PublishAppraisalFormula", "2026-04-07T17:00", text=FORMULA)


def appraises(campaign: Campaign) -> None:
    """A complaint about unit 07 is entered; its head contests the score, and the entry is struck out."""
    entered = {
        "unit": "unit-07",
        "measure": "conduct_complaints_upheld",
        "record": 3,
        "text": "李水生反映属实",
    }
    campaign.does("石", "EnterForAppraisal", "2026-04-09T23:00", **entered)
    seq = campaign.door.state.next_seq - 1
    if isinstance(campaign.door.state, MemoryState):  # the door in memory keeps no sealed days
        record = SealedRecord(f"entered:{seq}", {"conduct_complaints_upheld": 1})
        campaign.door.state.figures = {
            SEALED: (Figures(Subject("unit", "unit-07", "unit-07"), 3, (record,)),)
        }
    campaign.does("吴", "PublishAppraisal", "2026-04-10T08:00", day=SEALED.isoformat())
    contested = {"appraisal": 1, "subject": "unit-07", "text": "李水生反映的是另一单位"}
    campaign.does("方", "ContestAppraisal", "2026-04-10T08:10", **contested)
    answer = {"contest": 1, "text": "经核对属另一单位", "strikes": [f"entered:{seq}"]}
    campaign.does("石", "AnswerContest", "2026-04-10T08:20", **answer)
