"""The table of figures: where it is written, and what it leaves alone."""

import pytest
from benchmarks.figures import BEGIN, END, Figure, between_markers, table

from plumbline.terms import Text

FIGURE = Figure(Text("排计划", "a plan"), Text("1 秒", "1 s"), Text("下限", "bound"), Text("0 秒", "0 s"))


def test_it_replaces_what_stands_between_the_markers_and_nothing_else():
    page = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    assert between_markers(page, "new\n") == f"before\n{BEGIN}\nnew\n{END}\nafter\n"


@pytest.mark.parametrize("page", ["no markers", f"{BEGIN} only one", f"{BEGIN}{END}{BEGIN}{END}"])
def test_it_refuses_a_page_without_its_two_markers(page):
    with pytest.raises(ValueError, match="each once"):
        between_markers(page, "new")


@pytest.mark.parametrize(
    ("language", "row"), [("zh", "| 排计划 | 1 秒 | 下限 | 0 秒 |"), ("en", "| a plan | 1 s | bound | 0 s |")]
)
def test_it_shows_the_peer_beside_the_figure_in_both_languages(language, row):
    assert row in table(Text("某机", "some machine"), [FIGURE], language)
