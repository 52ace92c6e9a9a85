"""The real register of 2011 through the ordinary import: whole into the books, or refused by named findings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from plumbline.terms import SHANGHAI

HERE = Path(__file__).parent
OFFICE = "wu"
PROJECT = "old-town"
TODAY = datetime.now(SHANGHAI).date().isoformat()
"""An act is entered on its own day: older ones would wait for a second hand."""
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


def record(plumbline, tmp_path, step, facts, *documents):
    """A step of the project, with its papers."""
    papers = [{"document": kind, "number": f"{kind}（测试）", "on": TODAY} for kind in documents]
    act = {
        "project": PROJECT,
        "step": step,
        "done_at": f"{TODAY}T00:00:00+08:00",
        "facts": facts,
        "evidence": papers,
    }
    file = tmp_path / f"{step}.json"
    file.write_text(json.dumps(act, ensure_ascii=False), "utf-8")
    code, answer = plumbline("act", "RecordProjectStep", file, "--as", OFFICE)
    assert code == 0, answer


@pytest.fixture
def scoped(plumbline, tmp_path):
    """The campaign with its scope fixed and published: only then may households be listed (R590 16)."""
    basis = ("basis_file", "plan_conformity", "annual_plan_extract")
    record(plumbline, tmp_path, "sl_public_interest_basis", {"project.basis": "r590_8_5"}, *basis)
    record(plumbline, tmp_path, "sl_scope_determined", {}, "scope_map", "scope_notice")
    return plumbline


def words_of(register, sheet):
    mapping = HERE / "register-2011.yaml"
    return (
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


@pytest.mark.parametrize(("sheet", "households"), [("old", 93), ("pinggu", 99)])
def test_it_goes_in_whole_with_every_doubtful_cell_named(scoped, register, sheet, households):
    code, shown = scoped(*words_of(register, sheet))
    assert code == 0, shown
    # 99 rows: each is a household, an organisation or a group, or a finding that says why it is none.
    assert (shown["rows"], shown["imported"], shown["already_present"]) == (99, households, 0)
    without = {f["row"] for f in shown["findings"] if f["code"] in ("row_without_name", "empty_entry")}
    assert households == 99 - len({f["row"] for f in shown["findings"] if f["code"] == "row_without_name"})
    assert without or sheet == "pinggu"
    assert all(f["cell"] or f["row"] for f in shown["findings"])
    again, told = scoped(*words_of(register, sheet))
    assert (again, told["imported"], told["already_present"]) == (0, 0, households)


def test_it_lists_nobody_before_the_scope_is_published(plumbline, register):
    code, shown = plumbline(*words_of(register, "old"))
    assert code == 3
    assert [reason["code"] for reason in shown["refused"]] == ["sl_h_listed:requires(sl_scope_determined)"]
