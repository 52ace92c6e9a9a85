"""The plan printed from the same nodes that are computed."""

from __future__ import annotations

import pytest

from plumbline.policy import Policy, render_articles


def texts(policy: Policy, article: str, kind: str, version: str | None = None) -> list[str]:
    return [
        block.text.zh
        for block in render_articles(policy, version)
        if block.id == article and block.kind == kind
    ]


def test_it_prints_every_article_in_order(state_land: Policy) -> None:
    articles = [block.id for block in render_articles(state_land) if block.kind == "article"]
    assert articles[:3] == ["A1", "A2", "A3"]
    assert len(articles) == 35  # thirty-four articles, the nineteenth in two parts
    chapters = [block.text.zh for block in render_articles(state_land) if block.kind == "chapter"]
    assert chapters[0] == "第一章 总则"


def test_it_prints_a_formula_in_chinese_and_english(state_land: Policy) -> None:
    assert texts(state_land, "A11", "line") == ["每项房屋，当 认定面积 > 0 ㎡，金额 = 认定面积 × 评估单价。"]
    (line,) = [b for b in render_articles(state_land) if b.id == "A11" and b.kind == "line"]
    assert (
        line.text.en
        == "for each of buildings, when recognised area > 0 m², amount = recognised area × assessed unit price."
    )


def test_it_prints_the_figures_of_the_version_asked_for(state_land: Policy) -> None:
    assert "搬迁费单价：15 元/㎡·次" in texts(state_land, "A15", "figure", "1.0")
    assert "搬迁费单价：18 元/㎡·次" in texts(state_land, "A15", "figure")


def test_it_prints_tables_with_their_words(state_land: Policy) -> None:
    (table,) = [b for b in render_articles(state_land, "1.1") if b.id == "A14" and b.kind == "table"]
    cells = {row[0].zh: row[1].zh for row in table.rows}
    assert cells["挂式空调"] == "300 元/台"
    assert cells["楼顶棚屋（㎡）"] == "220.5 元/件"
    assert len(table.rows) == 22  # a heading and twenty-one items


def test_it_prints_what_a_version_raises(collective_land: Policy) -> None:
    versions = [b.text.zh for b in render_articles(collective_land) if b.kind == "version"]
    assert "土坟 1,000 元/座 → 1,600 元/座" in versions[1]


def test_it_prints_guarantees_caps_and_slices_in_words(state_land: Policy, collective_land: Policy) -> None:
    assert "不足 取整(保障面积 × 最高住宅单价) 的，补足差额" in texts(state_land, "A20", "line")[0]
    assert any("从高到低、同者按登记顺序计满为止" in text for text in texts(collective_land, "B8", "define"))
    assert "按《超面积价》分段计价" in texts(state_land, "A23", "line")[1]
    assert texts(state_land, "A19u", "note") == ["付产权单位。"]


def test_it_prints_both_languages_everywhere(state_land: Policy, collective_land: Policy) -> None:
    for policy in (state_land, collective_land):
        for block in render_articles(policy):
            assert block.text.zh, block
            assert block.text.en, block
            assert "None" not in block.text.zh


def test_it_knows_no_other_version(state_land: Policy) -> None:
    with pytest.raises(KeyError):
        render_articles(state_land, "9.9")
