"""The day's close: never before 24:00, every day once, sealed and never changed afterwards."""

from __future__ import annotations

import json
from datetime import date

import pytest
from tests.store.script import documents, instant
from tests.store.town import IDS

from plumbline import ledger
from plumbline.store import replaying, sealing, writing
from plumbline.store.models import DayRow, Leaf, PostingRow
from plumbline.store.signing import signer_of

pytestmark = pytest.mark.long


def last() -> DayRow:
    row = DayRow.objects.order_by("-day").first()
    assert row is not None
    return row


def test_it_closes_no_day_before_its_end(campaign):
    # The snapshot was closed up to 8 April when the ninth began.
    assert campaign.door.close_days("2026-04-09T23:59:59") == []
    assert last().day == date(2026, 4, 8)
    assert campaign.door.close_days("2026-04-10T00:00") == [date(2026, 4, 9)]


def test_it_closes_a_day_once(campaign):
    campaign.door.close_days("2026-04-10T00:01")
    leaves = Leaf.objects.count()
    assert campaign.door.close_days("2026-04-10T00:02") == []
    assert Leaf.objects.count() == leaves


def test_it_closes_every_missed_day_oldest_first_even_those_without_an_event(campaign):
    closed = campaign.door.close_days("2026-04-13T08:00")
    assert closed == [date(2026, 4, d) for d in (9, 10, 11, 12)]
    counts = [
        json.loads(bytes(Leaf.objects.get(pk=row.seq).body))["open"]["count"]
        for row in DayRow.objects.filter(day__gte="2026-04-10")
    ]
    assert counts == [0, 0, 0]


def test_it_closes_the_days_that_are_over_before_the_first_command_of_a_new_one(campaign):
    # Nobody ran the close at night; the office's first command of the 13th finds four days to close.
    campaign.does(
        "程",
        "ReceiveGrievance",
        "2026-04-13T08:00",
        kind="enquiry",
        text="问",
        channel="desk",
        household=IDS["张"],
    )
    days = list(Leaf.objects.order_by("seq").values_list("day", flat=True))
    assert days == sorted(days)
    assert last().day == date(2026, 4, 12)
    report = ledger.verify_log(
        campaign.door.installation.home.log, signer_of(campaign.door.installation.home).vkey
    )
    assert report.ok, report.problems


def test_it_closes_them_even_where_that_command_is_refused(campaign):
    reasons = campaign.refusal("赵", "OrderPayment", "2026-04-12T08:00", household=IDS["李"])
    assert reasons
    assert last().day == date(2026, 4, 11)


def test_it_puts_every_event_into_the_day_of_its_entry(campaign):
    campaign.ready_to_sign("张", "2026-04-10")
    # Signed on the 10th, entered on the 12th: an event of the 12th, done on the 10th.
    campaign.does(
        "程",
        "SignAgreement",
        "2026-04-10T16:00",
        entered="2026-04-12T09:00",
        **campaign.agreement("张", "2026-04-10"),
    )
    assert Leaf.objects.get(type="agreement.signed/1").day == date(2026, 4, 12)
    assert campaign.of("张").agreement["signed_at"].startswith("2026-04-10")


def test_it_balances_the_day_and_says_so_in_its_last_leaf(campaign):
    campaign.signs("张", "2026-04-10")
    campaign.signs("钱", "2026-04-10T12:00")
    campaign.pays("张", "2026-04-10T15:00")
    campaign.door.close_days("2026-04-11T00:01")
    row = last()
    assert (row.balanced, row.differences) == (True, [])
    shown = sealing.account_json(row)
    assert shown["stages"]["agreed"] == 1
    assert shown["stages"]["compensated"] == 1
    assert sum(shown["stages"].values()) == shown["households"] == 10
    # 张 is paid 343,100.00; what 钱 owes is no money of the households'.
    assert shown["money_fen"] == {"committed": 0, "due": 0, "paid": 34_310_000, "returned": 0}
    assert shown["unreconciled_fen"] == 34_310_000
    leaf = json.loads(bytes(Leaf.objects.get(pk=row.seq).body))
    assert leaf["open"]["stages"] == shown["stages"]
    assert leaf["open"]["balanced"] is True
    assert leaf["open"]["count"] == Leaf.objects.filter(day=row.day).count() - 1


def test_it_seals_an_unbalanced_day_with_the_rows_named(unchecked):
    unchecked.signs("张", "2026-04-10")
    row = PostingRow.objects.filter(clause="A11", household=IDS["张"]).get()
    PostingRow.objects.filter(pk=row.pk).update(fen=row.fen - 1)
    unchecked.door.close_days("2026-04-11T00:01")
    closed = last()
    assert not closed.balanced
    assert [(d["kind"], d["where"], d["expected"] - d["found"]) for d in closed.differences] == [
        ("money", "hejie/due", 1)
    ]
    leaf = json.loads(bytes(Leaf.objects.get(pk=closed.seq).body))
    assert leaf["open"]["balanced"] is False
    # The replay names the damaged row and the day that was sealed with it.
    found = replaying.rebuild(unchecked.door.installation.home, check=True)
    assert {d.table for d in found} == {"PostingRow", replaying.SEALED_DAY}


def test_it_rewrites_no_sealed_day_by_a_rebuild(unchecked):
    # The day was sealed over a damaged table, and says so for ever; the rebuild mends the table and names the day.
    unchecked.signs("张", "2026-04-10")
    row = PostingRow.objects.filter(clause="A11", household=IDS["张"]).get()
    PostingRow.objects.filter(pk=row.pk).update(fen=row.fen - 1)
    unchecked.door.close_days("2026-04-11T00:01")
    sealed = DayRow.objects.filter(day="2026-04-10").values().get()
    found = replaying.rebuild(unchecked.door.installation.home, check=False)
    assert [(d.table, d.key) for d in found] == [(replaying.SEALED_DAY, "2026-04-10")]
    assert DayRow.objects.filter(day="2026-04-10").values().get() == sealed
    assert not sealed["balanced"]
    assert PostingRow.objects.get(clause="A11", household=IDS["张"]).fen == row.fen
    # The table is whole again; what stays is the day that was sealed wrong.
    again = replaying.rebuild(unchecked.door.installation.home, check=True)
    assert [d.table for d in again] == [replaying.SEALED_DAY]


def test_it_says_what_a_sealed_day_said_though_its_row_was_changed(unchecked):
    unchecked.signs("张", "2026-04-10")
    unchecked.door.close_days("2026-04-11T00:01")
    sealed = DayRow.objects.filter(day="2026-04-10").values().get()
    DayRow.objects.filter(day="2026-04-10").update(
        balanced=False, account={**sealed["account"], "households": 11}
    )
    found = replaying.rebuild(unchecked.door.installation.home, check=True)
    assert [(d.table, d.key) for d in found] == [("DayRow", "2026-04-10")]
    assert replaying.rebuild(unchecked.door.installation.home, check=False) == []
    assert DayRow.objects.filter(day="2026-04-10").values().get() == sealed


@pytest.mark.parametrize("until", [date(2026, 4, 9), date(2026, 12, 31)])
def test_it_refuses_to_close_a_day_that_has_not_ended(campaign, until):
    # The clock stands at 9 April, 23:59:59.
    campaign.at("2026-04-09T23:59:59")
    campaign.door.clock.instant = instant("2026-04-09T23:59:59")
    leaves = Leaf.objects.count()
    with pytest.raises(sealing.DayNotOver):
        sealing.close_missed_days(campaign.door.installation.home, until=until)
    assert Leaf.objects.count() == leaves


def test_it_never_changes_a_sealed_account(campaign):
    campaign.signs("张", "2026-04-10")
    campaign.door.close_days("2026-04-11T00:01")
    before = DayRow.objects.filter(day__lte="2026-04-10").order_by("day").values()
    kept = list(before)
    files = {p.name: p.read_bytes() for p in (campaign.door.installation.home.log / "seal").iterdir()}
    changes = {"household": IDS["张"], "changes": {"buildings[b1].area": "90.00"}, "reason": "复测"}
    campaign.does("陈", "CorrectFacts", "2026-04-11", **changes)
    campaign.pays("张", "2026-04-13")
    campaign.door.close_days("2026-04-14T00:01")
    assert list(DayRow.objects.filter(day__lte="2026-04-10").order_by("day").values()) == kept
    for name, data in files.items():
        assert (campaign.door.installation.home.log / "seal" / name).read_bytes() == data


def test_it_counts_commitments_on_their_day(campaign):
    promise = {
        "unit": "unit-07",
        "project": "hejie",
        "stage": "agreed",
        "households": 2,
        "due_on": "2026-04-12",
        "text": "两户",
    }
    campaign.does("方", "GiveCommitment", "2026-04-09T15:00", **promise)
    campaign.signs("张", "2026-04-10")
    campaign.door.close_days("2026-04-12T23:00")
    assert next(iter(campaign.door.state.office().commitments.values()))["kept"] is None
    campaign.door.close_days("2026-04-13T00:01")
    settled = next(iter(campaign.door.state.office().commitments.values()))
    assert (settled["kept"], settled["reached"]) == (False, 1)


def test_it_matches_the_banks_lines_and_counts_the_rest(campaign):
    campaign.signs("张", "2026-04-10")
    order = campaign.orders("张", "2026-04-10T14:00")
    campaign.paid("张", "2026-04-10T15:00")
    lines = [
        {"on": "2026-04-10", "fen": 34_310_000, "payee": "张桂英", "reference": order},
        {"on": "2026-04-10", "fen": 99, "payee": "?", "reference": ""},
    ]
    campaign.does(
        "孙", "ReceiveStatement", "2026-04-11", sha256="a" * 64, file_name="对账单.csv", lines=lines
    )
    campaign.door.close_days("2026-04-12T00:01")
    assert last().account["unreconciled_fen"] == 99
    again = {"sha256": "a" * 64, "file_name": "同一份.csv", "lines": lines}
    assert list(campaign.refusal("孙", "ReceiveStatement", "2026-04-12", **again)) == [
        f"statement {'a' * 12}:already_recorded"
    ]


def test_it_keeps_the_clock_above_the_last_leaf(campaign):
    # A machine whose clock was set back records nothing before what stands already.
    campaign.does(
        "程",
        "ReceiveGrievance",
        "2026-04-10T12:00",
        kind="enquiry",
        text="问",
        channel="desk",
        household=IDS["张"],
    )
    campaign.door.clock.instant = instant("2026-04-10T11:00")
    answer = writing.submit(
        _grievance(), person="cheng", key="back", home=campaign.door.installation.home,
    )  # fmt: skip
    assert Leaf.objects.get(pk=answer.seq).at == Leaf.objects.get(pk=answer.seq - 1).at


def _grievance():
    from plumbline.campaign import COMMANDS

    return COMMANDS["ReceiveGrievance"](
        kind="enquiry", text="再问", channel="desk", done_at=instant("2026-04-10T11:00"), household=IDS["张"]
    )


def test_it_prints_the_same_partition_for_the_same_day(campaign):
    import pyarrow.parquet as pq

    campaign.door.close_days("2026-04-10T00:01")
    parts = campaign.door.installation.home.log / "parts"
    table = pq.read_table(parts / "2026-04-09.parquet")
    assert table.column_names == ["seq", "day", "type", "by", "slots"]
    assert table.num_rows == Leaf.objects.filter(day="2026-04-09").count() - 1  # the closing leaf seals it


@pytest.mark.parametrize("papers", [0, 3])
def test_it_accrues_transition_by_the_close_alone(campaign, papers):
    campaign.signs("杨", "2026-04-10")
    campaign.pays("杨", "2026-04-10T14:00").pays("杨", "2026-04-10T15:00", advance=True)
    campaign.secures("杨", "2026-04-10T16:00").vacates("杨", "2026-04-11")
    for number in range(papers):
        paper = documents(date(2026, 4, 12), "choice_form")
        campaign.gives(
            "勇",
            "ReceiveGrievance",
            "2026-04-12",
            kind="enquiry",
            text=f"问{number}",
            channel="desk",
            household=IDS["杨"],
            evidence=paper,
        )
    campaign.door.close_days("2026-05-15T00:01")
    # 11 April to 12 May is a month and a day: half a month more than the advance, whatever else was recorded.
    accrued = [
        p.fen
        for p in PostingRow.objects.filter(debit="transition_accrued", household=IDS["杨"]).order_by("seq")
    ]
    assert accrued == [150_000, 75_000]
