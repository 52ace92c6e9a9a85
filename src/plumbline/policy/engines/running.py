"""One household under one program: what has been computed of it so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from plumbline.policy.admission import Item
from plumbline.policy.engines.refusing import RefusedAt
from plumbline.policy.schema import ROOT
from plumbline.policy.typed import TypedLine
from plumbline.terms import Json, Reason, Text

if TYPE_CHECKING:
    from plumbline.policy.engines.closures import Compiled
    from plumbline.policy.engines.reference import Program


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount of a line: a slice of a slab, or the whole.

    exact   fen before rounding
    fen     rounded, half away from zero
    slice   row of the slab table and the length in it, else None
    nil     whether it is nothing because the fact does not count
    """

    exact: Fraction
    fen: int
    slice: tuple[int, Fraction] | None = None
    nil: bool = False


@dataclass(frozen=True, slots=True)
class CompiledLine:
    """A line with its closures; `named` gives the words of the price list's row, where the line is priced by code."""

    typed: TypedLine
    when: Compiled | None
    nil_when: Compiled | None
    amounts: Callable[[Run, Item], tuple[Amount, ...]]
    named: Callable[[Run, Item], Text | None]


class Run:
    """One household under one program."""

    __slots__ = ("lines", "memo", "noted", "program", "root", "told")

    def __init__(self, program: Program, root: Item) -> None:
        self.program = program
        self.root = root
        self.memo: dict[tuple[str, int], Any] = {}
        self.lines: dict[tuple[str, int, int], tuple[Amount, ...]] = {}
        # What the trace has found out about named quantities: their facts, and their steps by language.
        self.noted: dict[tuple[str, int], dict[str, Json]] = {}
        self.told: dict[tuple[str, str, int], tuple[tuple[str, int], tuple[str, ...]]] = {}

    def items(self, scope: str) -> list[Item]:
        """Every record of a list, wherever it lies."""
        if scope == ROOT:
            return [self.root]
        around = self.program.policy.schema.lists[scope].inside
        return [item for holder in self.items(around) for item in holder.lists[scope]]

    def definition(self, name: str, item: Item) -> Any:
        """The value of a named quantity of a record."""
        key = (name, item.key)
        if key not in self.memo:
            self.memo[key] = self.program.define[name](self, item)
        return self.memo[key]

    def amounts(self, clause: str, index: int, item: Item) -> tuple[Amount, ...]:
        """The amounts of one line rule for one record; none when its condition does not hold."""
        key = (clause, index, item.key)
        if key not in self.lines:
            self.lines[key] = self._amounts(self.program.lines[clause][index], item)
        return self.lines[key]

    def _amounts(self, line: CompiledLine, item: Item) -> tuple[Amount, ...]:
        if line.when is not None and not line.when(self, item):
            return ()
        if line.nil_when is not None and line.nil_when(self, item):
            return (Amount(Fraction(0), 0, None, True),)
        return line.amounts(self, item)

    def in_order(self, clause: str) -> Iterator[tuple[int, Item, Amount]]:
        """All amounts of a clause: by record, and within a record by line."""
        lines = self.program.lines[clause]
        at = 0
        while at < len(lines):
            scope = lines[at].typed.rule.scope
            end = at
            while end < len(lines) and lines[end].typed.rule.scope == scope:
                end += 1
            for item in self.items(scope):
                for index in range(at, end):
                    for amount in self.amounts(clause, index, item):
                        yield index, item, amount
            at = end

    def clause_fen(self, clause: str) -> int:
        """The clause's amount: the sum of its lines."""
        return sum(amount.fen for _, _, amount in self.in_order(clause))

    def refuse(self) -> tuple[Reason, ...]:
        """Every reason of the policy's refusal rules."""
        reasons: list[Reason] = []
        for typed, when in self.program.refusals:
            for item in self.items(typed.rule.scope):
                try:
                    if not when(self, item):
                        continue
                except RefusedAt as refused:
                    reasons.append(refused.reason)
                    continue
                rule = typed.rule
                place = f"{rule.scope}.{item.id}" if rule.scope else "household"
                reasons.append(Reason(rule.code, rule.rule, place, rule.message, rule.remedy))
        # Rules that look into one table are refused by it alike; the household hears it once.
        return tuple(dict.fromkeys(reasons))
