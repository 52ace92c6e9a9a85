"""The day's page is the sealed account: it adds up to `day show --json`, and says what stood out that day."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plumbline import ledger
from plumbline.store.models import DayRow, PostingRow, ProjectRow
from plumbline.store.reading.days import COUNTED, account_of
from plumbline.store.reading.sealed import sealed_day
from plumbline.store.sealing import account_json
from plumbline.terms import REMAINING_BEFORE, STAGES, Stage

DAYS = ["2025-12-05", "2026-04-01", "2026-04-22", "2026-05-06", "2026-05-18", "2026-05-21"]
MOST_QUERIES = 40


def shown(client, day: str, query: str = "") -> str:
    answer = client.get(f"/days/{day}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("day", DAYS)
def test_it_adds_up_to_the_sealed_account(office, day):
    row = DayRow.objects.get(day=day)
    told, account = account_json(row), account_of(sealed_day(row.day))
    whole = account.whole
    assert {stage.value: n for stage, n in whole.stages.items()} == told["stages"]
    assert whole.households == told["households"]
    assert whole.remaining == sum(p["remaining"] for p in told["projects"])
    money = told["money_fen"]
    assert (whole.money.committed, whole.money.due_open, whole.money.paid, whole.money.returned) == (
        money["committed"],
        money["due"],
        money["paid"],
        money["returned"],
    )
    assert account.unreconciled_fen == told["unreconciled_fen"]
    # What fell due is what is still due and what was paid or deposited of it.
    assert whole.money.due == whole.money.due_open + whole.money.paid + whole.money.deposited


@pytest.mark.parametrize("day", DAYS)
def test_its_lines_add_up_to_the_whole(office, day):
    account = account_of(sealed_day(date.fromisoformat(day)))
    for stage in STAGES:
        assert sum(line.stages[stage] for line in account.lines) == account.whole.stages[stage]
    for stage in COUNTED:
        assert sum(line.reached[stage].total for line in account.lines) == account.whole.reached[stage].total
    assert account.whole.remaining == sum(account.whole.stages[s] for s in REMAINING_BEFORE)


def test_it_counts_what_was_signed_on_the_day_and_in_all(office):
    # 刘 on 12 April, 何 on the 20th, 张 on 18 May; only 刘 was paid, on 22 April.
    for day, signed, paid in (
        ("2026-05-17", (0, 2), (0, 1)),
        ("2026-05-18", (1, 3), (0, 1)),
        ("2026-05-19", (0, 3), (0, 1)),
        ("2026-04-22", (0, 2), (1, 1)),
    ):
        reached = account_of(sealed_day(date.fromisoformat(day))).whole.reached
        assert (reached[Stage.AGREED].today, reached[Stage.AGREED].total) == signed, day
        assert (reached[Stage.COMPENSATED].today, reached[Stage.COMPENSATED].total) == paid, day


def test_it_shows_what_the_day_added_to_the_money(office):
    # 刘's whole sum was due on the 12th when he signed, and paid on the 22nd.
    signed = account_of(sealed_day(date(2026, 4, 12))).whole.money
    paid = account_of(sealed_day(date(2026, 4, 22))).whole.money
    assert signed.due_today == signed.due_open > 0
    assert paid.paid_today == paid.paid > 0
    assert paid.paid_today <= signed.due_today


def test_it_prints_the_seal_as_the_notice_board_has_it(signed_in):
    page = shown(signed_in("wu"), "2026-05-21")
    root = DayRow.objects.get(day="2026-05-21").root
    for group in ledger.forty_digits(bytes.fromhex(root)).split():
        assert group in page
    assert root in page
    assert "第 16 天（共 40 天）" in page
    assert "剩 24 天" in page


def test_yesterdays_broken_promise_stands_in_it(signed_in):
    # Two signatures were promised for the 20th, one came: the account of the 21st says so, no other.
    page = shown(signed_in("wu"), "2026-05-21")
    assert "未兑现" in page
    assert "承诺 2 户，实到 1 户" in page
    assert "未兑现" not in shown(signed_in("wu"), "2026-05-20")


def test_a_correction_and_a_late_entry_stand_in_their_day(signed_in):
    # Entered on the 19th for the 12th, seven days late: it waits for its reviewer.
    page = shown(signed_in("wu"), "2026-05-19")
    assert "逾期补录" in page
    assert "待复核" in page


def test_it_names_the_statutory_time_points(office):
    # The enquiry of 11 May was answered on the 13th. The request of 9 May is due on the 22nd, ten working days
    # on; on the 19th it lies within three days, on the 18th not yet.
    def kinds(day: int) -> list[tuple[str, date]]:
        account = account_of(sealed_day(date(2026, 5, day)))
        return [(p.what.zh, p.last) for p in account.time_points if p.what.zh == "诉求答复"]

    assert kinds(18) == []
    assert kinds(19) == [("诉求答复", date(2026, 5, 22))]


def test_a_household_is_named_in_none_of_it(signed_in):
    for day in DAYS:
        page = shown(signed_in("wu"), day)
        assert "桥东-000" not in page
        assert "桥西-000" not in page


def test_an_unbalanced_day_names_its_differences(signed_in):
    row = DayRow.objects.get(day="2026-05-20")
    row.balanced = False
    row.differences = [
        {"kind": "money", "where": "qiao/paid", "expected": 1, "found": 2, "zh": "相差一分", "en": "a fen"}
    ]
    row.save()
    page = shown(signed_in("wu"), "2026-05-20")
    assert "不平衡" in page
    assert "相差一分" in page
    assert "不平衡" in signed_in("wu").get("/days").content.decode()


def test_it_leads_to_the_day_before_and_the_day_after(signed_in):
    page = shown(signed_in("wu"), "2026-05-20")
    assert re.search(r'rel="prev" href="/days/2026-05-19"', page)
    assert re.search(r'rel="next" href="/days/2026-05-21"', page)
    assert 'rel="next"' not in shown(signed_in("wu"), "2026-05-21")


@pytest.mark.parametrize("day", ["2026-05-22", "2024-01-01", "yesterday", "2026-13-40"])
def test_a_day_that_is_not_closed_has_no_page(signed_in, day):
    assert signed_in("wu").get(f"/days/{day}").status_code == 404


def test_projects_outside_the_totals_are_shown_by_a_switch(signed_in, office):
    first = ProjectRow.objects.get(pk="qiao")
    ProjectRow.objects.create(
        pk="old", position=9, name_zh="老粮库片区（示例）", name_en="Old granary", regime="state_land",
        in_totals=False, data={**first.data, "id": "old", "name_zh": "老粮库片区（示例）", "in_totals": False},
    )  # fmt: skip
    PostingRow.objects.create(
        seq=1,
        n=9,
        day="2026-05-01",
        project="old",
        household="",
        clause="A1",
        debit="due",
        credit="paid",
        fen=7,
    )
    client = signed_in("wu")
    assert "老粮库" not in shown(client, "2026-05-21")
    page = shown(client, "2026-05-21", "?others=1")
    assert "老粮库" in page
    assert "不计入合计" in page


def test_the_list_shows_every_closed_day_newest_first(signed_in):
    page = signed_in("wu").get("/days").content.decode()
    days = re.findall(r'<th scope="row"><a href="/days/(\d{4}-\d\d-\d\d)"', page)
    assert days[0] == "2026-05-21"
    assert days == sorted(days, reverse=True)
    assert len(days) == 40
    assert 'rel="next" href="?page=2"' in page


@pytest.mark.parametrize("address", ["/days", "/days/2026-05-21", "/days/2026-05-21?others=1"])
def test_it_asks_a_bounded_number_of_questions(signed_in, address):
    client = signed_in("wu")
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    assert len(queries) <= MOST_QUERIES
