"""Seconds of a piece of work, and how they are written."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from plumbline.terms import Text

Result = TypeVar("Result")


def best_of(runs: int, work: Callable[[], Result]) -> tuple[float, Result]:
    """The shortest of some runs, in seconds, and the last result: other programs only ever lengthen a run."""
    assert runs > 0
    seconds = []
    for _ in range(runs):
        began = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - began)
    return min(seconds), result


def shown_seconds(seconds: float) -> str:
    """`0.83 s`, `2.1 ms`, `45 µs`."""
    for unit, scale in (("s", 1.0), ("ms", 1e3), ("µs", 1e6)):
        if seconds * scale >= 1 or unit == "µs":
            value = seconds * scale
            return f"{value:.0f} {unit}" if value >= 100 else f"{value:.2g} {unit}"
    raise AssertionError("the last unit takes everything")


def times(mine: float, peer: float) -> Text:
    """The peer's time, with how many times it ours is."""
    ratio = mine / peer
    shown = f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.2g}"
    return Text(
        f"{shown_seconds(peer)}（本系统为其 {shown} 倍）", f"{shown_seconds(peer)} (ours is {shown} times)"
    )


def plain(text: str) -> Text:
    """A text that reads the same in both languages."""
    return Text(text, text)
