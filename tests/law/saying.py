"""What each row of the tables says, thing by thing, in one fixed form: compared word for word with the golden rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plumbline.law.expressions import Expr, show
from plumbline.law.procedure import (
    ConditionRow,
    FactRow,
    LocalParameter,
    Period,
    Procedure,
    Prohibition,
    Publication,
    RegimeRules,
    Right,
    Step,
    Track,
    Transition,
)


def elements(step: Step) -> Iterator[tuple[str, Any, str]]:
    """Every single thing a step says that can be left out: its field, the thing, its words."""
    for field in ("when", "all_households", "minimum_period", "deadline", "maximum_period", "publish"):
        value = getattr(step, field)
        if value is not None and value is not False:
            yield field, value, f"{field} {_said(value)}"
    for field in ("requires", "forbidden_until", "forbidden_until_local", "evidence", "starts_clocks"):
        yield from ((field, value, f"{field} {_said(value)}") for value in getattr(step, field))
    for field in ("requires_any", "evidence_any"):
        yield from ((field, group, f"{field} {' | '.join(group)}") for group in getattr(step, field))
    for field in ("requires_if", "evidence_if"):
        for also in getattr(step, field):
            yield field, also, f"{field} [{show(also.when)}] {' '.join(also.ids)}"
    for field in ("outcomes", "who"):
        yield from ((field, value, f"{field} {value}") for value in getattr(step, field))
    for named in step.dates:
        papers = " ".join(named.evidence)
        yield "dates", named, f"date {named.id} {named.entry} {papers} ({named.nature})"
    for cited in step.citations:
        yield "citations", cited, f"cites {cited.source} {cited.article}"


def of_step(step: Step) -> list[str]:
    """A step's words."""
    level = "household" if step.is_household else "project"
    return [
        f"{level} {step.nature}",
        *(said for _, _, said in elements(step)),
        *(f"in words {field}" for field in step.words),
    ]


def of_prohibition(row: Prohibition) -> list[str]:
    """A prohibition's words."""
    until = "never" if row.until is None else show(row.until)
    return [
        f"{row.source} {row.article}",
        f"until {until}",
        *(f"blocks {b}" for b in (*row.steps, *row.acts)),
    ]


def of_right(row: Right) -> list[str]:
    """A right's words."""
    said = [f"{row.source} {row.article}", *(f"against {step}" for step in row.against)]
    clock = row.clock
    if clock is None:
        return said
    said.append(f"clock {clock.kind} {_period(clock.period) if clock.period else '-'}")
    if clock.after_reconsideration:
        said.append(f"after_reconsideration {_period(clock.after_reconsideration)}")
    said += [f"other {_period(period)}" for period in clock.others]
    said += [f"until {show(clock.until)}"] if clock.until else []
    return said + ([f"if_not_told {clock.if_not_told}"] if clock.if_not_told else [])


def of_parameter(row: LocalParameter) -> list[str]:
    """A local parameter's words."""
    named = ("value", "product_default", "product_minimum")
    said = [f"{field} {getattr(row, field)}" for field in named if getattr(row, field) is not None]
    return [*said, *(f"option {option}" for option in row.options), f"unit {row.unit}"]


def of_condition(row: ConditionRow) -> list[str]:
    """A condition's words."""
    said = [row.level, *(f"recorded_by {step}" for step in row.recorded_by)]
    said += [f"evidence {document}" for document in row.evidence]
    return said + [f"{regime}: {show(check)}" for regime, check in (row.check or {}).items()]


def of_fact(row: FactRow) -> list[str]:
    """A fact's words."""
    said = [row.level, row.type, *(["derived"] if row.derived else [])]
    said += [f"{regime}: {' '.join(words)}" for regime, words in row.values.items()]
    said += [f"recorded_by {step}" for step in row.recorded_by]
    return said + [f"evidence {document}" for document in row.evidence]


def transition_id(row: Transition) -> str:
    """`surveyed → facts_published by sl_h_facts_published`; a move without a step is `by itself`."""
    return f"{'|'.join(row.sources)} → {row.target} by {row.step or 'itself'}"


def of_transition(row: Transition) -> list[str]:
    """A transition's words."""
    return [
        row.article,
        *(["of the project"] if row.derived else []),
        *(f"guard {show(g)}" for g in row.guard),
    ]


def of_track(row: Track) -> list[str]:
    """A track's words."""
    lines = [f"{state} when {show(when) if when else 'otherwise'}" for state, when in row.derive]
    return [f"states {' '.join(row.states)}", *lines]


def vocabularies(procedure: Procedure) -> dict[str, list[str]]:
    """The ids of every table that only names things."""
    tables = ("documents", "sources", "actors", "channels", "audiences", "matters", "open_questions")
    return {table: list(getattr(procedure, table)) for table in tables}


def of_regime(rules: RegimeRules) -> dict[str, dict[str, list[str]]]:
    """The words of a regime's tables beside its steps, table by table."""
    life = rules.lifecycle
    return {
        "prohibitions": {id: of_prohibition(row) for id, row in rules.prohibitions.items()},
        "rights": {id: of_right(row) for id, row in rules.rights.items()},
        "local_parameters": {id: of_parameter(row) for id, row in rules.local_parameters.items()},
        "minimum_chains": {id: sorted(row) for id, row in rules.minimum_chains.items()},
        "transitions": {transition_id(row): of_transition(row) for row in life.transitions},
        "tracks": {id: of_track(row) for id, row in life.tracks.items()},
        "states": {id: [row.part] for id, row in life.states.items()},
        "paths": {id: list(states) for id, states in life.paths.items()},
    }


def _said(value: Any) -> str:
    if isinstance(value, Period):
        return _period(value)
    if isinstance(value, Publication):
        return _publication(value)
    if isinstance(value, bool | str):
        return str(value).lower()
    expr: Expr = value
    return show(expr)


def _period(period: Period) -> str:
    said = f"{period.n} {period.unit} from {period.counted_from} ({period.source} {period.article}, {period.nature})"
    said += f" binds {period.binds}" if period.binds else ""
    said += f" gates {' '.join(period.gates)}" if period.gates else ""
    said += f" while [{show(period.when)}]" if period.when else ""
    said += f" standing still while [{show(period.suspended_while)}]" if period.suspended_while else ""
    said += f" feeds {period.feeds}" if period.feeds else ""
    return said + (f" variant [{_period(period.variant)}]" if period.variant else "")


def _publication(row: Publication) -> str:
    said = f"{'must' if row.required else 'may'} {' '.join(row.where)} to {row.audience} ({row.nature})"
    said += f" at least {row.least} {row.unit}" if row.least is not None else ""
    return said + (f" by {_period(row.by)}" if row.by else "")
