"""Units, commitments, duties and posts as pages: who sees them, what they show, what a form does."""

from __future__ import annotations

import re

import pytest

from plumbline.store.models import CommitmentRow, DutyMoveRow, DutyRow, ReportRow

pytestmark = pytest.mark.long

FIVE = ("signing", "appraisal", "vacating", "demolition", "settling")


def text_of(answer) -> str:
    return answer.content.decode()


def typed(page: str, **fields: str) -> dict[str, str]:
    """The form of a page with what somebody types."""
    form = page[page.index('method="post"', page.index("<main")) :]
    hidden = dict(re.findall(r'<input type="hidden" name="(key|proposal)" value="([^"]+)"', form))
    return {**hidden, **fields}


def running() -> CommitmentRow:
    """The promise of day 17: two signatures by 30 May; 张 has signed."""
    return CommitmentRow.objects.get(kept__isnull=True)


@pytest.mark.parametrize(
    ("person", "path", "status"),
    [
        ("wu", "/units", 200),
        ("shi", "/units/unit-07", 200),
        ("fang", "/units", 302),  # to the own unit
        ("fang", "/units/unit-07", 200),
        ("he", "/units/unit-07", 403),  # another unit's
        ("wu", "/units/nobody", 404),
        ("wu", "/commitments/1", 404),
        ("wu", "/duties", 200),
        ("fang", "/duties", 200),
        ("cheng", "/duties", 403),
        ("wu", "/structure/posts/unit-07-clerk", 200),
        ("wu", "/structure/posts/unit-07-clerk/appoint", 200),
        ("fang", "/structure/posts/unit-07-clerk/appoint", 403),
        ("bu", "/structure/posts/unit-07-clerk", 403),
    ],
)
def test_it_opens_to_whom_it_concerns(signed_in, person, path, status):
    assert signed_in(person).get(path).status_code == status


def test_it_shows_two_clocks_and_why_each_day_is_due(signed_in):
    shown = text_of(signed_in("fang").get("/units/unit-07"))
    assert "<b>17</b> / 40" in shown
    assert "当日不计入" in shown  # each date says from which event it is counted
    assert re.search(r"期限\d+(日|个工作日|个月)", shown)
    assert "程晓梅" in shown


def test_it_keeps_a_report_and_shows_whether_it_agrees(signed_in, office):
    row, client = running(), signed_in("cheng")
    page = text_of(client.get(f"/commitments/{row.pk}/report"))
    form = typed(page, as_of="2026-05-22", reached="2", text="张家已签，李家已谈妥。")
    answer = client.post(f"/commitments/{row.pk}/report", form)
    assert answer.headers["Location"] == f"/commitments/{row.pk}"
    life = text_of(client.get(f"/commitments/{row.pk}"))
    assert "李家已谈妥" in life
    assert "尚未封账" in life  # day 17 is not sealed: nothing to compare with yet
    assert ReportRow.objects.get().reached == 2


def test_it_says_where_a_report_differs_from_the_sealed_measure(signed_in):
    # The promise of 7 May, two signatures; 张 signed on the 18th, so the 18th measures one and the 12th none.
    row = CommitmentRow.objects.get(kept=False)
    for n, (day, reached) in enumerate((("2026-05-12", 1), ("2026-05-18", 1))):
        ReportRow.objects.create(
            seq=990_000 + n, day=day, commitment=row.pk, unit=row.unit, as_of=day, reached=reached, text="—",
            by_person="cheng",
        )  # fmt: skip
    life = text_of(signed_in("shi").get(f"/commitments/{row.pk}"))
    assert life.count("与实测一致") == 1
    assert life.count("比实测多 1 户") == 1


def test_it_refuses_a_report_of_tomorrow_beside_its_day(signed_in):
    row, client = running(), signed_in("cheng")
    page = text_of(client.get(f"/commitments/{row.pk}/report"))
    answer = client.post(
        f"/commitments/{row.pk}/report", typed(page, as_of="2026-05-23", reached="1", text="明天")
    )
    assert answer.status_code == 409
    assert "至今日之间" in text_of(answer)


def split_of(unit: str, *posts: str) -> str:
    chosen = "".join(f"&{duty}={post}" for duty in FIVE for post in posts)
    block = DutyRow.objects.filter(unit="unit-07").values_list("household", flat=True)[0]
    from plumbline.store.models import HouseholdRow

    row = HouseholdRow.objects.get(pk=block)
    return f"/duties?block={row.project}|{row.block}&unit={unit}&since=2026-05-22{chosen}"


def test_it_shows_a_split_before_it_is_confirmed_and_then_moves_the_block_at_once(signed_in):
    client, path = signed_in("wu"), split_of("unit-07", "unit-07-head", "unit-07-clerk")
    before = DutyRow.objects.filter(post="unit-07-head", duty="signing").count()
    page = text_of(client.get(path))
    assert "移交后待办量" in page
    assert DutyMoveRow.objects.count() == 0
    answer = client.post(path, typed(page, reason="负责人分担一半"))
    assert answer.headers["Location"] == "/units/unit-07"
    assert DutyRow.objects.filter(post="unit-07-head", duty="signing").count() > before
    moved = DutyMoveRow.objects.values_list("held_unit", "unit", "reason").distinct()
    assert list(moved) == [("unit-07", "unit-07", "负责人分担一半")]
    assert "单位内部调整" in text_of(client.get("/units/unit-07"))
    file = text_of(client.get(f"/households/{DutyMoveRow.objects.first().household}"))
    assert "以前的责任人" in file
    assert "5月21日</b> 市人社局" in file  # the former period ends the day before


def test_it_does_not_confirm_a_proposal_that_nobody_has_read(signed_in):
    client, path = signed_in("wu"), split_of("unit-07", "unit-07-head", "unit-07-clerk")
    form = typed(text_of(client.get(path)), reason="分担") | {"proposal": "0" * 64}
    assert client.post(path, form).status_code == 422
    assert DutyMoveRow.objects.count() == 0


def test_it_asks_for_the_reason(signed_in):
    client, path = signed_in("wu"), split_of("unit-07", "unit-07-head", "unit-07-clerk")
    assert client.post(path, typed(text_of(client.get(path)), reason="")).status_code == 422


def test_it_fills_a_post_and_refuses_to_leave_its_households_alone(signed_in):
    client, at = signed_in("wu"), "/structure/posts/unit-07-clerk"
    page = text_of(client.get(f"{at}/end"))
    ended = client.post(f"{at}/end", typed(page, last="2026-05-31", reason="调离"))
    assert ended.status_code == 409
    assert "将无人负责" in text_of(ended)
    page = text_of(client.get(f"{at}/appoint"))
    form = typed(page, known="", person="lin", name="林新到", since="2026-05-23", until="", reason="轮岗")
    assert client.post(f"{at}/appoint", form).headers["Location"] == at
    shown = text_of(client.get(at))
    assert "林新到" in shown
    assert "待任" in shown
