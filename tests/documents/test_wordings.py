"""The wordings: what they must say to a resident, what they may never say, and that they use what they are given."""

from __future__ import annotations

from pathlib import Path

import pytest

from plumbline.documents import Kind, kinds, page_of, placeholders, sample, specs
from plumbline.documents.wording import WordingError, parse_wording
from plumbline.law import load_procedure
from plumbline.terms import Regime

from .conftest import COLLECTIVE, STATE, by_id, every_paper

PRESSING = (
    "后果自负", "强拆", "钉子户", "拒不", "抗拒", "责令", "限你", "停水", "停电", "断水", "断电", "严惩", "取消奖励",
    "过期不候", "务必", "否则", "单位领导", "亲属", "子女入学", "工作岗位", "影响征信",
)  # fmt: skip
"""Words that press. None of them is the law's word in these papers."""


def text(name: str, regime: Regime) -> str:
    paper = by_id(name)
    return str(page_of(paper, sample(paper, regime)).parts)


@every_paper()
def test_it_presses_nobody(paper: Kind, regime: Regime) -> None:
    told = text(paper.id, regime)
    assert [word for word in PRESSING if word in told] == []


@pytest.mark.parametrize(
    ("name", "regime", "must"),
    [
        # 条例13: the announcement states both remedies and their periods.
        ("decision_announcement", STATE, ("六十日内", "行政复议", "六个月内", "行政诉讼", "先补偿、后搬迁")),
        ("decision_announcement", COLLECTIVE, ("六十日内", "行政复议", "先补偿后搬迁")),
        # 评估办法 20–22: ten days to ask, ten to answer, ten for the experts.
        ("appraisal_notice", STATE, ("收到评估报告之日起十日内", "收到复核结果之日起十日内", "鉴定")),
        ("appraisal_notice", COLLECTIVE, ("书面提出", "书面答复")),
        ("agreement", STATE, ("行政复议", "行政诉讼", "六个月", "有权不搬迁")),
        ("agreement", COLLECTIVE, ("行政复议", "行政诉讼", "六个月", "有权不腾退", "依法批准之日起生效")),
        # 条例26、27、28: remedies, compensation first, the court alone.
        (
            "compensation_decision",
            STATE,
            ("六十日内", "六个月内", "十五日内", "没有给予补偿的，不得要求搬迁", "裁定"),
        ),
        (
            "compensation_decision",
            COLLECTIVE,
            ("六十日内", "六个月", "十五日内", "社会保障", "公告期满之日", "裁定"),
        ),
        ("payment_notice", STATE, ("行政复议", "行政诉讼", "有权不搬迁")),
        # 行政强制法 35, 36, 54: period, way, statement and defence.
        ("demand_letter", STATE, ("10个工作日", "陈述", "申辩", "裁定")),
        ("demand_letter", COLLECTIVE, ("10个工作日", "陈述", "申辩", "裁定")),
        ("survey_form", STATE, ("异议", "书面答复")),
        ("handover_receipt", STATE, ("已经收到上列补偿款", "自愿移交")),
    ],
)
def test_it_states_rights_and_periods(name: str, regime: Regime, must: tuple[str, ...]) -> None:
    told = text(name, regime)
    assert [words for words in must if words not in told] == []


@pytest.mark.parametrize("paper", kinds(), ids=lambda paper: paper.id)
def test_it_prints_every_value_that_it_asks_for(paper: Kind) -> None:
    used = set().union(*(placeholders(paper, regime) for regime in paper.regimes))
    used |= {"发文机关", "成文日期", "文号", "发文机关标志", "抄送", "印发机关", "印发日期", "示例"}
    computed = {
        "备考": "备考说明", "当事人意见": "意见", "权属不明确": "权属不明确", "封账标记": "封账编号",
    }  # fmt: skip
    for spec in specs(paper.values).values():
        label = computed.get(spec.label.zh, spec.label.zh)
        assert label in used or f"{label}大写" in used, label
        if spec.row is not None and paper.id != "archive":
            rows = {f"{label}.{one.label.zh}" for one in specs(spec.row).values()}
            assert rows <= used


def test_each_paper_has_its_folder_with_wording_and_sample() -> None:
    folder = Path(__file__).parents[2] / "src/plumbline/documents/papers"
    there = {path.name for path in folder.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert there == {paper.id for paper in kinds()}
    for paper in kinds():
        for regime in paper.regimes:
            own, both = folder / paper.id / f"{regime.value}.txt", folder / paper.id / "wording.txt"
            assert own.is_file() or both.is_file()
            assert sample(paper, regime).example


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("{% if 甲 %}\n正文", "ends before"),
        ("正文\n{% endif %}", "no condition"),
        ("|= 1l 1l\n| 一格", "does not fill its 2 columns"),
        ("[stop]", "is no mark"),
        ("[keep]\n正文", "ends before"),
    ],
)
def test_a_mistake_in_a_wording_is_told(wrong: str, told: str) -> None:
    with pytest.raises(WordingError, match=told):
        parse_wording(wrong)


def test_a_signed_paper_is_a_document_of_the_procedure() -> None:
    known = load_procedure().documents
    told = {document for paper in kinds() for regime in paper.regimes if (document := paper.document(regime))}
    assert told <= set(known)
    # Each regime's own: a decision on collective land is another document than one on state land.
    assert by_id("compensation_decision").document(COLLECTIVE) == "cl_decision"
    assert by_id("payment_notice").document(STATE) is None
