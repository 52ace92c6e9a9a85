"""The real register of 2011 through the ordinary import: whole into the books, or refused by named findings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).parent
OFFICE = "wu"
PROJECT = "old-town"
DOCUMENT = {"document": "示例政办发〔2011〕1号（虚构）"}


def description():
    return {
        "id": "register-2011", "name": {"zh": "旧城（测试）", "en": "Old town (test)"},
        "origin": "plumbline.example.org/register-2011", "clock": "real", "day1": "2026-04-08", "days": 40,
        "units": [
            {"id": "headquarters", "kind": "headquarters", "name_zh": "指挥部", "name_en": "Headquarters"},
            {"id": "office", "kind": "office", "name_zh": "办公室", "name_en": "Office", "parent": "headquarters"},
            {"id": "street", "kind": "responsible_unit", "name_zh": "街道", "name_en": "Street", "parent": "headquarters"},
        ],
        "people": [{"id": OFFICE, "name": "吴桂兰"}, {"id": "cheng", "name": "程晓梅"}],
        "posts": [
            {"id": "desk", "unit": "office", "role": "office", "title_zh": "办公室", "title_en": "Office",
             "holder": OFFICE, "from": "2025-10-01", "to": "2027-12-31", "projects": []},
            {"id": "clerk", "unit": "street", "role": "unit_clerk", "title_zh": "经办", "title_en": "Clerk",
             "holder": "cheng", "from": "2025-10-01", "to": "2027-12-31", "projects": []},
        ],
        "projects": [
            {"id": PROJECT, "name_zh": "旧城（测试）", "name_en": "Old town (test)", "regime": "state_land",
             "policy": "office-standard-2011", "blocks": [{"id": "whole", "name_zh": "全片"}],
             "local": {"survey_publication_days": {"value": 7, **DOCUMENT}}},
        ],
        "duties": [
            {"project": PROJECT, "unit": "street", "blocks": ["whole"],
             "posts": dict.fromkeys(("signing", "appraisal", "vacating", "demolition", "settling"), "clerk")},
        ],
    }  # fmt: skip


@pytest.fixture(scope="module")
def register():
    return Path(os.environ["PLUMBLINE_OUTSIDE_DATA"]) / "real" / "register-2011.xls"


@pytest.fixture
def plumbline(tmp_path):
    """The command itself, in a home directory with the campaign opened."""

    def run(*words):
        done = subprocess.run(
            [Path(sys.executable).with_name("plumbline"), "--home", tmp_path / "home", *words, "--json"],
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        return done.returncode, json.loads(done.stdout)

    config = tmp_path / "campaign.yaml"
    config.write_text(yaml.safe_dump(description(), allow_unicode=True), "utf-8")
    code, opened = run("init", "--config", config)
    assert code == 0, opened
    return run


@pytest.mark.parametrize("sheet", ["old", "pinggu"])
def test_it_goes_in_whole_or_is_refused_by_named_findings(plumbline, register, sheet):
    mapping = HERE / "register-2011.yaml"
    words = (
        "register",
        "import",
        register,
        "--project",
        PROJECT,
        "--sheet",
        sheet,
        "--mapping",
        mapping,
        "--as",
        OFFICE,
    )
    code, shown = plumbline(*words)
    named = {finding["code"] for finding in shown["findings"] if finding["cell"]}
    # Cells that Excel itself shows as errors, and numbers finer than a register may have, are nobody's facts:
    # the sheet is refused whole until they are corrected, and nothing of it is in the books.
    assert code == 1
    assert named & {"error_value", "too_precise"}
    assert (shown["rows"], shown["imported"], shown["already_present"]) == (99, 0, 0)
