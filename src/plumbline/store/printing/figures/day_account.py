"""The day's account on one page: its values from the sealed day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from plumbline import documents
from plumbline.documents import AccountRow, DailyAccountValues, Item, MoneyRow
from plumbline.store.printing.figures.marks import headquarters, mark_of, of_campaign
from plumbline.store.reading.days import COUNTED, DayAccount, ProjectLine, account_of, lines_of
from plumbline.store.reading.office import block_names, unit_names
from plumbline.store.reading.projects import short_names
from plumbline.store.reading.sealed import SealedDay, the_office
from plumbline.store.reading.time_points import TimePoint
from plumbline.store.reading.week_orders import orders_of_week
from plumbline.terms import STAGE_TEXT, Fen, Refused, Stage, Text, show_yuan

KIND = documents.kind("daily_account")

MOST_NAMED = 5
"""Matters of one kind that the page names; the day's own page has them all."""

_MONEY = ("due", "paid", "deposited")


def day_account(day: SealedDay) -> DailyAccountValues:
    """The values of a sealed day's account, projects outside the totals left out."""
    account, office = account_of(day), the_office()
    first, days, names = office.first_day, office.days, short_names(office)
    counter = f"第{day.number}天（共{days}天，剩{days - day.number}天）" if day.number else "开始以前"
    return DailyAccountValues(
        **of_campaign(office),
        issuer=headquarters(office),
        on=day.on,
        counter=counter,
        balanced=day.balanced,
        lines=(
            *(_line(line, names[line.id]) for line in account.lines),
            _line(account.whole, "合计"),
        ),
        money=_money(account),
        items=tuple(_items(account, is_running=day.on >= first)),
        seal=mark_of(office, day, documents.digest_of(account_figures(day))),
    )


def print_day_account(day: SealedDay, form: Literal["pdf", "docx"]) -> bytes | Refused:
    """The account as a file."""
    return documents.render(KIND, day_account(day), form)


def account_figures(day: SealedDay) -> dict[str, str | int]:
    """The figures that the account's digest covers: households, stages and money of sealed leaves."""
    lines, whole = lines_of(day)
    found: dict[str, str | int] = {"paper": KIND.id, "root": day.root}
    for line in (*lines, whole):
        head = f"{day.on.isoformat()}/{f'project:{line.id}' if line.id else 'all'}"
        found[f"{head}/households"] = line.households
        found[f"{head}/remaining"] = line.remaining
        for stage in COUNTED:
            found[f"{head}/today/{stage.value}"] = line.reached[stage].today
            found[f"{head}/reached/{stage.value}"] = line.reached[stage].total
    for name in _MONEY:
        found[f"{day.on.isoformat()}/all/money/{name}"] = getattr(whole.money, name)
    found[f"{day.on.isoformat()}/all/money/open"] = whole.money.due_open
    found[f"{day.on.isoformat()}/all/money/unreconciled"] = int(day.account["unreconciled_fen"])
    return found


def _money(account: DayAccount) -> tuple[MoneyRow, MoneyRow]:
    money = account.whole.money
    return (
        MoneyRow(
            what="当日",
            due=money.due_today,
            paid=money.paid_today,
            deposited=money.deposited_today,
            open=money.due_today - money.paid_today - money.deposited_today,
            unreconciled="—",
        ),
        MoneyRow(
            what="累计",
            due=money.due,
            paid=money.paid,
            deposited=money.deposited,
            open=money.due_open,
            unreconciled=show_yuan(Fen(account.unreconciled_fen)),
        ),
    )


def _line(line: ProjectLine, name: str) -> AccountRow:
    agreed, paid, vacated, handed_over, demolished = (
        f"{line.reached[stage].today}／{line.reached[stage].total}" for stage in COUNTED
    )
    return AccountRow(
        name=name,
        households=line.households,
        agreed=agreed,
        paid=paid,
        vacated=vacated,
        handed_over=handed_over,
        demolished=demolished,
        remaining=line.remaining,
    )


def _items(account: DayAccount, *, is_running: bool) -> Iterator[Item]:
    """Time points, standstills, commitments of the day before, corrections: each kind at least once."""
    names, on = short_names(the_office()), account.day.on
    today = [point for point in account.time_points if point.last == on]
    soon = [point for point in account.time_points if point.last != on]
    yield from _listed("今日届满", [_point(point, names) for point in today])
    yield from _listed(
        "三日内届满", [f"{point.last.month}月{point.last.day}日　{_point(point, names)}" for point in soon]
    )
    if is_running:
        yield from _listed("停滞", list(_standing(account, names)))
    yield from _listed("昨日承诺", list(_promises(account, names)))
    orders = orders_of_week(on, on, account.day.size)
    waiting, late = (orders[f"{on.isoformat()}/all/orders/{name}"] for name in ("open", "overdue"))
    yield Item(kind="交办单", text=f"未销号{waiting}件，其中超期{late}件" if waiting else "无")
    entries = [f"更正：{names[project]}{n}件" for project, n in account.corrections.items()]
    entries += [
        f"逾期补录：{names[entry.project]}1件（{_reviewed(entry.accepted)}）" for entry in account.late
    ]
    yield from _listed("更正、补录", entries)


def _listed(kind: str, found: list[str]) -> Iterator[Item]:
    """One line of a kind: the first few by name, the others counted."""
    more = f"；另有{len(found) - MOST_NAMED}项" if len(found) > MOST_NAMED else ""
    yield Item(kind=kind, text="；".join(found[:MOST_NAMED]) + more if found else "无")


def _point(point: TimePoint, names: Mapping[str, str]) -> str:
    cases = f"{point.cases}户（件）" if point.cases else ""
    return f"{names[point.project]}{point.what.zh}{cases}"


def _standing(account: DayAccount, names: Mapping[str, str]) -> Iterator[str]:
    office = the_office()
    units, blocks = unit_names(office), block_names(office)
    for place in account.standstills:
        match place.kind:
            case "project":
                name = names[place.id]
            case "unit":
                name = _bare(units.get(place.id, Text(place.id, place.id)).zh)
            case "block":
                name = names[place.project] + blocks.get((place.project, place.id), place.id)
        yield f"{name}{place.days}天（剩{place.remaining}户）"


def _promises(account: DayAccount, names: Mapping[str, str]) -> Iterator[str]:
    """Commitments kept by the units' names; one that was not kept with its figures."""
    units = unit_names(the_office())
    kept = [_bare(units[promise.unit].zh) for promise in account.commitments if promise.kept]
    if kept:
        yield f"兑现{len(kept)}项：{'、'.join(kept)}"
    for promise in account.commitments:
        if not promise.kept:
            reached = f"达到{promise.reached}户，未兑现" if promise.reached is not None else "未结"
            stage = documents.WORDS.get(Stage(promise.stage), STAGE_TEXT[Stage(promise.stage)].zh)
            yield (
                f"{_bare(units[promise.unit].zh)}：{names[promise.project]}累计{stage}{promise.households}户，{reached}"
            )


def _reviewed(accepted: bool | None) -> str:
    return {True: "复核同意", False: "复核不同意", None: "待复核"}[accepted]


def _bare(name: str) -> str:
    """A name without the mark of a demonstration: every page of it bears the mark anyway."""
    return name.removesuffix("（示例）").removesuffix("（虚构）")
