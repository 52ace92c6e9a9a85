"""What a line says about itself: facts, arithmetic, article, payee, when it falls due."""

from __future__ import annotations

from plumbline.policy import (
    FallsDue,
    Policy,
    computation_json,
    compute,
    due_at_signing,
    explain,
    explanation_json,
    validate_facts,
)

from .conftest import Facts, changed, computed, worked_households


def worked(household: str) -> Facts:
    return next(row for row in worked_households() if row["household_id"] == household)


def test_it_shows_the_arithmetic_before_and_after_rounding(state_land: Policy, zhang: Facts) -> None:
    # 62.37 × 6,180.50 ends in exactly half a fen: 385,477.785 → 385,477.79.
    line = computed(state_land, zhang).lines[0]
    assert line.steps == ("62.37 ㎡ × 6180.50 = 385477.785 → 385477.79",)
    assert line.steps_en == ("62.37 m² × 6180.50 = 385477.785 → 385477.79",)
    assert (line.clause, line.article, line.subject, line.fen) == ("A11", "第十一条", "b1", 38_547_779)
    assert line.basis == ("R590 17(1)", "R590 19")
    assert line.facts["buildings.b1.area"] == "62.37"
    assert line.facts["buildings.b1.assessed_price_fen_per_m2"] == 618_050


def test_it_explains_a_named_quantity_once_before_it_is_used(state_land: Policy, zhang: Facts) -> None:
    (line,) = [line for line in computed(state_land, zhang).lines if line.clause == "A16"]
    # 62.37 × 15.00 = 935.55, above the least of 800.00; six months: 5,613.30.
    assert line.steps == (
        "月标准 M = max(取整(62.37 ㎡ × 15.00 × (1 + 0)), 800.00) = 935.55",
        "935.55 × 6 月 = 5613.30",
    )


def test_it_says_why_a_late_thing_counts_for_nothing(state_land: Policy, zhang: Facts) -> None:
    late = {"code": "ac_wall", "quantity": "2", "installed_on": "2025-12-01"}
    early = {"code": "ac_wall", "quantity": "2", "installed_on": "2025-11-30"}
    lines = [
        line
        for line in computed(state_land, {**zhang, "attachments": [late, early]}).lines
        if line.clause == "A14"
    ]
    assert [line.fen for line in lines] == [0, 40_000]
    assert lines[0].steps == ("冻结日及以后安装，不计 = 0.00",)
    assert lines[0].name.zh == "挂式空调"


def test_it_splits_what_is_due_before_moving_from_what_comes_later(state_land: Policy) -> None:
    # the block reward of 20,000 comes on its own fact; A-01: the vacating reward after moving out.
    block = computed(state_land, worked("A-22"))
    assert "A27" in block.clauses
    assert "A27" not in due_at_signing(block)
    vacated = computed(state_land, worked("A-01"))
    due = due_at_signing(vacated)
    assert due == {c: fen for c, fen in vacated.clauses.items() if fen and c != "A26"}


def test_it_books_waiting_as_accrual_and_fitting_out_as_later(state_land: Policy) -> None:
    lines = [line for line in computed(state_land, worked("A-14")).lines if line.clause == "A16"]
    assert [line.falls_due for line in lines] == [FallsDue.ACCRUAL, FallsDue.ACCRUAL, FallsDue.LATER]
    assert "A16" not in due_at_signing(computed(state_land, worked("A-14")))


def test_it_keeps_other_payees_out_of_what_the_household_must_have(collective_land: Policy) -> None:
    computation = computed(collective_land, worked("B-17"))
    assert computation.other_payees["B26"].payee == "pension_account"
    assert "B26" not in due_at_signing(computation)


def test_it_tells_a_household_in_both_languages(collective_land: Policy, li: Facts) -> None:
    computation = computed(collective_land, li)
    # 180 × 1,050 × 80 % = 151,200; 200 × 1,200 × 107 % = 256,800 to pay.
    assert "第十三条 房屋重置补偿" in explain(computation)
    assert "180.00 ㎡ × 840.00 = 151200.00" in explain(computation)
    assert "Total to the household" in explain(computation, "en")
    assert "House" in explain(computation, "en")


def test_it_gives_the_published_json(state_land: Policy) -> None:
    told = explanation_json(computed(state_land, worked("A-02")))
    assert set(told) == {"household_id", "lines", "total_fen"}
    top_up = told["lines"][-1]  # type: ignore[index, call-overload]
    assert (top_up["clause"], top_up["fen"], top_up["falls_due"]) == ("A28", 162_266, "later")  # type: ignore[index, call-overload]
    row = computation_json("A-12", compute(state_land, worked("A-12")))
    assert row["other_payees"] == {"A19u": {"payee": "owner_unit", "fen": 2_592_596}}
    assert row["A19"] == -2_592_596
    refused = computation_json("A-29", compute(state_land, worked("A-29")))
    assert refused["refused"][0]["code"] == "R08"  # type: ignore[index, call-overload]


def test_it_finds_nothing_wrong_with_good_facts(state_land: Policy, zhang: Facts) -> None:
    assert validate_facts(state_land, zhang) == ()
    assert validate_facts(state_land, changed(zhang, lambda f: f["buildings"][0].pop("area"))) != ()
