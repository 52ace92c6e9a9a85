"""`plumbline policy check|compute|explain`: exit codes, shapes, and errors without a traceback."""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path

import pytest

from plumbline.cli.policy import register

from .conftest import POLICIES, WORKED

pytestmark = pytest.mark.long

STATE = str(POLICIES / "state-renewal-example.yaml")
VILLAGE = str(POLICIES / "collective-land-example.yaml")


def plumbline(*words: str) -> int:
    parser = argparse.ArgumentParser(prog="plumbline")
    register(parser.add_subparsers(required=True))
    args = parser.parse_args(["policy", *words])
    code: int = args.run(args)
    return code


def test_check_finds_nothing_in_the_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert plumbline("check", STATE) == 0
    assert plumbline("check", VILLAGE, "--lang", "en") == 0
    assert "nothing found" in capsys.readouterr().out


def test_check_names_file_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (
        Path(STATE).read_text("utf-8").replace("搬迁费单价: {is: 15 元/㎡·次", "搬迁费单价: {is: 15 元/㎡·月")
    )
    bad = tmp_path / "bad.yaml"
    bad.write_text(text, "utf-8")
    assert plumbline("check", str(bad)) == 1
    assert f"{bad}:" in capsys.readouterr().out
    assert plumbline("check", str(bad), "--json") == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert {"code", "line", "message_zh", "message_en", "remedy_zh", "remedy_en"} == set(findings[0])


def test_check_says_that_a_file_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert plumbline("check", "nowhere.yaml") == 2
    assert "nowhere.yaml" in capsys.readouterr().err


def test_compute_writes_a_row_for_every_household(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.json"
    assert (
        plumbline("compute", STATE, "--facts", str(WORKED), "--out", str(out), "--engine", "reference") == 0
    )
    assert "34" in capsys.readouterr().err  # the other policy's households are passed over and counted
    rows = {row["household_id"]: row for row in json.loads(out.read_text("utf-8"))}
    assert len(rows) == 36
    assert rows["A-01"]["total_fen"] == 52_170_712
    assert "A12" not in rows["A-01"]
    assert rows["A-12"]["other_payees"] == {"A19u": {"payee": "owner_unit", "fen": 2_592_596}}
    assert rows["A-17"]["co_owner_split_fen"] == {"o1": 20_507_535, "o2": 20_507_534, "o3": 20_507_534}
    refused = rows["A-29"]["refused"][0]
    assert (refused["code"], refused["rule"], refused["earliest"]) == ("R08", "A31", None)


def test_compute_writes_a_table_with_every_clause(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert plumbline("compute", VILLAGE, "--facts", str(WORKED), "--out", str(out)) == 0
    with out.open(encoding="utf-8", newline="") as file:
        rows = {row["household_id"]: row for row in csv.DictReader(file)}
    columns = ["B10", "B10c", *(f"B{n}" for n in range(11, 18)), *(f"B{n}" for n in range(19, 32))]
    assert set(columns) < set(rows["B-01"])
    assert rows["B-02"]["B31"] == "888000"
    assert rows["B-01"]["B26"] == "0"
    assert rows["B-25"]["refused"] == "R10:B9"


def test_compute_reads_json_and_refuses_a_float_in_it(tmp_path: Path, zhang: dict[str, object]) -> None:
    facts, out = tmp_path / "facts.json", tmp_path / "out.json"
    text = json.dumps({"households": [zhang]}).replace('"62.37"', "62.37")
    facts.write_text(text, "utf-8")
    assert plumbline("compute", STATE, "--facts", str(facts), "--out", str(out), "--json") == 0
    assert json.loads(out.read_text("utf-8"))[0]["refused"][0]["code"] == "R07"


def test_days_need_no_quotes_in_yaml(tmp_path: Path) -> None:
    facts, out = tmp_path / "facts.yaml", tmp_path / "out.json"
    facts.write_text(
        "households:\n- household_id: 张\n  household: {tenure: owner}\n  choices: {mode: cash}\n"
        "  buildings: [{building_id: b1, use: residence, registered: true, area: '62.37', built_on: 1986-06-30,"
        " assessed_price_fen_per_m2: 618050}]\n"
        "  dates: {signed_at: '2026-04-08T10:20:00+08:00', as_of: '2026-05-10T12:00:00+08:00'}\n",
        "utf-8",
    )
    assert plumbline("compute", STATE, "--facts", str(facts), "--out", str(out)) == 0
    assert json.loads(out.read_text("utf-8"))[0]["A11"] == 38_547_779


WRONG = [
    (("compute", STATE, "--facts", "none.yaml", "--out", "x.json"), "none.yaml"),
    (("compute", STATE, "--facts", STATE, "--out", "x.json"), "households"),
    (("compute", STATE, "--facts", "facts.xlsx", "--out", "x.json"), "facts.xlsx"),
    (("compute", STATE, "--facts", str(WORKED), "--out", "x.txt"), "x.txt"),
    (("compute", "none.yaml", "--facts", str(WORKED), "--out", "x.json"), "none.yaml"),
    (("explain", STATE, "--facts", str(WORKED), "--household", "A-99"), "A-99"),
    (("explain", STATE, "--facts", str(WORKED), "--household", "B-01"), "B-01"),
]


@pytest.mark.parametrize(("words", "named"), WRONG)
def test_wrong_input_is_named_and_exits_2(
    words: tuple[str, ...], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plumbline(*words) == 2
    assert named in capsys.readouterr().err


def test_explain_tells_a_household_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert plumbline("explain", STATE, "--facts", str(WORKED), "--household", "A-01") == 0
    assert "62.37 ㎡ × 6180.50 = 385477.785 → 385477.79" in capsys.readouterr().out
    assert (
        plumbline("explain", STATE, "--facts", str(WORKED), "--household", "A-01", "--lang", "en", "--json")
        == 0
    )
    told = json.loads(capsys.readouterr().out)
    assert told["total_fen"] == 52_170_712
    assert {"clause", "title_zh", "title_en", "basis", "facts", "steps", "fen", "payee"} <= set(
        told["lines"][0]
    )


def test_explain_exits_3_when_the_household_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert plumbline("explain", STATE, "--facts", str(WORKED), "--household", "A-28") == 3
    assert "R04 A14" in capsys.readouterr().out
    assert plumbline("explain", STATE, "--facts", str(WORKED), "--household", "A-28", "--json") == 3
    assert json.loads(capsys.readouterr().out)["refused"][0]["rule"] == "A14"


@pytest.mark.parametrize("action", ["check", "compute", "explain"])
def test_help_shows_an_example(action: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        plumbline(action, "--help")
    assert stopped.value.code == 0
    assert "example: plumbline policy" in capsys.readouterr().out
