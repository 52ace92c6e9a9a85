"""Whole ways through the system, on the embedded database that an office begins with."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plumbline.web.settings")
os.environ.setdefault("PLUMBLINE_HOME", tempfile.mkdtemp(prefix="plumbline-journeys-"))

import django

django.setup()

import json  # noqa: E402

import pytest  # noqa: E402
from tests.store.databases import Databases  # noqa: E402
from tests.store.fixtures import campaign, empty, installation, signing, unchecked  # noqa: E402, F401 — fixtures


@pytest.fixture(scope="session")
def databases(tmp_path_factory) -> Databases:
    """SQLite alone."""
    return Databases(tmp_path_factory.mktemp("journeys"), None)


@pytest.fixture
def command(installation, monkeypatch, capsys):  # noqa: F811 — the fixture of that name
    """`plumbline …` on the installation, as 吴 of the office unless another is named: exit code, stdout, stderr."""
    from plumbline.cli.main import main

    monkeypatch.setenv("PLUMBLINE_PERSON", "wu")

    def run(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        assert not (installation.home.path / "errors.log").exists(), (
            installation.home.path / "errors.log"
        ).read_text()
        return code, said.out, said.err

    return run


@pytest.fixture
def asked(command):
    """The same with --json: exit code and the one document on stdout."""

    def run(*words: object) -> tuple[int, object]:
        code, out, _err = command(*words, "--json")
        return code, json.loads(out)

    return run
