"""Break a title by sense: fewest lines, never one character alone, lines of nearly one length."""

from __future__ import annotations

from collections.abc import Iterator

FULL_LINE = 19
"""Characters of 22 pt in a line of 156 mm: twenty fill it, one is left for air."""
_LEAST = 2


def title_lines(pieces: tuple[str, ...], most: int = FULL_LINE) -> tuple[str, ...]:
    """The lines of a title whose pieces may be parted, but not broken where they fit a line.

    source  GB/T 9704-2012, 7.3.1: 回行时词意完整，排列对称，长短适宜，间距恰当，梯形或菱形
    """
    pieces = tuple(part for piece in pieces if piece for part in _fitting(piece, most))
    best: tuple[str, ...] | None = None
    for lines in _ways(pieces, most):
        if best is None or _cost(lines) < _cost(best):
            best = lines
    assert best is not None, "every piece fits a line, so each on its own line is always a way"
    return best


def _fitting(piece: str, most: int) -> Iterator[str]:
    """A piece that is longer than a line, in equal parts."""
    count = -(-len(piece) // most)
    size = -(-len(piece) // count)
    for start in range(0, len(piece), size):
        yield piece[start : start + size]


def _ways(pieces: tuple[str, ...], most: int) -> Iterator[tuple[str, ...]]:
    if not pieces:
        yield ()
    for end in range(1, len(pieces) + 1):
        first = "".join(pieces[:end])
        if len(first) > most:
            break
        for rest in _ways(pieces[end:], most):
            yield (first, *rest)


def _cost(lines: tuple[str, ...]) -> tuple[int, int, int]:
    lengths = [len(line) for line in lines]
    alone = sum(length < _LEAST for length in lengths)
    return alone, len(lines), max(lengths) - min(lengths)
