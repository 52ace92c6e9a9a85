"""Full years, half months and started months between two days, as compensation plans count them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction


def add_months(start: date, months: int) -> date:
    """The corresponding day, or the last day of a shorter month: 31 May + 1 month = 30 June."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def full_years(start: date, end: date) -> int:
    """Years whose anniversary has been reached; 29 February counts from 1 March in common years."""
    return max(end.year - start.year - ((end.month, end.day) < (start.month, start.day)), 0)


def whole_months(start: date, end: date) -> tuple[int, int]:
    """Whole months by corresponding day, and the days left over; (0, 0) when the end is not later."""
    if end <= start:
        return 0, 0
    months = (end.year - start.year) * 12 + end.month - start.month
    if add_months(start, months) > end:
        months -= 1
    return months, (end - add_months(start, months)).days


def half_months(start: date, end: date) -> Fraction:
    """Months in steps of a half: up to 15 days left over are half a month, more are a whole one."""
    months, days = whole_months(start, end)
    if days == 0:
        return Fraction(months)
    return months + (Fraction(1, 2) if days <= 15 else Fraction(1))


def started_months(start: date, end: date) -> Fraction:
    """Months, each one begun counted whole."""
    months, days = whole_months(start, end)
    return Fraction(months + (1 if days else 0))


def after(start: date, days: Fraction) -> date:
    """The day so many whole days later."""
    assert days.denominator == 1, "days are whole"
    return start + timedelta(days=int(days))
