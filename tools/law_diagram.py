"""The course of a household as a drawing of our own: states down the middle, moves as arcs beside them."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from plumbline.law import Lifecycle

ROW, MIDDLE, WIDTH, BOX = 34, 230, 960, 400
_STYLE = """<style>
text{font:13px "Noto Sans CJK SC","Source Han Sans SC",sans-serif;fill:#1c2733}
.en{font-size:11px;fill:#5b6875}
rect{fill:#f4f1ea;stroke:#8a7d66}
rect.end{fill:#e2e8ee;stroke:#5b6875}
path{fill:none;stroke:#9c4a2f;stroke-width:1.2;opacity:.75}
path.itself{stroke:#3b6b8f;stroke-dasharray:4 3}
</style>"""


def drawing(life: Lifecycle, title: str) -> str:
    """An SVG: solid arcs are acts, dashed ones happen by themselves; onwards on the right, back on the left."""
    order = {state: n for n, state in enumerate(life.states)}
    height = ROW * len(order) + 30
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{escape(title)}">',
        f"<title>{escape(title)}</title>",
        _STYLE,
        '<defs><marker id="end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" '
        'orient="auto"><path d="M0 0L8 4L0 8" style="opacity:1"/></marker></defs>',
        *_arcs(life, order),
        *_states(life, order),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _states(life: Lifecycle, order: dict[str, int]) -> Iterator[str]:
    for state, n in order.items():
        row = life.states[state]
        ends = ' class="end"' if state in life.terminal else ""
        top = 15 + n * ROW
        yield f'<rect{ends} x="{MIDDLE}" y="{top}" width="{BOX}" height="24" rx="3"/>'
        yield f'<text x="{MIDDLE + 10}" y="{top + 16}">{escape(row.text.zh)}</text>'
        yield (
            f'<text class="en" x="{MIDDLE + BOX - 10}" y="{top + 16}" text-anchor="end">'
            f"{escape(row.text.en)}</text>"
        )


def _arcs(life: Lifecycle, order: dict[str, int]) -> Iterator[str]:
    seen = set()
    for move in life.transitions:
        for source in move.sources:
            way = (source, move.target, move.step is None)
            if way in seen:
                continue
            seen.add(way)
            begin, end = (27 + order[state] * ROW for state in (source, move.target))
            onwards = end > begin
            edge = MIDDLE + BOX if onwards else MIDDLE
            reach = min(abs(end - begin) * 0.55 + 14, 290)
            bend = edge + reach if onwards else edge - reach
            style = ' class="itself"' if move.step is None else ""
            yield (
                f'<path{style} marker-end="url(#end)" '
                f'd="M{edge} {begin}C{bend:.0f} {begin} {bend:.0f} {end} {edge} {end}"/>'
            )
