"""The law through the site's own forms: each step, prohibition and right is tried, answered with its article on the page."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from urllib.parse import quote

import pytest
from tests.journeys import law_forbidden
from tests.journeys.law_attempts import Attempt, answered, of_step_id, steps
from tests.journeys.law_forms import KEY, address, typed
from tests.journeys.law_home import FULL, NEW, late_built
from tests.journeys.law_no_way import FORMS, NOWHERE
from tests.store.town import IDS

from plumbline import law
from plumbline.store.models import HouseholdRow, Leaf
from plumbline.terms import Regime
from plumbline.web.templatetags.plumbline import cited

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("law")]

PROHIBITIONS = {attempt.row: attempt for attempt in law_forbidden.prohibitions()}
RIGHTS = {attempt.row: attempt for attempt in law_forbidden.rights()}
BY_OTHER_POSTS = {
    "sl_p_no_appraiser_interference": "cheng",
    "sl_p_developer_out": "bu",
    "cl_p_no_profit_from_taking": "bu",
}
"""Prohibitions that the site keeps by offering no such thing, and by shutting out who might: a clerk at the appraiser's
form, the land-using company at any household."""
NOT_OFFERED = frozenset({"sl_h_transition_paid", "cl_h_transition_paid", "sl_h_listed", "cl_h_listed"})
"""Steps for which the site has no form before they are due: clauses are offered once they are owed, listing is the register's."""


def refused(office, attempt: Attempt) -> None:
    leaves = Leaf.objects.count()
    answer = office.client(attempt.who).post(address(attempt), typed(attempt))
    assert answer.status_code == 409, (answer.status_code, _wrong(answer))
    found = answered(attempt, answer.context["refused"].reasons)
    page = answer.content.decode()
    for shown in ('class="refusal"', escape(found.code), escape(str(cited(found.rule)))):
        assert shown in page
    assert Leaf.objects.count() == leaves


def _wrong(answer) -> object:
    """What a form says of itself, for whoever reads a failing test."""
    return answer.context and "form" in answer.context and answer.context["form"].errors


@pytest.mark.parametrize("step", steps(household=False))
def test_a_project_step_waits_for_its_gate(law_office, step):
    refused(law_office, of_step_id(step))


@pytest.mark.parametrize("step", [step for step in steps(household=True) if step not in NOT_OFFERED])
def test_a_household_step_waits_for_its_gate(law_office, step):
    refused(law_office, of_step_id(step))


@pytest.mark.parametrize("row", [row for row in PROHIBITIONS if row not in BY_OTHER_POSTS])
def test_a_prohibition_holds(law_office, row):
    refused(law_office, PROHIBITIONS[row])


@pytest.mark.parametrize("row", RIGHTS)
def test_a_right_is_not_denied(law_office, row):
    refused(law_office, RIGHTS[row])


# ---------- whom the law keeps out ----------
@pytest.mark.parametrize(("row", "who"), BY_OTHER_POSTS.items())
def test_a_post_is_kept_out(law_office, row, who):
    # The clerk types the appraiser's price; the land-using company records the moving out.
    appraiser = row == "sl_p_no_appraiser_interference"
    household = law_forbidden.TANG_LI if row.startswith("cl_") else law_forbidden.LI
    page = "do/values" if appraiser else f"steps/{row[:2]}_h_vacated"
    form = {
        "key": KEY,
        "done_on": "2026-05-20",
        **({"price_b1": "1.00"} if appraiser else {"condition_0": "on"}),
    }
    leaves = Leaf.objects.count()
    answer = law_office.client(who).post(f"/households/{household}/{page}", form)
    assert answer.status_code == 403
    assert "岗位" in answer.content.decode()
    assert Leaf.objects.count() == leaves


# ---------- what earns nothing ----------
@pytest.mark.parametrize(("row", "clause"), [("sl_p_freeze_facts", "A11"), ("cl_p_no_cut_off_facts", "B13")])
def test_what_is_built_after_the_freeze_earns_nothing(law_office, row, clause):
    regime = row[:2]
    step = f"{regime}_h_agreement_signed"
    late = replace(of_step_id(step), fields={**of_step_id(step).fields, "household": late_built(regime, 2)})
    form = {**typed(late), "paper0_number": "1", "key": ("a" if regime == "sl" else "b") * 32}
    assert law_office.client("wu").post(address(late), form).status_code == 302
    booked = {
        id: HouseholdRow.objects.get(pk=id).data["booked"]
        for id in (f"{FULL[regime]}-early", late_built(regime, 2))
    }
    before, after = booked.values()
    assert before[clause] > 0
    assert clause not in after


# ---------- what cannot be said ----------
_NAME = re.compile(r'<(?:input|select|textarea)[^>]*\bname="([^"]+)"')
_OF_THE_PAGE = {"csrfmiddlewaretoken", "key", "done_on", "language", "next", "look", "post"}
_OF_A_STEP = re.compile(r"(paper\d+_(kind|number|on|file|kept)|fact_\d+|condition_\d+|date_\w+)")


def asked(office, address: str, who: str = "wu") -> set[str]:
    """The names of everything that a form asks, rows counted once; the day, the papers and the page's own are left out."""
    page = office.client(who).get(address)
    assert page.status_code == 200
    names = {
        n
        for n in _NAME.findall(page.content.decode())
        if n not in _OF_THE_PAGE and not _OF_A_STEP.fullmatch(n)
    }
    return {re.sub(r"_\d+$", "", name) for name in names}


@pytest.mark.parametrize("row", NOWHERE)
def test_there_is_no_way_in(law_office, row):
    way = NOWHERE[row]
    names = asked(law_office, way.address)
    assert names <= FORMS[way.command]
    assert way.word not in names
    if (
        way.inside
    ):  # a step's form asks the facts of its row in the law's tables, and the law's tables have none such
        assert way.word not in law.load_procedure().facts
    if way.taken:  # the demand itself is always taken down
        words = {name: way.fields[name] for name in ("kind", "channel", "text")}
        form = {"key": f"{list(NOWHERE).index(row):032x}", "done_on": "2026-05-20", **words}
        assert law_office.client("wu").post(way.address, form).status_code == 302


@pytest.mark.parametrize("step", sorted(NOT_OFFERED))
def test_there_is_no_way_in_before_it_is_due(law_office, step):
    household = NEW[step[:2]]
    answer = law_office.client("wu").get(f"/households/{household}/steps/{step}")
    if step.endswith("_listed"):
        assert answer.status_code == 404
    else:  # it leads to the order of a payment, which offers the clauses that are owed, and none is
        assert answer.url == f"/households/{quote(household)}/do/order"
        page = law_office.client("wu").get(answer.url)
        assert page.context["form"].fields["clauses"].choices == []


@pytest.mark.parametrize("row", ["sl_p_developer_out", "cl_p_no_profit_from_taking"])
def test_there_is_no_way_in_for_the_company(law_office, row):
    attempt = PROHIBITIONS[row]
    page = law_office.client("wu").get(address(attempt)).content.decode()
    assert "unit-08-clerk" in page
    assert "company-man" not in page
    assert law_office.client("wu").post(address(attempt), typed(attempt)).status_code == 422


# ---------- what may still be demanded ----------
@pytest.mark.parametrize("name", ["王", "塘张"])
def test_the_households_own_page_says_everything_that_may_be_demanded(law_office, name):
    regime = Regime.COLLECTIVE_LAND if name == "塘张" else Regime.STATE_LAND
    page = law_office.resident(IDS[name]).get("/mine").content.decode()
    for right in law.load_procedure().regimes[regime].rights.values():
        assert escape(right.text.zh) in page
    if name == "王":  # served on 11 May: 60 days and six months
        assert re.search(r"7\s*月\s*10\s*日", page)
        assert re.search(r"11\s*月\s*11\s*日", page)
