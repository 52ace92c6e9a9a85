"""Papers of supervision: a decision that opened a rung, printed from its event alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from plumbline import documents
from plumbline.campaign import BREACH_RULES, Office
from plumbline.law import load_procedure
from plumbline.store.models import RungActRow
from plumbline.store.printing.figures.marks import headquarters, of_campaign, said
from plumbline.store.reading.office import names_of, unit_names
from plumbline.store.reading.sealed import the_office
from plumbline.terms import Refused, Text

Form = Literal["pdf", "docx"]

KIND_OF = {
    "reminder": "supervision_reminder",
    "circular": "supervision_circular",
    "formal_talk": "formal_talk_notice",
    "accountability": "accountability_proposal",
    "referral": "referral_letter",
}
"""Rung → the kind of its paper."""

EVERYBODY = "各分指挥部、各工作组、各牵头单位、包保单位"

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LONGEST_STATEMENT = 380
"""Characters of a statement in the text of a notice; a longer one goes with it as it is."""


def print_rung(seq: int, form: Form) -> bytes | Refused | None:
    """The paper of the decision with this number, as a file; None where there is none to print."""
    row = RungActRow.objects.filter(pk=seq, act="opened").first()
    if row is None or row.rung not in KIND_OF:
        return None
    kind = documents.kind(KIND_OF[row.rung])
    values = documents.gather(kind, _values(the_office(), row))
    return values if isinstance(values, Refused) else documents.render(kind, values, form)


def _values(office: Office, row: RungActRow) -> dict[str, Any]:
    told, issuer, on = row.said, headquarters(office), date.fromisoformat(row.done_on)
    common = {
        **of_campaign(office),
        "issuer": issuer,
        "number": documents.blank_number(on),
        "on": on,
        "mark": said(office).get("bulletin_mark") or issuer,
        "matter": row.matter,
        "addressee": _addressee(office, told),
        "rule": BREACH_RULES[told["rule"]].zh,
        "source": told["source"],
        "facts": tuple(documents.FoundFact(name=f["zh"], value=_day(f["value_zh"])) for f in told["facts"]),
        "reasons": _sentence(told["reasons"]),
        "demand": _sentence(told["demand"]),
        "decided_by": _decided_by(office, row.by_person, on),
        "answer_days": told["answer_days"],
        "contact": said(office).get("contact", issuer),
    }
    return common | _of_rung(office, row, common["decided_by"])


def _of_rung(office: Office, row: RungActRow, decided_by: str) -> dict[str, Any]:
    """What the paper of this rung says besides."""
    told = row.said
    match row.rung:
        case "reminder":
            return {"new_due": date.fromisoformat(told["new_due"]) if told["new_due"] else None}
        case "circular":
            return {
                "scope": _scope(office, told["scope"]),
                "sealed": date.fromisoformat(told["sealed"]),
                "statement": _statement(row),
            }
        case "formal_talk":
            return {"talker": decided_by, "statement": _statement(row)}
        case "accountability":
            return {"organ": told["organ"], "statement": _statement(row), "evidence": _evidence(told)}
        case _:
            return {"organ": told["organ"], "evidence": _evidence(told)}


def _evidence(told: dict[str, Any]) -> tuple[documents.ListedEvidence, ...]:
    """The list of evidence that the decision names, each by the hash of its scan."""
    known = load_procedure().documents
    return tuple(
        documents.ListedEvidence(
            name=known[paper["document"]].name.zh if paper["document"] in known else "督办证据",
            number=paper["number"] or "—",
            sha256=documents.in_eights(paper["sha256"]),
        )
        for paper in told["evidence"]
    )


def _addressee(office: Office, told: dict[str, Any]) -> str:
    unit = unit_names(office).get(told["unit"], Text(told["unit"], told["unit"])).zh
    post = office.post(told["post"]) if told["post"] else None
    return f"{unit}{post.title_zh}" if post else unit


def _decided_by(office: Office, person: str, on: date) -> str:
    held = next((p for p in office.posts_of(person, on) if p.role == "supervisor"), None)
    name = names_of(office).get(person, person)
    return f"{name}（{held.title_zh}）" if held else name


def _scope(office: Office, units: Sequence[str]) -> str:
    names = unit_names(office)
    return "、".join(names[unit].zh for unit in units) if units else EVERYBODY


def _statement(row: RungActRow) -> str:
    """What the unit said to the paper below; that it said nothing is said too."""
    before = RungActRow.objects.filter(matter=row.matter, seq__lt=row.seq).order_by("seq")
    texts = [_sentence(act.said["text"]) for act in before.filter(act="answered")]
    told = "；".join(texts)
    if len(told) > _LONGEST_STATEMENT:
        return "被通报单位的说明较长，全文随本通报印发"
    delivered = before.filter(act="delivered").last()
    on = documents.show_day(date.fromisoformat(delivered.done_on)) if delivered else "—"
    return told or f"上一级文书于{on}送达，申辩期内没有说明"


def _sentence(words: str) -> str:
    """Words without the stop that the wording puts after them, on one line."""
    return " ".join(words.split()).rstrip("。")


def _day(value: str) -> str:
    return documents.show_day(date.fromisoformat(value)) if _DAY.fullmatch(value) else value
