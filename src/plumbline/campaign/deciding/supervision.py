"""A proposed breach is dismissed, or a rung is opened for it: a named decision with its reasons, in the ladder's order.

source  mission M13; papers: Supervision
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from plumbline.campaign.breaches import Breach, breach_of, receiver
from plumbline.campaign.deciding.draft import Draft, reason, refused
from plumbline.campaign.deciding.pressure import pressure
from plumbline.campaign.deciding.reminding import budget
from plumbline.campaign.deciding.residents import about_residents, is_a_residents
from plumbline.campaign.events import make_event
from plumbline.campaign.ladder import (
    ANOTHER_ORGANS,
    MOST_ANSWER_DAYS,
    OUTCOMES,
    RUNGS,
    Matter,
    answer_until,
    last_answer_day,
    least_answer_days,
    matter_of,
    next_rung,
    standing_rung,
)
from plumbline.campaign.permissions import may
from plumbline.campaign.supervising import DismissBreach, OpenRung
from plumbline.law import earliest_after
from plumbline.terms import Reason, Refused, local_day

RULE = "准绳自设规则 督查"


def dismiss_breach(draft: Draft, command: DismissBreach) -> Refused | None:
    """Dismiss a proposal that stands and that nothing was opened for."""
    office = draft.state.office()
    breach = breach_of(draft.state, draft.rules, draft.today, command.breach)
    problems = [*_undecided(draft, command.breach, breach), *worded("reasons", command.reasons)]
    if matter_of(office, command.breach) is not None:
        problems.append(
            reason(
                "supervision:opened",
                RULE,
                command.breach,
                message=("此项已经立项督办，不能再作不立项处理", "a rung was opened for it; it is dismissed no more"),
                remedy=("请作出结论、撤销或者结束该督办件", "conclude, withdraw or end the matter"),
            )
        )  # fmt: skip
    problems += _words_of(draft, command.reasons)
    if breach is not None:
        problems += [
            *own_unit(draft, breach.unit),
            *may("DismissBreach", draft.context, project=breach.project),
        ]
    if problems or breach is None:
        return refused(*problems)
    draft.emit(
        make_event(
            "breach.dismissed/1",
            com={**_found(breach), "reasons": command.reasons.strip(), **draft.act(command.done_at, command.evidence)},
        )
    )  # fmt: skip
    return None


def open_rung(draft: Draft, command: OpenRung) -> Refused | None:
    """Open the next rung of a breach's matter, or its first."""
    office = draft.state.office()
    found = matter_of(office, command.breach)
    number, matter = found if found is not None else (len(office.matters) + 1, None)
    breach = breach_of(draft.state, draft.rules, draft.today, command.breach)
    problems = [
        *_undecided(draft, command.breach, breach), *_in_turn(draft, command, matter), *_terms(draft, command, breach),
        *worded("reasons", command.reasons), *worded("demand", command.demand),
        *_words_of(draft, command.reasons, command.demand),
    ]  # fmt: skip
    if breach is not None:
        problems += _addressee(draft, command, breach)
        problems += [*own_unit(draft, breach.unit), *may("OpenRung", draft.context, project=breach.project)]
        if command.rung == "reminder" and not problems:
            problems += budget(draft, _person(draft, command, breach))
    if problems or breach is None:
        return refused(*problems)
    unit, post = _split(draft, command.addressee)
    draft.emit(
        make_event(
            "rung.opened/1",
            # A paper about a unit's failing goes to the unit first: the published leaf names no unit.
            open={"matter": number, "rung": command.rung, "sealed": office.last_closed},
            com={
                **_found(breach),
                "unit": unit,
                "post": post,
                "receiver": _person(draft, command, breach) if command.rung == "reminder" else None,
                "reasons": command.reasons.strip(),
                "demand": command.demand.strip(),
                "new_due": command.new_due.isoformat() if command.new_due else None,
                "answer_days": command.answer_days,
                "scope": list(command.scope),
                "organ": command.organ.strip(),
                **draft.act(command.done_at, command.evidence),
            },
        )
    )
    return None


def _found(breach: Breach) -> dict[str, Any]:
    """What the rule found, as it is kept with the decision on it."""
    return {
        "breach": breach.key,
        "rule": breach.rule,
        "source": breach.source,
        "since": breach.since.isoformat(),
        "project": breach.project,
        "unit": breach.unit,
        "facts": [
            {"zh": f.name.zh, "en": f.name.en, "value_zh": f.value.zh, "value_en": f.value.en}
            for f in breach.facts
        ],
        "records": list(breach.records),
    }


def _undecided(draft: Draft, key: str, breach: Breach | None) -> tuple[Reason, ...]:
    """The breach stands in the records, and nobody has dismissed it."""
    if key in draft.state.office().dismissed:
        return (
            reason(
                "supervision:dismissed",
                RULE,
                key,
                message=("此项已决定不立项督办", "this proposal was dismissed"),
                remedy=("有新的事实的，由规则另行提示", "new facts make a proposal of their own"),
            ),
        )
    if breach is not None:
        return ()
    return (
        reason(
            "supervision:breach",
            RULE,
            key,
            message=(
                "记录中没有（或者已经没有）这一项：督办只依据记录中的事实",
                "the records show no such breach, or none any more: supervision rests on recorded facts alone",
            ),
            remedy=("请在督办台核对提示事项", "check the proposals on the supervision desk"),
        ),
    )


# ---------- the order of the rungs ----------
def _in_turn(draft: Draft, command: OpenRung, matter: Matter | None) -> tuple[Reason, ...]:
    """The rung is the next one, and the one below has run its course.

    source  papers: a rung opens only after the paper of the rung below was delivered and its answer period
            ended without an accepted reason
    """
    if command.rung not in RUNGS:
        return (_early(command.rung, "没有这一级", "there is no such rung"),)
    if matter is not None and matter["ended"]:
        how = OUTCOMES["accepted"] if matter["ended"] == "accepted" else None
        zh, en = (how.zh, how.en) if how else ("已结束", "ended")
        return (_early(command.rung, f"此件已办结（{zh}）", f"the matter is ended ({en})"),)
    below, wanted = standing_rung(matter) if matter is not None else None, next_rung(matter)
    if below is not None and below["state"] != "concluded":
        return (_running(draft, command.rung, below),)
    if command.rung != wanted:
        name = RUNGS[wanted] if wanted else None
        zh, en = (
            (f"下一级只能是“{name.zh}”", f"the next rung is the {name.en}")
            if name
            else ("没有更高一级", "nothing is above")
        )
        return (_early(command.rung, zh, en),)  # fmt: skip
    if below is not None and local_day(command.done_at).isoformat() < below["since"]:
        return (_early(command.rung, f"早于上一级的结论（{below['since']}）", f"before the conclusion below ({below['since']})"),)  # fmt: skip
    return ()


def _running(draft: Draft, rung: str, below: Any) -> Reason:
    """Why the rung below still holds: not delivered, its period runs, or nobody has concluded it."""
    last = answer_until(draft.rules.calendar, below)
    name = RUNGS[below["rung"]]
    if last is None:
        # Were it delivered today, the period would end then; it cannot be sooner.
        soonest = earliest_after(last_answer_day(draft.rules.calendar, draft.today, below["answer_days"]))
        return _early(rung, f"“{name.zh}”尚未送达", f"the {name.en} is not delivered", soonest)
    first = earliest_after(last)
    if first is None or draft.today < first:
        return _early(
            rung,
            f"“{name.zh}”的申辩期到 {last.day.isoformat()} 为止",
            f"the time to answer the {name.en} runs until {last.day.isoformat()}",
            first,
        )
    return _early(
        rung, f"“{name.zh}”尚未作出结论", f"nobody has concluded the {name.en}", max(first, draft.today)
    )


def _early(rung: str, zh: str, en: str, earliest: date | None = None) -> Reason:
    return reason(
        "rung:early",
        RULE,
        rung,
        message=(f"不能进入这一级：{zh}", f"this rung cannot be opened: {en}"),
        remedy=(
            "逐级办理：送达，申辩期满，理由不成立或者未申辩的，才可以进入上一级",
            "rung by rung: delivered, the time to answer over, the reason not accepted or none given",
        ),
        earliest=earliest,
    )


# ---------- what a decision must say ----------
def _terms(draft: Draft, command: OpenRung, breach: Breach | None) -> list[Reason]:
    office, problems = draft.state.office(), []
    least = least_answer_days(office, command.rung)
    if not least <= command.answer_days <= MOST_ANSWER_DAYS:
        problems.append(_term("answer_days", str(command.answer_days),
            f"申辩期至少 {least} 个工作日，至多 {MOST_ANSWER_DAYS} 个", f"at least {least} working days to answer, at most {MOST_ANSWER_DAYS}"))  # fmt: skip
    if command.new_due is not None and command.new_due < max(draft.today, local_day(command.done_at)):
        problems.append(_term("new_due", command.new_due.isoformat(), "新时限已过", "the new day is past"))
    unknown = [unit for unit in command.scope if office.unit(unit) is None]
    if unknown or (command.scope and command.rung != "circular"):
        problems.append(_term("scope", "、".join(unknown) or command.rung,
            "通报范围是单位，且只有通报有范围", "a scope names units, and a public notice alone has one"))  # fmt: skip
    if command.rung == "circular" and breach is not None and office.last_closed < breach.since.isoformat():
        soonest = max(breach.since, draft.today) + timedelta(days=1)
        problems.append(_term("sealed", office.last_closed or "—",
            "通报只用封账数据，此事实所在的一天尚未封账", "a public notice rests on sealed days, and the day of this fact is not sealed", soonest))  # fmt: skip
    if command.rung in ANOTHER_ORGANS:
        if not command.organ.strip():
            problems.append(_term("organ", "—", "须写明受理机关：这一级由其他机关决定", "name the organ: another one decides here"))  # fmt: skip
        if not command.evidence or any(not paper.sha256 for paper in command.evidence):
            problems.append(_term("evidence", str(len(command.evidence)), "须附证据目录，每份都有扫描件（哈希）", "a list of evidence is needed, each with its scan's hash"))  # fmt: skip
    return problems


def _term(field: str, fact: str, zh: str, en: str, earliest: date | None = None) -> Reason:
    return reason(f"rung:{field}", RULE, fact, message=(zh, en), remedy=("请更正后再决定", "correct it and decide again"), earliest=earliest)  # fmt: skip


def _addressee(draft: Draft, command: OpenRung, breach: Breach) -> tuple[Reason, ...]:
    """The breach's own unit or a post of it, held today; never a resident."""
    if is_a_residents(draft, command.addressee):
        return (_resident(command.addressee),)
    unit, post = _split(draft, command.addressee)
    held = receiver(draft.state.office(), unit, post, draft.today)
    if unit == breach.unit and held is not None:
        return ()
    return (
        reason(
            "rung:addressee",
            RULE,
            command.addressee or "—",
            message=(
                f"督办对象须是此事实的责任单位 {breach.unit} 或者其在任岗位",
                f"the addressee is the unit that answers for it, {breach.unit}, or a post of it that is held",
            ),
            remedy=("请改为责任单位或者岗位", "address that unit or one of its posts"),
        ),
    )


def _split(draft: Draft, addressee: str) -> tuple[str, str]:
    """(unit, post) of an addressee; the post is empty where a unit is addressed."""
    post = draft.state.office().post(addressee)
    return (post.unit, post.id) if post is not None else (addressee, "")


def _person(draft: Draft, command: OpenRung, breach: Breach) -> str:
    unit, post = _split(draft, command.addressee)
    held = receiver(draft.state.office(), unit, post, draft.today)
    assert held is not None, f"{breach.key}: asked for with its addressee"
    return held.holder


def own_unit(draft: Draft, unit: str) -> tuple[Reason, ...]:
    """Nobody decides on the own unit."""
    post = draft.context.post
    if post is None or post.unit != unit:
        return ()
    return (
        reason(
            "rung:own_unit",
            RULE,
            unit,
            message=("不能对本单位作督办决定", "nobody decides on the own unit"),
            remedy=("请由其他单位的督查岗决定", "let a supervisor of another unit decide"),
        ),
    )


# ---------- words ----------
def worded(field: str, text: str) -> tuple[Reason, ...]:
    """A decision gives its reasons, a demand says what is asked, an answer answers."""
    if text.strip():
        return ()
    what = {
        "reasons": ("理由", "the reasons"),
        "demand": ("要求", "what is asked"),
        "text": ("申辩内容", "the answer"),
    }
    zh, en = what.get(field, (field, field))
    return (reason(f"rung:{field}", RULE, "—", message=(f"没有写明{zh}", f"{en} are missing"), remedy=("请写明", "write it down")),)  # fmt: skip


def _words_of(draft: Draft, *texts: str) -> tuple[Reason, ...]:
    everywhere = [row["id"] for row in draft.state.office().description["projects"]]
    found = about_residents(draft, *texts)
    return (*(_resident(word) for word in found[:1]), *pressure(draft, everywhere, *texts))


def unfit_words(draft: Draft, *texts: str) -> tuple[Reason, ...]:
    """Why a supervisor's words may not stand in a paper: they speak of residents, or ask for pressure."""
    return _words_of(draft, *texts)


def _resident(fact: str) -> Reason:
    return reason(
        "rung:resident",
        "准绳自设规则 督查对象",
        fact,
        message=(
            "督查只对单位和岗位，不对被征收人，也不得评价其行为",
            "supervision is of units and posts: never of a resident, nor of what a resident does",
        ),
        remedy=(
            "请只写责任单位的事实、理由和要求",
            "write the unit's own facts, reasons and what is asked of it",
        ),
    )
