"""Unfit formulas: each is refused with its place and what to do, and the fit one passes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from tests.campaign.appraisal_cast import TEXT, data

from plumbline.campaign.appraising import read_formula, unfit_formula

SOURCE = {"zh": "依据", "en": "ground"}


def findings(spoilt: dict[str, Any]) -> dict[str, str]:
    return {u.code: u.where for u in unfit_formula(yaml.safe_dump(spoilt, allow_unicode=True))}


def test_the_demonstrations_formula_is_fit():
    assert unfit_formula(TEXT) == ()


def measure(name: str) -> Callable[[dict[str, Any]], None]:
    def spoil(d: dict[str, Any]) -> None:
        d["parts"][3]["shares"][1] = {"weight": 5, "of": name, "out_of": "cases_due", "source": SOURCE}

    return spoil


def put(value: Any, *path: Any) -> Callable[[dict[str, Any]], None]:
    def spoil(d: dict[str, Any]) -> None:
        for step in path[:-1]:
            d = d[step]
        d[path[-1]] = value

    return spoil


def drop(*path: Any) -> Callable[[dict[str, Any]], None]:
    def spoil(d: dict[str, Any]) -> None:
        for step in path[:-1]:
            d = d[step]
        del d[path[-1]]

    return spoil


def haste(d: dict[str, Any]) -> None:
    """Speed gets 30 and cases nothing: one complaint upheld costs 20."""
    d["parts"][2]["weight"] = d["parts"][2]["paces"][0]["weight"] = 30
    del d["parts"][3]


def haste_above_law(d: dict[str, Any]) -> None:
    d["parts"][0]["weight"], d["parts"][2]["weight"] = 20, 40
    d["parts"][2]["paces"][0]["weight"] = 40


@pytest.mark.parametrize(
    ("spoil", "code", "where"),
    [
        (measure("photographs_taken"), "formula:forbidden_photographs", "parts[3].shares[1].of"),
        (measure("拍照留痕数"), "formula:forbidden_photographs", "parts[3].shares[1].of"),
        (measure("articles_published"), "formula:forbidden_articles", "parts[3].shares[1].of"),
        (measure("meetings_held"), "formula:forbidden_meetings", "parts[3].shares[1].of"),
        (measure("forms_filled"), "formula:forbidden_forms", "parts[3].shares[1].of"),
        (measure("群众满意度"), "formula:forbidden_satisfaction", "parts[3].shares[1].of"),
        (measure("complaints_withdrawn"), "formula:forbidden_withdrawn", "parts[3].shares[1].of"),
        (measure("息访数"), "formula:forbidden_withdrawn", "parts[3].shares[1].of"),
        (measure("owners_attitude"), "formula:forbidden_residents", "parts[3].shares[1].of"),
        (measure("亲属在编人数"), "formula:forbidden_residents", "parts[3].shares[1].of"),
        (measure("bricks_counted"), "formula:unknown_measure", "parts[3].shares[1].of"),
        (put("照片", "parts", 1, "name", "zh"), "formula:forbidden_photographs", "parts[1].name"),
        (put(29, "parts", 1, "weight"), "formula:sum", "parts"),
        (put(20, "parts", 1, "shares", 0, "weight"), "formula:part_sum", "parts[1]"),
        (put("三十", "parts", 1, "weight"), "formula:number", "parts[1].weight"),
        (put(0.3, "parts", 1, "weight"), "formula:number", "parts[1].weight"),
        (put(True, "parts", 1, "weight"), "formula:number", "parts[1].weight"),
        (put([[90, 30], [80, 10]], "parts", 1, "shares", 0, "steps"), "formula:cliff", "parts[1].shares[0].steps"),
        (put(95, "parts", 2, "paces", 0, "pass"), "formula:cliff", "parts[2].paces[0].pass"),
        (put(1, "parts", 2, "paces", 0, "cap_days"), "formula:cliff", "parts[2].paces[0].cap_days"),
        (put(30, "parts", 0, "deduct", 0, "each"), "formula:cliff", "parts[0].deduct[0].each"),
        (put(5, "parts", 1, "shares", 0, "bonus"), "formula:unknown_key", "parts[1].shares[0].bonus"),
        (drop("parts", 1, "shares", 0, "source"), "formula:no_source", "parts[1].shares[0].source"),
        (put({"zh": "台账", "en": " "}, "credit", "terms", 0, "source"), "formula:no_source", "credit.terms[0].source"),
        (haste, "formula:speed_buys", "parts[0].deduct[1].each"),
        (haste_above_law, "formula:law_first", "parts"),
        (drop("parts", 0, "deduct", 1), "formula:missing", "parts"),  # no term on complaints upheld
        (drop("parts", 0, "deduct", 2, "veto"), "formula:no_veto", "parts"),
        (put(True, "parts", 0, "deduct", 1, "veto"), "formula:veto", "parts[0].deduct[1].veto"),
        (put("cases_due", "parts", 1, "shares", 0, "out_of"), "formula:pair", "parts[1].shares[0].out_of"),
        (put("days_ahead_of_plan", "parts", 1, "shares", 0, "of"), "formula:place", "parts[1].shares[0]"),
        (put("proposals_taken_up", "credit", "terms", 0, "measure"), "formula:twice", "credit.terms[1]"),
        (put([], "credit", "terms"), "formula:only_blame", "credit"),
        (put(20, "credit", "cap"), "formula:credit_cap", "credit.cap"),
        (put(4, "contest", "file_within"), "formula:contest", "contest.file_within"),
        (put(6, "contest", "answer_within"), "formula:contest", "contest.answer_within"),
        (drop("contest"), "formula:missing", "contest"),
        (put(4, "rank_from_households"), "formula:small_units", "rank_from_households"),
        (put("考核办法", "title"), "formula:text", "title"),
    ],
)  # fmt: skip
def test_it_refuses_an_unfit_formula_with_its_place(spoil, code, where):
    spoilt = data()
    spoil(spoilt)
    assert findings(spoilt).get(code) == where


@pytest.mark.parametrize(
    "text", ["", "[1, 2]", "a: [", "公式", "x" * 65_000, "&a [*a]", "{}", "parts: 5\ncredit: 7\ncontest: []"]
)
def test_it_answers_whatever_the_file_holds(text):
    assert unfit_formula(text)
    assert isinstance(read_formula(text), tuple)


def test_every_finding_says_why_and_what_to_do_in_both_languages():
    spoilt = data()
    for spoil in (measure("satisfaction"), put(29, "parts", 1, "weight"), drop("credit"), haste):
        spoil(spoilt)
    found = unfit_formula(yaml.safe_dump(spoilt, allow_unicode=True))
    assert len(found) > 4  # all speak, not the first alone
    for one in found:
        assert all((one.message.zh, one.message.en, one.remedy.zh, one.remedy.en))


def test_json_is_read_like_yaml():
    import json

    assert unfit_formula(json.dumps(data(), ensure_ascii=False)) == ()
