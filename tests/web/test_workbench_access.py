"""Who gets in, in which post, and what a post may see."""

import re

import pytest
from tests.web.build_small_office import PASSWORD

from plumbline.store.models import AccessRow

pytestmark = pytest.mark.long

MINE, OTHERS = "/households/桥东-0001", "/households/桥西-0005"


def text_of(answer) -> str:
    return answer.content.decode()


def test_it_signs_a_person_in_by_name_and_password(office, client):
    answer = client.post("/login", {"login": "cheng", "password": PASSWORD})
    assert answer.headers["Location"] == "/today"
    assert "程晓梅" in text_of(client.get("/today"))


def test_it_lets_nobody_in_with_a_wrong_password(office, client):
    answer = client.post("/login", {"login": "cheng", "password": "wrong"})
    assert answer.status_code == 200
    assert client.get("/today").headers["Location"].startswith("/login?next=/today")


def test_it_has_no_page_for_signing_up_or_resetting(office, client):
    for path in ("/signup", "/login/code", "/password/reset", "/accounts/signup/"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/today", "/tasks", "/households", MINE, f"{MINE}/sums", f"{MINE}/do/order", "/cases"]
)
def test_it_asks_everybody_to_sign_in_first(office, client, path):
    assert client.get(path).headers["Location"].startswith("/login?next=")


def test_somebody_whose_term_has_ended_gets_nowhere(signed_in):
    # 周 held the post until 20 May; it is the 22nd.
    answer = signed_in("zhou").get("/today")
    assert answer.status_code == 403
    assert "今日没有在任的岗位" in text_of(answer)


def test_a_term_that_ends_today_still_counts_and_tomorrow_not(signed_in, office):
    from datetime import timedelta

    zhou = signed_in("zhou")
    office.instant -= timedelta(days=2)  # 20 May, the last day of the term
    assert zhou.get("/today").status_code == 200
    office.instant += timedelta(days=1)
    assert zhou.get("/today").status_code == 403


@pytest.mark.parametrize(
    ("person", "path", "status"),
    [
        ("cheng", MINE, 200),  # her unit's household
        ("cheng", OTHERS, 403),  # another unit's
        ("fang", OTHERS, 403),  # the head of a unit sees no more than his unit
        ("he", OTHERS, 200),
        ("wu", OTHERS, 200),  # the office sees all
        ("shi", OTHERS, 200),  # supervision too
        ("gu", MINE, 200),  # the appraiser of the project
        ("bu", MINE, 403),  # the land-using company sees no household at all
        ("bu", "/households", 200),  # and its list is empty
        ("cheng", "/bank", 403),
        ("sun", "/bank", 200),
        ("cheng", "/attempts", 403),
        ("shi", "/attempts", 200),
        ("cheng", "/households/桥东-9999", 404),
    ],
)
def test_it_opens_what_a_post_answers_for(signed_in, person, path, status):
    assert signed_in(person).get(path).status_code == status


def test_the_wall_screen_is_led_straight_to_the_wall_chart(signed_in):
    screen = signed_in("zheng")
    for path in ("/today", "/households", MINE):
        assert screen.get(path).headers["Location"] == "/wall"


def test_a_file_of_another_unit_is_refused_with_its_reason(signed_in):
    answer = signed_in("cheng").get(OTHERS)
    assert "不能查看此户的户档" in text_of(answer)
    assert "岗位权限表" in text_of(answer)
    assert "何志清" not in text_of(answer)


@pytest.mark.parametrize(
    "tab", ["sums", "facts", "steps", "papers", "cases", "history", "do/order", "do/correction"]
)
def test_no_tab_and_no_form_goes_round_the_refusal(signed_in, tab):
    assert signed_in("cheng").get(f"{OTHERS}/{tab}").status_code == 403


def test_every_look_at_a_file_is_recorded_and_a_refused_one_is_none(signed_in):
    clerk = signed_in("cheng")
    clerk.get(MINE)
    clerk.get(f"{MINE}/sums")
    clerk.get(OTHERS)
    seen = AccessRow.objects.order_by("pk").values_list("person", "household", "what")
    assert list(seen) == [("cheng", "桥东-0001", "file"), ("cheng", "桥东-0001", "sums")]


def test_the_list_shows_a_unit_its_own_households_alone(signed_in):
    shown = text_of(signed_in("cheng").get("/households"))
    assert re.findall(r"桥[东西]-\d{4}</a>", shown) == ["桥东-0001</a>", "桥东-0002</a>", "桥东-0003</a>"]


def test_a_person_with_two_posts_acts_in_one_and_may_switch(signed_in):
    # 闵 heads unit 08 and keeps the office's archive; the head of a unit sees three households, the office six.
    min_ = signed_in("min")
    assert "共 3 条" in text_of(min_.get("/households"))
    assert min_.post("/post", {"post": "office-second"}).headers["Location"] == "/today"
    assert "共 6 条" in text_of(min_.get("/households"))


def test_nobody_acts_in_a_post_of_another(signed_in):
    clerk = signed_in("cheng")
    assert clerk.post("/post", {"post": "office-desk"}).status_code == 403
    assert "共 3 条" in text_of(clerk.get("/households"))


def test_identity_numbers_are_masked(signed_in):
    shown = text_of(signed_in("cheng").get(f"{MINE}/facts"))
    assert "421123197003151234" not in shown
    assert "421************234" in shown


def test_first_passwords_are_handed_out_once_and_must_be_changed(db, tmp_path, client, monkeypatch):
    from django.contrib.auth.models import User

    from plumbline.store.home import Home
    from plumbline.web.accounts import make_accounts

    people = {"people": [{"id": "zhang-san", "name": "张三"}, {"id": "li-si", "name": "李四"}]}
    assert make_accounts(Home(tmp_path), passwords={"li-si": "printed-login-42"}, description=people) == 2
    handed = (tmp_path / "initial-passwords.txt").read_text("utf-8")
    assert (tmp_path / "initial-passwords.txt").stat().st_mode & 0o777 == 0o600
    person, name, password = handed.strip().split("\t")
    assert (person, name) == (
        "zhang-san",
        "张三",
    )  # 李四 has a printed login, so nothing is handed out for him
    assert make_accounts(Home(tmp_path), description=people) == 0
    assert (tmp_path / "initial-passwords.txt").read_text("utf-8") == handed
    client.post("/login", {"login": "zhang-san", "password": password})
    assert client.get("/today").headers["Location"] == "/password"
    new = {"oldpassword": password, "password1": "mulberry-canal-9", "password2": "mulberry-canal-9"}
    assert client.post("/password", new).headers["Location"] == "/today"
    assert User.objects.get(username="zhang-san").groups.count() == 0
    assert client.get("/today").status_code == 403  # no campaign is open, so no post is held


def test_a_demonstration_has_logins_for_its_printed_people_alone(db, tmp_path, client, monkeypatch):
    from django.contrib.auth.models import User

    from plumbline.store.home import Home
    from plumbline.web.accounts import make_accounts

    people = {
        "demonstration": True,
        "people": [{"id": "a", "name": "甲"}, {"id": "b", "name": "乙"}],
        "demonstration_logins": [{"person": "a", "label_zh": "会计", "label_en": "accountant"}],
    }
    make_accounts(Home(tmp_path), passwords={"a": "tea-lake-reed-17"}, description=people)
    assert User.objects.get(username="a").has_usable_password()
    assert not User.objects.get(username="b").has_usable_password()
    assert not (tmp_path / "initial-passwords.txt").exists()
    monkeypatch.setenv("PLUMBLINE_HOME", str(tmp_path))
    shown = text_of(client.get("/login"))
    assert "tea-lake-reed-17" in shown
    assert "会计" in shown


def test_guessing_at_a_name_is_slowed_down(office, client, settings, tmp_path):
    from django.core.cache import cache

    cache.clear()
    for _ in range(6):
        answer = client.post("/login", {"login": "cheng", "password": "wrong"})
    right = client.post("/login", {"login": "cheng", "password": PASSWORD})
    cache.clear()
    assert answer.status_code in (200, 429)
    assert right.status_code != 302
