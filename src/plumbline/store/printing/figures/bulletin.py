"""The weekly bulletin: its values from a sealed week, as PDF, Word and Markdown."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from plumbline import documents
from plumbline.documents import WeeklyBulletinValues
from plumbline.store.printing.figures.marks import headquarters, mark_of, of_campaign, said
from plumbline.store.reading.sealed import sealed_day, the_office
from plumbline.store.reading.weeks import Week, facts_of, week_of
from plumbline.terms import Reason, Refused, Text

Form = Literal["pdf", "docx", "md"]

KIND = documents.kind("weekly_bulletin")

ADDRESSEES = "各分指挥部，各工作组，各牵头单位、包保单位"


def bulletin(number: int) -> WeeklyBulletinValues | Refused:
    """The values of a week's bulletin.

    refused  a week that the campaign does not have, or that is not sealed to its last day
    """
    week = week_of(number)
    if week is None:
        return Refused((_no_week(number),))
    if week.missing:
        return Refused((_not_sealed(week),))
    facts, office = facts_of(week), the_office()
    day = sealed_day(week.last)
    assert day is not None, "facts are of sealed days"
    papers, issuer = said(office), headquarters(office)
    # A day is sealed after its midnight, so the bulletin bears the day after the week's last.
    on = week.last + timedelta(days=1)
    series = papers.get("bulletin_series")
    return WeeklyBulletinValues(
        **of_campaign(office),
        issuer=issuer,
        number=f"{series}〔{on.year}〕{number}号" if series else documents.blank_number(on),
        on=on,
        mark=papers.get("bulletin_mark") or issuer,
        copies=papers.get("copies_to", ""),
        printed_by=papers.get("printed_by", ""),
        printed_on=on,
        addressees=papers.get("bulletin_to") or ADDRESSEES,
        seal=mark_of(office, day, documents.figures_digest(facts)),
        **documents.compose(facts),
    )


def print_bulletin(number: int, form: Form) -> bytes | Refused:
    """A week's bulletin as a file; the same days give the same bytes."""
    values = bulletin(number)
    if isinstance(values, Refused):
        return values
    if form == "md":
        return bulletin_text(values).encode()
    return documents.render(KIND, values, form)


def bulletin_text(values: WeeklyBulletinValues) -> str:
    """The bulletin as Markdown: each sentence with the names of the figures behind it."""
    page = documents.page_of(KIND, values)
    return documents.bulletin_markdown(values, page.parts, "".join(page.title))


def _no_week(number: int) -> Reason:
    return Reason(
        code="bulletin:week",
        rule="准绳自设规则",
        fact=str(number),
        message=Text(f"本次活动没有第{number}周。", f"the campaign has no week {number}"),
        remedy=Text("第1周从第1天起算，每7天一周。", "week 1 begins on day 1; a week has seven days"),
    )


def _not_sealed(week: Week) -> Reason:
    first = week.missing[0]
    return Reason(
        code="bulletin:unsealed",
        rule="准绳自设规则",
        fact=first.isoformat(),
        message=Text(
            f"第{week.number}周还有{len(week.missing)}天没有封账（自{documents.show_day(first)}起），周通报只取自封账日。",
            f"week {week.number}: {len(week.missing)} days from {first} are not sealed; a bulletin is of sealed days alone",
        ),
        remedy=Text(
            "等这一周的日结账全部封账后再出；已过的日子用 plumbline day close 封账。",
            "wait until all its days are closed; days that are over are closed by plumbline day close",
        ),
        earliest=week.last + timedelta(days=1),
    )
