"""The statutory procedure as typed, frozen values: what the tables say, nothing computed.

Ids are those of the tables and never change; a step's id begins with `sl_` (state land) or `cl_`
(collective land), a household's step with `sl_h_` or `cl_h_`. `reading` makes these values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from plumbline.law.clocks import Unit
from plumbline.law.expressions import Expr
from plumbline.terms import Json, Regime, Text

if TYPE_CHECKING:
    from plumbline.law.editions import Editions

Value: TypeAlias = bool | int | str
"""A recorded fact: yes or no, a whole number (fen, days, months, hhmm), or a declared word."""


def _no_words() -> Mapping[str, Json]:
    return MappingProxyType({})


class Nature(StrEnum):
    """Where a rule comes from; `product` is our own stricter rule and is never cited as law."""

    LAW = "law"
    LOCAL = "local"
    CONTRACT = "contract"
    PRODUCT = "product"


class Entry(StrEnum):
    """When a step's named date is entered; `derived` dates are typed by nobody."""

    BEFORE = "before"
    WITH = "with"
    AFTER = "after"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class Source:
    """A statute, interpretation, standard or local example that the tables cite.

    in_force  the day it came into force, where the text read says so or it is known
    note      what of it was read, and what is from knowledge
    """

    id: str
    name: Text
    rank: str
    verified: bool
    in_force: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """One article with our paraphrase; `verified` says whether its text was read."""

    source: str
    article: str
    text: Text
    verified: bool

    @property
    def is_example(self) -> bool:
        """Whether it shows another province's rule, which binds nobody here."""
        return self.text.zh.startswith("（示例）")


@dataclass(frozen=True, slots=True)
class Beside:
    """A further article that says the same."""

    source: str
    article: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time counted from a step's day or one of its named dates.

    owner            the step or right that states it
    n                whole units, or the name of the parameter that holds them (`local.x`, `plan.x`)
    counted_from     a step id or `step.date`
    rolls            whether a last day on a rest day moves on (minimum periods, residents' clocks)
    binds            `resident` or `authority` for a deadline, else empty
    gates            what a minimum period holds back: `("self",)`, `("next",)`, `("condition",)` or steps
    when             it holds anything back only while this is true
    suspended_while  days on which this is true for the household do not count
    variant          the deadline that applies instead while `variant.when` is true
    words            what a person reads and no program counts: extensions, appeals, what it brings about
    """

    owner: str
    n: int | str
    unit: Unit
    counted_from: str
    source: str
    article: str
    nature: Nature
    rolls: bool
    binds: str = ""
    gates: tuple[str, ...] = ()
    when: Expr | None = None
    suspended_while: Expr | None = None
    feeds: str | None = None
    variant: Period | None = None
    note: str = ""
    words: Mapping[str, Json] = field(default_factory=_no_words)


@dataclass(frozen=True, slots=True)
class StepDate:
    """A named date that a step records besides its own day."""

    id: str
    text: Text
    evidence: tuple[str, ...]
    entry: Entry
    nature: Nature


@dataclass(frozen=True, slots=True)
class Also:
    """Steps or documents asked for besides, while a condition holds."""

    when: Expr
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """The duty to publish what a step did: where, to whom, for how long, by when.

    least  whole units it stays up at least, or the parameter that holds them
    via    the step by which it is published, where that is another one
    """

    required: bool
    where: tuple[str, ...]
    audience: str
    least: int | str | None
    unit: Unit
    by: Period | None
    nature: Nature
    via: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One gate: what must be so before the step may be recorded, and what it sets going."""

    id: str
    name: Text
    regime: Regime
    is_household: bool
    who: tuple[str, ...]
    when: Expr | None
    requires: tuple[str, ...]
    requires_any: tuple[tuple[str, ...], ...]
    requires_if: tuple[Also, ...]
    all_households: bool
    forbidden_until: tuple[Expr, ...]
    forbidden_until_local: tuple[Expr, ...]
    minimum_period: Period | None
    deadline: Period | None
    maximum_period: Period | None
    dates: tuple[StepDate, ...]
    evidence: tuple[str, ...]
    evidence_if: tuple[Also, ...]
    evidence_any: tuple[tuple[str, ...], ...]
    publish: Publication | None
    starts_clocks: tuple[str, ...]
    outcomes: tuple[str, ...]
    citations: tuple[Citation, ...]
    nature: Nature
    note: str
    words: Mapping[str, Json]

    def date(self, id: str) -> StepDate | None:
        """The step's named date of that id."""
        return next((named for named in self.dates if named.id == id), None)


@dataclass(frozen=True, slots=True)
class Prohibition:
    """What is forbidden: steps until an expression holds, or acts in words, for ever.

    until  None = never lifted, by no state and for no role
    """

    id: str
    text: Text
    steps: tuple[str, ...]
    acts: tuple[str, ...]
    until: Expr | None
    source: str
    article: str
    verified: bool
    note: str
    also: Beside | None = None

    @property
    def nature(self) -> Nature:
        """Product where the source is our own, else law."""
        return Nature.PRODUCT if self.source == "PRODUCT" else Nature.LAW


@dataclass(frozen=True, slots=True)
class Clock:
    """The time of a right: `minimum_open`, `to_act`, `answer`, `notice_of_acceptance` or `recurring`.

    period       None for a recurring right and for one that other law times
    others       further periods of the same right: after reconsideration, handling, review, answer
    if_not_told  whether the clock runs up to a year where the right was not stated
    """

    kind: str
    period: Period | None
    after_reconsideration: Period | None
    others: tuple[Period, ...]
    until: Expr | None
    if_not_told: str


@dataclass(frozen=True, slots=True)
class Right:
    """What the people concerned may do."""

    id: str
    text: Text
    clock: Clock | None
    source: str
    article: str
    verified: bool
    against: tuple[str, ...]
    note: str
    also: Beside | None = None


@dataclass(frozen=True, slots=True)
class LocalParameter:
    """A figure that only a cited local document can set.

    value            set by the table itself (the stricter basis), or None
    product_default  applies while unset, as 准绳自设规则; None = the step that needs it is refused
    product_minimum  the least that a local document of lower rank than the law may set
    options          the words allowed; empty = a whole number
    examples         what other provinces set; it shows the shape and binds nobody here
    """

    id: str
    regime: Regime
    name: Text
    value: Value | None
    product_default: int | None
    product_minimum: int | None
    options: tuple[str, ...]
    note: str
    unit: Unit = Unit.CALENDAR_DAY
    examples: tuple[Mapping[str, Json], ...] = ()


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """A bare word of the language: an expression to check, by regime, or a recorded fact."""

    id: str
    text: Text
    level: str
    check: Mapping[Regime, Expr] | None
    recorded_by: tuple[str, ...]
    evidence: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class FactRow:
    """A name that expressions may use.

    values       the declared words by regime, empty for a number or a yes-or-no
    type         `words`, `boolean`, or a kind of whole number (`integer fen days months percent hhmm`)
    derived      follows from other records; typed by nobody
    recorded_by  steps, or `own_entry`
    """

    id: str
    text: Text
    level: str
    values: Mapping[Regime, tuple[str, ...]]
    type: str
    derived: bool
    recorded_by: tuple[str, ...]
    evidence: tuple[str, ...]
    note: str

    def first(self, regime: Regime) -> Value:
        """The value before the first record: the first word, false or 0."""
        if self.type == "words":
            return self.values[regime][0] if regime in self.values else ""
        return False if self.type == "boolean" else 0


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A kind of document that can be evidence."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class State:
    """A main state of a household."""

    id: str
    text: Text
    part: str


@dataclass(frozen=True, slots=True)
class Transition:
    """A move between main states.

    sources  the states it leaves
    step     the act that makes it; None = the system moves when every guard holds
    derived  the step is the project's; it moves every household, at once or later
    """

    sources: tuple[str, ...]
    target: str
    step: str | None
    derived: bool
    guard: tuple[Expr, ...]
    article: str
    note: str


@dataclass(frozen=True, slots=True)
class Track:
    """What runs beside the main state; without `derive` it is a recorded fact."""

    id: str
    text: Text
    states: tuple[str, ...]
    derive: tuple[tuple[str, Expr | None], ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The course of one household under a regime."""

    initial: str
    terminal: tuple[str, ...]
    states: Mapping[str, State]
    transitions: tuple[Transition, ...]
    tracks: Mapping[str, Track]
    paths: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class RegimeRules:
    """Everything that one body of law says."""

    id: Regime
    text: Text
    applies_when: str
    prohibitions: Mapping[str, Prohibition]
    rights: Mapping[str, Right]
    local_parameters: Mapping[str, LocalParameter]
    minimum_chains: Mapping[str, Mapping[str, Json]]
    lifecycle: Lifecycle


@dataclass(frozen=True, slots=True, eq=False)
class Procedure:
    """All tables of one edition, checked; compared by identity, so that compiled forms may be kept by it.

    editions  the law at other days; None = nothing in the tables ever changes
    """

    sources: Mapping[str, Source]
    actors: Mapping[str, Text]
    channels: Mapping[str, Text]
    audiences: Mapping[str, str]
    documents: Mapping[str, DocumentRow]
    conditions: Mapping[str, ConditionRow]
    facts: Mapping[str, FactRow]
    steps: Mapping[str, Step]
    regimes: Mapping[Regime, RegimeRules]
    matters: Mapping[str, tuple[StepDate, ...]]
    open_questions: Mapping[str, Mapping[str, str]]
    time_rules: Mapping[str, Json]
    common: Mapping[str, Json]
    editions: Editions | None = None

    def on(self, day: date) -> Procedure:
        """The law of a day: an act and what follows from it stand under the edition of the act's day."""
        return self if self.editions is None else self.editions.on(day)

    def steps_of(self, regime: Regime, *, household: bool) -> tuple[Step, ...]:
        """The steps of one regime and level, in the tables' order."""
        return tuple(
            step for step in self.steps.values() if step.regime is regime and step.is_household is household
        )
