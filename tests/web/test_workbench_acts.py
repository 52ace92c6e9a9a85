"""Doing: forms, refusals that keep what was typed, one record for two presses, and the whole way of a household."""

import re
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.forms import fill_in, read_form

from plumbline.campaign import COMMANDS
from plumbline.store.models import HouseholdRow, Leaf
from plumbline.store.writing import Receipt, submit
from plumbline.terms import SHANGHAI

A = "/households/桥东-0001"
PDF = b"%PDF-1.7\n%invented\n"


def text_of(answer) -> str:
    return answer.content.decode()


def stage(household: str) -> str:
    return HouseholdRow.objects.get(pk=household).stage


def scan(name: str = "回单.pdf", body: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body)


# ---------- a refusal ----------
def test_a_refused_step_keeps_what_was_typed_and_says_why(signed_in):
    # 张 has signed and is unpaid: she cannot be vacated. R590 27: compensation first.
    answer = fill_in(
        signed_in("cheng"), f"{A}/steps/sl_h_vacated", done_on="2026-05-21", paper0_number="腾交〔2026〕7号"
    )
    shown = text_of(answer)
    assert answer.status_code == 409
    assert read_form(shown)["paper0_number"] == "腾交〔2026〕7号"
    assert read_form(shown)["done_on"] == "2026-05-21"
    assert "国有土地上房屋征收与补偿条例" in shown
    assert "《国有土地上房屋征收与补偿条例》第27条" in shown
    assert stage("桥东-0001") == "agreed"


def test_a_step_that_is_not_open_says_so_before_anything_is_typed(signed_in):
    shown = text_of(signed_in("cheng").get(f"{A}/steps/sl_h_vacated"))
    assert "今日不可办理" in shown
    assert shown.index("今日不可办理") < shown.index("<form class=")


def test_a_missing_paper_is_told_beside_its_field(signed_in):
    answer = fill_in(signed_in("he"), "/households/桥西-0004/steps/sl_h_vacated", condition_0="on")
    shown = text_of(answer)
    assert answer.status_code == 409
    assert re.search(r'name="paper0_number"[^>]*aria-invalid="true"', shown)
    assert "缺少《腾空移交确认书》" in shown


def test_a_day_after_today_is_refused_beside_the_day(signed_in):
    answer = fill_in(
        signed_in("he"), "/households/桥西-0004/steps/sl_h_vacated", done_on="2026-05-23", condition_0="on",
        paper0_number="1",
    )  # fmt: skip
    assert answer.status_code == 409
    assert re.search(r'name="done_on"[^>]*aria-invalid="true"', text_of(answer))


def test_what_cannot_be_read_is_422_and_recorded_nowhere(signed_in):
    before = Leaf.objects.count()
    answer = fill_in(signed_in("he"), "/households/桥西-0004/steps/sl_h_vacated", done_on="the 22nd")
    assert answer.status_code == 422
    assert "the 22nd" in text_of(answer)
    assert Leaf.objects.count() == before


def test_a_post_that_may_not_do_it_gets_no_form(signed_in):
    # An accountant pays; she does not order.
    answer = signed_in("sun").get(f"{A}/do/order")
    assert answer.status_code == 403
    assert "不能办理此项" in text_of(answer)


def test_nobody_is_the_second_hand_of_her_own_order(signed_in, office):
    # 赵 orders; if he also held the accountant's post he could not pay it: four hands. Here 孙 pays what 赵 ordered,
    # and 方, who orders the next one, is refused nothing but his own earlier hand.
    assert fill_in(signed_in("zhao"), f"{A}/do/order").status_code == 302
    again = fill_in(signed_in("fang"), f"{A}/do/order")
    assert again.status_code == 409
    assert "付款单 桥东-0001/1 尚未付出" in text_of(again)


# ---------- one record ----------
def test_two_presses_give_one_record(signed_in):
    client = signed_in("zhao")
    form = read_form(text_of(client.get(f"{A}/do/order")))
    first = client.post(f"{A}/do/order", form, follow=True)
    size = Leaf.objects.count()
    second = client.post(f"{A}/do/order", form, follow=True)
    assert Leaf.objects.count() == size
    codes = [re.search(r"回执码 (\w{20})", text_of(answer)).group(1) for answer in (first, second)]
    assert codes[0] == codes[1]
    assert "此前已经记录" in text_of(second)


def test_a_form_that_was_sent_and_then_changed_is_no_second_record(signed_in):
    client = signed_in("wu")
    form = read_form(text_of(client.get(f"{A}/do/grievance"))) | {"text": "过渡费何时发？"}
    assert client.post(f"{A}/do/grievance", form).status_code == 302
    size = Leaf.objects.count()
    answer = client.post(f"{A}/do/grievance", form | {"text": "改了一句"})
    assert answer.status_code == 409
    assert "已经用于另一条命令" in text_of(answer)
    added = Leaf.objects.filter(seq__gte=size).values_list("type", flat=True)
    assert list(added) == ["intake.conflict/1"]


def test_a_refused_form_may_be_corrected_and_sent_again(signed_in):
    client = signed_in("he")
    path = "/households/桥西-0004/steps/sl_h_vacated"
    refused = fill_in(client, path, condition_0="on")
    assert refused.status_code == 409
    form = read_form(text_of(refused)) | {"paper0_number": "腾交〔2026〕9号"}
    assert client.post(path, form).status_code == 302
    assert stage("桥西-0004") == "vacated"


# ---------- papers ----------
def test_a_scan_is_kept_by_its_hash_and_not_asked_for_twice(signed_in, built_office):
    client = signed_in("he")
    path = "/households/桥西-0004/steps/sl_h_vacated"
    refused = fill_in(client, path, paper0_file=scan())  # own accord is not stated: refused
    shown = text_of(refused)
    assert refused.status_code == 409
    assert "扫描件已收到" in shown or "The scan has arrived" in shown
    kept = read_form(shown)["paper0_kept"].split(":")[0]
    assert (built_office / "documents" / kept).read_bytes() == PDF
    assert client.post(path, read_form(shown) | {"condition_0": "on"}).status_code == 302
    found = client.get(f"/papers/{kept}/file")
    assert found.headers["Content-Disposition"].startswith("attachment")
    assert found.headers["Content-Type"] == "application/pdf"
    assert found.headers["X-Content-Type-Options"] == "nosniff"
    # The clerk of the other unit sees neither the file nor its papers.
    assert signed_in("cheng").get(f"/papers/{kept}").status_code == 403


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<html><script>alert(1)</script></html>", "文件内容不是"),
        (b"MZ\x90\x00", "文件内容不是"),
        (b"PK\x03\x04 no archive", "文件内容不是"),
        (b"%PDF-" + b"0" * (20 * 1024 * 1024), "不得超过 20 MB"),
    ],
)
def test_what_is_no_paper_is_not_taken(signed_in, body, words):
    answer = fill_in(
        signed_in("he"),
        "/households/桥西-0004/steps/sl_h_vacated",
        condition_0="on",
        paper0_file=scan("扫描.pdf", body),
    )
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert stage("桥西-0004") == "compensated"


def test_a_hash_that_this_server_did_not_sign_names_no_paper(signed_in):
    answer = fill_in(
        signed_in("he"), "/households/桥西-0004/steps/sl_h_vacated", condition_0="on", paper0_kept="a" * 64
    )
    assert answer.status_code == 409
    assert "缺少《腾空移交确认书》" in text_of(answer)


# ---------- other acts ----------
def test_a_case_is_registered_answered_and_cited(signed_in):
    clerk = signed_in("cheng")
    assert (
        fill_in(clerk, f"{A}/do/grievance", kind="enquiry", channel="phone", text="何时搬？").status_code
        == 302
    )
    url = re.search(r'href="(/cases/\d+)">咨询：何时搬', text_of(clerk.get(f"{A}/cases"))).group(1)
    assert fill_in(clerk, url, text="补偿到位以后约定期限内。", cites="R590 27，A15").status_code == 302
    shown = text_of(clerk.get(url))
    assert "R590 27、A15" in shown
    assert "补偿到位以后" in shown


def test_a_promise_is_given_by_the_units_head_for_a_day_to_come(signed_in):
    head = signed_in("fang")
    late = fill_in(head, "/commitments/new", households="1", due_on="2026-05-22", text="今天签一户")
    assert late.status_code == 409
    assert "今日以后" in text_of(late)
    assert (
        fill_in(head, "/commitments/new", households="1", due_on="2026-05-23", text="明天签一户").status_code
        == 302
    )
    assert "明天签一户" in text_of(head.get("/commitments"))
    assert signed_in("cheng").get("/commitments/new").status_code == 403


def test_a_late_entry_waits_for_another_hand(signed_in):
    clerk, path = signed_in("cheng"), "/households/桥东-0002/do/correction"
    # 17 May is five days before the 22nd.
    answer = fill_in(
        clerk,
        path,
        done_on="2026-05-17",
        path="buildings[b1].area",
        value="63.00",
        reason="复测",
        paper0_number="复测 1",
    )
    assert answer.status_code == 302
    assert HouseholdRow.objects.get(pk="桥东-0002").area_dm2 == 6_237
    number = re.findall(
        r'href="/late-entries/(\d+)"', text_of(signed_in("yu").get("/late-entries?state=open"))
    )[0]
    review = signed_in("yu")
    assert "复测" in text_of(review.get(f"/late-entries/{number}"))
    assert fill_in(review, f"/late-entries/{number}", accept="yes", note="与复测表一致").status_code == 302
    assert HouseholdRow.objects.get(pk="桥东-0002").area_dm2 == 6_300
    facts = text_of(clerk.get("/households/桥东-0002/facts"))
    assert "63.00 ㎡" in facts
    assert "更正，第" in facts


@pytest.mark.parametrize(
    ("path", "value", "found"),
    [
        ("buildings[b1].area", "八十", "不符合此项的写法"),
        ("buildings[b1].area", "80.005", "不符合此项的写法"),
        ("buildings[b1].use", "仓库", "不符合此项的写法"),
        ("household.sole_home", "也许", "不符合此项的写法"),
        ("buildings[b1].built_on", "1992", "不符合此项的写法"),
    ],
)
def test_a_correction_has_the_form_of_its_fact(signed_in, path, value, found):
    answer = fill_in(
        signed_in("cheng"), "/households/桥东-0002/do/correction", path=path, value=value, reason="笔误"
    )
    assert answer.status_code == 422
    assert found in text_of(answer)
    assert value in text_of(answer)


def test_the_duties_move_to_another_unit_whole(signed_in):
    office = signed_in("wu")
    posts = {
        f"duty_{d}": "unit-08-clerk" for d in ("signing", "appraisal", "vacating", "demolition", "settling")
    }
    assert fill_in(office, f"{A}/do/duties", unit="unit-08", reason="分工调整", **posts).status_code == 302
    assert HouseholdRow.objects.get(pk="桥东-0001").unit == "unit-08"
    # The clerk who answered for it until now no longer sees it.
    assert signed_in("cheng").get(A).status_code == 403
    assert signed_in("he").get(A).status_code == 200


def test_who_declared_a_conflict_does_not_act_on_the_file(signed_in):
    clerk = signed_in("cheng")
    assert fill_in(clerk, f"{A}/do/conflict", reason="户主为本人亲属").status_code == 302
    answer = clerk.get(f"{A}/do/grievance")
    assert answer.status_code == 403
    assert "利益冲突" in text_of(answer)


def test_the_sheet_stands_beside_the_button_before_it_is_signed(signed_in):
    clerk = signed_in("cheng")
    path = "/households/桥东-0002"
    assert fill_in(clerk, f"{path}/do/choice", mode="cash", paper0_number="选 2").status_code == 302
    shown = text_of(clerk.get(f"{path}/do/sums"))
    # 62.37 ㎡ × 3,200.00 = 199,584.00 for the building alone.
    assert "199,584.00" in shown
    assert HouseholdRow.objects.get(pk="桥东-0002").total_fen == 0


# ---------- the whole way ----------
def listed(id: str) -> None:
    """One more household, listed today."""
    from tests.web.small_office import entry

    command = COMMANDS["ImportRegister"](
        project="qiao", sha256="b" * 64, file_name="补册.xlsx", rows=1,
        entries=(entry(11, id, "west", "马秀兰", "66.00"),), done_at=datetime(2026, 5, 22, 8, tzinfo=SHANGHAI),
    )  # fmt: skip
    assert isinstance(submit(command, person="wu", post="office-desk", key="extra"), Receipt)


def next_url(client, household: str) -> str:
    """Where the one primary action of a file leads."""
    shown = text_of(client.get(f"/households/{household}"))
    found = re.search(r'<a class="button is-primary" href="([^"]+)"', shown)
    assert found, re.search(r"next-step.*?</div>", shown, re.S).group(0)
    return found.group(1)


WAY = [
    ("chen", "surveyed", {}, "surveyed"),
    ("wu", "facts_published", {}, "published"),
    ("yu", "facts_settled", {}, "published"),
    ("gu", "inspected", {}, "published"),
    ("gu", "values", {"price_b1": "3,200.00"}, "published"),
    ("wu", "initial_value_displayed", {}, "valued"),
    ("he", "report_served", {}, "valued"),
    ("he", "choice_offered", {}, "valued"),
    ("he", "choice", {"mode": "cash"}, "valued"),
    ("he", "sums", {}, "valued"),
    ("he", "agreement", {"moving_end": "2026-06-10", "signatory_entitled": "on"}, "agreed"),
    ("zhao", "order", {}, "agreed"),
    ("sun", "payment", {}, "compensated"),
    ("he", "vacated", {"condition_0": "on"}, "vacated"),
    ("he", "handed_over", {"fact_0": "false"}, "handed_over"),
    ("he", "demolished", {}, "demolished"),
]


def test_it_leads_a_household_from_the_survey_to_the_empty_plot(signed_in, office):
    """Each step by the primary action of the file as the one whose step it is sees it."""
    id = "桥西-0007"
    listed(id)
    for minute, (person, ending, typed, reached) in enumerate(WAY):
        office.instant = office.instant.replace(minute=minute)
        client = signed_in(person)
        url = next_url(client, id)
        assert url.endswith((f"/sl_h_{ending}", f"/do/{ending}")), (ending, url)
        fields = read_form(text_of(client.get(url)))
        papers = {
            name: f"{ending} {minute}"
            for name in fields
            if name.endswith("_number") and name.startswith("paper")
        }
        answer = client.post(url, fields | papers | typed)
        assert answer.status_code == 302, (ending, re.findall(r'reason-message">([^<]+)', text_of(answer)))
        assert stage(id) == reached, ending
    # Vacated in time earns 200 yuan a ㎡ (A26): 66.00 × 200 = 13,200.00, booked by that day and still to be ordered.
    row = HouseholdRow.objects.get(pk=id)
    assert row.settled_fen > 21_120_000  # 66.00 ㎡ × 3,200.00 for the building alone
    assert row.total_fen - row.settled_fen == 1_320_000


def test_the_next_step_of_another_post_names_who_does_it(signed_in):
    # 张 waits for her order: the approver, the unit's head or the office gives it, not the appraiser.
    shown = text_of(signed_in("gu").get(A))
    assert "is-primary" not in shown
    assert "由审批岗" in shown.replace("、", "") or re.search(r"由[^<]*审批岗[^<]*办理", shown)
