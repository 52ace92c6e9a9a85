"""Witness policies: who is known, and which of them are enough."""

import pytest
from tests.ledger.logs import SIGNER, golden, golden_policy

from plumbline.ledger import PolicyFileError, read_witness_policy, unwitnessed_policy

NOTARY, RESIDENTS = golden()["witness_vkeys"]
WITNESSES = f"witness n {NOTARY}\nwitness r {RESIDENTS}\n"


def test_a_log_without_witnesses_asks_for_none():
    policy = read_witness_policy(unwitnessed_policy(SIGNER.vkey))
    assert policy.logs == (SIGNER.vkey,)
    assert policy.is_met([])


@pytest.mark.parametrize(
    ("rule", "cosigned", "met"),
    [
        ("all", ["n"], False),
        ("all", ["n", "r"], True),
        ("any", [], False),
        ("any", ["r"], True),
        ("2", ["r"], False),
        ("2", ["r", "n"], True),
        ("2", ["r", "r"], False),  # one witness counts once
    ],
)
def test_a_group_is_met_by_its_threshold(rule, cosigned, met):
    assert read_witness_policy(golden_policy(rule)).is_met(cosigned) is met


def test_comments_tabs_urls_and_nested_groups_are_read():
    policy = read_witness_policy(
        f"# 见证\n\twitness n {NOTARY} https://n.example/\nwitness r {RESIDENTS}\n"
        "group one any n\ngroup two all one r\nquorum two\n".encode()
    )
    assert policy.is_met(["n", "r"])
    assert not policy.is_met(["n"])


@pytest.mark.parametrize(
    "text",
    [
        WITNESSES,  # no quorum
        WITNESSES + "quorum n\nquorum r\n",
        WITNESSES + "quorum x\n",
        "quorum n\n" + WITNESSES,  # defined below
        WITNESSES + "group g 3 n r\nquorum g\n",
        WITNESSES + "group g 0 n r\nquorum g\n",
        WITNESSES + "group g 01 n r\nquorum g\n",
        WITNESSES + "group g all\nquorum g\n",
        WITNESSES + "group g all n n\nquorum g\n",  # would count twice
        WITNESSES + "group a any n\ngroup b any n\nquorum b\n",
        WITNESSES + "group n any r\nquorum n\n",  # the name is taken
        f"witness none {NOTARY}\nquorum none\n",
        f"witness a {NOTARY}\nwitness b {NOTARY}\nquorum a\n",  # one key under two names
        f"log {NOTARY}\nquorum none\n",  # a witness key cannot sign for a log
        f"witness w {SIGNER.vkey.text}\nquorum w\n",
        "quorum none\r\n",
        "quorum\n",
        "queue none\n",
    ],
)
def test_it_refuses(text):
    with pytest.raises(PolicyFileError):
        read_witness_policy(text.encode())
