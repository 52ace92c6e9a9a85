"""Who reads the chart, the accounts and the boards: everybody inside, no firm, nobody without a post."""

import pytest

pytestmark = pytest.mark.long

ADDRESSES = [
    "/wall", "/wall/now.json", "/wall/sheet.svg", "/wall/map/0.bin", "/days", "/days/2026-05-21", "/projects",
    "/projects/qiao", "/structure", "/policies", "/policies/state-renewal-example",
    "/bulletins", "/days/2026-05-21/account.pdf", "/units/unit-07/duties.pdf", "/projects/qiao/breakdown.pdf",
]  # fmt: skip
INSIDE = ["wu", "zheng", "fang", "cheng", "chen", "yu", "zhao", "sun", "shi", "ling"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_reads_it_without_signing_in(client, office, address):
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/login?next=")


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("person", ["bu", "gu"])
def test_a_firm_does_not_read_it(signed_in, address, person):
    answer = signed_in(person).get(address)
    assert answer.status_code == 403
    assert "受托单位" in answer.content.decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_holds_no_post_today_does_not_read_it(signed_in, address):
    assert signed_in("zhou").get(address).status_code == 403


@pytest.mark.parametrize("person", INSIDE)
@pytest.mark.parametrize("address", [a for a in ADDRESSES if not a.endswith(".bin")])
def test_everybody_inside_reads_it(signed_in, address, person):
    assert signed_in(person).get(address).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_is_only_read(signed_in, address):
    assert signed_in("wu").post(address).status_code == 405


def test_the_walls_own_screen_is_led_to_it_and_offered_no_desk(signed_in):
    wall = signed_in("zheng")
    assert wall.get("/today").headers["Location"] == "/wall"
    assert 'href="/today"' not in wall.get("/wall").content.decode()
    assert 'href="/today"' in signed_in("wu").get("/wall").content.decode()
