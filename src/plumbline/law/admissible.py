"""What an act may state along with its step: the facts, conditions and dates that the step records."""

from __future__ import annotations

from collections.abc import Iterator

from plumbline.law.compiled import Rules
from plumbline.law.failing import Failing
from plumbline.law.grounds import Ground
from plumbline.law.procedure import ConditionRow, FactRow, Nature, Step, Value
from plumbline.law.subjects import Act
from plumbline.terms import Regime, Text

ENTRY = Ground(
    "PRODUCT",
    "-",
    Text(
        "事实凭文书记录，并由规定的步骤记录",
        "facts are recorded with their document, by the steps named for them",
    ),
    Nature.PRODUCT,
)
"""Our own rule for entries: nothing is recorded without its document or by another step."""


def not_admissible(rules: Rules, act: Act) -> Iterator[tuple[Failing, Ground]]:
    """Facts, conditions and dates stated with an act that its step does not record."""
    step = rules.procedure.steps[act.step]
    for name, value in act.facts.items():
        row = rules.procedure.facts.get(name)
        if row is None or row.derived or act.step not in row.recorded_by:
            yield _not_recorded_here(f"fact({name})", name, step), ENTRY
        elif not fits(row, rules.regime, value):
            failing = no_value(rules, row, value)
            yield Failing(f"fact({name})", failing.what, failing.fact, failing.remedy), ENTRY
    for name in act.conditions:
        condition = rules.procedure.conditions.get(name)
        if condition is None or act.step not in condition.recorded_by:
            yield _not_recorded_here(f"condition({name})", name, step), ENTRY
    for named in act.dates:
        if step.date(named) is None:
            yield _not_recorded_here(f"date({named})", named, step), ENTRY


def fits(row: FactRow | ConditionRow, regime: Regime, value: Value) -> bool:
    """Whether a value is one that the fact or condition can have."""
    if isinstance(row, ConditionRow) or row.type == "boolean":
        return isinstance(value, bool)
    if row.type == "words":
        return value in row.values.get(regime, ())
    whole = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if row.type == "hhmm":
        return whole and int(value) <= 2400 and int(value) % 100 < 60
    return whole and (row.type != "percent" or int(value) <= 100)


def no_value(rules: Rules, row: FactRow | ConditionRow, value: Value) -> Failing:
    """A value that the fact cannot have, with those it can."""
    words = row.values.get(rules.regime, ()) if isinstance(row, FactRow) else ()
    kind = row.type if isinstance(row, FactRow) else "boolean"
    wanted = " / ".join(words) or {"boolean": "是／否 (true/false)"}.get(kind, f"非负整数 ({kind})")
    return Failing(
        "value",
        Text(
            f"“{row.text.zh}”不能为{value}，应为：{wanted}",
            f"“{row.text.en}” cannot be {value}; write: {wanted}",
        ),
        f"{row.id} = {value}",
        Text(f"填写：{wanted}", f"Write: {wanted}"),
    )


def _not_recorded_here(need: str, name: str, step: Step) -> Failing:
    return Failing(
        need,
        Text(f"“{step.name.zh}”不记录 {name}", f"“{step.name.en}” does not record {name}"),
        name,
        Text("删去，或者在规定的步骤中记录", "Leave it out, or record it with the step named for it"),
    )
