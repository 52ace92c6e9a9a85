"""`plumbline register template` and `check`: exit codes, the JSON shape, the report in the office's words."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from plumbline.cli.register import register
from plumbline.registers import read_register, write_register
from plumbline.terms import Regime

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def run(capsys):
    parser = argparse.ArgumentParser(prog="plumbline")
    register(parser.add_subparsers())

    def call(*words):
        args = parser.parse_args(["register", *map(str, words)])
        code = args.run(args)
        out = capsys.readouterr()
        return code, out.out, out.err

    return call


def test_it_writes_the_empty_form_and_never_over_a_file(run, tmp_path):
    form = tmp_path / "登记表.xlsx"
    assert run("template", "--regime", "state_land", "--out", form)[0] == 0
    code, _, err = run("template", "--regime", "state_land", "--out", form)
    assert code == 2
    assert "已经存在" in err
    assert run("template", "--regime", "state_land", "--out", tmp_path / "x.docx")[0] == 2


def test_it_answers_machines_in_the_agreed_shape(run):
    code, out, _ = run(
        "check",
        DATA / "messy-register.xls",
        "--sheet",
        "摸底表",
        "--mapping",
        DATA / "messy-register.yaml",
        "--json",
    )
    answer = json.loads(out)
    assert code == 1
    assert (answer["rows"], answer["households"]) == (23, 18)
    assert set(answer) == {"rows", "households", "findings"}
    error = next(finding for finding in answer["findings"] if finding["cell"] == "K17")
    assert set(error) == {
        "sheet", "row", "column", "cell", "code", "found", "expected", "message_zh", "message_en",
    }  # fmt: skip
    assert (error["sheet"], error["row"], error["column"], error["found"]) == ("摸底表", 17, "K", "#NUM!")


def test_it_tells_people_what_stops_an_import_and_what_to_do_next(run):
    words = (
        "check",
        DATA / "messy-register.xlsx",
        "--sheet",
        "摸底表",
        "--mapping",
        DATA / "messy-register.yaml",
    )
    code, out, _ = run(*words)
    assert code == 1
    assert out.startswith("共 23 行，18 户（其中单位 1、一行多户 1）")
    assert "须改正后才能导入" in out
    assert "或者加 --numerals 导入" in out
    assert out.rstrip().endswith("导入时整份导入或者整份不导入。")
    assert "Must be corrected before an import" in run(*words, "--lang", "en")[1]


def test_it_finds_nothing_in_a_clean_register(run, tmp_path):
    path = tmp_path / "登记表.xlsx"
    path.write_bytes(
        write_register(
            Regime.STATE_LAND, [{"household_id": "1", "names": ("张三",), "facts": {"policy": "p"}}]
        )
    )
    code, out, _ = run("check", path)
    assert code == 0
    assert "可以用 plumbline register import" in out


def test_it_exits_2_in_one_shape_where_nothing_can_be_read(run, tmp_path):
    pdf = tmp_path / "登记表.xlsx"
    pdf.write_bytes(b"%PDF-1.7")
    code, out, err = run("check", pdf, "--json")
    assert code == 2
    assert json.loads(out)["refused"][0]["code"] == "register:pdf"
    assert "这是 PDF" in err
    assert run("check", tmp_path / "nowhere.xlsx")[0] == 2
    assert run("check", DATA / "messy-register.xls", "--mapping", pdf)[0] == 2
    assert run("check", DATA / "messy-register.xls", "--sheet", "没有")[0] == 2


def test_it_changes_nothing(run):
    before = (DATA / "messy-register.xls").read_bytes()
    run("check", DATA / "messy-register.xls", "--mapping", DATA / "messy-register.yaml")
    assert (DATA / "messy-register.xls").read_bytes() == before
    assert read_register(before, name="x.xls") is not None
