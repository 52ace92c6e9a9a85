"""The money that bank and books do not share, and the commands that were refused."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plumbline.store.models import Attempt
from plumbline.store.reading import office as reading
from plumbline.terms import SHANGHAI, Fen, Reason, Text
from plumbline.web.accounts import Actor, desk, not_permitted
from plumbline.web.parts import Column, Filter, ListState
from plumbline.web.plainly import cited, plain
from plumbline.web.workbench.views.listing import Found, Listing, Record, answer, of_sequence
from plumbline.web.workbench.words import COMMAND_TITLES, post_name, say

BANK = Listing(
    _("Not reconciled with the bank"),
    (
        Column("reference", _("order or bank reference")),
        Column("side", _("what is missing")),
        Column("on", _("day"), "day"),
        Column("fen", _("sum (yuan)"), "yuan"),
        Column("payee", _("payee"), minor=True),
        Column("household", _("file number"), minor=True),
    ),
    (
        Filter("side", _("what is missing"), (("paid", _("bank line")), ("bank", _("payment in the books")))),
        Filter("q", _("reference or file number")),
    ),
    "on",
    "unreconciled",
    _("Bank and books agree. Take in the bank's statement with `plumbline day statement`."),
)
_SIDES = {
    "paid": Text("账上已付，银行无此笔", "paid in the books, no bank line"),
    "bank": Text("银行有此笔，账上没有", "in the bank, not in the books"),
}


@desk
def bank(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Payments without a bank line and bank lines without a payment."""
    if actor.held.role not in reading.MONEY_READERS:
        return not_permitted(request, _denied(actor, "bank"))
    every = reading.unreconciled()

    def found(state: ListState) -> Found:
        wanted = dict(state.values)
        text = wanted.get("q", "")
        chosen = [
            row
            for row in every
            if wanted.get("side", row.side) == row.side and (text in row.reference or text in row.household)
        ]
        return of_sequence([_bank_record(row) for row in chosen])

    total = Fen(sum(abs(row.fen) for row in every))
    return answer(request, BANK, found, url=_file_of, context={"title": BANK.caption, "unreconciled": total})


def _bank_record(row: reading.Unreconciled) -> Record:
    return {
        "reference": row.reference,
        "side": _SIDES[row.side],
        "on": row.on,
        "fen": row.fen,
        "payee": row.payee,
        "household": row.household,
    }


def _file_of(record: Record) -> str:
    return reverse("household", args=(record["household"], "sums")) if record["household"] else ""


ATTEMPTS = Listing(
    _("Refused attempts"),
    (
        Column("at", _("when"), "day"),
        Column("command", _("act")),
        Column("subject", _("household or project")),
        Column("rule", _("rule")),
        Column("why", _("why"), minor=True),
        Column("person", _("who"), minor=True),
        Column("post", _("post"), minor=True),
    ),
    (
        Filter("command", _("act"), tuple((name, say(title)) for name, title in COMMAND_TITLES.items())),
        Filter("q", _("household, project or person")),
    ),
    "at",
    "refused-attempts",
    _("No command has been refused."),
)


@desk
def attempts(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Commands that were refused: who tried what, and the first reason."""
    if actor.held.role not in reading.ATTEMPT_READERS:
        return not_permitted(request, _denied(actor, "attempts"))
    names, office = reading.names_of(actor.office), actor.office

    def record(row: Attempt) -> Record:
        first = row.refused[0] if row.refused else {}
        post = office.post(row.post)
        return {
            "at": row.at.astimezone(SHANGHAI).date(),
            "command": COMMAND_TITLES.get(row.command, row.command),
            "subject": row.subject,
            "rule": cited(first.get("rule", "")),
            "why": Text(
                plain(first.get("message_zh", ""), "zh-hans"), plain(first.get("message_en", ""), "en")
            ),
            "person": names.get(row.person, row.person),
            "post": post_name(post) if post else row.post,
        }

    def found(state: ListState) -> Found:
        rows, wanted = reading.attempts(), dict(state.values)
        if command := wanted.get("command"):
            rows = rows.filter(command=command)
        if text := wanted.get("q"):
            people = [id for id, name in names.items() if text in name or text == id]
            rows = rows.filter(subject__icontains=text) | rows.filter(person__in=people)
        return Found(rows.count(), lambda first, count: [record(row) for row in rows[first : first + count]])

    return answer(request, ATTEMPTS, found, context={"title": ATTEMPTS.caption})


def _denied(actor: Actor, what: str) -> Reason:
    return Reason(
        code="permission:sight",
        rule="岗位权限表",
        fact=f"{what} / {actor.held.id}",
        message=Text(
            f"岗位“{actor.held.title_zh}”不能查看此清单",
            f"the post “{actor.held.title_en}” may not open this list",
        ),
        remedy=Text("请换用有权的岗位", "act in a post that may"),
    )
