"""Commands from and to JSON, by their own types; the same description serves command line and API.

A value that does not fit is named with its place (`evidence[0].on`), what was found and what was
expected. Instants are written `2026-05-22T09:00:00+08:00`; a bare day means its first moment.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from plumbline.terms import SHANGHAI, Text


@dataclass(frozen=True, slots=True)
class FieldError:
    """One value that does not fit: where, what was found, what was expected."""

    where: str
    found: str
    expected: Text


class CommandUnreadable(ValueError):
    """A command's JSON does not fit its description; `errors` names every place."""

    def __init__(self, errors: list[FieldError]) -> None:
        super().__init__(
            "; ".join(f"{e.where}: {e.found} — {e.expected.zh}（{e.expected.en}）" for e in errors)
        )
        self.errors = errors


_KNOWN: dict[Any, tuple[Text, dict[str, Any]]] = {
    str: (Text("文字", "a text"), {"type": "string"}),
    int: (Text("整数", "a whole number"), {"type": "integer"}),
    bool: (Text("true 或 false", "true or false"), {"type": "boolean"}),
    date: (Text("日期，如 2026-05-22", "a day such as 2026-05-22"), {"type": "string", "format": "date"}),
    datetime: (
        Text("时刻，如 2026-05-22T09:00:00+08:00", "an instant such as 2026-05-22T09:00:00+08:00"),
        {"type": "string", "format": "date-time"},
    ),
}


MAX_NESTED = 60
"""Levels of a fact's value: more is no record of an office, and Python's own stack has an end."""

_TOO_DEEP = Text(f"嵌套不超过 {MAX_NESTED} 层", f"nested no deeper than {MAX_NESTED}")
_SCALAR = Text("true、false、整数或文字", "true, false, a whole number or a text")


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _json_value(value: Any, where: str, errors: list[FieldError], depth: int = 0) -> Any:
    if isinstance(value, float):
        errors.append(
            FieldError(
                where, repr(value), Text("不用小数：整数或文字", "no fraction: a whole number or a text")
            )
        )
    if isinstance(value, list | tuple | Mapping) and depth > MAX_NESTED:
        errors.append(FieldError(where[:80], "…", _TOO_DEEP))
        return None
    if isinstance(value, list | tuple):
        return [_json_value(item, f"{where}[{i}]", errors, depth + 1) for i, item in enumerate(value)]
    if isinstance(value, Mapping):
        return {
            str(key): _json_value(item, f"{where}.{key}", errors, depth + 1) for key, item in value.items()
        }
    return value


def _read(kind: Any, value: Any, where: str, errors: list[FieldError]) -> Any:
    def wrong(expected: Text) -> None:
        errors.append(FieldError(where, repr(value)[:80], expected))

    origin = get_origin(kind)
    if kind is Any:
        return _json_value(value, where, errors)
    if origin in (Union, types.UnionType):
        choices = [arg for arg in get_args(kind) if arg is not type(None)]
        if value is None and len(choices) < len(get_args(kind)):
            return None
        if len(choices) > 1:  # a fact's value: yes or no, a whole number, or a word
            return value if isinstance(value, tuple(choices)) else wrong(_SCALAR)
        return _read(choices[0], value, where, errors)
    if origin is tuple:
        if not isinstance(value, list | tuple):
            return wrong(Text("列表", "a list"))
        return tuple(_read(get_args(kind)[0], item, f"{where}[{i}]", errors) for i, item in enumerate(value))
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(value, Mapping):
            return wrong(Text("键值对", "an object"))
        return {
            str(key): _read(get_args(kind)[1], item, f"{where}.{key}", errors) for key, item in value.items()
        }
    if is_dataclass(kind):
        return _read_dataclass(kind, value, where, errors)
    return _read_scalar(kind, value, wrong)


def _read_scalar(kind: Any, value: Any, wrong: Any) -> Any:
    expected = _KNOWN[kind][0]
    if kind is date and isinstance(value, str | date):
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            return wrong(expected)
    if kind is datetime and isinstance(value, str | datetime):
        return _read_instant(value, wrong, expected)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        return wrong(expected)
    return value


def _read_instant(value: str | datetime, wrong: Any, expected: Text) -> Any:
    try:
        instant = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        if instant.tzinfo is not None:
            return instant.astimezone(SHANGHAI).replace(microsecond=0)
    except (ValueError, OverflowError):  # in the years 1 and 9999 another zone's hour may have no day
        return wrong(expected)
    if isinstance(value, str) and len(value) == 10:
        return datetime.combine(instant.date(), time(), SHANGHAI)
    return wrong(expected)


def _read_dataclass(kind: Any, value: Any, where: str, errors: list[FieldError]) -> Any:
    if not isinstance(value, Mapping):
        errors.append(FieldError(where, repr(value)[:80], Text("键值对", "an object")))
        return None
    hints, known, given = _hints(kind), {f.name: f for f in fields(kind)}, {}
    for name in value.keys() - known.keys():
        place = f"{where}.{name}" if where else str(name)
        errors.append(
            FieldError(
                place,
                "—",
                Text(f"没有这个字段；可用：{'、'.join(known)}", f"no such field; known: {', '.join(known)}"),
            )
        )
    for name, fld in known.items():
        place = f"{where}.{name}" if where else name
        if name in value:
            given[name] = _read(hints[name], value[name], place, errors)
        elif fld.default is MISSING and fld.default_factory is MISSING:
            errors.append(FieldError(place, "—", Text("必填", "required")))
    return None if errors else kind(**given)


def read_command(kind: type, value: Any) -> Any:
    """The command of a JSON value.

    raises  CommandUnreadable naming every place that does not fit
    """
    errors: list[FieldError] = []
    command = _read_dataclass(kind, value, "", errors)
    if errors:
        raise CommandUnreadable(errors)
    return command


def plain(value: Any) -> Any:
    """The JSON form of a command or of a part of it; `read_command` reads it back equal."""
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is dict:
        return {key: item if type(item) in _AS_THEY_ARE else plain(item) for key, item in value.items()}
    if kind is list or kind is tuple:
        return [item if type(item) in _AS_THEY_ARE else plain(item) for item in value]
    if isinstance(value, datetime):
        return value.astimezone(SHANGHAI).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(kind):
        return {name: plain(getattr(value, name)) for name in _names(kind)}
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


_SPELT: list[tuple[Any, Any]] = [(None, None)]
"""The command spelt last: its door, its check and its key ask for the same form."""


def command_json(command: Any) -> Any:
    """The JSON form of a whole command; the caller does not change it."""
    last, form = _SPELT[0]
    if last is not command:
        form = plain(command)
        _SPELT[0] = (command, form)
    return form


_AS_THEY_ARE = frozenset({str, int, bool, type(None)})
"""Most of what a command holds; they are asked first."""


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


def _schema(kind: Any) -> dict[str, Any]:
    origin = get_origin(kind)
    if kind is Any:
        return {}
    if origin in (Union, types.UnionType):
        return {"anyOf": [{"type": "null"} if arg is type(None) else _schema(arg) for arg in get_args(kind)]}
    if origin is tuple:
        return {"type": "array", "items": _schema(get_args(kind)[0])}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _schema(get_args(kind)[1])}
    if is_dataclass(kind) and isinstance(kind, type):
        return command_schema(kind)
    return dict(_KNOWN[kind][1])


def command_schema(kind: type) -> dict[str, Any]:
    """The JSON Schema of a command: its fields, which are required, and its meaning."""
    hints = _hints(kind)
    known = fields(kind)
    required = [f.name for f in known if f.default is MISSING and f.default_factory is MISSING]
    return {
        "title": kind.__name__,
        "description": (kind.__doc__ or "").strip().split("\n")[0],
        "type": "object",
        "properties": {f.name: _schema(hints[f.name]) for f in known},
        "required": required,
        "additionalProperties": False,
    }
