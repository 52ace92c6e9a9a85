"""Results of the area, where the law publishes them; and the notice, for those who hand it out."""

from dataclasses import replace

import pytest

FILE = "桥东-0001"


@pytest.fixture
def at_home(client, office):
    from django.core.cache import cache

    from plumbline.store.codes import code_of

    cache.clear()
    assert client.post("/mine/enter", {"number": FILE, "code": code_of(FILE)}).status_code == 302
    return client


def rule():
    from pathlib import Path

    from plumbline import policy

    text = Path(__file__).resolve().parents[2] / "examples" / "policies" / "state-renewal-example.yaml"
    return policy.parse_policy(text.read_text("utf-8"), "state-renewal-example")


def test_on_state_land_the_area_is_read_with_names_and_totals_but_no_numbers(at_home):
    from plumbline.store.models import HouseholdRow
    from plumbline.terms import show_yuan

    page = at_home.get("/mine/area").content.decode()
    paid = HouseholdRow.objects.get(pk="桥西-0004")
    assert paid.names in page
    assert paid.address in page
    assert show_yuan(paid.total_fen) in page
    # A file's number is half of what opens it; a neighbour's is not shown.
    assert "桥西-0004" not in page


@pytest.mark.parametrize("address", ["/mine/area", "/mine/area/sheet"])
def test_no_account_number_identity_number_or_telephone_is_among_the_results(at_home, address):
    from plumbline.store.models import HouseholdRow

    secret: set[str] = set()

    def gather(value: object, key: str = "") -> None:
        if isinstance(value, dict):
            for name, inner in value.items():
                gather(inner, name)
        elif isinstance(value, list):
            for inner in value:
                gather(inner, key)
        elif (
            key.endswith(("id_number", "phone", "bank_account", "birth_on", "person_id"))
            and len(str(value)) > 3
        ):
            secret.add(str(value))

    for data in HouseholdRow.objects.values_list("data", flat=True):
        gather(data)
    page = at_home.get(address).content.decode()
    assert [one for one in secret if one in page] == []
    assert "困难补助" not in page


def test_lines_and_rest_add_up_to_the_total(office):
    from plumbline.store.models import HouseholdRow
    from plumbline.store.reading.residents import area_rows

    rows = area_rows(HouseholdRow.objects.all(), rule())
    booked = [row for row in rows if row.total is not None]
    assert booked
    for row in booked:
        assert sum(fen for _title, fen in row.lines) + row.rest == row.total


def test_hardship_is_in_the_total_only():
    from plumbline.store.reading.residents import untold_clauses

    untold = untold_clauses(rule())
    assert "A21" in untold  # hardship: disability, illness, low income
    assert {"A15", "A16"} <= untold  # moving and transition, so that hardship cannot be told apart
    assert "A11" not in untold  # the value of the house


def test_a_hardship_sum_cannot_be_read_from_a_neighbours_row(office):
    from plumbline.store.models import HouseholdRow
    from plumbline.store.reading.residents import area_rows

    row = HouseholdRow.objects.get(pk="桥西-0004")
    row.data = {**row.data, "booked": {**row.data["booked"], "A21": 2_000_000}}
    row.save()
    shown = area_rows(HouseholdRow.objects.filter(pk=row.pk), rule())[0]
    assert "困难补助" not in [title.zh for title, _fen in shown.lines]
    assert 2_000_000 not in [fen for _title, fen in shown.lines]
    assert shown.rest >= 2_000_000


def test_on_collective_land_a_household_reads_its_own_row_alone(office):
    from plumbline.store.reading.households import file_of
    from plumbline.store.reading.residents import area_of, publishes_area

    file = file_of(FILE)
    assert file is not None
    assert publishes_area(file.household)
    assert area_of(file.household).count() > 1
    rural = replace(file.household, regime="collective_land")
    assert not publishes_area(rural)
    assert [row.pk for row in area_of(rural)] == [FILE]


def test_an_area_ends_at_its_project(office):
    from plumbline.store.models import HouseholdRow
    from plumbline.store.reading.households import file_of
    from plumbline.store.reading.residents import area_of

    file = file_of(FILE)
    assert file is not None
    HouseholdRow.objects.filter(pk="桥西-0004").update(project="elsewhere")
    assert "桥西-0004" not in [row.pk for row in area_of(file.household)]


# ---------- the notice ----------
@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("wu", 200),
        ("cheng", 200),
        ("fang", 200),
        ("he", 403),
        ("zhao", 403),
        ("gu", 403),
        ("shi", 403),
        ("bu", 403),
    ],
)
def test_the_notice_is_printed_by_the_office_and_the_households_own_unit(signed_in, person, status):
    from plumbline.store.codes import code_of

    answer = signed_in(person).get(f"/notices/{FILE}")
    assert answer.status_code == status
    assert (code_of(FILE) in answer.content.decode()) is (status == 200)


def test_the_notice_is_for_nobody_without_an_account(client, office):
    assert client.get(f"/notices/{FILE}").headers["Location"].startswith("/login")


def test_the_notice_carries_its_receipt_and_its_printing_is_recorded(signed_in):
    from plumbline.store.models import AccessRow
    from plumbline.store.reading.households import entries_of

    page = signed_in("wu").get(f"/notices/{FILE}").content.decode()
    listed = entries_of(FILE, ("household.listed/1",))[0]
    assert listed.receipt in page
    assert 'src="data:image/svg+xml' in page
    assert AccessRow.objects.filter(household=FILE, person="wu", what="notice").count() == 1
    assert signed_in("wu").get("/notices/none-1").status_code == 404


def test_a_households_own_row_hides_nothing_from_it(office):
    from plumbline.store.models import HouseholdRow
    from plumbline.store.reading.residents import area_rows

    row = area_rows(HouseholdRow.objects.filter(pk=FILE), rule(), own=True)[0]
    assert row.rest == 0
    assert sum(fen for _title, fen in row.lines) == row.total
