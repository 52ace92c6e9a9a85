"""The written pages: generated ones are current, links lead somewhere, every dependency has its reasons."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")])
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


@pytest.mark.parametrize("tool", ["write_permissions", "write_licences", "write_papers"])
def test_a_generated_page_says_what_its_source_says(tool):
    checked = subprocess.run(
        [sys.executable, f"tools/{tool}.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_to_a_file(page):
    inside = [link.split("#")[0] for link in _LINK.findall(page.read_text("utf-8")) if "://" not in link]
    assert [link for link in inside if link and not (page.parent / link).exists()] == []


def test_every_decision_says_what_was_asked_chosen_given_up_and_when_to_look_again():
    listed = (ROOT / "docs/decisions/README.md").read_text("utf-8")
    for page in sorted(ROOT.glob("docs/decisions/0*.md")):
        text = page.read_text("utf-8")
        assert page.name in listed
        assert re.findall(r"^\*\*(.+?)\.\*\*", text, re.M) == ["Question", "Chosen", "Given up", "Look again"]


def test_every_dependency_has_its_reasons_in_a_decision():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = project["dependencies"] + [
        one for extra in project["optional-dependencies"].values() for one in extra
    ]
    wanted += (ROOT / "requirements/node.in").read_text("utf-8").splitlines()
    wanted += list(json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"])
    names = {re.split(r"[\[<>=;]", one)[0].removesuffix(".org") for one in wanted if one[0] not in "#-"}
    told = "\n".join(page.read_text("utf-8") for page in ROOT.glob("docs/decisions/0*.md")).lower()
    assert sorted(name for name in names - {"plumbline"} if name.lower() not in told) == []


def test_the_two_readmes_have_the_same_commands_in_the_same_order():
    commands = [
        re.findall(r"^ {4,}(\S.*?)(?:\s+#.*)?$", (ROOT / name).read_text("utf-8"), re.M)
        for name in ("README.md", "README.zh-CN.md")
    ]
    assert commands[0] == commands[1] != []
