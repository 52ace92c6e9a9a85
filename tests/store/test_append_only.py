"""The ledger's tables are written once: the database itself refuses everything else, and damage is located."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction
from tests.store.door import check_store
from tests.store.town import IDS

from plumbline import ledger
from plumbline.store import replaying
from plumbline.store.models import DayRow, Head, HouseholdRow, Leaf, Opening, PostingRow
from plumbline.store.signing import signer_of

pytestmark = pytest.mark.long


@pytest.mark.parametrize("table", ["store_leaf", "store_opening"])
@pytest.mark.parametrize(
    "act",
    [
        "UPDATE {} SET body = body",
        "UPDATE {} SET seq = seq WHERE seq = 3",
        "DELETE FROM {}",
        "DELETE FROM {} WHERE seq = 3",
    ],
)
def test_it_refuses_to_change_or_delete_in_the_database_itself(campaign, table, act):
    with (
        pytest.raises(DatabaseError, match="append only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(act.format(table))


def test_it_refuses_the_same_through_the_models(campaign):
    for change in (
        lambda: Leaf.objects.all().delete(),
        lambda: Leaf.objects.update(type="x"),
        lambda: Opening.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="append only"), transaction.atomic():
            change()


@contextmanager
def without_triggers():
    """What only somebody with the database's own rights can do."""
    names = [f"{table}_no_{act}" for table in ("store_leaf", "store_opening") for act in ("update", "delete")]
    with connection.cursor() as cursor:
        for name in names:
            table = name.rpartition("_no_")[0]
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{on}")
    yield


# These damage what they stand on, so the installation is not checked afterwards as a whole one.
@pytest.fixture
def damaged(installation):
    with without_triggers():
        yield installation


def test_it_finds_and_names_a_leaf_whose_bytes_were_changed(damaged):
    leaf = Leaf.objects.get(pk=5)
    Leaf.objects.filter(pk=5).update(body=bytes(leaf.body).replace(b'"seq":5', b'"seq":6'))
    with pytest.raises(ValueError, match="leaf 5"):
        replaying.rebuild(damaged.home, check=True)


def test_it_finds_and_names_a_leaf_that_was_forged_with_its_hash(damaged):
    # Bytes and hash agree with each other; the opening no longer fits the commitment that was replaced.
    leaf = Leaf.objects.get(pk=5)
    parsed = ledger.read_leaf(bytes(leaf.body))
    name = next(iter(parsed.com))
    body = bytes(leaf.body).replace(parsed.com[name].encode(), ledger.commit("x", 1, bytes(32)).encode())
    Leaf.objects.filter(pk=5).update(body=body, hash=ledger.leaf_hash(body))
    with pytest.raises(ValueError, match=f"leaf 5: the stored value of {name}"):
        replaying.rebuild(damaged.home, check=True)


def test_it_finds_and_names_an_opening_that_was_changed(damaged):
    body = bytearray(bytes(Opening.objects.get(pk=7).body))
    body[-1] ^= 1
    Opening.objects.filter(pk=7).update(body=bytes(body))
    with pytest.raises(ValueError, match="leaf 7"):
        replaying.rebuild(damaged.home, check=True)


@pytest.mark.parametrize("table", [Leaf, Opening])
def test_it_finds_and_names_a_row_that_was_taken_out(damaged, table):
    table.objects.filter(pk=9).delete()
    with pytest.raises(ValueError, match="leaf 9: it or its opening is missing"):
        replaying.rebuild(damaged.home, check=True)


def test_it_finds_that_the_last_leaves_were_taken_out(damaged):
    size = Leaf.objects.count()
    for table in (Leaf, Opening):
        table.objects.filter(pk__gte=size - 2).delete()
    assert "Head" in {d.table for d in replaying.rebuild(damaged.home, check=True)}


def test_it_finds_a_leaf_that_was_forged_with_everything_in_the_database(damaged):
    # The post of a sealed leaf is changed, its hash, every root after it and the head too: the tiles say otherwise.
    leaf = Leaf.objects.get(pk=1)
    body = bytes(leaf.body).replace(b'"by":"', b'"by":"x')
    Leaf.objects.filter(pk=1).update(body=body, hash=ledger.leaf_hash(body))
    tree = ledger.CompactTree()
    for seq, leaf_hash in Leaf.objects.order_by("seq").values_list("seq", "hash"):
        tree = tree.append(bytes(leaf_hash))
        DayRow.objects.filter(seq=seq).update(root=tree.root.hex())
    Head.objects.update(nodes=[node.hex() for node in tree.peaks])
    found = replaying.rebuild(damaged.home, check=True)
    assert [(d.table, d.key) for d in found] == [(replaying.PUBLISHED, "1")]


@pytest.mark.parametrize("column", ["day", "type"])
def test_it_finds_a_column_beside_a_leaf_that_was_changed(damaged, column):
    Leaf.objects.filter(pk=5).update(**{column: {"day": "2026-04-01", "type": "plan.made/1"}[column]})
    with pytest.raises(ValueError, match="leaf 5"):
        replaying.rebuild(damaged.home, check=True)


def test_it_locates_a_row_of_a_read_model_that_was_touched(campaign, installation):
    campaign.signs("张", "2026-04-10")
    HouseholdRow.objects.filter(pk=IDS["张"]).update(total_fen=1)
    found = replaying.rebuild(installation.home, check=True)
    assert [(d.table, d.key) for d in found] == [("HouseholdRow", IDS["张"])]
    assert '"total_fen":1' in found[0].stored
    assert '"total_fen":34310000' in found[0].replayed
    # Replaying for good mends it.
    replaying.rebuild(installation.home, check=False)
    assert HouseholdRow.objects.get(pk=IDS["张"]).total_fen == 34_310_000


def test_it_locates_a_posting_that_was_added(campaign, installation):
    campaign.signs("张", "2026-04-10")
    row = PostingRow.objects.order_by("pk").first()
    row.pk = None
    row.save()
    found = replaying.rebuild(installation.home, check=True)
    assert {d.table for d in found} == {"PostingRow"}
    replaying.rebuild(installation.home, check=False)


def test_it_says_the_same_of_the_same_ledger_to_the_byte(campaign, installation, tmp_path):
    campaign.signs("张", "2026-04-10")
    before = replaying.dump(tmp_path / "before.txt")
    replaying.rebuild(installation.home, check=False)
    assert replaying.dump(tmp_path / "after.txt") == before


# ---------- the sealed directory ----------
def test_it_names_the_entry_of_a_changed_byte_in_the_sealed_directory(campaign, installation):
    campaign.signs("张", "2026-04-10")
    campaign.door.close_days("2026-04-11T00:01")
    key, log = signer_of(installation.home).vkey, installation.home.log
    tile = next(path for path in sorted((log / "tile" / "entries").rglob("*")) if path.is_file())
    whole = tile.read_bytes()
    damaged = bytearray(whole)
    damaged[len(damaged) // 2] ^= 1
    tile.write_bytes(bytes(damaged))
    report = ledger.verify_log(log, key)
    assert not report.ok
    assert any("tile/entries" in p.where and p.seq is not None for p in report.problems)
    tile.write_bytes(whole)


@pytest.mark.parametrize(
    "what", ["checkpoint", "keys", "policy", "seal/2026-04-09.checkpoint", "parts/2026-04-09.parquet"]
)
def test_it_names_a_changed_file_beside_the_tree(campaign, installation, what):
    campaign.door.close_days("2026-04-11T00:01")
    key, file = signer_of(installation.home).vkey, installation.home.log / what
    whole = file.read_bytes()
    file.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
    report = ledger.verify_log(installation.home.log, key)
    assert not report.ok
    assert any(what.partition("/")[2] in p.where or what in p.where for p in report.problems), report.problems
    file.write_bytes(whole)


def test_it_will_not_believe_another_key(campaign, installation):
    campaign.door.close_days("2026-04-11T00:01")
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    stranger = ledger.Signer.from_pem("plumbline.example.org/two-projects", pem)
    assert not ledger.verify_log(installation.home.log, stranger.vkey).ok


def test_it_rebuilds_the_directory_to_the_same_roots_when_it_was_lost(campaign, installation):
    import shutil

    from plumbline.store import sealing

    campaign.door.close_days("2026-04-11T00:01")
    root = DayRow.objects.order_by("-day").first().root
    parts = installation.home.path / "kept"
    shutil.copytree(installation.home.log / "parts", parts)
    shutil.rmtree(installation.home.log)
    shutil.copytree(parts, installation.home.log / "parts")
    sealing.write_seals(installation.home)
    report = ledger.verify_log(installation.home.log, signer_of(installation.home).vkey)
    assert report.ok, report.problems
    assert DayRow.objects.order_by("-day").first().root == root
    check_store(installation)
