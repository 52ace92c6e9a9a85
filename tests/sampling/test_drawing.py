"""The draw of RFC 3797: its vectors, its laws, and what cannot be drawn."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.logs import vectors
from tests.sampling.cast import codes

from plumbline.sampling import DrawCase, Hash, draw, key_string, list_sha256

VECTORS = vectors("rfc3797")


def case_of(vector) -> DrawCase:
    sources = tuple(map(tuple, vector["sources"]))
    return DrawCase(vector["pool"], vector["select"], Hash(vector["hash"]), sources)


@pytest.mark.parametrize("vector", VECTORS["draws"], ids=lambda vector: vector["id"])
def test_it_draws_as_the_vectors_say(vector):
    drawn = draw(case_of(vector))

    assert drawn.key == vector["key"]
    assert list(drawn.digests[: len(vector["digests"])]) == vector["digests"]
    if "selected" in vector:
        assert list(drawn.picks) == vector["selected"]
    else:
        assert list(drawn.picks[:20]) == vector["selected_head"]
        assert list_sha256(drawn.picks) == vector["selected_sha256"]


@pytest.mark.parametrize("vector", VECTORS["must_reject"], ids=str)
def test_it_refuses_what_the_vectors_refuse(vector):
    assert codes(draw(DrawCase(vector["pool"], vector["select"], Hash(vector["hash"]), ((5,),))))


@pytest.mark.parametrize(
    ("pool", "select", "algorithm", "expected"),
    [
        (65_535, 1, Hash.MD5, []),  # two bytes count to 65,535
        (65_536, 1, Hash.MD5, ["draw:pool_too_large"]),
        (65_536, 1, Hash.SHA256, []),  # four bytes count further
        (10, 10, Hash.MD5, []),
        (10, 11, Hash.MD5, ["draw:wrong_number"]),
        (10, 0, Hash.MD5, ["draw:wrong_number"]),
        (0, 0, Hash.MD5, ["draw:empty_pool", "draw:wrong_number"]),
    ],
)
def test_it_draws_to_the_border_and_not_beyond(pool, select, algorithm, expected):
    drawn = draw(DrawCase(pool, select, algorithm, ((5,),)))
    assert (codes(drawn) if not hasattr(drawn, "picks") else []) == expected


@pytest.mark.parametrize("sources", [(), ((),), ((5,), ())])
def test_it_refuses_a_draw_that_anybody_could_know_beforehand(sources):
    assert codes(draw(DrawCase(10, 1, Hash.MD5, sources))) == ["draw:no_numbers"]


def test_a_refusal_says_in_both_languages_what_to_do():
    (why,) = draw(DrawCase(70_000, 1, Hash.MD5, ((5,),))).reasons
    assert why.message.zh == "号池有 70000 个号，md5 算法最多 65535 个。"
    assert why.message.en == "The pool has 70000 numbers; md5 counts at most 65535."
    assert why.remedy.zh == "公告改用 sha256。"
    assert why.rule == "RFC 3797"


def test_it_sorts_inside_a_source_and_keeps_the_order_of_sources():
    assert key_string(((9319,), (2, 5, 12, 8, 10))) == "9319./2.5.8.10.12./"
    assert key_string(((12, 2), (9319,))) == "2.12./9319./"


sources = st.lists(st.lists(st.integers(0, 2**60), min_size=1, max_size=4).map(tuple), min_size=1, max_size=4)


@given(st.integers(1, 60), sources.map(tuple), st.sampled_from(Hash))
def test_a_full_order_holds_everybody_once(pool, sources, algorithm):
    assert sorted(draw(DrawCase(pool, pool, algorithm, sources)).picks) == list(range(1, pool + 1))


@given(st.integers(2, 60), sources.map(tuple))
def test_a_shorter_draw_is_the_head_of_the_longer_one(pool, sources):
    whole, half = (draw(DrawCase(pool, select, Hash.MD5, sources)) for select in (pool, pool // 2))
    assert half.picks == whole.picks[: pool // 2]


@given(st.integers(1, 60), sources.map(tuple))
def test_it_agrees_with_the_words_of_the_rfc_done_with_a_list(pool, sources):
    # Section 4: digest i, as a number, modulo those left, counted among those left.
    key, left, picks = key_string(sources).encode(), list(range(1, pool + 1)), []
    for i in range(pool):
        index = i.to_bytes(2, "big")
        number = int(hashlib.md5(index + key + index).hexdigest(), 16)
        picks.append(left.pop(number % len(left)))
    assert list(draw(DrawCase(pool, pool, Hash.MD5, sources)).picks) == picks
