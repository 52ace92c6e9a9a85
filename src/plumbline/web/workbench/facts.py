"""A household's facts in the policy's own words, each with the cell or the event that it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plumbline import policy
from plumbline.campaign import Household
from plumbline.terms import Text, parse_area, show_area, show_yuan
from plumbline.web.parts import Fact, write_day
from plumbline.web.workbench.words import shown_value, word

SECRET = ("id_number", "identity_number", "phone", "bank_account", "account_number")
"""Ends of the names of facts that a page never writes out whole."""

_UNITS = {
    "area": "㎡", "height": "m", "quantity": "", "mu_per_head": "亩", "count": "", "months": "", "number": "",
    "grade": "", "trees": "", "share": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """Facts about one thing: the household, one of its buildings, a person."""

    title: Text
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One of many: its name, a value for each column, and its sources with their addresses."""

    name: Text
    values: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """What a household has many of, as a table: its title, the heads of the columns, the rows."""

    title: Text
    heads: tuple[Text, ...]
    rows: tuple[ListedRow, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One fact with its place: `buildings[b1].area`, and the same counted, as registers name it.

    scope  the list that it stands in, "" for a fact of the household itself
    """

    path: str
    counted: str
    title: Text
    field: policy.Field | None
    value: Any
    scope: str = ""


_BUILDINGS = "buildings"
_NUMBERED = re.compile(r"[a-z0-9-]*[a-z-]0*(\d+)$")
"""Ids that a register's rows were given (`b1`, `p2`, `makou-zu-1-003`); an office counts its buildings instead."""


def things_of(household: Household, rule: policy.Policy | None) -> dict[str, Text]:
    """Id of everything that a household has many of → what it is called: `b1` → 房屋1, `ac_wall` → 挂式空调."""
    schema, named = policy.regime_schema(household.regime), _words_of_codes(rule)
    found: dict[str, Text] = {}
    for list_of in schema.lists.values():
        for row in _rows(household, list_of) if not list_of.inside else ():
            id = str(row.get(list_of.id_key, ""))
            found[id] = named.get(id) or _counted(list_of.label, id)
    return found


def _counted(label: Text, id: str) -> Text:
    number = _NUMBERED.match(id)
    one = label.en.removesuffix("s").replace("_", "-")
    return (
        Text(f"{label.zh}{number[1]}", f"{one} {number[1]}")
        if number
        else Text(f"{label.zh} {id}", f"{one} {id}")
    )


def _words_of_codes(rule: policy.Policy | None) -> Mapping[str, Text]:
    """Codes of the policy's schedules with their words."""
    tables = rule.tables.values() if rule else ()
    return {row.key: row.label for table in tables if table.kind == "list" for row in table.rows}


def _rows(household: Household, list_of: policy.ListOf) -> Sequence[Mapping[str, Any]]:
    rows: Any = household.facts
    for key in list_of.path:
        rows = rows.get(key) if isinstance(rows, Mapping) else None
    return rows or ()


def masked(text: str) -> str:
    """A number that identifies a person, with all but its first and last three signs hidden."""
    return text if len(text) <= 6 else f"{text[:3]}{'*' * (len(text) - 6)}{text[-3:]}"


def groups_of(household: Household) -> tuple[Group, ...]:
    """All facts of the file, the household's own first, then building by building and person by person."""
    return _grouped(household, places_of(household))


def large_groups_of(household: Household) -> tuple[Group, ...]:
    """The household's own facts, then building by building: few things with many facts each."""
    return _grouped(household, (p for p in places_of(household) if p.scope in ("", _BUILDINGS)))


def _grouped(household: Household, places: Iterable[Place]) -> tuple[Group, ...]:
    found: dict[Text, list[Fact]] = {}
    for place in places:
        found.setdefault(place.title, []).append(_fact(household, place))
    return tuple(Group(title, tuple(facts)) for title, facts in found.items())


def listed_of(household: Household, rule: policy.Policy | None) -> tuple[Listed, ...]:
    """What a household has many of, one table for each kind: installations, persons, co-owners, parcels."""
    found: dict[str, dict[Text, dict[str, Place]]] = {}
    for place in places_of(household, rule):
        if place.scope not in ("", _BUILDINGS):
            rows = found.setdefault(place.scope, {}).setdefault(place.title, {})
            rows[place.path.rpartition("].")[2]] = place
    return tuple(_listed(household, scope, rows) for scope, rows in found.items())


def _listed(household: Household, scope: str, rows: Mapping[Text, Mapping[str, Place]]) -> Listed:
    keys = tuple(dict.fromkeys(key for row in rows.values() for key in row))
    heads = {key: next(_label(row[key]) for row in rows.values() if key in row) for key in keys}
    label = policy.regime_schema(household.regime).lists[scope].label
    return Listed(
        label,
        tuple(heads.values()),
        tuple(
            ListedRow(
                name,
                tuple(shown(row[key]) if key in row else "—" for key in keys),
                _sources(household, row.values()),
            )
            for name, row in rows.items()
        ),
    )


def _sources(household: Household, places: Iterable[Place]) -> tuple[tuple[str, str], ...]:
    """Where the facts of one row come from: cells of one sheet in one go, each entry of its own once."""
    cells: dict[str, list[str]] = {}
    others: dict[tuple[str, str], None] = {}
    for place in places:
        source = _recorded_source(household, place)
        if isinstance(source, Mapping) and "cell" in source:
            cells.setdefault(str(source.get("sheet", "")), []).append(str(source["cell"]))
        else:
            others[_source(household, source)] = None
    told = [
        (_("register, sheet %(sheet)s, cell %(cell)s") % {"sheet": sheet, "cell": "、".join(found)}, "")
        for sheet, found in cells.items()
    ]
    return (*told, *others)


def _recorded_source(household: Household, place: Place) -> Any:
    return household.sources.get(place.path) or household.sources.get(place.counted)


def places_of(household: Household, rule: policy.Policy | None = None) -> Iterator[Place]:
    """Every place of the facts that has a value, in the schema's order; `rule` names what it has codes for."""
    schema = policy.regime_schema(household.regime)
    own, things = Text("本户", "household"), things_of(household, rule)
    for name, value in _leaves(household.facts, ""):
        yield Place(name, name, own, schema.fields.get(name), value)
    for scope, list_of in schema.lists.items():
        if list_of.inside:
            continue
        for n, row in enumerate(_rows(household, list_of)):
            id = str(row.get(list_of.id_key, n))
            title = things.get(id, Text(id, id))
            at = ".".join(list_of.path)
            for name, value in _leaves(row, ""):
                if name != list_of.id_key:
                    field = schema.fields.get(f"{scope}.{name}")
                    yield Place(f"{at}[{id}].{name}", f"{at}[{n}].{name}", title, field, value, scope)


def _leaves(facts: Mapping[str, Any], before: str) -> Iterator[tuple[str, Any]]:
    for key, value in facts.items():
        name = f"{before}{key}"
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{name}.")
        elif not isinstance(value, list | tuple):
            yield name, value


def _fact(household: Household, place: Place) -> Fact:
    text, url = _source(household, _recorded_source(household, place))
    if place.path.startswith("choices."):
        text = _("the household's choice form")
    return Fact(name=_label(place), value=shown(place), source=text, source_url=url)


_LABELS: Mapping[str, Text] = {
    "id_number": Text("身份证号", "identity number"),
    "identity_number": Text("身份证号", "identity number"),
    "phone": Text("联系电话", "telephone"),
    "bank_account": Text("收款账号", "bank account"),
    "footprint_id": Text("图斑编号", "footprint"),
    "crop": Text("作物", "crop"),
}


def _label(place: Place) -> Text:
    name = place.field.label if place.field else word(place.path.rpartition(".")[2])
    return _LABELS.get(name.zh, name)


def shown(place: Place) -> str:
    """A fact's value as it is written: words for codes, units behind numbers, what is secret masked."""
    if place.path.endswith(SECRET):
        return masked(str(place.value))
    return show_value(place.field, place.value)


def show_value(field: policy.Field | None, value: Any) -> str:
    """A value of a field in the language of the page."""
    language = get_language() or "zh-hans"
    if field is None or isinstance(value, bool):
        return shown_value(value).in_language(language)
    if str(value) in field.values:
        return field.values[str(value)].in_language(language)
    if field.type == "day":
        return write_day(date.fromisoformat(str(value)[:10]), "full", language)
    if field.type in ("fen", "fen_signed"):
        return _("%(sum)s yuan") % {"sum": show_yuan(int(value))}
    if field.type == "fen_per_m2":
        return _("%(sum)s yuan/㎡") % {"sum": show_yuan(int(value))}
    unit = _UNITS.get(field.type, "")
    return f"{value} {unit}".strip()


def _source(household: Household, source: Any) -> tuple[str, str]:
    """Where a fact comes from, and the address of the entry that says so."""
    history = reverse("household", args=(household.id, "history"))
    if isinstance(source, Mapping) and "cell" in source:
        return _("register, sheet %(sheet)s, cell %(cell)s") % {
            "sheet": source.get("sheet", ""),
            "cell": source["cell"],
        }, ""
    if isinstance(source, Mapping) and "event" in source:
        return _("correction, entry %(seq)s") % {"seq": source["event"]}, f"{history}#e{source['event']}"
    survey = next((r for s, r in household.records.items() if s.endswith("_h_surveyed")), None)
    if survey is not None:
        return _("household survey of %(day)s") % {
            "day": _written(survey["on"])
        }, f"{history}#e{survey['seq']}"
    listed = next((r for s, r in household.records.items() if s.endswith("_h_listed")), None)
    return _("register"), f"{history}#e{listed['seq']}" if listed else ""


def _written(day: str) -> str:
    return write_day(date.fromisoformat(day), "full", get_language() or "zh-hans")


def summary_of(household: Household) -> tuple[Fact, ...]:
    """The facts at the head of a file: who, where, how large, which use, which title."""
    area = sum(parse for b in household.facts.get("buildings", ()) if (parse := _area(b)))
    language = get_language() or "zh-hans"
    kind = "" if household.kind == "household" else word(household.kind).in_language(language)
    use, title = (
        word(household.law[name]).in_language(language) if household.law.get(name) else ""
        for name in ("household.use", "track.title")
    )
    return tuple(
        fact
        for fact in (
            _plain(household, Text("被征收人", "owner"), "、".join(household.names)),
            _plain(household, Text("坐落", "address"), household.address),
            _plain(
                household, Text("建筑面积合计", "floor area in all"), f"{show_area(area)} ㎡" if area else ""
            ),
            _plain(household, Text("房屋用途", "use"), use),
            _plain(household, Text("权属状态", "title"), title),
            _plain(household, Text("户别", "kind"), kind),
            _plain(household, Text("备注", "remarks"), household.remarks),
        )
        if fact.value
    )


def _plain(household: Household, name: Text, value: str) -> Fact:
    text, url = _source(household, None)
    return Fact(name, value, text, url)


def _area(building: Mapping[str, Any]) -> int:
    return parse_area(str(building["area"])) if building.get("area") else 0
