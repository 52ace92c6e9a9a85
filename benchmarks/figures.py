"""A measured figure beside its peer, the table of all of them, and its place in the READMEs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from plumbline.terms import Text

BEGIN, END = "<!-- figures -->", "<!-- /figures -->"


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: what was measured, what came out, and what stands beside it in the same run.

    beside, beside_value  the peer or the bound, and its value; a bound is what nothing can beat
    """

    what: Text
    value: Text
    beside: Text
    beside_value: Text


HEADING = (
    Text("测的是什么", "measured"),
    Text("结果", "result"),
    Text("同一次运行中的对照", "beside it, in the same run"),
    Text("对照的结果", "its result"),
)


def table(machine: Text, figures: Sequence[Figure], language: str) -> str:
    """The figures as a table of Markdown, the machine in its first row; `language` is zh or en."""
    rows = [
        [text.in_language(language) for text in HEADING],
        ["---"] * len(HEADING),
        [Text("机器", "machine").in_language(language), machine.in_language(language), "", ""],
        *(
            [text.in_language(language) for text in (one.what, one.value, one.beside, one.beside_value)]
            for one in figures
        ),
    ]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def between_markers(page: str, written: str) -> str:
    """The page with its figures replaced.

    raises  ValueError for a page without the two markers, each once
    """
    if page.count(BEGIN) != 1 or page.count(END) != 1:
        raise ValueError(f"the page needs {BEGIN} and {END}, each once")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{written}{END}{after}"


def write(page: Path, written: str) -> None:
    """Write the figures into a README."""
    page.write_text(between_markers(page.read_text("utf-8"), written), "utf-8")
