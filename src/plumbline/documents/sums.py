"""The annex of sums: every line of a computation with its clause, its facts and its arithmetic, to the fen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from plumbline.documents.fields import Shown, balance, words
from plumbline.documents.paper import fault
from plumbline.documents.showing import capitals, show_day, show_digits
from plumbline.policy import FALLS_DUE_TEXT, HOUSEHOLD, Computation, Field, Line, Policy
from plumbline.terms import Fen, Json, Reason, Text

_UNPRINTED = frozenset({"code"})
"""A code is the file's own name of a thing; the line's name says it in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """The facts of one record (a building, a person, the household itself) that the sums rest on."""

    record: Annotated[str, words("对象", "record")]
    facts: Annotated[str, words("事实", "facts")]


@dataclass(frozen=True, slots=True, kw_only=True)
class SumLine:
    """One amount in fen with what it rests on; below zero where the household pays, for a dwelling above all."""

    clause: Annotated[str, words("条款", "clause")]
    item: Annotated[str, words("项目", "item")]
    facts: Annotated[str, words("依据的事实", "facts", optional=True)] = ""
    working: Annotated[str, words("算式", "working")]
    amount: Annotated[Fen, balance("金额", "amount")]
    due: Annotated[str, words("支付时间", "when it is paid")]


def sums_of(computation: Computation, policy: Policy) -> tuple[SumLine, ...]:
    """The lines whose payee is the household, in the order of the policy; lines of nothing are left out.

    policy  the version that computed; its schema has the words for the facts
    """
    names = _names(computation, policy)
    return tuple(_sum_line(line, policy, names) for line in _of_household(computation))


def facts_of(computation: Computation, policy: Policy) -> tuple[FactLine, ...]:
    """Every fact that any line to the household rests on, once, by its record; the household's own first."""
    names = _names(computation, policy)
    found: dict[_Record, dict[str, str]] = {("", ""): {}}
    for line in _of_household(computation):
        for record, field, value in _facts(line, policy):
            found.setdefault(record, {})[field.id] = f"{field.label.zh}{_value(value, field)}"
    return tuple(
        FactLine(record=names[record], facts="；".join(facts.values()))
        for record, facts in found.items()
        if facts
    )


def told_sums(lines: Sequence[SumLine], total: Fen) -> dict[str, Shown]:
    """What the wording says of the sums: gains, deductions, balance, and how much at which time.

    A balance below zero is paid by the household; it stands as its amount, with `乙方应付` to say so.
    """
    gains = sum(line.amount for line in lines if line.amount > 0)
    less = -sum(line.amount for line in lines if line.amount < 0)
    times = dict.fromkeys(line.due for line in lines)
    return {
        "各项合计": show_digits(Fen(gains)),
        "抵扣": show_digits(Fen(less)) if less else "",
        "乙方应付": total < 0,
        "补偿总额": show_digits(Fen(abs(total))),
        "补偿总额大写": capitals(Fen(abs(total))),
        "付款分期": [
            {
                "支付时间": time,
                "金额": show_digits(Fen(sum(line.amount for line in lines if line.due == time))),
            }
            for time in times
        ],
    }


def sums_agree(lines: Sequence[SumLine], total: Fen) -> Iterator[Reason]:
    """A refusal unless the lines are the total: the second lock on every amount."""
    found = sum(line.amount for line in lines)
    if found != total:
        yield fault(
            "sum",
            Text(
                f"补偿总额{show_digits(total)}元不等于附件各项之和{show_digits(Fen(found))}元。",
                f"The total {show_digits(total)} is not the sum of the annex, {show_digits(Fen(found))}.",
            ),
            Text(
                "请按政策重新计算本户补偿后再打印。", "Compute the household by the policy again, then print."
            ),
        )


_Record = tuple[str, str]
"""List and name within it; two empty texts are the household itself."""


def _of_household(computation: Computation) -> tuple[Line, ...]:
    return tuple(line for line in computation.lines if line.payee == HOUSEHOLD and line.fen)


def _sum_line(line: Line, policy: Policy, names: dict[_Record, str]) -> SumLine:
    told = (line.title.zh, _subject(line, policy, names), line.name.zh)
    return SumLine(
        clause=line.article,
        item="·".join(one for one in told if one),
        facts=_named_facts(line, policy, names),
        working="；".join(line.steps),
        amount=line.fen,
        due=FALLS_DUE_TEXT[line.falls_due].zh,
    )


def _subject(line: Line, policy: Policy, names: dict[_Record, str]) -> str:
    """The record that the line is for, where the line's own name does not say it."""
    if line.name.zh:
        return ""
    return next(
        (names[record] for record, _, _ in _facts(line, policy) if record[1] == line.subject != ""), ""
    )


def _named_facts(line: Line, policy: Policy, names: dict[_Record, str]) -> str:
    """Which facts of which records the line rests on; records with the same facts are named together."""
    used: dict[_Record, list[str]] = {}
    for record, field, _ in _facts(line, policy):
        used.setdefault(record, []).append(field.label.zh)
    together: dict[tuple[str, ...], list[str]] = {}
    for record, labels in used.items():
        together.setdefault(tuple(dict.fromkeys(labels)), []).append(names[record])
    return "；".join(f"{'、'.join(records)}：{'、'.join(labels)}" for labels, records in together.items())


def _facts(line: Line, policy: Policy) -> Iterator[tuple[_Record, Field, Json]]:
    for place, value in line.facts.items():
        record, field = _place(place, policy)
        if field is not None and field.type not in _UNPRINTED:
            yield record, field, value


def _place(place: str, policy: Policy) -> tuple[_Record, Field | None]:
    """Record and field of a place such as `buildings.b1.area`."""
    if place in policy.schema.fields:
        return ("", ""), policy.schema.fields[place]
    parts = place.split(".")
    for scope in policy.schema.lists:
        if scope in parts:
            at = parts.index(scope)
            field = policy.schema.fields.get(".".join((scope, *parts[at + 2 :])))
            if field is not None:
                return (scope, parts[at + 1]), field
    return ("", ""), None


def _names(computation: Computation, policy: Policy) -> dict[_Record, str]:
    """What each record is called on paper: 房屋1; a thing of a price list by its name there, 挂式空调."""
    coded = {field.scope for field in policy.schema.fields.values() if field.type in _UNPRINTED}
    names: dict[_Record, str] = {("", ""): "本户"}
    for line in _of_household(computation):
        for place in line.facts:
            (scope, record), _ = _place(place, policy)
            if not scope:
                continue
            if scope in coded and record == line.subject and line.name.zh:
                names[scope, record] = line.name.zh
            else:
                names.setdefault((scope, record), f"{policy.schema.lists[scope].label.zh}{_counted(record)}")
    return names


_NUMBERED = re.compile(r"[a-z0-9-]*[a-z-]0*(\d+)")


def _counted(record: str) -> str:
    """The number in an id that a register's row was given (`b1`); an office counts its buildings."""
    number = _NUMBERED.fullmatch(record)
    return number[1] if number else record


def _value(value: Json, field: Field) -> str:
    text = str(value)
    match field.type:
        case "bool":
            return "：是" if value is True else "：否"
        case "enum":
            return f"：{field.values[text].zh}" if text in field.values else f"：{text}"
        case "area":
            return f"{text}㎡"
        case "fen" | "fen_signed":
            return f"{show_digits(Fen(int(text)))}元"
        case "fen_per_m2":
            return f"{show_digits(Fen(int(text)))}元/㎡"
        case "day" | "instant":
            return show_day(date.fromisoformat(text[:10]))
        case _:
            return text
