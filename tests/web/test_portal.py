"""The public pages: what everybody reads, and that no household can be found in any of it."""

import hashlib

import pytest

PAGES = [
    "/", "/procedure", "/log-book", "/policy/state-renewal-example", "/mine", "/log/checkpoint", "/log/keys",
    "/log/policy",
]  # fmt: skip


def people() -> set[str]:
    """Every file number and every name of a household."""
    from plumbline.store.models import HouseholdRow

    found: set[str] = set()
    for row in HouseholdRow.objects.all():
        found |= {row.pk, *row.names.split("、")}
    assert len(found) >= 12
    return found


@pytest.mark.parametrize("address", PAGES)
def test_everybody_reads_it_without_an_account(client, office, address):
    assert client.get(address).status_code == 200
    assert client.post(address).status_code in (405, 403)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_public_answer_names_a_household(client, office, language):
    client.cookies["django_language"] = language
    assert f'<html lang="{language}"' in client.get("/").content.decode()
    for address in PAGES:
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        text = body.decode()
        assert [one for one in people() if one in text] == [], address


def test_no_file_of_the_served_log_names_a_household(client, office, built_office):
    names = [one.encode() for one in people()]
    files = [path for path in (built_office / "log").rglob("*") if path.is_file()]
    assert len(files) > 50
    for path in files:
        answer = client.get(f"/log/{path.relative_to(built_office / 'log').as_posix()}")
        body = b"".join(answer.streaming_content)
        assert body == path.read_bytes()
        assert [one for one in names if one in body] == [], path


def test_the_home_says_that_all_is_invented_and_from_which_day_it_is(client, office):
    page = client.get("/").content.decode()
    assert "示例数据" in page
    assert "2026年5月21日" in page  # it is nine on the 22nd, so the 21st is the last sealed day


def test_steps_stand_with_their_papers(client, office):
    page = client.get("/procedure").content.decode()
    assert "作出房屋征收决定" in page or "征收决定" in page
    assert "账册第" in page
    assert "60 日内提出" in page  # reconsideration
    assert "6 个月内提出" in page  # litigation


def test_what_is_recorded_today_is_not_public_before_its_day_is_sealed(office):
    from plumbline import law
    from plumbline.store.models import ProjectStepRow
    from plumbline.store.reading.public import public_steps

    last = ProjectStepRow.objects.order_by("-seq").first()
    assert last is not None
    tables = law.load_procedure()

    def numbers(size: int) -> set[int]:
        return {step.number for steps in public_steps(tables, size).values() for step in steps}

    assert last.seq not in numbers(last.seq)
    assert last.seq in numbers(last.seq + 1)


def test_the_downloaded_policy_has_the_hash_that_was_sealed(client, office):
    from plumbline.store.models import PolicyRow

    row = PolicyRow.objects.order_by("seq").first()
    assert row is not None
    answer = client.get(f"/policy/{row.policy}/{row.seq}.yaml")
    assert hashlib.sha256(answer.content).hexdigest() == row.sha256
    assert row.sha256 in client.get(f"/policy/{row.policy}").content.decode()
    assert client.get(f"/policy/{row.policy}/999999.yaml").status_code == 404
    assert client.get("/policy/none").status_code == 404
    assert client.get(f"/policy/{row.policy}?version=9.9").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "../web-secret.key", "../keystore.sqlite3", "%2e%2e/settings.json", "seal/../../settings.json", "/etc/passwd",
        "seal", "", ".hidden", "seal\\..\\..\\settings.json", "tile/entries/../../../settings.json",
    ],
)  # fmt: skip
def test_nothing_above_the_log_is_served(client, office, path):
    assert client.get(f"/log/{path}").status_code == 404


def test_a_link_out_of_the_log_and_a_half_written_file_are_not_served(tmp_path):
    from plumbline.web.portal.views.served import inside

    log = tmp_path / "log"
    log.mkdir()
    (tmp_path / "secret").write_text("s")
    (log / "checkpoint").write_text("c")
    (log / "checkpoint.tmp").write_text("half")
    (log / "out").symlink_to(tmp_path / "secret")
    assert inside(log, "checkpoint") == (log / "checkpoint").resolve()
    for path in ("checkpoint.tmp", "out", "a\0b", "./checkpoint", "/checkpoint"):
        assert inside(log, path) is None, path


def test_the_log_is_verified_from_what_is_served(client, office, built_office):
    from plumbline import ledger

    page = client.get("/log-book").content.decode()
    row = ledger.read_key_list((built_office / "log" / "keys").read_bytes())[0]
    checkpoint = b"".join(client.get("/log/checkpoint").streaming_content)
    signed = ledger.open_checkpoint(checkpoint, row.vkey)
    assert row.vkey.text.replace("+", "&#43;") in page or row.vkey.text in page
    assert signed.root.hex() in page
    for group in ledger.forty_digits(signed.root).split():
        assert group in page


def test_a_sum_of_few_households_is_not_told():
    from plumbline.store.reading.public import told_money

    # 4 is too few; hiding it alone would let 4 be reckoned from the whole, so 6 is hidden with it: 10 together.
    assert told_money({"a": 4, "b": 6, "c": 20}) == {"c"}
    # 3 and 2 are together 5: their common sum tells of no fewer than five.
    assert told_money({"a": 3, "b": 2, "c": 6}) == {"c"}
    assert told_money({"a": 5, "b": 6}) == {"a", "b"}
    assert told_money({"a": 0, "b": 6}) == {"a", "b"}  # of nobody there is nothing to tell


def test_the_home_is_current_on_its_own_address_alone(client, office):
    assert '<a href="/" aria-current="page">' in client.get("/").content.decode()
    assert '<a href="/" aria-current="page">' not in client.get("/log-book").content.decode()


def test_everybody_reads_whom_of_the_office_to_call_and_nobody_else(client, office, monkeypatch):
    from dataclasses import replace

    from plumbline.store.reading.sealed import the_office
    from plumbline.web.portal.views import public

    def called(**phones: str) -> str:
        known = the_office()
        posts = [{**row, "phone": phones.get(row["role"], "")} for row in known.description["posts"]]
        changed = replace(known, description={**known.description, "posts": posts})
        monkeypatch.setattr(public, "the_office", lambda: changed)
        return client.get("/").content.decode()

    assert 'href="tel:07001234567"' in called(office="0700 123 4567")
    assert "tel:" not in called(unit_clerk="0700 123 4567")


@pytest.mark.parametrize("path", ["/", "/mine"])
def test_whoever_reads_no_chinese_finds_english_at_once(client, office, path):
    # The menu of the masthead is named in Chinese; the word itself stands on the page.
    page = client.get(path).content.decode()
    main = page[page.index("<main") :]
    assert '<button class="button is-small" name="language" value="en" lang="en">English</button>' in main
    assert client.post("/language", {"language": "en", "next": path}).headers["Location"] == path
    page = client.get(path).content.decode()
    assert 'lang="zh-hans">中文</button>' in page[page.index("<main") :]
