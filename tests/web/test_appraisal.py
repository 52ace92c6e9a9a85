"""The appraisal's pages: who reads which score, its arithmetic, a contest from the form to the final answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plumbline.campaign import COMMANDS, read_command
from plumbline.store import writing
from plumbline.store.models import AppraisalFormulaRow, OfficeRow
from plumbline.terms import Refused

pytestmark = pytest.mark.long

FORMULA = (Path(__file__).resolve().parents[2] / "examples/demonstration/appraisal.yaml").read_text("utf-8")
SEALED = "2026-05-21"
MINE, OTHERS = f"/appraisal/{SEALED}/unit-07", f"/appraisal/{SEALED}/unit-08"


def text_of(answer) -> str:
    return answer.content.decode()


def give(person: str, post: str, command: str, **fields) -> None:
    made = read_command(COMMANDS[command], {"done_at": "2026-05-22T08:30:00+08:00", **fields})
    answer = writing.submit(made, person=person, post=post, key=f"test-{command}")
    assert not isinstance(answer, Refused), answer


@pytest.fixture
def with_formula(office):
    """The small office as if it had published the demonstration's formula on the eve of day 1."""
    row = OfficeRow.objects.get(pk=1)
    row.data["appraisal_formula"] = {"sha256": "a" * 64, "text": FORMULA, "published_on": "2026-05-05"}
    row.save()
    AppraisalFormulaRow.objects.create(
        seq=0, day="2026-05-05", formula="f", version="1.0", sha256="a" * 64, text=FORMULA
    )
    writing.forget_state()
    return office


@pytest.fixture
def published(with_formula):
    """A complaint about unit 07 was entered, and the scores of day 16 are published this morning."""
    give("shi", "inspector", "EnterForAppraisal", unit="unit-07", measure="conduct_complaints_upheld", record=2, text="反映属实")  # fmt: skip
    give("wu", "office-desk", "PublishAppraisal", day=SEALED)
    return with_formula


# ---------- before anything is there ----------
def test_it_says_that_there_is_none_where_no_formula_was_published(signed_in):
    shown = text_of(signed_in("shi").get("/appraisal"))
    assert "第1天以前没有公布考核办法" in shown
    assert "没有申诉" in shown
    assert signed_in("shi").get("/appraisal/formula").status_code == 404
    assert signed_in("shi").get(MINE).status_code == 404


def test_it_shows_the_last_sealed_day_before_anything_is_published(with_formula, signed_in):
    shown = text_of(signed_in("shi").get("/appraisal"))
    assert "截至2026年5月21日" in shown
    assert "尚未公布" in shown
    # Three households each: both have a score, neither a rank.
    assert shown.count("户数不足，不排名") == 2


# ---------- who reads what ----------
READING = (
    ("shi", MINE, 200),
    ("wu", OTHERS, 200),
    ("ling", OTHERS, 200),
    ("fang", MINE, 200),
    ("fang", OTHERS, 403),  # another unit's
    ("cheng", MINE, 200),
    ("cheng", f"/appraisal/{SEALED}/unit-07-clerk", 200),  # her own post
    ("he", MINE, 403),
    ("gu", "/appraisal", 403),  # a firm
    ("gu", "/appraisal/formula", 403),
    ("sun", "/appraisal", 200),  # reads the page, and no score
    ("shi", f"/appraisal/{SEALED}/unit-99", 404),
    ("shi", "/appraisal/2026-05-22/unit-07", 404),  # not sealed
    ("shi", "/appraisal/2026-05-05/unit-07", 404),  # before day 1
    ("shi", "/appraisal/yesterday/unit-07", 404),
    ("shi", "/appraisal?day=x", 404),
)


def test_it_opens_a_score_for_supervision_headquarters_and_its_own(with_formula, signed_in):
    for person, path, status in READING:
        assert signed_in(person).get(path).status_code == status, (person, path)


def test_the_table_shows_a_unit_its_own_scores_alone(with_formula, signed_in):
    shown = text_of(signed_in("fang").get("/appraisal"))
    assert "市人社局（示例）" in shown
    assert "市住建局（示例）" not in shown
    assert "此岗位没有可查看的分数" in text_of(signed_in("sun").get("/appraisal"))
    formula = text_of(signed_in("cheng").get("/appraisal/formula"))
    assert "own_deadlines_missed" in formula
    assert "同分同名次" in formula


def test_no_page_names_a_resident(published, signed_in):
    for path in ("/appraisal", MINE, OTHERS):
        shown = text_of(signed_in("shi").get(path))
        assert not any(name in shown for name in ("桥东-", "桥西-", "何志清"))


# ---------- the arithmetic ----------
def test_a_score_opens_its_arithmetic_and_comes_out_again(published, signed_in):
    # The complaint entered this morning is not sealed yet, so the law's part is whole.
    shown = text_of(signed_in("fang").get(MINE))
    assert "40 − 10 × 0 − 20 × 0 − 40 × 0 = 40" in shown
    assert "由封存的记录重算仍为" in shown
    assert "由封账日重新取数，记录相同" in shown


def test_a_published_file_is_computed_again_by_the_command(published, signed_in, tmp_path, capsys):
    from plumbline.cli.main import main

    said = json.loads(text_of(signed_in("fang").get("/appraisal/1.json")))
    assert {row["unit"] for row in said["scores"]} == {"unit-07"}  # a unit's head gets his unit's
    file = tmp_path / "1.json"
    file.write_text(json.dumps(said), "utf-8")
    assert main(["appraisal", "compute", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["equal"] is True


# ---------- contest ----------
def post_form(client, path: str, **fields):
    import re

    page = text_of(client.get(path))
    key = re.search(r'name="key" value="([0-9a-f]+)"', page)
    assert key, path
    return client.post(path, {"key": key[1], **fields})


def test_a_contest_goes_from_the_form_to_the_final_answer(published, signed_in):
    head, supervisor = signed_in("fang"), signed_in("shi")
    assert "对此分数申诉" in text_of(head.get(f"{MINE}"))
    answer = post_form(head, f"{MINE}/contest", text="进度漏计一户")
    assert answer.headers["Location"] == MINE
    # Contested on Friday 22 May: five working days end on Friday the 29th.
    assert "5月29日" in text_of(supervisor.get("/appraisal"))
    assert post_form(supervisor, "/appraisal/contests/1", text="无误").status_code == 302
    shown = text_of(head.get("/appraisal/contests/1"))
    assert "不成立" in shown
    assert "无误" in shown


def test_a_second_contest_is_refused_beside_what_was_typed(published, signed_in):
    post_form(signed_in("fang"), f"{MINE}/contest", text="一")
    again = post_form(signed_in("fang"), f"{MINE}/contest", text="再说一次")
    assert again.status_code == 409
    assert "再说一次" in text_of(again)
    assert "此分数已经提出过申诉" in text_of(again)


def test_only_the_own_head_is_offered_the_contest(published, signed_in):
    assert "对此分数申诉" not in text_of(signed_in("cheng").get(MINE))
    assert "对此分数申诉" not in text_of(signed_in("shi").get(MINE))
    assert signed_in("shi").get(f"{MINE}/contest").status_code == 403
    assert signed_in("he").get("/appraisal/contests/7").status_code == 404


def test_nothing_unpublished_can_be_contested(with_formula, signed_in):
    assert "对此分数申诉" not in text_of(signed_in("fang").get(MINE))
    assert signed_in("fang").get(f"{MINE}/contest").status_code == 404


# ---------- the records of the sealed days ----------
def records_of(unit: str) -> tuple[int, dict[str, int]]:
    """Households and every measure of a unit on day 16."""
    from datetime import date

    from plumbline.campaign.appraising import MEASURES
    from plumbline.store.reading import appraised

    appraised._figures.cache_clear()  # a test that writes a row by hand has another sealed day of the same root
    found = next(f for f in appraised.figures_of(date.fromisoformat(SEALED)) if f.subject.id == unit)
    return found.households, {m: v for m in MEASURES if (v := found.value(m)) or found.of(m)}


def test_it_counts_what_was_due_and_leaves_out_who_lawfully_waits(office):
    # Promised: two of unit 07 signed by 20 May; 张 did, 王's objection runs, so one of one. The enquiry of 8 May had to be
    # answered by the 14th (9 May is worked) and is not; the request of the 9th is due on the 22nd, after the sealed day.
    assert records_of("unit-07") == (
        3,
        {"households_promised": 1, "households_reached": 1, "cases_due": 1, "cases_answered_in_time": 0},
    )
    # Unit 08 answered its one enquiry of 11 May on the 13th.
    assert records_of("unit-08") == (
        3,
        {"cases_due": 1, "cases_answered_in_time": 1, "cases_answered": 1, "cases_not_reopened": 1},
    )


def test_only_a_statutes_term_counts_as_a_deadline_of_law(office):
    from plumbline.store.models import GrievanceRow

    # The office's own five days for an enquiry are no statute; a complaint's are (XF 22).
    GrievanceRow.objects.filter(owner_unit="unit-07", due_on="2026-05-14").update(kind="complaint")
    assert records_of("unit-07")[1]["own_deadlines_missed"] == 1
    # On its last day it is missed only once the day is closed: the 21st is, the 22nd is not.
    GrievanceRow.objects.filter(kind="complaint").update(due_on="2026-05-22")
    assert "own_deadlines_missed" not in records_of("unit-07")[1]
    GrievanceRow.objects.filter(kind="complaint").update(due_on=SEALED)
    assert records_of("unit-07")[1]["own_deadlines_missed"] == 1


def test_duties_that_moved_after_the_day_count_for_who_held_them_on_it(office):
    from plumbline.store.models import DutyMoveRow

    held = {"signing": "unit-07-clerk"}
    moved = {"seq": 0, "day": "2026-05-22", "project": "qiao", "household": "桥西-0006", "held_unit": "unit-07", "held": held,
             "held_since": "2025-12-01", "unit": "unit-08", "given": {}, "reason": "", "by_person": "wu"}  # fmt: skip
    row = DutyMoveRow.objects.create(since="2026-05-22", **moved)
    assert (records_of("unit-07")[0], records_of("unit-08")[0]) == (4, 2)
    row.since = SEALED  # held by unit 08 on the sealed day itself
    row.save()
    assert (records_of("unit-07")[0], records_of("unit-08")[0]) == (3, 3)


def test_what_a_contest_struck_out_counts_in_no_later_day(published, signed_in):
    from plumbline.store.models import AppraisalEntryRow, ContestRow

    AppraisalEntryRow.objects.update(day=SEALED)  # as if it had been sealed with day 16
    entry = AppraisalEntryRow.objects.get()
    assert records_of("unit-07")[1]["conduct_complaints_upheld"] == 1
    struck = ContestRow.objects.create(
        number=1, seq=1, appraisal=1, subject="unit-07", text="", filed_on="2026-05-20", answer_by="2026-05-27", by_person="fang",
        answered_seq=1, answered_on=SEALED, answered_by="shi", answer="", strikes=[f"entered:{entry.seq}"], result={},
    )  # fmt: skip
    assert "conduct_complaints_upheld" not in records_of("unit-07")[1]
    struck.answered_seq = 10**9  # answered after the sealed day
    struck.save()
    assert records_of("unit-07")[1]["conduct_complaints_upheld"] == 1
