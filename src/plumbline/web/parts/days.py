"""How dates are written, and how far they are, in plain words of either language."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plumbline.terms import SHANGHAI

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEKDAYS_ZH = "一二三四五六日"
FORMS = ("full", "short", "weekday")


def write_day(value: date | datetime | None, form: str, language: str) -> str:
    """A date in one of `FORMS`; an instant is taken to Asia/Shanghai and gets its hour and minute.

    None is an em dash: a day that is not known is shown as such, never as an empty place.
    raises  ValueError for an unknown form or an instant without a time zone
    """
    if form not in FORMS:
        raise ValueError(f"{form!r} is no form of a day; there are {', '.join(FORMS)}")
    if value is None:
        return "—"
    clock = ""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("an instant without a time zone has no day")
        local = value.astimezone(SHANGHAI)
        clock, value = f" {local:%H:%M}", local.date()
    shown = _english(value, form) if language.lower().startswith("en") else _chinese(value, form)
    return shown + clock


def _chinese(on: date, form: str) -> str:
    short = f"{on.month}月{on.day}日"
    if form == "full":
        return f"{on.year}年{short}"
    return f"{short} 星期{WEEKDAYS_ZH[on.weekday()]}" if form == "weekday" else short


def _english(on: date, form: str) -> str:
    short = f"{on.day} {MONTHS[on.month - 1]}"
    if form == "full":
        return f"{short} {on.year}"
    return f"{WEEKDAYS[on.weekday()]} {short}" if form == "weekday" else short


def distance(due: date, today: date) -> str:
    """How far a day is: today, tomorrow, in 3 days, 2 days ago. Calendar days, not working days."""
    days = (due - today).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days > 1:
        return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}
    return ngettext("%(days)s day ago", "%(days)s days ago", -days) % {"days": -days}
