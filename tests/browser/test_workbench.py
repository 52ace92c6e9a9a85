"""The workbench in a browser: a clerk's and an approver's morning, by mouse, by keyboard, without scripts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.server]

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "bamboo-bridge-canal-11"
FILE = "/households/桥东-0001"
PAGES = [
    "/today", "/tasks", "/standstills", "/households", "/households?q=nobody", FILE, f"{FILE}/sums", f"{FILE}/facts",
    f"{FILE}/steps", f"{FILE}/papers", f"{FILE}/cases", f"{FILE}/history", f"{FILE}/do/order", f"{FILE}/do/correction",
    f"{FILE}/do/duties", f"{FILE}/steps/sl_h_vacated", "/cases", "/cases/new", "/commitments", "/consultations",
    "/consultations/new", "/orders", "/late-entries", "/bank",
    "/attempts",
    "/units/unit-07", "/duties",
]  # fmt: skip


@pytest.fixture(scope="session")
def office_site(tmp_path_factory) -> Iterator[str]:
    """Address of a site with the small office in it, in a process of its own."""
    home = tmp_path_factory.mktemp("browser-office")
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.browser.serve_workbench", str(home)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path, "PLUMBLINE_HOME": str(home)},
    )
    assert process.stdout is not None
    yield process.stdout.readline().strip()
    process.terminate()
    process.wait()


@pytest.fixture
def sign_in(chromium, office_site):
    """A page of a person who has just signed in; complaints of the page fail the test at its end."""
    complaints: list[str] = []
    contexts = []

    def signed(person: str, *, width: int = 1440, **options: object):
        context = chromium.new_context(
            viewport={"width": width, "height": 1000}, base_url=office_site, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/login")
        page.get_by_label("用户名").fill(person)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        expect(page).to_have_url(f"{office_site}/today")
        return page

    yield signed
    for context in contexts:
        context.close()
    # A refusal is answered by 409 or 422, which a browser notes as an error of its own.
    assert [c for c in complaints if "409" not in c and "422" not in c] == []


def serious(page) -> list[str]:
    """What axe finds that hinders a reader."""
    violations = Axe().run(page, options={"preload": False}).response["violations"]
    return [
        f"{page.url} {v['id']}: {n['target']}"
        for v in violations
        if v["impact"] in ("serious", "critical")
        for n in v["nodes"]
    ]


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1440, "light")])
def test_axe_finds_nothing_serious_and_nothing_reaches_over_the_edge(sign_in, width, scheme):
    page = sign_in("wu", width=width, color_scheme=scheme, bypass_csp=True)
    for path in PAGES:
        page.goto(path)
        assert serious(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_login_page_is_open_to_every_reader(chromium, office_site):
    context = chromium.new_context(base_url=office_site, bypass_csp=True)
    page = context.new_page()
    page.goto("/login")
    assert serious(page) == []
    context.close()


def test_a_morning_from_today_to_the_receipt(sign_in):
    """The approver finds what is late, orders the payment, and the accountant pays it."""
    page = sign_in("zhao")
    page.locator(".figure", has_text="逾期").click()
    page.get_by_role("link", name="签批付款单").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("签批付款单")
    page.get_by_role("button", name="签批付款单").click()
    expect(page.get_by_role("status").filter(has_text="回执码")).to_be_visible()
    expect(page.get_by_text("由会计办理")).to_be_visible()  # he orders; another hand pays

    payer = sign_in("sun")
    payer.get_by_role("link", name="支付补偿款").click()
    payer.get_by_label("文号").first.fill("回单 0522-1")
    payer.get_by_role("button", name="登记付款").click()
    expect(payer.get_by_role("status").filter(has_text="回执码")).to_be_visible()
    expect(payer.locator(".stage-step[aria-current=step]")).to_contain_text("已补偿")


def test_a_refusal_stays_on_the_form_with_what_was_typed(sign_in):
    page = sign_in("cheng")
    page.goto(f"{FILE}/steps/sl_h_vacated")
    page.get_by_label("文号").fill("腾交 7")
    page.get_by_role("button", name="登记此步骤").click()
    expect(page.get_by_role("alert").first).to_contain_text("国有土地上房屋征收与补偿条例")
    expect(page.get_by_label("文号")).to_have_value("腾交 7")


def test_a_second_press_while_the_first_is_on_its_way_gives_one_record(sign_in):
    page = sign_in("wu")
    page.goto("/households/桥西-0006/do/grievance")
    page.get_by_label("诉求内容").fill("两次点击")
    page.get_by_role("button", name="登记诉求").dblclick()
    expect(page.get_by_role("status").filter(has_text="回执码")).to_be_visible()
    page.goto("/cases?q=两次点击")
    expect(page.locator("tbody tr")).to_have_count(1)


def test_lists_are_filtered_and_opened_by_keyboard_alone(sign_in):
    page = sign_in("wu")
    page.goto("/households")
    page.keyboard.press("/")
    page.keyboard.type("王建")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q="))
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_role("link", name="桥东-0003").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("王建国")


def test_a_person_with_two_posts_switches_in_the_masthead(sign_in):
    page = sign_in("min")
    page.goto("/households")
    expect(page.locator("tbody tr")).to_have_count(3)
    page.locator(".acting summary").click()
    page.get_by_role("button", name="档案岗").click()
    page.goto("/households")
    expect(page.locator("tbody tr")).to_have_count(6)


def test_everything_is_done_without_a_script(sign_in):
    page = sign_in("cheng", java_script_enabled=False)
    page.goto("/households/桥东-0002")
    page.get_by_role("link", name="登记补偿方式选择").click()
    page.get_by_text("货币补偿", exact=True).click()
    page.get_by_label("文号").fill("选 2")
    page.get_by_role("button", name="登记补偿方式选择").click()
    expect(page.get_by_role("status").filter(has_text="回执码")).to_be_visible()
    expect(page.locator(".next-step .button")).to_contain_text("计算")
