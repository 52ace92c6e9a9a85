"""The closed list of what may be appraised: figures of the sealed ledger about the office's own work.

A formula chooses among them and weighs them. Nothing about a resident is among them, and nothing that a
unit can bring about by writing, photographing or meeting more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from plumbline.terms import Text

Kind = Literal["law", "promise", "speed", "people", "credit"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of the sealed days.

    kind   law, promise, speed, people or credit: decides in which part it may stand
    taken  how it is taken from the sealed records
    """

    id: str
    kind: Kind
    name: Text
    taken: Text


def _measure(id: str, kind: Kind, name: tuple[str, str], taken: tuple[str, str]) -> Measure:
    return Measure(id, kind, Text(*name), Text(*taken))


MEASURES: Mapping[str, Measure] = {
    row.id: row
    for row in (
        _measure(
            "own_deadlines_missed",
            "law",
            ("本单位逾期的法定时限", "statutory deadlines of its own missed"),
            (
                "由本单位答复的信访投诉、信息公开申请，至封账日逾期未答复或者逾期答复的件数",
                "complaints and requests for information that it had to answer and, by the sealed day, answered late or not at all",
            ),
        ),
        _measure(
            "conduct_complaints_upheld",
            "law",
            ("查实的作风投诉", "complaints about conduct upheld"),
            ("督查岗位记入并指明原记录的件数", "entered by a supervisor, each naming the record that it rests on"),
        ),
        _measure(
            "forbidden_acts_confirmed",
            "law",
            ("认定的禁止行为", "forbidden acts confirmed"),
            (
                "施压、伪造记录等，由督查岗位记入并指明原记录的件数",
                "pressure, forged records and the like, entered by a supervisor, each naming its record",
            ),
        ),
        _measure(
            "households_promised",
            "promise",
            ("到期承诺户数（除依法等待）", "households promised and due, without those that lawfully wait"),
            (
                "封账日以前到期并结算的承诺户数，减去未达到而依法等待的户数",
                "households of the commitments settled by the sealed day, less those not reached that lawfully wait",
            ),
        ),
        _measure(
            "households_reached",
            "promise",
            ("到期时达到的户数", "households reached on the day"),
            (
                "各项承诺到期日结算的达到户数，以承诺数为限",
                "households that had reached the stage when the commitment was settled, at most those promised",
            ),
        ),
        _measure(
            "households_on_plan",
            "speed",
            ("计划应移交或者已移交的户数（除依法等待）", "households due on its plan or handed over, without those that lawfully wait"),
            (
                "首份计划中计划日已到或者已经移交的户数，依法等待的不计",
                "of the first plan: those whose day has come or that are handed over; who lawfully waits is left out",
            ),
        ),
        _measure(
            "days_ahead_of_plan",
            "speed",
            ("比本单位计划提前的天数合计", "days ahead of its own plan, added up"),
            (
                "逐户：计划移交日减实际移交日；未移交的减封账日；落后为负数",
                "for each household the planned day less the day of hand-over, or less the sealed day; behind is negative",
            ),
        ),
        _measure(
            "cases_due",
            "people",
            ("到期诉求件数", "cases due"),
            ("封账日以前应答复或者已答复的诉求", "cases that had to be answered by the sealed day, or are answered"),
        ),
        _measure(
            "cases_answered_in_time",
            "people",
            ("按期答复的诉求", "cases answered in time"),
            ("答复日不晚于应答复日的件数", "those answered on their last day or before"),
        ),
        _measure(
            "cases_answered",
            "people",
            ("已答复的诉求", "cases answered"),
            ("封账日以前已答复的件数", "those answered by the sealed day"),
        ),
        _measure(
            "cases_not_reopened",
            "people",
            ("一次办结的诉求", "cases settled at once"),
            (
                "答复以后同一户没有再提同类诉求的件数",
                "those after whose answer the same file brought no further case of the same kind",
            ),
        ),
        _measure(
            "register_errors_corrected",
            "credit",
            ("主动发现并更正的名册差错", "errors of the register found and corrected"),
            ("督查岗位记入并指明更正记录的件数", "entered by a supervisor, each naming the correction"),
        ),
        _measure(
            "proposals_taken_up",
            "credit",
            ("被采纳的建议", "proposals taken up"),
            ("督查岗位记入并指明采纳记录的件数", "entered by a supervisor, each naming the decision that took it up"),
        ),
    )
}  # fmt: skip
"""Id → the measure."""

PAIRS: Mapping[str, str] = {
    "households_reached": "households_promised",
    "days_ahead_of_plan": "households_on_plan",
    "cases_answered_in_time": "cases_due",
    "cases_not_reopened": "cases_answered",
}
"""What is divided, and by what: a share of anything else would be no share."""

ENTERED: frozenset[str] = frozenset(
    {
        "conduct_complaints_upheld", "forbidden_acts_confirmed", "register_errors_corrected", "proposals_taken_up",
    }
)  # fmt: skip
"""What no rule can find: a supervisor enters it about a unit, with the record on which it rests."""
