"""Static checks: what must not be sealed. Every check is `(policy, meaning) -> findings`; none stops at the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from plumbline.policy import ir
from plumbline.policy.findings import FaultAt, Finding, fault
from plumbline.policy.meaning import (
    Meaning,
    TypedFill,
    TypedLine,
    TypedPay,
    TypedSlabs,
    TypedUpTo,
    give_meaning,
)
from plumbline.policy.model import Policy, PriceTable, Row
from plumbline.policy.schema import Field
from plumbline.policy.versions import raises_of

Check: TypeAlias = Callable[[Policy, Meaning], Iterator[FaultAt]]

_Node: TypeAlias = tuple[str, str, int]
"""`("define", name, 0)` or `("line", clause, index)`."""

_DIGITS = {word: value for value, word in enumerate("零一二三四五六七八九")}


def check_policy(policy: Policy) -> tuple[Finding, ...]:
    """Every fault found, by line; an empty answer means that the policy may be computed and sealed.

    Checked: units and kinds, names, absent facts, figures without a name, division (in `meaning`);
    table gaps, overlaps and missing categories; what is never used; articles' numbers, basis and payee;
    circles; versions that do not raise.
    """
    meaning = give_meaning(policy)
    findings = list(meaning.findings)
    for check in CHECKS:
        findings.extend(wrong.finding for wrong in check(policy, meaning))
    return tuple(sorted(findings, key=lambda finding: (finding.line, finding.code)))


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
        safe = from_zero and (
            table.kind == "slab" or all(_never_negative(key, meaning) for key in looked.get(table.name, ()))
        )
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


def everything_used(policy: Policy, meaning: Meaning) -> Iterator[FaultAt]:
    """Every figure, table, named quantity and day is used: what is published must count."""
    if meaning.findings:
        return
    used: set[str] = set()
    for _, roots in _roots(meaning):
        for root in roots:
            for node in ir.walk(root):
                match node:
                    case (
                        ir.FigureRef(name=name)
                        | ir.DefRef(name=name)
                        | ir.DayRef(name=name)
                        | ir.Lookup(table=name)
                    ):
                        used.add(name)
    used |= {
        line.amount.table
        for lines in meaning.lines.values()
        for line in lines
        if isinstance(line.amount, TypedSlabs)
    }
    for kind in (policy.figures, policy.tables, policy.define, policy.days):
        for name, thing in kind.items():
            if name not in used:
                yield fault(
                    "unused", thing.line, zh=f"“{name}”没有任何算式用到。", en=f"`{name}` is used by no formula.",
                    do_zh="删去，或写进算式。", do_en="Remove it or use it.",
                )  # fmt: skip


def words_unmistakable(policy: Policy, _meaning: Meaning) -> Iterator[FaultAt]:
    """No name of the policy hides the word of a fact."""
    words = {word for (_, word) in policy.schema.names}
    for kind in (policy.figures, policy.tables, policy.define, policy.days, policy.clauses):
        for name, thing in kind.items():
            if name in words:
                yield fault(
                    "twice",
                    thing.line,
                    zh=f"“{name}”已是一个事实的名称。",
                    en=f"`{name}` is the word of a fact already.",
                    do_zh="换一个名称。",
                    do_en="Choose another name.",
                )


def articles_in_order(policy: Policy, _meaning: Meaning) -> Iterator[FaultAt]:
    """Clause and article carry the same number; a paying article has basis and a declared payee; references exist."""
    known = {article.id for chapter in policy.chapters for article in chapter.articles}
    for chapter in policy.chapters:
        for article in chapter.articles:
            digits = "".join(sign for sign in article.id if sign.isdigit())
            if _numeral(article.number) != int(digits or 0):
                yield fault(
                    "number",
                    article.line,
                    zh=f"{article.id} 与“{article.number}”不是同一条。",
                    en=f"{article.id} and {article.number} are not the same number.",
                )
            if not article.title.zh or not article.title.en:
                yield fault(
                    "title",
                    article.line,
                    zh=f"{article.id} 缺中文或英文标题。",
                    en=f"{article.id} lacks a Chinese or an English title.",
                )
            if article.clause is not None and not article.basis:
                yield fault(
                    "basis",
                    article.line,
                    zh=f"{article.id} 没有写依据的法条。",
                    en=f"{article.id} names no article of law as its basis.",
                    do_zh="写 basis: [R590 17(1)] 一类。",
                    do_en="Add for example `basis: [R590 17(1)]`.",
                )
            if article.clause is not None and article.clause.payee not in policy.payees:
                yield fault(
                    "payee",
                    article.line,
                    zh=f"收款人“{article.clause.payee}”没有在 payees 中写明。",
                    en=f"The payee `{article.clause.payee}` is not declared under `payees`.",
                )
            for rule in article.refusals:
                if rule.rule not in known:
                    yield fault(
                        "name",
                        rule.line,
                        zh=f"拒绝所据的“{rule.rule}”不存在。",
                        en=f"The refusal's article `{rule.rule}` does not exist.",
                    )
    for code, rule in policy.forms.items():
        if rule not in known:
            yield fault(
                "name",
                1,
                zh=f"forms 中 {code} 所据的“{rule}”不存在。",
                en=f"`forms`: the article `{rule}` of {code} does not exist.",
            )
    for table in policy.tables.values():
        for refer in (table.before, table.above, table.missing):
            if refer is not None and refer.rule not in known:
                yield fault(
                    "name",
                    table.line,
                    zh=f"拒绝所据的“{refer.rule}”不存在。",
                    en=f"The refusal's article `{refer.rule}` does not exist.",
                )


def no_circles(policy: Policy, meaning: Meaning) -> Iterator[FaultAt]:
    """No line rests, through whatever it uses, on itself."""
    edges = {name: tuple(_needs(roots, policy)) for name, roots in _roots(meaning)}
    state: dict[_Node, int] = {}
    for start in edges:
        ring = _circle(start, edges, state, [])
        if ring:
            shown = " → ".join(_shown(node, policy) for node in ring)
            line = (
                policy.define[ring[0][1]].line
                if ring[0][0] == "define"
                else policy.clauses[ring[0][1]].lines[ring[0][2]].line
            )
            yield fault(
                "cycle",
                line,
                zh=f"循环计算：{shown}。",
                en=f"Computed in a circle: {shown}.",
                do_zh="断开其中一环。",
                do_en="Break the circle.",
            )
            return


def versions_raise(policy: Policy, _meaning: Meaning) -> Iterator[FaultAt]:
    """Versions follow in time; a later one changes only what it names, and upward; there is a top-up then."""
    for one, two in zip(policy.versions, policy.versions[1:], strict=False):
        if two.start <= one.start:
            yield fault(
                "version",
                two.line,
                zh=f"版本 {two.name} 不晚于版本 {one.name}。",
                en=f"Version {two.name} is not later than {one.name}.",
            )
    first = policy.versions[0]
    if first.raises:
        yield fault(
            "version", first.line, zh="第一个版本没有可提高的。", en="The first version has nothing to raise."
        )
    for version in policy.versions[1:]:
        try:
            changes = raises_of(policy, version)
        except FaultAt as wrong:
            yield wrong
            continue
        for change in changes:
            if change.new.value <= change.old.value:
                yield fault(
                    "version", change.line, zh=f"版本 {version.name} 没有提高“{change.name}”。", en=f"Version {version.name} does not raise `{change.name}`.",
                    do_zh="方案只可提高、不得降低。", do_en="A policy may only rise.",
                )  # fmt: skip
    if len(policy.versions) > 1 and policy.top_up is None:
        yield fault(
            "version",
            policy.versions[1].line,
            zh="有后来的版本，却没有补差条款（top_up）。",
            en="There is a later version but no top-up article.",
        )


CHECKS: tuple[Check, ...] = (
    steps_without_gaps,
    steps_with_ends,
    lists_complete,
    everything_used,
    words_unmistakable,
    articles_in_order,
    no_circles,
    versions_raise,
)


def _roots(meaning: Meaning) -> Iterator[tuple[_Node, tuple[ir.Ir, ...]]]:
    """Every definition and line with its formulas."""
    for name, rule in meaning.define.items():
        yield (
            ("define", name, 0),
            (rule.cap, rule.amount, rule.best) if isinstance(rule, TypedFill) else (rule,),
        )
    for clause, lines in meaning.lines.items():
        for i, line in enumerate(lines):
            yield ("line", clause, i), _formulas(line)
    for i, typed in enumerate(meaning.refusals):
        yield ("refusal", typed.rule.rule, i), (typed.when,)


def _formulas(line: TypedLine) -> tuple[ir.Ir, ...]:
    conditions = tuple(node for node in (line.when, line.nil_when) if node is not None)
    match line.amount:
        case TypedPay(value=value):
            return (*conditions, value)
        case TypedUpTo(least=least, have=have):
            return (*conditions, least, have)
        case TypedSlabs(start=start, end=end, factor=factor):
            return (*conditions, start, end, factor)


def _needs(roots: tuple[ir.Ir, ...], policy: Policy) -> Iterator[_Node]:
    for root in roots:
        for node in ir.walk(root):
            match node:
                case ir.DefRef(name=name):
                    yield ("define", name, 0)
                case ir.LineRef(clause=clause, line=line):
                    for i, rule in enumerate(policy.clauses[clause].lines):
                        if line is None or rule.name == line:
                            yield ("line", clause, i)


def _circle(
    node: _Node, edges: dict[_Node, tuple[_Node, ...]], state: dict[_Node, int], path: list[_Node]
) -> list[_Node]:
    if state.get(node) == 2:
        return []
    if state.get(node) == 1:
        return [*path[path.index(node) :], node]
    state[node] = 1
    path.append(node)
    for below in edges.get(node, ()):
        ring = _circle(below, edges, state, path)
        if ring:
            return ring
    path.pop()
    state[node] = 2
    return []


def _shown(node: _Node, policy: Policy) -> str:
    kind, name, index = node
    if kind != "line":
        return name
    line = policy.clauses[name].lines[index].name
    return f"{name}.{line}" if line else name


def _keys_by_table(meaning: Meaning) -> dict[str, list[ir.Ir]]:
    keys: dict[str, list[ir.Ir]] = {}
    for _, roots in _roots(meaning):
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


def _numeral(article: str) -> int:
    """The number of 第十九条: 19; 0 where it is not written so. Articles of a plan stay below one hundred."""
    word = article.removeprefix("第").removesuffix("条")
    if word.isdigit():
        return int(word)
    tens, ten, ones = word.partition("十")
    if not ten:
        return _DIGITS.get(word, 0)
    return 10 * (_DIGITS.get(tens, 0) if tens else 1) + (_DIGITS.get(ones, 0) if ones else 0)
