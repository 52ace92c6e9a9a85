"""The whole check of a log: what it finds, and how exactly it says where."""

import base64
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.flips import missed
from tests.ledger.logs import SIGNER, at, golden, golden_key, golden_policy, small_log

from plumbline.ledger import (
    DAY_CLOSED,
    PROBLEM_TEXTS,
    CompactTree,
    ExportError,
    KeyRow,
    NoteError,
    Signer,
    checkpoint_path,
    consistency_body,
    consistency_path,
    grow_tiles,
    key_list,
    leaf_bytes,
    leaf_hash,
    read_leaf,
    verify_files,
    verify_log,
)

pytestmark = pytest.mark.long


def kinds(files, **asked):
    return {problem.kind for problem in verify_files(files, SIGNER.vkey, **asked).problems}


def without(files, *paths):
    return {path: data for path, data in files.items() if path not in paths}


def test_an_honest_log_passes(small):
    report = verify_files(small.files, small.vkey)
    assert (report.ok, report.size, report.problems) == (True, 7, ())


@pytest.mark.parametrize("bit", range(8))
def test_every_bit_of_a_small_log_counts_and_its_place_is_named(bit):
    log = small_log((1,), part=b"PAR1")
    flips = ((path, byte, bit) for path, data in log.files.items() for byte in range(len(data)))
    assert missed(log.files, flips, vkey=log.vkey) == []


def test_one_bit_of_every_byte_of_two_days_counts_and_its_place_is_named():
    log = small_log((1, 1))
    flips = ((path, byte, byte % 8) for path, data in log.files.items() for byte in range(len(data)))
    assert missed(log.files, flips, vkey=log.vkey) == []


@settings(max_examples=40)
@given(st.data())
def test_any_bit_of_the_golden_log_counts_and_its_place_is_named(data):
    files = {path: base64.b64decode(text) for path, text in golden()["files_b64"].items()}
    path = data.draw(st.sampled_from(sorted(files)))
    byte, bit = data.draw(st.integers(0, len(files[path]) - 1)), data.draw(st.integers(0, 7))
    assert missed(files, [(path, byte, bit)], vkey=golden_key(), tlog_policy=golden_policy()) == []


@pytest.mark.parametrize(
    "path",
    [
        "checkpoint",
        "keys",
        "policy",
        "tile/entries/000.p/7",
        "tile/entries/000.p/4",  # of an earlier sealed size: it must have stayed
        "tile/0/000.p/4",
        "seal/2026-11-01.checkpoint",
        "seal/2026-11-02.consistency",
        "index/slots/a0",
    ],
)
def test_a_missing_file_is_named(small, path):
    report = verify_files(without(small.files, path), small.vkey)
    assert ("missing_file", path) in {(problem.kind, problem.path) for problem in report.problems}


@pytest.mark.parametrize(
    "path", ["tile/0/000.p/8", "tile/1/000", "seal/2026-11-03.checkpoint", "notes.txt", "x.tmp"]
)
def test_a_file_too_many_is_named(small, path):
    report = verify_files({**small.files, path: b"x"}, small.vkey)
    assert [(problem.kind, problem.path) for problem in report.problems] == [("extra_file", path)]


def test_a_partial_tile_between_two_seals_may_stay_if_it_is_right(small):
    # "Intermediate ones may go": they need not.
    six = small.files["tile/0/000.p/7"][: 6 * 32]
    assert verify_files({**small.files, "tile/0/000.p/6": six}, small.vkey).ok
    assert kinds({**small.files, "tile/0/000.p/6": six[:-1] + b"x"}) == {"tile_damaged"}


def test_a_part_is_measured_by_the_hash_in_its_day():
    log = small_log((1,), part=b"PAR1")
    assert verify_files(log.files, log.vkey).ok
    assert kinds({**log.files, "parts/2026-11-01.parquet": b"PAR2"}) == {"recorded_hash"}
    assert kinds(without(log.files, "parts/2026-11-01.parquet")) == {"missing_file"}


def test_a_file_that_the_day_has_not_recorded_is_not_vouched_for(small):
    assert kinds({**small.files, "parts/2026-11-01.parquet": b"PAR1"}) == {"extra_file"}


def test_a_log_kept_from_before_must_be_continued(small):
    kept = small.files["seal/2026-11-01.checkpoint"]
    assert verify_files(small.files, small.vkey, since=kept).ok
    assert kinds(small.files, since=SIGNER.sign(4, bytes(32))) == {"history_changed"}
    assert kinds(small_log((3,)).files, since=small.files["checkpoint"]) == {"history_changed"}


def test_a_kept_checkpoint_that_the_log_has_not_signed_is_not_an_answer(small):
    stranger = Signer.from_seed("plumbline.test/small", bytes([1] * 32))
    with pytest.raises(NoteError):
        verify_files(small.files, small.vkey, since=stranger.sign(4, bytes(32)))


def test_another_key_does_not_vouch_for_this_log(small):
    stranger = Signer.from_seed("plumbline.test/small", bytes([1] * 32))
    report = verify_files(small.files, stranger.vkey)
    assert {"checkpoint_invalid", "seal_invalid", "key_not_listed"} <= {one.kind for one in report.problems}


def test_a_quorum_is_asked_for_only_by_the_reader(small):
    assert kinds(small.files, tlog_policy=golden_policy("any")) == {"no_quorum"}


def test_a_changed_entry_that_fits_its_hash_is_found_by_the_root(small):
    # Somebody changes an entry and its hash alike: the signed root still says no.
    leaf = small.leaves[1].replace(b"post/4", b"post/5")
    files = dict(small.files)
    for width in (4, 7):
        entries = f"tile/entries/000.p/{width}"
        files[entries] = files[entries].replace(small.leaves[1], leaf)
        tile = f"tile/0/000.p/{width}"
        files[tile] = files[tile].replace(leaf_hash(small.leaves[1]), leaf_hash(leaf))
    assert {"root_mismatch", "seal_mismatch"} <= kinds(files)


def test_a_damaged_entry_is_told_by_its_number_and_byte(small):
    start = sum(2 + len(leaf) for leaf in small.leaves[:5])
    data = small.files["tile/entries/000.p/7"]
    changed = data[: start + 10] + b"?" + data[start + 11 :]
    problems = verify_files({**small.files, "tile/entries/000.p/7": changed}, small.vkey).problems
    assert [one.where for one in problems] == [f"tile/entries/000.p/7, entry 5, byte {start}"]
    assert "5" in problems[0].message.zh
    assert "5" in problems[0].message.en


def resealed(leaves, days):
    """Files of a log that its own signer seals although its leaves break a rule: a dishonest operator's log."""
    files, size, tree = {}, 0, CompactTree()
    files["keys"] = key_list([KeyRow(SIGNER.vkey, "2026-11-01")])
    for day, end in days:
        grown, root = grow_tiles(size=size, leaves=leaves[size:end], read=dict(files).get)
        tree = tree.extend([leaf_hash(leaf) for leaf in leaves[size:end]])
        files |= grown
        checkpoint = SIGNER.sign(end, root)
        files[checkpoint_path(day)] = files["checkpoint"] = checkpoint
        files[consistency_path(day)] = consistency_body(size, [], checkpoint)
        size = end
    return files


def one_day(small, **changes):
    """The first day of the small log with its closing leaf changed, and its own seal over it."""
    closing = read_leaf(small.leaves[3])
    opened = {name: value for name, value in (closing.open | changes).items() if value is not ...}
    leaves = [*small.leaves[:3], leaf_bytes(replace(closing, open=opened))]
    files = resealed(leaves, [("2026-11-01", 4)])
    files |= {path: data for path, data in small_log((3,)).files.items() if path.startswith("index/")}
    return {**files, "policy": small.files["policy"]}


def test_a_closing_leaf_may_claim_less(small):
    assert kinds(one_day(small)) == set()
    assert kinds(one_day(small, types=..., prev=..., count=...)) == set()


@pytest.mark.parametrize(
    "changes",
    [
        {"date": "2026-10-31"},
        {"first": 1},
        {"count": 4},  # three events and the closing leaf itself, which does not count
        {"types": {"payment.made/1": 2}},
        {"prev": {"size": 1, "root": "0" * 64}},
    ],
    ids=str,
)
def test_a_closing_leaf_that_claims_wrongly_is_found(small, changes):
    assert kinds(one_day(small, **changes)) == {"day_closed_wrong"}


def test_a_recorded_hash_of_keys_is_held_against_the_file(small):
    recorded = {"keys": "0" * 64, "policy": sha256(small.files["policy"]).hexdigest()}
    assert kinds(one_day(small, files=recorded)) == {"recorded_hash"}
    assert kinds(one_day(small, files={"keys": sha256(small.files["keys"]).hexdigest()})) == {
        "unrecorded_file"
    }


@pytest.mark.parametrize(
    ("second", "kind"),
    [
        ({"seq": 2}, "leaf_out_of_order"),  # the second leaf is number 1
        ({"at": at("2026-11-01", 479)}, "leaf_out_of_order"),  # a minute before the first
        ({"day": "2026-11-02", "at": at("2026-11-02", 480)}, "day_not_closed"),
        ({"day": "2026-10-31", "at": at("2026-10-31", 480)}, "leaf_out_of_order"),
    ],
)
def test_a_leaf_out_of_order_is_found_though_the_log_has_signed_it(small, second, kind):
    leaves = [small.leaves[0], leaf_bytes(replace(read_leaf(small.leaves[1]), **second)), small.leaves[2]]
    files = without(
        resealed(leaves, [("2026-11-01", 3)]),
        *map("seal/2026-11-01.{}".format, ("checkpoint", "consistency")),
    )
    problems = verify_files(files, SIGNER.vkey).problems
    assert (kind, True) in {(one.kind, one.seq in (0, 1)) for one in problems}


def test_nothing_is_added_to_a_closed_day(small):
    late = leaf_bytes(replace(read_leaf(small.leaves[2]), seq=4, slots=()))
    files = resealed([*small.leaves[:4], late], [("2026-11-01", 4)])
    grown, root = grow_tiles(size=4, leaves=[late], read=dict(files).get)
    files |= grown | {"checkpoint": SIGNER.sign(5, root)}
    problems = verify_files(files, SIGNER.vkey).problems
    assert ("leaf_out_of_order", 4) in {(one.kind, one.seq) for one in problems}


def test_leaves_of_a_day_still_open_may_stand_under_an_hourly_checkpoint(small):
    grown, root = grow_tiles(size=4, leaves=small.leaves[4:6], read=small.files.get)
    day_one = small_log((3,)).files
    assert verify_files({**day_one, **grown, "checkpoint": SIGNER.sign(6, root)}, SIGNER.vkey).problems == ()


def test_a_skipped_day_is_found(small):
    # Day two has no closing leaf at all: the log goes from the closed first of November to the third.
    third = leaf_bytes(replace(read_leaf(small.leaves[4]), day="2026-11-03", at=at("2026-11-03", 480)))
    grown, root = grow_tiles(size=4, leaves=[third], read=small.files.get)
    files = {**small_log((3,)).files, **grown, "checkpoint": SIGNER.sign(5, root)}
    assert kinds(files) == {"day_skipped"}


def test_a_slot_used_twice_is_found(small):
    twice = leaf_bytes(replace(read_leaf(small.leaves[1]), slots=read_leaf(small.leaves[0]).slots))
    files = resealed([small.leaves[0], twice], [("2026-11-01", 2)])
    assert "slot_twice" in kinds(files)


def test_a_leaf_that_is_no_event_is_found(small):
    files = resealed([small.leaves[0], b'{"v":1}'], [("2026-11-01", 2)])
    assert ("leaf_invalid", 1) in {(one.kind, one.seq) for one in verify_files(files, SIGNER.vkey).problems}


def test_a_log_that_is_empty_says_so_and_does_not_break():
    assert [problem.kind for problem in verify_files({}, SIGNER.vkey).problems] == ["missing_file"]
    report = verify_files({"checkpoint": b"\x00"}, SIGNER.vkey)
    assert (report.ok, report.size) == (False, 0)


def test_a_tile_number_beyond_all_sense_is_an_extra_file_only(small):
    path = "tile/entries/x999/x999/x999/x999/999"
    assert kinds({**small.files, path: b""}) == {"extra_file"}


def test_a_file_instead_of_a_directory_is_refused(tmp_path):
    with pytest.raises(ExportError):
        verify_log(tmp_path / "x", SIGNER.vkey)


def test_every_kind_of_problem_speaks_both_languages():
    for text in PROBLEM_TEXTS.values():
        assert text.zh[-1] in "。"
        assert text.en.endswith(".")


def test_the_closing_leaf_is_known_by_its_type(small):
    assert [read_leaf(leaf).seq for leaf in small.leaves if read_leaf(leaf).type == DAY_CLOSED] == [3, 6]
