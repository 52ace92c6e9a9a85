"""One filter for each kind of quantity."""

from datetime import UTC, date, datetime

import pytest

from plumbline.terms import Stage, Text


def test_it_writes_fen_as_yuan_with_groups_and_two_decimals(show):
    # 31,204,567 fen are 312,045 yuan and 67 fen.
    assert show("{{ x|yuan }}", x=31_204_567) == "312,045.67"
    assert show('{{ x|yuan:"unit" }}', x=31_204_567) == "312,045.67 元"
    assert show("{{ x|yuan }}", x=-5) == "-0.05"
    assert show("{{ x|fen }}", x=31_204_567) == "31,204,567 分"


def test_it_writes_areas_in_square_metres(show):
    # 6237 units of 0.01 ㎡.
    assert show("{{ x|m2 }}", x=6_237) == "62.37"
    assert show('{{ x|m2:"unit" }}', x=0) == "0.00 ㎡"


@pytest.mark.parametrize("wrong", [312.5, "312.50", None, True])
@pytest.mark.parametrize("filter_name", ["yuan", "fen", "m2"])
def test_it_refuses_what_is_not_a_whole_number(show, filter_name, wrong):
    with pytest.raises(TypeError, match="only exact amounts"):
        show("{{ x|" + filter_name + " }}", x=wrong)


@pytest.mark.parametrize(
    ("form", "zh", "en"),
    [
        ("full", "2026年5月22日", "22 May 2026"),
        ("short", "5月22日", "22 May"),
        ("weekday", "5月22日 星期五", "Fri 22 May"),  # 1 May 2026 is a Friday, and so is the 22nd
    ],
)
def test_it_writes_a_day_in_both_languages(show, form, zh, en):
    from django.utils import translation

    assert show("{{ x|day:form }}", x=date(2026, 5, 22), form=form) == zh
    with translation.override("en"):
        assert show("{{ x|day:form }}", x=date(2026, 5, 22), form=form) == en


def test_it_writes_an_instant_by_the_clock_of_shanghai(show):
    # 16:30 UTC on the 21st is half past midnight of the 22nd at +08:00.
    assert show("{{ x|day }}", x=datetime(2026, 5, 21, 16, 30, tzinfo=UTC)) == "2026年5月22日 00:30"


def test_it_shows_an_unknown_day_as_unknown(show):
    assert show("{{ x|day }}", x=None) == "—"
    assert show("{% when x today %}", x=None, today=date(2026, 5, 22)) == "—"


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 5, 20), "已过 2 天"),
        (date(2026, 5, 21), "已过 1 天"),
        (date(2026, 5, 22), "今天"),
        (date(2026, 5, 23), "明天"),
        (date(2026, 5, 24), "还有 2 天"),
    ],
)
def test_it_says_how_far_a_day_is(show, due, words):
    shown = show("{% when due today %}", due=due, today=date(2026, 5, 22))
    assert words in shown
    assert f'datetime="{due.isoformat()}"' in shown


def test_it_takes_a_text_in_the_language_of_the_page(show, english):
    assert show("{{ x|text }}", x=Text("搬迁费", "moving fee")) == "moving fee"
    assert show("{{ x|text }}", x="朱木桥") == "朱木桥"


def test_it_marks_every_stage_by_a_sign_of_its_own(show):
    signs = [show("{{ x|mark }}", x=stage) for stage in Stage]
    assert len(set(signs)) == 12
    assert "签" in show("{% stage x %}", x="agreed")
    assert 'class="for-ears">已签约' in show('{% stage x "mark" %}', x="agreed")


def test_it_knows_only_the_statuses_of_the_list(show):
    assert "逾期" in show('{% status "late" %}')
    assert "2 件逾期" in show('{% status "late" words %}', words="2 件逾期")
    with pytest.raises(KeyError):
        show('{% status "urgent" %}')
