"""`plumbline plan solve` and `plan check`: exit codes, JSON and complaints."""

import argparse
import json

import pytest
from tests.planning.small import FILES

from plumbline.cli.plan import register


@pytest.fixture
def run(capsys):
    """Runs a command of `plan`: its exit code, stdout and stderr."""
    top = argparse.ArgumentParser()
    register(top.add_subparsers())

    def command(*words):
        args = top.parse_args(["plan", *map(str, words)])
        code = args.run(args)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


@pytest.mark.parametrize(("name", "code"), [("tiny", 0), ("infeasible", 3)])
def test_solve_says_whether_the_deadline_can_be_met_and_check_agrees(run, tmp_path, name, code):
    out = tmp_path / "plan.json"
    exit_code, printed, logged = run("solve", FILES / f"{name}.json", "--out", out, "--json", "--workers", 1)
    assert exit_code == code
    answer = json.loads(printed)  # one document and nothing else, no word of the solver's
    assert list(answer) == ["status", "meets_deadline", "objective", "bound", "gap", "finish", "seconds"]
    assert answer["meets_deadline"] is (code == 0)
    assert answer["bound"]["peaks"] is None
    assert logged == ""
    assert run("check", FILES / f"{name}.json", out, "--json")[:2] == (0, '{"ok": true, "violations": []}\n')


def test_solve_tells_people_the_bound_and_what_sets_it(run, tmp_path):
    _, printed, _ = run("solve", FILES / "tiny.json", "--out", tmp_path / "plan.json")
    assert "按期全部交房" in printed
    assert "P1-B00002" in printed


def test_check_prints_each_violation(run, tmp_path):
    out = tmp_path / "plan.json"
    run("solve", FILES / "tiny.json", "--out", out)
    plan = json.loads(out.read_text("utf-8"))
    plan["stages"][0][2] = 0  # a survey the day before the campaign begins
    out.write_text(json.dumps(plan), "utf-8")
    code, printed, _ = run("check", FILES / "tiny.json", out)
    assert code == 1
    assert "outside H0000001 survey" in printed


@pytest.mark.parametrize("content", ["not json", "[1]", '{"format": "other"}', None])
def test_an_unreadable_file_is_said_in_both_languages(run, tmp_path, content):
    file = tmp_path / "campaign.json"
    if content is not None:
        file.write_text(content, "utf-8")
    code, printed, complaint = run("solve", file, "--out", tmp_path / "plan.json", "--json")
    assert code == 2
    assert set(json.loads(printed)["error"]) == {"message_zh", "message_en"}
    assert "campaign.json" in complaint


def test_a_plan_that_cannot_be_written_is_said(run, tmp_path):
    code, _, complaint = run("solve", FILES / "tiny.json", "--out", tmp_path / "no" / "plan.json")
    assert code == 2
    assert "不能写" in complaint


@pytest.mark.parametrize("option", [("--workers", "0"), ("--time-limit", "-1"), ("--seed", "x")])
def test_an_option_out_of_range_is_wrong_usage(run, tmp_path, option):
    with pytest.raises(SystemExit) as stopped:
        run("solve", FILES / "tiny.json", "--out", tmp_path / "p.json", *option)
    assert stopped.value.code == 2
