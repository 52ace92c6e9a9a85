"""房屋移交单: the empty building handed over, after compensation, of the household's own accord (条例 27)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from plumbline.documents.fields import area, day, flag, rows, words, yuan
from plumbline.documents.model import Layout
from plumbline.documents.paper import HouseholdValues, Kind, before, evidence, needed
from plumbline.terms import AreaDm2, Fen, Reason, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Utility:
    """One supply: its meter, the reading, and what was done at whose request."""

    name: Annotated[str, words("名称", "supply")]
    meter: Annotated[str, words("表号", "meter", by_hand=True)]
    reading: Annotated[str, words("读数", "reading", by_hand=True)]
    state: Annotated[str, words("办理情况", "what was done, at whose request", by_hand=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverReceiptValues(HouseholdValues):
    """Values of the receipt.

    compensated_on, paid  day and sum of the compensation given before moving
    by_ruling             True where the hand-over follows a court's ruling; `ruling` names it
    handed_on             None on the paper that is taken to the door
    keys, left, inspection, utilities  what both sides find on the spot; lines where nothing is recorded
    """

    basis: Annotated[str, words("移交依据", "agreement or decision")]
    title: Annotated[str, words("权属证明", "proof of title")]
    floor_area: Annotated[AreaDm2, area("建筑面积", "floor area")]
    compensated_on: Annotated[date, day("给予补偿日期", "day of compensation")]
    paid: Annotated[Fen, yuan("已付补偿款", "paid")]
    secured: Annotated[str, words("安置落实情况", "exchange and transition secured", optional=True)] = ""
    moved_on: Annotated[date, day("搬离日期", "day of moving out")]
    handed_on: Annotated[date | None, day("移交日期", "day of hand-over", by_hand=True)]
    by_ruling: Annotated[bool, flag("依裁定执行", "by a court's ruling")] = False
    ruling: Annotated[str, words("裁定", "the ruling", optional=True)] = ""
    keys: Annotated[str, words("钥匙", "keys", by_hand=True)]
    left: Annotated[str, words("遗留物品", "things left, and what becomes of them", by_hand=True)]
    inspection: Annotated[str, words("验收情况", "inspection", by_hand=True)]
    utilities: Annotated[tuple[Utility, ...], rows("水电气户头", "supplies", Utility)]


def faults(values: HandoverReceiptValues) -> Iterator[Reason]:
    """Compensated before moving, moved before handing over."""
    yield from before(values, "compensated_on", "moved_on", "R590 27(1)")
    yield from before(values, "moved_on", "handed_on", "R590 27(2)")
    if values.by_ruling:
        yield from needed(values, "ruling")


KIND = Kind(
    "handover_receipt",
    Text("房屋移交单", "hand-over receipt"),
    HandoverReceiptValues,
    Layout.FORM,
    faults=faults,
    evidence=evidence("handover_record", "handover_record"),
)
