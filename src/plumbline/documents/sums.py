"""The annex of sums: every line of a computation with its clause, its facts and its arithmetic, to the fen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from plumbline.documents.fields import words, yuan
from plumbline.documents.paper import fault
from plumbline.documents.showing import show_day, show_digits
from plumbline.policy import FALLS_DUE_TEXT, HOUSEHOLD, Computation, Field, Line, Policy
from plumbline.terms import Fen, Json, Reason, Text

_NOTHING = Fen(0)
_UNPRINTED = frozenset({"code"})
"""A code is the file's own name of a thing; the line's name says it in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SumLine:
    """One amount due to the household, in fen, with what it rests on."""

    clause: Annotated[str, words("条款", "clause")]
    item: Annotated[str, words("项目", "item")]
    facts: Annotated[str, words("依据的事实", "facts", optional=True)] = ""
    working: Annotated[str, words("算式", "working")]
    amount: Annotated[Fen, yuan("金额", "amount")]
    due: Annotated[str, words("支付时间", "when it is paid")]


def sums_of(computation: Computation, policy: Policy) -> tuple[SumLine, ...]:
    """The lines whose payee is the household, in the order of the policy; lines of nothing are left out.

    policy  the version that computed; its schema has the words for the facts
    """
    return tuple(
        _sum_line(line, policy) for line in computation.lines if line.payee == HOUSEHOLD and line.fen > 0
    )


def deducted(computation: Computation) -> Fen:
    """What the household owes within the same computation (a difference for a dwelling), in fen, 0 or more."""
    return Fen(-sum(line.fen for line in computation.lines if line.payee == HOUSEHOLD and line.fen < 0))


def sums_agree(lines: Sequence[SumLine], total: Fen, less: Fen = _NOTHING) -> Iterator[Reason]:
    """A refusal unless the lines, less what is set off, are the total: the second lock on every amount."""
    found = sum(line.amount for line in lines) - less
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


def _sum_line(line: Line, policy: Policy) -> SumLine:
    names = (line.title.zh, _subject(line, policy), line.name.zh)
    return SumLine(
        clause=line.article,
        item="·".join(name for name in names if name),
        facts="；".join(_facts(line, policy)),
        working="；".join(line.steps),
        amount=line.fen,
        due=FALLS_DUE_TEXT[line.falls_due].zh,
    )


def _subject(line: Line, policy: Policy) -> str:
    """The record that the line is for; a thing named in words needs no name of the file."""
    if not line.subject or line.name.zh:
        return ""
    for place in line.facts:
        scope, _, rest = place.partition(".")
        if scope in policy.schema.lists and rest.startswith(f"{line.subject}."):
            return f"{policy.schema.lists[scope].label.zh}{line.subject}"
    return line.subject


def _facts(line: Line, policy: Policy) -> Iterator[str]:
    for place, value in line.facts.items():
        field = _field(place, policy)
        if field is None or field.type in _UNPRINTED:
            continue
        yield f"{field.label.zh}{_value(value, field)}"


def _field(place: str, policy: Policy) -> Field | None:
    """The field of a place such as `buildings.b1.area`: the record's name is left out."""
    if place in policy.schema.fields:
        return policy.schema.fields[place]
    parts = place.split(".")
    for scope in policy.schema.lists:
        if scope in parts:
            rest = ".".join(parts[parts.index(scope) + 2 :])
            if f"{scope}.{rest}" in policy.schema.fields:
                return policy.schema.fields[f"{scope}.{rest}"]
    return None


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
