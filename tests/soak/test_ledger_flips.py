"""Every bit of the golden log, one after another: some hours, so it is run by name and not by `make test`.

`pytest tests/soak/test_ledger_flips.py -n auto` shares the cases among the processors.
"""

import base64

import pytest
from tests.ledger.flips import flipped, missed
from tests.ledger.logs import golden, golden_key, golden_policy

from plumbline.ledger import read_witness_policy, verify_proof

FILES = {path: base64.b64decode(text) for path, text in golden()["files_b64"].items()}
PROOFS = [path for path in FILES if path.startswith("proofs/")]
LOG = {path: data for path, data in FILES.items() if path not in PROOFS}


@pytest.mark.parametrize("bit", range(8))
@pytest.mark.parametrize("path", LOG)
def test_every_bit_of_the_golden_log_counts_and_its_place_is_named(path, bit):
    flips = ((path, byte, bit) for byte in range(len(LOG[path])))
    assert missed(LOG, flips, vkey=golden_key(), tlog_policy=golden_policy()) == []


@pytest.mark.parametrize("path", PROOFS)
def test_every_bit_of_a_golden_proof_counts(path):
    data, policy = FILES[path], read_witness_policy(golden_policy())
    held = [
        (byte, bit)
        for byte in range(len(data))
        for bit in range(8)
        if verify_proof(flipped(data, byte, bit), golden_key(), policy).ok
    ]
    assert held == []
