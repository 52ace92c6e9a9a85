"""Which facts a policy may name: lists, fields, their words, types and limits, per regime.

The two regimes' schemas are data (`schemas/*.yaml`); a policy may declare further household facts of
its own under `facts:`. Nothing here knows a clause.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from plumbline.policy.findings import fault
from plumbline.policy.reading import Node, Table, as_items, as_table, as_text, need, read_yaml
from plumbline.policy.units import NONE, Dim, parse_unit
from plumbline.terms import Text

ROOT = ""
"""The scope of the household itself."""

NUMBER_TYPES: dict[str, str] = {
    "area": "㎡", "height": "米", "quantity": "件", "mu_per_head": "亩/人", "fen": "分", "fen_signed": "分",
    "fen_per_m2": "分/㎡", "count": "户", "months": "月", "number": "数", "grade": "数", "trees": "株", "share": "数",
}  # fmt: skip
"""Each numeric type of a fact and the unit in which it is written."""

OTHER_TYPES = frozenset({"bool", "day", "instant", "enum", "code"})


@dataclass(frozen=True, slots=True)
class Field:
    """One fact.

    id        its place: `buildings.business.area`
    scope     the list it belongs to, or ROOT
    path      keys from the item (or from the household) down to it
    type      one of NUMBER_TYPES or OTHER_TYPES
    values    the codes of an enumeration with their words
    default   the written value that stands for an absent one, or None
    group     the object around it that may be absent as a whole, as (length of path, id), or None
    optional  whether it may be absent although its group is there
    positive  whether zero is refused, so that one may divide by it
    """

    id: str
    scope: str
    path: tuple[str, ...]
    label: Text
    type: str
    values: dict[str, Text]
    default: str | None
    group: tuple[int, str] | None
    optional: bool
    positive: bool

    @property
    def absence(self) -> str | None:
        """What must be known to be there before the fact may be used; None when it always has a value."""
        if self.type == "bool" or self.default is not None:
            return None
        if self.optional:
            return self.id
        return self.group[1] if self.group else None

    @property
    def dim(self) -> Dim:
        """The dimension of a numeric fact."""
        return parse_unit(NUMBER_TYPES[self.type]).dim if self.type in NUMBER_TYPES else NONE


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of the facts: where it stands, its limit, what names an item, the list it lies in."""

    scope: str
    label: Text
    path: tuple[str, ...]
    id_key: str
    limit: int
    inside: str
    required: bool


@dataclass(frozen=True, slots=True)
class Schema:
    """All lists and fields of a regime; `names` finds a field by id or by Chinese word within a scope."""

    regime: str
    lists: dict[str, ListOf]
    fields: dict[str, Field]
    names: dict[tuple[str, str], Field]
    fields_in: dict[str, tuple[Field, ...]]
    lists_in: dict[str, tuple[ListOf, ...]]

    def scope_of(self, word: str) -> str | None:
        """The scope of a list named in Chinese or English."""
        for scope, list_of in self.lists.items():
            if word in (scope, list_of.label.zh):
                return scope
        return None

    def chain(self, scope: str) -> tuple[str, ...]:
        """A scope and the scopes around it, innermost first, ROOT last."""
        chain: list[str] = []
        while scope != ROOT:
            chain.append(scope)
            scope = self.lists[scope].inside
        return (*chain, ROOT)


@cache
def regime_schema(regime: str) -> Schema:
    """The schema of a regime; raises KeyError for a regime without one."""
    file = files("plumbline.policy") / "schemas" / f"{regime}.yaml"
    if regime not in ("state_land", "collective_land"):
        raise KeyError(regime)
    return _schema(read_yaml(file.read_text("utf-8")))


def with_own_facts(schema: Schema, own: Table | None) -> Schema:
    """The schema with the household facts that a policy declares itself."""
    if own is None:
        return schema
    fields = dict(schema.fields)
    for name, node in own.entries.items():
        fields[name] = _field(name, as_table(node), {}, frozenset(schema.lists))
    return _whole_schema(schema.regime, schema.lists, fields)


def _schema(top: Table) -> Schema:
    groups = as_table(need(top, "groups")).entries
    lists: dict[str, ListOf] = {}
    for scope, node in as_table(need(top, "lists")).entries.items():
        entry = as_table(node)
        inside = entry.get("inside")
        lists[scope] = ListOf(
            scope,
            _label(entry),
            tuple(as_text(need(entry, "path")).split(".")),
            as_text(need(entry, "id")),
            int(as_text(need(entry, "max"))),
            as_text(inside) if inside else ROOT,
            entry.get("required") is not None,
        )
    fields = {
        name: _field(name, as_table(node), groups, frozenset(lists))
        for name, node in as_table(need(top, "facts")).entries.items()
    }
    return _whole_schema(as_text(need(top, "regime")), lists, fields)


def _whole_schema(regime: str, lists: dict[str, ListOf], fields: dict[str, Field]) -> Schema:
    scopes = (ROOT, *lists)
    return Schema(
        regime,
        lists,
        fields,
        _names(fields),
        {scope: tuple(field for field in fields.values() if field.scope == scope) for scope in scopes},
        {scope: tuple(list_of for list_of in lists.values() if list_of.inside == scope) for scope in scopes},
    )


def _names(fields: dict[str, Field]) -> dict[tuple[str, str], Field]:
    names: dict[tuple[str, str], Field] = {}
    for field in fields.values():
        for word in (field.id, ".".join(field.path), field.label.zh):
            names[field.scope, word] = field
    return names


def _label(entry: Table) -> Text:
    return Text(as_text(need(entry, "zh")), as_text(need(entry, "en")))


def _field(name: str, entry: Table, groups: Container[str], lists: frozenset[str]) -> Field:
    parts = name.split(".")
    scope = parts[0] if parts[0] in lists else ROOT
    path = tuple(parts[1:] if scope else parts)
    kind = as_text(need(entry, "type"))
    if kind not in NUMBER_TYPES and kind not in OTHER_TYPES:
        known = ", ".join(sorted([*NUMBER_TYPES, *OTHER_TYPES]))
        raise fault(
            "type", entry.line, zh=f"事实“{name}”的类型“{kind}”不认识。", en=f"Fact `{name}` has the unknown type `{kind}`.",
            do_zh=f"可用：{known}。", do_en=f"Known: {known}.",
        )  # fmt: skip
    values = entry.get("values")
    around = ".".join(parts[:-1])
    default = entry.get("default")
    return Field(
        name,
        scope,
        path,
        _label(entry),
        kind,
        {code: _words(node) for code, node in as_table(values).entries.items()} if values else {},
        as_text(default) if default else None,
        (len(path) - 1, around) if around in groups else None,
        entry.get("optional") is not None,
        entry.get("positive") is not None,
    )


def _words(node: Node) -> Text:
    zh, en = as_items(node)
    return Text(as_text(zh), as_text(en))
