"""Hashes as people read them."""

from plumbline.ledger import forty_digits, receipt_code


def test_a_receipt_code_is_twenty_signs_of_the_first_hundred_bits():
    # 00000 00001 00010 00011 | 0…: the bytes 00 44 30 are the signs 0, 1, 2, 3, and zeros follow.
    assert receipt_code(bytes.fromhex("004430") + bytes(29)) == "0123" + "0" * 16
    assert receipt_code(b"\xff" * 32) == "Z" * 20


def test_the_hundred_and_first_bit_is_not_in_the_code():
    # Bit 100 is the lowest of the upper half of byte 12; bit 101 the highest of its lower half.
    assert receipt_code(bytes(12) + b"\x10" + bytes(19)) == "0" * 19 + "1"
    assert receipt_code(bytes(12) + b"\x08" + bytes(19)) == "0" * 20


def test_a_root_is_read_out_as_eight_groups_of_five_digits():
    # 132 bits of zeros but the last: 1. All ones: 2^132 − 1 = 5444517870735015415413993718908291383295.
    assert forty_digits(bytes(16) + b"\x10" + bytes(15)) == " ".join(["00000"] * 7 + ["00001"])
    assert forty_digits(b"\xff" * 32) == "54445 17870 73501 54154 13993 71890 82913 83295"
