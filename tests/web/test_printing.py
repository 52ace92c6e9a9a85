"""Papers of a household: printed from the books alone, with what is missing named where they cannot be."""

from __future__ import annotations

import io
import zipfile
from urllib.parse import quote

import pypdfium2

from plumbline.store.models import AccessRow, HouseholdRow
from plumbline.terms import show_yuan

SIGNED = "桥东-0001"


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


def test_nobody_prints_another_units_file(signed_in):
    assert signed_in("he").get(f"/households/{SIGNED}/print/agreement.pdf").status_code == 403


def test_an_unknown_paper_is_not_found(signed_in):
    client = signed_in("cheng")
    assert client.get(f"/households/{SIGNED}/print/score.pdf").status_code == 404
    assert client.get(f"/households/{SIGNED}/print/agreement.exe").status_code == 404
