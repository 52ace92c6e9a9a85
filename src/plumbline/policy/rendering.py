"""The policy printed as the articles of a plan, in plain blocks: chapters, articles, text, figures, tables, formulas.

Nothing is written twice: the figures, tables and formulas printed are the nodes that are computed.
"""

from __future__ import annotations

from dataclasses import dataclass

from plumbline.policy import ir
from plumbline.policy.engines import meaning_of
from plumbline.policy.model import FALLS_DUE_TEXT, HOUSEHOLD, Article, Policy, PriceTable, Version
from plumbline.policy.showing import show_with_unit
from plumbline.policy.typed import TypedFill, TypedLine, TypedPay, TypedSlabs, TypedUpTo
from plumbline.policy.versions import InForce, in_force, raises_of
from plumbline.policy.words import FUNCTIONS, KEYWORDS, SHOWN
from plumbline.terms import Text

_BIND = {"or": 1, "and": 2, "not": 3, "=": 4, "+": 5, "-": 5, "*": 6, "/": 6}
_ATOM = 9


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the printed plan.

    kind   `title`, `version`, `chapter`, `article`, `text`, `figure`, `define`, `refuse`, `line`, `table`, `note`
    id     the article's id where the block belongs to one
    text   what it says (a table's caption)
    rows   of a table: the heading first, then its rows, cell by cell
    basis  articles of law, for an article
    """

    kind: str
    id: str
    text: Text
    rows: tuple[tuple[Text, ...], ...] = ()
    basis: tuple[str, ...] = ()


def render_articles(policy: Policy, version: str | None = None) -> tuple[Block, ...]:
    """The plan as one version has it (the latest unless named), in the order of the file.

    raises  PolicyError when the policy has faults; KeyError for a version it does not have
    """
    chosen = (
        next((one for one in policy.versions if one.name == version), None)
        if version
        else policy.versions[-1]
    )
    if chosen is None:
        raise KeyError(version)
    return _Printer(policy, chosen).blocks()


class _Printer:
    def __init__(self, policy: Policy, version: Version) -> None:
        self.policy = policy
        self.version = version
        self.meaning = meaning_of(policy)
        self.in_force: InForce = in_force(policy, version)

    def blocks(self) -> tuple[Block, ...]:
        """All blocks of the plan."""
        blocks = [Block("title", "", self.policy.title, basis=self.policy.basis)]
        blocks.extend(self._version(version) for version in self.policy.versions)
        for chapter in self.policy.chapters:
            blocks.append(Block("chapter", "", chapter.title))
            for article in chapter.articles:
                blocks.extend(self._article(article))
        return tuple(blocks)

    def _version(self, version: Version) -> Block:
        since = version.start.isoformat()
        changes_zh = "；".join(
            f"{self._raised(c.name).zh} {show_with_unit(c.old)} → {show_with_unit(c.new)}"
            for c in raises_of(self.policy, version)
        )
        changes_en = "; ".join(
            f"{self._raised(c.name).en} {show_with_unit(c.old, 'en')} → {show_with_unit(c.new, 'en')}"
            for c in raises_of(self.policy, version)
        )
        return Block(
            "version", version.name,
            Text(f"版本 {version.name}，{since} 起生效。{changes_zh}", f"Version {version.name}, in force from {since}. {changes_en}".strip()),
        )  # fmt: skip

    def _raised(self, name: str) -> Text:
        if name in self.policy.figures:
            return self.policy.figures[name].label
        table, _, key = name.partition(".")
        row = next(
            row for row in self.policy.tables[table].rows if key == row.key or key.startswith(f"{row.key}.")
        )
        return row.label

    def _article(self, article: Article) -> list[Block]:
        name = Text(f"{article.number} {article.title.zh}", f"{article.id} {article.title.en}")
        blocks = [Block("article", article.id, name, basis=article.basis)]
        if article.text is not None:
            blocks.append(Block("text", article.id, article.text))
        for figure in article.figures:
            quantity, label = self.in_force.figures[figure], self.policy.figures[figure].label
            text = Text(
                f"{label.zh}：{show_with_unit(quantity)}", f"{label.en}: {show_with_unit(quantity, 'en')}"
            )
            blocks.append(Block("figure", article.id, text))
        blocks.extend(self._table(article.id, self.policy.tables[name]) for name in article.tables)
        blocks.extend(self._define(article.id, name) for name in article.define)
        if article.clause is not None:
            blocks.extend(self._line(line) for line in self.meaning.lines[article.clause.id])
        for rule in article.refusals:
            zh, en = rule.message.zh.rstrip("。"), rule.message.en.rstrip(".")
            blocks.append(
                Block(
                    "refuse",
                    article.id,
                    Text(f"不予受理（{rule.code}）：{zh}。", f"Refused ({rule.code}): {en}."),
                )
            )
        if article.clause is not None and article.clause.payee != HOUSEHOLD:
            payee = self.policy.payees[article.clause.payee]
            blocks.append(Block("note", article.id, Text(f"付{payee.zh}。", f"Paid to the {payee.en}.")))
        return blocks

    def _table(self, article: str, table: PriceTable) -> Block:
        many = len(table.columns) > 1
        first = Text(
            "、".join(self._of(of).zh for of in table.of), ", ".join(self._of(of).en for of in table.of)
        )
        heading = [
            first,
            *(
                Text(
                    f"{c.label.zh}（{c.unit.text}）" if many else c.unit.text,
                    f"{c.label.en}" if many else c.unit.text,
                )
                for c in table.columns
            ),
        ]
        rows = [tuple(heading)]
        for row, cells in zip(table.rows, self.in_force.cells[table.name], strict=True):
            shown = (Text(show_with_unit(cell), show_with_unit(cell, "en")) for cell in cells)
            rows.append((row.label, *shown))
        return Block("table", article, table.label, tuple(rows))

    def _of(self, of: str) -> Text:
        field = next(
            (field for field in self.policy.schema.fields.values() if of in (field.label.zh, field.id)), None
        )
        return field.label if field else Text(of, of)

    def _define(self, article: str, name: str) -> Block:
        rule, label = self.meaning.define[name], self.policy.define[name].label
        if isinstance(rule, TypedFill):
            group = f"，按{rule.by.label.zh}分别" if rule.by else ""
            zh = f"{label.zh}：{self._say(rule.amount, 'zh')}合计不超过 {self._say(rule.cap, 'zh')}{group}，按{self._say(rule.best, 'zh')}从高到低、同者按登记顺序计满为止"
            by = f", for each {rule.by.label.en}," if rule.by else ""
            en = f"{label.en}: {self._say(rule.amount, 'en')} together up to {self._say(rule.cap, 'en')}{by} filled by {self._say(rule.best, 'en')} from high to low, ties as listed"
            return Block("define", article, Text(zh, en))
        return Block(
            "define",
            article,
            Text(f"{label.zh} = {self._say(rule, 'zh')}", f"{label.en} = {self._say(rule, 'en')}"),
        )

    def _line(self, line: TypedLine) -> Block:
        return Block("line", line.clause.id, Text(self._line_in(line, "zh"), self._line_in(line, "en")))

    def _line_in(self, line: TypedLine, lang: str) -> str:
        zh = lang == "zh"
        parts = []
        name = line.rule.label.in_language(lang)
        if line.rule.scope:
            of = self.policy.schema.lists[line.rule.scope].label.in_language(lang)
            parts.append(f"每项{of}" if zh else f"for each of {of}")
        if line.when is not None:
            parts.append(("当 " if zh else "when ") + self._say(line.when, lang))
        if line.nil_when is not None:
            because = line.rule.nil_because.in_language(lang)
            parts.append(
                f"{'若' if zh else 'if'} {self._say(line.nil_when, lang)}{'则' if zh else ','} {because}"
            )
        parts.append(self._amount(line, lang))
        if line.rule.falls_due.value != "signing":
            parts.append(FALLS_DUE_TEXT[line.rule.falls_due].in_language(lang))
        comma = "，" if zh else ", "
        head = f"{name}：" if zh and name else (f"{name}: " if name else "")
        return head + comma.join(parts) + ("。" if zh else ".")

    def _amount(self, line: TypedLine, lang: str) -> str:
        zh = lang == "zh"
        match line.amount:
            case TypedPay(value=value):
                return ("金额 = " if zh else "amount = ") + self._say(value, lang)
            case TypedUpTo(least=least, have=have):
                one, two = self._say(have, lang), self._say(least, lang)
                return (
                    f"{one} 不足 {two} 的，补足差额" if zh else f"where {one} is below {two}, the difference"
                )
            case TypedSlabs(table=table, start=start, end=end, factor=factor):
                label = self.policy.tables[table].label.in_language(lang)
                one, two, by = self._say(start, lang), self._say(end, lang), self._say(factor, lang)
                if zh:
                    return f"从 {one} 到 {two} 的面积按《{label}》分段计价，各段乘以 {by}"
                return f"the area from {one} to {two} by slices of `{label}`, each times {by}"

    # Formulas in words

    def _say(self, node: ir.Ir, lang: str) -> str:
        return self._words(node, lang)[0]

    def _words(self, node: ir.Ir, lang: str) -> tuple[str, int]:
        match node:
            case ir.Const(label=label):
                return label.in_language(lang), _ATOM
            case ir.FigureRef(name=name):
                return self.policy.figures[name].label.in_language(lang), _ATOM
            case ir.DayRef(name=name):
                day = self.policy.days[name]
                return f"{day.label.in_language(lang)}({day.on.isoformat()})", _ATOM
            case ir.FactRef(field=field):
                return field.label.in_language(lang), _ATOM
            case ir.Known(field=field):
                return f"{FUNCTIONS['has'].in_language(lang)}({field.label.in_language(lang)})", _ATOM
            case ir.DefRef(name=name):
                return self.policy.define[name].label.in_language(lang), _ATOM
            case ir.LineRef(clause=clause, line=line):
                return self._clause_words(clause, line, lang), _ATOM
            case ir.Lookup(table=name, column=column, keys=keys):
                table = self.policy.tables[name]
                col = table.columns[column].label.in_language(lang)
                inside = ", ".join(self._say(key, lang) for key in keys)
                return f"{table.label.in_language(lang)}[{inside}]" + (f".{col}" if col else ""), _ATOM
            case ir.Arith(op="-", left=ir.Const(value=0), right=right):
                return f"−{self._inside(right, lang, _BIND['*'])}", _BIND["-"]
            case ir.Arith(op=op, left=left, right=right):
                bind = _BIND[op]
                tight = bind + (1 if op in "-/" else 0)
                return (
                    f"{self._inside(left, lang, bind)} {SHOWN[op]} {self._inside(right, lang, tight)}",
                    bind,
                )
            case ir.Compare(op=op, left=left, right=right):
                return f"{self._inside(left, lang, 5)} {op} {self._inside(right, lang, 5)}", _BIND["="]
            case ir.Member(of=of, values=values):
                listed = ("、" if lang == "zh" else ", ").join(
                    value.label.in_language(lang) for value in values
                )
                return f"{self._inside(of, lang, 5)} {KEYWORDS['in'].in_language(lang)} [{listed}]", _BIND[
                    "="
                ]
            case ir.Logic(op=op, parts=parts):
                word = f" {KEYWORDS[op].in_language(lang)} "
                return word.join(self._inside(part, lang, _BIND[op]) for part in parts), _BIND[op]
            case ir.Not(of=of):
                return f"{KEYWORDS['not'].in_language(lang)} {self._inside(of, lang, _BIND['not'])}", _BIND[
                    "not"
                ]
            case ir.Choose(test=test, then=then, other=other):
                words = [KEYWORDS[key].in_language(lang) for key in ("if", "then", "else")]
                said = [self._say(part, lang) for part in (test, then, other)]
                return " ".join(f"{word} {part}" for word, part in zip(words, said, strict=True)), 0
            case ir.Apply(function=function, args=args):
                inside = ", ".join(self._say(arg, lang) for arg in args)
                return f"{FUNCTIONS[function].in_language(lang)}({inside})", _ATOM
            case ir.Fold():
                return self._fold(node, lang), _ATOM
            case ir.Before(body=body):
                return f"{FUNCTIONS['sum_before'].in_language(lang)}({self._say(body, lang)})", _ATOM

    def _inside(self, node: ir.Ir, lang: str, least: int) -> str:
        text, bind = self._words(node, lang)
        return text if bind >= least else f"({text})"

    def _clause_words(self, clause: str, line: str | None, lang: str) -> str:
        rule = self.policy.clauses[clause]
        name = (
            next((one.label.in_language(lang) for one in rule.lines if one.name == line), "") if line else ""
        )
        title = f"{rule.article}{rule.title.zh}" if lang == "zh" else f"{clause} {rule.title.en}"
        return title + (f"·{name}" if name else "")

    def _fold(self, node: ir.Fold, lang: str) -> str:
        of = self.policy.schema.lists[node.scope].label.in_language(lang)
        body = f"{self._say(node.body, lang)} {KEYWORDS['by'].in_language(lang)} " if node.body else ""
        where = f" {KEYWORDS['where'].in_language(lang)} {self._say(node.where, lang)}" if node.where else ""
        return f"{FUNCTIONS[node.function].in_language(lang)}({body}{of}{where})"
