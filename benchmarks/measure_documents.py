"""Papers: a hundred task books of sixty households each, beside the same number of empty pages of the page's engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import typst

from benchmarks.figures import Figure
from benchmarks.timing import best_of, plain, shown_seconds, times
from plumbline.documents import FontSet, find_fonts, kind, render, sample
from plumbline.terms import AreaDm2, Regime, Text

BOOKS, HOUSEHOLDS = 100, 60


def figures() -> Iterator[Figure]:
    """Time the books as they are bound: PDF/A with every household's next lawful step, the way and the seal."""
    paper, fonts = kind("task_book"), find_fonts(system=False)
    book = sample(paper, Regime.STATE_LAND)
    line = book.roll[0]
    book = replace(
        book,
        roll=tuple(replace(line, household=f"朱木桥-{n:04d}") for n in range(HOUSEHOLDS)),
        tasks=(replace(book.tasks[0], households=HOUSEHOLDS, floor_area=AreaDm2(520_000)),),
    )
    seconds, made = best_of(1, lambda: [render(paper, book, "pdf", fonts=fonts) for _ in range(BOOKS)])
    assert all(isinstance(one, bytes) for one in made)
    peer, _ = best_of(1, lambda: [_empty(fonts) for _ in range(BOOKS)])
    yield Figure(
        Text(
            f"排印 {BOOKS} 本任务书（每本 {HOUSEHOLDS} 户；目标 60 秒以内）",
            f"{BOOKS} task books set as PDF ({HOUSEHOLDS} households each; aim: within 60 s)",
        ),
        plain(shown_seconds(seconds)),
        Text("Typst 排同样多的空白页", "Typst setting as many empty pages"),
        times(seconds, peer),
    )


def _empty(fonts: FontSet) -> object:
    return typst.Compiler(b"#v(1pt)", font_paths=fonts.loaded).compile(format="pdf")
