"""From the tables' plain values to a checked `Procedure`; a wrong table is refused with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from plumbline.law.clocks import Unit
from plumbline.law.expressions import Expr, ExpressionError, parse
from plumbline.law.procedure import (
    Also,
    Citation,
    Clock,
    ConditionRow,
    DocumentRow,
    Entry,
    FactRow,
    Lifecycle,
    LocalParameter,
    Nature,
    Period,
    Procedure,
    Prohibition,
    Publication,
    RegimeRules,
    Right,
    Source,
    State,
    Step,
    StepDate,
    Track,
    Transition,
)
from plumbline.terms import Regime, Text

Row = Mapping[str, Any]
T = TypeVar("T")

STEP_FIELDS = frozenset(
    [
        "id",
        "name_zh",
        "name_en",
        "level",
        "who",
        "requires",
        "requires_any",
        "requires_if",
        "all_households",
        "when",
        "forbidden_until",
        "forbidden_until_local",
        "minimum_period",
        "deadline",
        "maximum_period",
        "dates",
        "evidence",
        "evidence_if",
        "evidence_any",
        "publish",
        "starts_clocks",
        "outcomes",
        "citation",
        "nature",
        "note",
    ]
)
RULES_IN_WORDS = frozenset(
    [
        "must_contain",
        "must_be",
        "must_happen_during",
        "must_take_part",
        "participants",
        "order_of_methods",
        "quorum",
        "authority",
        "refusal_path",
        "refusal_grounds",
        "fallback",
        "fixes",
        "starts",
        "local_option",
        "product_scope",
        "privacy",
        "who_rule",
        "options",
        "recurring",
    ]
)
"""Fields that a person reads; the gates do not."""


class TableError(ValueError):
    """A table says something that cannot be read; names the table, the id and what is wrong."""

    def __init__(self, table: str, id: str, what: str) -> None:
        super().__init__(f"law/tables/{table}.yaml, {id}: {what}")


def read_procedure(tables: Mapping[str, Row]) -> Procedure:
    """The procedure of all tables, with every id, expression and value checked.

    tables  plain values by table name (`facts`, `state_land/rights`, …)
    raises  TableError with the table and the id at the first thing that is wrong
    """
    from plumbline.law.declared import check_declared  # the check reads what is made here

    actors = tables["actors"]
    steps = [
        read_step(f"{regime}/{level}_steps", regime, row)
        for regime in Regime
        for level in ("project", "household")
        for row in tables[f"{regime}/{level}_steps"]["steps"]
    ]
    procedure = Procedure(
        sources=frozen({id: _source(id, row) for id, row in tables["sources"]["sources"].items()}),
        actors=frozen({id: text(row) for id, row in actors["actors"].items()}),
        channels=frozen({id: text(row) for id, row in actors["publication_channels"].items()}),
        audiences=frozen(actors["audiences"]),
        documents=frozen(
            {id: DocumentRow(id, text(row)) for id, row in tables["documents"]["documents"].items()}
        ),
        conditions=frozen(
            {id: _condition(id, row) for id, row in tables["conditions"]["conditions"].items()}
        ),
        facts=unique("facts", (_fact(row) for row in tables["facts"]["facts"])),
        steps=unique("*_steps", steps),
        regimes=frozen({regime: _regime(regime, tables) for regime in Regime}),
        matters=frozen({row["id"]: _dates("common", row) for row in tables["common"]["common"]["matters"]}),
        open_questions=frozen(tables["open_questions"]["open_questions"]),
        time_rules=frozen(tables["time_rules"]["time_rules"]),
        common=frozen(tables["common"]["common"]),
    )
    check_declared(procedure)
    return procedure


def read_step(table: str, regime: Regime, row: Row) -> Step:
    """One row of a table of steps."""
    id = row["id"]
    unknown = set(row) - STEP_FIELDS - RULES_IN_WORDS
    if unknown:
        raise TableError(table, id, f"unknown fields {sorted(unknown)}")
    at = _At(table, id)
    return Step(
        id=id,
        name=Text(row["name_zh"], row["name_en"]),
        regime=regime,
        is_household=row["level"] == "household",
        who=tuple(row["who"]),
        when=at.expr(row.get("when")),
        requires=tuple(row.get("requires", ())),
        requires_any=tuple(tuple(group) for group in row.get("requires_any", ())),
        requires_if=at.also(row.get("requires_if", ()), "steps"),
        all_households=row.get("all_households", False),
        forbidden_until=at.exprs(row.get("forbidden_until", ())),
        forbidden_until_local=at.exprs(row.get("forbidden_until_local", ())),
        minimum_period=at.period(row.get("minimum_period"), rolls=True),
        deadline=_deadline(at, row.get("deadline")),
        maximum_period=at.period(row.get("maximum_period"), rolls=False),
        dates=_dates(table, row),
        evidence=tuple(row["evidence"]),
        evidence_if=at.also(row.get("evidence_if", ()), "documents"),
        evidence_any=tuple(tuple(group) for group in row.get("evidence_any", ())),
        publish=_publication(at, row["publish"]),
        starts_clocks=tuple(row.get("starts_clocks", ())),
        outcomes=tuple(row.get("outcomes", ())),
        citations=tuple(_citation(cited) for cited in row["citation"]),
        nature=Nature(row["nature"]),
        note=row.get("note", ""),
        words=frozen({field: row[field] for field in row if field in RULES_IN_WORDS}),
    )


class _At:
    """The place that is being read, so that an error can name it."""

    def __init__(self, table: str, id: str) -> None:
        self.table, self.id = table, id

    def expr(self, source: object) -> Expr | None:
        return None if source is None else self.must(source)

    def must(self, source: object) -> Expr:
        try:
            return parse(str(source))
        except ExpressionError as error:
            raise TableError(self.table, self.id, str(error)) from error

    def exprs(self, sources: Iterable[object]) -> tuple[Expr, ...]:
        return tuple(self.must(source) for source in sources)

    def also(self, rows: Iterable[Row], field: str) -> tuple[Also, ...]:
        return tuple(Also(self.must(row["when"]), tuple(row[field])) for row in rows)

    def period(self, row: Row | None, *, rolls: bool, base: Row | None = None) -> Period | None:
        if row is None:
            return None
        whole = {**(base or {}), **row}
        gates = whole.get("gates", ())
        return Period(
            owner=self.id,
            n=whole["n"],
            unit=self.member(Unit, whole["unit"]),
            counted_from=whole["counted_from"],
            source=whole.get("source", ""),
            article=str(whole.get("article", "-")),
            nature=self.member(
                Nature, "product" if whole.get("source") == "PRODUCT" else whole.get("nature", "law")
            ),
            rolls=rolls,
            binds=whole.get("binds", ""),
            gates=(gates,) if isinstance(gates, str) else tuple(gates),
            when=self.expr(whole.get("when")),
            suspended_while=self.expr(whole.get("suspended_while")),
            feeds=whole.get("feeds"),
            note=whole.get("note", ""),
        )

    def member(self, kind: Callable[[str], T], value: str) -> T:
        try:
            return kind(value)
        except ValueError as error:
            raise TableError(self.table, self.id, str(error)) from error


def _deadline(at: _At, row: Row | None) -> Period | None:
    if row is None:
        return None
    rolls = row["binds"] == "resident"  # p3: rolling never lengthens an authority's time
    whole = at.period(row, rolls=rolls)
    if whole is None or "variant" not in row:
        return whole
    base = {"source": row["source"], "binds": row["binds"]}
    variant = at.period(row["variant"], rolls=rolls, base=base)
    return Period(**{**{f: getattr(whole, f) for f in Period.__slots__}, "variant": variant})


def _publication(at: _At, row: Row | None) -> Publication | None:
    if row is None:
        return None
    least = row["min_period"]
    return Publication(
        required=row["required"],
        where=tuple(row["where"]),
        audience=row["audience"],
        least=least["n"] if isinstance(least, dict) else least,
        by=at.period(row.get("by"), rolls=False, base={"binds": "authority"}),
        nature=Nature(row.get("nature", "law")),
    )


def _dates(table: str, row: Row) -> tuple[StepDate, ...]:
    at = _At(table, row["id"])
    return tuple(
        StepDate(
            id=date["id"],
            text=text(date),
            evidence=tuple(date["evidence"]),
            entry=at.member(Entry, date["entry"]),
            nature=Nature(date.get("nature", "law")),
        )
        for date in row.get("dates", ())
    )


def _citation(row: Row) -> Citation:
    return Citation(row["source"], str(row["article"]), text(row), row["verified"])


def _source(id: str, row: Row) -> Source:
    return Source(id, text(row), row["rank"], row["verified"])


def _condition(id: str, row: Row) -> ConditionRow:
    at = _At("conditions", id)
    check, fact = row.get("check"), row.get("fact", {})
    if (check is None) == (not fact):
        raise TableError("conditions", id, "needs a check or a fact, and not both")
    by_regime = check if isinstance(check, dict) else dict.fromkeys(Regime, check)
    return ConditionRow(
        id=id,
        text=text(row),
        level=row["level"],
        check=None if check is None else frozen({Regime(r): at.must(c) for r, c in by_regime.items()}),
        recorded_by=tuple(fact.get("recorded_by", ())),
        evidence=tuple(fact.get("evidence", ())),
        note=row.get("note", ""),
    )


def _fact(row: Row) -> FactRow:
    values: Any = row.get("values", {})
    by_regime = values if isinstance(values, dict) else dict.fromkeys(Regime, values)
    return FactRow(
        id=row["id"],
        text=text(row),
        level=row["level"],
        values=frozen({Regime(regime): tuple(words) for regime, words in by_regime.items()}),
        type=row.get("type", "words"),
        derived=row.get("derived", False),
        recorded_by=tuple(row["recorded_by"]),
        evidence=tuple(row["evidence"]),
        note=row.get("note", ""),
    )


def _regime(regime: Regime, tables: Mapping[str, Row]) -> RegimeRules:
    def rows(table: str) -> Any:
        return tables[f"{regime}/{table}"][table]

    about = tables[f"{regime}/regime"]
    return RegimeRules(
        id=regime,
        text=text(about),
        applies_when=about["applies_when"],
        prohibitions=unique(
            f"{regime}/prohibitions", (_prohibition(regime, row) for row in rows("prohibitions"))
        ),
        rights=unique(f"{regime}/rights", (_right(regime, row) for row in rows("rights"))),
        local_parameters=frozen(
            {id: _local(regime, id, row) for id, row in rows("local_parameters").items()}
        ),
        minimum_chains=frozen(rows("minimum_chains")),
        lifecycle=_lifecycle(regime, tables[f"{regime}/lifecycle"]["household_lifecycle"]),
    )


def _prohibition(regime: Regime, row: Row) -> Prohibition:
    at = _At(f"{regime}/prohibitions", row["id"])
    blocks = row["blocks"]
    return Prohibition(
        id=row["id"],
        text=text(row),
        steps=tuple(blocked for blocked in blocks if " " not in blocked),
        acts=tuple(blocked for blocked in blocks if " " in blocked),
        until=None if row["until"] == "never" else at.must(row["until"]),
        source=row["source"],
        article=str(row["article"]),
        verified=row["verified"],
        note=row.get("note", ""),
    )


def _right(regime: Regime, row: Row) -> Right:
    at = _At(f"{regime}/rights", row["id"])
    clock = row["clock"]
    return Right(
        id=row["id"],
        text=text(row),
        clock=None if clock is None else _clock(at, row, clock),
        source=row["source"],
        article=str(row["article"]),
        verified=row["verified"],
        against=tuple(row.get("against", ())),
        note=row.get("note", ""),
    )


def _clock(at: _At, row: Row, clock: Row) -> Clock:
    base = {"source": row["source"], "article": row["article"], "binds": "resident"}
    authority = {**base, "binds": "authority"}
    own = clock.get("kind") == "to_act"
    parts = [clock.get("handle"), clock.get("review"), clock.get("recheck"), row.get("answer")]
    has_period = "n" in clock
    return Clock(
        kind=clock.get("kind", ""),
        period=at.period(
            clock if has_period else None,
            rolls=own or clock.get("kind") == "minimum_open",
            base=base if own else authority,
        ),
        after_reconsideration=at.period(clock.get("after_reconsideration"), rolls=True, base=base),
        others=tuple(p for part in parts if (p := at.period(part, rolls=False, base=authority)) is not None),
        until=at.expr(clock.get("until")),
        if_not_told=clock.get("if_not_told", ""),
    )


def _local(regime: Regime, id: str, row: Row) -> LocalParameter:
    return LocalParameter(
        id=id,
        regime=regime,
        name=Text(row["zh"], row.get("en", id.replace("_", " "))),
        value=row["value"],
        product_default=row.get("product_default"),
        product_minimum=row.get("product_minimum"),
        options=tuple(row.get("options", ())),
        note=row.get("note", ""),
    )


def _lifecycle(regime: Regime, row: Row) -> Lifecycle:
    table = f"{regime}/lifecycle"
    states = unique(table, (State(s["id"], text(s), s["stage"]) for s in row["states"]))
    return Lifecycle(
        initial=row["initial"],
        terminal=tuple(row["terminal"]),
        states=states,
        transitions=tuple(_transition(table, move) for move in row["transitions"]),
        tracks=frozen({id: _track(table, id, track) for id, track in row["tracks"].items()}),
        paths=frozen({id: tuple(path) for id, path in row["paths"].items()}),
    )


def _transition(table: str, row: Row) -> Transition:
    sources = row["from"]
    at = _At(table, f"transition {sources} → {row['to']}")
    return Transition(
        sources=(sources,) if isinstance(sources, str) else tuple(sources),
        target=row["to"],
        step=row["step"],
        derived=row.get("derived", False),
        guard=at.exprs(row["guard"]),
        article=row["article"],
        note=row.get("note", ""),
    )


def _track(table: str, id: str, row: Row) -> Track:
    at = _At(table, f"track {id}")
    return Track(
        id=id,
        text=Text(row["zh"], id.replace("_", " ")),
        states=tuple(row["states"]),
        derive=tuple((line["state"], at.expr(line.get("when"))) for line in row.get("derive", ())),
        rule=row["rule"],
    )


def text(row: Row) -> Text:
    """The two languages of a row."""
    return Text(row["zh"], row["en"])


K = TypeVar("K")


def frozen(rows: Mapping[K, T]) -> Mapping[K, T]:
    """A mapping that nobody can change."""
    return MappingProxyType(dict(rows))


def unique(table: str, rows: Iterable[T]) -> Mapping[str, T]:
    """Rows by their id, an id that comes twice refused."""
    by_id: dict[str, T] = {}
    for row in rows:
        id = str(getattr(row, "id", ""))
        if id in by_id:
            raise TableError(table, id, "the id comes twice")
        by_id[id] = row
    return frozen(by_id)
