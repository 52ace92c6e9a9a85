"""The golden log, rebuilt byte for byte from its leaves, openings and seeds."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.ledger.logs import golden, golden_key, golden_policy

from plumbline.ledger import (
    Signer,
    cosign,
    leaf_hash,
    make_proof,
    nodes_of,
    opens,
    read_leaf,
    read_note,
    read_opening,
    read_vkey,
    root_of,
    seal_day,
    tile_levels,
    verify_files,
)

DAYS = ("2026-11-01", "2026-11-02", "2026-11-03")


def seed(name: str) -> bytes:
    return bytes.fromhex(golden()["test_seeds_hex"][name])


SIGNER = Signer.from_seed("plumbline.test/golden", seed("plumbline.test/golden/1"))


def cosignatures(wanted: bytes) -> bytes:
    """The witnesses' lines made anew, each at the time that the wanted checkpoint says."""
    note = read_note(wanted)
    lines = []
    for vkey, line in zip(map(read_vkey, golden()["witness_vkeys"]), note.signatures[1:], strict=True):
        private = Ed25519PrivateKey.from_private_bytes(seed(f"{vkey.name}/4"))
        time = int.from_bytes(line.signature[:8], "big")
        lines.append(cosign(vkey, private, note.text, time).text.encode())
    return b"".join(lines)


@pytest.fixture(scope="module")
def rebuilt(gold) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    size = 0
    for day, end in zip(DAYS, gold["day_end_sizes"], strict=True):
        wanted = gold["seals"][day]["checkpoint"].encode()
        sealed = seal_day(
            day=day,
            size=size,
            leaves=[leaf.encode() for leaf in gold["leaves"][size:end]],
            read=dict(files).get,
            signer=SIGNER,
            ask_witnesses=lambda _, wanted=wanted: cosignatures(wanted),
        )
        files |= sealed.files
        size = sealed.size
    return files


def test_its_seals_are_the_same(gold, rebuilt):
    for day in DAYS:
        assert rebuilt[f"seal/{day}.checkpoint"].decode() == gold["seals"][day]["checkpoint"]
        assert rebuilt[f"seal/{day}.consistency"].decode() == gold["seals"][day]["consistency"]


def test_its_tiles_are_the_same(gold, rebuilt):
    tiles = {path: data for path, data in gold["files_b64"].items() if path.startswith("tile/")}
    assert len(tiles) == 5
    for path, data in tiles.items():
        assert rebuilt[path] == base64.b64decode(data)


def test_its_published_checkpoint_is_the_same(gold):
    # The published copy bears the same text as the last seal, cosigned at other times.
    wanted = base64.b64decode(gold["files_b64"]["checkpoint"])
    root = root_of([leaf_hash(leaf.encode()) for leaf in gold["leaves"]])
    assert SIGNER.sign(280, root) + cosignatures(wanted) == wanted


def test_its_openings_open_its_leaves(gold):
    for text, openings in zip(gold["leaves"], gold["openings"], strict=True):
        leaf = read_leaf(text.encode())
        read = [read_opening(one) for one in openings]
        assert {one.field: one.commitment for one in read} == leaf.com
        assert all(opens(one, leaf.com) for one in read)


@pytest.mark.parametrize("seq", [0, 5, 99, 255, 256, 277])
def test_its_proofs_are_the_same(gold, seq):
    wanted = base64.b64decode(gold["files_b64"][f"proofs/{seq}.tlog-proof"])
    hashes = [leaf_hash(leaf.encode()) for leaf in gold["leaves"]]
    made = make_proof(
        leaf=gold["leaves"][seq].encode(),
        openings=[read_opening(one) for one in gold["openings"][seq]],
        index=seq,
        size=280,
        node=nodes_of(tile_levels(hashes)),
        checkpoint=base64.b64decode(gold["files_b64"]["checkpoint"]),
    )
    assert made == wanted


def test_it_passes_the_verifier_as_published_and_as_rebuilt(gold, rebuilt):
    # Its closing leaves are of an older shape, without `prev` and `files`: absent members claim nothing.
    published = {path: base64.b64decode(data) for path, data in gold["files_b64"].items()}
    since = gold["seals"]["2026-11-01"]["checkpoint"].encode()
    for files in (published, rebuilt):
        report = verify_files(files, golden_key(), since=since, tlog_policy=golden_policy())
        assert report.problems == ()
        assert (report.ok, report.size) == (True, 280)
        assert report.root == "/LJ00EyGCo/qFPcYiFHAY9V9141gcElYaOFnMKf5G88="
