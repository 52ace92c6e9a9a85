"""The golden rows of tests/law/rows: what the law asks, row by row, and one way to break each need.

A row begins from a case in which its step is open (`open`) and names for each need what is taken away from
that case alone. Nothing here reads the tables under test: days, articles and codes are those of the files.

    open    done [steps on DONE]  days {step: day}  entered {step.date: day}  facts  holds [conditions]
            state  local {parameter: value}  all [steps that all households have]  and, of the act itself,
            stated {facts}  said [conditions]  dates {id: day}  on day
    by      the same words change the case; undone, lacks, unset, not_entered, unstated, without take away
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from plumbline.law import (
    Act,
    HouseholdSubject,
    LocalValue,
    Procedure,
    ProjectSubject,
    Record,
    TableError,
    condition,
    judge,
    judge_date_entry,
    load_calendar,
    locally,
    move,
    standing,
    time_limits,
    tracks,
)
from plumbline.law.grounds import PRODUCT_RULE
from plumbline.terms import Reason, Regime

CALENDAR = load_calendar()

ROWS = Path(__file__).parent / "rows"
ON, DONE = date(2026, 6, 30), date(2025, 9, 1)
"""The day of the act, a Tuesday, and of what is done before it, a Monday."""
HOUSEHOLDS = 10
DOCUMENT = "某政办发〔2025〕1号"
REGIMES = {"sl": Regime.STATE_LAND, "cl": Regime.COLLECTIVE_LAND}
LOCAL: Mapping[Regime, Mapping[str, Any]] = {
    Regime.STATE_LAND: {
        "survey_publication_days": 7,
        "hearing_notice_days": 7,
        "many_owners_threshold": 100,
        "appraiser_negotiation_days": 10,
        "initial_value_publication_days": 5,
        "decision_announcement_days": 3,
        "decision_comment_days": 15,
    },
    Regime.COLLECTIVE_LAND: {
        "survey_publication_days": 7,
        "announcement_days": 10,
        "payment_days": 60,
        "social_security_list_days": 7,
    },
}
_TAKEN = {
    "undone": ("done", "days", "all"),
    "lacks": ("holds", "said"),
    "unset": ("local",),
    "not_entered": ("entered",),
    "unstated": ("stated", "said", "dates", "facts"),
}


@dataclass(frozen=True)
class Case:
    """A subject and an act, as a golden row describes them."""

    words: Mapping[str, Any]

    def but(self, by: Mapping[str, Any]) -> Case:
        """The case with a change; every other word stays."""
        new: dict[str, Any] = {
            key: dict(value) if isinstance(value, dict) else list(value) if isinstance(value, list) else value
            for key, value in self.words.items()
        }
        for word, names in by.items():
            for place in _TAKEN.get(word, ()):
                if isinstance(new.get(place), dict):
                    new[place] = {k: v for k, v in new[place].items() if k not in names}
                elif place in new:
                    new[place] = [name for name in new[place] if name not in names]
        for word, value in by.items():
            if word in _TAKEN:
                if word == "unset":
                    new["unset"] = [*new.get("unset", ()), *value]
            elif isinstance(value, dict):
                new[word] = {**new.get(word, {}), **value}
            elif isinstance(value, list):
                new[word] = [*new.get(word, ()), *value]
            else:
                new[word] = value
        return Case(new)

    @property
    def on(self) -> date:
        return self.words.get("on", ON)

    def _records(self, *, household: bool) -> dict[str, Record]:
        days = {**dict.fromkeys(self.words.get("done", ()), DONE), **self.words.get("days", {})}
        ordered = sorted(days.items(), key=lambda item: (item[1], item[0]))
        return {
            step: Record(on, seq=seq)
            for seq, (step, on) in enumerate(ordered)
            if ("_h_" in step) is household
        }

    def project(self, regime: Regime) -> ProjectSubject:
        """The project of the case."""
        w = self.words
        local = {**LOCAL[regime], **w.get("local", {})}
        facts = {n: v for n, v in w.get("facts", {}).items() if n.startswith(("project.", "plan."))}
        return ProjectSubject(
            regime,
            records=self._records(household=False),
            entered_dates={t: d for t, d in w.get("entered", {}).items() if "_h_" not in t},
            facts=facts,
            conditions=_conditions(w),
            local={k: LocalValue(v, DOCUMENT) for k, v in local.items() if k not in w.get("unset", ())},
            households=HOUSEHOLDS,
            households_done={
                **dict.fromkeys(w.get("all", ()), HOUSEHOLDS),
                **dict.fromkeys(w.get("nearly", ()), HOUSEHOLDS - 1),
            },
        )

    def household(self, regime: Regime) -> HouseholdSubject:
        """The household of the case, in its project."""
        w = self.words
        facts = {n: v for n, v in w.get("facts", {}).items() if not n.startswith(("project.", "plan."))}
        return HouseholdSubject(
            self.project(regime),
            records=self._records(household=True),
            entered_dates={t: d for t, d in w.get("entered", {}).items() if "_h_" in t},
            facts=facts,
            conditions=_conditions(w),
            state=w.get("state", "listed"),
        )

    def subject(self, step: str) -> HouseholdSubject | ProjectSubject:
        """Whose step it is."""
        regime = REGIMES[step[:2]]
        return self.household(regime) if "_h_" in step else self.project(regime)

    def act(self, step: str) -> Act:
        """The act of the case, with every document there is but those taken away."""
        w = self.words
        return Act(
            step,
            self.on,
            self.on,
            evidence=frozenset(documents()) - frozenset(w.get("without", ())),
            dates=dict(w.get("dates", {})),
            facts=dict(w.get("stated", {})),
            conditions=frozenset(w.get("said", ())),
        )


def _conditions(words: Mapping[str, Any]) -> dict[str, bool]:
    return {**dict.fromkeys(words.get("holds", ()), True), **dict.fromkeys(words.get("denies", ()), False)}


@cache
def golden(name: str) -> Mapping[str, Any]:
    """One file of golden rows."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    rows: Mapping[str, Any] = yaml.load((ROWS / f"{name}.yaml").read_text("utf-8"), Loader=loader)
    return rows


@cache
def documents() -> tuple[str, ...]:
    """Every kind of document."""
    return tuple(golden("words")["documents"])


KINDS = ("gives", "due", "runs", "lapses", "enters", "sets", "moves", "is", "stands")


def outcome(procedure: Procedure, row: str, check: Mapping[str, Any], opened: Mapping[str, Any]) -> Any:
    """What a check of a row comes to under some tables, in the words of the golden files.

    gives   every reason against the step, `need @ rule`, with the earliest day where there is one
    due     deadlines [step, last day, who is bound, rule], and from the next day overdue
    runs    clocks of rights [right, kind, last day]
    lapses  the last day of an effect
    enters  the needs against entering a named date without its paper
    sets    a local parameter's value where no document sets it, and whether it is our own
    moves   the state a household goes to; is  whether a condition holds; stands  the state of a track
    """
    kind = next(kind for kind in KINDS if kind in check)
    case = Case(opened).but(check.get("by", {}))
    step = check.get("step", row)
    if kind == "gives":
        found = judge(procedure, CALENDAR, case.subject(step), case.act(step))
        return [shown(reason) for reason in found]
    if kind == "enters":
        target = f"{step}.{check['date']}"
        subject = case.subject(step)
        against = judge_date_entry(procedure, CALENDAR, subject, target, case.on, frozenset(), case.on)
        return [reason.code.partition(":")[2] for reason in against]
    if kind in ("due", "runs", "lapses"):
        return _times(procedure, case, kind, step)
    regime = REGIMES[case.words["law"]]
    if kind == "sets":
        return list(locally(procedure, case.project(regime), row))
    household = case.household(regime)
    if kind == "moves":
        by, state = case.words.get("step"), household.state
        act = case.act(by) if by else None
        return move(procedure, CALENDAR, household, by, case.on, act=act) or state
    if kind == "is":
        verdict = condition(procedure, CALENDAR, household, row, case.on)
        return verdict if isinstance(verdict, bool) else f"{verdict.kind} {verdict.what}"
    return tracks(procedure, CALENDAR, household, case.on)[row]


def _times(procedure: Procedure, case: Case, kind: str, of: str) -> list[list[Any]]:
    usual = "household" if "_h_" in of or kind == "runs" else "project"
    project = case.words.get("level", usual) == "project"
    regime = REGIMES[case.words.get("law", of[:2])]
    subject = case.project(regime) if project else case.household(regime)
    if kind == "lapses":
        effects = standing(procedure, CALENDAR, subject, case.on).effects
        return [[e.step, e.last.day, e.lapsed] for e in effects if e.step == of]
    due, running = time_limits(procedure, CALENDAR, subject, case.on)
    if kind == "runs":
        return [[r.right, r.kind, r.last.day, r.over] for r in running if r.right == of]
    return [[d.step, d.last.day, d.binds, d.rule, d.overdue] for d in due if d.step == of]


def shown(reason: Reason) -> str:
    """`elapsed(sl_survey) @ R590 15 from 2026-06-30`."""
    rule = "PRODUCT" if reason.rule == PRODUCT_RULE else reason.rule
    day = f" from {reason.earliest}" if reason.earliest else ""
    return f"{reason.code.partition(':')[2]} @ {rule}{day}"


def fails(procedure: Procedure, row: str, check: Mapping[str, Any], opened: Mapping[str, Any]) -> str:
    """What is wrong with a check under some tables; empty where it holds.

    Tables that cannot even be asked (a row that others name is gone) fail with the error's name.
    """
    kind = next(kind for kind in KINDS if kind in check)
    try:
        came = outcome(procedure, row, check, opened)
    except (LookupError, TableError, StopIteration, AssertionError) as error:
        return f"{type(error).__name__}: {error}"
    return "" if came == check[kind] else f"{check['says']}: {came}, not {check[kind]}"


@dataclass(frozen=True)
class Check:
    """One check of a golden row: what it is about, and the case it starts from."""

    table: str
    row: str
    words: Mapping[str, Any]
    opened: Mapping[str, Any]

    @property
    def id(self) -> str:
        """`sl_h_vacated-need compensated`: the row's id, then the first thing it is about."""
        return f"{self.row}-{self.words['says'][0]}"


def all_checks() -> Iterator[Check]:
    """Every check of every golden row."""
    steps = {**golden("state_land"), **golden("collective_land")}
    for id, row in steps.items():
        for words in row["checks"]:
            yield Check("steps", id, words, steps[words.get("step", id)]["open"])
    for id, row in golden("conditions").items():
        yield from (Check("conditions", id, words, {}) for words in row.get("checks", ()))
    for regime in Regime:
        for file in ("regimes", "lifecycle"):
            for table, rows in golden(file)[regime.value].items():
                for id, row in rows.items():
                    for words in row.get("checks", ()) if isinstance(row, dict) else ():
                        opened = steps[words["step"]]["open"] if "step" in words else {}
                        yield Check(f"{regime}/{table}", id, words, opened)
