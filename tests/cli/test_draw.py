"""`plumbline draw`: what it writes, how it ends, and that the page on draws is true."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.test_docs import blocks
from tests.ledger.logs import VECTORS
from tests.sampling.cast import ANNOUNCEMENT, OUTCOMES, POOL, SEAL, SEQ

from plumbline.cli.main import main
from plumbline.sampling import conclude, draw_record

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "docs/examples/order-of-choice.json"
CASE = {
    "pool": 25,
    "select": 3,
    "hash": "md5",
    "sources": [[9319], [2, 5, 12, 8, 10], [9, 18, 26, 34, 41, 45]],
}


@pytest.fixture
def call(capsys, tmp_path):
    def run(*words):
        code = main(["--home", str(tmp_path / "home"), "draw", *map(str, words)])
        return code, capsys.readouterr()

    return run


@pytest.fixture
def case(tmp_path):
    file = tmp_path / "case.json"
    file.write_text(json.dumps(CASE), "utf-8")
    return file


def test_a_case_is_drawn_written_and_verified(call, case, tmp_path):
    out = tmp_path / "result.json"
    code, said = call("run", case, "--out", out, "--json")
    value = json.loads(said.out)
    assert (code, list(value)) == (0, ["picks", "key", "digests"])
    assert value["picks"] == [17, 7, 2]  # RFC 3797 section 6
    assert value["key"] == "9319./2.5.8.10.12./9.18.26.34.41.45./"

    code, said = call("verify", out)
    assert code == 0
    assert "相符：1 次抽取重做" in said.out


def test_a_changed_digit_ends_with_1_and_its_place(call, case, tmp_path):
    out = tmp_path / "result.json"
    call("run", case, "--out", out)
    out.write_text(out.read_text("utf-8").replace("[17, 7, 2]", "[17, 8, 2]"), "utf-8")

    code, said = call("verify", out, "--json")
    value = json.loads(said.out)
    assert (code, value["ok"], value["problems"][0]["where"]) == (1, False, "picks[1]")
    assert value["problems"][0]["message_zh"] == "文件写的是 8，重算得 7。"
    code, said = call("verify", out)
    assert "NOT" not in said.out
    assert "the file says 8; done again it is 7." in said.out


def test_a_draw_that_cannot_be_ends_with_3_and_writes_nothing(call, tmp_path):
    file, out = tmp_path / "case.json", tmp_path / "out.json"
    file.write_text(json.dumps({**CASE, "pool": 65_536}), "utf-8")

    code, said = call("run", file, "--out", out, "--json")
    (why,) = json.loads(said.out)["refused"]
    assert (code, why["code"], why["rule"]) == (3, "draw:pool_too_large", "RFC 3797")
    assert "公告改用 sha256。" in said.err
    assert not out.exists()


@pytest.mark.parametrize("text", ["", "{", '{"pool": 3}', '{"pool": "3", "select": 1}'])
def test_what_is_no_case_ends_with_2_in_both_languages(call, tmp_path, text):
    file = tmp_path / "case.json"
    file.write_text(text, "utf-8")
    code, said = call("run", file, "--out", tmp_path / "out.json", "--json")
    assert code == 2
    assert str(file) in said.err
    assert json.loads(said.out)["error"]["message_en"]


def test_a_file_that_is_not_there_and_a_place_that_cannot_be_written_end_with_2(call, case, tmp_path):
    code, said = call("verify", tmp_path / "no.json")
    assert code == 2
    assert "找不到这个文件" in said.err
    code, said = call("run", case, "--out", tmp_path / "no" / "out.json")
    assert code == 2
    assert "Choose another place" in said.err


def test_a_case_without_result_cannot_be_verified(call, case):
    code, said = call("verify", case)
    assert code == 2
    assert "plumbline draw run" in said.err


def test_a_whole_file_of_vectors_is_drawn_and_verified(call, tmp_path):
    vectors, out = VECTORS / "rfc3797.json", tmp_path / "out.json"
    code, said = call("run", vectors, "--out", out, "--json")
    assert code == 0
    assert json.loads(said.out)["draws"][0]["id"] == "rfc3797-section-6"
    assert [call("verify", file)[0] for file in (vectors, out)] == [0, 0]


# ---------- the page on draws ----------


def test_the_example_is_the_file_of_an_announced_draw(call):
    result = conclude(ANNOUNCEMENT, seq=SEQ, seal=SEAL, outcomes=OUTCOMES)
    assert json.loads(EXAMPLE.read_text("utf-8")) == draw_record(
        ANNOUNCEMENT, seal=SEAL, codes=POOL, result=result
    )
    code, said = call("verify", EXAMPLE)
    assert code == 0
    assert "公告、号池、来源、先后也已核对" in said.out


def test_the_few_lines_of_the_page_come_to_the_same():
    (program,) = blocks("docs/draws.md", "python")
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert ran.stdout.splitlines()[-1] == "相符 the same"
