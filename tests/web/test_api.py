"""The API: one endpoint a command, the same door, rules and refusals as a person at a desk."""

import base64
import json

import pytest
from django.contrib.auth.models import Group, User
from tests.web.build_small_office import PASSWORD

from plumbline.campaign import COMMAND_ROLES, COMMANDS, read_command
from plumbline.store.writing import submit
from plumbline.terms import refused_json
from plumbline.web.accounts.making import MUST_CHANGE

UNPAID = {"household": "桥东-0001", "step": "sl_h_vacated", "done_at": "2026-05-22T08:30:00+08:00"}


@pytest.fixture
def call(office, client):
    def send(name: str, body: object, person: str = "cheng", **headers: str):
        token = base64.b64encode(f"{person}:{PASSWORD}".encode()).decode()
        return client.post(
            f"/api/commands/{name}", data=json.dumps(body), content_type="application/json",
            headers={"authorization": f"Basic {token}", **headers},
        )  # fmt: skip

    return send


def test_it_has_exactly_one_endpoint_for_each_command_of_a_person(office, client):
    paths = client.get("/api/openapi.json").json()["paths"]
    posts = sorted(path.rpartition("/")[2] for path, ways in paths.items() if "post" in ways)
    assert posts == sorted(name for name in COMMANDS if COMMAND_ROLES.get(name))
    assert "OpenCampaign" not in posts


def test_it_describes_each_body_by_the_command_itself(office, client):
    ways = client.get("/api/openapi.json").json()["paths"]["/api/commands/SignAgreement"]["post"]
    schema = ways["requestBody"]["content"]["application/json"]["schema"]
    assert {"household", "done_at", "moving_end", "key"} <= set(schema["required"])
    # No field of any command is an amount owed to a household.
    assert not [name for name in schema["properties"] if name.endswith("_fen") or "amount" in name]


def test_it_refuses_as_the_one_door_does(office, call):
    # 张 signed and waits for her money: nobody may record that she moved (R590 27).
    over_the_wire = call("RecordStep", {**UNPAID, "key": "press-0001"})
    at_the_desk = submit(read_command(COMMANDS["RecordStep"], UNPAID), person="cheng", key="desk-0001")
    assert over_the_wire.status_code == 409
    assert over_the_wire.json() == refused_json(at_the_desk)
    reasons = over_the_wire.json()["refused"]
    assert any(reason["rule"].startswith("R590 27") for reason in reasons)


def test_it_gives_the_same_receipt_for_the_same_key(office, call):
    enquiry = {"kind": "enquiry", "text": "问付款时间", "channel": "desk", "household": "桥东-0001", "done_at": "2026-05-22T08:40:00+08:00", "key": "press-0002"}  # fmt: skip
    first, again = call("ReceiveGrievance", enquiry), call("ReceiveGrievance", enquiry)
    assert first.status_code == again.status_code == 200
    assert first.json()["receipt_code"] == again.json()["receipt_code"]
    assert again.json()["repeated"] is True
    other = call("ReceiveGrievance", {**enquiry, "text": "另一件事"})
    assert other.status_code == 409
    assert other.json()["refused"][0]["code"] == "key_conflict"


def test_it_names_every_place_that_does_not_fit(office, call):
    answer = call("RecordStep", {"household": 3, "step": "sl_h_vacated", "when": "now", "key": "press-0003"})
    assert answer.status_code == 422
    codes = {reason["code"] for reason in answer.json()["refused"]}
    assert codes >= {"unreadable:household", "unreadable:when", "unreadable:done_at"}


def test_a_clerk_of_another_unit_is_denied(office, call):
    body = {**UNPAID, "household": "桥西-0005", "key": "press-0004"}
    answer = call("RecordStep", body)
    assert answer.status_code == 403
    assert answer.json()["refused"][0]["code"] == "permission:unit"


def test_nobody_is_let_in_without_an_account(office, client):
    answer = client.post("/api/commands/RecordStep", data="{}", content_type="application/json")
    assert answer.status_code == 401
    assert answer.json()["refused"][0]["remedy_en"]


def test_ten_wrong_passwords_close_the_door_for_a_while(office, client):
    wrong = {"authorization": "Basic " + base64.b64encode(b"cheng:wrong").decode()}
    right = {"authorization": "Basic " + base64.b64encode(f"cheng:{PASSWORD}".encode()).decode()}
    for _ in range(10):
        assert client.get("/api/days", headers=wrong).status_code == 401
    assert client.get("/api/days", headers=right).status_code == 401


def test_a_session_needs_its_token(office, signed_in):
    strict = signed_in("cheng")
    strict.handler.enforce_csrf_checks = True
    answer = strict.post("/api/commands/RecordStep", data="{}", content_type="application/json")
    assert answer.status_code == 401


ASKED = {"kind": "enquiry", "text": "问", "channel": "desk", "household": "桥东-0001", "done_at": "2026-05-22T08:40:00+08:00", "key": "press-0009"}  # fmt: skip


@pytest.mark.parametrize(
    "odd",
    [
        {"text": "\ud800"},  # half a character: UTF-8 cannot write it
        {"household": "\udfff"},
        {"post": "\ud800"},
        {"done_at": "0001-01-01T00:00:00+14:00"},  # in Shanghai it is the year 0
        {"done_at": "9999-12-31T23:59:59-12:00"},  # … or the year 10000
    ],
)
def test_what_nothing_can_keep_is_unreadable(signed_in, odd):
    body = json.dumps({**ASKED, **odd})
    answer = signed_in("wu").post("/api/commands/ReceiveGrievance", body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["refused"][0]["remedy_zh"].startswith("应为")


def test_a_register_may_be_larger_than_a_form(signed_in):
    # Django refuses forms over 2.5 MB before anybody has read them; a county's register is larger.
    body = json.dumps({**ASKED, "text": "问" * 1_000_000}, ensure_ascii=False)
    answer = signed_in("wu").post("/api/commands/ReceiveGrievance", body, content_type="application/json")
    assert len(body.encode()) > 2_621_440
    assert answer.status_code == 409
    assert answer.json()["refused"][0]["code"] == "command:value"


@pytest.mark.parametrize("address", ["days", "days/2026-05-21", "projects"])
def test_a_firm_reads_no_accounts(signed_in, address):
    assert signed_in("wu").get(f"/api/{address}").status_code == 200
    assert signed_in("gu").get(f"/api/{address}").status_code == 403


@pytest.mark.parametrize("address", ["households?after=%00", "households/%00", "days/2026-99-99"])
def test_a_parameter_that_does_not_fit_is_named(signed_in, address):
    answer = signed_in("wu").get(f"/api/{address}")
    assert answer.status_code == 422
    assert answer.json()["refused"][0]["code"].startswith("unreadable:")


def test_an_unknown_address_is_refused_in_the_same_shape(office, client):
    for answer in (client.get("/api/nothing"), client.post("/api/commands/OpenCampaign")):
        assert answer.status_code == 404
        assert answer.json()["refused"][0]["code"] == "unknown:address"


def test_a_first_password_opens_nothing_here(office, client, signed_in):
    person = User.objects.get(username="cheng")
    person.groups.add(Group.objects.get_or_create(name=MUST_CHANGE)[0])
    token = base64.b64encode(f"cheng:{PASSWORD}".encode()).decode()
    assert client.get("/api/households", headers={"authorization": f"Basic {token}"}).status_code == 401
    assert signed_in("cheng").get("/api/households").status_code == 401
