"""From the tables' plain values to a checked `Procedure`; a wrong table is refused with its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from plumbline.law.clocks import Unit
from plumbline.law.declared import TableError, check_declared
from plumbline.law.editions import Editions, as_of, first_days
from plumbline.law.procedure import (
    Citation,
    ConditionRow,
    DocumentRow,
    FactRow,
    Nature,
    Period,
    Procedure,
    Publication,
    Source,
    Step,
)
from plumbline.law.regimes import read_regime
from plumbline.law.rows import At, Row, dates_of, frozen, text, unique
from plumbline.terms import Regime, Text

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
PUBLICATION_FIELDS = frozenset(
    ["required", "where", "audience", "min_period", "by", "nature", "via", "source", "note"]
)
FACT_FIELDS = frozenset(
    ["id", "zh", "en", "level", "values", "type", "derived", "recorded_by", "evidence", "note"]
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


def read_procedure(tables: Mapping[str, Row], on: date | None = None) -> Procedure:
    """The procedure of all tables, with every id, expression and value checked.

    tables  plain values by table name (`facts`, `state_land/rights`, …)
    on      the day whose edition is asked for, the day the tables are as of where none is named
    raises  TableError with the table and the id at the first thing that is wrong, in any edition
    """
    days = first_days(tables)
    if len(days) == 1:
        return _read(tables, None)
    editions = Editions(days, lambda day: _read(as_of(tables, day), editions))
    for day in days:
        editions.on(day)
    return editions.on(on or tables["about"]["as_of"])


def _read(tables: Mapping[str, Row], editions: Editions | None) -> Procedure:
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
        regimes=frozen({regime: read_regime(regime, tables) for regime in Regime}),
        matters=frozen({row["id"]: dates_of("common", row) for row in tables["common"]["common"]["matters"]}),
        open_questions=frozen(tables["open_questions"]["open_questions"]),
        time_rules=frozen(tables["time_rules"]["time_rules"]),
        common=frozen(tables["common"]["common"]),
        editions=editions,
    )
    check_declared(procedure)
    return procedure


def read_step(table: str, regime: Regime, row: Row) -> Step:
    """One row of a table of steps."""
    id = row["id"]
    at = At(table, id)
    at.only(row, STEP_FIELDS | RULES_IN_WORDS)
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
        dates=dates_of(table, row),
        evidence=tuple(row["evidence"]),
        evidence_if=at.also(row.get("evidence_if", ()), "documents"),
        evidence_any=tuple(tuple(group) for group in row.get("evidence_any", ())),
        publish=_publication(at, row["publish"], row.get("minimum_period", {}).get("unit", "calendar_day")),
        starts_clocks=tuple(row.get("starts_clocks", ())),
        outcomes=tuple(row.get("outcomes", ())),
        citations=tuple(_citation(at, cited) for cited in row["citation"]),
        nature=Nature(row["nature"]),
        note=row.get("note", ""),
        words=frozen({field: row[field] for field in row if field in RULES_IN_WORDS}),
    )


def _deadline(at: At, row: Row | None) -> Period | None:
    if row is None:
        return None
    rolls = row["binds"] == "resident"  # p3: rolling never lengthens an authority's time
    whole = at.period(row, rolls=rolls)
    if whole is None or "variant" not in row:
        return whole
    base = {"source": row["source"], "binds": row["binds"]}
    variant = at.period(row["variant"], rolls=rolls, base=base)
    return Period(**{**{f: getattr(whole, f) for f in Period.__slots__}, "variant": variant})


def _publication(at: At, row: Row | None, own_unit: str) -> Publication | None:
    if row is None:
        return None
    at.only(row, PUBLICATION_FIELDS, " of publish")
    least = row["min_period"]
    whole = least if isinstance(least, dict) else {"n": least, "unit": own_unit}
    return Publication(
        required=row["required"],
        where=tuple(row["where"]),
        audience=row["audience"],
        least=whole["n"],
        unit=at.member(Unit, whole["unit"]),
        by=at.period(row.get("by"), rolls=False, base={"binds": "authority"}),
        nature=Nature(row.get("nature", "law")),
        via=row.get("via", ""),
        source=row.get("source", ""),
        note=row.get("note", ""),
    )


def _citation(at: At, row: Row) -> Citation:
    at.only(row, frozenset(["source", "article", "zh", "en", "verified"]), " of a citation")
    return Citation(row["source"], str(row["article"]), text(row), row["verified"])


def _source(id: str, row: Row) -> Source:
    At("sources", id).only(row, frozenset(["zh", "en", "in_force", "rank", "verified", "note"]))
    return Source(id, text(row), row["rank"], row["verified"], row.get("in_force"), row.get("note", ""))


def _condition(id: str, row: Row) -> ConditionRow:
    at = At("conditions", id)
    at.only(row, frozenset(["zh", "en", "level", "check", "fact", "note"]))
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
    At("facts", row["id"]).only(row, FACT_FIELDS)
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
