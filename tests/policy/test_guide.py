"""The guide beside the example policies: its smallest policy works and its table of words is whole."""

from __future__ import annotations

from plumbline.policy import check_policy, compute, parse_policy
from plumbline.policy.words import FUNCTIONS, KEYWORDS

from .conftest import POLICIES

GUIDE = (POLICIES / "README.md").read_text("utf-8")


def test_the_smallest_policy_works_as_printed() -> None:
    text = GUIDE.split("```yaml\n")[1].split("```")[0]
    policy = parse_policy(text, "first-example.yaml")
    assert check_policy(policy) == ()
    building = {"building_id": "b1", "use": "residence", "registered": True, "assessed_price_fen_per_m2": 1}
    facts = {
        "household": {"tenure": "owner"},
        "buildings": [
            {**building, "area": "120.01", "built_on": "1999-01-01"},
            {**building, "building_id": "b2", "area": "50.00", "built_on": "2025-12-01"},
        ],
        "choices": {"mode": "cash"},
        "dates": {"as_of": "2026-04-01T00:00:00+08:00"},
    }
    # 120.01 × 15 = 1,800.15; what was built on the day of the freeze does not count.
    assert compute(policy, facts).total_fen == 180_015  # type: ignore[union-attr]


def test_the_guide_lists_every_word_of_the_language() -> None:
    for word in (*KEYWORDS.values(), *FUNCTIONS.values()):
        assert word.zh in GUIDE
        assert word.en in GUIDE
