"""What holds for every page: the security policy, languages, the look, the living page itself."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from tools import compile_messages

from plumbline.store.database import database
from plumbline.web.design.catalogue import GROUPS

pytestmark = pytest.mark.django_db

PAGES = ["/design", *(f"/design/layouts/{name}" for name in ("desk", "public", "wall", "paper"))]
TEMPLATES = Path(settings.WEB) / "templates"


@pytest.mark.parametrize("page", PAGES)
def test_it_forbids_everything_from_elsewhere(client, page):
    policy = client.get(page).headers["Content-Security-Policy"]
    for rule in (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    ):
        assert rule in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("page", PAGES)
def test_it_names_no_other_server_and_styles_nothing_in_place(client, page):
    shown = client.get(page).content.decode()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", shown)
    assert re.findall(r'(?:src|href|action)="https?:', shown) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", shown) == []


@pytest.mark.parametrize("page", PAGES)
def test_it_has_one_heading_one_main_and_a_way_past_the_head(client, page):
    shown = client.get(page).content.decode()
    assert shown.count("<main") == 1
    assert len(re.findall(r"<h1[ >]", shown)) == 1
    assert '<a class="skip" href="#main">' in shown
    assert "示例数据" in shown


def test_it_is_chinese_unless_english_was_chosen(client):
    chinese = client.get("/design", headers={"accept-language": "en-US"})
    assert '<html lang="zh-hans"' in chinese.content.decode()
    client.post("/language", {"language": "en", "next": "/design"})
    english = client.get("/design").content.decode()
    assert '<html lang="en"' in english
    assert "Stage line" in english


def test_it_keeps_the_look_that_was_chosen(client):
    answer = client.post("/look", {"theme": "dark", "next": "/design"})
    assert answer.headers["Location"] == "/design"
    client.post("/look", {"density": "compact", "next": "/design"})
    assert 'data-theme="dark" data-density="compact"' in client.get("/design").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com", "javascript:alert(1)"])
def test_it_never_sends_a_reader_elsewhere(client, elsewhere):
    assert client.post("/look", {"theme": "dark", "next": elsewhere}).headers["Location"] == "/"


def test_it_passes_over_a_look_it_does_not_know(client):
    client.post("/look", {"theme": "pink", "next": "/"})
    assert "theme" not in client.cookies


def test_every_part_stands_on_the_living_page(client):
    # A template of a part is shown there by itself or within the part that it belongs to.
    shown = {part.name for _group, members in GROUPS for part in members}
    within = "".join(path.read_text() for path in TEMPLATES.rglob("*.html"))
    for path in (TEMPLATES / "parts").glob("_*.html"):
        name = path.stem.removeprefix("_")
        assert name in shown or f"parts/{path.name}" in within, name


def test_no_page_is_missing_its_words():
    assert compile_messages.main(["--check"]) == 0


def test_a_page_that_is_not_there_says_so_in_words(client):
    answer = client.get("/no-such-page")
    assert answer.status_code == 404
    assert "没有这个页面" in answer.content.decode()


def test_the_secret_is_made_once_and_read_by_its_owner_alone(tmp_path):
    from plumbline.web.home import secret_key

    first = secret_key(tmp_path)
    assert secret_key(tmp_path) == first
    assert (tmp_path / "web-secret.key").stat().st_mode & 0o777 == 0o600
    (tmp_path / "web-secret.key").write_text("short")
    with pytest.raises(RuntimeError, match="Delete the file"):
        secret_key(tmp_path)


def test_the_database_is_embedded_or_named(tmp_path):
    embedded = database(tmp_path, None)
    assert embedded["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    named = database(tmp_path, "postgresql://zhao:p%40ss@db.example:5433/plumbline")
    assert (named["HOST"], named["PORT"], named["PASSWORD"]) == ("db.example", "5433", "p@ss")
    assert database(tmp_path, "postgres:///plumbline?host=/run/pg")["HOST"] == "/run/pg"
    with pytest.raises(ValueError, match="PLUMBLINE_DATABASE_URL"):
        database(tmp_path, "mysql://db/plumbline")
