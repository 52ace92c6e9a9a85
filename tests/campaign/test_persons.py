"""The persons of a file: numbers are checked by their own digits, kept in the event alone, and shown masked."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.script import documents, instant
from tests.store.town import IDS

from plumbline.campaign import household_json
from plumbline.campaign.identity import masked, wrong_account, wrong_identity

# The standard's own example (GB 11643) is 11010519491231002X.
RESIDENT = "11010519491231002X"
CARD = "6222020200012345670"


def person(id: str = "p1", **more: str) -> dict[str, str]:
    return {
        "person_id": id,
        "role": "owner",
        "name": "张桂英",
        "id_kind": "resident_id",
        "id_number": RESIDENT,
        **more,
    }


def record(campaign, *persons: dict[str, str], on: str = "2026-04-09", **more):
    paper = documents(instant(on).date(), "title_extract")
    return campaign.does(
        "陈", "RecordPersons", on, household=IDS["张"], persons=persons, evidence=paper, **more
    )


def refusal(campaign, *persons: dict[str, str], **more) -> list[str]:
    found = campaign.refusal(
        "陈", "RecordPersons", "2026-04-09", household=IDS["张"], persons=persons, **more
    )
    assert list(found) == ["persons:value"]
    return [found["persons:value"].fact]


def test_it_keeps_the_number_in_the_event_and_masks_it_in_the_file(campaign):
    record(campaign, person(share="1/2"), person("p2", role="co_owner", name="张生", share="1/2", id_number=""),
           account={"holder": "张桂英", "bank": "示例农商行", "number": CARD})  # fmt: skip
    file = campaign.of("张")
    assert file.persons["p1"]["id_masked"] == "**************002X"
    assert "id_masked" not in file.persons["p2"]
    assert file.pay_to["masked"].endswith(CARD[-4:])
    kept = json.dumps(household_json(file), ensure_ascii=False)
    assert RESIDENT not in kept
    assert CARD not in kept
    event = campaign.door.events[-1][0]
    assert event.com["persons"][0]["id_number"] == RESIDENT
    assert RESIDENT not in json.dumps(dict(event.open))


def test_it_keeps_a_number_that_is_not_given_again(campaign):
    record(campaign, person())
    first = campaign.of("张").persons["p1"]
    record(campaign, person(name="张桂英（更正）", id_number=""), on="2026-04-10")
    again = campaign.of("张").persons["p1"]
    assert (again["id_masked"], again["id_seq"]) == (first["id_masked"], first["id_seq"])
    assert again["name"] == "张桂英（更正）"


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"id_number": "110105194912310021"}, "persons[0].id_number"),  # the check digit is X
        ({"id_number": "11010519491331002X"}, "persons[0].id_number"),  # no thirteenth month
        ({"id_number": "1101051949123100"}, "persons[0].id_number"),
        ({"id_kind": "library_card"}, "persons[0].id_number"),
        ({"role": "suspect"}, "persons[0].role"),
        ({"name": " "}, "persons[0].name"),
        ({"person_id": ""}, "persons[0].person_id"),
        ({"employer": "示例厂"}, "persons[0].employer"),  # no lists of employers (T13)
        ({"share": "1/3"}, "persons.share"),
        ({"share": "half"}, "persons.share"),
    ],
)
def test_it_names_the_place_of_a_slip(campaign, change, where):
    assert refusal(campaign, person(**change)) == [where]


def test_it_wants_every_owners_share_or_none(campaign):
    record(campaign, person(), person("p2", role="co_owner"))
    assert refusal(campaign, person(share="1/2"), person("p2", role="co_owner")) == ["persons.share"]
    # An agent owns nothing: its share is nobody's business.
    record(campaign, person(share="1"), person("p2", role="agent"), on="2026-04-10")


def test_it_refuses_two_persons_with_one_id(campaign):
    assert refusal(campaign, person(), person()) == ["persons[1].person_id"]


def test_it_refuses_a_mistyped_account(campaign):
    account = {"holder": "张桂英", "bank": "示例农商行", "number": CARD[:-1] + "1"}
    assert refusal(campaign, person(), account=account) == ["account.number"]
    assert refusal(campaign, person(), account={"holder": "", "bank": "示例农商行"}) == ["account.holder"]


def test_it_is_nobodys_to_record_but_the_field_and_the_office(campaign):
    found = campaign.refusal("孙", "RecordPersons", "2026-04-09", household=IDS["张"], persons=[person()])
    assert list(found) == ["permission:role"]


def test_a_wrong_place_is_found_in_every_resident_number():
    # A single wrong figure always changes the weighted sum modulo 11: no such slip passes.
    for place in range(17):
        for figure in "0123456789":
            wrong = RESIDENT[:place] + figure + RESIDENT[place + 1 :]
            assert (wrong_identity("resident_id", wrong) is None) is (wrong == RESIDENT)


def test_it_reads_a_social_credit_code():
    # The standard's own example (GB 32100-2015).
    code = "91350100M000100Y43"
    assert wrong_identity("organisation_code", code) is None
    assert wrong_identity("organisation_code", code[:-1] + "4") is not None
    assert wrong_identity("organisation_code", code.replace("Y", "I")) is not None


@given(st.text("0123456789", min_size=8, max_size=15))
def test_an_account_that_is_no_card_needs_figures_alone(number):
    assert wrong_account(number) is None
    assert wrong_account(number + "x") is not None


@given(st.text("0123456789X", max_size=30))
def test_a_masked_number_shows_at_most_four_places(number):
    shown = masked(number)
    assert len(shown) == len(number)
    assert shown.count("*") >= len(number) - 4
