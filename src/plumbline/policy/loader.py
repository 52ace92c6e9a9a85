"""Read a policy file into its model, naming file and line of everything that cannot be read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from plumbline.policy.findings import FaultAt, Finding, PolicyError, fault
from plumbline.policy.formula import parse_formula
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
    NamedDay,
    Pay,
    Policy,
    PriceTable,
    RefusalRule,
    Slabs,
    TopUp,
    UpTo,
    Version,
)
from plumbline.policy.reading import (
    Node,
    Scalar,
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
from plumbline.terms import Regime, Text

T = TypeVar("T")

_TOP = frozenset(
    {"policy", "title", "regime", "basis", "payees", "days", "facts", "forms", "versions", "chapters"}
)
_LINE = frozenset({"en", "zh", "for", "when", "pay", "up_to", "from", "slab", "nil", "falls_due"})
_ARTICLE = _LINE - {"en", "zh"} | {
    "article", "title", "text", "basis", "figures", "tables", "define", "refuse", "lines", "payee", "top_up", "share_by",
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
        regime = _regime(need(top, "regime"))
        own = top.get("facts")
        self.schema = with_own_facts(regime_schema(regime), as_table(own) if own else None)
        chapters = tuple(self._chapter(as_table(node)) for node in as_items(need(top, "chapters")))
        return Policy(
            id=as_text(need(top, "policy")),
            title=_text(need(top, "title")),
            regime=regime,
            basis=_words(top.get("basis")),
            schema=self.schema,
            payees={HOUSEHOLD: Text("被征收户", "household"), **_texts(top.get("payees"))},
            days=_days(top.get("days")),
            versions=_versions(need(top, "versions")),
            chapters=chapters,
            figures=self.figures,
            tables=self.tables,
            define=self.define,
            refusals=tuple(self.refusals),
            clauses=self.clauses,
            top_up=self.top_up,
            shared_by=self.shared_by,
            forms={key: as_text(node) for key, node in _entries(top.get("forms")).items()},
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
        return Chapter(_text(need(node, "chapter")), tuple(article for article in articles if article))

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
        title = _text(need(node, "title"))
        basis = _words(node.get("basis"))
        for key, figure in _entries(node.get("figures")).items():
            self._guarded(partial(self._figure, key, figure))
        for key, table in _entries(node.get("tables")).items():
            self._guarded(partial(self._table, key, table))
        for key, entry in _entries(node.get("define")).items():
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
            name, number, title, _text(text) if text else None, basis,
            tuple(_entries(node.get("figures"))), tuple(_entries(node.get("tables"))), tuple(_entries(node.get("define"))),
            tuple(rule for rule in refusals if rule), clause, node.line,
        )  # fmt: skip

    def _special(self, name: str, number: str, title: Text, basis: tuple[str, ...], node: Table) -> None:
        if node.get("top_up"):
            self.top_up = TopUp(name, number, title, basis, _falls_due(node, FallsDue.LATER))
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
        self.figures[name] = Figure(name, _label(name, node), quantity, node.line)

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
                _formula(need(filled, "cap")), _formula(need(filled, "amount")), _formula(need(filled, "best")),
                as_text(by) if by else None,
            )  # fmt: skip
        else:
            rule = _formula(need(node, "is"))
        self.define[name] = Definition(name, _label(name, node), self._scope(per), rule, node.line)

    def _refusal(self, article: str, entry: Node) -> RefusalRule:
        node = as_table(entry)
        only_keys(node, frozenset({"code", "rule", "for", "when", "zh", "en", "remedy"}))
        rule = node.get("rule")
        remedy = node.get("remedy")
        return RefusalRule(
            as_text(need(node, "code")),
            as_text(rule) if rule else article,
            self._scope(node.get("for")),
            _formula(need(node, "when")),
            Text(as_text(need(node, "zh")), as_text(need(node, "en"))),
            _text(remedy) if remedy else Text("更正事实后重新计算。", "Correct the facts and compute again."),
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
        clause = Clause(name, number, title, basis, as_text(payee) if payee else HOUSEHOLD, found, node.line)
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
            _label(name, node) if name else Text("", ""),
            self._scope(node.get("for") or article.get("for")),
            _formula(when) if when else None,
            _amount(node),
            _formula(need(nil_table, "when")) if nil_table else None,
            Text(as_text(need(nil_table, "zh")), as_text(need(nil_table, "en")))
            if nil_table
            else Text("", ""),
            _falls_due(node, _falls_due(article, FallsDue.SIGNING)),
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


def _amount(node: Table) -> Pay | UpTo | Slabs:
    kinds = [key for key in ("pay", "up_to", "slab") if node.get(key)]
    if len(kinds) != 1:
        raise fault(
            "shape",
            node.line,
            zh="每行写 pay、up_to、slab 之一。",
            en="A line has exactly one of pay, up_to, slab.",
        )
    if kinds[0] == "pay":
        return Pay(_formula(need(node, "pay")))
    if kinds[0] == "up_to":
        return UpTo(_formula(need(node, "up_to")), _formula(need(node, "from")))
    slab = as_table(need(node, "slab"))
    only_keys(slab, frozenset({"table", "start", "end", "times"}))
    return Slabs(
        as_text(need(slab, "table")), _formula(need(slab, "start")), _formula(need(slab, "end")),
        _formula(need(slab, "times")), slab.line,
    )  # fmt: skip


def _formula(node: Node) -> Formula:
    return parse_formula(as_text(node), node.line)


def _falls_due(node: Table, default: FallsDue) -> FallsDue:
    written = node.get("falls_due")
    if written is None:
        return default
    try:
        return FallsDue(as_text(written))
    except ValueError:
        raise fault(
            "falls_due", written.line, zh=f"付款时点“{as_text(written)}”不认识。", en=f"Unknown time of payment `{as_text(written)}`.",
            do_zh="可用：signing、vacating、accrual、later。", do_en="Known: signing, vacating, accrual, later.",
        ) from None  # fmt: skip


def _label(name: str, node: Table) -> Text:
    zh = node.get("zh")
    return Text(as_text(zh) if zh else name, as_text(need(node, "en")))


def _text(node: Node) -> Text:
    table = as_table(node)
    only_keys(table, frozenset({"zh", "en"}))
    return Text(as_text(need(table, "zh")).strip(), as_text(need(table, "en")).strip())


def _texts(node: Node | None) -> dict[str, Text]:
    return {key: _text(value) for key, value in _entries(node).items()}


def _entries(node: Node | None) -> dict[str, Node]:
    return as_table(node).entries if node else {}


def _words(node: Node | None) -> tuple[str, ...]:
    if node is None:
        return ()
    return (node.text,) if isinstance(node, Scalar) else tuple(as_text(item) for item in as_items(node))


def _regime(node: Node) -> Regime:
    try:
        return Regime(as_text(node))
    except ValueError:
        raise fault(
            "regime", node.line, zh=f"“{as_text(node)}”不是制度名称。", en=f"`{as_text(node)}` is not a regime.",
            do_zh="写 state_land 或 collective_land。", do_en="Write state_land or collective_land.",
        ) from None  # fmt: skip


def _days(node: Node | None) -> dict[str, NamedDay]:
    days: dict[str, NamedDay] = {}
    for name, entry in _entries(node).items():
        table = as_table(entry)
        only_keys(table, frozenset({"on", "zh", "en"}))
        written = need(table, "on")
        try:
            on = date.fromisoformat(as_text(written))
        except ValueError:
            raise fault(
                "day",
                written.line,
                zh=f"“{as_text(written)}”不是日期。",
                en=f"`{as_text(written)}` is not a day.",
                do_zh="写作 2025-12-01。",
                do_en="Write 2025-12-01.",
            ) from None
        days[name] = NamedDay(name, _label(name, table), on, table.line)
    return days


def _versions(node: Node) -> tuple[Version, ...]:
    versions: list[Version] = []
    for name, entry in as_table(node).entries.items():
        table = as_table(entry)
        only_keys(table, frozenset({"from", "raises", "notes"}))
        written = need(table, "from")
        try:
            start = datetime.fromisoformat(as_text(written))
            if start.tzinfo is None:
                raise ValueError
        except ValueError:
            raise fault(
                "version", written.line, zh=f"版本 {name} 的生效时刻“{as_text(written)}”不是带 +08:00 的时刻。",
                en=f"Version {name}: `{as_text(written)}` is not an instant with +08:00.",
                do_zh="写作 2026-03-20T00:00:00+08:00。", do_en="Write 2026-03-20T00:00:00+08:00.",
            ) from None  # fmt: skip
        raises = {key: (as_text(value), value.line) for key, value in _entries(table.get("raises")).items()}
        versions.append(Version(name, start, raises, table.line))
    if not versions:
        raise fault("version", node.line, zh="至少要有一个版本。", en="There must be one version at least.")
    return tuple(versions)
