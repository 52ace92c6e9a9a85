"""Static checks: what must not be sealed. Every check is `(policy, meaning) -> findings`; none stops at the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from plumbline.policy import ir
from plumbline.policy.checks_tables import lists_complete, steps_with_ends, steps_without_gaps
from plumbline.policy.findings import FaultAt, Finding, fault
from plumbline.policy.formulas_of import PolicyNode, formulas_of
from plumbline.policy.meaning import give_meaning
from plumbline.policy.model import Policy
from plumbline.policy.typed import Meaning, TypedSlabs
from plumbline.policy.versions import raises_of

Check: TypeAlias = Callable[[Policy, Meaning], Iterator[FaultAt]]

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


def everything_used(policy: Policy, meaning: Meaning) -> Iterator[FaultAt]:
    """Every figure, table, named quantity and day is used: what is published must count."""
    if meaning.findings:
        return
    used: set[str] = set()
    for _, roots in formulas_of(meaning):
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
    for code, form in policy.forms.items():
        if form not in known:
            yield fault(
                "name",
                1,
                zh=f"forms 中 {code} 所据的“{form}”不存在。",
                en=f"`forms`: the article `{form}` of {code} does not exist.",
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
    edges = {name: tuple(_needs(roots, policy)) for name, roots in formulas_of(meaning)}
    state: dict[PolicyNode, int] = {}
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


def _needs(roots: tuple[ir.Ir, ...], policy: Policy) -> Iterator[PolicyNode]:
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
    node: PolicyNode,
    edges: dict[PolicyNode, tuple[PolicyNode, ...]],
    state: dict[PolicyNode, int],
    path: list[PolicyNode],
) -> list[PolicyNode]:
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


def _shown(node: PolicyNode, policy: Policy) -> str:
    kind, name, index = node
    if kind != "line":
        return name
    line = policy.clauses[name].lines[index].name
    return f"{name}.{line}" if line else name


def _numeral(article: str) -> int:
    """The number of 第十九条: 19; 0 where it is not written so. Articles of a plan stay below one hundred."""
    word = article.removeprefix("第").removesuffix("条")
    if word.isdigit():
        return int(word)
    tens, ten, ones = word.partition("十")
    if not ten:
        return _DIGITS.get(word, 0)
    return 10 * (_DIGITS.get(tens, 0) if tens else 1) + (_DIGITS.get(ones, 0) if ones else 0)
