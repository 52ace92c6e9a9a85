"""What the wall says about the days ahead."""

from plumbline.web.wallchart.forecast import forecast


def test_it_carries_the_measured_rate_to_the_last_day():
    # Seven days took off 4, 4, 1, 2, 6, 5, 6: 28 in all, 4 a day. 60 remain on day 7 of 10: 56, 52, 48.
    # The three fastest took 17, so 17/3 a day: 60 - 17 = 43 on the third day; the three slowest 7: 53.
    found = forecast([88, 84, 80, 79, 77, 71, 66, 60], 10)
    assert found is not None
    assert [mid for _low, mid, _high in found.band] == [56, 52, 48]
    assert found.at_end == (43, 48, 53)
    assert (found.measured, found.rate_text, found.clear_day) == (7, "4.0", None)


def test_it_looks_at_the_last_seven_days_alone():
    # The 100 of day 1 lie eight days back.
    found = forecast([200, 100, 99, 98, 97, 96, 95, 94, 93], 20)
    assert found is not None
    assert found.rate_text == "1.0"


def test_it_names_the_day_on_which_nothing_is_left():
    # 10 a day, 25 left on day 3: 15 on day 4, 5 on day 5, none on day 6.
    found = forecast([55, 45, 35, 25], 40)
    assert found is not None
    assert found.clear_day == 6
    assert found.at_end == (0, 0, 0)


def test_a_household_is_gone_when_it_is_gone_whole():
    # 1, 1 and 0 in three days: two thirds a day, 9 1/3 on the next day, so ten households.
    found = forecast([12, 11, 10, 10], 5)
    assert found is not None
    assert found.band[0] == (10, 10, 10)
    assert found.rate_text == "0.7"


def test_nothing_that_moved_gives_a_level_line():
    found = forecast([9, 9, 9, 9], 6)
    assert found is not None
    assert found.band == ((9, 9, 9),) * 3


def test_what_came_back_does_not_raise_the_band():
    found = forecast([9, 8, 9, 8], 4)
    assert found is not None
    assert all(high <= 8 for _low, _mid, high in found.band)


def test_it_says_nothing_before_the_third_day_nor_at_the_end():
    assert forecast([9, 8, 7], 40) is None
    assert forecast([9, 6, 3, 0], 40) is None
    assert forecast([9, 8, 7, 6], 3) is None
    assert forecast([], 40) is None
