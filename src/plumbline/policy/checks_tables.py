"""Checks of the tables: no gap, no overlap, nothing unsaid outside, a row for every category."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plumbline.policy import ir
from plumbline.policy.findings import FaultAt, fault
from plumbline.policy.formulas_of import formulas_of
from plumbline.policy.model import Policy, PriceTable, Row
from plumbline.policy.schema import Field
from plumbline.policy.typed import Meaning, TypedFill, TypedSlabs


def steps_without_gaps(policy: Policy, _meaning: Meaning) -> Iterator[FaultAt]:
    """Rows of a step or slab follow one another, each start where the one before ends."""
    for table in policy.tables.values():
        if table.kind == "list":
            continue
        if not table.rows:
            yield fault(
                "gap", table.line, zh=f"表“{table.name}”没有行。", en=f"Table `{table.name}` has no rows."
            )
            continue
        for row in table.rows:
            if row.low is not None and row.high is not None and _end(row.low) >= _end(row.high):
                yield fault(
                    "gap",
                    row.line,
                    zh=f"表“{table.name}”第 {row.key} 行的起不早于止。",
                    en=f"Table `{table.name}`, row {row.key}: the start is not before the end.",
                )
        for one, two in zip(table.rows, table.rows[1:], strict=False):
            yield from _joint(table, one, two)


def _joint(table: PriceTable, one: Row, two: Row) -> Iterator[FaultAt]:
    if one.high is None or two.low is None or _end(two.low) < _end(one.high):
        yield fault(
            "overlap", two.line, zh=f"表“{table.name}”第 {one.key} 行和第 {two.key} 行重叠。",
            en=f"Table `{table.name}`: rows {one.key} and {two.key} overlap.",
            do_zh="每行含起不含止，下一行从上一行的止开始。", do_en="A row includes its start and excludes its end; the next begins where it ends.",
        )  # fmt: skip
    elif _end(two.low) > _end(one.high):
        yield fault(
            "gap", two.line, zh=f"表“{table.name}”第 {one.key} 行和第 {two.key} 行之间有空档。",
            en=f"Table `{table.name}`: there is a gap between rows {one.key} and {two.key}.",
            do_zh="下一行从上一行的止开始。", do_en="Begin the next row where the one before ends.",
        )  # fmt: skip


def steps_with_ends(policy: Policy, meaning: Meaning) -> Iterator[FaultAt]:
    """Outside its rows a table refuses, or nothing lies outside."""
    looked = _keys_by_table(meaning)
    for table in policy.tables.values():
        if table.kind == "list" or not table.rows:
            continue
        first, last = table.rows[0].low, table.rows[-1].high
        from_zero = first is not None and hasattr(first, "value") and first.value == 0
        safe = from_zero and all(_never_negative(key, meaning) for key in looked.get(table.name, ()))
        if first is not None and table.before is None and not safe:
            yield fault(
                "gap", table.line, zh=f"表“{table.name}”第一行之前没有规定。", en=f"Nothing is said before the first row of table `{table.name}`.",
                do_zh="第一行的起写“..”，或写 before: 拒绝 R01 条款。", do_en="Open the first row with `..` or add `before: refuse CODE ARTICLE`.",
            )  # fmt: skip
        if last is not None and table.above is None:
            yield fault(
                "gap", table.line, zh=f"表“{table.name}”最后一行之后没有规定。", en=f"Nothing is said after the last row of table `{table.name}`.",
                do_zh="最后一行的止写“..”，或写 above: 拒绝 R03 条款。", do_en="Open the last row with `..` or add `above: refuse CODE ARTICLE`.",
            )  # fmt: skip


def lists_complete(policy: Policy, _meaning: Meaning) -> Iterator[FaultAt]:
    """A list by category has a row for each; a list by code says what refuses the others."""
    for table in policy.tables.values():
        if table.kind != "list":
            continue
        fields = [_field(policy, of) for of in table.of]
        if any(field is None for field in fields):
            yield fault(
                "name",
                table.line,
                zh=f"表“{table.name}”所据的事实不存在。",
                en=f"Table `{table.name}` is by a fact that does not exist.",
            )
            continue
        field = fields[0]
        if len(fields) > 1 or field is None or field.type == "code":
            if table.missing is None:
                yield fault(
                    "gap", table.line, zh=f"表“{table.name}”没有写没有的编号怎么办。", en=f"Table `{table.name}` does not say what happens to other codes.",
                    do_zh="写 missing: 拒绝 R04 条款。", do_en="Add `missing: refuse R04 ARTICLE`.",
                )  # fmt: skip
            continue
        rows = {row.key: row for row in table.rows}
        for value in field.values:
            if value not in rows and table.missing is None:
                yield fault(
                    "gap", table.line, zh=f"表“{table.name}”缺“{field.values[value].zh}”（{value}）一行。",
                    en=f"Table `{table.name}` has no row for `{value}`.",
                )  # fmt: skip
        for key, row in rows.items():
            if key not in field.values:
                yield fault(
                    "unreachable",
                    row.line,
                    zh=f"表“{table.name}”的“{key}”不是{field.label.zh}的类别，永远用不到。",
                    en=f"Row `{key}` of table `{table.name}` is no category of {field.label.en}; it can never apply.",
                )


def _keys_by_table(meaning: Meaning) -> dict[str, list[ir.Ir]]:
    """What each step is looked up by, and from where each slab is measured."""
    keys: dict[str, list[ir.Ir]] = {}
    for lines in meaning.lines.values():
        for line in lines:
            if isinstance(line.amount, TypedSlabs):
                keys.setdefault(line.amount.table, []).append(line.amount.start)
    for _, roots in formulas_of(meaning):
        for root in roots:
            for node in ir.walk(root):
                if isinstance(node, ir.Lookup):
                    keys.setdefault(node.table, []).append(node.keys[0])
    return keys


def _never_negative(node: ir.Ir, meaning: Meaning) -> bool:
    match node:
        case ir.FactRef(field=field):
            return field.type != "fen_signed"
        case ir.Const(value=value):
            return not isinstance(value, str) and value >= 0
        case ir.Apply(function=function):
            return function in ("full_years", "half_months", "started_months", "positive")
        case ir.Choose(then=then, other=other):
            return _never_negative(then, meaning) and _never_negative(other, meaning)
        case ir.DefRef(name=name):
            rule = meaning.define.get(name)
            return rule is not None and not isinstance(rule, TypedFill) and _never_negative(rule, meaning)
        case _:
            return False


def _field(policy: Policy, word: str) -> Field | None:
    return next(
        (field for field in policy.schema.fields.values() if word in (field.label.zh, field.id)), None
    )


def _end(bound: Any) -> Any:
    return bound.value if hasattr(bound, "value") else bound
