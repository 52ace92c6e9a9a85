"""Registers: a whole file read with a name for every doubt, beside openpyxl reading the same cells alone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl

from benchmarks.figures import Figure
from benchmarks.timing import best_of, plain, shown_seconds, times
from plumbline.demo import build_world, read_description, register_file
from plumbline.registers import Register, read_register
from plumbline.terms import Text

ROOT = Path(__file__).resolve().parents[1]
PROJECT = "dasanjiao"


def figures() -> Iterator[Figure]:
    """Time the largest register of the demonstration, as the office gives it."""
    data = register_file(
        build_world(read_description(ROOT / "examples/demonstration/campaign.yaml")), PROJECT
    )
    seconds, register = best_of(3, lambda: read_register(data, name="register.xlsx"))
    assert isinstance(register, Register)
    peer, cells = best_of(3, lambda: _cells(data))
    yield Figure(
        Text(
            f"读一份登记表（{len(register.entries)} 户，{cells} 格），逐格核对、换算、留来源",
            f"one register read ({len(register.entries)} households, {cells} cells), every cell checked, converted, sourced",
        ),
        plain(shown_seconds(seconds)),
        Text("openpyxl 只读出同一文件的单元格", "openpyxl reading the same cells and nothing else"),
        times(seconds, peer),
    )


def _cells(data: bytes) -> int:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return sum(cell.value is not None for sheet in book for row in sheet.iter_rows() for cell in row)
