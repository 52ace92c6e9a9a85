"""Papers of consultations: the minutes, and each decision's dispatch order, from their records alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Literal

from plumbline import documents, law
from plumbline.campaign import Office, Post
from plumbline.store.models import ConsultationRow, DispatchRow
from plumbline.store.printing.figures.marks import headquarters, of_campaign
from plumbline.store.reading import consultations, dispatches
from plumbline.store.reading.office import GRIEVANCE_KINDS, block_names, names_of, unit_names
from plumbline.store.reading.sealed import project_names, the_office
from plumbline.terms import STAGE_TEXT, Refused, Stage, Text

Form = Literal["pdf", "docx"]

LONGEST = 340
"""Characters of one line of names; what is longer goes on in the next."""

_MARK = "（示例）"
"""Every page of an example says so; its names need not say it again."""

_TOPICS = {
    "order": "未办结的交办",
    "standstill": "停滞",
    "waiting": "等待最久的户",
    "commitment": "未兑现的承诺",
    "grievance": "未答复的诉求",
}


def print_minutes(number: int, form: Form) -> bytes | Refused | None:
    """The minutes of a consultation as a file; None where there is none."""
    row = consultations.consultation(number)
    return None if row is None else _printed("consultation_minutes", _minutes(the_office(), row), form)


def print_order(number: int, form: Form) -> bytes | Refused | None:
    """A dispatch order as a file, what was done on it filled in; None where there is none."""
    row = dispatches.order(number)
    return None if row is None else _printed("dispatch_order", _order(the_office(), row), form)


def _printed(name: str, values: dict[str, Any], form: Form) -> bytes | Refused:
    kind = documents.kind(name)
    gathered = documents.gather(kind, values)
    return gathered if isinstance(gathered, Refused) else documents.render(kind, gathered, form)


# ---------- minutes ----------
def _minutes(office: Office, row: ConsultationRow) -> dict[str, Any]:
    held, issuer = consultations.held_at(row), headquarters(office)
    return {
        **of_campaign(office),
        "issuer": issuer,
        "number": documents.blank_number(held.date()),
        "on": held.date(),
        "mark": f"{issuer}会商纪要",
        "consultation": row.number,
        "held": f"{documents.show_day(held.date())}{held.hour}时{held.minute}分",
        "place": row.place,
        "chair": _person(office, row.chair),
        "topics": tuple(_topics(office, row)),
        "decisions": tuple(_decision(office, order) for order in dispatches.orders_of(row.number)),
        "present": _people(office, row.present),
        "absent": _people(office, row.absent),
        "observers": _people(office, row.observers),
    }


def _topics(office: Office, row: ConsultationRow) -> Iterator[documents.MinutesTopic]:
    items = consultations.agenda_of(row)
    for kind, title in _TOPICS.items():
        of_kind = [item for item in items if item.kind == kind]
        count = sum(item.beyond or 1 for item in of_kind)
        if of_kind:
            named = [_named(office, item) for item in of_kind if not item.beyond]
            yield documents.MinutesTopic(kind=f"{title}（{count}项）", text=_joined(named))


def _named(office: Office, item: consultations.AgendaItem) -> str:
    found: Any = item.row
    match item.kind:
        case "order":
            return f"第{found.number}号"
        case "standstill":
            return _place(office, item.item["place"], item.item["ref"], item.item["project"])
        case "waiting":
            return f"{item.item['ref']}（{STAGE_TEXT[Stage(item.item['stage'])].zh}）"
        case "commitment":
            return f"{_unit(office, found.unit)}：{found.text}"
        case _:
            return f"{GRIEVANCE_KINDS[found.kind].zh}{found.seq}"


def _place(office: Office, kind: str, id: str, project: str) -> str:
    if kind == "unit":
        return _unit(office, id)
    if kind == "block":
        return block_names(office).get((project, id), id)
    return project_names()[project].name.zh.removesuffix(_MARK)


def _joined(names: list[str]) -> str:
    """The names in a line; beyond its length their number stands for the rest."""
    kept: list[str] = []
    for name in names:
        if sum(map(len, kept)) + len(kept) + len(name) > LONGEST:
            return f"{'、'.join(kept)}等{len(names)}项"
        kept.append(name)
    return "、".join(kept)


def _decision(office: Office, row: DispatchRow) -> documents.MinutesDecision:
    return documents.MinutesDecision(
        matter=_sentence(row.matter),
        standard=_sentence(row.standard),
        unit=_unit(office, row.unit),
        person=_person(office, row.post),
        due=date.fromisoformat(row.due_on),
    )


def _people(office: Office, posts: Iterable[str]) -> tuple[documents.MinutesPeople, ...]:
    lines: list[str] = [""]
    for post in posts:
        name = _person(office, post, with_unit=True)
        if lines[-1] and len(lines[-1]) + len(name) > LONGEST:
            lines.append("")
        lines[-1] += f"、{name}" if lines[-1] else name
    return tuple(documents.MinutesPeople(names=line) for line in lines if line)


# ---------- an order ----------
def _order(office: Office, row: DispatchRow) -> dict[str, Any]:
    acts = {act.row.act: act for act in dispatches.acts_of(row.number)}
    signed, answered, closed = (acts.get(name) for name in ("signed_for", "answered", "closed"))
    # An answer that was sent back is none: the lines stay free for the next.
    answered = None if row.state in ("issued", "signed") else answered
    return {
        **of_campaign(office),
        "issuer": headquarters(office),
        "on": date.fromisoformat(row.issued_on),
        "order": row.number,
        "source": f"第{row.consultation}次会商第{row.item}项",
        "matter": _sentence(row.matter),
        "standard": _sentence(row.standard),
        "unit": _unit(office, row.unit),
        "person": _person(office, row.post),
        "due": date.fromisoformat(row.due_on),
        "signed_on": _day(signed),
        "answer": _sentence(answered.row.text) if answered else "",
        "evidence": "；".join(_paper(paper) for paper in answered.papers) if answered else "",
        "answered_on": _day(answered),
        "verified": _sentence(closed.row.text) if closed else "",
        "verifier": names_of(office).get(closed.row.by_person, closed.row.by_person) if closed else "",
        "closed_on": _day(closed),
    }


def _paper(paper: Any) -> str:
    kind = law.load_procedure().documents.get(paper.document)
    return f"{kind.name.zh if kind else '佐证材料'} {paper.number}".strip()


def _day(act: dispatches.OrderAct | None) -> date | None:
    return date.fromisoformat(act.row.done_on) if act else None


# ---------- names ----------
def _unit(office: Office, id: str) -> str:
    return unit_names(office).get(id, Text(id, id)).zh.removesuffix(_MARK)


def _person(office: Office, post_id: str, *, with_unit: bool = False) -> str:
    post: Post | None = office.post(post_id)
    if post is None:
        return post_id
    title = f"{_unit(office, post.unit)}{post.title_zh}" if with_unit else post.title_zh
    return f"{names_of(office).get(post.holder, post.holder)}（{title}）"


def _sentence(words: str) -> str:
    """Words on one line, without the stop that the wording puts after them."""
    return " ".join(words.split()).rstrip("。")
