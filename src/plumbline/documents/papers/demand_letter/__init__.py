"""催告书: the demand before the court (行政强制法 54) or to perform an agreement (法释〔2019〕17号 24)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from plumbline.documents.fields import count, day, flag, words, yuan
from plumbline.documents.model import Layout
from plumbline.documents.paper import Kind, OfficialValues, before, evidence, fault, needed
from plumbline.terms import Fen, Reason, Text

LEAST_WORKING_DAYS = 10
"""Working days from service until the court may be asked (行政强制法 54, 69)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandLetterValues(OfficialValues):
    """Values of the demand.

    on_agreement   True = performance of an agreement is demanded, False = a decision before the court
    basis          the agreement or decision with its number and day
    duty           what is to be done
    compensated_on, paid, money_place  the compensation given, and where the money lies
    remedies       what became of reconsideration and litigation (before the court)
    term_days      working days from service; ten at least before the court
    """

    household: Annotated[str, words("户号", "household's number")]
    owner: Annotated[str, words("被征收人", "expropriated owner")]
    location: Annotated[str, words("房屋坐落", "location")]
    on_agreement: Annotated[bool, flag("催告履行协议", "performance of an agreement")]
    basis: Annotated[str, words("义务依据", "agreement or decision")]
    duty: Annotated[str, words("履行内容", "what is to be done")]
    due_on: Annotated[date, day("原定期限", "when it was due")]
    compensated_on: Annotated[date, day("给予补偿日期", "day of compensation")]
    paid: Annotated[Fen, yuan("已付补偿款", "paid or deposited")]
    money_place: Annotated[str, words("款项存放和领取", "where the money lies")]
    remedies: Annotated[str, words("救济情况", "reconsideration and litigation", optional=True)] = ""
    term_days: Annotated[int, count("履行天数", "working days to perform")]
    statement_to: Annotated[str, words("陈述申辩受理", "where statements are heard")]
    help: Annotated[str, words("协助事项", "help with moving")]
    contact: Annotated[str, words("联系方式", "whom to ask")]


def faults(values: DemandLetterValues) -> Iterator[Reason]:
    """Compensation first, the old term over, at least ten working days."""
    yield from before(values, "compensated_on", "on", "R590 27(1)")
    yield from before(values, "due_on", "on", "AEL 54")
    if not values.on_agreement:
        yield from needed(values, "remedies")
    if not values.on_agreement and values.term_days < LEAST_WORKING_DAYS:
        yield fault(
            "term",
            Text(
                f"履行期限{values.term_days}个工作日，少于{LEAST_WORKING_DAYS}个工作日。",
                f"The term of {values.term_days} working days is shorter than {LEAST_WORKING_DAYS}.",
            ),
            Text(
                f"履行期限自送达之日起不少于{LEAST_WORKING_DAYS}个工作日。",
                f"Give at least {LEAST_WORKING_DAYS} working days from service.",
            ),
            rule="AEL 54",
        )


KIND = Kind(
    "demand_letter",
    Text("催告书", "demand letter"),
    DemandLetterValues,
    Layout.OFFICIAL,
    faults=faults,
    evidence=evidence("demand_notice", "demand_notice"),
)
