"""A project's board: every step where it stands, and the forms that record the next one through the one door."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.forms import read_form

from plumbline.store.models import Attempt, ProjectRow, ProjectStepRow
from plumbline.store.reading.projects import the_board

BOARD = "/projects/qiao"
AUDIT = f"{BOARD}/steps/sl_audit_published"
ARCHIVE = f"{BOARD}/steps/sl_archive_complete"
MOST_QUERIES = 40


def step_of(id: str):
    return next(step for step in the_board("qiao").steps if step.id == id)


def test_a_done_step_has_its_day_and_its_papers(office):
    announced = step_of("sl_decision_announced")
    assert announced.state == "done"
    assert announced.done_on.isoformat() == "2026-03-20"
    assert announced.papers
    assert all(paper.kind.zh and paper.number for paper in announced.papers)


def test_every_step_of_the_law_stands_on_it_once(office):
    from plumbline.law import load_procedure
    from plumbline.terms import Regime

    steps = load_procedure().steps_of(Regime.STATE_LAND, household=False)
    assert [step.id for step in the_board("qiao").steps] == [step.id for step in steps]


def test_a_step_that_waits_says_why_with_its_article(office):
    clean = step_of("sl_site_clear")
    assert clean.state == "blocked"
    assert any("6户" in reason.message.zh for reason in clean.refused.reasons)
    assert clean.refused.reasons[0].rule


def test_a_step_that_does_not_exist_here_says_so(office):
    # Housing security, not old city renewal: there is no hearing on the plan.
    assert step_of("sl_hearing").state == "absent"


def test_parameters_name_their_document_or_the_products_own_rule(signed_in):
    page = signed_in("wu").get(BOARD).content.decode()
    assert "示例政办发〔2025〕41号（虚构）" in page
    assert "准绳自设规则" in page


def test_funds_are_set_against_what_the_estimate_needs(office, signed_in):
    # Five million yuan lie in the account; the estimate of six homes is below that.
    assert "5,000,000.00" in signed_in("wu").get(BOARD).content.decode()
    row = ProjectRow.objects.get(pk="qiao")
    row.data["estimate_fen"] = 500_000_001
    row.save()
    assert "缺 0.01 元" in signed_in("wu").get(BOARD).content.decode()


@pytest.mark.parametrize(("person", "may"), [("wu", True), ("fang", False), ("zheng", False), ("shi", False)])
def test_a_step_is_offered_to_the_office_alone(signed_in, person, may):
    client = signed_in(person)
    assert (AUDIT in client.get(BOARD).content.decode()) is may
    answer = client.get(AUDIT)
    assert answer.status_code == (200 if may else 403)
    posted = client.post(AUDIT, {"key": "0" * 32})
    assert posted.status_code == (422 if may else 403)


def test_a_recorded_step_stands_on_the_board(signed_in):
    client = signed_in("wu", "office-desk")
    values = read_form(client.get(AUDIT).content.decode())
    sent = {**values, "done_on": "2026-05-21", "paper0_number": "审〔2026〕3号", "paper0_on": "2026-05-21"}
    answer = client.post(AUDIT, sent)
    assert answer.status_code == 302, answer.content.decode()
    assert answer.headers["Location"] == BOARD
    assert ProjectStepRow.objects.filter(step="sl_audit_published").count() == 1
    page = client.get(BOARD).content.decode()
    assert "回执" in page
    assert "审〔2026〕3号" in page
    # Sent again with the same key it is the same record.
    assert client.post(AUDIT, sent).status_code == 302
    assert ProjectStepRow.objects.filter(step="sl_audit_published").count() == 1


def test_a_refused_step_keeps_what_was_typed_and_says_why(signed_in):
    client = signed_in("wu", "office-desk")
    values = read_form(client.get(ARCHIVE).content.decode())
    sent = {**values, "done_on": "2026-05-21", "paper0_number": "档〔2026〕1号"}
    answer = client.post(ARCHIVE, sent)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "档〔2026〕1号" in page
    assert "《国有土地上房屋征收与补偿条例》第29条" in page
    assert re.search(r'name="key" value="' + sent["key"], page)
    assert Attempt.objects.filter(command="RecordProjectStep").count() == 1
    assert not ProjectStepRow.objects.filter(step="sl_archive_complete").exists()


def test_a_form_without_its_day_says_which_field(signed_in):
    client = signed_in("wu", "office-desk")
    values = read_form(client.get(AUDIT).content.decode())
    answer = client.post(AUDIT, {**values, "done_on": ""})
    assert answer.status_code == 422
    assert "is-wrong" in answer.content.decode()


def test_a_fact_of_its_own_entry_is_recorded_in_whole_fen(signed_in):
    client = signed_in("wu", "office-desk")
    address = f"{BOARD}/facts/project.funds_available"
    values = read_form(client.get(address).content.decode())
    sent = {**values, "value": "6,000,000.50", "done_on": "2026-05-22", "paper0_number": "专户〔2026〕9号"}
    assert client.post(address, sent).status_code == 302
    assert ProjectRow.objects.get(pk="qiao").data["funds_fen"] == 600_000_050


def test_an_estimate_is_recorded_or_refused_with_its_reason(signed_in):
    client = signed_in("wu", "office-desk")
    address = f"{BOARD}/estimate"
    values = read_form(client.get(address).content.decode())
    sent = {**values, "all_residence": "3,400", "done_on": "2026-05-22", "paper0_number": "概〔2026〕2号"}
    before = ProjectRow.objects.get(pk="qiao").data["estimate_fen"]
    assert client.post(address, sent).status_code == 302
    assert ProjectRow.objects.get(pk="qiao").data["estimate_fen"] > before
    wrong = client.post(address, {**sent, "key": "1" * 32, "all_residence": "三千四"})
    assert wrong.status_code == 422
    assert "三千四" in wrong.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/projects/nowhere",
        f"{BOARD}/steps/sl_nothing",
        f"{BOARD}/steps/sl_h_vacated",
        f"{BOARD}/steps/cl_taking_announced",
        f"{BOARD}/dates/sl_survey.nothing",
        f"{BOARD}/facts/household.use",
    ],
)
def test_what_does_not_exist_is_not_found(signed_in, address):
    assert signed_in("wu").get(address).status_code == 404


def test_the_list_shows_the_sealed_households(signed_in):
    page = signed_in("wu").get("/projects").content.decode()
    assert "户未清，共 6 户" in page
    assert "取自 2026年5月21日 日结账" in page


def test_the_structure_shows_posts_holders_and_an_ended_term(signed_in):
    page = signed_in("wu").get("/structure").content.decode()
    assert "吴桂兰" in page
    assert "任期至 2026年12月31日" in page
    # 周's term ended on the 20th, two days ago.
    assert re.search(r'class="is-over"><b>周外</b>', page)


def test_a_policy_is_printed_as_it_computes(signed_in):
    client = signed_in("wu")
    page = client.get("/policies/state-renewal-example").content.decode()
    assert "第十九条" in page
    assert client.get("/policies/state-renewal-example?version=9.9").status_code == 404
    sealed = client.get("/policies").content.decode()
    assert re.search(r"<code class=\"file-hash\">[0-9a-f]{64}</code>", sealed)


@pytest.mark.parametrize("address", ["/projects", BOARD, AUDIT, "/structure", "/policies"])
def test_it_asks_a_bounded_number_of_questions(signed_in, address):
    client = signed_in("wu")
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    assert len(queries) <= MOST_QUERIES
