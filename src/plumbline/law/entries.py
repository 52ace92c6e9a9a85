"""Dates, facts and local parameters entered by themselves, not with a step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plumbline.law.admissible import ENTRY, fits, no_value
from plumbline.law.calendar import WorkCalendar
from plumbline.law.compiled import Rules, rules_of
from plumbline.law.failing import Failing, missing, not_done
from plumbline.law.gates import reason_of, unmet_before
from plumbline.law.grounds import PRODUCT_RULE, Ground, of_step
from plumbline.law.needs import gate_of
from plumbline.law.procedure import ConditionRow, Entry, FactRow, Nature, Procedure, Value
from plumbline.law.subjects import HouseholdSubject, Subject, project_of
from plumbline.law.views import Unknown, View
from plumbline.terms import Reason, Regime, Text

OWN_ENTRY = "own_entry"
_DERIVED = Ground(
    "PRODUCT",
    "-",
    Text("推导得出的日期和事实不由任何人填写", "what is derived is typed by nobody"),
    Nature.PRODUCT,
)


def judge_date_entry(
    procedure: Procedure,
    calendar: WorkCalendar,
    subject: Subject,
    target: str,
    on: date,
    evidence: frozenset[str],
    now: date,
) -> tuple[Reason, ...]:
    """Every reason against entering the named date `step.date` by itself, on a day not later than `now`.

    A date `before` its step needs the step's `when` and what the step requires; a date `after` needs the
    step. One entered `with` its step belongs to the act, a derived one is typed by nobody.
    """
    procedure = procedure.on(on)
    rules = rules_of(procedure, project_of(subject).regime)
    step_id, _, named = target.partition(".")
    step = procedure.steps.get(step_id)
    row = step.date(named) if step is not None and step.regime is rules.regime else None
    if step is None or row is None:
        return (_undeclared(target, "日期", "date"),)
    if step.is_household is not isinstance(subject, HouseholdSubject):
        raise ValueError(f"{target} and a {type(subject).__name__} are of two levels")
    view = View(rules, calendar, subject, on)
    found: list[tuple[Failing, Ground]] = list(_wrong_day(view, row.text, on, now))
    if row.entry in (Entry.WITH, Entry.DERIVED):
        found.append((_typed_by_nobody(named, row.text, row.entry), _DERIVED))
    if row.entry is Entry.BEFORE:
        found += unmet_before(gate_of(rules, step_id), view, on)
    record = view.record(step_id)
    if row.entry is Entry.AFTER and record is None:
        found.append((not_done(rules, step_id), of_step(step)))
    elif row.entry is Entry.AFTER and record is not None and on < record.on:
        found.append((_precedes(row.text, on, record.on), of_step(step)))
    if evidence.isdisjoint(row.evidence):
        found.append((_unproved(rules, row.evidence), of_step(step)))
    return tuple({r.code: r for f, ground in found for r in [reason_of(rules, step, f, ground)]}.values())


def judge_fact_entry(
    procedure: Procedure, subject: Subject, name: str, value: Value, evidence: frozenset[str]
) -> tuple[Reason, ...]:
    """Every reason against recording a fact or condition by an entry of its own.

    subject  the household or the project whose matter it is
    name     a fact's full name (`household.out_of_scope`) or a condition (`policy_computed`)
    value    True or False for a condition
    """
    rules = rules_of(procedure, project_of(subject).regime)
    row: FactRow | ConditionRow | None = procedure.facts.get(name) or procedure.conditions.get(name)
    if name.startswith("local."):
        row = None  # set from a cited document: judge_local_parameter
    if row is None:
        return (_undeclared(name, "事实", "fact"),)
    is_derived = row.derived if isinstance(row, FactRow) else row.check is not None
    if is_derived:
        return (_reason(rules, name, row.text, _typed_by_nobody(name, row.text, Entry.DERIVED)),)
    found: list[Failing] = []
    if (row.level == "project") is isinstance(subject, HouseholdSubject):
        found.append(_of_another_level(row))
    if OWN_ENTRY not in row.recorded_by:
        found.append(_with_its_step(procedure, row))
    if not fits(row, rules.regime, value):
        found.append(no_value(rules, row, value))
    if evidence.isdisjoint(row.evidence):
        found.append(_unproved(rules, row.evidence))
    return tuple(_reason(rules, name, row.text, failing) for failing in found)


def judge_local_parameter(
    procedure: Procedure, regime: Regime, name: str, value: Value, document: str | None
) -> tuple[Reason, ...]:
    """Every reason against setting a local parameter: undeclared, uncited, not a value, below our minimum.

    name      its id, with or without `local.`
    document  the number of the local document that sets it
    """
    rules = rules_of(procedure, regime)
    parameter = rules.regime_rules.local_parameters.get(name.removeprefix("local."))
    if parameter is None:
        return (_undeclared(name, "地方参数", "local parameter"),)
    found: list[Failing] = []
    if not document:
        found.append(missing(Unknown("local", parameter.id), rules))
    is_number = isinstance(value, int) and not isinstance(value, bool)
    if (value not in parameter.options) if parameter.options else not is_number:
        wanted = " / ".join(parameter.options) or "整数"
        found.append(
            Failing(
                "value",
                Text(f"{value}不是可用的值（{wanted}）", f"{value} is no value of it ({wanted})"),
                str(value),
                Text(f"填写{wanted}", f"Write {wanted}"),
            )
        )
    elif (
        parameter.product_minimum is not None and isinstance(value, int) and value < parameter.product_minimum
    ):
        least = parameter.product_minimum
        found.append(
            Failing(
                "minimum",
                Text(
                    f"{value}低于准绳自设的最低限{least}",
                    f"{value} is below Plumbline's own minimum, {least}",
                ),
                f"{value} < {least}",
                Text(f"不低于{least}", f"At least {least}"),
            )
        )
    return tuple(_reason(rules, f"local.{parameter.id}", parameter.name, failing) for failing in found)


def _with_its_step(procedure: Procedure, row: FactRow | ConditionRow) -> Failing:
    names = [procedure.steps[step].name for step in row.recorded_by]
    zh, en = "、".join(f"“{name.zh}”" for name in names), ", ".join(f"“{name.en}”" for name in names)
    return Failing(
        "own_entry",
        Text(f"“{row.text.zh}”只随步骤记录：{zh}", f"“{row.text.en}” is recorded only with: {en}"),
        row.id,
        Text(f"办理{zh}时一并记录", f"State it with {en}"),
    )


def _of_another_level(row: FactRow | ConditionRow) -> Failing:
    whose = Text("项目", "the project") if row.level == "project" else Text("某一户", "one household")
    return Failing(
        "level",
        Text(f"“{row.text.zh}”是{whose.zh}的事项", f"“{row.text.en}” is a matter of {whose.en}"),
        row.id,
        Text(f"在{whose.zh}下录入", f"Enter it for {whose.en}"),
    )


def _typed_by_nobody(need: str, label: Text, entry: Entry) -> Failing:
    if entry is Entry.WITH:
        return Failing(
            f"date({need})",
            Text(
                f"“{label.zh}”随步骤一并填写，不单独录入",
                f"“{label.en}” is stated with its step, not by itself",
            ),
            need,
            Text("在记录该步骤时填写", "State it when the step is recorded"),
        )
    return Failing(
        "derived",
        Text(
            f"“{label.zh}”由其他记录推导，不得填写",
            f"“{label.en}” is derived from other records: typed by nobody",
        ),
        need,
        Text("更正其所依据的记录", "Correct the records it follows from"),
    )


def _wrong_day(view: View, label: Text, on: date, now: date) -> Iterator[tuple[Failing, Ground]]:
    if on > now:
        yield (
            Failing(
                "future",
                Text(f"“{label.zh}”{on}晚于今日{now}", f"“{label.en}” {on} is later than today, {now}"),
                f"{on} > {now}",
                Text("待该日到来后录入", "Enter it when the day has come"),
                on,
            ),
            ENTRY,
        )
    if not view.calendar.is_known(on):
        yield missing(Unknown("calendar", str(on.year)), view.rules), ENTRY


def _precedes(label: Text, on: date, done_on: date) -> Failing:
    return Failing(
        "before",
        Text(f"“{label.zh}”{on}早于步骤日{done_on}", f"“{label.en}” {on} is before the step, {done_on}"),
        f"{on} < {done_on}",
        Text("核对日期", "Check the day"),
        done_on,
    )


def _unproved(rules: Rules, evidence: tuple[str, ...]) -> Failing:
    documents = rules.procedure.documents
    zh, en = (
        "或者".join(f"《{documents[d].name.zh}》" for d in evidence),
        " or ".join(documents[d].name.en for d in evidence),
    )
    return Failing(
        f"evidence({'|'.join(evidence)})",
        Text(f"缺少{zh}", f"missing: {en}"),
        "未附",
        Text(f"附上{zh}", f"Attach {en}"),
    )


def _reason(rules: Rules, name: str, label: Text, failing: Failing) -> Reason:
    basis = ENTRY.basis(rules.procedure)
    return Reason(
        code=f"{name}:{failing.need}",
        rule=ENTRY.rule,
        fact=failing.fact,
        message=Text(
            f"“{label.zh}”不能录入：{failing.what.zh}。{basis.zh}。",
            f"“{label.en}” cannot be entered: {failing.what.en}. {basis.en}.",
        ),
        remedy=failing.remedy,
        earliest=failing.earliest,
    )


def _undeclared(name: str, zh: str, en: str) -> Reason:
    return Reason(
        code=f"{name}:unknown",
        rule=PRODUCT_RULE,
        fact=name,
        message=Text(f"没有名为 {name} 的{zh}。", f"There is no {en} named {name}."),
        remedy=Text("核对名称", "Check the name"),
    )
