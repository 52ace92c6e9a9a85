"""The one door: a key gives one receipt, a refusal is an attempt and no event, a restart forgets nothing."""

from __future__ import annotations

import json

import pytest
from tests.store.door import StoreDoor
from tests.store.script import instant
from tests.store.town import IDS

from plumbline.campaign import COMMANDS
from plumbline.store import writing
from plumbline.store.exporting import NotSealed, household_archive, proof_of
from plumbline.store.models import Attempt, FileEntry, FootprintRow, IdempotencyRow, Leaf
from plumbline.store.writing import Receipt
from plumbline.terms import Refused

ASK = {"kind": "enquiry", "text": "问", "channel": "desk", "household": IDS["张"]}


def test_it_gives_the_same_receipt_for_the_same_key(campaign):
    first = campaign.does("程", "ReceiveGrievance", "2026-04-10", key="device/01", **ASK)
    again = campaign.does("程", "ReceiveGrievance", "2026-04-10", key="device/01", **ASK)
    assert (again.seq, again.leaf_hash, again.receipt_code, again.day) == (
        first.seq,
        first.leaf_hash,
        first.receipt_code,
        first.day,
    )
    assert (first.repeated, again.repeated) == (False, True)
    assert Leaf.objects.filter(type="grievance.received/1").count() == 1


def test_it_refuses_another_command_under_the_same_key_and_records_that_it_came(campaign):
    first = campaign.does("程", "ReceiveGrievance", "2026-04-10", key="device/01", **ASK)
    other = {**ASK, "text": "别的"}
    reasons = campaign.refusal("程", "ReceiveGrievance", "2026-04-10", key="device/01", **other)
    assert list(reasons) == ["key_conflict"]
    assert first.receipt_code in reasons["key_conflict"].message.zh
    assert Leaf.objects.filter(type="grievance.received/1").count() == 1
    leaf = json.loads(bytes(Leaf.objects.get(type="intake.conflict/1").body))
    assert (leaf["open"], leaf["by"], len(leaf["slots"])) == (
        {"command": "ReceiveGrievance"},
        "unit-07-clerk",
        1,
    )


def test_it_records_a_conflict_once_however_often_the_device_tries(campaign):
    campaign.does("程", "ReceiveGrievance", "2026-04-10", key="device/01", **ASK)
    for text in ("别的", "别的", "又一件", "别的"):
        campaign.refusal("程", "ReceiveGrievance", "2026-04-10", key="device/01", **{**ASK, "text": text})
    assert Leaf.objects.filter(type="intake.conflict/1").count() == 2  # 别的 and 又一件
    # The key still stands for the first command.
    assert campaign.does("程", "ReceiveGrievance", "2026-04-10", key="device/01", **ASK).repeated


def test_it_records_a_conflict_in_the_day_it_came_and_never_in_a_closed_one(campaign):
    campaign.does("程", "ReceiveGrievance", "2026-04-10T12:00", key="device/01", **ASK)
    late = {**ASK, "text": "别的"}
    campaign.refusal(
        "程", "ReceiveGrievance", "2026-04-10T12:00", entered="2026-04-12T08:00", key="device/01", **late
    )
    days = list(Leaf.objects.order_by("seq").values_list("day", "type"))
    assert [day.isoformat() for day, _type in days][-1] == "2026-04-12"
    assert days[-1][1] == "intake.conflict/1"


def test_it_lets_nobody_without_a_post_write_a_conflict(campaign):
    campaign.does("程", "ReceiveGrievance", "2026-04-10", key="device/01", **ASK)
    other = {**ASK, "text": "别的"}
    assert list(campaign.refusal("nobody", "ReceiveGrievance", "2026-04-10", key="device/01", **other)) == [
        "permission:post"
    ]
    assert not Leaf.objects.filter(type="intake.conflict/1").exists()


HALF = "\ud800"
"""Half of a character, as a broken file holds it."""


@pytest.mark.parametrize(
    ("who", "key", "fields", "code"),
    [
        ("程", "k", {"text": HALF}, "command:value"),
        ("程", "k", {"household": HALF}, "command:value"),
        ("程", "k", {"channel": "\x00"}, "command:value"),
        ("程", HALF, {}, "key:characters"),
        ("程", "a\x00", {}, "key:characters"),
        (HALF, "k", {}, "permission:post"),
        ("程", "used", {"text": HALF}, "command:value"),  # not even a conflict
    ],
)
def test_it_refuses_half_a_character_on_every_way_in(campaign, who, key, fields, code):
    campaign.does("程", "ReceiveGrievance", "2026-04-10", key="used", **ASK)
    leaves, attempts = Leaf.objects.count(), Attempt.objects.count()
    assert code in campaign.refusal(who, "ReceiveGrievance", "2026-04-10", key=key, **{**ASK, **fields})
    assert (Leaf.objects.count(), Attempt.objects.count()) == (leaves, attempts + 1)


def test_it_refuses_a_record_typed_twice_under_two_keys(campaign):
    campaign.ready_to_sign("张", "2026-04-10")
    paper = campaign.agreement("张", "2026-04-10")
    campaign.does("程", "SignAgreement", "2026-04-10", key="one", **paper)
    assert list(campaign.refusal("程", "SignAgreement", "2026-04-10", key="two", **paper)) == [
        "sl_h_agreement_signed:already_recorded"
    ]
    assert campaign.of("张").total_fen == 34_310_000


def test_it_knows_its_keys_after_a_restart_and_after_a_rebuild(campaign, installation):
    from plumbline.store import replaying

    first = campaign.does("程", "ReceiveGrievance", "2026-04-10", key="device/01", **ASK)
    campaign.door.take()
    assert campaign.does("程", "ReceiveGrievance", "2026-04-10", key="device/01", **ASK).seq == first.seq
    replaying.rebuild(installation.home, check=False)
    campaign.door.take()
    again = campaign.does("程", "ReceiveGrievance", "2026-04-10", key="device/01", **ASK)
    assert (again.seq, again.repeated) == (first.seq, True)


def test_it_refuses_a_key_as_long_as_a_letter(campaign):
    before = IdempotencyRow.objects.count()
    assert list(campaign.refusal("程", "ReceiveGrievance", "2026-04-09T10:00", key="k" * 201, **ASK)) == [
        "key:too_long"
    ]
    assert IdempotencyRow.objects.count() == before


def test_it_keeps_a_refusal_as_an_attempt_and_not_as_an_event(campaign):
    leaves, attempts = Leaf.objects.count(), Attempt.objects.count()
    campaign.refusal(
        "程",
        "RecordStep",
        "2026-04-09T10:00",
        **campaign._step("张", "vacated", "2026-04-09", {"conditions": ["own_accord"]}),
    )
    assert (Leaf.objects.count(), Attempt.objects.count()) == (leaves, attempts + 1)
    kept = Attempt.objects.order_by("-pk").first()
    assert (kept.person, kept.post, kept.command, kept.subject) == (
        "cheng",
        "unit-07-clerk",
        "RecordStep",
        IDS["张"],
    )
    assert any(r["code"] == "sl_h_vacated:compensated" for r in kept.refused)


def test_it_counts_on_after_a_refusal_without_a_gap(campaign):
    campaign.refusal("赵", "OrderPayment", "2026-04-09T10:00", household=IDS["李"])
    before = Leaf.objects.count()
    receipt = campaign.does("程", "ReceiveGrievance", "2026-04-09T10:00", **ASK)
    assert receipt.seq == before


def test_it_keeps_nothing_of_a_transaction_that_fails(campaign, installation, monkeypatch):
    leaves = Leaf.objects.count()
    monkeypatch.setattr(writing.Rows, "flush", lambda _rows: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        campaign.gives("程", "ReceiveGrievance", "2026-04-09T10:00", key="lost", **ASK)
    monkeypatch.undo()
    campaign.door.take()
    assert Leaf.objects.count() == leaves
    # The key was not used up.
    assert not campaign.does("程", "ReceiveGrievance", "2026-04-09T10:00", key="lost", **ASK).repeated


def test_it_decides_on_what_another_process_has_written_since(campaign, installation):
    # The first writer's memory is warm; a second door, with none, records the signing.
    campaign.ready_to_sign("张", "2026-04-10")
    warm = dict(writing._STATES)
    other = StoreDoor(installation, instant("2026-04-10T11:00"))
    signed = COMMANDS["SignAgreement"](household=IDS["张"], done_at=instant("2026-04-10T10:30"), moving_end=instant("2026-06-01").date(),
                                       evidence=campaign_papers(campaign))  # fmt: skip
    assert isinstance(other.give(signed, "cheng", None, instant("2026-04-10T11:00"), "other"), Receipt)
    writing._STATES.update(warm)  # as the first process has it, stale now
    twice = other.give(signed, "cheng", None, instant("2026-04-10T12:00"), "mine")
    assert isinstance(twice, Refused)


def campaign_papers(campaign):
    from plumbline.campaign import read_command

    given = read_command(
        COMMANDS["SignAgreement"], {**campaign.agreement("张", "2026-04-10"), "done_at": "2026-04-10"}
    )
    return given.evidence


# ---------- receipts and proofs ----------
def test_it_proves_a_receipt_once_its_day_is_sealed(campaign, installation):
    from plumbline import ledger
    from plumbline.store.signing import signer_of

    receipt = campaign.does("程", "ReceiveGrievance", "2026-04-09T10:00", **ASK)
    with pytest.raises(NotSealed, match=str(receipt.seq)):
        proof_of(receipt.seq, installation.home)
    campaign.door.close_days("2026-04-10T00:01")
    proof = proof_of(receipt.seq, installation.home)
    report = ledger.verify_proof(proof, signer_of(installation.home).vkey)
    assert report.ok, report
    assert ledger.receipt_code(bytes.fromhex(receipt.leaf_hash)) == receipt.receipt_code


def test_it_numbers_a_households_file_without_a_gap(campaign, installation):
    campaign.signs("张", "2026-04-10")
    campaign.pays("张", "2026-04-10T15:00")
    numbers = list(FileEntry.objects.filter(household=IDS["张"]).order_by("n").values_list("n", flat=True))
    assert numbers == list(range(len(numbers)))
    campaign.door.close_days("2026-04-11T00:01")
    assert household_archive(IDS["张"], installation.home)


def test_it_draws_a_corrected_map_anew(campaign):
    # A second survey of the same footprints, with one more; the first file again is refused.
    def shape(id: str, north: int) -> dict[str, object]:
        return {"id": id, "layer": "building", "rings": [[[0, 0], [north, 0], [north, 1], [0, 0]]]}

    first = {"project": "hejie", "sha256": "1" * 64, "features": [shape("F-1", 1), shape("F-2", 1)]}
    campaign.does("吴", "ImportMap", "2026-04-09T10:00", **first)
    assert list(campaign.refusal("吴", "ImportMap", "2026-04-09T10:01", **first)) == ["map:already_imported"]
    campaign.does(
        "吴",
        "ImportMap",
        "2026-04-09T11:00",
        project="hejie",
        sha256="2" * 64,
        features=[shape("F-2", 9), shape("F-3", 9)],
    )
    drawn = {row.footprint: row.data["rings"][0][1][0] for row in FootprintRow.objects.all()}
    assert drawn == {"F-1": 1, "F-2": 9, "F-3": 9}


def test_it_keeps_words_of_people_as_keys(campaign):
    # A building called 主房: its price is committed, replayed and proved like any other.
    from tests.store.town import FACTS, entry

    facts = {**FACTS["王"], "buildings": [{**FACTS["王"]["buildings"][0], "building_id": "主房"}]}
    row = {**entry("王"), "household_id": "河街-0077", "facts": facts}
    campaign.does(
        "吴",
        "ImportRegister",
        "2026-04-09T10:00",
        project="hejie",
        sha256="3" * 64,
        file_name="补.xlsx",
        rows=1,
        entries=[row],
    )
    campaign.does(
        "顾", "RecordAppraisedValues", "2026-04-09T11:00", household="河街-0077", prices={"主房": 320_000}
    )
    changes = {"household": "河街-0077", "changes": {"buildings[主房].area": "96.00"}, "reason": "复测"}
    campaign.does("陈", "CorrectFacts", "2026-04-09T12:00", **changes)
    assert campaign.door.state.household("河街-0077").prices == {"主房": 320_000}
    assert campaign.door.state.household("河街-0077").facts["buildings"][0]["area"] == "96.00"


def test_it_keeps_long_words_on_both_databases(campaign):
    number = "字" * 80
    papers = [{"document": "review_request", "number": number, "on": "2026-04-09"}]
    step = campaign._step(
        "张", "review_requested", "2026-04-09T10:00", {"conditions": ["value_objected"], "evidence": papers}
    )
    campaign.does("程", "RecordStep", "2026-04-09T10:00", **step)
    campaign.does("程", "ReceiveGrievance", "2026-04-09T11:00", **{**ASK, "text": "长" * 4000})
    lines = [{"on": "2026-04-09", "fen": 1, "payee": "户" * 300, "reference": "号" * 300}]
    campaign.does(
        "孙", "ReceiveStatement", "2026-04-09T12:00", sha256="9" * 64, file_name="对账单.csv", lines=lines
    )


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({**ASK, "channel": "道" * 21}, "command:value"),  # a channel is a word
        ({**ASK, "kind": "x" * 200}, "command:value"),
    ],
)
def test_it_refuses_what_no_column_holds(campaign, fields, code):
    assert code in campaign.refusal("程", "ReceiveGrievance", "2026-04-09T10:00", **fields)


# ---------- a file given twice ----------
def test_it_knows_a_file_again_whenever_and_under_whatever_name_it_comes(campaign):
    lines = [{"on": "2026-04-09", "fen": 1, "payee": "户", "reference": "1"}]
    given = {"sha256": "9" * 64, "lines": lines, "key": "statement-9"}
    first = campaign.does("孙", "ReceiveStatement", "2026-04-09T12:00", file_name="对账单.csv", **given)
    again = campaign.does("孙", "ReceiveStatement", "2026-04-09T13:00", file_name="改了名.csv", **given)
    assert (again.seq, again.repeated) == (first.seq, True)
    assert not Leaf.objects.filter(type="intake.conflict/1").exists()


def test_it_takes_a_register_again_that_its_reviewer_sent_back(campaign, installation):
    from tests.store.town import entry

    from plumbline.store.registers_in import _key_of

    key = "register-hejie-" + "6" * 64
    row = {**entry("王"), "household_id": "河街-0066", "history": []}
    register = {"project": "hejie", "sha256": "6" * 64, "file_name": "补.xlsx", "rows": 1, "entries": [row]}
    with writing.writer(installation.home) as opened:
        assert _key_of(opened, key) == key
    # A key that stands for a proposal sent back gives way to another; one that was accepted or waits stays.
    history = [{"command": "EnterFact", "fact": "track.title", "value": "clear", "done_at": "2026-04-01T09:00:00+08:00",
                "evidence": [{"document": "title_extract", "on": "2026-04-01"}]}]  # fmt: skip
    fields = {**register, "entries": [{**row, "history": history}]}
    receipt = campaign.does("吴", "ImportRegister", "2026-04-09T12:00", key=key, **fields)
    with writing.writer(installation.home) as opened:
        assert _key_of(opened, key) == key
    campaign.does("余", "ReviewLate", "2026-04-09T13:00", proposal=receipt.seq, accept=False, note="缺页")
    with writing.writer(installation.home) as opened:
        assert _key_of(opened, key) == f"{key}/after-{receipt.seq}"
