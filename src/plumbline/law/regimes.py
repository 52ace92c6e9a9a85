"""From plain values to one regime's prohibitions, rights, local parameters and lifecycle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plumbline.law.clocks import Unit
from plumbline.law.procedure import (
    Clock,
    Lifecycle,
    LocalParameter,
    Prohibition,
    RegimeRules,
    Right,
    State,
    Track,
    Transition,
)
from plumbline.law.rows import At, Row, frozen, text, unique
from plumbline.terms import Regime, Text

PROHIBITION_FIELDS = frozenset(
    ["id", "zh", "en", "blocks", "until", "source", "article", "verified", "note", "also"]
)
RIGHT_FIELDS = frozenset(
    ["id", "zh", "en", "clock", "answer", "source", "article", "verified", "against", "note", "also"]
)
CLOCK_FIELDS = frozenset(
    ["kind", "after_reconsideration", "handle", "review", "recheck", "until", "if_not_told"]
)
LOCAL_FIELDS = frozenset(
    ["zh", "en", "value", "product_default", "product_minimum", "options", "unit", "examples", "note"]
)
LIFECYCLE_FIELDS = frozenset(
    ["one_main_state", "initial", "terminal", "states", "transitions", "tracks", "paths"]
)
TRANSITION_FIELDS = frozenset(["from", "to", "step", "derived", "guard", "article", "note"])


def read_regime(regime: Regime, tables: Mapping[str, Row]) -> RegimeRules:
    """One regime's rules beside its steps."""

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
    at = At(f"{regime}/prohibitions", row["id"])
    at.only(row, PROHIBITION_FIELDS)
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
        also=at.beside(row.get("also")),
    )


def _right(regime: Regime, row: Row) -> Right:
    at = At(f"{regime}/rights", row["id"])
    at.only(row, RIGHT_FIELDS)
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
        also=at.beside(row.get("also")),
    )


def _clock(at: At, row: Row, clock: Row) -> Clock:
    base = {"source": row["source"], "article": row["article"], "binds": "resident"}
    authority = {**base, "binds": "authority"}
    own = clock.get("kind") == "to_act"
    parts = [clock.get("handle"), clock.get("review"), clock.get("recheck"), row.get("answer")]
    has_period = "n" in clock
    if not has_period:
        at.only(clock, CLOCK_FIELDS | {"unit", "note"}, " of a clock")
    return Clock(
        kind=clock.get("kind", ""),
        period=at.period(
            clock if has_period else None,
            rolls=own or clock.get("kind") == "minimum_open",
            base=base if own else authority,
            beside=CLOCK_FIELDS,
        ),
        after_reconsideration=at.period(clock.get("after_reconsideration"), rolls=True, base=base),
        others=tuple(p for part in parts if (p := at.period(part, rolls=False, base=authority)) is not None),
        until=at.expr(clock.get("until")),
        if_not_told=clock.get("if_not_told", ""),
    )


def _local(regime: Regime, id: str, row: Row) -> LocalParameter:
    at = At(f"{regime}/local_parameters", id)
    at.only(row, LOCAL_FIELDS)
    return LocalParameter(
        id=id,
        regime=regime,
        name=Text(row["zh"], row.get("en", id.replace("_", " "))),
        value=row["value"],
        product_default=row.get("product_default"),
        product_minimum=row.get("product_minimum"),
        options=tuple(row.get("options", ())),
        note=row.get("note", ""),
        unit=at.member(Unit, row.get("unit", "calendar_day")),
        examples=tuple(row["examples"]),
    )


def _lifecycle(regime: Regime, row: Row) -> Lifecycle:
    table = f"{regime}/lifecycle"
    At(table, "household_lifecycle").only(row, LIFECYCLE_FIELDS)
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
    at = At(table, f"transition {sources} → {row['to']}")
    at.only(row, TRANSITION_FIELDS)
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
    at = At(table, f"track {id}")
    at.only(row, frozenset(["zh", "states", "derive", "rule"]))
    for line in row.get("derive", ()):
        at.only(line, frozenset(["state", "when"]), " of derive")
    return Track(
        id=id,
        text=Text(row["zh"], id.replace("_", " ")),
        states=tuple(row["states"]),
        derive=tuple((line["state"], at.expr(line.get("when"))) for line in row.get("derive", ())),
        rule=row["rule"],
    )
