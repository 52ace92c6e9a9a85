"""The life of a dispatch order: issued, signed for, answered with evidence, closed by a second person, or withdrawn.

issued → signed → answered → closed
             ↖ sent back ↙
any of the first three → withdrawn, with its reason
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from plumbline.campaign.agenda import OPEN_ORDERS
from plumbline.campaign.consulting import (
    AnswerDispatch,
    CloseDispatch,
    SendBackDispatch,
    SignForDispatch,
    WithdrawDispatch,
)
from plumbline.campaign.deciding.draft import Draft, reason, refused
from plumbline.campaign.events import make_event
from plumbline.campaign.evidence import Evidence
from plumbline.campaign.permissions import may
from plumbline.terms import Reason, Refused, Text, local_day

_RULE = "准绳自设规则 交办"
STATES: Mapping[str, Text] = {
    "issued": Text("待签收", "to be signed for"),
    "signed": Text("办理中", "in hand"),
    "answered": Text("待核验", "to be verified"),
    "closed": Text("已销号", "closed"),
    "withdrawn": Text("已撤回", "withdrawn"),
}
"""Where an order stands, in words."""


def sign_for_dispatch(draft: Draft, command: SignForDispatch) -> Refused | None:
    """The addressee signs for it; reminders end here."""
    entry = _entry(draft, command.order)
    if isinstance(entry, Refused):
        return entry
    problems = [
        *_in_state(command.order, entry, "issued"), *_addressee(draft, entry), *_in_order(entry, command.done_at),
    ]  # fmt: skip
    return _emit(draft, "signed_for", command, problems)


def answer_dispatch(draft: Draft, command: AnswerDispatch) -> Refused | None:
    """The addressee says what was done and shows it."""
    entry = _entry(draft, command.order)
    if isinstance(entry, Refused):
        return entry
    problems = [
        *_in_state(command.order, entry, "signed"), *_addressee(draft, entry), *_in_order(entry, command.done_at),
        *_words("text", command.text, "没有写明办理情况", "what was done is not said"), *_shown(command.evidence),
    ]  # fmt: skip
    return _emit(draft, "answered", command, problems, text=command.text.strip())


def close_dispatch(draft: Draft, command: CloseDispatch) -> Refused | None:
    """A second person has seen that the standard is met, and names the paper that shows it."""
    entry = _entry(draft, command.order)
    if isinstance(entry, Refused):
        return entry
    problems = [
        *_of_its_project(draft, command, entry), *_in_state(command.order, entry, "answered"),
        *_second_person(draft, entry), *_in_order(entry, command.done_at),
        *_words("note", command.note, "没有写明核验情况", "what was found is not said"), *_shown(command.evidence),
    ]  # fmt: skip
    return _emit(draft, "closed", command, problems, note=command.note.strip())


def send_back_dispatch(draft: Draft, command: SendBackDispatch) -> Refused | None:
    """A second person finds that something is missing; the addressee answers anew, the day stays."""
    entry = _entry(draft, command.order)
    if isinstance(entry, Refused):
        return entry
    problems = [
        *_of_its_project(draft, command, entry), *_in_state(command.order, entry, "answered"),
        *_second_person(draft, entry), *_in_order(entry, command.done_at),
        *_words("note", command.note, "没有写明还缺什么", "what is missing is not said"),
    ]  # fmt: skip
    return _emit(draft, "sent_back", command, problems, note=command.note.strip())


def withdraw_dispatch(draft: Draft, command: WithdrawDispatch) -> Refused | None:
    """Take an order back with its reason; never by the hand that is to do it."""
    entry = _entry(draft, command.order)
    if isinstance(entry, Refused):
        return entry
    problems = [
        *_of_its_project(draft, command, entry),
        *_in_state(command.order, entry, *sorted(OPEN_ORDERS)), *_not_its_owner(draft, entry),
        *_in_order(entry, command.done_at),
        *_words("reason", command.reason, "没有写明撤回的理由", "the reason for withdrawing it is missing"),
    ]  # fmt: skip
    return _emit(draft, "withdrawn", command, problems, reason=command.reason.strip())


_Command = SignForDispatch | AnswerDispatch | CloseDispatch | SendBackDispatch | WithdrawDispatch


def _emit(draft: Draft, what: str, command: _Command, problems: list[Reason], **words: str) -> Refused | None:
    if problems:
        return refused(*problems)
    act = draft.act(command.done_at, command.evidence)
    draft.emit(make_event(f"dispatch.{what}/1", open={"order": command.order}, com={**words, **act}))
    return None


# ---------- what each act needs ----------
def _entry(draft: Draft, number: int) -> Mapping[str, Any] | Refused:
    found = draft.state.office().dispatches.get(str(number))
    if found is not None:
        return found
    return refused(
        reason(
            "order:unknown",
            _RULE,
            str(number),
            message=(f"没有第 {number} 号交办单", f"there is no dispatch order {number}"),
            remedy=("请在交办台账中核对", "check the list of orders"),
        )
    )


def _in_state(number: int, entry: Mapping[str, Any], *wanted: str) -> tuple[Reason, ...]:
    if entry["state"] in wanted:
        return ()
    is_now, needed = STATES[entry["state"]], [STATES[state] for state in wanted]
    return (
        reason(
            "order:state",
            _RULE,
            f"{number}: {entry['state']}",
            message=(
                f"第 {number} 号交办单{is_now.zh}，此项在“{'、'.join(t.zh for t in needed)}”时办理",
                f"order {number} is {is_now.en}; this is done while it is {', '.join(t.en for t in needed)}",
            ),
            remedy=(
                "签收、反馈、核验销号依次办理；已销号或者撤回的，请在会商中另行议定",
                "sign for, answer, verify, in this order; what is closed or withdrawn is decided anew in a consultation",
            ),
        ),
    )


def _addressee(draft: Draft, entry: Mapping[str, Any]) -> tuple[Reason, ...]:
    """The post named, the head of its unit, or whoever is left of the unit once the post is not held."""
    post = draft.context.post
    named = draft.state.office().post(entry["post"])
    if post is not None and (
        post.id == entry["post"]
        or (post.unit == entry["unit"] and (post.role == "unit_head" or not _is_held(named, draft.today)))
    ):
        return ()
    return (
        reason(
            "order:addressee",
            _RULE,
            str(entry["post"]),
            message=(
                f"此件交办岗位 {entry['post']}，由该岗位或者本单位负责人办理",
                f"this order is given to the post {entry['post']}: that post or the head of its unit acts on it",
            ),
            remedy=("请由责任岗位办理", "let the post named do it"),
        ),
    )


def _is_held(post: Any, today: date) -> bool:
    return post is not None and bool(post.is_held_on(today))


def _of_its_project(draft: Draft, command: _Command, entry: Mapping[str, Any]) -> tuple[Reason, ...]:
    """A branch's post looks after its own project's orders, not another's."""
    meeting = draft.state.office().consultations[str(entry["consultation"])]
    return may(type(command).__name__, draft.context, project=meeting["project"])


def _second_person(draft: Draft, entry: Mapping[str, Any]) -> tuple[Reason, ...]:
    if draft.context.person != entry["answered_by"]:
        return _not_its_owner(draft, entry)
    return (
        reason(
            "order:second_person",
            _RULE,
            draft.context.person,
            message=("核验须由另一人办理：此件由你反馈", "another person verifies it: the answer is yours"),
            remedy=("请由另一人核验", "let somebody else verify it"),
        ),
    )


def _not_its_owner(draft: Draft, entry: Mapping[str, Any]) -> tuple[Reason, ...]:
    post = draft.state.office().post(entry["post"])
    if post is None or post.holder != draft.context.person:
        return ()
    return (
        reason(
            "order:own_hand",
            _RULE,
            draft.context.person,
            message=("此件交给你本人的岗位，不能由你核验或者撤回", "the order is given to your own post: you neither verify nor withdraw it"),
            remedy=("请由另一人办理", "let another person do it"),
        ),
    )  # fmt: skip


def _in_order(entry: Mapping[str, Any], done_at: datetime) -> tuple[Reason, ...]:
    if local_day(done_at).isoformat() >= entry["since"]:
        return ()
    return (
        reason(
            "order:before",
            _RULE,
            local_day(done_at).isoformat(),
            message=(
                f"日期早于上一环节的 {entry['since']}",
                f"the day lies before that of the step before, {entry['since']}",
            ),
            remedy=("请核对办理日期", "check the day of the act"),
        ),
    )


def _words(field: str, text: str, zh: str, en: str) -> tuple[Reason, ...]:
    if text.strip():
        return ()
    return (reason(f"order:{field}", _RULE, "—", message=(zh, en), remedy=("请写明", "write it down")),)


def _shown(evidence: tuple[Evidence, ...]) -> tuple[Reason, ...]:
    if evidence:
        return ()
    return (
        reason(
            "order:evidence",
            _RULE,
            "—",
            message=("没有佐证材料", "no paper shows it"),
            remedy=("请附上佐证：编号、日期或者扫描件", "attach one: its number, day or scan"),
        ),
    )
