"""Pressure that nothing permits: no act by which somebody is set a task may ask for it, in no role and no state.

The law's table names the prohibitions without end; the words below are how people write them. A wording that is
not here escapes the list, not the law: whoever reads the record still sees it.
source  R590 27(3), 31; AEL 43(2); GBD2010_15; procedure-notes T13
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from plumbline import law
from plumbline.campaign.deciding.draft import Draft
from plumbline.terms import Reason, Regime

_WORDS: Mapping[str, tuple[str, ...]] = {
    "p_no_supply_cut": (
        "停水", "断水", "停电", "断电", "停气", "断气", "停热", "停暖", "断暖", "断路", "堵路", "断网",
        "cut off water", "cut off power", "cut the power", "cut the water", "block the road",
    ),
    "p_no_violence_threat": ("打砸", "恐吓", "威胁", "围堵", "threaten"),
    "p_no_linked_pressure": (
        "株连", "亲属单位", "亲属工作单位", "家属单位", "亲属所在单位", "停职", "停课", "停发工资", "停发低保",
        "relatives' employers", "suspend from work",
    ),
}  # fmt: skip
"""The end of a prohibition's id → words that ask for what it forbids."""


def pressure(draft: Draft, projects: Iterable[str], *texts: str) -> tuple[Reason, ...]:
    """Every prohibition without end that a task's words ask to break.

    projects  those that the task concerns: their regimes say which prohibition it is
    texts     what is to be done, in the words of the order or promise
    """
    written = " ".join(texts).lower()
    regimes = dict.fromkeys(Regime(draft.project(id).regime) for id in projects)
    found = [
        law.forbidden_for_ever(
            draft.rules.procedure, regime, f"{_PREFIX[regime]}{ending}", word, on=draft.today
        )
        for regime in regimes
        for ending, words in _WORDS.items()
        for word in words
        if word in written
    ]
    return tuple({reason.code: reason for reason in reversed(found)}.values())


_PREFIX = {Regime.STATE_LAND: "sl_", Regime.COLLECTIVE_LAND: "cl_"}
