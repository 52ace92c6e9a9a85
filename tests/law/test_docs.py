"""The page about the law: its example runs, and its words for a code are those of the code."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = (Path(__file__).parents[2] / "docs" / "law" / "README.md").read_text(encoding="utf-8")


def test_it_runs_the_example_of_the_page(capsys):
    example = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert example is not None
    said = [line[2:] for line in example.group(1).splitlines() if line.startswith("# ")]
    exec(example.group(1), {})
    assert capsys.readouterr().out.splitlines() == said


def test_it_names_every_attempt_that_has_a_test():
    tests = (Path(__file__).parent / "test_attempts.py").read_text(encoding="utf-8")
    for number in sorted(set(re.findall(r"test_t(\d\d)_", tests))):
        assert f"T{number}" in PAGE
