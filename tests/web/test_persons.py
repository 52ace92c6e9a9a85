"""Persons of a file: everybody sees masked numbers; a whole one needs a role and a reason, and the look is kept."""

from __future__ import annotations

from tests.web.forms import fill_in

from plumbline.store.models import AccessRow, HouseholdRow

FILE = "/households/桥西-0004"
RESIDENT = "11010519491231002X"  # the example of GB 11643
CARD = "6222020200012345670"


def text_of(answer) -> str:
    return answer.content.decode()


def recorded(client, **more: str):
    typed = {"name_0": "何志清", "id_number_0": RESIDENT, "share_0": "1", "account_holder": "何志清",
             "account_bank": "示例农商行", "account_number": "6222 0202 0001 2345 670"}  # fmt: skip
    return fill_in(client, f"{FILE}/do/persons", **{**typed, **more})


def test_it_records_persons_and_shows_them_masked(signed_in):
    client = signed_in("he")
    assert recorded(client).status_code == 302
    shown = text_of(client.get(f"{FILE}/persons"))
    assert "何志清" in shown
    assert "002X" in shown
    assert RESIDENT not in shown
    assert CARD not in shown
    # Not in the table of households either: the number lies encrypted with the event alone.
    assert RESIDENT not in str(HouseholdRow.objects.get(pk="桥西-0004").data)
    # The history names the act, not the number.
    assert RESIDENT not in text_of(client.get(f"{FILE}/history"))


def test_a_slip_stands_beside_its_field_and_nothing_typed_is_lost(signed_in):
    answer = recorded(signed_in("he"), id_number_0="110105194912310021")
    shown = text_of(answer)
    assert answer.status_code == 409
    assert "校验位" in shown
    assert 'id="id_id_number_0_error"' in shown
    assert "示例农商行" in shown


def test_only_who_needs_the_number_sees_it_and_the_look_is_kept(signed_in):
    recorded(signed_in("he"))
    clerk, accountant = signed_in("he"), signed_in("sun")
    assert clerk.post(f"{FILE}/persons", {"whose": "p1", "reason": "核对证件"}).status_code == 403
    silent = accountant.post(f"{FILE}/persons", {"whose": "p1", "reason": " "})
    assert silent.status_code == 422
    assert RESIDENT not in text_of(silent)
    before = AccessRow.objects.count()
    shown = accountant.post(f"{FILE}/persons", {"whose": "account", "reason": "付款核对"})
    assert CARD in text_of(shown)
    assert RESIDENT not in text_of(shown)
    assert "no-store" in shown["Cache-Control"]
    kept = AccessRow.objects.order_by("-id").first()
    assert AccessRow.objects.count() > before
    assert (kept.person, kept.what) == ("sun", "number account: 付款核对")
    # Asked again by its address alone, nothing is shown.
    assert CARD not in text_of(accountant.get(f"{FILE}/persons"))


def test_a_number_that_nobody_recorded_shows_nothing(signed_in):
    recorded(signed_in("he"))
    assert signed_in("sun").post(f"{FILE}/persons", {"whose": "p9", "reason": "付款核对"}).status_code == 302
