"""Names of figures in words: `2026-05-19/project:zhumuqiao/reached/agreed` → 2026年5月19日 · 朱木桥 · 累计 · 已签约."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plumbline.campaign import RUNGS
from plumbline.store.reading.office import unit_names
from plumbline.store.reading.projects import short_names
from plumbline.store.reading.sealed import the_office
from plumbline.terms import STAGE_TEXT, STAGES, Fen, Text, show_yuan

_WORDS = {
    "all": Text("合计", "in all"),
    "households": Text("户数", "households"),
    "remaining": Text("尚未交房", "not handed over"),
    "remaining_before": Text("上周末尚未交房", "not handed over at the end of last week"),
    "reached": Text("到达", "reached"),
    "today": Text("当日", "on the day"),
    "projects": Text("项目数", "projects"),
    "money": Text("资金（元）", "money (yuan)"),
    "due": Text("应付／到期", "due"),
    "paid": Text("已付", "paid"),
    "deposited": Text("提存", "deposited"),
    "open": Text("未付／未答复", "open"),
    "unreconciled": Text("与银行未对上", "not reconciled with the bank"),
    "promises": Text("承诺", "commitments"),
    "promise": Text("承诺", "commitment"),
    "kept": Text("兑现", "kept"),
    "running": Text("未到期", "running"),
    "next_week": Text("下周到期", "due next week"),
    "promised": Text("承诺户数", "households promised"),
    "done": Text("完成户数", "households done"),
    "grievances": Text("诉求", "cases"),
    "received": Text("收到", "received"),
    "answered": Text("答复", "answered"),
    "overdue": Text("超期", "overdue"),
    "late": Text("逾期补录", "late entries"),
    "corrections": Text("更正", "corrections"),
    "still": Text("停滞一周以上", "without a move for a week"),
    "unmoved": Text("一周未变化", "unmoved for a week"),
    "days": Text("天数", "days"),
    "plan": Text("计划", "plan"),
    "consultations": Text("会商次数", "consultations"),
    "orders": Text("交办单", "dispatch orders"),
    "issued": Text("交办", "issued"),
    "closed": Text("销号／已结档", "closed"),
    "rungs": Text("督办", "supervision"),
    **RUNGS,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as the check shows it: where it lies in words, its own name, and its value."""

    where: Text
    name: str
    value: str


def in_words(figures: Mapping[str, int]) -> tuple[Figure, ...]:
    """Figures in their order; amounts are shown in yuan."""
    office = the_office()
    names = {stage.value: STAGE_TEXT[stage] for stage in STAGES}
    names |= {f"project:{id}": Text(name, name) for id, name in short_names(office).items()}
    names |= {f"unit:{id}": name for id, name in unit_names(office).items()}
    return tuple(
        Figure(
            where=_where(name, {**_WORDS, **names}),
            name=name,
            value=show_yuan(Fen(value)) if "/money/" in name else str(value),
        )
        for name, value in figures.items()
    )


def _where(name: str, names: Mapping[str, Text]) -> Text:
    parts = [names.get(part, Text(part, part)) for part in name.split("/")]
    return Text(" · ".join(part.zh for part in parts), " · ".join(part.en for part in parts))
