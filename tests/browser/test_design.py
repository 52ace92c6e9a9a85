"""The living page and the layouts in a browser: for every reader, at every width, by keyboard alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

LAYOUTS = ["desk", "public", "wall", "paper"]
WIDTHS = [390, 1440, 3840]


def findings(page, *impacts: str) -> list[str]:
    """What axe finds, with the places; of these impacts alone, where some are named."""
    # Its preloading of sheets asks for imported ones beside the page instead of beside the sheet.
    violations = Axe().run(page, options={"preload": False}).response["violations"]
    return [
        f"{v['impact']} {v['id']}: {n['target']} {n['failureSummary']}"
        for v in violations
        if not impacts or v["impact"] in impacts
        for n in v["nodes"]
    ]


@pytest.mark.parametrize(
    ("look", "scheme"), [("light", "light"), ("dark", "dark"), ("print", "light"), ("wall", "dark")]
)
def test_axe_finds_nothing_serious_on_the_parts(open_page, look, scheme):
    # Parts that are one of a kind on a real page (a masthead, a head of a paper) stand here beside others,
    # so axe's advice on landmarks does not apply; what hinders a reader does.
    page = open_page(f"/design?look={look}", color_scheme=scheme, bypass_csp=True)
    assert findings(page, "serious", "critical") == []


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1440, "light"), (3840, "dark")])
def test_axe_finds_nothing_on_the_layouts(open_page, layout, width, scheme):
    page = open_page(f"/design/layouts/{layout}", width=width, color_scheme=scheme, bypass_csp=True)
    assert findings(page) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/design", *(f"/design/layouts/{name}" for name in LAYOUTS)])
def test_nothing_reaches_over_the_edge(open_page, path, width):
    page = open_page(path, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_wall_needs_no_scrolling_where_it_hangs(open_page):
    page = open_page("/design/layouts/wall", width=3840, height=2160)
    assert page.evaluate("document.documentElement.scrollHeight") <= 2160
    assert (
        page.evaluate(
            "document.querySelector('.wall-side').scrollHeight - document.querySelector('.wall-side').clientHeight"
        )
        <= 0
    )


def test_the_first_tab_leads_past_the_head(open_page):
    page = open_page("/design")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_a_ground_is_chosen_at_once_and_kept(open_page):
    page = open_page("/design")
    page.locator(".masthead .display > summary").first.click()
    page.get_by_role("button", name="深色", exact=True).first.click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_sum_opens_by_keyboard_and_shows_its_arithmetic(open_page):
    page = open_page("/design/layouts/desk")
    sum_ = page.locator(".sum").nth(2)
    sum_.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(sum_.get_by_text("四舍五入：17,245.67 元")).to_be_visible()


def test_escape_closes_what_was_opened_and_gives_the_focus_back(open_page):
    page = open_page("/design/layouts/desk")
    post = page.locator(".acting")
    post.locator("summary").press("Enter")
    expect(post.locator(".drop-body")).to_be_visible()
    page.keyboard.press("Escape")
    expect(post.locator(".drop-body")).to_be_hidden()
    expect(post.locator("summary")).to_be_focused()


def test_everything_is_said_without_script(open_page):
    page = open_page("/design/layouts/desk", java_script_enabled=False)
    page.locator(".masthead .display > summary").click()
    page.get_by_role("button", name="深色", exact=True).click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_printed_page_leaves_the_screen_behind_and_opens_the_sums(open_page):
    page = open_page("/design/layouts/desk", color_scheme="dark")
    page.emulate_media(media="print")
    expect(page.locator(".masthead")).to_be_hidden()
    expect(page.locator(".print-head")).to_be_visible()
    expect(page.get_by_text("四舍五入：17,245.67 元")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"
