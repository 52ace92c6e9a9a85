"""A formula as it is read: parts with their terms, a credit, the times of contest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from plumbline.campaign.appraising.linting import Unfit, data_of, unfit_data
from plumbline.terms import Text


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points taken off for each; `veto` makes the whole void.

    each  hundredths for one
    """

    measure: str
    each: int
    source: Text
    veto: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """Points by a share from 0 to 1; left out where there is nothing to divide by."""

    weight: int
    of: str
    out_of: str
    source: Text


@dataclass(frozen=True, slots=True)
class Pace:
    """Points by the mean number of days ahead, even from `-cap_days` (nothing) to `+cap_days` (all)."""

    weight: int
    of: str
    out_of: str
    cap_days: int
    source: Text


Term: TypeAlias = Deduction | Share | Pace


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the formula; its weight is in hundredths of the whole."""

    id: str
    name: Text
    weight: int
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Credit:
    """What is added for harm prevented: so much for each, up to a cap."""

    cap: int
    terms: tuple[Deduction, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """A fit formula.

    rank_from      households below which a unit has a score and no rank
    contest_days   working days in which a score may be contested
    answer_days    working days in which a contest is answered
    """

    id: str
    version: str
    title: Text
    parts: tuple[Part, ...]
    credit: Credit
    rank_from: int
    contest_days: int
    answer_days: int


def read_formula(text: str) -> Formula | tuple[Unfit, ...]:
    """The formula of a YAML or JSON text, or everything that makes it unfit."""
    data = data_of(text)
    if isinstance(data, Unfit):
        return (data,)
    if wrong := unfit_data(data):
        return wrong
    credit = data["credit"]
    return Formula(
        id=str(data["formula"]),
        version=str(data["version"]),
        title=_text(data["title"]),
        parts=tuple(_part(row) for row in data["parts"]),
        credit=Credit(int(credit["cap"]), tuple(_deduction(row) for row in credit["terms"])),
        rank_from=int(data["rank_from_households"]),
        contest_days=int(data["contest"]["file_within"]),
        answer_days=int(data["contest"]["answer_within"]),
    )


def _part(row: Mapping[str, Any]) -> Part:
    terms: list[Term] = [_deduction(term) for term in row.get("deduct", ())]
    terms += [
        Share(int(t["weight"]), str(t["of"]), str(t["out_of"]), _text(t["source"]))
        for t in row.get("shares", ())
    ]
    terms += [
        Pace(int(t["weight"]), str(t["of"]), str(t["out_of"]), int(t["cap_days"]), _text(t["source"]))
        for t in row.get("paces", ())
    ]
    return Part(str(row["id"]), _text(row["name"]), int(row["weight"]), tuple(terms))


def _deduction(row: Mapping[str, Any]) -> Deduction:
    return Deduction(
        str(row["measure"]), int(row["each"]), _text(row["source"]), bool(row.get("veto", False))
    )


def _text(value: Mapping[str, Any]) -> Text:
    return Text(str(value["zh"]), str(value["en"]))
