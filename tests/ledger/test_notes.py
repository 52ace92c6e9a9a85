"""Signed notes, verifier keys, cosignatures and Ed25519 itself."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from tests.ledger.logs import SIGNER, golden_key, golden_policy, vectors

from plumbline.ledger import (
    CHECKS,
    CheckpointError,
    KeyTextError,
    KeyType,
    NoteError,
    Signer,
    VerifierKey,
    is_ed25519,
    open_checkpoint,
    read_checkpoint_text,
    read_note,
    read_vkey,
    read_witness_policy,
    subtree_message,
    verify_note,
)

NOTES = vectors("signed_note")
ED25519 = vectors("ed25519_rfc8032")
MLDSA = vectors("cosignature_mldsa44")


def opened(note, vkeys):
    return verify_note(read_note(note.encode()), [read_vkey(key) for key in vkeys], CHECKS)


@pytest.mark.parametrize("case", [case for case in NOTES["notes"] if case["ok"]], ids=lambda case: case["id"])
def test_it_believes(case):
    assert opened(case["note"], case["vkeys"])


@pytest.mark.parametrize(
    "case", [case for case in NOTES["notes"] if not case["ok"]], ids=lambda case: case["id"]
)
def test_it_does_not_believe(case):
    with pytest.raises(NoteError):
        opened(case["note"], case["vkeys"])


@pytest.mark.parametrize("case", NOTES["vkeys"], ids=lambda case: case.get("why", case["vkey"][:20]))
def test_it_reads_a_vkey_in_its_one_spelling_only(case):
    if case["ok"]:
        assert read_vkey(case["vkey"]).text == case["vkey"]
    else:
        with pytest.raises(KeyTextError):
            read_vkey(case["vkey"])


@pytest.mark.parametrize("case", ED25519["valid"], ids=lambda case: case["message"] or "empty")
def test_it_signs_and_verifies_as_rfc_8032_does(case):
    private = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(case["seed"]))
    message, signature = bytes.fromhex(case["message"]), bytes.fromhex(case["signature"])
    assert private.sign(message) == signature
    assert is_ed25519(VerifierKey("k", KeyType.ED25519, bytes.fromhex(case["public"])), message, signature)


@pytest.mark.parametrize("case", ED25519["must_reject"], ids=lambda case: case["why"])
def test_it_refuses_a_malleable_signature(case):
    key = VerifierKey("k", KeyType.ED25519, bytes.fromhex(case["public"]))
    assert not is_ed25519(key, bytes.fromhex(case["message"]), bytes.fromhex(case["signature"]))


def test_a_post_quantum_witness_is_verified_when_its_key_is_known():
    policy = read_witness_policy(f"witness pq {MLDSA['vkey']}\nquorum pq\n".encode())
    checkpoint = MLDSA["checkpoint"].encode()
    text = read_note(checkpoint).text
    assert open_checkpoint(checkpoint, golden_key(), policy).witnesses == {"pq"}
    time = int.from_bytes(read_note(checkpoint).signatures[1].signature[:8], "big")
    assert subtree_message(MLDSA["name"], text, time).hex() == MLDSA["signed_message_hex"]


def test_a_post_quantum_witness_is_passed_over_when_its_key_is_unknown():
    assert open_checkpoint(MLDSA["checkpoint"].encode(), golden_key()).witnesses == frozenset()


def test_a_post_quantum_line_that_was_changed_is_not_believed():
    policy = read_witness_policy(f"witness pq {MLDSA['vkey']}\nquorum pq\n".encode())
    line = MLDSA["checkpoint"].splitlines()[-1]
    changed = MLDSA["checkpoint"].replace(line, line[:200] + ("A" if line[200] != "A" else "B") + line[201:])
    with pytest.raises(NoteError, match=r"witness\.example/pq"):
        open_checkpoint(changed.encode(), golden_key(), policy)


def test_both_witnesses_of_the_golden_log_are_recognised(gold):
    policy = read_witness_policy(golden_policy())
    signed = open_checkpoint(gold["seals"]["2026-11-03"]["checkpoint"].encode(), golden_key(), policy)
    assert signed.witnesses == {"n", "r"}
    assert policy.is_met(signed.witnesses)


def test_a_key_from_pem_signs_as_its_seed_does():
    pem = Ed25519PrivateKey.from_private_bytes(bytes(32)).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    assert Signer.from_pem(SIGNER.origin, pem).sign(3, bytes(32)) == SIGNER.sign(3, bytes(32))


def test_a_checkpoint_of_another_log_is_not_ours():
    # The same key under another name has another key id, so no line of it is known.
    other = Signer.from_seed("plumbline.test/other", bytes(32))
    with pytest.raises(NoteError):
        open_checkpoint(other.sign(3, bytes(32)), SIGNER.vkey)


@pytest.mark.parametrize(
    "text",
    [
        "o\n03\nAAAA\n",
        "o\n3\n" + "A" * 42 + "B=\n",  # stray low bits
        "o\n3\n" + "A" * 43 + "=\nextension\n",
        "o o\n3\n" + "A" * 43 + "=\n",
        "o\n-1\n" + "A" * 43 + "=\n",
        "o\n3\n",
    ],
)
def test_it_refuses_a_checkpoint_that_is_not_strict(text):
    with pytest.raises(CheckpointError):
        read_checkpoint_text(text.encode())


def test_it_takes_64_signatures_and_refuses_65():
    line = SIGNER.sign(0, bytes(32)).decode().splitlines()[-1]
    note = "text\n\n" + f"{line}\n" * 64
    assert len(read_note(note.encode()).signatures) == 64
    with pytest.raises(NoteError):
        read_note(f"{note}{line}\n".encode())
