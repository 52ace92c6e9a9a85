"""The law through the API: each step, prohibition and right is tried, answered with its article, and nothing is recorded."""

from __future__ import annotations

import json

import pytest
from tests.journeys import law_forbidden
from tests.journeys.law_attempts import Attempt, answered, of_step_id, steps
from tests.journeys.law_home import BARE, FULL, late_built, register, row
from tests.journeys.law_no_way import FIELDS, NOWHERE, NoWay
from tests.store.town import IDS

from plumbline import law
from plumbline.campaign import plain
from plumbline.store.models import Leaf
from plumbline.terms import Reason, Text

pytestmark = pytest.mark.xdist_group("law")

PROHIBITIONS = {attempt.row: attempt for attempt in law_forbidden.prohibitions()}
RIGHTS = {attempt.row: attempt for attempt in law_forbidden.rights()}


def send(office, who: str, command: str, key: str, **fields):
    body = json.dumps(plain({**fields, "key": f"{key}-0001"}))
    return office.client(who).post(f"/api/commands/{command}", data=body, content_type="application/json")


def refusals(answer) -> list[Reason]:
    found = []
    for one in answer.json()["refused"]:
        assert one["message_zh"], one
        assert one["remedy_zh"], one
        text = Text(one["message_zh"], one["message_en"])
        found.append(
            Reason(one["code"], one["rule"], one["fact"], text, Text(one["remedy_zh"], one["remedy_en"]))
        )
    return found


def refused(office, attempt: Attempt) -> None:
    leaves = Leaf.objects.count()
    answer = send(office, attempt.who, attempt.command, f"try-{attempt.row}", **attempt.fields)
    assert answer.status_code == 409, answer.content[:300]
    answered(attempt, refusals(answer))
    assert Leaf.objects.count() == leaves


@pytest.mark.parametrize("step", steps(household=False))
def test_a_project_step_waits_for_its_gate(law_office, step):
    refused(law_office, of_step_id(step))


@pytest.mark.parametrize("step", steps(household=True))
def test_a_household_step_waits_for_its_gate(law_office, step):
    refused(law_office, of_step_id(step))


@pytest.mark.parametrize(("step", "rule"), [("sl_h_listed", "R590 16(1)"), ("cl_h_listed", "LAMR 26(2)")])
def test_nobody_is_listed_before_the_area_is_public(law_office, step, rule):
    like = "王" if step == "sl_h_listed" else "塘王"
    taken = plain(register(BARE[step[:2]], [row(like, f"{step}-1", [])], [], name=step))
    refused(law_office, Attempt(step, "ImportRegister", taken, "wu", f"{step}:requires(", rule))


@pytest.mark.parametrize("row", PROHIBITIONS)
def test_a_prohibition_holds(law_office, row):
    refused(law_office, PROHIBITIONS[row])


@pytest.mark.parametrize("row", RIGHTS)
def test_a_right_is_not_denied(law_office, row):
    refused(law_office, RIGHTS[row])


# ---------- what earns nothing ----------
@pytest.mark.parametrize(("row", "clause"), [("sl_p_freeze_facts", "A11"), ("cl_p_no_cut_off_facts", "B13")])
def test_what_is_built_after_the_freeze_earns_nothing(law_office, row, clause):
    # The same home, signed for alike: built in 1992 its building is paid for, built on 1 March it is not.
    regime = row[:2]
    signed = {
        "moving_end": "2026-08-01",
        "done_at": law_forbidden.AT,
        "evidence": [{"document": "agreement", "number": "1", "on": "2026-05-20"}],
    }
    answer = send(law_office, "wu", "SignAgreement", row, household=late_built(regime, 1), **signed)
    assert answer.status_code == 200, answer.content[:400]
    early, late = (
        law_office.client("wu").get(f"/api/households/{id}").json()["booked"]
        for id in (f"{FULL[regime]}-early", late_built(regime, 1))
    )
    assert early[clause] > 0
    assert clause not in late


# ---------- what cannot be said ----------


@pytest.mark.parametrize("row", NOWHERE)
def test_there_is_no_way_in(law_office, row):
    way = NOWHERE[row]
    described = law_office.client("wu").get("/api/commands").json()[way.command]["properties"]
    assert set(described) == FIELDS[way.command] | {"key", "post"}
    answer = send(
        law_office,
        law_forbidden.somebody_for(way.command, way.fields.get("step", row)),
        way.command,
        row,
        **said(way),
    )
    codes = [reason["code"] for reason in answer.json()["refused"]]
    if way.inside:  # a step states the facts that the law has it state
        assert (answer.status_code, f"{way.fields['step']}:fact({way.word})" in codes) == (409, True), codes
    else:
        assert (answer.status_code, codes) == (422, [f"unreadable:{way.word}"])
    if way.taken:  # the demand itself is always taken down
        assert send(law_office, "wu", way.command, f"asks-{row}", **way.fields).status_code == 200


def said(way: NoWay) -> dict:
    word = {way.word: way.value}
    return {**way.fields, "facts": word} if way.inside else {**way.fields, **word}


# ---------- what may still be demanded ----------
@pytest.mark.parametrize("name", ["王", "塘张"])
def test_the_file_says_everything_that_may_be_demanded(law_office, name):
    answer = law_office.client("wu").get(f"/api/households/{IDS[name]}").json()
    regime = "collective_land" if name == "塘张" else "state_land"
    rights = law.load_procedure().regimes[regime].rights
    assert [right["id"] for right in answer["rights"]] == list(rights)
    assert all(right["rule"] and right["zh"] and right["en"] for right in answer["rights"])
    last = {right["id"]: right["last"] for right in answer["rights"]}
    if name == "王":  # served on 11 May: 60 days and six months
        assert (last["reconsideration_60d"], last["litigation_6m"]) == ("2026-07-10", "2026-11-11")
