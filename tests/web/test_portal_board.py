"""The sheet that the office hangs up on the board of an area (条例第二十九条)."""

import pytest

from plumbline.store.models import AccessRow, HouseholdRow, ProjectRow

BOARD = "/notices/area/qiao"


@pytest.mark.parametrize(("person", "status"), [("wu", 200), ("cheng", 403), ("zhao", 403), ("gu", 403)])
def test_the_sheet_of_the_board_is_printed_by_the_office(signed_in, person, status):
    answer = signed_in(person).get(BOARD)
    assert answer.status_code == status
    assert ('class="table area-table"' in answer.content.decode()) is (status == 200)


def test_nobody_without_an_account_prints_it(client, office):
    assert client.get(BOARD).headers["Location"].startswith("/login")


def test_it_shows_what_the_area_reads_and_its_printing_is_recorded(signed_in):
    page = signed_in("wu").get(BOARD).content.decode()
    assert HouseholdRow.objects.get(pk="桥东-0001").names in page
    # File numbers open files; a board has names and addresses.
    assert "桥东-0001" not in page
    assert AccessRow.objects.filter(person="wu", household="", what="board qiao").count() == 1


def test_on_collective_land_there_is_no_such_sheet(signed_in):
    row = ProjectRow.objects.get(pk="qiao")
    ProjectRow.objects.filter(pk="qiao").update(
        regime="collective_land", data={**row.data, "regime": "collective_land"}
    )
    answer = signed_in("wu").get(BOARD)
    assert answer.status_code == 403
    assert "集体土地不公布各户的补偿金额" in answer.content.decode()
    assert HouseholdRow.objects.get(pk="桥东-0001").names not in answer.content.decode()


def test_even_asked_for_it_the_rows_of_collective_land_are_none(office):
    from plumbline.store.reading.residents import area_of_project

    assert area_of_project("qiao").exists()
    ProjectRow.objects.filter(pk="qiao").update(regime="collective_land")
    assert not area_of_project("qiao").exists()


def test_an_unknown_project_has_none(signed_in):
    assert signed_in("wu").get("/notices/area/none").status_code == 404


def test_the_office_finds_it_beside_the_notice(signed_in):
    assert BOARD in signed_in("wu").get("/notices/桥东-0001").content.decode()
    assert BOARD not in signed_in("cheng").get("/notices/桥东-0001").content.decode()
