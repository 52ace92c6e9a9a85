"""The special households of the demonstration, each by a name that tests, tours and the script of days use.

Every case exists in a demonstration of any size from `LEAST` households up; the place of a case follows
from the counts alone, so that the same size always has the same households.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

LEAST = 60
"""Fewer households than this cannot hold every case beside ordinary neighbours."""

PAIR = ("refused_demolition", "neighbour_still_in")
"""Two households under one roof: the first has handed over, the second still lives there."""

CASES: Mapping[str, str] = {
    # 大三角
    "first_signer": "dasanjiao",
    "refused_demolition": "dasanjiao",
    "neighbour_still_in": "dasanjiao",
    "owner_unknown": "dasanjiao",
    "company_owner": "dasanjiao",
    "public_tenant": "dasanjiao",
    "co_owners": "dasanjiao",
    "illegal_annex": "dasanjiao",
    "refused_vacating": "dasanjiao",
    "survey_corrected": "dasanjiao",
    "late_entry": "dasanjiao",
    "typed_twice": "dasanjiao",
    "bank_mismatch": "dasanjiao",
    "objection_review_upheld": "dasanjiao",
    "objection_expert_final": "dasanjiao",
    # 朱木桥
    "first_signer_zhumuqiao": "zhumuqiao",
    "inheritance_open": "zhumuqiao",
    "objection_expert_open": "zhumuqiao",
    "temporary_building": "zhumuqiao",
    "home_as_shop": "zhumuqiao",
    "bereaved_parents": "zhumuqiao",
    "ready_exchange": "zhumuqiao",
    "rush_building": "zhumuqiao",
    # 东新村
    "title_disputed": "dongxincun",
    "objection_review_open": "dongxincun",
    "turnover_housing": "dongxincun",
    "low_income": "dongxincun",
    "minimum_dwelling": "dongxincun",
    "martyr_family": "dongxincun",
    # 马口, 塘角头
    "collective_first_signer": "tianzhen-makou",
    "collective_unsigned": "tianzhen-makou",
    "married_out": "tianzhen-makou",
    "uncertified_building": "tianzhen-makou",
    "collective_late_signer": "huaqiao-tangjiaotou",
    "resident_only": "huaqiao-tangjiaotou",
}
"""Case → project. Ready exchange, turnover housing and the like exist elsewhere too; these are the named ones."""


def placed_cases(
    project: str, ids: Sequence[str], pairs: Sequence[tuple[str, str]], workshops: Sequence[str]
) -> dict[str, str]:
    """Case → household id within one project: the pair first, the company on a workshop, the rest evenly spread.

    ids        all households of the project, in order
    pairs      households that share one footprint, two and two
    workshops  households that alone hold a workshop's footprint
    """
    names = [name for name, of in CASES.items() if of == project]
    result: dict[str, str] = {}
    if PAIR[0] in names:
        result.update(zip(PAIR, pairs[0], strict=True))
    if "company_owner" in names and workshops:
        result["company_owner"] = workshops[0]
    rest = [name for name in names if name not in result]
    free = [i for i in ids if i not in result.values() and i not in workshops]
    for number, name in enumerate(rest):
        result[name] = free[(2 * number + 1) * len(free) // (2 * len(rest))]
    assert len(set(result.values())) == len(names), f"{project} is too small for its {len(names)} cases"
    return result
