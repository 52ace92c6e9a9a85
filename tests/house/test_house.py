"""The house is in order: rooms say what they are for, imports point downwards, nothing foreign came in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tools import check_repository

ROOT = Path(__file__).resolve().parents[2]


def test_nothing_is_committed_that_may_not_be() -> None:
    assert list(check_repository.findings(check_repository.tracked())) == []


def test_the_check_sees_a_registry_address() -> None:
    text = "url = https://" + "pypi" + ".org/simple"
    assert list(check_repository._text(Path("requirements/x.txt"), text))


def test_the_check_sees_a_machine_path() -> None:
    assert list(check_repository._text(Path("docs/x.md"), "see /wo" + "rk/main/x"))


def test_the_check_sees_a_skipped_test() -> None:
    assert list(check_repository._text(Path("tests/x.py"), "import pytest\npytest." + "skip('later')\n"))


def test_the_check_sees_a_float_near_money() -> None:
    assert list(check_repository._text(Path("src/plumbline/books/x.py"), "def total() -> flo" + "at: ...\n"))


def test_the_check_sees_an_import_past_a_rooms_door() -> None:
    text = "from plumbline.law.gates import judge\n"
    assert list(check_repository._past_the_door(Path("src/plumbline/store/x.py"), text))
    assert not list(check_repository._past_the_door(Path("src/plumbline/law/x.py"), text))


def test_imports_point_downwards_only() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_check_sees_a_room_that_says_nothing(monkeypatch, tmp_path: Path) -> None:
    room = tmp_path / "src/plumbline/empty"
    room.mkdir(parents=True)
    (room / "__init__.py").write_text('"""Helpers."""\n')
    monkeypatch.setattr(check_repository, "ROOT", tmp_path)
    assert list(check_repository._room("empty"))


def test_a_room_can_be_used_without_the_framework() -> None:
    # Someone who wants only the ruler, the law or the log imports that room and nothing of Django.
    for room in (
        "policy",
        "law",
        "ledger",
        "books",
        "planning",
        "registers",
        "documents",
        "sampling",
        "campaign",
    ):
        code = f"import sys; import plumbline.{room}; sys.exit('django' in sys.modules)"
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"},
            check=False,
        )
        assert done.returncode == 0, room


def test_the_readme_shows_commands_that_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in (
        "demo",
        "test",
        "setup",
        "serve",
        "quick",
        "lint",
        "soak",
        "bench",
        "pictures",
        "outside",
        "clean",
    ):
        assert f"\n{target}:" in makefile, target
    for readme in ("README.md", "README.zh-CN.md"):
        text = (ROOT / readme).read_text("utf-8")
        assert "make demo" in text
        assert "make test" in text
