"""The closed language in which the tables state conditions: its grammar, and nothing beside it.

    expr    = term { "or" term }              term = factor { "and" factor }
    factor  = "not" factor | "(" expr ")" | test
    test    = "done(" step ")" | "elapsed(" step [ "." date ] ")" | "all_households(" step ")"
            | name op ( name | literal ) | name "in" "[" literal { "," literal } "]" | condition
    op      = "==" | "!=" | "<" | "<=" | ">" | ">="
    name    = "choice" | ( track | project | household | local | plan | agreement | decision ) "." word
    literal = whole number | true | false | a declared word

A text becomes a small frozen tree here. Whether its names are declared is asked in `declared`; what
it says of a household, in `evaluation`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias, assert_never

LONGEST_TEXT = 2000
"""Characters of one expression; the longest in the tables has about 400."""
DEEPEST_NESTING = 20
"""Brackets and nots inside one another; the deepest in the tables has 3."""

Literal: TypeAlias = bool | int | str


@dataclass(frozen=True, slots=True)
class Name:
    """A fact by its full name, such as `household.use`, `choice` or `local.payment_days`."""

    id: str


@dataclass(frozen=True, slots=True)
class Done:
    """The step is recorded and stands."""

    step: str


@dataclass(frozen=True, slots=True)
class Elapsed:
    """The one period counted from the step, or from its named date, lies behind."""

    step: str
    date: str | None = None

    @property
    def target(self) -> str:
        """`step` or `step.date`, as `counted_from` writes it."""
        return self.step if self.date is None else f"{self.step}.{self.date}"


@dataclass(frozen=True, slots=True)
class AllHouseholds:
    """The step is done for every household of the project that is not withdrawn."""

    step: str


@dataclass(frozen=True, slots=True)
class Compare:
    """A fact against a literal or another fact."""

    left: Name
    op: str
    right: Name | Literal


@dataclass(frozen=True, slots=True)
class Among:
    """A fact is one of several declared words."""

    left: Name
    values: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """A bare word: an entry of the table of conditions."""

    id: str


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    part: Expr


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    parts: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of them."""

    parts: tuple[Expr, ...]


Expr: TypeAlias = Done | Elapsed | AllHouseholds | Compare | Among | Condition | Not | And | Or


class ExpressionError(ValueError):
    """A text is not in the language; the message shows the place."""


def parse(text: str) -> Expr:
    """The tree of an expression; raises ExpressionError for anything outside the grammar."""
    if len(text) > LONGEST_TEXT:
        raise ExpressionError(f"an expression of {len(text)} characters; at most {LONGEST_TEXT}")
    return _Parser(text).whole()


def show(expr: Expr) -> str:
    """The expression written out again in one fixed form, so that equal trees have equal texts."""
    match expr:
        case Done(step):
            return f"done({step})"
        case Elapsed():
            return f"elapsed({expr.target})"
        case AllHouseholds(step):
            return f"all_households({step})"
        case Compare(left, op, right):
            return f"{left.id} {op} {_show_value(right)}"
        case Among(left, values):
            return f"{left.id} in [{', '.join(_show_value(value) for value in values)}]"
        case Condition(id):
            return id
        case Not(part):
            return f"not {_bracket(part)}"
        case And(parts):
            return " and ".join(_bracket(part) for part in parts)
        case Or(parts):
            return " or ".join(_bracket(part) for part in parts)
        case _:
            assert_never(expr)


def conjuncts(expr: Expr) -> tuple[Expr, ...]:
    """The parts that must all hold: of an `and` its parts, else the expression itself."""
    return expr.parts if isinstance(expr, And) else (expr,)


def tests_in(expr: Expr) -> Iterator[Done | Elapsed | AllHouseholds | Compare | Among | Condition]:
    """Every test of the tree, from left to right."""
    match expr:
        case And(parts) | Or(parts):
            for part in parts:
                yield from tests_in(part)
        case Not(part):
            yield from tests_in(part)
        case _:
            yield expr


def names_in(expr: Expr) -> Iterator[str]:
    """Every fact's name in the tree."""
    for test in tests_in(expr):
        if isinstance(test, Compare | Among):
            yield test.left.id
        if isinstance(test, Compare) and isinstance(test.right, Name):
            yield test.right.id


def _show_value(value: Name | Literal) -> str:
    if isinstance(value, Name):
        return value.id
    return str(value).lower() if isinstance(value, bool) else str(value)


def _bracket(part: Expr) -> str:
    return f"({show(part)})" if isinstance(part, And | Or) else show(part)


_TOKEN = re.compile(
    r"\s*(?:(?P<word>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)|(?P<number>[0-9]+)|(?P<mark>[=!<>]=|[<>()\[\],]))"
)
_NAME = re.compile(r"choice|(?:track|project|household|local|plan|agreement|decision)\.[a-z][a-z0-9_]*")
_OPS = frozenset(("==", "!=", "<", "<=", ">", ">="))
_YES_OR_NO = {"true": True, "false": False}
_KEPT = frozenset(("and", "or", "not", "in", "done", "elapsed", "all_households", "true", "false"))


class _Parser:
    """One reading of one text, by recursive descent; `at` is the token looked at."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(_tokens(text))
        self.at = 0
        self.depth = 0

    def whole(self) -> Expr:
        expr = self.expr()
        if self.at != len(self.tokens):
            raise self.error("the expression should end here")
        return expr

    def expr(self) -> Expr:
        parts = [self.term()]
        while self.take("or"):
            parts.append(self.term())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def term(self) -> Expr:
        parts = [self.factor()]
        while self.take("and"):
            parts.append(self.factor())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def factor(self) -> Expr:
        self.depth += 1
        if self.depth > DEEPEST_NESTING:
            raise self.error(f"nested deeper than {DEEPEST_NESTING}")
        try:
            if self.take("not"):
                return Not(self.factor())
            if self.take("("):
                inside = self.expr()
                self.need(")")
                return inside
            return self.test()
        finally:
            self.depth -= 1

    def test(self) -> Expr:
        word = self.word("a test")
        if word in ("done", "elapsed", "all_households"):
            return self.call(word)
        if word in _KEPT:
            raise self.error(f"{word!r} is a word of the language, not a test", back=1)
        if _NAME.fullmatch(word):
            return self.about(Name(word))
        if "." in word:
            raise self.error(f"{word!r} is no name of a fact", back=1)
        return Condition(word)

    def call(self, function: str) -> Expr:
        self.need("(")
        word = self.word("a step")
        self.need(")")
        step, _, named = word.partition(".")
        if function == "elapsed":
            return Elapsed(step, named or None)
        if named:
            raise self.error(f"{function} asks for a step, not for its date {word!r}")
        return Done(step) if function == "done" else AllHouseholds(step)

    def about(self, left: Name) -> Expr:
        if self.take("in"):
            return Among(left, self.listed())
        op = self.next("an operator")
        if op not in _OPS:
            raise self.error(f"{op!r} is no operator", back=1)
        return Compare(left, op, self.value())

    def listed(self) -> tuple[Literal, ...]:
        self.need("[")
        values = [self.literal()]
        while self.take(","):
            values.append(self.literal())
        self.need("]")
        return tuple(values)

    def value(self) -> Name | Literal:
        token = self.next("a value", peek=True)
        if _NAME.fullmatch(token):
            self.at += 1
            return Name(token)
        return self.literal()

    def literal(self) -> Literal:
        token = self.next("a literal")
        if token in _YES_OR_NO:
            return _YES_OR_NO[token]
        if token.isdigit():
            return int(token)
        if token in _KEPT or not token[0].isalpha() or "." in token:
            raise self.error(f"{token!r} is no literal", back=1)
        return token

    def word(self, what: str) -> str:
        token = self.next(what)
        if not token[0].isalpha():
            raise self.error(f"expected {what}, found {token!r}", back=1)
        return token

    def next(self, what: str, *, peek: bool = False) -> str:
        if self.at == len(self.tokens):
            raise self.error(f"expected {what}, found the end")
        token = self.tokens[self.at]
        self.at += not peek
        return token

    def take(self, token: str) -> bool:
        found = self.at < len(self.tokens) and self.tokens[self.at] == token
        self.at += found
        return found

    def need(self, token: str) -> None:
        if not self.take(token):
            raise self.error(f"expected {token!r}")

    def error(self, what: str, *, back: int = 0) -> ExpressionError:
        before = " ".join(self.tokens[: self.at - back])
        return ExpressionError(f"{self.text!r}: {what}, after {before!r}")


def _tokens(text: str) -> Iterator[str]:
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at, end)
        if match is None:
            raise ExpressionError(f"{text!r}: {text[at:end].strip()[:1]!r} is no part of the language")
        yield match.group().strip()
        at = match.end()
