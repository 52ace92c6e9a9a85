"""The log's signer and the files that say who may sign: `keys` and `policy` of the served directory.

The private key lies in the home directory, outside the database, readable by its owner alone; a signer
under another organ's custody takes its place without a change of format.
"""

from __future__ import annotations

import os

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from plumbline import ledger
from plumbline.store.home import Home
from plumbline.store.writing import services

DEFAULT_ORIGIN = "plumbline.localhost/installation"


def origin_of(home: Home) -> str:
    """The log's name, chosen at `init` and never changed."""
    return str(home.settings().get("origin", DEFAULT_ORIGIN))


def signer_of(home: Home) -> ledger.Signer:
    """The log's signer; its key is made at the first use."""
    path = home.signing_key
    if not path.exists():
        private = Ed25519PrivateKey.from_private_bytes(services(home).chance.bytes_for("log-signing-key", 32))
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return ledger.Signer.from_pem(origin_of(home), path.read_bytes())


def keys_file(home: Home, since: str) -> bytes:
    """The served file `keys`: each verifier key of the log and the days it holds for.

    since  the first day of the log, `YYYY-MM-DD`
    """
    return ledger.key_list([ledger.KeyRow(signer_of(home).vkey, since)])


def witness_file(home: Home) -> bytes:
    """The served file `policy` (tlog-policy): the log's key, and no quorum until witnesses are named."""
    return ledger.unwitnessed_policy(signer_of(home).vkey)
