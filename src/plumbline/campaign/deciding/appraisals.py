"""The appraisal: a fit formula before day 1, scores of a sealed day, a contest in its days, one final answer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from plumbline import law
from plumbline.campaign.appraisals import (
    AnswerContest,
    ContestAppraisal,
    EnterForAppraisal,
    PublishAppraisal,
    PublishAppraisalFormula,
)
from plumbline.campaign.appraising import (
    MEASURES,
    Figures,
    Formula,
    Unfit,
    appraise,
    figures_from_json,
    figures_json,
    ranks,
    read_formula,
    score_json,
)
from plumbline.campaign.appraising.measures import ENTERED
from plumbline.campaign.deciding.draft import Draft, reason, refused
from plumbline.campaign.events import make_event
from plumbline.terms import Reason, Refused, local_day

_RULE = "准绳自设规则 考核"


def publish_formula(draft: Draft, command: PublishAppraisalFormula) -> Refused | None:
    """A formula is published once it is fit, and before anybody's work is measured by it."""
    formula, office = read_formula(command.text), draft.state.office()
    if not isinstance(formula, Formula):
        return refused(*(_unfit(found) for found in formula))
    sha256 = hashlib.sha256(command.text.encode()).hexdigest()
    if draft.today >= office.first_day:
        last = office.first_day - timedelta(days=1)
        return _no(
            "after_day_1",
            draft.today.isoformat(),
            (
                f"考核办法应在第 1 天（{office.first_day}）以前公布，最迟 {last}",
                f"the formula is published before day 1 ({office.first_day}), on {last} at the latest",
            ),
            (
                "已公布的办法用到活动结束；没有公布的，本次活动不考核",
                "the one published holds to the end; where none is, this campaign has no appraisal",
            ),
        )
    if office.appraisal_formula.get("sha256") == sha256:
        return _no(
            "already_published",
            sha256[:12],
            ("此办法已经公布", "this formula is published already"),
            ("无须重复公布", "nothing is left to do"),
        )
    draft.emit(
        make_event(
            "appraisal.formula_published/1",
            open={"formula": formula.id, "version": formula.version, "sha256": sha256},
            com={"text": command.text, **draft.act(command.done_at, command.evidence)},
        )
    )
    return None


def _unfit(found: Unfit) -> Reason:
    return Reason(found.code, "考核办法检查", found.where, found.message, found.remedy)


def enter_for_appraisal(draft: Draft, command: EnterForAppraisal) -> Refused | None:
    """A supervisor enters what no rule can find, each with its record; never about the own unit."""
    office = draft.state.office()
    unit, post = office.unit(command.unit), office.post(command.post_id) if command.post_id else None
    actor = draft.context.post
    problems: list[Reason] = []
    if command.measure not in ENTERED:
        known = "、".join(f"{m}（{MEASURES[m].name.zh}）" for m in sorted(ENTERED))
        problems.append(
            _why(
                "measure",
                command.measure,
                ("此项由封账记录计算，不能录入", "this is computed from the sealed days and is not entered"),
                (f"可录入：{known}", f"what is entered: {', '.join(sorted(ENTERED))}"),
            )
        )
    if unit is None or (command.post_id and (post is None or post.unit != command.unit)):
        problems.append(
            _why("unit", f"{command.unit} {command.post_id}".strip(), ("没有这个单位，或者岗位不属于它", "there is no such unit, or the post is not its own"), ("请核对编号", "check the ids"))
        )  # fmt: skip
    if actor is not None and actor.unit == command.unit:
        problems.append(
            _why("own_unit", command.unit, ("不得对本单位录入", "nobody enters about the own unit"), ("请由另一单位的督查岗位录入", "let a supervisor of another unit do it"))
        )  # fmt: skip
    if not 0 <= command.record < draft.state.next_seq:
        problems.append(
            _why("record", str(command.record), (f"没有第 {command.record} 号记录", f"there is no record {command.record}"), ("请写明所依据的已有记录的编号", "name the earlier record on which it rests"))
        )  # fmt: skip
    if not command.text.strip():
        problems.append(
            _why("text", "—", ("没有写明事由", "the ground is not said"), ("请写明", "write it down"))
        )
    key = f"{command.unit}/{command.measure}/{command.record}"
    if key in office.appraisal_entries:
        problems.append(
            _why("already", key, ("此事已经录入", "this is entered already"), ("同一件事只计一次", "one thing counts once"))
        )  # fmt: skip
    if problems:
        return refused(*problems)
    draft.emit(
        make_event(
            "appraisal.entered/1",
            open={"measure": command.measure},
            com={
                "unit": command.unit,
                "post": command.post_id,
                "record": command.record,
                "text": command.text.strip(),
                **draft.act(command.done_at, command.evidence),
            },
        )
    )
    return None


def publish_appraisal(draft: Draft, command: PublishAppraisal) -> Refused | None:
    """Scores of a sealed day by the published formula; nobody hands a figure in."""
    office = draft.state.office()
    formula = _formula(draft)
    if isinstance(formula, Refused):
        return formula
    day = command.day.isoformat()
    if any(entry["day"] == day for entry in office.appraisals.values()):
        return _no("already", day, (f"{day} 的考核已经公布", f"the appraisal of {day} is published already"), ("请选另一个封账日", "choose another sealed day"))  # fmt: skip
    if command.day < office.first_day:
        return _no("before_day_1", day, (f"{day} 在第 1 天（{office.first_day}）以前", f"{day} lies before day 1 ({office.first_day})"), ("第 1 天封账以后才有考核", "there is none before day 1 is sealed"), office.first_day + timedelta(days=1))  # fmt: skip
    figures = draft.state.sealed_figures(command.day)
    if figures is None:
        return _no("not_sealed", day, (f"{day} 还没有封账", f"{day} is not sealed"), ("封账以后再公布", "publish it once the day is sealed"), command.day + timedelta(days=1))  # fmt: skip
    scores = [appraise(formula, one) for one in figures]
    places = ranks(s for s in scores if s.subject.kind == "unit")
    draft.emit(
        make_event(
            "appraisal.published/1",
            open={
                "appraisal": len(office.appraisals) + 1,
                "day": day,
                "formula": office.appraisal_formula["sha256"],
                "subjects": len(figures),
            },
            com={
                "scores": [
                    {**figures_json(one), **score_json(score), "rank": places.get(score.subject.id)}
                    for one, score in zip(figures, scores, strict=True)
                ],
                **draft.act(command.done_at, command.evidence),
            },
        )
    )
    return None


def contest_appraisal(draft: Draft, command: ContestAppraisal) -> Refused | None:
    """A unit's head or a post's holder contests the own score, within the days of the formula."""
    office, entry = draft.state.office(), draft.state.office().appraisals.get(str(command.appraisal))
    if entry is None or command.subject not in entry["subjects"]:
        return _no("subject", f"{command.appraisal} {command.subject}", ("没有这一期考核，或者其中没有这个单位、岗位", "there is no such appraisal, or the subject is not in it"), ("请在考核页核对", "check the page of the appraisal"))  # fmt: skip
    formula = _formula(draft)
    if isinstance(formula, Refused):
        return formula
    problems = [*_own_score(draft, command.subject)]
    published, filed = date.fromisoformat(entry["published_on"]), local_day(command.done_at)
    last = law.last_day(
        draft.rules.calendar, published, formula.contest_days, law.Unit.WORKING_DAY, rolls=False
    )
    if filed < published:
        problems.append(
            _why("before", filed.isoformat(), (f"考核 {published} 才公布", f"the scores were published on {published}"), ("公布以后再提出", "contest them once they are published"), published)
        )  # fmt: skip
    if law.is_over(last, filed) is True:
        problems.append(
            _why("too_late", filed.isoformat(), (f"申诉期为公布后 {formula.contest_days} 个工作日，最后一日 {last.day}，分数已经确定", f"{formula.contest_days} working days are given; the last was {last.day}, the score is final"), ("可在下一期考核公布后提出", "the next appraisal can be contested"))
        )  # fmt: skip
    if any(
        c["appraisal"] == command.appraisal and c["subject"] == command.subject
        for c in office.contests.values()
    ):
        problems.append(
            _why("contested", command.subject, ("此分数已经提出过申诉", "this score has been contested already"), ("一期一次；答复后即为最终", "once for each appraisal; the answer is final"))
        )  # fmt: skip
    if not command.text.strip():
        problems.append(
            _why(
                "text",
                "—",
                ("没有写明申诉理由", "the reason is not said"),
                ("请写明哪一项、为什么", "say which part, and why"),
            )
        )
    if problems:
        return refused(*problems)
    due = law.last_day(draft.rules.calendar, filed, formula.answer_days, law.Unit.WORKING_DAY, rolls=False)
    figures = _figures_of(draft, entry, command.subject)
    draft.emit(
        make_event(
            "appraisal.contested/1",
            open={
                "contest": len(office.contests) + 1,
                "appraisal": command.appraisal,
                "answer_by": due.day.isoformat(),
            },
            com={
                "subject": command.subject,
                "text": command.text.strip(),
                "figures": figures_json(figures),
                **draft.act(command.done_at, command.evidence),
            },
        )
    )
    return None


def answer_contest(draft: Draft, command: AnswerContest) -> Refused | None:
    """The final answer, by another hand than published or contested; an upheld contest strikes records out."""
    entry = draft.state.office().contests.get(str(command.contest))
    if entry is None:
        return _no("contest", str(command.contest), (f"没有第 {command.contest} 号申诉", f"there is no contest {command.contest}"), ("请在考核页核对", "check the page of the appraisal"))  # fmt: skip
    formula = _formula(draft)
    if isinstance(formula, Refused):
        return formula
    figures = figures_from_json(entry["figures"])
    problems = [*_open_contest(draft, command, entry), *_strikes(command, figures)]
    if not command.text.strip():
        problems.append(
            _why("text", "—", ("没有写明答复", "the answer is not said"), ("请写明理由", "write the reasons"))
        )
    if problems:
        return refused(*problems)
    result = score_json(appraise(formula, figures.without(command.strikes)))
    draft.emit(
        make_event(
            "appraisal.answered/1",
            open={
                "contest": command.contest,
                "upheld": bool(command.strikes),
                "late": local_day(command.done_at).isoformat() > entry["answer_by"],
            },
            com={
                "text": command.text.strip(),
                "strikes": list(command.strikes),
                "result": result,
                **draft.act(command.done_at, command.evidence),
            },
        )
    )
    return None


# ---------- what each act needs ----------
def _formula(draft: Draft) -> Formula | Refused:
    published = draft.state.office().appraisal_formula
    if not published:
        return _no("no_formula", "—", ("没有公布考核办法，本次活动不考核", "no formula was published: this campaign has no appraisal"), ("考核办法应在第 1 天以前公布", "a formula is published before day 1"))  # fmt: skip
    read = read_formula(published["text"])
    assert isinstance(read, Formula), "an unfit formula is never published"
    return read


def _figures_of(draft: Draft, entry: Mapping[str, Any], subject: str) -> Figures:
    found = draft.state.sealed_figures(date.fromisoformat(entry["day"]))
    assert found is not None, f"{entry['day']} was sealed when its scores were published"
    return next(one for one in found if one.subject.id == subject)


def _own_score(draft: Draft, subject: str) -> tuple[Reason, ...]:
    post = draft.context.post
    if post is not None and (post.id == subject or (post.unit == subject and post.role == "unit_head")):
        return ()
    return (
        _why(
            "own_score",
            subject,
            (
                "单位的分数由本单位负责人申诉，岗位的由任职人申诉",
                "a unit's head contests its score, a post's holder that of the post",
            ),
            ("请换用相应的岗位", "act in that post"),
        ),
    )


def _open_contest(draft: Draft, command: AnswerContest, entry: Mapping[str, Any]) -> list[Reason]:
    problems = []
    if entry["answered_on"]:
        problems.append(
            _why("final", str(command.contest), (f"已于 {entry['answered_on']} 答复，即为最终", f"answered on {entry['answered_on']}; that is final"), ("不再更改", "it is not changed any more"))
        )  # fmt: skip
    published = draft.state.office().appraisals[str(entry["appraisal"])]
    if draft.context.person in (published["by"], entry["by"]):
        problems.append(
            _why("another_hand", draft.context.person, ("公布分数的人和申诉人不得答复", "neither who published the scores nor who contests them may answer"), ("请由另一人答复", "let another person answer"))
        )  # fmt: skip
    if local_day(command.done_at).isoformat() < entry["filed_on"]:
        problems.append(
            _why("before", local_day(command.done_at).isoformat(), (f"申诉 {entry['filed_on']} 才提出", f"it was filed on {entry['filed_on']}"), ("请核对日期", "check the day"), date.fromisoformat(entry["filed_on"]))
        )  # fmt: skip
    return problems


def _strikes(command: AnswerContest, figures: Figures) -> list[Reason]:
    unknown = sorted(set(command.strikes) - {record.ref for record in figures.records})
    if not unknown:
        return []
    return [
        _why("strikes", "、".join(unknown), (f"分数中没有记录 {'、'.join(unknown)}", f"the score has no record {', '.join(unknown)}"), ("只能剔除这一分数所依据的记录", "only records of this very score are struck out"))
    ]  # fmt: skip


def _why(
    code: str, fact: str, message: tuple[str, str], remedy: tuple[str, str], earliest: date | None = None
) -> Reason:
    return reason(f"appraisal:{code}", _RULE, fact, message=message, remedy=remedy, earliest=earliest)


def _no(
    code: str, fact: str, message: tuple[str, str], remedy: tuple[str, str], earliest: date | None = None
) -> Refused:
    return refused(_why(code, fact, message, remedy, earliest))
