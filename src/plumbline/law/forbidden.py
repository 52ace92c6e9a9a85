"""Acts in words that nothing ever permits: no state, no role, no document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from plumbline.law.grounds import of_prohibition
from plumbline.law.loading import read_table
from plumbline.law.procedure import Procedure, Prohibition
from plumbline.terms import Reason, Regime, Text


def forbidden_acts(procedure: Procedure, regime: Regime) -> tuple[Prohibition, ...]:
    """The prohibitions of a regime that are never lifted."""
    return tuple(p for p in procedure.regimes[regime].prohibitions.values() if p.until is None)


def act_in_words(act: str) -> Text:
    """An act that nothing permits in both languages; the Chinese is our own (tables/acts_in_words.yaml).

    raises  KeyError for an act that no prohibition names
    """
    return Text(_acts_zh()[act], act)


@cache
def _acts_zh() -> Mapping[str, str]:
    acts: Mapping[str, str] = read_table("acts_in_words")["acts"]
    return acts


def forbidden_for_ever(
    procedure: Procedure, regime: Regime, prohibition: str, fact: str, *, on: date
) -> Reason:
    """The refusal of an act that a prohibition without end names, by the law of the act's day.

    prohibition  its id, such as `sl_p_no_supply_cut`
    fact         what was asked for, in the words of the order or task
    on           the day of the act, or on which the task is given
    raises       ValueError for a prohibition that can be lifted: that one is judged with its step
    """
    procedure = procedure.on(on)
    row = procedure.regimes[regime].prohibitions[prohibition]
    if row.until is not None:
        raise ValueError(f"{prohibition} is lifted by {row.until}; ask judge()")
    ground = of_prohibition(row)
    basis = ground.basis(procedure)
    return Reason(
        code=f"{prohibition}:never",
        rule=ground.rule,
        fact=fact,
        message=Text(
            f"不得创建：{fact}。{basis.zh}。任何角色、任何状态均不例外。",
            f"This cannot be created: {fact}. {basis.en}. No role and no state is an exception.",
        ),
        remedy=Text("没有可行的补正方式；改用依法的步骤", "There is no remedy; use a lawful step instead"),
    )
