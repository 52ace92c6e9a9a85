"""Whatever body is sent, the API answers as its own document says; and bodies that fit do reach the door."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.web.small_office import POSTS
from tests.web.test_api_document import Shapes

from plumbline.campaign import COMMAND_ROLES, command_schema
from plumbline.web.api.commands import GIVEN_BY_PEOPLE

HOLDERS = {row["role"]: row["holder"] for row in POSTS if row["to"] == "2026-12-31"}
KNOWN = {
    "household": ["桥东-0001", "桥东-0002", "桥西-0005", "无此-9999"],
    "project": ["qiao", "none"],
    "step": ["sl_h_vacated", "sl_h_money_paid", "sl_h_demolished", "sl_legality_review", "no_step"],
    "kind": ["enquiry", "complaint", "odd"],
    "channel": ["desk", "phone"],
    "unit": ["unit-07", "unit-99"],
}
"""Words of the office by the name of their field, so that bodies get past the reading of them."""

WORDS = ["", "money", "b1", "1", "示征〔2026〕1号", "x" * 300]
DAYS = ["2026-05-21", "2026-05-22", "2025-01-01", "2028-02-29"]
INSTANTS = ["2026-05-22T08:40:00+08:00", "2026-05-23T00:00:00+08:00", "2025-12-31T23:59:59+08:00"]

NOISE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 10**30)
    | st.floats(allow_nan=False)
    | st.sampled_from([*WORDS, "\x00", "𠮷", "2026-13-01", "2026-05-22T08:40:00"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=2),
    max_leaves=4,
)


def fitting(schema: dict[str, Any], name: str = "") -> st.SearchStrategy[Any]:
    """Values that fit a part of a command's description."""
    if "anyOf" in schema:
        return st.one_of([fitting(part, name) for part in schema["anyOf"]])
    match schema.get("type"), schema.get("format"):
        case "string", "date":
            return st.sampled_from(DAYS)
        case "string", "date-time":
            return st.sampled_from(INSTANTS)
        case "string", _:
            return st.sampled_from(KNOWN.get(name, WORDS))
        case "integer", _:
            return st.integers(-1, 400)
        case "boolean", _:
            return st.booleans()
        case "null", _:
            return st.none()
        case "array", _:
            return st.lists(fitting(schema["items"], name), max_size=2)
        case "object", _ if "properties" in schema:
            parts = {key: fitting(part, key) for key, part in schema["properties"].items()}
            needed = {key: part for key, part in parts.items() if key in schema["required"]}
            left = {key: part for key, part in parts.items() if key not in needed}
            return st.fixed_dictionaries(needed, optional=left)
        case "object", _:
            inner = schema.get("additionalProperties") or {}
            return st.dictionaries(st.sampled_from(WORDS), fitting(inner) if inner else NOISE, max_size=2)
        case _:
            return NOISE


def send_bodies(desk: Any, name: str, shapes: Shapes, met: Counter[int]) -> None:
    """Four bodies that fit a command, each also with a field spoilt and replaced by noise."""

    # A body that fails is told as it was drawn: shrinking it takes a minute and a half of requests.
    @settings(
        max_examples=4,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(body=fitting(command_schema(GIVEN_BY_PEOPLE[name])), data=st.data(), noise=NOISE)
    def every(body: dict[str, Any], data: st.DataObject, noise: Any) -> None:
        key = f"press-{met.total():08d}"
        spoilt = {**body, data.draw(st.sampled_from([*sorted(body), "more"])): noise}
        for sent in ({**body, "key": key}, {**spoilt, "key": f"{key}-spoilt"}, noise):
            answer = desk.post(f"/api/commands/{name}", json.dumps(sent), content_type="application/json")
            met[answer.status_code] += 1
            shapes.hold("post", f"/api/commands/{name}", answer)

    every()


def test_no_body_whatever_makes_it_fail(signed_in, client):
    # Each command by somebody whose post may give it, so that the body decides.
    shapes, met = Shapes(client), Counter[int]()
    desks = {person: signed_in(person) for person in sorted(set(HOLDERS.values()))}
    for name in sorted(GIVEN_BY_PEOPLE):
        role = next(role for role in sorted(COMMAND_ROLES[name]) if role in HOLDERS)
        send_bodies(desks[HOLDERS[role]], name, shapes, met)
    # It would prove nothing if every body stopped at the reading: some must get to the law, and some through.
    assert met[409] >= 20, met
    assert met[422] >= 60, met
    assert met[200] >= 1, met
