"""Sheet 经过: the past acts of a half-finished project, one row for an act, more rows for more documents."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from plumbline.registers.cells import Cell, Sheet
from plumbline.registers.columns import Column, Layout, Role, detect, lookup_of
from plumbline.registers.entries import PastAct, PastDocument
from plumbline.registers.findings import Finding, finding_at
from plumbline.registers.schema import Field, FieldKind, Table
from plumbline.registers.values import Rules, Value, clean_text, read_value
from plumbline.terms import Json, Text

_K = FieldKind
HISTORY = Table(
    "history",
    Text("经过", "history"),
    (
        Field("act", _K.INTEGER, Text("次序", "act"), ("序次",)),
        Field("step", _K.TEXT, Text("步骤", "step")),
        Field("done_on", _K.DAY, Text("发生日期", "done on"), ("日期",)),
        Field("outcome", _K.TEXT, Text("结果", "outcome")),
        Field("dates", _K.TEXT, Text("另记日期", "other days")),
        Field("facts", _K.TEXT, Text("同时记载的事实", "facts recorded")),
        Field("document", _K.TEXT, Text("文种", "document"), ("文件",)),
        Field("number", _K.TEXT, Text("文号", "number of document")),
        Field("document_on", _K.DAY, Text("文件日期", "date of document")),
        Field("sha256", _K.TEXT, Text("扫描件SHA-256", "scan sha256"), ("sha256",)),
    ),
    ("经过表", "历史"),
)
"""The layout of sheet 经过. A row without a household number is an act of the project.

Rows of one household with one number in 次序 are one act; the first carries step, day, dates and facts,
every one of them may carry a document. Without 次序 every row with a step is an act of its own and rows
without one add documents to the act above.
"""

Acts = dict[str, tuple[PastAct, ...]]


def read_history(sheet: Sheet, rules: Rules) -> tuple[Acts, dict[str, int], tuple[Finding, ...]]:
    """Past acts by household number (the project's own under the empty text), the row on which each
    household first stands, and what was found."""
    layout = detect(sheet, lookup_of(HISTORY, roles=(Role.ID,)))
    if layout is None:
        zh, en = (
            "没有认得的表头（户号、步骤、发生日期 …）。",
            "no heading is understood (户号, 步骤, 发生日期 …).",
        )
        return (
            {},
            {},
            (finding_at(sheet.cell(1, 1), "no_such_column", "户号、步骤、发生日期", zh, en, blocking=True),),
        )
    findings = list(layout.findings)
    acts: dict[str, dict[str, PastAct]] = {}
    first_rows: dict[str, int] = {}
    for row in range(layout.first_row, sheet.height + 1):
        if not any(True for _ in sheet.cells(row)):
            continue
        owner, values = _row(sheet, row, layout, rules, findings)
        first_rows.setdefault(owner, row)
        own = acts.setdefault(owner, {})
        key = str(values.get("act") or (f"row {row}" if values.get("step") else next(reversed(own), "")))
        act = own.get(key) or _act(sheet, row, values, findings)
        if act is not None:
            own[key] = replace(act, evidence=(*act.evidence, *_document(values)))
    return {owner: tuple(own.values()) for owner, own in acts.items()}, first_rows, tuple(findings)


def _row(
    sheet: Sheet, row: int, layout: Layout, rules: Rules, findings: list[Finding]
) -> tuple[str, dict[str, Json]]:
    owner = ""
    values: dict[str, Json] = {}
    for column in layout.columns:
        cell = sheet.shared_cell(row, column.number)
        if column.role is Role.ID:
            owner = clean_text(cell)
        elif column.field is not None:
            value = _cell_value(cell, column, rules)
            findings.extend(value.findings)
            if not value.absent:
                values[column.path] = value.value
    return owner, values


def _cell_value(cell: Cell, column: Column, rules: Rules) -> Value:
    assert column.field is not None
    match column.path:
        case "facts" if not cell.is_empty:
            facts = parse_pairs(cell.text)
            return _not_understood(cell, column) if facts is None else Value(dict(facts))
        case "dates" if not cell.is_empty:
            pairs = parse_pairs(cell.text)
            if pairs is None or not all(isinstance(day, str) and _day(day) for day in pairs.values()):
                return _not_understood(cell, column)
            return Value(dict(pairs))
        case "sha256" if not cell.is_empty:
            text = clean_text(cell).lower()
            if re.fullmatch(r"[0-9a-f]{64}", text):
                return Value(text)
            zh = f"“{column.title}”应为 64 位十六进制数，却是“{text[:20]}”。请用扫描件重新计算。"
            en = f"“{column.title}” should be 64 hexadecimal digits, but is “{text[:20]}”. Compute it from the scan again."
            return Value(
                absent=True, findings=(finding_at(cell, "not_a_hash", "0-9a-f × 64", zh, en, blocking=True),)
            )
        case _:
            return read_value(cell, column.field, rules, title=column.title, unit=column.unit)


def _not_understood(cell: Cell, column: Column) -> Value:
    form = "term_end=2026-01-05" if column.path == "dates" else "household.ruling=granted"
    zh = f"“{column.title}”写法不清：“{clean_text(cell)[:40]}”。请每行写一项，如 {form}。"
    en = f"“{column.title}” is not understood: “{clean_text(cell)[:40]}”. Write one item a line, such as {form}."
    return Value(absent=True, findings=(finding_at(cell, "not_facts", form, zh, en, blocking=True),))


def _act(sheet: Sheet, row: int, values: Mapping[str, Json], findings: list[Finding]) -> PastAct | None:
    step, done_on = values.get("step"), values.get("done_on")
    if not isinstance(step, str) or not isinstance(done_on, str):
        cell = next(sheet.cells(row))
        zh, en = (
            "这一行没有步骤或发生日期，也不属于上一行的行为。",
            "this row has no step or no day, and belongs to no act above.",
        )
        findings.append(finding_at(cell, "no_act", "步骤、发生日期", zh, en, blocking=True))
        return None
    dates, facts = values.get("dates"), values.get("facts")
    named = (
        {name: date.fromisoformat(str(day)) for name, day in dates.items()} if isinstance(dates, dict) else {}
    )
    outcome = values.get("outcome")
    return PastAct(
        step,
        date.fromisoformat(done_on),
        named,
        facts if isinstance(facts, dict) else {},
        outcome if isinstance(outcome, str) else "",
        row=row,
    )


def _document(values: Mapping[str, Json]) -> tuple[PastDocument, ...]:
    texts = {
        key: str(values[key]) for key in ("document", "number", "document_on", "sha256") if values.get(key)
    }
    if not texts:
        return ()
    on = _day(texts.get("document_on", ""))
    return (PastDocument(texts.get("document", ""), texts.get("number", ""), on, texts.get("sha256", "")),)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def parse_pairs(text: str) -> dict[str, Json] | None:
    """`name=value` items, one a line (or on one line with ； between, where no value is quoted).

    A value is JSON where it reads as JSON without a fraction, else the text itself; None where an item
    has no name or no `=`.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) == 1 and '"' not in lines[0]:
        lines = [part.strip() for part in re.split(r"[;；]", lines[0]) if part.strip()]
    pairs: dict[str, Json] = {}
    for line in lines:
        name, equals, value = line.partition("=")
        if not equals or not re.fullmatch(r"[A-Za-z][\w.\[\]-]*", name.strip()):
            return None
        pairs[name.strip()] = _json(value.strip())
    return pairs


def show_pairs(pairs: Mapping[str, Json]) -> str:
    """The inverse of `parse_pairs`, one item a line."""
    return "\n".join(f"{name}={_shown(value)}" for name, value in pairs.items())


def _json(text: str) -> Json:
    try:
        value: Json = json.loads(text, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):
        return text
    # 87.50 stays the text "87.50": no fraction ever becomes a float.
    return value


def _shown(value: Json) -> str:
    plain = (
        isinstance(value, str)
        and value == value.strip()
        and value.isprintable()
        and not re.search(r'["；;]', value)
    )
    if plain and isinstance(value, str) and _json(value) == value and value:
        return value
    return (
        json.dumps(value, ensure_ascii=False)
        .replace("；", "\\uff1b")
        .replace("\u2028", "\\u2028")
        .replace("\x85", "\\u0085")
    )
