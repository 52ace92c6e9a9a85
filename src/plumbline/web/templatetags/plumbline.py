"""Built-ins of every template: one filter for each kind of quantity, and tags for the smallest parts.

{{ fen|yuan }}            312,045.67            {{ fen|yuan:"unit" }}    312,045.67 元
{{ fen|fen }}             31,204,567 分          {{ area|m2:"unit" }}     62.37 ㎡
{{ date|day }}            2026年5月22日          {{ date|day:"short" }}   5月22日
{{ date|day:"weekday" }}  5月22日 星期五          {{ instant|day }}        2026年5月22日 09:00
{{ text|text }}           a `terms.Text` in the page's language
{{ rule|cited }}          R590 27 → 《国有土地上房屋征收与补偿条例》第27条
{{ fact|plainly }}        a failing fact or a remedy without codes, one line for each alternative
{% when date today %}     <time> with the day and how far it is
{% stage stage %}         badge of a stage      {% status "late" %}      badge of a status
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plumbline.law import Citation
from plumbline.terms import DUTIES, STAGE_TEXT, Duty, Stage, Text, show_area, show_yuan
from plumbline.web import plainly as _plainly
from plumbline.web.parts import STATUSES, distance, stage_mark, write_day

register = template.Library()


def whole(value: object, unit: str) -> int:
    """The integer itself; anything else is our own mistake and must not reach a page.

    raises  TypeError for a float, a text, None or a truth value
    """
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{value!r} is not a whole number of {unit}; a page shows only exact amounts")
    return value


@register.filter
def yuan(fen: object, unit: str = "") -> str:
    """Fen as yuan: 31204567 → `312,045.67`, with `:"unit"` → `312,045.67 元`."""
    shown = show_yuan(whole(fen, "fen"))
    return _("%(sum)s yuan") % {"sum": shown} if unit else shown


@register.filter
def fen(value: object) -> str:
    """Fen as they are reckoned with: 31204567 → `31,204,567 分`."""
    return _("%(count)s fen") % {"count": f"{whole(value, 'fen'):,}"}


@register.filter
def m2(area: object, unit: str = "") -> str:
    """Units of 0.01 ㎡ as square metres: 6237 → `62.37`, with `:"unit"` → `62.37 ㎡`."""
    shown = show_area(whole(area, "0.01 ㎡"))
    return f"{shown} ㎡" if unit else shown


@register.filter
def day(value: date | datetime | None, form: str = "full") -> str:
    """A date, or an instant with hour and minute; forms `full`, `short`, `weekday`. None → an em dash."""
    return write_day(value, form, get_language() or "zh-hans")


@register.filter
def text(value: Text | str) -> str:
    """A text of law, policy or a refusal in the language of the page; a plain str is left as it is."""
    return value.in_language(get_language() or "zh-hans") if isinstance(value, Text) else str(value)


@register.filter
def cited(rule: Citation | Text | str) -> str:
    """An article by the name of its law, in the language of the page."""
    if isinstance(rule, Citation):
        rule = f"{rule.source} {rule.article}"
    return text(rule if isinstance(rule, Text) else _plainly.cited(rule))


@register.filter
def in_words(value: Text | str) -> str:
    """A message of the law's room, in the language of the page, without codes and ISO dates."""
    return _plainly.plain(text(value), get_language() or "zh-hans")


@register.filter
def plainly(value: Text | str) -> tuple[str, ...]:
    """A failing fact or a remedy in words; its alternatives one by one."""
    return _plainly.ways_out(text(value), get_language() or "zh-hans")


@register.filter
def mark(value: Stage | str) -> str:
    """The sign of a stage in the language of the page."""
    return stage_mark(Stage(value), get_language() or "zh-hans")


@register.filter
def stage_name(value: Stage | str) -> str:
    """The name of a stage in the language of the page."""
    return text(STAGE_TEXT[Stage(value)])


@register.filter
def duty(value: Duty | str) -> str:
    """The name of one of the five duties in the language of the page."""
    return text(DUTIES[Duty(value)])


@register.filter(name="is")
def is_(value: object, other: object) -> str:
    """`true` or `false`, as attributes of state want it: `aria-pressed="{{ theme|is:'dark' }}"`."""
    return "true" if value == other else "false"


@register.simple_tag
def when(due: date | None, today: date, form: str = "short") -> SafeString | str:
    """The day and how far it is from today: `5月25日（还有 3 天）`."""
    if due is None:
        return "—"
    return format_html(
        '<time class="when" datetime="{}">{} <span class="when-distance">{}</span></time>',
        due.isoformat(),
        write_day(due, form, get_language() or "zh-hans"),
        distance(due, today),
    )


@register.inclusion_tag("parts/_stage_badge.html")
def stage(value: Stage | str, only: str = "") -> dict[str, Any]:
    """Badge of a stage; `{% stage s "mark" %}` shows the mark alone, its name for readers aloud."""
    known = Stage(value)
    return {
        "stage": known.value,
        "mark": mark(known),
        "label": stage_name(known),
        "only_mark": only == "mark",
    }


@register.inclusion_tag("parts/_status_badge.html")
def status(kind: str | tuple[str, str], label: str = "") -> dict[str, Any]:
    """Badge of a status out of the closed list `web.parts.STATUSES`; vermilion for late and refused alone.

    kind  its name, or the name with the words that stand for its own in this place
    """
    if isinstance(kind, tuple):
        kind, label = kind
    known = STATUSES[kind]
    return {"kind": kind, "sign": known.sign, "label": label or known.label}
