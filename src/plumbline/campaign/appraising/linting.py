"""What makes a formula unfit, each with its place in the file, the reason and the remedy.

Every check has one shape, `(data) -> findings`, and all of them speak: a formula is mended in one go. They
read the plain data, so that a file of any form gets an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from plumbline.campaign.appraising.measures import MEASURES, PAIRS
from plumbline.campaign.appraising.terms_of import (
    LARGEST_TEXT,
    Term,
    credit_terms,
    is_text,
    number,
    part_terms,
    parts,
    terms,
)
from plumbline.campaign.appraising.unfit_words import forbidden_subject
from plumbline.terms import Text

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
WHOLE = 100
LEAST_HOUSEHOLDS, LEAST_DAYS, LEAST_CAP_DAYS, MOST_CREDIT = 5, 5, 3, 5
"""A unit with fewer households is not ranked; contest and answer have five working days; a cap of fewer days
makes one day a cliff; a larger credit buys off what was done wrong."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """One thing that makes a formula unfit: a stable code, the place in the file, why, and what to do."""

    code: str
    where: str
    message: Text
    remedy: Text


def _unfit(code: str, where: str, message: tuple[str, str], remedy: tuple[str, str]) -> Unfit:
    return Unfit(code, where, Text(*message), Text(*remedy))


def unfit_formula(text: str) -> tuple[Unfit, ...]:
    """Everything that makes the formula of a YAML or JSON text unfit; empty for a fit one."""
    data = data_of(text)
    return (data,) if isinstance(data, Unfit) else unfit_data(data)


def data_of(text: str) -> Mapping[str, Any] | Unfit:
    """The plain data of a text, or why it is none."""
    wrong = _unfit(
        "formula:unreadable",
        "—",
        ("考核办法不是可读的 YAML 或者 JSON", "the formula is no readable YAML or JSON"),
        ("请以 examples/demonstration/appraisal.yaml 为样本", "begin from examples/demonstration/appraisal.yaml"),
    )  # fmt: skip
    if len(text) > LARGEST_TEXT:
        return wrong
    try:
        data = yaml.load(text, Loader=_LOADER)  # noqa: S506 — a safe loader
    except (yaml.YAMLError, ValueError, RecursionError):
        return wrong
    return data if isinstance(data, dict) else wrong


def unfit_data(data: Mapping[str, Any]) -> tuple[Unfit, ...]:
    """Everything that makes a formula's plain data unfit."""
    return tuple(found for check in CHECKS for found in check(data))


# ---------- form ----------
_NEEDED = ("formula", "version", "title", "rank_from_households", "contest", "parts", "credit")
_KEYS = {
    "": {*_NEEDED, "note", "applies_to"},
    "part": {"id", "name", "weight", "deduct", "shares", "paces"},
    "deduct": {"measure", "each", "veto", "source"},
    "shares": {"weight", "of", "out_of", "source"},
    "paces": {"weight", "of", "out_of", "cap_days", "source"},
    "credit": {"cap", "terms"},
    "contest": {"file_within", "answer_within"},
}
_CLIFFS = frozenset(
    {
        "steps", "bands", "threshold", "at_least", "below", "above", "pass", "floor", "all_or_nothing", "top", "bottom",
        "last_place", "grades",
    }
)  # fmt: skip


def _form(data: Mapping[str, Any]) -> Iterator[Unfit]:
    for name in _NEEDED:
        if name not in data:
            yield _missing(name, name)
    yield from _keys(data, "", "")
    if not is_text(data.get("title")):
        yield _two_languages("title")
    for n, part in enumerate(parts(data)):
        where = f"parts[{n}]"
        yield from _keys(part, "part", where)
        if not is_text(part.get("name")):
            yield _two_languages(f"{where}.name")
        if not part_terms(part, where):
            yield _missing(f"{where}", "deduct / shares / paces")
    if not parts(data):
        yield _missing("parts", "parts")
    for place, kind in (("credit", "credit"), ("contest", "contest")):
        if isinstance(data.get(place), Mapping):
            yield from _keys(data[place], kind, place)
    for term in terms(data):
        yield from _keys(term.row, term.shape, term.where)


def _keys(row: Mapping[str, Any], kind: str, where: str) -> Iterator[Unfit]:
    for key in row:
        if key in _KEYS[kind]:
            continue
        place = f"{where}.{key}" if where else str(key)
        if key in _CLIFFS:
            yield _cliff(place)
        else:
            yield _unfit(
                "formula:unknown_key",
                place,
                (f"不认识的项“{key}”", f"unknown entry “{key}”"),
                ("请删除，或者改为样本中的项", "remove it, or use an entry of the example"),
            )


def _cliff(where: str) -> Unfit:
    return _unfit(
        "formula:cliff",
        where,
        (
            "设有台阶：差一户、一天或者一件就跳一档",
            "a cliff: one household, one day or one case more jumps a whole step",
        ),
        ("改为按比例计算：shares 按份额，paces 按天数，封顶而不分档", "make it linear: shares by a share, paces by days, capped and without steps"),
    )  # fmt: skip


def _missing(where: str, name: str) -> Unfit:
    return _unfit(
        "formula:missing",
        where,
        (f"缺少“{name}”", f"“{name}” is missing"),
        ("请按样本补上", "add it as the example has it"),
    )


def _two_languages(where: str) -> Unfit:
    return _unfit(
        "formula:text",
        where,
        ("没有中文和英文两种文字", "it is not written in both Chinese and English"),
        ("写成 {zh: …, en: …}", "write {zh: …, en: …}"),
    )


# ---------- what may be weighed ----------
def _subjects(data: Mapping[str, Any]) -> Iterator[Unfit]:
    for where, word in _words(data):
        if (found := forbidden_subject(word)) is not None:
            yield _unfit(
                f"formula:forbidden_{found.code}",
                where,
                (f"“{word}”：{found.message.zh}", f"“{word}”: {found.message.en}"),
                (found.remedy.zh, found.remedy.en),
            )
        elif where.endswith((".measure", ".of", ".out_of")) and word not in MEASURES:
            yield _unfit(
                "formula:unknown_measure",
                where,
                (f"“{word}”不是封账记录中的数", f"“{word}” is no figure of the sealed days"),
                (f"可用：{'、'.join(MEASURES)}", f"one of: {', '.join(MEASURES)}"),
            )


def _words(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for n, part in enumerate(parts(data)):
        if is_text(part.get("name")):
            yield f"parts[{n}].name", str(part["name"]["zh"])
            yield f"parts[{n}].name", str(part["name"]["en"])
    for term in terms(data):
        for name in ("measure", "of", "out_of"):
            if name in term.row:
                yield f"{term.where}.{name}", str(term.row[name])


def _places(data: Mapping[str, Any]) -> Iterator[Unfit]:
    """A deduction weighs law, a share or pace divides what belongs together, a credit is credit."""
    for term in terms(data):
        kinds = {MEASURES[str(m)].kind for m in term.measures if str(m) in MEASURES}
        wanted = {
            "deduct": {"law"},
            "shares": {"promise", "people"},
            "paces": {"speed"},
            "credit": {"credit"},
        }
        in_credit = term.where.startswith("credit")
        if kinds - wanted["credit" if in_credit else term.shape]:
            yield _unfit(
                "formula:place",
                term.where,
                ("此数不能放在这里：扣分只用于违法违规，份额用于承诺和诉求，天数用于进度，加分用于加分项", "this figure does not belong here: deductions are for breaches, shares for promises and cases, paces for progress, credit for credit"),
                ("请移到相应的部分", "move it to where it belongs"),
            )  # fmt: skip
        of, out_of = str(term.row.get("of", "")), str(term.row.get("out_of", ""))
        if of in MEASURES and out_of in MEASURES and PAIRS.get(of) != out_of:
            yield _unfit(
                "formula:pair",
                f"{term.where}.out_of",
                (f"“{of}”不能除以“{out_of}”", f"“{of}” is not divided by “{out_of}”"),
                (f"应除以“{PAIRS.get(of, '—')}”", f"divide it by “{PAIRS.get(of, '—')}”"),
            )


def _once(data: Mapping[str, Any]) -> Iterator[Unfit]:
    seen: dict[str, str] = {}
    for term in terms(data):
        main = str(term.row.get("measure") or term.row.get("of") or "")
        if main in seen:
            yield _unfit(
                "formula:twice",
                term.where,
                (f"“{main}”已在 {seen[main]} 计过一次", f"“{main}” is counted at {seen[main]} already"),
                ("同一件事只计一次", "count one thing once"),
            )
        seen.setdefault(main, term.where)


def _sources(data: Mapping[str, Any]) -> Iterator[Unfit]:
    for term in terms(data):
        if not is_text(term.row.get("source")):
            yield _unfit(
                "formula:no_source",
                f"{term.where}.source",
                ("没有写明依据和数据来源", "it says neither its ground nor where the figure comes from"),
                ("写成 source: {zh: …, en: …}", "write source: {zh: …, en: …}"),
            )


# ---------- weights ----------
def _weights(data: Mapping[str, Any]) -> Iterator[Unfit]:
    for where, value in _numbers(data):
        if number(value) is None or number(value) == 0:
            yield _unfit(
                "formula:number",
                where,
                (f"“{value}”不是大于零的整数（百分之几）", f"“{value}” is no whole number above zero (hundredths)"),
                ("写整数，例如 40 表示百分之四十", "write a whole number: 40 is forty hundredths"),
            )  # fmt: skip
    total = sum(number(part.get("weight")) or 0 for part in parts(data))
    if parts(data) and total != WHOLE:
        yield _unfit(
            "formula:sum",
            "parts",
            (f"各部分权重合计 {total}，不是 {WHOLE}", f"the weights add up to {total}, not to {WHOLE}"),
            (f"调整权重，使合计为 {WHOLE}", f"make them add up to {WHOLE}"),
        )
    for n, part in enumerate(parts(data)):
        inner = [t for t in part_terms(part, f"parts[{n}]") if t.shape != "deduct"]
        own, weight = sum(number(t.row.get("weight")) or 0 for t in inner), number(part.get("weight")) or 0
        if inner and own != weight:
            yield _unfit(
                "formula:part_sum",
                f"parts[{n}]",
                (f"各项权重合计 {own}，不是本部分的 {weight}", f"its terms add up to {own}, not to its {weight}"),
                ("调整各项权重；扣分与份额不要放在同一部分", "adjust its terms; keep deductions and shares in parts of their own"),
            )  # fmt: skip


def _numbers(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for n, part in enumerate(parts(data)):
        yield f"parts[{n}].weight", part.get("weight")
    for term in terms(data):
        needed = {"deduct": ("each",), "shares": ("weight",), "paces": ("weight", "cap_days")}[term.shape]
        for name in needed:
            yield f"{term.where}.{name}", term.row.get(name)


def _cliffs(data: Mapping[str, Any]) -> Iterator[Unfit]:
    for n, part in enumerate(parts(data)):
        weight = number(part.get("weight")) or 0
        for term in part_terms(part, f"parts[{n}]"):
            each, cap = number(term.row.get("each")) or 0, number(term.row.get("cap_days"))
            if term.shape == "deduct" and term.row.get("veto") is not True and 2 * each > weight:
                yield _cliff(f"{term.where}.each")
            if term.shape == "paces" and cap is not None and 0 < cap < LEAST_CAP_DAYS:
                yield _cliff(f"{term.where}.cap_days")


# ---------- law first ----------
def _law_first(data: Mapping[str, Any]) -> Iterator[Unfit]:
    law = sum(number(p.get("weight")) or 0 for n, p in enumerate(parts(data)) if _is_law(p, n))
    speed = sum(number(t.row.get("weight")) or 0 for t in terms(data) if t.shape == "paces")
    others = [number(p.get("weight")) or 0 for n, p in enumerate(parts(data)) if not _is_law(p, n)]
    if law <= max(others, default=0) or law <= speed:
        yield _unfit(
            "formula:law_first",
            "parts",
            (f"依法部分 {law}，不大于进度 {speed} 或者另一部分", f"the part of law has {law}: no more than speed ({speed}) or another part"),
            ("依法部分的权重应当最大", "give law the largest weight"),
        )  # fmt: skip
    upheld = next((t for t in terms(data) if t.row.get("measure") == "conduct_complaints_upheld"), None)
    if upheld is None:
        yield _missing("parts", "conduct_complaints_upheld")
    elif (number(upheld.row.get("each")) or 0) < speed:
        yield _unfit(
            "formula:speed_buys",
            f"{upheld.where}.each",
            (f"一件查实投诉的扣分少于进度的 {speed} 分：快就能抵过", f"one complaint upheld costs less than the {speed} that speed can earn: haste would make up for it"),
            (f"每件至少扣 {speed} 分，或者降低进度权重", f"take off at least {speed} for each, or lower the weight of speed"),
        )  # fmt: skip


def _is_law(part: Mapping[str, Any], n: int) -> bool:
    shapes = {term.shape for term in part_terms(part, f"parts[{n}]")}
    return shapes == {"deduct"}


def _veto(data: Mapping[str, Any]) -> Iterator[Unfit]:
    vetoes = [t for t in terms(data) if t.row.get("veto") is True]
    for term in vetoes:
        if term.row.get("measure") != "forbidden_acts_confirmed":
            yield _unfit(
                "formula:veto",
                f"{term.where}.veto",
                ("一票否决只用于认定的禁止行为", "the veto is for confirmed forbidden acts alone"),
                ("删除此处的 veto", "remove this veto"),
            )
    if not vetoes:
        yield _unfit(
            "formula:no_veto",
            "parts",
            ("没有一票否决项：施压或者伪造记录仍可得分", "there is no veto: pressure or forged records would still score"),
            ("对 forbidden_acts_confirmed 写 veto: true", "write veto: true with forbidden_acts_confirmed"),
        )  # fmt: skip


# ---------- credit and contest ----------
def _credit(data: Mapping[str, Any]) -> Iterator[Unfit]:
    given = data.get("credit")
    cap = number(given.get("cap")) if isinstance(given, Mapping) else None
    if not credit_terms(data) or not cap:
        yield _unfit(
            "formula:only_blame",
            "credit",
            ("只有扣分，没有加分", "there is blame and no credit"),
            ("写明加分项和上限", "name what earns credit, and its cap"),
        )
    elif cap > MOST_CREDIT:
        yield _unfit(
            "formula:credit_cap",
            "credit.cap",
            (f"加分上限 {cap} 大于 {MOST_CREDIT}：加分不得抵过过错", f"a cap of {cap} is above {MOST_CREDIT}: credit may not buy off a fault"),
            (f"上限不高于 {MOST_CREDIT}", f"{MOST_CREDIT} or less"),
        )  # fmt: skip


def _contest(data: Mapping[str, Any]) -> Iterator[Unfit]:
    given = data.get("contest")
    for name in ("file_within", "answer_within"):
        days = number(given.get(name)) if isinstance(given, Mapping) else None
        short = name == "file_within" and days is not None and days < LEAST_DAYS
        long = name == "answer_within" and days is not None and days > LEAST_DAYS
        if not days or short or long:
            yield _unfit(
                "formula:contest",
                f"contest.{name}",
                ("申诉期应不少于五个工作日，答复期应不多于五个工作日", "at least five working days to contest, at most five to answer"),
                ("写 file_within: 5, answer_within: 5", "write file_within: 5, answer_within: 5"),
            )  # fmt: skip


def _small_units(data: Mapping[str, Any]) -> Iterator[Unfit]:
    least = number(data.get("rank_from_households"))
    if least is None or least < LEAST_HOUSEHOLDS:
        yield _unfit(
            "formula:small_units",
            "rank_from_households",
            ("不足五户的单位不排名：一户就决定名次", "a unit with fewer than five households is not ranked: one household would decide its place"),
            ("写 rank_from_households: 5 或者更多", "write rank_from_households: 5 or more"),
        )  # fmt: skip


CHECKS: tuple[Callable[[Mapping[str, Any]], Iterator[Unfit]], ...] = (
    _form, _subjects, _places, _once, _sources, _weights, _cliffs, _law_first, _veto, _credit, _contest, _small_units,
)  # fmt: skip
"""Every check, in the order in which a reader would mend."""

__all__ = ["CHECKS", "Term", "Unfit", "data_of", "unfit_data", "unfit_formula"]
