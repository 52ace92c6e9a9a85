"""Tables, a list and a form of invented households."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from plumbline.terms import STAGE_TEXT, Stage
from plumbline.web import parts
from plumbline.web.parts import Column, Filter

COLUMNS = (
    Column("id", _("file number"), "text", sortable=True),
    Column("owner", _("owner"), minor=True),
    Column("stage", _("stage"), "stage", sortable=True),
    Column("area", _("floor area (㎡)"), "m2", minor=True),
    Column("total", _("sum (yuan)"), "yuan", sortable=True),
    Column("due", _("next day"), "day", sortable=True),
    Column("status", _("state"), "status"),
)
FILTERS = (
    Filter("stage", _("stage"), tuple((stage.value, text.zh) for stage, text in STAGE_TEXT.items())),
    Filter(
        "status",
        _("state"),
        tuple((name, parts.STATUSES[name].label) for name in ("open", "due", "late", "waiting")),
    ),
    Filter("q", _("file number or name")),
)
RECORDS = (
    {
        "id": "朱木桥-0113",
        "owner": "陈桂兰",
        "stage": Stage.AGREED,
        "area": 8_800,
        "total": 31_204_567,
        "due": date(2026, 5, 26),
        "status": "open",
    },
    {
        "id": "朱木桥-0207",
        "owner": "王建国",
        "stage": Stage.VALUED,
        "area": 12_345,
        "total": 40_118_250,
        "due": date(2026, 5, 18),
        "status": "late",
    },
    {
        "id": "朱木桥-0044",
        "owner": "李秀英",
        "stage": Stage.COMPENSATED,
        "area": 6_237,
        "total": 20_841_000,
        "due": date(2026, 5, 22),
        "status": "due",
    },
    {
        "id": "朱木桥-0291",
        "owner": "张伟",
        "stage": Stage.HANDED_OVER,
        "area": 7_015,
        "total": 24_560_090,
        "due": date(2026, 6, 2),
        "status": "waiting",
    },
    {
        "id": "朱木桥-0009",
        "owner": "刘芳",
        "stage": Stage.CLOSED,
        "area": 5_480,
        "total": 19_377_733,
        "due": None,
        "status": "done",
    },
)


def shown_rows() -> tuple[parts.Row, ...]:
    """The sample rows, the late one marked."""
    return parts.rows(
        COLUMNS, RECORDS, url=lambda _record: "#", late=lambda record: record["status"] == "late"
    )


def table() -> parts.Table:
    """A table with its foot: 398.77 ㎡ and 1,361,016.40 yuan."""
    foot = {
        "id": "合计",
        "area": 8_800 + 12_345 + 6_237 + 7_015 + 5_480,
        "total": 31_204_567 + 40_118_250 + 20_841_000 + 24_560_090 + 19_377_733,
    }
    return parts.Table(_("Households of the block"), COLUMNS, shown_rows(), parts.total_row(COLUMNS, foot))


def listing(**query: str) -> parts.ListPage:
    """The first page of 268 households; `query` as the address would say it."""
    state = parts.read_state(QueryDict(urlencode(query)), COLUMNS, FILTERS, order="due")
    rows = () if query.get("q") else shown_rows()
    return parts.list_page(_("Households"), state, COLUMNS, FILTERS, rows, total=268 if rows else 0)


class SignForm(forms.Form):
    """The form of an agreement, as every form looks: label, help, field, errors."""

    done_on = forms.DateField(
        label=_("Day of signature"),
        help_text=_("The day on the paper, not today's."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    choice = forms.ChoiceField(
        label=_("Choice of compensation"),
        widget=forms.RadioSelect,
        choices=(("money", _("money compensation")), ("exchange", _("property exchange"))),
    )
    number = forms.CharField(
        label=_("Number of the agreement"),
        max_length=40,
        help_text=_("As it stands on the agreement."),
        error_messages={
            "required": _("The paper's number is missing; it is what finds the paper again in the archive.")
        },
    )
    remark = forms.CharField(label=_("Remark"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


def form(prefix: str, *, wrong: bool) -> SignForm:
    """The form, empty, or sent with a day that is too late and no number."""
    typed = {"done_on": "2026-05-29", "choice": "money", "number": "", "remark": "双方到场签字。"}
    shown = SignForm(typed if wrong else None, auto_id=f"{prefix}%s")
    if wrong:
        shown.add_error(
            "done_on", _("29 May lies after today, 22 May. A signature is recorded on its day or later.")
        )
    return shown
