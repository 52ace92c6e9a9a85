"""The life of a rung: delivered, answered by its addressee, concluded with reasons; withdrawn or corrected by papers of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeAlias

from plumbline.campaign.breaches import receiver
from plumbline.campaign.deciding.draft import Draft, reason, refused
from plumbline.campaign.deciding.reminding import budget
from plumbline.campaign.deciding.supervision import RULE, own_unit, unfit_words, worded
from plumbline.campaign.events import make_event
from plumbline.campaign.ladder import (
    ANOTHER_ORGANS,
    OUTCOMES,
    RUNG_STATES,
    RUNGS,
    Matter,
    answer_until,
    standing_rung,
)
from plumbline.campaign.office import Office
from plumbline.campaign.permissions import ADDRESSED
from plumbline.campaign.supervising import (
    AnswerRung,
    ConcludeRung,
    CorrectRung,
    DeliverRung,
    EndMatter,
    RecordRungReceipt,
    RemindOfRung,
    WithdrawRung,
)
from plumbline.law import earliest_after
from plumbline.terms import Reason, Refused, local_day

Rung: TypeAlias = Mapping[str, Any]
_Command = (
    DeliverRung | RemindOfRung | AnswerRung | ConcludeRung | WithdrawRung | CorrectRung | RecordRungReceipt
)


def deliver_rung(draft: Draft, command: DeliverRung) -> Refused | None:
    """The addressee signs for the paper; or the supervisor records its delivery, with the receipt.

    The answer period is counted from the day of this entry: an earlier day on a paper never shortens it.
    """
    found = _standing(draft, command.matter)
    if isinstance(found, Refused):
        return found
    matter, rung = found
    signs = not _answers_for(draft, rung)
    problems = [*_in_state(rung, "issued"), *_after(rung, command.done_at)]
    if not signs:
        problems += _supervises(draft, matter)
        if not problems and not command.evidence:
            problems.append(_said("evidence", "送达须附回证；对象也可以自己签收", "a delivery is shown by its receipt; the addressee may also sign for it"))  # fmt: skip
    return _emit(
        draft, "delivered", command, rung, problems, delivered=draft.today.isoformat(), signed_for=signs
    )


def remind_of_rung(draft: Draft, command: RemindOfRung) -> Refused | None:
    """Remind of a paper that nobody has signed for yet, within the budget."""
    found = _standing(draft, command.matter)
    if isinstance(found, Refused):
        return found
    matter, rung = found
    problems = [*_in_state(rung, "issued"), *own_unit(draft, matter["unit"])]
    held = receiver(draft.state.office(), rung["unit"], rung["post"], draft.today)
    if held is None:
        problems.append(_said("receiver", "对象岗位今日无人在任", "nobody holds the post today"))
    else:
        problems += budget(draft, held.holder)
    return _emit(draft, "reminded", command, rung, problems, receiver=held.holder if held else "")


def answer_rung(draft: Draft, command: AnswerRung) -> Refused | None:
    """The addressee's right to answer, from the delivery until somebody has concluded; one answer may add to another."""
    found = _standing(draft, command.matter)
    if isinstance(found, Refused):
        return found
    _matter, rung = found
    problems = [
        *_in_state(rung, "delivered", "answered"), *_answers_for(draft, rung), *_after(rung, command.done_at),
        *worded("text", command.text),
    ]  # fmt: skip
    return _emit(draft, "answered", command, rung, problems, text=command.text.strip())


def conclude_rung(draft: Draft, command: ConcludeRung) -> Refused | None:
    """Accept the reason at any time; refuse it, or decide on the file, only when the time to answer is over."""
    found = _standing(draft, command.matter)
    if isinstance(found, Refused):
        return found
    matter, rung = found
    problems = [
        *_in_state(rung, "delivered", "answered"), *own_unit(draft, matter["unit"]), *_after(rung, command.done_at),
        *worded("reasons", command.reasons), *unfit_words(draft, command.reasons), *_outcome(command, rung),
    ]  # fmt: skip
    if command.outcome in ("not_accepted", "unanswered") and not problems:
        problems += _period_over(draft, rung, command.done_at)
    if rung["answered_by"] == draft.context.person:
        problems.append(_said("own_hand", "结论须由申辩人以外的人作出", "another person than who answered concludes"))  # fmt: skip
    return _emit(draft, "concluded", command, rung, problems, outcome=command.outcome, reasons=command.reasons.strip())  # fmt: skip


def _outcome(command: ConcludeRung, rung: Rung) -> tuple[Reason, ...]:
    answered = rung["state"] == "answered"
    if command.outcome not in OUTCOMES:
        names = "、".join(OUTCOMES)
        return (_said("outcome", f"结论只能是 {names}", f"a conclusion is one of {names}"),)
    if rung["rung"] == "referral":
        return (_said("another_organ", "移交以后由受理机关决定，此处只记录回执", "after a referral the receiving organ decides; only its receipt is kept here"),)  # fmt: skip
    if (command.outcome == "unanswered") is answered:
        zh, en = ("已经申辩，须就其理由作结论", "there is an answer: its reason is decided on") if answered else (
            "没有申辩，不能说理由成立与否", "there is no answer whose reason could be accepted or not")  # fmt: skip
        return (_said("outcome", zh, en),)
    return ()


def _period_over(draft: Draft, rung: Rung, done_at: datetime) -> tuple[Reason, ...]:
    last = answer_until(draft.rules.calendar, rung)
    assert last is not None, "its state says that it is delivered"
    first = earliest_after(last)
    if first is not None and local_day(done_at) >= first:
        return ()
    return (
        reason(
            "rung:answer_period",
            RULE,
            f"{rung['delivered']} + {rung['answer_days']}",
            message=(
                f"{rung['delivered']} 送达，申辩期 {rung['answer_days']} 个工作日，到 {last.day.isoformat()} 为止",
                f"delivered on {rung['delivered']}, {rung['answer_days']} working days to answer, until {last.day.isoformat()}",
            ),
            remedy=("申辩期满以后再作结论", "conclude when the time to answer is over"),
            earliest=first,
        ),
    )


def withdraw_rung(draft: Draft, command: WithdrawRung) -> Refused | None:
    """Withdraw the last paper; who read it reads this too."""
    found = _standing(draft, command.matter)
    if isinstance(found, Refused):
        return found
    matter, rung = found
    problems = [*own_unit(draft, matter["unit"]), *_after(rung, command.done_at), *worded("reasons", command.reasons), *unfit_words(draft, command.reasons)]  # fmt: skip
    return _emit(draft, "withdrawn", command, rung, problems, reasons=command.reasons.strip(), scope=list(rung["scope"]))  # fmt: skip


def correct_rung(draft: Draft, command: CorrectRung) -> Refused | None:
    """Correct the last paper by a paper that names what it corrects."""
    found = _standing(draft, command.matter)
    if isinstance(found, Refused):
        return found
    matter, rung = found
    problems = [*own_unit(draft, matter["unit"]), *_after(rung, command.done_at), *worded("reasons", command.reasons)]  # fmt: skip
    problems += unfit_words(draft, command.right, command.reasons)
    if not command.wrong.strip() or not command.right.strip():
        problems.append(_said("words", "须写明原文和更正后的文字", "the wrong words and the right ones are both needed"))  # fmt: skip
    return _emit(
        draft, "corrected", command, rung, problems, wrong=command.wrong.strip(), right=command.right.strip(),
        reasons=command.reasons.strip(), scope=list(rung["scope"]),
    )  # fmt: skip


def record_rung_receipt(draft: Draft, command: RecordRungReceipt) -> Refused | None:
    """Keep the receipt of the organ that decides; what it decides is not kept here."""
    found = _standing(draft, command.matter)
    if isinstance(found, Refused):
        return found
    matter, rung = found
    problems = [*own_unit(draft, matter["unit"]), *_after(rung, command.done_at)]
    if rung["rung"] not in ANOTHER_ORGANS:
        problems.append(_said("receipt", "只有问责建议和移交有受理机关的回执", "only a proposal and a referral have another organ's receipt"))  # fmt: skip
    if rung["received"]:
        problems.append(_said("receipt", "回执已经记录", "the receipt is recorded already"))
    if not command.receiver.strip() or not command.evidence:
        problems.append(_said("receipt", "须写明接收人并附回执", "who received it and the receipt itself are needed"))  # fmt: skip
    return _emit(draft, "received", command, rung, problems, organ=rung["organ"], receiver=command.receiver.strip(), number=command.number.strip())  # fmt: skip


def end_matter(draft: Draft, command: EndMatter) -> Refused | None:
    """End a matter whose last rung is concluded or withdrawn: it stays where it is."""
    matter = draft.state.office().matters.get(str(command.matter))
    if matter is None:
        return _unknown(command.matter)
    problems = [*_still_open(matter), *own_unit(draft, matter["unit"]), *worded("reasons", command.reasons), *unfit_words(draft, command.reasons)]  # fmt: skip
    rung = standing_rung(matter)
    if rung is not None and not (rung["state"] == "concluded" or rung["received"]):
        problems += _in_state(rung, "concluded")
    if problems:
        return refused(*problems)
    draft.emit(
        make_event(
            "matter.ended/1",
            open={"matter": command.matter},
            com={"reasons": command.reasons.strip(), **draft.act(command.done_at, command.evidence)},
        )
    )
    return None


# ---------- what each act needs ----------
def _emit(
    draft: Draft, what: str, command: _Command, rung: Rung, problems: Iterable[Reason], **words: Any
) -> Refused | None:
    if problems := list(problems):
        return refused(*problems)
    draft.emit(
        make_event(
            f"rung.{what}/1",
            open={"matter": command.matter, "rung": rung["rung"]},
            com={**words, **draft.act(command.done_at, command.evidence)},
        )
    )
    return None


def _standing(draft: Draft, number: int) -> tuple[Matter, Rung] | Refused:
    """The matter and the rung that counts in it."""
    matter = draft.state.office().matters.get(str(number))
    if matter is None:
        return _unknown(number)
    rung = standing_rung(matter)
    if rung is None:
        return refused(_said("state", "各级文书都已撤销", "every paper of it is withdrawn"))
    return matter, rung


def _unknown(number: int) -> Refused:
    return refused(
        reason(
            "rung:unknown",
            RULE,
            str(number),
            message=(f"没有第 {number} 号督办件", f"there is no supervision matter {number}"),
            remedy=("请在督办台核对编号", "check the number on the supervision desk"),
        )
    )


def _still_open(matter: Matter) -> tuple[Reason, ...]:
    return (_said("state", "此件已经办结", "the matter is ended"),) if matter["ended"] else ()


def _in_state(rung: Rung, *wanted: str) -> tuple[Reason, ...]:
    if rung["state"] in wanted:
        return ()
    now, needed, name = RUNG_STATES[rung["state"]], [RUNG_STATES[s] for s in wanted], RUNGS[rung["rung"]]
    return (
        reason(
            "rung:state",
            RULE,
            f"{rung['rung']}: {rung['state']}",
            message=(
                f"“{name.zh}”{now.zh}，此项在“{'、'.join(t.zh for t in needed)}”时办理",
                f"the {name.en} is: {now.en}; this is done while it is: {', '.join(t.en for t in needed)}",
            ),
            remedy=("请按送达、申辩、结论的次序办理", "deliver, answer, conclude, in this order"),
        ),
    )


def _after(rung: Rung, done_at: datetime) -> tuple[Reason, ...]:
    if local_day(done_at).isoformat() >= rung["since"]:
        return ()
    zh, en = (
        f"日期早于上一环节的 {rung['since']}",
        f"the day lies before that of the step before, {rung['since']}",
    )
    return (_said("before", zh, en),)


def _supervises(draft: Draft, matter: Matter) -> tuple[Reason, ...]:
    """Who is not the addressee records a delivery only as a supervisor of another unit."""
    post = draft.context.post
    if post is not None and post.role == "supervisor":
        return own_unit(draft, matter["unit"])
    return (_said("addressee", "只有对象本身和督查岗可以记录送达", "the addressee and the supervisors alone record a delivery"),)  # fmt: skip


def _answers_for(draft: Draft, rung: Rung) -> tuple[Reason, ...]:
    post = draft.context.post
    if post is not None and may_answer(draft.state.office(), rung, post.id, draft.today):
        return ()
    to = rung["post"] or rung["unit"]
    return (_said("addressee", f"此件的对象是 {to}：由该岗位或者本单位负责人签收和申辩", f"this paper is addressed to {to}: that post or the head of its unit signs and answers"),)  # fmt: skip


def may_answer(office: Office, rung: Rung, post_id: str, today: date) -> bool:
    """Whether a post answers for a rung: the one that receives it, or the head of the unit.

    rung  {unit, post}; the post is empty where the unit is addressed
    """
    post = office.post(post_id)
    if post is None or post.role not in ADDRESSED or post.unit != rung["unit"]:
        return False
    held = receiver(office, rung["unit"], rung["post"], today)
    # Where nobody holds the post named, whoever is left of the unit may speak for it.
    return post.role == "unit_head" or held is None or held.id == post.id


def _said(field: str, zh: str, en: str) -> Reason:
    return reason(f"rung:{field}", RULE, "—", message=(zh, en), remedy=("请更正后再办", "correct it and try again"))  # fmt: skip
