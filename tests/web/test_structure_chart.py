"""The chart of the command structure: every unit once, no box over another, names broken to their boxes."""

from __future__ import annotations

from plumbline.terms import Text
from plumbline.web.structure.chart import GAP, HEIGHT, LINE_WIDTH, WIDTH, chart
from plumbline.web.structure.shown import Unit


def unit(id: str, *below: Unit, zh: str = "市财政局（示例）") -> Unit:
    return Unit(id, "unit", Text(zh, f"Unit {id}"), [], list(below))


def branch(n: int) -> Unit:
    return unit(f"b{n}", unit(f"lead{n}"), *(unit(f"u{n}{m}") for m in range(n)))


def test_it_draws_every_unit_once_and_no_box_over_another():
    whole = (
        unit("hq", unit("office"), unit("law"), branch(1), branch(3)),
        unit("inspection"),
        unit("notary"),
    )
    drawn = chart(whole, "zh-hans")
    ids = [box.id for box in drawn.boxes]
    # hq, office, law, two branches with one lead unit each, 1 + 3 units, inspection and notary: 13.
    assert len(ids) == len(set(ids)) == 13
    for one in drawn.boxes:
        assert 0 <= one.x <= drawn.width - one.width
        assert 0 <= one.y <= drawn.height - HEIGHT
        for other in drawn.boxes:
            apart_x = abs(one.x - other.x) >= min(one.width, other.width) or one is other
            assert apart_x or abs(one.y - other.y) >= HEIGHT + GAP


def test_it_breaks_a_long_name_and_says_so_where_it_does_not_fit():
    # 26 half-widths are 13 Chinese characters a line; 31 characters are three lines, 45 are cut with a mark.
    three = chart([unit("a", zh="一" * 31)], "zh-hans").boxes[0].lines
    assert [len(line) for line in three] == [13, 13, 5]
    cut = chart([unit("a", zh="一" * 45)], "zh-hans").boxes[0].lines
    assert len(cut) == 3
    assert cut[-1].endswith("…")
    assert LINE_WIDTH * 7 < WIDTH  # a half-width character of 13 px is about 6.5 wide


def test_it_draws_an_office_without_units_below_any():
    drawn = chart([unit("only")], "en")
    assert [box.lines for box in drawn.boxes] == [("Unit only",)]
    assert drawn.lines == ()
