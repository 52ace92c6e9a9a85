"""Papers of a household: printed from the books alone, with what is missing named where they cannot be."""

from __future__ import annotations

import io
import zipfile
from urllib.parse import quote

import pypdfium2
import pytest

from plumbline.store.models import AccessRow, DocumentRow, HouseholdRow, OfficeRow, ProjectRow
from plumbline.store.reading import office as reading
from plumbline.terms import show_yuan

SIGNED, PAID = "桥东-0001", "桥西-0004"


def words_of(answer) -> str:
    pdf = pypdfium2.PdfDocument(io.BytesIO(answer.content))
    return "".join(page.get_textpage().get_text_bounded() for page in pdf)


def test_it_prints_the_agreement_with_the_sum_of_the_books(signed_in):
    client = signed_in("cheng")
    before = AccessRow.objects.count()
    answer = client.get(f"/households/{SIGNED}/print/agreement.pdf")
    assert answer["Content-Type"] == "application/pdf"
    told = words_of(answer)
    data = HouseholdRow.objects.get(pk=SIGNED).data
    assert show_yuan(sum(data["booked"].values())) in told
    assert "示例" in told  # on every page of an invented campaign
    assert "先补偿" in told.replace("\r\n", "")
    assert AccessRow.objects.count() > before
    # The same file and day give the same bytes.
    assert client.get(f"/households/{SIGNED}/print/agreement.pdf").content == answer.content


def test_it_gives_the_word_file_with_the_same_values(signed_in):
    answer = signed_in("cheng").get(f"/households/{SIGNED}/print/agreement.docx")
    assert answer["Content-Disposition"].startswith("attachment")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as parts:
        text = parts.read("word/document.xml").decode()
    data = HouseholdRow.objects.get(pk=SIGNED).data
    assert show_yuan(sum(data["booked"].values())) in text


def test_it_says_what_is_missing_for_a_paper(signed_in):
    answer = signed_in("cheng").get(f"/households/{SIGNED}/print/payment_notice.pdf")
    assert answer.status_code == 409
    assert "此户还没有付出的款项" in answer.content.decode()


def test_it_offers_only_what_can_be_printed(signed_in):
    shown = signed_in("cheng").get(f"/households/{SIGNED}/papers").content.decode()
    assert f"/households/{quote(SIGNED)}/print/agreement.pdf" in shown
    assert "payment_notice" not in shown


def test_it_says_which_record_is_missing_its_article_and_where_to_enter_it(signed_in):
    shown = signed_in("cheng").get(f"/households/{SIGNED}/papers").content.decode()
    waiting = shown.partition("还缺记录的")[2].partition("</section>")[0]
    assert "房屋移交单" in waiting
    assert "下列步骤均未记录：“腾空搬迁（自愿履行）”" in waiting
    assert "《国有土地上房屋征收与补偿条例》第27条" in waiting
    assert f'href="/households/{quote(SIGNED)}/steps/sl_h_vacated"' in waiting
    # Nobody is sent to a court's execution from a list of papers.
    assert "sl_h_enforced" not in waiting
    # Paying is not the clerk's work: the list says whose it is.
    assert "由下列岗位登记" in waiting


def test_a_paper_that_the_case_does_not_have_asks_for_nothing(signed_in):
    shown = signed_in("cheng").get(f"/households/{SIGNED}/papers").content.decode()
    elsewhere = shown.partition("本案没有的文书 2 种")[2].partition("</details>")[0]
    assert "征收补偿决定书" in elsewhere
    assert "催告书" in elsewhere
    assert "href" not in elsewhere


# ---------- one paper each ----------
def test_the_survey_form_has_the_registers_facts_and_room_for_the_rest(signed_in):
    told = words_of(signed_in("cheng").get(f"/households/{SIGNED}/print/survey_form.pdf"))
    assert "80.00" in told  # its one building, registered
    assert "1992" in told
    assert "桥头巷5号" in told.replace(" ", "")
    assert "____" in told  # floors, measured area, identity
    assert "2025年12月15日" in told


def test_the_appraisal_notice_has_the_appraisers_value(signed_in):
    # 80.00 ㎡ × 3,200 yuan.
    answer = signed_in("cheng").get(f"/households/{SIGNED}/print/appraisal_notice.pdf")
    told = words_of(answer)
    assert "256,000.00" in told
    assert "2026年3月20日" in told  # valued on the day of the announcement
    assert "示例州评估专家委员会" in told.replace("\r\n", "")


def test_the_freeze_notice_runs_for_the_months_recorded(signed_in):
    # 2025-12-01 and twelve months: the day of the notice is not counted.
    DocumentRow.objects.filter(document="freeze_letter").update(number="示征〔2025〕7号")
    told = words_of(signed_in("wu").get("/projects/qiao/print/freeze_notice.pdf"))
    assert "示征〔2025〕7号" in told
    assert "自2025年12月1日起至2026年12月1日止" in told.replace("\r\n", "")


def test_a_paper_is_printed_before_it_is_issued_with_room_for_its_number(signed_in):
    row = ProjectRow.objects.get(pk="qiao")
    row.data["records"].pop("sl_freeze_notice")
    row.data["facts"].pop("project.freeze_months")
    row.save()
    client, address = signed_in("wu"), "/projects/qiao/print/freeze_notice.pdf"
    # The months are recorded with the step; before it the description says them, or the paper is refused.
    refused = client.get(address)
    assert refused.status_code == 409
    assert "papers.freeze_months" in refused.content.decode()
    row.data["facts"]["project.freeze_months"] = 6
    row.save()
    told = words_of(client.get(address))
    assert "____〔2026〕____号" in told
    # Today is 22 May; the sixth month ends with 22 November.
    assert "自2026年5月22日起至2026年11月22日止" in told.replace("\r\n", "")


def test_the_announcement_names_the_decision_its_days_and_the_remedies(signed_in):
    DocumentRow.objects.filter(document="decision_sl").update(number="示政征〔2026〕2号")
    DocumentRow.objects.filter(document="decision_notice").update(number="示政告〔2026〕5号")
    told = words_of(signed_in("wu").get("/projects/qiao/print/decision_announcement.pdf"))
    flat = told.replace("\r\n", "")
    assert "2026年3月18日作出房屋征收决定（示政征〔2026〕2号）" in flat
    # The six homes: 80.00 + 62.37 + 95.50 + 54.80 + 70.15 + 123.45 = 486.27
    assert "486.27" in told
    assert "示例州人民政府" in flat  # reconsideration
    assert "示例市人民法院" in flat


def test_the_receipt_goes_to_the_door_once_the_household_has_moved(signed_in):
    client = signed_in("he")
    refused = client.get(f"/households/{PAID}/print/handover_receipt.pdf")
    assert refused.status_code == 409
    assert "sl_h_handed_over:requires_any(sl_h_vacated|sl_h_enforced)" in refused.content.decode()
    row = HouseholdRow.objects.get(pk=PAID)
    moved = {"on": "2026-05-20", "dates": {}, "evidence": ["handover_record"], "seq": 1}
    row.data["records"]["sl_h_vacated"] = moved
    row.data |= {"state": "vacated", "stage": "vacated"}
    row.save()
    told = words_of(client.get(f"/households/{PAID}/print/handover_receipt.pdf"))
    assert show_yuan(sum(order["fen"] for order in row.data["orders"].values())) in told
    assert "2026年5月20日" in told
    assert "____年__月__日" in told  # handed over on the day that both sides write


@pytest.mark.parametrize("kind", ["compensation_decision", "demand_letter"])
def test_nothing_is_decided_or_demanded_before_its_time(signed_in, kind):
    answer = signed_in("cheng").get(f"/households/{SIGNED}/print/{kind}.docx")
    assert answer.status_code == 409
    assert "本案不适用此步骤" in answer.content.decode()


def test_a_missing_key_of_the_description_is_named(signed_in):
    row = OfficeRow.objects.get()
    row.data["description"]["papers"].pop("scope")
    row.save()
    reading.office_at.cache_clear()
    answer = signed_in("wu").get("/projects/qiao/print/freeze_notice.pdf")
    assert answer.status_code == 409
    assert "papers.scope" in answer.content.decode()


def test_the_projects_papers_stand_on_its_board(signed_in):
    DocumentRow.objects.filter(document="freeze_letter").update(number="示征〔2025〕7号")
    DocumentRow.objects.filter(document="decision_notice").update(number="示政告〔2026〕5号")
    shown = signed_in("wu").get("/projects/qiao").content.decode()
    assert "/projects/qiao/print/freeze_notice.pdf" in shown
    assert "/projects/qiao/print/decision_announcement.docx" in shown
    assert signed_in("wu").get("/projects/qiao/print/agreement.pdf").status_code == 404


def test_nobody_prints_another_units_file(signed_in):
    assert signed_in("he").get(f"/households/{SIGNED}/print/agreement.pdf").status_code == 403


def test_an_unknown_paper_is_not_found(signed_in):
    client = signed_in("cheng")
    assert client.get(f"/households/{SIGNED}/print/score.pdf").status_code == 404
    assert client.get(f"/households/{SIGNED}/print/agreement.exe").status_code == 404
