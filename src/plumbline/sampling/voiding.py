"""Voiding a draw: only for a reason that its announcement named, only in that reason's time, and for all to see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from plumbline.sampling.announcements import VOID_TEXT, Announcement, VoidReason
from plumbline.sampling.refusing import reason
from plumbline.terms import Reason, Refused, Text


@dataclass(frozen=True, slots=True)
class Void:
    """What `draw.void/1` says.

    seq       of the announcement
    reason    one of those that it admits
    at        when it is voided
    evidence  SHA-256 of the decision that upheld the objection or ordered it, or of the lottery's notice
    """

    seq: int
    reason: VoidReason
    at: datetime
    evidence: str


def may_void(announcement: Announcement, void: Void, *, has_result: bool) -> Refused | None:
    """Every ground on which a draw may not be voided so; None when there is none.

    A draw is never voided because of what came out: once the first source is drawn the pool stays, once
    there is a result only a court or a supervising organ undoes it.
    """
    reasons = tuple(_refuses(announcement, void, has_result))
    return Refused(reasons) if reasons else None


def _refuses(announcement: Announcement, void: Void, has_result: bool) -> Iterator[Reason]:
    if void.reason not in announcement.void_reasons:
        admitted = [VOID_TEXT[one] for one in announcement.void_reasons]
        yield reason(
            "draw:void_not_announced",
            void.reason,
            Text(
                f"公告没有把“{VOID_TEXT[void.reason].zh}”列为作废理由。",
                f"The announcement does not name as a reason: {VOID_TEXT[void.reason].en}.",
            ),
            Text(
                f"公告的理由：{'；'.join(text.zh for text in admitted)}。",
                f"It names: {'; '.join(text.en for text in admitted)}.",
            ),
        )
    if void.reason is VoidReason.POOL_CORRECTED and (has_result or void.at >= announcement.first_drawn_at):
        yield reason(
            "draw:pool_stays",
            f"{void.at.isoformat()} >= {announcement.first_drawn_at.isoformat()}",
            Text(
                f"第一个来源 {announcement.first_drawn_at:%Y-%m-%d %H:%M} 已经开出，号池不能再改。",
                f"The first source was drawn at {announcement.first_drawn_at:%Y-%m-%d %H:%M}; the pool stays.",
            ),
            Text(
                "不应在内的号除名跳过；漏列的由复议机关、法院或监督机关决定。",
                "Strike a number that should not be there; of one left out a supervising organ or a court decides.",
            ),
        )
    if void.reason is VoidReason.SOURCES_FAILED and has_result:
        yield reason(
            "draw:has_result",
            str(void.seq),
            Text("已经有结果，来源没有落空。", "There is a result; its sources did not fail."),
            Text(
                "结果照用；有异议的申请复议或起诉。",
                "The result stands; whoever objects may ask a reviewing organ.",
            ),
        )
