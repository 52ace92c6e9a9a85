"""Read a policy file into its model, naming file and line of everything that cannot be read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from plumbline.policy.findings import FaultAt, Finding, PolicyError, fault
from plumbline.policy.loader_parts import (
    read_amount,
    read_days,
    read_entries,
    read_falls_due,
    read_formula,
    read_label,
    read_purpose,
    read_regime,
    read_text,
    read_texts,
    read_versions,
    read_words,
)
from plumbline.policy.loader_tables import read_table
from plumbline.policy.model import (
    HOUSEHOLD,
    Article,
    Chapter,
    Clause,
    Definition,
    FallsDue,
    Figure,
    Fill,
    LineRule,
    Policy,
    PriceTable,
    RefusalRule,
    TopUp,
)
from plumbline.policy.reading import (
    Node,
    Table,
    as_items,
    as_table,
    as_text,
    need,
    only_keys,
    read_yaml,
)
from plumbline.policy.schema import ROOT, Schema, regime_schema, with_own_facts
from plumbline.policy.tree import Formula
from plumbline.policy.units import parse_quantity
from plumbline.terms import Text

T = TypeVar("T")

_TOP = frozenset(
    {"policy", "title", "regime", "basis", "payees", "days", "facts", "forms", "versions", "chapters"}
)
_LINE = frozenset({"en", "zh", "for", "when", "pay", "up_to", "from", "slab", "nil", "falls_due"})
_ARTICLE = _LINE - {"en", "zh"} | {
    "article", "title", "text", "basis", "figures", "tables", "define", "refuse", "lines", "payee", "purpose", "top_up", "share_by",
}  # fmt: skip


def load_policy(path: str | Path) -> Policy:
    """The policy of a file.

    raises  PolicyError with every fault that could be found, each with its line; OSError when the file
            cannot be opened
    """
    raw = Path(path).read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        wrong = fault(
            "utf-8",
            line,
            zh="文件不是 UTF-8 编码。",
            en="The file is not UTF-8.",
            do_zh="另存为 UTF-8。",
            do_en="Save it as UTF-8.",
        )
        raise PolicyError(str(path), (wrong.finding,)) from None
    return parse_policy(text, str(path))


def parse_policy(text: str, name: str) -> Policy:
    """The policy of a text; `name` stands for the file in messages.

    raises  PolicyError
    """
    reader = _PolicyReader(name)
    try:
        policy = reader.read(text)
    except FaultAt as wrong:
        raise PolicyError(name, (*reader.findings, wrong.finding)) from None
    if reader.findings:
        raise PolicyError(name, tuple(reader.findings))
    return policy


class _PolicyReader:
    """Collects what the articles hold; a fault in one article does not hide the faults of the next."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.findings: list[Finding] = []
        self.figures: dict[str, Figure] = {}
        self.tables: dict[str, PriceTable] = {}
        self.define: dict[str, Definition] = {}
        self.refusals: list[RefusalRule] = []
        self.clauses: dict[str, Clause] = {}
        self.seen: set[str] = set()
        self.top_up: TopUp | None = None
        self.shared_by: str | None = None
        self.schema: Schema

    def read(self, text: str) -> Policy:
        """The whole policy."""
        top = read_yaml(text)
        only_keys(top, _TOP)
        regime = read_regime(need(top, "regime"))
        own = top.get("facts")
        self.schema = with_own_facts(regime_schema(regime), as_table(own) if own else None)
        chapters = tuple(self._chapter(as_table(node)) for node in as_items(need(top, "chapters")))
        return Policy(
            id=as_text(need(top, "policy")),
            title=read_text(need(top, "title")),
            regime=regime,
            basis=read_words(top.get("basis")),
            schema=self.schema,
            payees={HOUSEHOLD: Text("被征收户", "household"), **read_texts(top.get("payees"))},
            days=read_days(top.get("days")),
            versions=read_versions(need(top, "versions")),
            chapters=chapters,
            figures=self.figures,
            tables=self.tables,
            define=self.define,
            refusals=tuple(self.refusals),
            clauses=self.clauses,
            top_up=self.top_up,
            shared_by=self.shared_by,
            forms={key: as_text(node) for key, node in read_entries(top.get("forms")).items()},
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            text=text,
            name=self.name,
        )

    def _chapter(self, node: Table) -> Chapter:
        only_keys(node, frozenset({"chapter", "articles"}))
        articles = [
            self._guarded(partial(self._article, name, body))
            for name, body in as_table(need(node, "articles")).entries.items()
        ]
        return Chapter(read_text(need(node, "chapter")), tuple(article for article in articles if article))

    def _guarded(self, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except FaultAt as wrong:
            self.findings.append(wrong.finding)
            return None

    def _article(self, name: str, written: Node) -> Article:
        node = as_table(written)
        only_keys(node, _ARTICLE)
        self._new(name, node.line)
        number = as_text(need(node, "article"))
        title = read_text(need(node, "title"))
        basis = read_words(node.get("basis"))
        for key, figure in read_entries(node.get("figures")).items():
            self._guarded(partial(self._figure, key, figure))
        for key, table in read_entries(node.get("tables")).items():
            self._guarded(partial(self._table, key, table))
        for key, entry in read_entries(node.get("define")).items():
            self._guarded(partial(self._definition, key, entry))
        refuse = node.get("refuse")
        refusals = (
            [self._guarded(partial(self._refusal, name, rule)) for rule in as_items(refuse)] if refuse else []
        )
        self.refusals.extend(rule for rule in refusals if rule)
        clause = self._clause(name, number, title, basis, node)
        text = node.get("text")
        self._special(name, number, title, basis, node)
        return Article(
            name, number, title, read_text(text) if text else None, basis,
            tuple(read_entries(node.get("figures"))), tuple(read_entries(node.get("tables"))), tuple(read_entries(node.get("define"))),
            tuple(rule for rule in refusals if rule), clause, node.line,
        )  # fmt: skip

    def _special(self, name: str, number: str, title: Text, basis: tuple[str, ...], node: Table) -> None:
        if node.get("top_up"):
            self.top_up = TopUp(name, number, title, basis, read_falls_due(node, FallsDue.LATER))
        shared = node.get("share_by")
        if shared:
            self.shared_by = self._scope(shared)

    def _new(self, name: str, line: int) -> None:
        if name in self.seen:
            raise fault(
                "twice",
                line,
                zh=f"“{name}”已经用过。",
                en=f"`{name}` is used already.",
                do_zh="换一个名称。",
                do_en="Choose another name.",
            )
        self.seen.add(name)

    def _figure(self, name: str, entry: Node) -> None:
        node = as_table(entry)
        only_keys(node, frozenset({"is", "zh", "en"}))
        self._new(name, node.line)
        written = need(node, "is")
        try:
            quantity = parse_quantity(as_text(written))
        except ValueError:
            raise fault(
                "figure", written.line, zh=f"“{as_text(written)}”不是带单位的数。", en=f"`{as_text(written)}` is not a number with a unit.",
                do_zh="例如 15 元/㎡·次、70%、24 月。", do_en="For example 15 元/㎡·次, 70%, 24 月.",
            ) from None  # fmt: skip
        self.figures[name] = Figure(name, read_label(name, node), quantity, node.line)

    def _table(self, name: str, entry: Node) -> None:
        node = as_table(entry)
        self._new(name, node.line)
        self.tables[name] = read_table(name, node)

    def _definition(self, name: str, entry: Node) -> None:
        node = as_table(entry)
        only_keys(node, frozenset({"per", "is", "fill", "zh", "en"}))
        self._new(name, node.line)
        per = node.get("per")
        rule: Formula | Fill
        fill = node.get("fill")
        if fill:
            filled = as_table(fill)
            only_keys(filled, frozenset({"cap", "amount", "best", "by"}))
            by = filled.get("by")
            rule = Fill(
                read_formula(need(filled, "cap")), read_formula(need(filled, "amount")), read_formula(need(filled, "best")),
                as_text(by) if by else None,
            )  # fmt: skip
        else:
            rule = read_formula(need(node, "is"))
        self.define[name] = Definition(name, read_label(name, node), self._scope(per), rule, node.line)

    def _refusal(self, article: str, entry: Node) -> RefusalRule:
        node = as_table(entry)
        only_keys(node, frozenset({"code", "rule", "for", "when", "zh", "en", "remedy"}))
        rule = node.get("rule")
        remedy = node.get("remedy")
        return RefusalRule(
            as_text(need(node, "code")),
            as_text(rule) if rule else article,
            self._scope(node.get("for")),
            read_formula(need(node, "when")),
            Text(as_text(need(node, "zh")), as_text(need(node, "en"))),
            read_text(remedy)
            if remedy
            else Text("更正事实后重新计算。", "Correct the facts and compute again."),
            node.line,
        )

    def _clause(
        self, name: str, number: str, title: Text, basis: tuple[str, ...], node: Table
    ) -> Clause | None:
        lines = node.get("lines")
        if lines is not None:
            for key in ("pay", "up_to", "slab"):
                if node.get(key):
                    raise fault(
                        "shape",
                        node.line,
                        zh=f"“{name}”已有 lines，不能再写 {key}。",
                        en=f"`{name}` has lines; `{key}` belongs into one of them.",
                    )
            rules = [
                self._guarded(partial(self._line, key, line, node))
                for key, line in as_table(lines).entries.items()
            ]
            found = tuple(rule for rule in rules if rule)
        elif any(node.get(key) for key in ("pay", "up_to", "slab")):
            found = (self._line("", node, node),)
        else:
            return None
        payee = node.get("payee")
        clause = Clause(
            name,
            number,
            title,
            basis,
            as_text(payee) if payee else HOUSEHOLD,
            found,
            node.line,
            read_purpose(node),
        )
        self.clauses[name] = clause
        return clause

    def _line(self, name: str, entry: Node, article: Table) -> LineRule:
        node = as_table(entry)
        if node is not article:
            only_keys(node, _LINE)
        when = node.get("when") or article.get("when")
        if node is not article and node.get("when") and article.get("when"):
            raise fault(
                "shape",
                node.line,
                zh="条件不要在条款和行里各写一次。",
                en="Write `when` at the article or at the line, not at both.",
            )
        nil = node.get("nil")
        nil_table = as_table(nil) if nil else None
        return LineRule(
            name,
            read_label(name, node) if name else Text("", ""),
            self._scope(node.get("for") or article.get("for")),
            read_formula(when) if when else None,
            read_amount(node),
            read_formula(need(nil_table, "when")) if nil_table else None,
            Text(as_text(need(nil_table, "zh")), as_text(need(nil_table, "en")))
            if nil_table
            else Text("", ""),
            read_falls_due(node, read_falls_due(article, FallsDue.SIGNING)),
            node.line,
        )

    def _scope(self, node: Node | None) -> str:
        if node is None:
            return ROOT
        word = as_text(node)
        scope = self.schema.scope_of(word)
        if scope is None:
            known = "、".join(list_of.label.zh for list_of in self.schema.lists.values())
            raise fault(
                "name", node.line, zh=f"没有“{word}”这一列表。", en=f"There is no list `{word}`.",
                do_zh=f"可用：{known}。", do_en=f"Known: {', '.join(self.schema.lists)}.",
            )  # fmt: skip
        return scope
