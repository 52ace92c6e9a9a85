"""The page about the law: its example runs, and its words for a code are those of the code."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from tests.law.rowing import all_checks
from tools.write_law import main

from plumbline.law import load_procedure
from plumbline.terms import Regime

FOLDER = Path(__file__).parents[2] / "docs" / "law"
PAGE = (FOLDER / "README.md").read_text(encoding="utf-8")
PROCEDURE = load_procedure()


def test_it_runs_the_example_of_the_page(capsys):
    example = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert example is not None
    said = [line[2:] for line in example.group(1).splitlines() if line.startswith("# ")]
    exec(example.group(1), {})
    assert capsys.readouterr().out.splitlines() == said


def test_it_names_every_attempt_that_has_a_test():
    files = (Path(__file__).parent / name for name in ("test_attempts.py", "test_edges.py"))
    tests = "".join(file.read_text(encoding="utf-8") for file in files)
    numbers = sorted(set(re.findall(r"test_t(\d\d)_", tests)))
    assert numbers == [f"{n:02}" for n in range(1, 21)]
    for number in numbers:
        assert f"T{number}" in PAGE


def test_it_writes_the_pages_anew_without_a_difference(capsys):
    assert main(["--check"]) == 0, capsys.readouterr().err


def test_it_names_every_step_prohibition_and_right_on_its_regimes_page_and_in_the_matrix():
    matrix = (FOLDER / "matrix.md").read_text(encoding="utf-8")
    for regime in Regime:
        page = (FOLDER / f"{regime}.md").read_text(encoding="utf-8")
        rules = PROCEDURE.regimes[regime]
        steps = [step.id for step in PROCEDURE.steps.values() if step.regime is regime]
        for id in (*steps, *rules.prohibitions, *rules.rights):
            assert f"`{id}`" in page, id
            assert f"| `{id}` |" in matrix, id


def test_it_claims_of_the_pure_function_only_what_the_checks_hold():
    matrix = (FOLDER / "matrix.md").read_text(encoding="utf-8")
    counts = Counter(check.row for check in all_checks())
    counts += Counter(
        check.words["step"]
        for check in all_checks()
        if check.table == "steps" and check.words.get("step", check.row) != check.row
    )
    cells = re.findall(r"^\| `(\w+)` \|(?:[^|]*\|){3} (\d+) \|", matrix, re.MULTILINE)
    assert cells
    assert {id: int(shown) for id, shown in cells} == {id: counts[id] for id, _ in cells}


def test_it_draws_every_state_of_a_regime():
    for regime in Regime:
        drawn = (FOLDER / f"{regime}.svg").read_text(encoding="utf-8")
        for state in PROCEDURE.regimes[regime].lifecycle.states.values():
            assert f">{state.text.zh}<" in drawn
