"""`plumbline log verify` and `verify-proof`: what they print and how they end."""

import argparse
import json

import pytest
from tests.ledger.logs import SIGNER, golden_policy, small_log, subject

from plumbline.cli.log import register
from plumbline.ledger import household_zip, make_proof, stored_nodes, write_files

LOG = small_log()


@pytest.fixture
def folder(tmp_path):
    write_files(tmp_path / "log", LOG.files, sync=False)
    return tmp_path


@pytest.fixture
def run(capsys):
    parser = argparse.ArgumentParser(prog="plumbline")
    register(parser.add_subparsers())

    def call(*words):
        args = parser.parse_args(["log", *map(str, words)])
        return args.run(args), capsys.readouterr()

    return call


KEY = ("--key", SIGNER.vkey.text)


def proof(seq):
    return make_proof(
        leaf=LOG.leaves[seq],
        openings=LOG.openings[seq],
        index=seq,
        size=7,
        node=stored_nodes(LOG.files.get, 7),
        checkpoint=LOG.files["checkpoint"],
    )


def test_an_honest_log_ends_with_0_and_its_forty_digits(run, folder):
    code, said = run("verify", folder / "log", *KEY)
    assert code == 0
    assert "相符：7 条" in said.out
    assert "All 7 entries" in said.out


def test_its_json_is_one_document(run, folder):
    code, said = run("verify", folder / "log", *KEY, "--json")
    report = json.loads(said.out)
    assert (code, report["ok"], report["size"], report["problems"]) == (0, True, 7, [])
    assert report["root"] in LOG.files["checkpoint"].decode()


def test_a_changed_byte_ends_with_1_and_its_place(run, folder):
    tile = folder / "log/tile/entries/000.p/7"
    tile.write_bytes(tile.read_bytes().replace(b"post/4", b"post/5", 1))
    code, said = run("verify", folder / "log", *KEY, "--json")
    (found,) = json.loads(said.out)["problems"]
    assert code == 1
    assert found["kind"] == "entry_damaged"
    assert found["where"] == "tile/entries/000.p/7, entry 0, byte 0"
    assert "第 0 条" in found["message"]
    assert "Entry 0" in found["message"]


def test_a_checkpoint_kept_from_before_and_a_quorum_can_be_asked_for(run, folder):
    old, policy = folder / "log/seal/2026-11-01.checkpoint", folder / "policy"
    policy.write_bytes(golden_policy())
    assert run("verify", folder / "log", *KEY, "--since", old)[0] == 0
    code, said = run("verify", folder / "log", *KEY, "--policy", policy)
    assert code == 1
    assert "no quorum" not in said.out
    assert "见证签名不足" in said.out


@pytest.mark.parametrize(
    "words",
    [
        ("verify", "nowhere", *KEY),
        ("verify", ".", "--key", "not a key"),
        ("verify", ".", *KEY, "--since", "nowhere"),
        ("verify-proof", "nowhere", *KEY),
    ],
)
def test_what_cannot_be_read_ends_with_2_in_both_languages(run, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    code, said = run(*words)
    assert code == 2
    assert "无法读取" in said.err
    assert "Cannot be read" in said.err
    assert run(*words, "--json")[1].out.startswith('{"error"')


def test_a_proof_shows_its_ticks_and_what_it_opens(run, tmp_path):
    file = tmp_path / "a-1.tlog-proof"
    file.write_bytes(proof(1))
    code, said = run("verify-proof", file, *KEY)
    assert code == 0
    assert "✓ 签名" in said.out
    assert "– 见证" in said.out
    assert 'file = "户1"' in said.out
    report = json.loads(run("verify-proof", file, *KEY, "--json")[1].out)
    assert (report["ok"], report["seq"], report["opened"]) == (True, 1, {"file": "户1", "sum_fen": 1001})


def test_a_changed_proof_opens_nothing(run, tmp_path):
    file = tmp_path / "a-1.tlog-proof"
    file.write_bytes(proof(1).replace(b"index 1\n", b"index 2\n"))
    code, said = run("verify-proof", file, *KEY)
    assert code == 1
    assert "✗ 记录在账" in said.out
    assert "户1" not in said.out
    report = json.loads(run("verify-proof", file, *KEY, "--json")[1].out)
    assert (report["ok"], report["opened"]) == (False, None)
    assert report["problems"][0]["where"] == "a-1.tlog-proof"


def test_a_households_archive_is_checked_as_a_whole(run, tmp_path):
    whole, gap = tmp_path / "whole.zip", tmp_path / "gap.zip"
    whole.write_bytes(household_zip("户0", subject(0), [(seq, proof(seq)) for seq in (0, 2, 4)]))
    gap.write_bytes(household_zip("户0", subject(0), [(seq, proof(seq)) for seq in (0, 4)]))
    assert run("verify-proof", whole, *KEY)[0] == 0
    assert "齐全：3 件" in run("verify-proof", whole, *KEY)[1].out
    code, said = run("verify-proof", gap, *KEY, "--json")
    assert code == 1
    assert len(json.loads(said.out)["problems"]) == 1
