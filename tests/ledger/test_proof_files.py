"""A resident's proof: four ticks, and nothing shown unless all of them hold."""

import base64

import pytest
from tests.ledger.flips import flipped
from tests.ledger.logs import SIGNER, golden, golden_key, golden_policy, salt

from plumbline.ledger import (
    Opening,
    ProofFormatError,
    Signer,
    make_proof,
    read_proof,
    read_witness_policy,
    stored_nodes,
    url64,
    verify_proof,
)

POLICY = read_witness_policy(golden_policy())


def golden_proof(seq):
    return base64.b64decode(golden()["files_b64"][f"proofs/{seq}.tlog-proof"])


@pytest.fixture(scope="module")
def proof(small):
    return make(small, 1)


def make(small, seq, **changes):
    return make_proof(
        **{
            "leaf": small.leaves[seq],
            "openings": small.openings[seq],
            "index": seq,
            "size": 7,
            "node": stored_nodes(small.files.get, 7),
            "checkpoint": small.files["checkpoint"],
        }
        | changes
    )


def test_it_shows_what_it_opens(small, proof):
    report = verify_proof(proof, small.vkey)
    assert (report.ok, report.witnessed) == (True, None)
    assert report.opened == {"file": "户1", "sum_fen": 1001}
    assert report.leaf.seq == 1


@pytest.mark.parametrize("seq", [0, 5, 99, 255, 256, 277])
def test_the_golden_proofs_hold_with_their_witnesses(seq):
    report = verify_proof(golden_proof(seq), golden_key(), POLICY)
    assert (report.ok, report.witnessed, report.leaf.seq) == (True, True, seq)


def test_every_flipped_bit_of_a_proof_is_refused(small, proof):
    held = [
        (byte, bit)
        for byte in range(len(proof))
        for bit in range(8)
        if verify_proof(flipped(proof, byte, bit), small.vkey).ok
    ]
    assert held == []


def test_one_flipped_bit_of_every_byte_of_a_witnessed_proof_is_refused():
    proof = golden_proof(256)
    held = [
        byte
        for byte in range(len(proof))
        if verify_proof(flipped(proof, byte, byte % 8), golden_key(), POLICY).ok
    ]
    assert held == []


def test_a_proof_of_one_field_shows_that_field_only(small):
    only = [one for one in small.openings[1] if one.field == "file"]
    assert verify_proof(make(small, 1, openings=only), small.vkey).opened == {"file": "户1"}


def ticks(report):
    return report.signature, report.recorded, report.matches


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"checkpoint": Signer.from_seed("plumbline.test/small", salt("x")).sign(7, bytes(32))},
            (False, False, True),
        ),
        ({"checkpoint": SIGNER.sign(7, bytes(32))}, (True, False, True)),  # signed, but of another root
        ({"index": 2}, (True, False, True)),  # leaf.seq is 1
        ({"openings": [Opening("sum_fen", salt(1, "sum_fen"), 9)]}, (True, True, False)),  # another amount
        ({"openings": [Opening("other", salt(1, "sum_fen"), 9)]}, (True, True, False)),
    ],
)
def test_the_tick_that_fails_says_which(small, changes, expected):
    report = verify_proof(make(small, 1, **changes), small.vkey)
    assert ticks(report) == expected
    assert report.reasons
    assert report.opened is None
    assert report.leaf is None


def test_without_a_quorum_it_is_unwitnessed(small, proof):
    report = verify_proof(proof, small.vkey, POLICY)
    assert (report.ok, report.signature, report.witnessed) == (False, True, False)


def test_a_leaf_at_another_place_is_not_believed(small):
    # The path of leaf 2 with leaf 1: signed and well formed, and still not in the tree there.
    report = verify_proof(make(small, 2, leaf=small.leaves[1]), small.vkey)
    assert not report.recorded


def respelt(proof, change):
    lines = proof.split(b"\n")
    extra = base64.b64decode(lines[1].removeprefix(b"extra "))
    lines[1] = b"extra " + base64.b64encode(change(extra))
    return b"\n".join(lines)


@pytest.mark.parametrize(
    "change",
    [
        lambda extra: extra.replace(b'{"leaf"', b'{"Leaf"'),  # a misspelt member
        lambda extra: extra[:-1] + b',"x":1}',  # an unknown one
        lambda extra: extra + b"\n",
        lambda extra: extra.replace(b'{"f":"file"', b'{"F":1,"f":"file"'),
        lambda extra: extra.replace(b'"f":"file"', b'"f":"zzzz"'),  # no longer sorted by field
        lambda extra: extra.replace(b'"f":"sum_fen"', b'"f":"file"'),  # a field opened twice
        lambda extra: extra.replace(url64(salt(1, "file")).encode(), b"AAAA"),
    ],
)
def test_a_second_spelling_of_its_second_line_is_refused(proof, change):
    assert respelt(proof, lambda extra: extra) == proof
    with pytest.raises(ProofFormatError):
        read_proof(respelt(proof, change))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"index 1\n", b"index 01\n"),
        (b"index 1\n", b"index 1 \n"),
        (b"tlog-proof@v1", b"tlog-proof@v2"),
        (b"\n\nplumbline", b"\nplumbline"),
        (b"extra ", b"extra  "),
    ],
)
def test_a_file_not_in_its_form_fails_every_tick(small, proof, old, new):
    assert old in proof
    assert ticks(verify_proof(proof.replace(old, new), small.vkey)) == (False, False, False)


def test_anything_at_all_gets_an_answer(small):
    for data in (b"", b"\xff\xfe", b"c2sp.org/tlog-proof@v1\n\n", b"PK\x03\x04", bytes(2_000_000)):
        assert not verify_proof(data, small.vkey).ok
