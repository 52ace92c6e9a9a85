"""The portal in a browser: a resident's visit by phone and by keyboard, and every page for every reader."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.server]

ROOT = Path(__file__).resolve().parents[2]
FILE = "桥东-0001"
PUBLIC = [
    "/",
    "/procedure",
    "/log-book",
    "/policy/state-renewal-example",
    "/mine",
    f"/verify/2026-05-19/{'0' * 64}",
]
OWN = ["/mine", "/mine/area", "/mine/area/sheet"]


@pytest.fixture(scope="module")
def portal(tmp_path_factory) -> Iterator[tuple[str, Path]]:
    """Address and home of a site with the small office in it, in a process of its own."""
    home = tmp_path_factory.mktemp("browser-portal")
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.browser.serve_workbench", str(home)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path, "PLUMBLINE_HOME": str(home)},
    )
    assert process.stdout is not None
    yield process.stdout.readline().strip(), home
    process.terminate()
    process.wait()


@pytest.fixture
def visit(chromium, portal):
    """A visitor's page; complaints of the page fail the test at its end."""
    complaints: list[str] = []
    contexts = []

    def opened(*, width: int = 1440, **options: object):
        context = chromium.new_context(
            viewport={"width": width, "height": 1000}, base_url=portal[0], **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [c for c in complaints if "422" not in c] == []


def code_of(home: Path, number: str) -> str:
    """The code as the notice prints it, asked of the installation by a process of its own."""
    script = (
        "import django; django.setup(); from plumbline.store.codes import code_of; import sys; "
        "print(code_of(sys.argv[1]))"
    )
    env = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "PLUMBLINE_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "plumbline.web.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", script, number], capture_output=True, text=True, check=True, env=env
    )
    return done.stdout.strip()


def enter(page, home: Path) -> None:
    """Open the file from the home page."""
    page.goto("/")
    page.get_by_label("户号").fill(FILE)
    page.get_by_label("查询码").fill(code_of(home, FILE))
    page.get_by_role("button", name="查看本户档案").click()
    expect(page.locator(".mine-where")).to_be_visible()


def serious(page) -> list[str]:
    """What axe finds that hinders a reader."""
    violations = Axe().run(page, options={"preload": False}).response["violations"]
    return [
        f"{page.url} {v['id']}: {n['target']}"
        for v in violations
        if v["impact"] in ("serious", "critical")
        for n in v["nodes"]
    ]


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1440, "light"), (3840, "light")])
def test_axe_finds_nothing_serious_and_nothing_reaches_over_the_edge(visit, portal, width, scheme):
    page = visit(width=width, color_scheme=scheme, bypass_csp=True)
    for path in PUBLIC:
        page.goto(path)
        assert serious(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    enter(page, portal[1])
    for path in OWN:
        page.goto(path)
        assert serious(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_resident_opens_her_file_reads_a_sum_keeps_her_proofs_and_leaves(visit, portal):
    page = visit(width=390)
    enter(page, portal[1])
    expect(page.get_by_text("未付清补偿前不得要求您搬迁")).to_be_visible()
    first = page.locator("details.sum").first
    first.locator("summary").click()
    expect(first.get_by_role("heading", name="计算过程")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载本户证明").click()
    assert download.value.suggested_filename == "plumbline-proofs.zip"
    page.get_by_role("button", name="退出查询").click()
    expect(page).to_have_url(f"{portal[0]}/")
    page.goto("/mine")
    expect(page.get_by_label("查询码")).to_be_visible()


def test_a_wrong_code_keeps_the_number_and_says_so_aloud(visit):
    page = visit()
    page.get_by_label("户号").fill(FILE)
    page.get_by_label("查询码").fill("0000-0000-0000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("查询码不对")
    expect(page.get_by_label("户号")).to_have_value(FILE)


def test_the_file_is_read_without_a_script(visit, portal):
    page = visit(java_script_enabled=False)
    enter(page, portal[1])
    page.get_by_role("link", name="范围内分户补偿情况").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("范围内分户补偿情况")
