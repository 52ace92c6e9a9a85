"""The command `plumbline` says what is wrong, where and what to do; no traceback, nothing half done."""

from __future__ import annotations

import json

import pytest
from tests.store.town import IDS

from plumbline.store.models import Leaf

pytestmark = pytest.mark.long

ASK = {
    "kind": "enquiry",
    "text": "问",
    "channel": "desk",
    "household": IDS["张"],
    "done_at": "2026-04-09T09:00:00+08:00",
}


@pytest.fixture
def act(command, tmp_path):
    """`plumbline act NAME` with a file of this content, as 程."""

    def give(name: str, content: object, *options: str) -> tuple[int, str, str]:
        path = tmp_path / "命令.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        return command("act", name, path, "--as", "cheng", *options)

    return give


def test_it_records_a_command_and_gives_its_receipt_again(campaign, act):
    code, out, _err = act("ReceiveGrievance", ASK, "--key", "k1", "--json")
    first = json.loads(out)
    assert (code, first["repeated"], first["events"]) == (0, False, 1)
    again = json.loads(act("ReceiveGrievance", ASK, "--key", "k1", "--json")[1])
    assert (again["receipt_code"], again["repeated"]) == (first["receipt_code"], True)


def test_it_says_that_a_key_was_used_for_something_else(campaign, act):
    first = json.loads(act("ReceiveGrievance", ASK, "--key", "k1", "--json")[1])
    code, _out, err = act("ReceiveGrievance", {**ASK, "text": "别的"}, "--key", "k1")
    assert code == 3
    assert first["receipt_code"] in err


UNREADABLE = [
    ("{", "JSON"),  # cut off
    ("[]", "键值对"),
    ({**ASK, "colour": "red"}, "colour"),  # no such field
    ({k: v for k, v in ASK.items() if k != "text"}, "text"),  # a field is missing
    ({**ASK, "text": 5}, "text"),
    ({**ASK, "done_at": "gestern"}, "done_at"),
    ({**ASK, "done_at": "2026-04-09T09:00:00"}, "done_at"),  # an instant without its zone
    ({**ASK, "evidence": [{"on": "2026-13-01"}]}, "evidence[0]"),
    ({**ASK, "done_at": "0001-01-01T00:00:00+14:00"}, "done_at"),  # before the first day of any calendar
    ({**ASK, "done_at": "9999-12-31T23:59:59-12:00"}, "done_at"),  # after the last
    ("[" * 200_000, "嵌套"),
]


@pytest.mark.parametrize(("content", "place"), UNREADABLE)
def test_it_names_the_place_of_what_cannot_be_read(campaign, act, content, place):
    leaves = Leaf.objects.count()
    code, _out, err = act("ReceiveGrievance", content)
    assert code == 2, err
    assert place in err or place == "JSON"
    assert any("\u4e00" <= sign <= "\u9fff" for sign in err)
    assert Leaf.objects.count() == leaves


def test_it_knows_no_command_that_is_none(campaign, act):
    code, _out, err = act("EvictHousehold", ASK)
    assert code == 2
    assert "SignAgreement" in err


def test_it_shows_a_refusal_in_the_one_shape(campaign, act):
    step = {"household": IDS["张"], "step": "sl_h_vacated", "done_at": "2026-04-09T09:00:00+08:00", "conditions": ["own_accord"],
            "evidence": [{"document": "handover_record", "on": "2026-04-09"}]}  # fmt: skip
    code, out, err = act("RecordStep", step, "--json")
    assert code == 3
    refused = json.loads(out)["refused"]
    assert set(refused[0]) == {
        "code",
        "rule",
        "fact",
        "message_zh",
        "message_en",
        "remedy_zh",
        "remedy_en",
        "earliest",
    }
    assert "sl_h_vacated:compensated" in [r["code"] for r in refused]
    assert "R590 27" in err
    # The household's state is no step's to leap over: our own rule, said to be so in both languages.
    assert "（准绳自设规则）" in err
    assert "(Plumbline's own rule)" in err
    assert "PRODUCT" not in err + out


@pytest.mark.parametrize(
    "change",
    [
        {"text": "\ud800"},
        {"done_at": "0001-01-02"},
        {"evidence": [{"document": "petition", "on": "9999-12-31"}]},
    ],
)
def test_it_refuses_what_no_record_can_hold(campaign, act, change):
    leaves = Leaf.objects.count()
    code, out, _err = act("ReceiveGrievance", {**ASK, **change}, "--json")
    assert code == 3
    assert [r["code"] for r in json.loads(out)["refused"]] == ["command:value"]
    assert Leaf.objects.count() == leaves


def test_it_refuses_an_act_dated_after_now(campaign, act):
    code, _out, err = act("ReceiveGrievance", {**ASK, "done_at": "2027-01-01"})
    assert code == 3
    assert "2027-01-01" in err


def test_it_lets_nobody_act_as_the_system(campaign, command, tmp_path):
    path = tmp_path / "命令.json"
    path.write_text(json.dumps(ASK), "utf-8")
    code, _out, _err = command("act", "ReceiveGrievance", path, "--as", "system")
    assert code == 3


def test_it_closes_no_day_that_is_not_over(campaign, command):
    code, _out, err = command("day", "close", "--date", "2026-04-09")
    assert code == 2
    assert "24" in err


@pytest.mark.parametrize(
    "words",
    [
        ("day", "close", "--date", "9999-12-31"),
        ("day", "show", "--date", "0001-01-01"),
        ("plan", "day", "--date", "9999-12-31"),
        ("rebuild", "--dump", "/nowhere/tables.txt"),
        ("act",),
        ("act", "RecordStep", "/nowhere/step.json"),
        ("calendar", "enter", "/nowhere/2027.yaml"),
        ("demo", "--households", "99999999"),
        ("demo", "--port", "99999"),
    ],
)
def test_it_says_what_is_wrong_with_an_argument(campaign, command, words):
    leaves = Leaf.objects.count()
    code, _out, err = command(*words)
    assert code == 2
    assert any("\u4e00" <= sign <= "\u9fff" for sign in err)
    assert Leaf.objects.count() == leaves


def test_it_shows_a_day_whose_stages_add_up(campaign, asked):
    campaign.signs("张", "2026-04-10")
    campaign.door.close_days("2026-04-11T00:01")
    code, shown = asked("day", "show")
    assert code == 0
    assert sum(shown["stages"].values()) == shown["households"] == 10
    assert shown["money_fen"]["due"] == 34_310_000
    for project in shown["projects"]:
        assert sum(project["stages"].values()) == project["households"]
    code, earlier = asked("day", "show", "--date", "2026-04-09")
    assert earlier["money_fen"]["due"] == 0


def test_it_shows_no_day_that_was_not_sealed(campaign, command):
    code, _out, err = command("day", "show", "--date", "2026-05-01")
    assert code == 2
    assert "2026-05-01" in err


def test_it_finds_nothing_to_mend_in_a_sound_installation(campaign, command, tmp_path):
    campaign.signs("张", "2026-04-10")
    campaign.door.close_days("2026-04-11T00:01")
    assert command("rebuild", "--check")[0] == 0
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    command("rebuild", "--check", "--dump", first)
    command("rebuild", "--check", "--dump", second)
    assert first.read_bytes() == second.read_bytes()
    target = tmp_path / "log"
    assert command("log", "export", target)[0] == 0
    code, key, _err = command("log", "key", "show")
    assert code == 0
    assert command("log", "verify", target, "--key", key.strip())[0] == 0


def test_it_finds_the_row_that_was_touched(unchecked, command):
    from plumbline.store.models import HouseholdRow

    HouseholdRow.objects.filter(pk=IDS["李"]).update(names="李鬼")
    code, out, _err = command("rebuild", "--check")
    assert code == 1
    assert IDS["李"] in out


def test_it_says_which_leaf_is_damaged(unchecked, command):
    from tests.store.test_append_only import without_triggers

    from plumbline.store.models import Opening

    with without_triggers():
        body = bytearray(bytes(Opening.objects.get(pk=7).body))
        body[-1] ^= 1
        Opening.objects.filter(pk=7).update(body=bytes(body))
    code, _out, err = command("rebuild", "--check")
    assert code == 2
    assert "leaf 7" in err


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("UPDATE store_leaf SET day = 'x' WHERE seq = 7", "leaf 7"),
        ("DROP TABLE store_postingrow", "store_postingrow"),
    ],
)
def test_it_names_what_an_administrator_broke(unchecked, command, sql, named):
    from django.db import connection
    from tests.store.test_append_only import without_triggers

    with without_triggers(), connection.cursor() as cursor:
        cursor.execute(sql)
    code, _out, err = command("rebuild", "--check")
    assert code == 2
    assert named in err


def test_it_opens_no_second_campaign_in_a_home(campaign, command):
    from tests.store.town import ROOT

    code, _out, err = command("init", "--config", ROOT / "examples" / "demonstration" / "campaign.yaml")
    assert code == 2
    assert "--home" in err


@pytest.mark.parametrize("text", ["", "a: [", "- 1", "id: x", "\x00"])
def test_it_opens_no_campaign_from_a_file_that_is_no_description(empty, tmp_path, monkeypatch, capsys, text):
    from plumbline.cli.main import main

    path = tmp_path / "活动.yaml"
    path.write_text(text, "utf-8")
    code = main(["init", "--config", str(path)])
    said = capsys.readouterr()
    assert code in (2, 3), said.err
    assert "Traceback" not in said.err
    assert said.err.strip()
    assert Leaf.objects.count() == 0
    assert not (empty.home.path / "errors.log").exists()
