"""Read a formula: words and operators in Chinese or English, no loops, no strings, no bare figures.

expr  = "若" expr "则" expr "否则" expr | or
or    = and {"或" and}        and = not {"且" not}        not = "非" not | test
test  = sum [op sum | "属于" "[" sum {"," sum} "]"]
sum   = product {(+|−) product}        product = sign {(×|÷) sign}        sign = "−" sign | atom
atom  = number [unit] | name | table "[" expr {"," expr} "]" ["." column] | function "(" … ")" | "(" expr ")"
fold  = (合计|最高) "(" expr "按" list ["其中" expr] ")" | (存在|个数) "(" list ["其中" expr] ")"
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from plumbline.policy.findings import FaultAt, fault
from plumbline.policy.tree import (
    Among,
    Called,
    Chosen,
    Compared,
    Denied,
    Folded,
    Formula,
    Joined,
    Look,
    Name,
    Negative,
    Number,
    Pair,
    Tree,
)
from plumbline.policy.units import NUMBER_PATTERN, UNIT_PATTERN, parse_quantity
from plumbline.policy.words import FUNCTION_OF, FUNCTIONS, KEYWORD_OF, KEYWORDS, OPERATORS

MAX_DEPTH = 40
"""Nesting of a formula; a person cannot read deeper, and the reader must not run out of stack."""

_SIGNS = {"（": "(", "）": ")", "，": ",", "【": "[", "】": "]"}
_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<number>{NUMBER_PATTERN}(?:\s*(?:{UNIT_PATTERN})(?!\w))?)
    | (?P<name>[^\W\d]\w*(?:\.[^\W\d]\w*)*)
    | (?P<column>\.[^\W\d]\w*)
    | (?P<sign><=|>=|==|!=|[-+−*×/÷=≠<>≤≥()\[\],（），])
    )""",
    re.VERBOSE,
)
_FOLDS = frozenset({"sum", "highest", "any", "count"})


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def parse_formula(text: str, line: int) -> Formula:
    """The tree of a formula.

    raises  FaultAt naming the line and the place in the formula
    """
    reader = _Reader(text, line)
    tree = reader.expression()
    reader.end()
    return Formula(text, line, tree)


class _Reader:
    """Recursive descent over the tokens of one formula."""

    def __init__(self, text: str, line: int) -> None:
        self.text = text
        self.line = line
        self.tokens = tuple(self._split())
        self.at = 0
        self.depth = 0

    def _split(self) -> list[_Token]:
        tokens: list[_Token] = []
        at = 0
        body = self.text.rstrip()
        while at < len(body):
            match = _TOKEN.match(body, at)
            if match is None:
                raise self._fault(
                    f"“{body[at:].strip()[:12]}”读不懂", f"cannot read {body[at:].strip()[:12]!r}"
                )
            kind = str(match.lastgroup)
            word = match.group(kind)
            if kind == "name" and word in KEYWORD_OF:
                kind, word = "word", KEYWORD_OF[word]
            if kind == "sign":
                word = _SIGNS.get(word, OPERATORS.get(word, word))
            tokens.append(_Token(kind, word))
            at = match.end()
        return tokens

    def _fault(self, zh: str, en: str) -> FaultAt:
        return fault(
            "formula", self.line, zh=f"算式“{self.text}”：{zh}。", en=f"Formula `{self.text}`: {en}.",
        )  # fmt: skip

    def _peek(self) -> _Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else _Token("end", "")

    def _take(self, kind: str, text: str) -> bool:
        token = self._peek()
        if token.kind == kind and token.text == text:
            self.at += 1
            return True
        return False

    def _expect(self, kind: str, text: str) -> None:
        if not self._take(kind, text):
            got = self._peek().text or "结尾"
            shown = KEYWORDS[text].zh if text in KEYWORDS else text
            raise self._fault(
                f"应有“{shown}”，却是“{got}”", f"expected `{text}`, found `{self._peek().text or 'the end'}`"
            )

    def end(self) -> None:
        """Nothing may follow a whole formula."""
        token = self._peek()
        if token.kind != "end":
            raise self._fault(f"“{token.text}”多出来了", f"`{token.text}` is left over")

    def expression(self) -> Tree:
        """One whole expression."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self._fault(f"嵌套超过 {MAX_DEPTH} 层", f"nested deeper than {MAX_DEPTH}")
        tree = self._choice()
        self.depth -= 1
        return tree

    def _choice(self) -> Tree:
        if not self._take("word", "if"):
            return self._joined("or")
        test = self.expression()
        self._expect("word", "then")
        then = self.expression()
        self._expect("word", "else")
        return Chosen(test, then, self.expression())

    def _joined(self, op: str) -> Tree:
        part = self._denied if op == "and" else lambda: self._joined("and")
        parts = [part()]
        while self._take("word", op):
            parts.append(part())
        return parts[0] if len(parts) == 1 else Joined(op, tuple(parts))

    def _denied(self) -> Tree:
        denials = 0
        while self._take("word", "not"):
            denials += 1
        tree = self._test()
        return Denied(tree) if denials % 2 else tree

    def _test(self) -> Tree:
        left = self._sum()
        if self._take("word", "in"):
            self._expect("sign", "[")
            return Among(left, self._list("]"))
        token = self._peek()
        if token.kind == "sign" and token.text in "=≠<≤>≥":
            self.at += 1
            return Compared(token.text, left, self._sum())
        return left

    def _sum(self) -> Tree:
        left = self._product()
        while (token := self._peek()).kind == "sign" and token.text in "+-":
            self.at += 1
            left = Pair(token.text, left, self._product())
        return left

    def _product(self) -> Tree:
        left = self._sign()
        while (token := self._peek()).kind == "sign" and token.text in "*/":
            self.at += 1
            left = Pair(token.text, left, self._sign())
        return left

    def _sign(self) -> Tree:
        minus = 0
        while self._take("sign", "-"):
            minus += 1
        tree = self._atom()
        return Negative(tree) if minus % 2 else tree

    def _atom(self) -> Tree:
        token = self._peek()
        self.at += 1
        if token.kind == "number":
            return Number(parse_quantity(token.text), token.text)
        if token.kind == "sign" and token.text == "(":
            tree = self.expression()
            self._expect("sign", ")")
            return tree
        if token.kind == "name":
            if self._take("sign", "("):
                return self._call(token.text)
            if self._take("sign", "["):
                keys = self._list("]")
                column = self._peek()
                if column.kind == "column":
                    self.at += 1
                    return Look(token.text, keys, column.text[1:])
                return Look(token.text, keys, None)
            return Name(token.text)
        raise self._fault(
            f"“{token.text or '结尾'}”处缺一个数或名称", f"a value is missing at `{token.text or 'the end'}`"
        )

    def _list(self, close: str) -> tuple[Tree, ...]:
        items = [self.expression()]
        while self._take("sign", ","):
            items.append(self.expression())
        self._expect("sign", close)
        return tuple(items)

    def _call(self, word: str) -> Tree:
        function = FUNCTION_OF.get(word)
        if function is None:
            known = "、".join(text.zh for text in FUNCTIONS.values())
            raise self._fault(
                f"没有“{word}”这个算法，可用：{known}", f"no function `{word}`; known: {', '.join(FUNCTIONS)}"
            )
        if function not in _FOLDS:
            return Called(function, self._list(")"))
        body: Tree | None = None
        if function in ("sum", "highest"):
            body = self.expression()
            self._expect("word", "by")
        scope = self._peek()
        if scope.kind != "name":
            raise self._fault(f"“{word}”要写明是哪一类的每一项", f"`{word}` must name a list")
        self.at += 1
        where = self.expression() if self._take("word", "where") else None
        self._expect("sign", ")")
        return Folded(function, body, scope.text, where)
