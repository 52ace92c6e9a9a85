"""A household's own file: opened by its number and code alone, and by nobody else's."""

import pytest

FILE, OTHER = "桥东-0001", "桥西-0004"


@pytest.fixture(autouse=True)
def no_tries():
    """Counted tries belong to one test."""
    from django.core.cache import cache

    cache.clear()
    yield
    cache.clear()


def enter(client, number: str, code: str):
    return client.post("/mine/enter", {"number": number, "code": code})


@pytest.fixture
def at_home(client, office):
    """A client in whose session a household's file is open."""
    from plumbline.store.codes import code_of

    def opened(number: str = FILE):
        assert enter(client, number, code_of(number)).status_code == 302
        return client

    return opened


def test_a_code_is_steady_and_is_read_as_people_write(office):
    from plumbline.ledger.printed import CROCKFORD
    from plumbline.store.codes import code_of, is_code

    code = code_of(FILE)
    assert [len(group) for group in code.split("-")] == [4, 4, 4]
    assert set(code.replace("-", "")) <= set(CROCKFORD)
    assert code == code_of(FILE) != code_of(OTHER)
    assert is_code(FILE, code.lower().replace("-", " "))
    assert is_code(FILE, code.replace("0", "o").replace("1", "l"))
    assert not is_code(OTHER, code)
    assert not is_code(FILE, code[:-1])
    assert not is_code(FILE, "")


def test_asking_for_a_number_that_nobody_listed_makes_no_key(office, built_office):
    import sqlite3

    from plumbline.store.codes import is_code

    def keys() -> int:
        with sqlite3.connect(built_office / "keystore.sqlite3") as database:
            return database.execute("SELECT count(*) FROM file_key").fetchone()[0]

    before = keys()
    assert not is_code("无此-9999", "0000-0000-0000")
    assert keys() == before


def test_the_file_opens_and_says_where_it_stands(at_home):
    page = at_home().get("/mine").content.decode()
    assert "未付清补偿前不得要求您搬迁（条例第二十七条）" in page
    assert "您家已签协议" in page
    assert "包签约岗" in page  # the post answers,
    assert "程晓梅" not in page  # and no person is named for it
    assert "/households/" not in page  # nothing leads to the workbench


def test_a_wrong_number_and_a_wrong_code_are_answered_alike(client, office):
    from plumbline.store.codes import code_of

    def said(number: str, code: str) -> tuple[int, str]:
        answer = enter(client, number, code)
        page = answer.content.decode()
        return answer.status_code, page[page.index('role="alert"') : page.index("<label")]

    assert said(FILE, code_of(OTHER)) == said("无此-9999", "0000-0000-0000") == said(OTHER, code_of(FILE))
    assert "查询码不对" in said(FILE, "0000-0000-0000")[1]
    assert "查看本户档案" in client.get("/mine").content.decode()


def test_the_eleventh_try_is_not_judged_even_with_the_right_code(client, office):
    from plumbline.store.codes import code_of

    for _n in range(10):
        assert enter(client, FILE, "0000-0000-0000").status_code == 422
    assert enter(client, FILE, code_of(FILE)).status_code == 429
    assert enter(client, OTHER, code_of(OTHER)).status_code == 302  # another number has its own tries


def test_ten_tries_from_one_address_do_not_shut_out_another(client, office):
    from plumbline.store.codes import code_of

    for _n in range(10):
        enter(client, FILE, "0000-0000-0000")
    answer = client.post("/mine/enter", {"number": FILE, "code": code_of(FILE)}, REMOTE_ADDR="192.0.2.7")
    assert answer.status_code == 302


def test_behind_the_proxy_a_guesser_shuts_out_himself_alone(client, office, settings):
    # Every connection comes from the proxy then; the last address of the header is what the proxy saw.
    from plumbline.store.codes import code_of

    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def tried(code: str, forwarded: str) -> int:
        body = {"number": FILE, "code": code}
        return client.post("/mine/enter", body, headers={"x-forwarded-for": forwarded}).status_code

    for n in range(10):  # … whatever he writes before it
        tried("0000-0000-0000", f"198.51.100.{n}, 192.0.2.7")
    assert tried(code_of(FILE), "192.0.2.7") == 429
    assert tried(code_of(FILE), "192.0.2.8") == 302


def test_without_a_proxy_no_header_hides_a_guesser(client, office):
    from plumbline.store.codes import code_of

    body = {"number": FILE, "code": "0000-0000-0000"}
    for n in range(10):
        client.post("/mine/enter", body, headers={"x-forwarded-for": f"192.0.2.{n}"})
    assert enter(client, FILE, code_of(FILE)).status_code == 429


def test_tries_are_forgotten_after_a_quarter_of_an_hour(client, office, monkeypatch):
    import time

    from plumbline.store.codes import code_of
    from plumbline.web.portal.views import entering

    start = time.time()
    for _n in range(10):
        enter(client, FILE, "0000-0000-0000")
    monkeypatch.setattr(entering.time, "time", lambda: start + entering.WRONG_SECONDS + 5)
    assert enter(client, FILE, code_of(FILE)).status_code == 302


def test_half_an_hour_without_a_look_closes_the_file(at_home, monkeypatch):
    import time

    from plumbline.web.portal.views import entering

    client, start = at_home(), time.time()
    monkeypatch.setattr(entering.time, "time", lambda: start + entering.OPEN_SECONDS - 30)
    assert "办理经过" in client.get("/mine").content.decode()
    monkeypatch.setattr(entering.time, "time", lambda: start + 2 * entering.OPEN_SECONDS)
    assert "办理经过" not in client.get("/mine").content.decode()


def test_leaving_closes_the_file(at_home):
    client = at_home()
    assert client.get("/mine/leave").status_code == 405
    assert client.post("/mine/leave").headers["Location"] == "/"
    for address in ("/mine", "/mine/area", "/mine/area/sheet", "/mine/proofs.zip"):
        page = client.get(address).content.decode()
        assert "查看本户档案" in page
        assert FILE not in page


def test_nothing_of_the_file_is_kept_by_a_browser(at_home):
    assert "no-store" in at_home().get("/mine").headers["Cache-Control"]


def test_a_code_opens_no_desk_and_no_other_file(at_home):
    client = at_home()
    for address in ("/today", f"/households/{OTHER}", f"/households/{FILE}", f"/notices/{FILE}"):
        assert client.get(address).headers["Location"].startswith("/login")
    assert OTHER not in client.get("/mine?household=" + OTHER).content.decode()


def test_a_desk_sees_no_residents_page_by_its_post(signed_in):
    assert "查看本户档案" in signed_in("wu").get("/mine").content.decode()


def test_looks_are_counted(at_home):
    from plumbline.store.models import AccessRow

    client = at_home()
    for address in ("/mine", "/mine/area", "/mine/area/sheet", "/mine/proofs.zip"):
        client.get(address)
    rows = list(AccessRow.objects.filter(household=FILE).order_by("pk").values_list("person", "what"))
    assert rows == [
        ("resident", "mine"),
        ("resident", "area, page 1"),
        ("resident", "area, sheet"),
        ("resident", "proofs"),
    ]


def test_the_archive_holds_every_sealed_event_and_verifies_without_us(at_home, built_office):
    from plumbline import ledger
    from plumbline.store.models import DayRow, FileEntry

    answer = at_home().get("/mine/proofs.zip")
    assert answer.headers["Content-Type"] == "application/zip"
    key = ledger.read_key_list((built_office / "log" / "keys").read_bytes())[0].vkey
    report = ledger.verify_household_zip(answer.content, key)
    size = DayRow.objects.order_by("-day").values_list("size", flat=True).first()
    assert report.ok, report.reasons
    assert len(report.proofs) == FileEntry.objects.filter(household=FILE, seq__lt=size).count() > 0


def test_the_file_shows_each_event_with_its_receipt(at_home):
    from plumbline.store.reading.households import entries_of

    page = at_home().get("/mine").content.decode()
    receipts = [entry.receipt for entry in entries_of(FILE) if entry.type != "household.moved/1"]
    assert receipts
    assert all(receipt in page for receipt in receipts)


def test_what_matters_comes_before_the_history(at_home):
    # On a phone the page is one column: standing, rights, sums and money first; the long lists last.
    page = at_home().get("/mine").content.decode()
    order = ("where", "rights", "sums", "money", "facts", "duties", "cases", "events", "papers")
    places = [page.index(f'id="h-{name}"') for name in order]
    assert places == sorted(places)


def test_a_household_that_has_not_signed_reads_words_instead_of_noughts(at_home):
    page = at_home("桥东-0002").get("/mine").content.decode()
    assert "还没有应付给您家的款项" in page
    assert ">0.00 元" not in page


def test_whoever_answers_for_the_household_can_be_called(at_home):
    from tests.web.small_office import PHONE

    page = at_home().get("/mine").content.decode()
    duties = page[page.index('id="h-duties"') : page.index('id="h-cases"')]
    assert f'<a href="tel:{PHONE}">{PHONE}</a>' in duties
