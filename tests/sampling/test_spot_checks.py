"""Sizes of samples, exactly: the vectors, the borders, and what nothing found proves."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.logs import at as millis
from tests.ledger.logs import small_log, vectors
from tests.sampling.cast import codes

from plumbline.ledger import Checkpoint, Leaf, read_checkpoint_text
from plumbline.sampling import (
    DrawFileError,
    Pool,
    detection,
    false_among,
    least_sample,
    most_false,
    pool_of_leaves,
    read_pool,
    sealed_pool,
)

P95 = Fraction(95, 100)
ROWS = vectors("sampling")["rows"]


def test_it_gives_the_sample_of_every_row_of_the_vectors():
    for row in ROWS:
        confidence = Fraction(str(row["confidence"]))
        found = least_sample(pool=row["N"], false=row["D"], confidence=confidence)
        assert found.sample == row["n"], row
        chance = detection(pool=row["N"], false=row["D"], sample=row["n"])
        assert abs(chance - Fraction(row["p_detect"])) < Fraction(1, 10**12), row


@pytest.mark.parametrize(
    ("pool", "share", "sample"),
    [(100, 5, 45), (500, 5, 56), (5_000, 5, 59), (50_000, 5, 59), (5_000, 1, 290), (50_000, 1, 298)],
)
def test_it_gives_the_samples_that_the_design_prints(pool, share, sample):
    false = false_among(pool, Fraction(share, 100))
    assert least_sample(pool=pool, false=false, confidence=P95).sample == sample


def test_a_confidence_reached_exactly_is_reached():
    # One false among 20: 18 sampled find it with chance 18/20 = 0.9, to the last digit.
    assert least_sample(pool=20, false=1, confidence=Fraction(9, 10)).sample == 18
    assert least_sample(pool=20, false=1, confidence=Fraction(90_000_001, 100_000_000)).sample == 19


def test_a_share_is_rounded_up():
    assert false_among(50, Fraction(5, 100)) == 3  # 2.5 records: two would be fewer than 5 %
    assert false_among(40, Fraction(5, 100)) == 2


@pytest.mark.parametrize(
    ("pool", "false", "confidence", "expected"),
    [
        (0, 1, P95, ["spot_check:false_outside_pool"]),
        (10, 0, P95, ["spot_check:false_outside_pool"]),
        (10, 11, P95, ["spot_check:false_outside_pool"]),
        (10, 1, Fraction(1), ["spot_check:confidence"]),
        (10, 1, Fraction(0), ["spot_check:confidence"]),
    ],
)
def test_it_refuses_what_has_no_sample(pool, false, confidence, expected):
    assert codes(least_sample(pool=pool, false=false, confidence=confidence)) == expected


@pytest.mark.parametrize(
    ("pool", "sample", "most"),
    [
        (20, 20, 0),  # all of them seen
        (20, 0, 20),  # none of them seen
        (20, 19, 0),  # one false one would be found with 19/20 = 0.95
        (20, 18, 1),  # one would be found with 0.9 only; two with 1 − 1/190
    ],
)
def test_nothing_found_rules_out_more_than_this(pool, sample, most):
    assert most_false(pool=pool, sample=sample, confidence=P95) == most


@given(st.integers(2, 300), st.data())
def test_the_least_sample_rules_out_the_supposed_number_and_one_less_does_not(pool, data):
    false = data.draw(st.integers(1, pool))
    sample = least_sample(pool=pool, false=false, confidence=P95).sample
    assert most_false(pool=pool, sample=sample, confidence=P95) < false
    assert most_false(pool=pool, sample=sample - 1, confidence=P95) >= false


def leaf(seq: int, kind: str) -> Leaf:
    return Leaf(seq=seq, day="2026-11-01", at=millis("2026-11-01", 1), type=kind, by="post")


def test_a_pool_is_one_kind_in_the_order_of_the_log_up_to_the_seal():
    leaves = [leaf(7, "visit.recorded/2"), leaf(2, "visit.recorded/1"), leaf(3, "visit.merged/1")]
    assert pool_of_leaves(leaves, "visit.recorded", 8) == Pool(("2", "7"))
    assert pool_of_leaves(leaves, "visit.recorded", 7) == Pool(("2",))  # entry 7 came after the seal
    assert codes(pool_of_leaves(leaves, "visit.recorded", 2)) == ["spot_check:nothing_sealed"]


def test_a_pool_comes_from_the_bytes_that_were_sealed_and_no_others():
    log = small_log()
    text = b"\n".join(log.files["checkpoint"].split(b"\n")[:3]) + b"\n"
    checkpoint = read_checkpoint_text(text)
    kind = read_kind(log.leaves[0])

    assert sealed_pool(log.leaves, kind, checkpoint).codes[0] == "0"
    other = [log.leaves[0][:-1] + b" ", *log.leaves[1:]]
    assert codes(sealed_pool(other, kind, checkpoint)) == ["spot_check:not_the_sealed_log"]
    longer = Checkpoint(checkpoint.origin, checkpoint.size + 1, checkpoint.root)
    assert codes(sealed_pool(log.leaves, kind, longer)) == ["spot_check:not_the_sealed_log"]


def read_kind(entry: bytes) -> str:
    return entry.split(b'"type":"')[1].split(b"/")[0].decode()


def test_a_pool_file_has_one_spelling():
    pool = Pool(("签01", "签02"))
    assert read_pool(pool.text) == pool


@pytest.mark.parametrize(
    "data",
    [b"", b"\n", b"a", b"a\nb", b"a\n\n", b"a\na\n", b"a \n", b"a\r\n", b"\xff\n"],
    ids=str,
)
def test_a_pool_file_of_another_spelling_is_not_read(data):
    with pytest.raises(DrawFileError):
        read_pool(data)
