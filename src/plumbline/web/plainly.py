"""The law's codes in the words of an office: articles by the name of their law, failing facts as sentences.

The core rooms cite `R590 27(1)` and `sl_h_money_paid: 未记录`, short and always the same, for the ledger and the
API. People read 《国有土地上房屋征收与补偿条例》第27条（1） and “支付货币补偿”：未记录. Nothing is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache

from plumbline import law
from plumbline.terms import Text
from plumbline.web.parts import write_day
from plumbline.web.workbench.words import VALUES

LONG_NAME = 26
"""A law's name with more signs than this is cited by its number, where it has one."""

OUR_OWN = Text("准绳自设规则", "Plumbline's own rule")

_NUMBER = re.compile(r"（([^（）]*〔\d{4}〕\d+号)）$")
_REMARK = re.compile(r"（[^（）]*）$")
_ARTICLE = re.compile(r"^(\d+(?:-\d+)?)((?:\(\d+\)-?)*)$")


# ---------- articles ----------
def cited(rule: str) -> Text:
    """A rule as a person cites it; several are joined by `；` as they came, what is no article is left as it is.

    `R590 27(1)-(2)` → 《国有土地上房屋征收与补偿条例》第27条（1）-（2）; `PRODUCT` → 准绳自设规则
    """
    found: list[Text] = []
    before = ""
    for one in re.split("[；;]", rule):
        text, law_of = _cited_one(one.strip()), one.strip().partition(" ")[0]
        if found and law_of == before and "条" in text.zh:  # 第8条、第9条 of one law
            text = Text("第" + text.zh.partition("》第")[2], text.en.rpartition("art. ")[2])
            found[-1] = Text(f"{found[-1].zh}、{text.zh}", f"{found[-1].en}, {text.en}")
        else:
            found.append(text)
        before = law_of
    return Text("；".join(text.zh for text in found), "; ".join(text.en for text in found))


@lru_cache(maxsize=4096)
def _cited_one(rule: str) -> Text:
    code, _space, article = rule.partition(" ")
    if code == "PRODUCT" or rule == OUR_OWN.zh:
        return OUR_OWN
    source = law.load_procedure().sources.get(code)
    if source is None:
        return Text(rule, rule)
    zh, en = _law_name(source.name.zh), source.name.en
    if not article or article == "-":
        return Text(zh, en)
    if not article[0].isdigit():  # a heading of a catalogue that has no articles
        return Text(f"{zh}“{article}”", f"{en}, “{article}”")
    places = [place.strip() for place in article.split(",")]
    return Text(zh + "、".join(_article(place) for place in places), f"{en}, art. {', '.join(places)}")


def _law_name(name: str) -> str:
    """《民法典》 for 中华人民共和国民法典; an interpretation with a long name goes by its number (法释〔2012〕4号)."""
    number = _NUMBER.search(name)
    if number and len(name) > LONG_NAME:
        return number[1]
    return f"《{_REMARK.sub('', name).removeprefix('中华人民共和国')}》"


def _article(place: str) -> str:
    found = _ARTICLE.match(place)
    if found is None:
        return f"第{place}条"
    return f"第{found[1]}条" + found[2].replace("(", "（").replace(")", "）")


# ---------- failing facts and remedies ----------
_OTHERWISE = re.compile(r" \| |；或者|; or ")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:[+-]\d\d:\d\d|Z)?)?")
_SEE = re.compile(r"（见 [a-z_]+）|，不低于零")
"""Remarks inside a fact's name that send the reader of the tables to another row."""
_CODE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:\.[a-z_]+)*")
_SIGNS: Mapping[str, str] = {
    "要求 >= ": "应不少于", "要求 <= ": "应不超过", "要求 == ": "应为", "要求 != ": "不应为", "要求 > ": "应大于",
    "要求 < ": "应小于", "要求 in ": "应为其一：",
}  # fmt: skip
_PHRASES: Mapping[str, str] = {
    "未记录": "not recorded", "未附": "not attached", "未录入": "not entered", "未设定": "not set",
    "无末日": "no last day", "（要求 >= ": " (required: at least ", "（要求 <= ": " (required: at most ",
    "（要求 == ": " (required: ", "（要求 in ": " (required: one of ", "（要求 ": " (required ",
    " is == ": " is ", " is >= ": " is at least ", " is <= ": " is at most ", "（见 ": " (see ", "（": " (", "）": ")", "，": ", ",
    "、": ", ", "；": "; ", "“": "“", "”": "”", "元": " yuan", " 是": " yes", " 否": " no",
}  # fmt: skip
"""The few words that the core rooms write into a fact, which has one language."""


def ways_out(text: str, language: str) -> tuple[str, ...]:
    """A failing fact or a remedy in words, one line for each of its alternatives, none twice."""
    return tuple(dict.fromkeys(plain(part, language) for part in _OTHERWISE.split(text) if part.strip()))


def plain(text: str, language: str) -> str:
    """A sentence with days for ISO dates and words for the codes of the law's tables."""
    written = _INSTANT.sub(lambda found: _day(found[0], language), text)
    if language.lower().startswith("en"):
        written = written if written.isascii() else _replaced(written, _names())
        return _replaced(_CODE.sub(lambda found: _word(found[0], english=True), written), _PHRASES)
    written = _CODE.sub(
        lambda found: _word(found[0], english=False), _replaced(_SEE.sub("", written), _SIGNS)
    )
    return written.replace(" / ", "、").replace("”, “", "”、“").replace(": ", "：")


def _replaced(text: str, words: Mapping[str, str]) -> str:
    for found, instead in words.items():
        text = text.replace(found, instead)
    return text


def _day(found: str, language: str) -> str:
    try:
        value = datetime.fromisoformat(found) if "T" in found else date.fromisoformat(found)
        return write_day(value, "full", language)
    except ValueError:
        return found


def _word(code: str, *, english: bool) -> str:
    known = _codes().get(code)
    # English sentences are full of words that are also values of the tables (“open”, “made”): only a code
    # that no sentence holds is taken for one.
    if known is None or (english and "_" not in code):
        return code
    return known.en if english else known.zh


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, Text]:
    procedure = law.load_procedure()
    return {
        "state": Text("本户状态", "state"),
        **{
            id: state.text
            for rules in procedure.regimes.values()
            for id, state in rules.lifecycle.states.items()
        },
        **VALUES,
        **{id: Text(f"《{row.name.zh}》", row.name.en) for id, row in procedure.documents.items()},
        **{id: _name(row.text) for id, row in procedure.facts.items()},
        **{id: _name(row.text) for id, row in procedure.conditions.items()},
        **{id: Text(f"“{step.name.zh}”", f"“{step.name.en}”") for id, step in procedure.steps.items()},
    }


def _name(text: Text) -> Text:
    """What a row of the tables is called: its first words; what follows explains them."""
    return Text(re.split("[：；]", text.zh)[0], re.split("[:;]", text.en)[0])


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    """Chinese names of facts with the English, the longest first."""
    facts = {row.text.zh: _name(row.text).en for row in law.load_procedure().facts.values()}
    return dict(sorted(facts.items(), key=lambda pair: -len(pair[0])))
