"""The kinds of paper that the office prints, in the order of the procedure."""

from __future__ import annotations

from plumbline.documents.paper import Kind
from plumbline.documents.papers import (
    accountability_proposal,
    agreement,
    appraisal_notice,
    archive,
    compensation_decision,
    consultation_minutes,
    daily_account,
    decision_announcement,
    demand_letter,
    dispatch_order,
    duty_list,
    formal_talk_notice,
    freeze_notice,
    handover_receipt,
    payment_notice,
    referral_letter,
    supervision_circular,
    supervision_reminder,
    survey_form,
    task_book,
    task_breakdown,
    weekly_bulletin,
)

_KINDS: tuple[Kind, ...] = (
    freeze_notice.KIND,
    survey_form.KIND,
    decision_announcement.KIND,
    appraisal_notice.KIND,
    agreement.KIND,
    compensation_decision.KIND,
    payment_notice.KIND,
    handover_receipt.KIND,
    demand_letter.KIND,
    archive.KIND,
    task_breakdown.KIND,
    duty_list.KIND,
    task_book.KIND,
    daily_account.KIND,
    weekly_bulletin.KIND,
    consultation_minutes.KIND,
    dispatch_order.KIND,
    supervision_reminder.KIND,
    supervision_circular.KIND,
    formal_talk_notice.KIND,
    accountability_proposal.KIND,
    referral_letter.KIND,
)


def kinds() -> tuple[Kind, ...]:
    """Every kind of paper, in the order of the procedure."""
    return _KINDS


def kind(name: str) -> Kind:
    """The kind of that id. Raises KeyError for a name that no paper has."""
    return {one.id: one for one in _KINDS}[name]
