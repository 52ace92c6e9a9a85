"""The sources: their chance in bits, and how what they publish enters the key."""

import hashlib
from datetime import UTC, datetime

import pytest

from plumbline.sampling import Balls, DrawFileError, Kind, numbers_of, outcomes, round_instant, show_bits


@pytest.mark.parametrize(
    ("kind", "count", "bits"),
    [
        (Kind.SSQ, 17_721_088, "24.1"),  # C(33,6) × 16 = 1,107,568 × 16
        (Kind.KL8, 3_535_316_142_212_174_320, "61.6"),  # C(80,20)
        (Kind.DLT, 21_425_712, "24.4"),  # C(35,5) × C(12,2) = 324,632 × 66
        (Kind.FC3D, 1_000, "10.0"),
        (Kind.PL5, 100_000, "16.6"),
        (Kind.DRAND, 2**120, "120.0"),
    ],
)
def test_it_counts_the_outcomes_of_a_source(kind, count, bits):
    assert outcomes(kind) == count
    assert show_bits(count) == bits


def test_it_counts_the_outcomes_of_an_urn():
    assert outcomes(Kind.BALLS, Balls(10, 3)) == 120  # 10·9·8 / 6
    assert show_bits(120) == "6.9"
    assert show_bits(1) == "0.0"
    assert show_bits(2) == "1.0"


@pytest.mark.parametrize(
    ("kind", "published", "numbers"),
    [
        (Kind.SSQ, "21 03 33 09 26 14 + 07", ((21, 3, 33, 9, 26, 14), (7,))),
        (Kind.DLT, "01 02 03 04 35+11 12", ((1, 2, 3, 4, 35), (11, 12))),
        (Kind.FC3D, "007", ((7,),)),  # leading zeros fall away
        (Kind.FC3D, "707", ((707,),)),  # one integer: 7, 0, 7 sorted would be 077 for three results
        (Kind.PL5, "00000", ((0,),)),
    ],
)
def test_it_reads_what_a_lottery_publishes(kind, published, numbers):
    assert numbers_of(kind, published) == numbers


def test_happy_8_becomes_two_sources_of_ten_in_ascending_order():
    numbers = " ".join(str(n) for n in range(80, 60, -1))  # 80 79 … 61
    assert numbers_of(Kind.KL8, numbers) == (tuple(range(61, 71)), tuple(range(71, 81)))


def test_a_beacon_becomes_two_integers_of_60_bits():
    signature = "b7" * 48
    randomness = hashlib.sha256(b"\xb7" * 48).hexdigest()
    first, second = numbers_of(Kind.DRAND, signature)
    assert f"{first[0]:015x}{second[0]:015x}" == randomness[:30]


def test_a_round_of_the_beacon_has_its_instant():
    # The network began at 1692803367 s; round 11 comes ten periods of 3 s later.
    assert round_instant(1) == datetime.fromtimestamp(1_692_803_367, UTC)
    assert round_instant(11) == datetime.fromtimestamp(1_692_803_397, UTC)


@pytest.mark.parametrize(
    ("kind", "published"),
    [
        (Kind.SSQ, "21 03 33 09 26 14"),  # the blue ball is missing
        (Kind.SSQ, "21 03 34 09 26 14 + 07"),  # 34 of 33
        (Kind.SSQ, "21 03 03 09 26 14 + 07"),  # a ball twice
        (Kind.SSQ, "21 03 33 09 26 00 + 07"),  # no ball 0
        (Kind.SSQ, "21,03,33,09,26,14 + 07"),
        (Kind.SSQ, "21 03 33 09 26 14 + -7"),
        (Kind.KL8, "1 2 3"),
        (Kind.FC3D, "7"),  # zeros in front are published and are written
        (Kind.FC3D, "٠٠٧"),  # digits of another script
        (Kind.PL5, "123456"),
        (Kind.DRAND, "B7" * 48),
        (Kind.DRAND, "b7" * 32),
    ],
)
def test_it_reads_no_result_that_a_source_cannot_have(kind, published):
    with pytest.raises(DrawFileError):
        numbers_of(kind, published)


def test_the_error_names_what_a_result_looks_like():
    with pytest.raises(DrawFileError) as error:
        numbers_of(Kind.SSQ, "1 2 3")
    assert "6 个 1 至 33 的不同数字，加号，1 个 1 至 16 的不同数字" in error.value.text.zh
    assert "6 different numbers of 1 to 33, a plus sign" in error.value.text.en
