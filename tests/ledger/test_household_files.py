"""A household's whole file: every event proved, none missing."""

import io
import zipfile

import pytest
from tests.ledger.flips import flipped
from tests.ledger.logs import subject

from plumbline.ledger import find_file, household_zip, make_proof, stored_nodes, verify_household_zip


def proofs(small, seqs):
    node = stored_nodes(small.files.get, 7)
    checkpoint = small.files["checkpoint"]
    return [
        (
            seq,
            make_proof(
                leaf=small.leaves[seq],
                openings=small.openings[seq],
                index=seq,
                size=7,
                node=node,
                checkpoint=checkpoint,
            ),
        )
        for seq in seqs
    ]


def archive(small, seqs, household=0):
    return household_zip("朱木桥-0113", subject(household), proofs(small, seqs))


def test_a_whole_file_passes_and_names_its_events(small):
    seqs = find_file(subject(0), small.files.get)
    report = verify_household_zip(archive(small, seqs), small.vkey, index=small.files.get)
    assert report.ok
    assert list(report.proofs) == [f"朱木桥-0113-{seq}.tlog-proof" for seq in (0, 2, 4)]


def test_the_same_file_gives_the_same_bytes(small):
    assert archive(small, (0, 2)) == archive(small, (2, 0))


@pytest.mark.parametrize("seqs", [(2, 4), (0, 4)])
def test_a_gap_is_found_without_the_log(small, seqs):
    report = verify_household_zip(archive(small, seqs), small.vkey)
    assert not report.ok
    assert report.reasons


def test_a_missing_end_is_found_with_the_log_only(small):
    # Without the public list nobody can know that a further event exists.
    short = archive(small, (0, 2))
    assert verify_household_zip(short, small.vkey).ok
    assert not verify_household_zip(short, small.vkey, index=small.files.get).ok


def test_a_record_of_another_household_does_not_fit(small):
    assert not verify_household_zip(archive(small, (0, 1)), small.vkey).ok
    assert not verify_household_zip(archive(small, (0, 2, 4), household=1), small.vkey).ok


def zipped(**members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, data in members.items():
            file.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", zipped(k_subject=b"AA"), zipped(x=b""), zipped(k_subject=b"A" * 43)], ids=len
)
def test_anything_else_gets_an_answer(small, data):
    assert not verify_household_zip(data, small.vkey).ok


def test_no_flipped_bit_of_an_archive_breaks_the_reader(small):
    # Bits of an archive's own bookkeeping, such as a date, may change and prove nothing; a reader must not fall over.
    data = archive(small, (0, 2, 4))
    for byte in range(0, len(data), 3):
        report = verify_household_zip(flipped(data, byte, byte % 8), small.vkey)
        assert report.ok or report.reasons
