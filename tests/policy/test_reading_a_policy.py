"""A policy file that cannot be read or may not be sealed: each fault with its line, its reason and its remedy."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from plumbline.policy import Policy, PolicyError, check_policy, compute, load_policy, parse_policy

SMALL = """\
policy: small-example
title: {zh: 小方案, en: Small policy}
regime: state_land
payees: {owner_unit: {zh: 产权单位, en: owner unit}}
days:
  冻结日: {on: 2025-12-01, en: freeze}
versions:
  "1.0": {from: "2026-03-20T00:00:00+08:00"}
  "1.1": {from: "2026-05-11T00:00:00+08:00", raises: {单价: 18 元/㎡}}
chapters:
- chapter: {zh: 第一章, en: Chapter 1}
  articles:
    A1:
      article: 第一条
      title: {zh: 搬迁费, en: Moving}
      basis: [R590 22]
      figures:
        单价: {is: 15 元/㎡, en: rate}
        年限: {is: 10 年, en: years}
      tables:
        系数:
          en: coefficient
          step: 年
          gives: "%"
          rows:
          - [0, 10, 50%]
          - [10, .., 100%]
        用途表:
          en: uses
          list: 用途
          gives: 比例
          rows:
            residence: [1, 住宅, residence]
            shop: [1, 商业, shop]
            office: [1, 办公, office]
            workshop: [1, 生产, workshop]
      define:
        老房: {per: 房屋, en: old house, is: "满年数(建成日期, 冻结日) ≥ 年限"}
        基数: {per: 房屋, en: base, is: "建筑面积 × 单价 × 用途表[用途]"}
      for: 房屋
      when: 老房
      pay: 基数 × 系数[满年数(建成日期, 冻结日)]
    A2:
      article: 第二条
      title: {zh: 先签不吃亏, en: Top-up}
      basis: [R590 17]
      top_up: total
"""


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_the_small_policy_is_without_fault_and_computes() -> None:
    policy = parse_policy(SMALL, "small.yaml")
    assert check_policy(policy) == ()
    facts = {
        "household": {"tenure": "owner"},
        "buildings": [
            {
                "building_id": "b1", "use": "shop", "registered": True, "area": "10.00", "built_on": "2010-12-01",
                "assessed_price_fen_per_m2": 1,
            }
        ],
        "choices": {"mode": "cash"},
        "dates": {"signed_at": None, "as_of": "2026-03-20T00:00:00+08:00"},
    }  # fmt: skip
    # Fifteen full years: 10.00 ㎡ × 15 × 100 % = 150.00 yuan.
    result = compute(policy, facts)
    assert result.total_fen == 15_000  # type: ignore[union-attr]


def test_it_keeps_the_hash_of_the_bytes_it_read(tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    file.write_bytes(SMALL.encode())
    policy = load_policy(file)
    assert policy.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert policy.text == SMALL


def test_the_examples_are_without_fault(state_land: Policy, collective_land: Policy) -> None:
    assert check_policy(state_land) == ()
    assert check_policy(collective_land) == ()


UNREADABLE = [
    ("policy: small-example", "policy: [small", "yaml", "a bracket left open"),
    ("title: {zh: 小方案, en: Small policy}", "title: {zh: 小方案}", "missing", "no English title"),
    ("regime: state_land", "regime: city", "regime", "an unknown regime"),
    ("regime: state_land", "regime: state_land\nregime: state_land", "twice", "a key written twice"),
    ("days:", "dates:", "key", "a key that the language does not have"),
    ("on: 2025-12-01", "on: 2025-13-01", "day", "a month that does not exist"),
    ('"2026-05-11T00:00:00+08:00"', '"2026-05-11T00:00:00"', "version", "an instant without a zone"),
    ("is: 15 元/㎡,", "is: 15 块/㎡,", "figure", "a unit that does not exist"),
    ("- [0, 10, 50%]", "- [0, 10]", "row", "a row without its figure"),
    ("- [0, 10, 50%]", "- [0, 10, 50 元]", "unit", "a cell in another unit"),
    ("pay: 基数 × 系数", "pay: 基数 × × 系数", "formula", "two operators"),
    ("pay: 基数 × 系数", "pay: 求和(基数) × 系数", "formula", "a function that does not exist"),
    ("pay: 基数 × 系数", "pay: eval('1') × 系数", "formula", "no strings in a formula"),
    ("for: 房屋", "for: 车辆", "name", "a list that does not exist"),
    (
        "      when: 老房",
        "      falls_due: never\n      when: 老房",
        "falls_due",
        "an unknown time of payment",
    ),
    (
        "title: {zh: 小方案, en: Small policy}",
        "title: &t {zh: 小方案, en: x}\nbasis: [*t]",
        "alias",
        "an alias",
    ),
    (
        "        年限: {is: 10 年, en: years}",
        "        系数: {is: 10 年, en: years}",
        "twice",
        "one name for two things",
    ),
]


@pytest.mark.parametrize(("good", "bad", "code", "why"), UNREADABLE, ids=[why for *_, why in UNREADABLE])
def test_it_names_the_line_of_what_it_cannot_read(good: str, bad: str, code: str, why: str) -> None:
    assert good in SMALL
    with pytest.raises(PolicyError) as caught:
        parse_policy(SMALL.replace(good, bad, 1), "small.yaml")
    finding = caught.value.findings[0]
    assert finding.code == code
    assert abs(finding.line - line_of(SMALL, good)) <= 6
    assert finding.message.zh
    assert finding.message.en
    assert str(caught.value).startswith(f"small.yaml:{finding.line}: ")


def test_it_reports_the_faults_of_several_articles_at_once() -> None:
    text = SMALL.replace("is: 15 元/㎡,", "is: 十五 元/㎡,").replace("- [10, .., 100%]", "- [10, .., 一]")
    with pytest.raises(PolicyError) as caught:
        parse_policy(text, "small.yaml")
    assert {finding.code for finding in caught.value.findings} == {"figure", "unit"}


def test_it_says_where_a_file_is_not_utf8(tmp_path: Path) -> None:
    file = tmp_path / "gbk.yaml"
    file.write_bytes("policy: small\ntitle: 小方案\n".encode("gbk"))
    with pytest.raises(PolicyError) as caught:
        load_policy(file)
    assert (caught.value.findings[0].code, caught.value.findings[0].line) == ("utf-8", 2)


UNSEALABLE = [
    ("pay: 基数 × 系数", "pay: 建筑面积 × 系数", "unit", "square metres are not money"),
    ("is: \"建筑面积 × 单价 × 用途表[用途]\"", "is: \"建筑面积 + 单价\"", "unit", "area plus price"),
    ("is: \"满年数(建成日期, 冻结日) ≥ 年限\"", "is: \"满年数(建成日期, 冻结日) ≥ 单价\"", "unit", "years against a price"),
    ("is: \"满年数(建成日期, 冻结日) ≥ 年限\"", "is: \"年限\"", "kind", "a number where a condition belongs"),
    ("when: 老房", "when: 新房", "name", "a name that nobody defined"),
    ("when: 老房", "when: 搬离日 > 冻结日", "absent", "a fact that may be absent, used without asking"),
    ("when: 老房", "when: 用途 = 别墅", "name", "a category that does not exist"),
    ("pay: 基数 × 系数", "pay: 基数 × 1.05 × 系数", "figure", "a figure without a name"),
    ("pay: 基数 × 系数", "pay: 基数 ÷ (1 − 1) × 系数", "division", "a divisor that may be zero"),
    ("        基数: {per: 房屋, en: base,", "        基数: {en: base,", "name", "a building's fact asked of the household"),
    ("- [10, .., 100%]", "- [11, .., 100%]", "gap", "a gap between two rows"),
    ("- [10, .., 100%]", "- [9, .., 100%]", "overlap", "two rows for one year"),
    ("- [10, .., 100%]", "- [10, 30, 100%]", "gap", "nothing said beyond thirty years"),
    ("- [0, 10, 50%]", "- [1, 10, 50%]", "gap", "nothing said below one year"),
    ("            office: [1, 办公, office]\n", "", "gap", "a category without a row"),
    ("office: [1, 办公, office]", "villa: [1, 别墅, villa]\n            office: [1, 办公, office]", "unreachable", "a row that can never apply"),
    ("        年限: {is", "        上限: {is: 5 元, en: cap}\n        年限: {is", "unused", "a figure that no formula uses"),
    ("        老房: {per", "        建筑面积: {en: area, is: 1 ㎡}\n        老房: {per", "twice", "a name that hides a fact"),
    ("is: \"建筑面积 × 单价 × 用途表[用途]\"", "is: \"取整(基数)\"", "cycle", "a quantity defined by itself"),
    ("is: \"建筑面积 × 单价 × 用途表[用途]\"", "is: \"A1 + 建筑面积 × 单价 × 用途表[用途]\"", "cycle", "a clause that rests on itself"),
    ("article: 第一条", "article: 第三条", "number", "clause and article numbered differently"),
    ("      basis: [R590 22]\n", "", "basis", "a payment without a law"),
    ("      for: 房屋\n      when: 老房", "      payee: mayor\n      for: 房屋\n      when: 老房", "payee", "a payee that nobody declared"),
    ("raises: {单价: 18 元/㎡}", "raises: {单价: 15 元/㎡}", "version", "a version that raises nothing"),
    ("raises: {单价: 18 元/㎡}", "raises: {单价: 14 元/㎡}", "version", "a version that lowers"),
    ("raises: {单价: 18 元/㎡}", "raises: {租金: 18 元/㎡}", "name", "a version that raises what is not there"),
    ("raises: {单价: 18 元/㎡}", "raises: {单价: 18 元/㎡·月}", "unit", "a version that changes the unit"),
    ("      top_up: total\n", "", "version", "a second version without a top-up"),
    ("2026-05-11T", "2026-03-20T", "version", "two versions at one instant"),
]  # fmt: skip


@pytest.mark.parametrize(("good", "bad", "code", "why"), UNSEALABLE, ids=[why for *_, why in UNSEALABLE])
def test_it_refuses_to_seal(good: str, bad: str, code: str, why: str) -> None:
    assert good in SMALL
    policy = parse_policy(SMALL.replace(good, bad, 1), "small.yaml")
    findings = check_policy(policy)
    assert code in {finding.code for finding in findings}, [
        finding.show("small.yaml") for finding in findings
    ]
    with pytest.raises(PolicyError):
        compute(
            policy,
            {
                "buildings": [],
                "household": {"tenure": "owner"},
                "choices": {"mode": "cash"},
                "dates": {"as_of": "2026-04-01T00:00:00+08:00"},
            },
        )


def test_a_version_changes_only_what_it_names() -> None:
    policy = parse_policy(SMALL, "small.yaml")
    assert [version.name for version in policy.versions] == ["1.0", "1.1"]
    assert set(policy.versions[1].raises) == {"单价"}


def test_a_fact_that_may_be_absent_may_be_used_after_asking() -> None:
    text = SMALL.replace("when: 老房", "when: 老房 且 有(搬离日) 且 搬离日 > 冻结日")
    assert check_policy(parse_policy(text, "small.yaml")) == ()
    text = SMALL.replace("when: 老房", "when: 老房 且 (非 有(搬离日) 或 搬离日 > 冻结日)")
    assert check_policy(parse_policy(text, "small.yaml")) == ()


def test_a_clause_says_that_it_is_the_moving_fee(state_land: Policy, collective_land: Policy) -> None:
    # Procedure lets nobody move for an exchange before the moving fee is paid, so it must find the clause.
    named = {
        c.id for p in (state_land, collective_land) for c in p.clauses.values() if c.purpose == "moving_fee"
    }
    assert named == {"A15", "B23"}


def test_english_words_mean_the_same() -> None:
    text = SMALL.replace("满年数(建成日期, 冻结日) ≥ 年限", "full_years(built_on, 冻结日) >= 年限")
    text = text.replace("建筑面积 × 单价 × 用途表[用途]", "area * 单价 * 用途表[use]")
    assert check_policy(parse_policy(text, "small.yaml")) == ()


def test_a_policy_may_declare_facts_of_its_own() -> None:
    own = "facts:\n  open_area: {zh: 空地面积, en: open area, type: area}\n"
    text = SMALL.replace("days:", own + "days:").replace("when: 老房", "when: 老房 且 空地面积 > 0 ㎡")
    policy = parse_policy(text, "small.yaml")
    assert check_policy(policy) == ()
    assert policy.schema.fields["open_area"].label.en == "open area"
