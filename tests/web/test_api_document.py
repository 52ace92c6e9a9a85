"""The API's own document is whole and true: every answer has a status and a shape that it names."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from tests.web.build_small_office import PASSWORD

from plumbline.campaign import COMMANDS, read_command

pytestmark = pytest.mark.long

BASIC = {"authorization": "Basic " + base64.b64encode(f"wu:{PASSWORD}".encode()).decode()}


class Shapes:
    """The document as a judge of answers."""

    def __init__(self, client: Any) -> None:
        self.document = client.get("/api/openapi.json").json()
        self._judges: dict[str, Any] = {}

    def hold(self, method: str, path: str, answer: Any) -> None:
        """Assert that an answer is one that the document names for the address, in its shape."""
        named = self.document["paths"][path][method]["responses"]
        assert str(answer.status_code) in named, (path, answer.status_code, answer.content[:300])
        schema = named[str(answer.status_code)]["content"]["application/json"]["schema"]
        assert answer.headers["Content-Type"] == "application/json"
        reference = schema["$ref"]
        if reference not in self._judges:
            whole = {"$ref": reference, "components": self.document["components"]}
            self._judges[reference] = jsonschema_rs.validator_for(whole)
        self._judges[reference].validate(answer.json())


@pytest.fixture
def shapes(office, client):
    """The document of the small office's API."""
    return Shapes(client)


def test_every_endpoint_names_its_answers_and_who_may_call(shapes):
    for path, ways in shapes.document["paths"].items():
        for method, way in ways.items():
            assert way["summary"], path
            assert way["security"] == [{"Basic": []}, {"Session": []}], path
            needed = {"200", "401", "405"} | ({"403", "409", "422"} if method == "post" else set())
            assert needed <= way["responses"].keys(), path
            for status, said in way["responses"].items():
                reference = said["content"]["application/json"]["schema"]["$ref"]
                assert (reference == "#/components/schemas/Refused") == (status != "200"), path
    schemes = shapes.document["components"]["securitySchemes"]
    assert {name: scheme["type"] for name, scheme in schemes.items()} == {
        "Basic": "http",
        "Session": "apiKey",
    }


@pytest.mark.parametrize(
    ("path", "asked", "status"),
    [
        ("/api/commands", "/api/commands", 200),
        ("/api/projects", "/api/projects", 200),
        ("/api/households", "/api/households?project=qiao&stage=valued", 200),
        ("/api/households", "/api/households?after=%00", 422),
        ("/api/households/{household_id}", "/api/households/桥东-0001", 200),
        ("/api/households/{household_id}", "/api/households/桥东-9999", 404),
        ("/api/days", "/api/days", 200),
        ("/api/days", "/api/days?post=inspector", 403),
        ("/api/days/{day}", "/api/days/2026-05-21", 200),
        ("/api/days/{day}", "/api/days/2026-05-22", 404),
        ("/api/days/{day}", "/api/days/2026-99-99", 422),
    ],
)
def test_what_is_read_has_the_shape_that_is_described(shapes, client, path, asked, status):
    answer = client.get(asked, headers=BASIC)
    assert answer.status_code == status
    shapes.hold("get", path, answer)


def test_it_would_find_an_answer_of_another_shape(shapes, client):
    answer = client.get("/api/days", headers=BASIC)
    for spoilt in ({"days": [{"date": "2026-05-21"}]}, {"refused": []}, {"days": [], "more": 1}):
        answer.content = json.dumps(spoilt).encode()
        answer.json = lambda spoilt=spoilt: spoilt
        with pytest.raises(jsonschema_rs.ValidationError):
            shapes.hold("get", "/api/days", answer)


def test_nobody_signed_in_is_refused_in_the_same_shape(shapes, client):
    for method, path in (("get", "/api/days"), ("post", "/api/commands/RecordStep")):
        answer = getattr(client, method)(path)
        assert answer.status_code == 401
        shapes.hold(method, path, answer)


@pytest.mark.parametrize(
    ("asked", "path", "taken"),
    [("delete", "/api/days", "GET"), ("get", "/api/commands/RecordStep", "POST")],
)
def test_a_method_that_an_address_does_not_take_is_refused_in_the_same_shape(
    shapes, client, asked, path, taken
):
    answer = getattr(client, asked)(path, headers=BASIC)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == taken
    shapes.hold(taken.lower(), path, answer)


def test_a_mistake_of_ours_is_told_in_a_line_and_kept(shapes, client, monkeypatch, caplog):
    from plumbline.web.api import reading

    def broken(_row):
        raise ZeroDivisionError("the secret of 桥东-0001")

    monkeypatch.setattr(reading, "account_json", broken)
    answer = client.get("/api/days/2026-05-21", headers=BASIC)
    assert answer.status_code == 500
    assert answer.json()["refused"][0]["code"] == "internal"
    assert "桥东-0001" not in answer.content.decode()
    assert "ZeroDivisionError" in caplog.text


def test_whoever_holds_two_posts_names_the_one_to_read_in(office, client):
    # 闵 heads unit-08 and keeps the office's archive: the unit sees its own households, the office all.
    token = base64.b64encode(f"min:{PASSWORD}".encode()).decode()

    def read(post: str) -> set[str]:
        answer = client.get(f"/api/households?post={post}", headers={"authorization": f"Basic {token}"})
        return {row["unit"] for row in answer.json()["households"]}

    assert read("unit-08-head") == {"unit-08"}
    assert read("office-second") > {"unit-08"}


# ---------- the written page ----------
PAGE = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text("utf-8")


def test_the_page_names_every_address_and_every_refusal(shapes):
    paths = {path for path in shapes.document["paths"] if not path.startswith("/api/commands/")}
    told = set(re.findall(r"`GET (/api/[^`]+)`", PAGE))
    assert told == paths
    statuses = {
        int(s) for ways in shapes.document["paths"].values() for w in ways.values() for s in w["responses"]
    }
    rows = {int(status) for status in re.findall(r"^\| (\d{3}) \|", PAGE, re.M)}
    assert rows == statuses - {200} | {500}


def test_the_examples_of_the_page_are_true(shapes, client):
    receipt, body, refusal = (json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, re.S))
    example = Path(__file__).resolve().parents[2] / "docs/examples/ask-for-payment.json"
    assert body == json.loads(example.read_text("utf-8"))
    assert body.pop("key")
    assert read_command(COMMANDS["ReceiveGrievance"], body).household == "大三角-0018"
    for name, shown in (("Receipt", receipt), ("Refused", refusal)):
        whole = {"$ref": f"#/components/schemas/{name}", "components": shapes.document["components"]}
        jsonschema_rs.validator_for(whole).validate(shown)


def test_answers_are_written_in_their_own_signs(office, client):
    said = client.get("/api/households/桥东-9999", headers=BASIC).content.decode()
    assert "没有此户" in said
