"""A household's sums with their clauses: what stands booked, each line with inputs and arithmetic.

The lines are computed again by the policy from the facts, at the instant of the last booking, and shown
clause by clause only where they equal what is booked; the others are shown as their events have them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal

from django.utils.translation import get_language

from plumbline import campaign, policy
from plumbline.campaign import Household, Office, Project
from plumbline.store.reading.households import Entry
from plumbline.terms import Fen, Refused, Regime, Text
from plumbline.web.parts import SumLine, Sums
from plumbline.web.workbench.facts import show_value, things_of

BOOKINGS = ("agreement.signed/1", "agreement.effective/1", "decision.made/1", "sums.revised/1")
SHEET = ("sums.computed/1",)

Basis = Literal["booked", "sheet", "trial"]


@dataclass(frozen=True, slots=True)
class SumsShown:
    """Sums and what they are: booked under an agreement, a printed sheet, or a trial that binds nobody.

    refused  why nothing can be computed, where it cannot
    note     what must come first, where no rule refuses anything
    """

    basis: Basis
    sums: Sums | None
    as_of: datetime | None = None
    refused: Refused | None = None
    note: Text | None = None


_NO_CHOICE = Text(
    "本户尚未选择补偿方式；登记选择以后即可计算。",
    "The household has not chosen its form of compensation; the sums follow from the choice.",
)
_NO_VALUES = Text("评估机构尚未报送评估单价。", "The appraiser has not handed in the unit prices yet.")


def sums_of(
    office: Office, project: Project, household: Household, entries: Sequence[Entry], now: datetime
) -> SumsShown:
    """The sums of a file; `entries` are its events, or at least those of `BOOKINGS` and `SHEET`."""
    if household.is_signed or household.is_decided:
        return _booked(office, project, household, entries)
    sheet = next((e for e in reversed(entries) if e.type in SHEET), None)
    if sheet is not None:
        return _of_sheet(office, project, household, sheet)
    return trial(office, project, household, now)


def trial(office: Office, project: Project, household: Household, now: datetime) -> SumsShown:
    """What the policy would give at a signature now; it binds nobody."""
    if not household.facts.get("choices", {}).get("mode"):
        return SumsShown("trial", None, note=_NO_CHOICE)
    if household.regime == Regime.STATE_LAND and not household.prices:
        return SumsShown("trial", None, note=_NO_VALUES)
    computed = _compute(
        office, project, household, as_of=now, signed_at=now.replace(microsecond=0).isoformat()
    )
    if isinstance(computed, Refused):
        return SumsShown("trial", None, now, computed)
    if computed is None:
        return SumsShown("trial", None, now)
    rule, lines = computed
    version = lines.version_at_signing
    return SumsShown("trial", Sums(_lines(rule, lines.lines, household), version), now)


_COMPUTED = ("agreement.signed/1", "decision.made/1", "sums.revised/1")


def _booked(office: Office, project: Project, household: Household, entries: Sequence[Entry]) -> SumsShown:
    last = next((e for e in reversed(entries) if e.type in _COMPUTED), None)
    as_of = (_instant(last.event.com.get("as_of")) or last.at) if last else None
    lines: tuple[SumLine, ...] = ()
    if as_of is not None:
        # A decision gives what the policy gives a household that has not signed.
        signed_at = str(household.agreement["signed_at"]) if household.is_signed else None
        computed = _compute(office, project, household, as_of=as_of, signed_at=signed_at)
        lines = _agreeing(*computed, household) if isinstance(computed, tuple) else ()
    rest = _of_events(office, project, household, entries, without=frozenset(line.clause for line in lines))
    shown = sorted((*lines, *rest), key=lambda line: (bool(line.payee), _number(line.clause)))
    return SumsShown("booked", Sums(tuple(shown), household.version), as_of)


def _agreeing(rule: policy.Policy, computed: policy.Computation, household: Household) -> tuple[SumLine, ...]:
    """Computed lines of the clauses whose amounts are just what is booked, for every payee."""
    booked = _without_even({c: fen for c, fen in household.booked.items() if c not in household.payees})
    booked |= {c: household.booked.get(c, 0) + entry["fen"] for c, entry in household.payees.items()}
    sums: dict[str, int] = {}
    for line in computed.lines:
        sums[line.clause] = sums.get(line.clause, 0) + line.fen
    agreed = (line for line in computed.lines if sums[line.clause] == booked.get(line.clause))
    return _lines(rule, agreed, household)


def _number(clause: str) -> tuple[str, int, str]:
    digits = "".join(sign for sign in clause if sign.isdigit())
    return clause[:1], int(digits or 0), clause


def _of_sheet(office: Office, project: Project, household: Household, sheet: Entry) -> SumsShown:
    com: Mapping[str, Any] = sheet.event.com
    as_of = _instant(com["as_of"])
    assert as_of is not None, "a sheet names the instant it was computed at"
    computed = _compute(office, project, household, as_of=as_of, signed_at=str(com["done_at"]))
    if isinstance(computed, tuple) and int(computed[1].total_fen) == com["total_fen"]:
        rule, lines = computed
        shown = _lines(rule, lines.lines, household)
        return SumsShown("sheet", Sums(shown, com["version"]), as_of)
    rule_now = campaign.rules_of(office).policy_of(office, project)
    things = things_of(household, rule_now)
    return SumsShown(
        "sheet", Sums(tuple(_recorded(rule_now, x, things) for x in com["lines"]), com["version"]), as_of
    )


def _compute(
    office: Office, project: Project, household: Household, *, as_of: datetime, signed_at: str | None
) -> tuple[policy.Policy, policy.Computation] | Refused | None:
    rule = campaign.rules_of(office).policy_of(office, project)
    if rule is None:
        return None
    facts = campaign.policy_facts(project, household, as_of=as_of, signed_at=signed_at)
    computed = policy.compute(rule, facts)
    return computed if isinstance(computed, Refused) else (rule, computed)


def _instant(text: Any) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _without_even(amounts: Mapping[str, int]) -> dict[str, int]:
    return {clause: int(fen) for clause, fen in amounts.items() if fen}


# ---------- lines ----------
def _lines(rule: policy.Policy, lines: Iterable[policy.Line], household: Household) -> tuple[SumLine, ...]:
    """Lines with an amount, the things that they are for called by their names."""
    things = things_of(household, rule)
    return tuple(_line(rule, line, things) for line in lines if line.fen)


def _line(rule: policy.Policy, line: policy.Line, things: Mapping[str, Text]) -> SumLine:
    english = _english()
    return SumLine(
        clause=line.clause,
        title=_title(line.title, line.name, line.subject, things),
        fen=line.fen,
        basis=clause_text(rule, line.clause),
        facts=tuple(
            (_label(rule, path, things), _value(rule, path, value)) for path, value in line.facts.items()
        ),
        steps=tuple(line.steps_en if english else line.steps),
        payee="" if line.payee == policy.HOUSEHOLD else _payee(rule, line.payee),
    )


def title_of(rule: policy.Policy, clause: str) -> Text:
    """The title of a clause, the top-up's article included."""
    known = rule.clauses.get(clause)
    if known is not None:
        return known.title
    return rule.top_up.title if rule.top_up and rule.top_up.id == clause else Text(clause, clause)


def _title(title: Text, name: Text, subject: str, things: Mapping[str, Text]) -> Text:
    # A code that only repeats the line's name (`water_meter`) is left out; numbers of things stay.
    subject = "" if name.zh and not any(sign.isdigit() for sign in subject) else subject
    of = things.get(subject, Text(subject, subject))
    zh = "，".join(part for part in (name.zh, of.zh) if part)
    en = ", ".join(part for part in (name.en, of.en) if part)
    return Text(f"{title.zh}（{zh}）", f"{title.en} ({en})") if zh else title


def _payee(rule: policy.Policy, payee: str) -> str:
    return rule.payees.get(payee, Text(payee, payee)).in_language(get_language() or "zh-hans")


def _place(rule: policy.Policy, path: str) -> tuple[policy.Field | None, str]:
    """The field of a line's fact (`buildings.b1.area`) and the record it is of (`b1`)."""
    parts = path.split(".")
    if path in rule.schema.fields:
        return rule.schema.fields[path], ""
    return rule.schema.fields.get(".".join((parts[0], *parts[2:]))), parts[1] if len(parts) > 2 else ""


def _label(rule: policy.Policy, path: str, things: Mapping[str, Text]) -> str:
    field, of = _place(rule, path)
    language = get_language() or "zh-hans"
    name = field.label.in_language(language) if field else path
    return f"{things.get(of, Text(of, of)).in_language(language)} {name}".strip()


def _value(rule: policy.Policy, path: str, value: Any) -> str:
    return show_value(_place(rule, path)[0], value)


@lru_cache(maxsize=2048)
def clause_text(rule: policy.Policy, clause: str) -> Text:
    """The article that a clause stands in, as the plan prints it, with the articles of law it rests on."""
    article = next(
        (a for c in rule.chapters for a in c.articles if clause in (a.id, a.clause and a.clause.id)), None
    )
    if article is None:
        return Text(clause, clause)
    printed = [b.text for b in _printed(rule) if b.id == article.id and b.kind in ("text", "line")]
    zh = "".join(text.zh for text in printed) or article.title.zh
    en = " ".join(text.en for text in printed) or article.title.en
    basis = f"（{'；'.join(article.basis)}）" if article.basis else ""
    return Text(f"{article.number} {zh}{basis}", f"{article.number} {en} {basis}".strip())


@lru_cache(maxsize=16)
def _printed(rule: policy.Policy) -> tuple[policy.Block, ...]:
    return policy.render_articles(rule)


def _of_events(
    office: Office,
    project: Project,
    household: Household,
    entries: Sequence[Entry],
    *,
    without: frozenset[str],
) -> tuple[SumLine, ...]:
    """What is booked under the other clauses, with the working of the newest event that names the clause.

    A month of transition allowance paid in advance is such a clause: it stays booked until the accrual has
    caught up with it, so what is computed today is less.
    """
    rule = campaign.rules_of(office).policy_of(office, project)
    things = things_of(household, rule)
    newest: dict[str, Mapping[str, Any]] = {}
    for entry in entries:
        if entry.type in BOOKINGS:
            lines: Any = entry.event.com.get("lines") or ()
            newest |= {line["clause"]: line for line in lines if "steps" in line}
    own = [
        _recorded(
            rule,
            {"steps": (), **newest.get(c, {}), "clause": c, "fen": fen, "payee": policy.HOUSEHOLD},
            things,
        )
        for c, fen in sorted(household.booked.items())
        if fen and c not in without
    ]
    others = [
        _recorded(rule, {"steps": (), **newest.get(c, {}), "clause": c, **entry}, things)
        for c, entry in sorted(household.payees.items())
        if c not in without
    ]
    return tuple(own + others)


def _recorded(rule: policy.Policy | None, line: Mapping[str, Any], things: Mapping[str, Text]) -> SumLine:
    """A line as an event kept it: clause, amount and steps; inputs stand in the steps."""
    clause = str(line["clause"])
    title = title_of(rule, clause) if rule else Text(clause, clause)
    payee = str(line.get("payee", policy.HOUSEHOLD))
    return SumLine(
        clause=clause,
        title=_title(
            title,
            Text(str(line.get("name", "")), str(line.get("name", ""))),
            str(line.get("subject", "")),
            things,
        ),
        fen=Fen(int(line["fen"])),
        basis=clause_text(rule, clause) if rule else clause,
        steps=tuple(line.get("steps") or ()),
        payee="" if payee == policy.HOUSEHOLD or rule is None else _payee(rule, payee),
    )


def _english() -> bool:
    return (get_language() or "zh-hans").startswith("en")
