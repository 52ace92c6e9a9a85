"""The command's own entry: where its options may stand, and what it says when something is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plumbline.cli import main
from plumbline.cli import policy as policy_commands

EXAMPLE = str(Path(__file__).resolve().parents[2] / "examples/policies/state-renewal-example.yaml")


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path):
    """A data directory of the test's own; `--home` writes the same variable."""
    monkeypatch.setenv("PLUMBLINE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.mark.parametrize(
    "line",
    [
        ["--json", "policy", "check", EXAMPLE],
        ["--home", "elsewhere", "--json", "policy", "check", EXAMPLE],
        ["--home=elsewhere", "--json", "policy", "check", EXAMPLE],
        ["policy", "check", EXAMPLE, "--json", "--home", "elsewhere"],
    ],
)
def test_the_options_for_all_commands_may_stand_before_and_after_the_command(line, capsys):
    assert main(line) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []


def test_a_wrong_word_is_answered_in_both_languages_with_an_example(capsys):
    assert main(["polcy", "check"]) == 2
    said = capsys.readouterr().err
    assert "用法不对" in said
    assert "wrong usage" in said
    assert "example: plumbline" in said


def test_an_error_of_ours_is_one_sentence_and_its_details_go_to_a_file(monkeypatch, capsys, home):
    def fails(*_: object) -> object:
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr(policy_commands, "load_policy", fails)
    assert main(["policy", "check", EXAMPLE]) == 2
    said = capsys.readouterr()
    assert "Traceback" not in said.err + said.out
    assert "a mistake of ours" in said.err
    assert "Traceback" in (home / "errors.log").read_text("utf-8")
