"""Supervision on the site: a proposal with its facts, a reminder answered, a rung that climbs, and who sees what."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.web.forms import fill_in

from plumbline import documents
from plumbline.campaign import ANOTHER_ORGANS, RUNGS
from plumbline.store.models import CommitmentRow, DismissedRow, MatterRow, RungActRow
from plumbline.store.printing.supervision import print_rung
from plumbline.store.replaying import rebuild

pytestmark = pytest.mark.long

DECIDED = {
    "addressee": "unit-07",
    "reasons": "承诺两户，到期一户",
    "demand": "说明原因并补签",
    "new_due": "2026-05-29",
}


def text_of(answer: Any) -> str:
    return answer.content.decode().replace("&amp;", "&")


@pytest.fixture
def proposal(signed_in: Any) -> str:
    """The page of unit 07's promise of the 20th, which broke with one household of two."""
    return f"/supervision/proposals/commitment:{CommitmentRow.objects.get(kept=False).seq}"


@pytest.fixture
def reminded(signed_in: Any, proposal: str) -> Any:
    """A reminder of Friday, 22 May, signed for by the unit's head on the same morning."""
    opened = fill_in(signed_in("shi"), f"{proposal}?open=reminder", **DECIDED)
    assert opened.headers["Location"] == "/supervision"
    assert fill_in(signed_in("fang"), "/supervision/1").status_code == 302
    return signed_in


def test_the_desk_shows_proposals_with_their_facts(signed_in, proposal):
    shown = text_of(signed_in("shi").get("/supervision"))
    for words in ("承诺未兑现", "市人社局", "承诺户数 2", "到期日已达到户数 1", proposal):
        assert words in shown
    facts = text_of(signed_in("shi").get(proposal))
    assert "立项" in facts
    assert "准绳自设规则 诺责" in facts


def test_headquarters_reads_and_does_not_decide(signed_in, proposal):
    office = signed_in("wu", "office-desk")
    assert "承诺未兑现" in text_of(office.get("/supervision"))
    shown = text_of(office.get(proposal))
    assert 'class="form"' not in shown
    assert office.post(proposal, {}).status_code == 200
    assert not DismissedRow.objects.exists()


def test_a_proposal_is_dismissed_with_a_reason(signed_in, proposal):
    inspector = signed_in("shi")
    assert fill_in(inspector, proposal, reasons="").status_code == 422
    assert fill_in(inspector, proposal, reasons="差一户正在公证继承").status_code == 302
    desk = text_of(inspector.get("/supervision"))
    assert proposal not in desk
    assert "差一户正在公证继承" in desk


def test_a_paper_is_on_its_addressees_list_until_it_is_concluded(reminded, office):
    assert "申辩说明：提醒（承诺未兑现）" in text_of(reminded("fang").get("/tasks?kind=rung"))
    assert "/supervision/1" not in text_of(reminded("he").get("/tasks?kind=rung"))
    assert "/supervision/1" not in text_of(reminded("shi").get("/tasks?kind=rung"))
    # From the 28th on the time to answer is over, and it waits for its conclusion.
    office.instant += timedelta(days=6)
    assert "作出督办结论：提醒" in text_of(reminded("shi").get("/tasks?kind=rung"))


def test_a_reminder_is_answered_and_accepted(reminded):
    unit, inspector = reminded("fang"), reminded("shi")
    desk = text_of(unit.get("/supervision"))
    # Friday the 22nd: Monday, Tuesday, Wednesday the 27th.
    for words in ("对本单位的督办", "提醒：承诺未兑现", "2026-05-27"):
        assert words in desk
    assert (
        fill_in(unit, "/supervision/1", text="一户继承公证未完成", paper0_number="公证受理单").status_code
        == 302
    )
    concluded = fill_in(inspector, "/supervision/1", outcome="accepted", reasons="公证受理单属实")
    assert concluded.status_code == 302
    assert MatterRow.objects.get().ended == "accepted"
    life = text_of(unit.get("/supervision/1"))
    for words in ("承诺两户，到期一户", "2026年5月29日", "一户继承公证未完成", "公证受理单属实", "理由成立"):
        assert words in life


def test_a_rung_climbs_only_when_the_time_to_answer_is_over(reminded, office):
    inspector = reminded("shi")
    decided = {"outcome": "unanswered", "reasons": "逾期未申辩"}
    early = fill_in(inspector, "/supervision/1", **decided)
    assert early.status_code == 409
    assert "5月28日" in text_of(early)
    office.instant += timedelta(days=5)
    assert fill_in(inspector, "/supervision/1", **decided).status_code == 409, (
        "Wednesday the 27th is the unit's"
    )
    office.instant += timedelta(days=1)
    assert fill_in(inspector, "/supervision/1", **decided).status_code == 302
    assert "进入下一级" in text_of(inspector.get("/supervision/1"))
    climbed = fill_in(inspector, "/supervision/1/open", **DECIDED, scope=["unit-07", "unit-08"])
    assert climbed.headers["Location"] == "/supervision/1"
    assert MatterRow.objects.get().rung == "circular"
    assert fill_in(inspector, "/supervision/1/withdraw", reasons="数字有误").status_code == 302
    shown = text_of(inspector.get("/supervision/1"))
    assert shown.count("市人社局（示例）、市住建局（示例）") == 2, "the paper and its withdrawal"
    assert rebuild(check=True) == []


def test_a_reminder_prints_for_its_addressee(reminded):
    number = RungActRow.objects.get(act="opened").seq
    address = f"/supervision/papers/{number}.docx"
    unit = reminded("fang")
    assert address in text_of(unit.get("/supervision/1"))
    made = unit.get(address)
    assert made.status_code == 200
    told = documents.text_of(made.content)
    for words in ("督办提醒单", "承诺未兑现", "石建华", "3个工作日内"):
        assert words in told
    assert reminded("he").get(address).status_code == 403
    assert unit.get(f"/supervision/papers/{number}.exe").status_code == 404


def test_every_rung_prints_its_paper(office):
    scan = {"document": "service_receipt", "number": "送1号", "on": "2026-05-20", "sha256": "5a" * 32}
    said = {
        "rule": "commitment", "source": "准绳自设规则 诺责", "unit": "unit-07", "post": "", "reasons": "理由不成立。", "demand": "整改",
        "facts": [{"zh": "承诺户数", "en": "promised", "value_zh": "2", "value_en": "2"}], "answer_days": 3, "new_due": None,
        "scope": [], "organ": "市纪委监委（示例）", "sealed": "2026-05-21", "evidence": [scan],
    }  # fmt: skip
    titles = ("督办提醒单", "督查通报", "约谈通知书", "问责建议书", "问题线索移交函")
    for seq, (rung, title) in enumerate(zip(RUNGS, titles, strict=True), 1_000_000):
        row = {
            "seq": seq,
            "matter": 9,
            "rung": rung,
            "act": "opened",
            "done_on": "2026-05-22",
            "by_person": "shi",
        }
        RungActRow.objects.create(**row, day="2026-05-22", said=said)
        made = print_rung(seq, "docx")
        assert isinstance(made, bytes), made
        assert title in documents.text_of(made)
        assert ("5a" * 32 in documents.text_of(made).replace(" ", "")) is (rung in ANOTHER_ORGANS)


def test_another_unit_sees_nothing_of_it(reminded):
    other = reminded("he")
    assert "/supervision/1" not in text_of(other.get("/supervision"))
    assert other.get("/supervision/1").status_code == 403
    assert other.get("/supervision/1/withdraw").status_code == 403
    assert reminded("fang").get("/supervision/1/withdraw").status_code == 403


def test_a_resident_is_no_addressee_and_no_subject(signed_in, proposal):
    inspector = signed_in("shi")
    said = {**DECIDED, "reasons": "住户无理取闹"}
    refused = fill_in(inspector, f"{proposal}?open=reminder", **said)
    assert refused.status_code == 409
    assert "督查只对单位和岗位" in text_of(refused)
