"""Vectors of other projects, which stay outside this repository: their folder is PLUMBLINE_OUTSIDE_DATA."""

import base64
import hashlib
import itertools
import json
import os
from pathlib import Path

import pytest

from plumbline.ledger import (
    CanonicalError,
    canonical,
    consistency_proof,
    inclusion_proof,
    is_consistent,
    is_included,
    leaf_hash,
    open_checkpoint,
    parse,
    read_entries,
    read_vkey,
    root_of,
    stored_nodes,
    tile_of_path,
)


def outside(name: str) -> dict:
    folder = Path(os.environ["PLUMBLINE_OUTSIDE_DATA"]) / "vectors"
    return json.loads((folder / f"{name}.json").read_text("utf-8"))


def hashes(texts) -> list[bytes]:
    return [base64.b64decode(text) for text in texts or []]


def test_every_inclusion_probe_is_answered_as_its_authors_say():
    probes = outside("rfc6962_probes")["inclusion"]
    wrong = [probe["id"] for probe in probes if included(probe) is probe["wantErr"]]
    assert (len(probes), wrong) == (98, [])


def included(probe) -> bool:
    leaf, root = hashes([probe["leafHash"], probe["root"]])
    path = hashes(probe["proof"])
    return is_included(leaf, index=probe["leafIdx"], size=probe["treeSize"], root=root, path=path)


def test_every_consistency_probe_is_answered_as_its_authors_say():
    # Probes whose roots are not 32 bytes long may be refused although their authors let them pass.
    probes = outside("rfc6962_probes")["consistency"]
    wrong = [
        probe["id"] for probe in probes if consistent(probe) is probe["wantErr"] and has_whole_roots(probe)
    ]
    assert (len(probes), wrong) == (98, [])


def consistent(probe) -> bool:
    old_root, new_root = hashes([probe["root1"], probe["root2"]])
    path = hashes(probe["proof"])
    return is_consistent(
        old=probe["size1"], old_root=old_root, new=probe["size2"], new_root=new_root, path=path
    )


def has_whole_roots(probe) -> bool:
    return all(len(root) == 32 for root in hashes([probe["root1"], probe["root2"]]))


@pytest.fixture(scope="module")
def tessera() -> dict:
    log = outside("tlog_tiles_tessera")
    return log | {"files": {path: base64.b64decode(text) for path, text in log["files_b64"].items()}}


def test_another_projects_log_is_read(tessera):
    files, vkey = tessera["files"], read_vkey(tessera["vkey"])
    for size in range(1, 16):
        signed = open_checkpoint(files[f"checkpoint.{size}"], vkey)
        leaves = read_entries("entries", files[f"tile/entries/000.p/{size}"], size)
        assert [leaf.decode() for leaf in leaves] == tessera["entries"][:size]
        assert (signed.size, signed.root) == (size, root_of([leaf_hash(leaf) for leaf in leaves]))
    assert all(tile_of_path(path) for path in files if path.startswith("tile/"))


def test_another_projects_log_is_consistent_between_all_its_checkpoints(tessera):
    files, vkey = tessera["files"], read_vkey(tessera["vkey"])
    roots = {size: open_checkpoint(files[f"checkpoint.{size}"], vkey).root for size in range(16)}
    for old, new in itertools.combinations(range(16), 2):
        path = consistency_proof(old, new, stored_nodes(files.get, new))
        assert is_consistent(old=old, old_root=roots[old], new=new, new_root=roots[new], path=path)
    for index in range(15):
        leaf = leaf_hash(tessera["entries"][index].encode())
        path = inclusion_proof(index, 15, stored_nodes(files.get, 15))
        assert is_included(leaf, index=index, size=15, root=roots[15], path=path)


def test_the_authors_canonical_texts_are_ours_where_they_fit_our_profile():
    fitting = []
    for pair in outside("jcs_rfc8785")["pairs"]:
        try:
            made = canonical(parse(pair["input_utf8"].encode()))
        except CanonicalError:
            continue
        fitting.append(pair["name"])
        assert made == pair["canonical_utf8"].encode()
        assert hashlib.sha256(made).hexdigest() == pair["canonical_sha256"]
    # The others have keys beyond ASCII or numbers that are no integers: our profile refuses them.
    assert "arrays" in fitting
    assert "french" not in fitting
