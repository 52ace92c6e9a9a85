"""The wall in the war room: the map is drawn, goes from project to project, obeys hands and keys, prints as a sheet."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from tests.web.build_small_office import PASSWORD

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
AXE = {"preload": False}
"""Axe would fetch the imported style sheets again, from where the page lies and not from where they lie."""

COLOURS = """
() => {
  const canvas = document.querySelector("canvas"), { width, height } = canvas;
  const data = canvas.getContext("2d").getImageData(0, 0, width, height).data, seen = new Map();
  for (let n = 0; n < data.length; n += 4) {
    const colour = `${data[n]},${data[n + 1]},${data[n + 2]}`;
    seen.set(colour, (seen.get(colour) ?? 0) + 1);
  }
  return [...seen].filter(([, count]) => count > 200).map(([colour]) => colour);
}
"""


@pytest.fixture(scope="module")
def office_site(tmp_path_factory) -> Iterator[str]:
    """Address of the small office, served by a process of its own."""
    home = tmp_path_factory.mktemp("office")
    environment = {
        **{name: value for name, value in os.environ.items() if name != "PLUMBLINE_HOME"},
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
    }
    served = subprocess.Popen(
        [sys.executable, "-m", "tests.browser.serve_office", str(home)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment,
    )
    assert served.stdout is not None
    address = next((line.strip() for line in served.stdout if line.startswith("http://")), "")
    assert address, "the office did not start; run python -m tests.browser.serve_office FOLDER to see why"
    yield address
    served.terminate()
    served.wait(10)


@pytest.fixture(scope="module")
def signed(chromium, office_site):
    """What a browser keeps of a person who has signed in; each signs in once, by the form."""
    known: dict[str, object] = {}

    def state(person: str) -> object:
        if person not in known:
            context = chromium.new_context()
            page = context.new_page()
            page.goto(f"{office_site}/wall")
            page.locator("#id_login").fill(person)
            page.locator("#id_password").fill(PASSWORD)
            page.locator("form:has(#id_password) button").last.click()
            page.wait_for_url(f"{office_site}/wall")
            known[person] = context.storage_state()
            context.close()
        return known[person]

    return state


@pytest.fixture
def wall(chromium, office_site, signed):
    """Open the wall as the screen's own post at a size; what the page complains about fails the test."""
    complaints: list[str] = []
    contexts = []

    def open_at(person: str = "zheng", width: int = 1440, height: int = 900, **options: object):
        size = {"width": width, "height": height}
        context = chromium.new_context(viewport=size, storage_state=signed(person), **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{office_site}/wall")
        expect(page.locator("[data-wall-map][data-drawn]")).to_be_attached()
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert complaints == []


def test_the_map_is_drawn_in_the_colours_of_the_stages(wall):
    page = wall()
    colours = page.evaluate(COLOURS)
    # Ground, water, and the three stages that its six homes stand in, to say the least.
    assert len(colours) >= 5
    for stage in ("valued", "agreed", "compensated"):
        shown = page.locator(f'[data-map-legend] [data-stage="{stage}"] .stage-mark').first
        wanted = shown.evaluate("e => getComputedStyle(e).backgroundColor.match(/\\d+/g).slice(0, 3).join()")
        assert wanted in colours, stage


def test_a_click_names_project_block_and_stage_and_never_a_person(wall):
    page = wall()
    box = page.locator("canvas").bounding_box()
    # The seven squares fill the width; the fourth, 刘's, lies in the middle.
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    card = page.locator("[data-map-card]")
    expect(card).to_be_visible()
    expect(card).to_contain_text("桥东桥西片区 · 桥西片")
    expect(card).to_contain_text("已补偿")
    expect(card).to_contain_text("剩余 3 户，共 3 户")
    assert "刘" not in card.inner_text()
    assert "桥西-0004" not in page.content()


def test_it_is_used_by_keyboard_alone(wall):
    page = wall()
    canvas = page.locator("canvas")
    canvas.focus()
    before = canvas.screenshot()
    page.keyboard.press("+")
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(200)
    assert canvas.screenshot() != before
    page.keyboard.press("0")
    page.wait_for_timeout(1_200)
    page.keyboard.press("Enter")
    expect(page.locator("[data-map-card]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-map-card]")).to_be_hidden()


def test_a_wheel_holds_the_place_under_the_pointer(wall):
    page = wall()
    box = page.locator("canvas").bounding_box()
    place = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*place)
    for _turn in range(3):
        page.mouse.wheel(0, -100)
    page.mouse.click(*place)
    expect(page.locator("[data-map-card]")).to_contain_text("桥西片")


def test_with_one_project_it_stands_still_and_says_so(wall):
    page = wall()
    expect(page.locator("[data-map-projects] button")).to_have_count(1)
    expect(page.locator("[data-map-projects] button")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-map-pause]")).to_have_attribute("aria-pressed", "true")


def test_it_goes_from_project_to_project_and_can_be_stopped(wall):
    page = wall()
    # Two projects instead of one: the module is asked directly, at its own pace, on the page's own button.
    shown = page.evaluate(
        """async () => {
          const { cycle } = await import("/static/plumbline/js/wall/cycle.js");
          const root = document.querySelector("[data-wall-map]").cloneNode(true), seen = [];
          const turn = cycle(root, 2, (project) => seen.push(project));
          const button = root.querySelector("[data-map-pause]");
          const pressed = [button.getAttribute("aria-pressed")];
          turn.next(1); turn.next(1); turn.next(-1);
          pressed.push(button.getAttribute("aria-pressed"));
          button.click(); pressed.push(button.getAttribute("aria-pressed"));
          turn.touched(); pressed.push(button.getAttribute("aria-pressed"));
          return { seen, pressed };
        }"""
    )
    # Forward, around, back; a hand stops it, the button starts it, a hand on the map stops it again.
    assert shown == {"seen": [1, 0, 1], "pressed": ["false", "true", "false", "true"]}


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (3840, 2160)])
def test_nothing_scrolls_where_it_hangs(wall, width, height):
    page = wall(width=width, height=height)
    assert page.evaluate("document.documentElement.scrollHeight") <= height
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    side = page.locator(".wall-side")
    assert side.evaluate("e => e.scrollHeight - e.clientHeight") <= 1


def test_its_two_numbers_are_large_enough_for_five_metres(wall):
    # A sign of h mm is read from 250·h mm at the usual sight: 5 m want 20 mm. On a wall of 1.9 m by 3840 pixels
    # that is 40 pixels; the two numbers have more than three times as much.
    page = wall(width=3840, height=2160)
    for number in page.locator(".wall-numbers .countdown-left").all():
        assert number.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") > 120


@pytest.mark.parametrize(
    ("width", "height", "scheme"), [(390, 844, "light"), (1440, 900, "dark"), (3840, 2160, "light")]
)
def test_axe_finds_nothing(wall, width, height, scheme):
    page = wall(width=width, height=height, color_scheme=scheme, bypass_csp=True)
    found = Axe().run(page, options=AXE).response["violations"]
    assert [(v["id"], n["target"]) for v in found for n in v["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    "address", ["/days", "/days/2026-05-21", "/bulletins", "/projects", "/projects/qiao", "/structure", "/policies",
                "/policies/state-renewal-example", "/projects/qiao/steps/sl_audit_published"],
)  # fmt: skip
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_on_the_pages_around_it(wall, office_site, address, width):
    page = wall("wu", width=width, bypass_csp=True)
    page.goto(office_site + address)
    found = Axe().run(page, options=AXE).response["violations"]
    assert [(v["id"], n["target"], n["failureSummary"]) for v in found for n in v["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_prints_as_one_sheet_of_a3(wall):
    page = wall()
    page.emulate_media(media="print")
    expect(page.locator(".wall-sheet")).to_be_visible()
    expect(page.locator(".wall-map")).to_be_hidden()
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") == 1
    assert b"/MediaBox [0 0 1191" in printed  # 420 mm


def test_without_script_the_figures_still_stand(chromium, office_site, signed):
    context = chromium.new_context(java_script_enabled=False, storage_state=signed("zheng"))
    page = context.new_page()
    page.goto(f"{office_site}/wall")
    expect(page.locator(".wall-numbers")).to_contain_text("剩余户数")
    context.close()
