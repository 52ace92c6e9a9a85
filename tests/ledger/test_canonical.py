"""The one spelling of a value: what is accepted, what is refused, and where it says so."""

import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.logs import vectors

from plumbline.ledger import MAX_INTEGER, CanonicalError, canonical, parse, parse_canonical

CASES = vectors("leaf_profile")["cases"]
INTEGERS = st.integers(-MAX_INTEGER, MAX_INTEGER)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
KEYS = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | INTEGERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize("case", [case for case in CASES if "canonical" in case], ids=str)
def test_it_writes_the_canonical_form(case):
    assert canonical(parse(case["input"].encode())) == case["canonical"].encode()


@pytest.mark.parametrize(
    "case", [case for case in CASES if "reject" in case], ids=lambda case: case["reject"]
)
def test_it_refuses(case):
    with pytest.raises(CanonicalError):
        parse(case["input"].encode())


@given(VALUES)
def test_it_writes_what_another_library_writes(value):
    # The oracle is the `rfc8785` package; our profile is a part of what it accepts.
    assert canonical(value) == rfc8785.dumps(value)


@given(VALUES)
def test_it_reads_back_what_it_wrote(value):
    assert parse_canonical(canonical(value)) == value


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"a": [0, {"b": 1.5}]}, "$.a[1].b"),  # a fraction, three steps down
        ({"open": {"types": [1, 2, 2**53]}}, "$.open.types[2]"),  # 2^53 is the first that a double confuses
        ({"姓名": 1}, "$.'姓名'"),
        ([True, "\ud800"], "$[1]"),
        ({"a": (1, 2)}, "$.a"),  # a tuple is not repaired into a list
        ({"a": b"x"}, "$.a"),
    ],
)
def test_it_names_the_path_of_what_it_refuses(value, path):
    with pytest.raises(CanonicalError) as refused:
        canonical(value)
    assert refused.value.path == path


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('{"a":{"b":-0}}', "$.a.b"),
        ('{"a":[1e3]}', "$.a[0]"),
        ('{"x":{"a":1,"a":2}}', "$.x.a"),
        ('{"n":123456789012345678901234567890}', "$.n"),
    ],
)
def test_it_names_the_path_of_a_spelling_it_refuses(text, path):
    with pytest.raises(CanonicalError) as refused:
        parse(text.encode())
    assert refused.value.path == path


def test_it_keeps_the_largest_integer_and_refuses_the_next():
    assert canonical([2**53 - 1, -(2**53) + 1]) == b"[9007199254740991,-9007199254740991]"
    with pytest.raises(CanonicalError):
        canonical(-(2**53))


def test_it_refuses_a_text_made_to_exhaust_the_stack():
    with pytest.raises(CanonicalError):
        parse(b"[" * 100_000)
    with pytest.raises(CanonicalError):
        parse(b"[" * 66 + b"]" * 66)
    assert parse(b"[" * 65 + b"]" * 65)


@pytest.mark.parametrize("text", ['{"b":1,"a":2}', '{"a": 1}', '"\\u0041"', '"\\/"'])
def test_it_refuses_a_second_spelling_where_one_is_demanded(text):
    parse(text.encode())
    with pytest.raises(CanonicalError):
        parse_canonical(text.encode())


def test_it_refuses_bytes_that_are_not_utf8():
    with pytest.raises(CanonicalError):
        parse(b'"\xff"')


def test_its_bytes_are_json_for_everybody():
    assert json.loads(canonical({"a": ["号", None]})) == {"a": ["号", None]}
