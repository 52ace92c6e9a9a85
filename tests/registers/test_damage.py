"""Damaged and forged files are refused or read; they never raise, and never end the process."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from plumbline.registers import Register, read_register
from plumbline.terms import Refused

DATA = Path(__file__).parents[1] / "data"
XLS, XLSX = ((DATA / f"messy-register.{ending}").read_bytes() for ending in ("xls", "xlsx"))


def answers(content):
    assert isinstance(read_register(content, name="登记表.xls"), Register | Refused)


@given(st.sampled_from([XLS, XLSX]), st.floats(0, 1))
@settings(max_examples=40, deadline=None)
def test_it_answers_for_a_file_that_is_cut_off(content, part):
    answers(content[: int(len(content) * part)])


@given(
    st.sampled_from([XLS, XLSX]), st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=12)
)
@settings(max_examples=60, deadline=None)
def test_it_answers_for_a_file_with_wrong_bytes(content, wrong):
    changed = bytearray(content)
    for place, byte in wrong:
        changed[int(place * len(changed))] = byte
    answers(bytes(changed))


def forged(replacement):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(XLSX)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            part = old.read(member)
            if member.filename == "xl/worksheets/sheet1.xml":
                assert b'r="C5"' in part
                part = part.replace(b'r="C5"', replacement)
            new.writestr(member.filename, part)
    return out.getvalue()


def test_it_refuses_a_place_far_outside_however_it_is_written():
    # Each would make the reader lay out a rectangle of many gigabytes.
    for place in (
        b'r="XFD1048576"',
        b"r='XFD1048576'",
        b'r="xfd1048576"',
        b'r = "AAAAAA5"',
        b'r="C99999999999999999999"',
    ):
        answer = read_register(forged(place), name="登记表.xlsx")
        assert isinstance(answer, Refused), place
        assert answer.reasons[0].code == "register:too_many_cells", place
