"""Every row of the law by its id: what it says, that it opens, and that each need taken away alone refuses.

`pytest tests/law -k sl_h_vacated` runs everything that the golden rows hold of one row.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.law import saying
from tests.law.rowing import ON, all_checks, fails, golden

from plumbline.law import forbidden_for_ever, load_procedure
from plumbline.terms import Regime

PROCEDURE = load_procedure()
CHECKS = list(all_checks())
STEPS = {id: row for regime in Regime for id, row in golden(regime.value).items()}
TABLES = [(regime, table) for regime in Regime for table in saying.of_regime(PROCEDURE.regimes[regime])]


@pytest.mark.parametrize("check", CHECKS, ids=[check.id for check in CHECKS])
def test_it_holds(check):
    assert fails(PROCEDURE, check.row, check.words, check.opened) == ""


@pytest.mark.parametrize("id", STEPS)
def test_it_says_of_a_step(id):
    assert saying.of_step(PROCEDURE.steps[id]) == STEPS[id]["says"]


def test_it_has_a_golden_row_for_every_step_and_no_other():
    assert list(PROCEDURE.steps) == list(STEPS)


def test_it_breaks_each_step_by_every_kind_of_need_that_the_step_has():
    # A step with something to require or to attach has a check that takes it away.
    for id, row in STEPS.items():
        asked = [said for said in row["says"] if said.startswith(("requires ", "evidence "))]
        broken = [said for check in row["checks"] for said in check["says"]]
        assert set(asked) <= set(broken) | {
            f"requires {said[10:-1]}" for said in broken if "need done(" in said
        }, id


def _about(row: str) -> list[str]:
    """What the checks of a row are about."""
    return [said for check in CHECKS if check.row == row for said in check.words["says"]]


def test_it_tries_the_day_before_and_the_day_itself_of_every_minimum_period():
    tried = [said for check in CHECKS for said in check.words["says"]]
    for step in PROCEDURE.steps.values():
        if step.minimum_period is None:
            continue
        if step.minimum_period.suspended_while is not None:
            # It runs for each household by itself and stands still: its pairs say why.
            pairs = [said for said in _about(step.id) if said.startswith("standing still")]
        else:
            pairs = [said for said in tried if said.startswith(f"{step.minimum_period.counted_from} the day")]
        assert len(pairs) >= 2, step.id


def test_it_tries_the_last_day_and_the_day_after_of_every_deadline_and_clock():
    for step in PROCEDURE.steps.values():
        if step.deadline is not None:
            words = set(_about(step.id))
            assert "deadline the last day" in words, step.id
            assert words & {"deadline the day after", "deadline received late"}, step.id
    for rules in PROCEDURE.regimes.values():
        for right in rules.rights.values():
            if right.clock is not None and right.clock.period is not None:
                assert {"clock the last day", "clock the day after"} <= set(_about(right.id)), right.id


def rows_of(table: str) -> Iterator[tuple[str, Any, list[str]]]:
    """Golden rows of both regimes' table, with the words of the tables."""
    for regime in Regime:
        words = saying.of_regime(PROCEDURE.regimes[regime])[table]
        file = "regimes" if table in golden("regimes")[regime.value] else "lifecycle"
        kept = golden(file)[regime.value][table]
        assert list(words) == list(kept), (regime, table)
        yield from ((id, kept[id], words[id]) for id in words)


@pytest.mark.parametrize(
    "table",
    [
        "prohibitions",
        "rights",
        "local_parameters",
        "minimum_chains",
        "transitions",
        "tracks",
        "states",
        "paths",
    ],
)
def test_it_has_a_golden_row_for_every_row_of_a_table_and_no_other(table):
    for id, row, words in rows_of(table):
        said = row["says"] if isinstance(row, dict) else row
        assert words == said, id


def test_it_says_of_every_condition_and_fact():
    assert {id: saying.of_condition(row) for id, row in PROCEDURE.conditions.items()} == {
        id: row["says"] for id, row in golden("conditions").items()
    }
    words = golden("words")
    assert {id: saying.of_fact(row) for id, row in PROCEDURE.facts.items()} == words["facts"]
    assert saying.vocabularies(PROCEDURE) == {key: rows for key, rows in words.items() if key != "facts"}


NEVER = [
    (regime, id)
    for regime in Regime
    for id, row in golden("regimes")[regime.value]["prohibitions"].items()
    if "until never" in row["says"]
]


@pytest.mark.parametrize(("regime", "id"), NEVER)
def test_it_refuses_what_nothing_ever_permits(regime, id):
    reason = forbidden_for_ever(PROCEDURE, regime, id, "调度令", on=ON)
    cited = golden("regimes")[regime.value]["prohibitions"][id]["says"][0].removesuffix(" -")
    own = cited == "PRODUCT"
    assert reason.code == f"{id}:never"
    assert ("准绳自设规则" in reason.message.zh) is own
    assert own or reason.rule == cited
    assert reason.earliest is None
