"""Every row and every single need of the law deleted, one at a time: each deletion is noticed by name.

A deletion is noticed by what the gates then do (a golden check of the row, or of another, comes out
otherwise), by reading (the tables no longer hold together), or, where another row says the same, by the
row's own words alone. A need is taken away in every place at once too: then behaviour itself must notice.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain

from tests.law import saying
from tests.law.mutants import Mutant, mutants, needs_gone
from tests.law.rowing import all_checks, fails, golden

from plumbline.law import TableError, load_procedure
from plumbline.law.declared import check_declared
from plumbline.terms import Regime

PROCEDURE = load_procedure()
CHECKS = list(all_checks())
OF_ROW = defaultdict(list)
for _check in CHECKS:
    OF_ROW[_check.row].append(_check)
    if "step" in _check.words:
        OF_ROW[_check.words["step"]].append(_check)


def behaves_otherwise(mutant: Mutant) -> bool:
    """Whether a golden check fails: of the row first, then of any row."""
    # The row's own checks come twice then; they are the quick way to nearly every answer.
    checks = chain(OF_ROW[mutant.row], CHECKS)
    return any(fails(mutant.without, check.row, check.words, check.opened) for check in checks)


def is_refused_on_reading(mutant: Mutant) -> bool:
    """Whether the tables no longer hold together."""
    try:
        check_declared(mutant.without)
    except (TableError, LookupError):
        return True
    return False


def says_otherwise(mutant: Mutant) -> bool:
    """Whether the golden words of the rows notice."""
    without = mutant.without
    if mutant.table == "steps":
        rows = {id: row for regime in Regime for id, row in golden(regime.value).items()}
        step = without.steps.get(mutant.row)
        return step is None or saying.of_step(step) != rows[mutant.row]["says"]
    if mutant.table == "conditions":
        row = without.conditions.get(mutant.row)
        return row is None or saying.of_condition(row) != golden("conditions")[mutant.row]["says"]
    if "/" not in mutant.table:
        words = {**saying.vocabularies(without), "facts": list(without.facts)}
        return any(list(words[key]) != list(golden("words")[key]) for key in words)
    regime = Regime(mutant.table.partition("/")[0])
    kept = {**golden("regimes")[regime.value], **golden("lifecycle")[regime.value]}
    now = saying.of_regime(without.regimes[regime])
    return any(
        {id: row["says"] if isinstance(row, dict) else row for id, row in kept[table].items()} != rows
        for table, rows in now.items()
    )


def noticed_by(mutant: Mutant) -> str:
    """What notices a deletion; empty for a survivor."""
    if is_refused_on_reading(mutant):
        return "reading"
    if mutant.table not in ("documents", "sources", "actors", "channels", "audiences", "facts") and (
        behaves_otherwise(mutant)
    ):
        return "behaviour"
    return "words" if says_otherwise(mutant) else ""


def test_it_notices_every_need_that_is_taken_away_by_what_the_gates_do(capsys):
    whole = list(needs_gone(PROCEDURE))
    survivors = [f"{m.row}: {m.says}" for m in whole if not behaves_otherwise(m)]
    with capsys.disabled():
        print(f"\n{len(whole)} needs taken away everywhere: {len(survivors)} survivors")
    assert survivors == []


def test_it_notices_every_deletion_in_the_tables(capsys):
    whole = list(mutants(PROCEDURE))
    by = {(m.table, m.row, m.says): noticed_by(m) for m in whole}
    survivors = [" ".join(key) for key, how in by.items() if not how]
    counted = Counter(by.values())
    with capsys.disabled():
        print(f"\n{len(whole)} deletions: {len(survivors)} survivors; noticed by {dict(counted)}")
    assert survivors == []
