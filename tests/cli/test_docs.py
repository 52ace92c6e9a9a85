"""The pages about commands: complete, and every line and example in them works."""

import argparse
import json
import os
import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import yaml
from tests.ledger.logs import small_log

from plumbline.campaign import COMMANDS, read_command
from plumbline.cli.main import _home_of, parser
from plumbline.registers import RegisterMapping, read_mapping

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")])
EVERYWHERE = {"-h", "--help", "--json", "--as"}
"""Options told once for all commands, at the top of the page."""


def leaves(of: argparse.ArgumentParser, words: tuple[str, ...] = ()):
    """Every command with its parser, by its words."""
    groups = [one for one in of._actions if isinstance(one, argparse._SubParsersAction)]
    if not groups:
        yield " ".join(words), of
    for name, child in (pair for group in groups for pair in group.choices.items()):
        yield from leaves(child, (*words, name))


COMMAND_PARSERS = dict(leaves(parser()))


@cache
def sections() -> dict[str, str]:
    """The sections of the page on commands, by command."""
    text = (ROOT / "docs/commands.md").read_text("utf-8")
    parts = re.split(r"^### plumbline (.+)$", text, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_command_has_its_section_and_every_section_its_command():
    assert sorted(sections()) == sorted(COMMAND_PARSERS)


@pytest.mark.parametrize("command", sorted(COMMAND_PARSERS))
def test_a_section_names_every_option_of_its_command(command):
    options = {word for action in COMMAND_PARSERS[command]._actions for word in action.option_strings}
    assert sorted(o for o in options - EVERYWHERE if o not in sections().get(command, "")) == []


def command_lines():
    """Every line of a page that gives a command, with what `$(…)` holds as a line of its own."""
    for page in PAGES:
        for number, line in enumerate(page.read_text("utf-8").splitlines(), 1):
            if not re.match(r" {4,}(\.venv/bin/)?plumbline ", line):
                continue
            for words in (
                *re.findall(r"\$\(([^()]*plumbline [^()]*)\)", line),
                re.sub(r"\$\([^()]*\)", "KEY", line),
            ):
                if "plumbline " in words:
                    yield pytest.param(words.strip(), id=f"{page.relative_to(ROOT)}:{number}")


@pytest.mark.parametrize("line", list(command_lines()))
def test_a_line_of_the_docs_is_a_command_that_exists(line):
    words = shlex.split(line, comments=True)
    arguments, _home = _home_of(words[1:])
    parser().parse_args(arguments)


def blocks(page: str, language: str) -> list[str]:
    """The fenced examples of a page."""
    return re.findall(rf"^```{language}\n(.*?)^```", (ROOT / page).read_text("utf-8"), re.M | re.S)


def test_the_commands_given_as_examples_are_of_the_commands_form():
    (shown,) = blocks("docs/unit.md", "json")
    unpaid = (ROOT / "docs/examples/vacate-unpaid.json").read_text("utf-8")
    for text in (shown, unpaid):
        assert read_command(COMMANDS["RecordStep"], json.loads(text)).step == "sl_h_vacated"


def test_the_mapping_given_as_an_example_can_be_read(tmp_path):
    (shown,) = blocks("docs/office.md", "yaml")
    file = tmp_path / "mapping.yaml"
    file.write_text(shown, "utf-8")
    assert list(yaml.safe_load(shown)) == ["摸底表"]
    assert isinstance(read_mapping(file, name=file.name), RegisterMapping)


@pytest.mark.parametrize("code", blocks("docs/developer.md", "python"))
def test_the_example_of_a_room_alone_runs(code):
    ran = _run(code)
    assert (ran.returncode, ran.stdout.split()[:1]) == (0, ["state-renewal-example"]), ran.stderr


def test_the_twenty_lines_for_other_tools_agree_with_a_log_and_find_a_changed_byte(tmp_path):
    (code,) = blocks("docs/ledger.md", "python")
    for path, data in small_log().files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)

    assert _run(code, tmp_path).returncode == 0
    entries = tmp_path / "tile/entries/000.p/7"
    damaged = bytearray(entries.read_bytes())
    damaged[20] ^= 1
    entries.write_bytes(damaged)
    assert "the entries are not the signed ones" in _run(code, tmp_path).stderr


def _run(code: str, *arguments: object) -> subprocess.CompletedProcess:
    """The example as a reader would run it, from the project's folder."""
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=False,
    )
