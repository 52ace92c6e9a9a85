"""Single questions by name: whether a condition holds, what a fact is, what a local parameter is."""

from __future__ import annotations

from datetime import date

from plumbline.law.calendar import WorkCalendar
from plumbline.law.compiled import rules_of
from plumbline.law.evaluation import compile_expr, getter
from plumbline.law.expressions import Condition, Name
from plumbline.law.procedure import Procedure, Value
from plumbline.law.subjects import Act, ProjectSubject, Subject, project_of
from plumbline.law.views import Unknown, Verdict, View


def condition(
    procedure: Procedure,
    calendar: WorkCalendar,
    subject: Subject,
    id: str,
    on: date,
    *,
    act: Act | None = None,
) -> Verdict:
    """Whether a condition holds on a day; `Unknown` where a notice or a local document is missing.

    raises  KeyError for an undeclared condition, or one whose words the regime does not have
    """
    rules = rules_of(procedure.on(on), project_of(subject).regime)
    return compile_expr(Condition(id), rules)(View(rules, calendar, subject, on, act=act))


def fact(
    procedure: Procedure, calendar: WorkCalendar, subject: Subject, name: str, on: date
) -> Value | Unknown:
    """A fact by its full name as expressions see it, derivations and first values included."""
    rules = rules_of(procedure.on(on), project_of(subject).regime)
    return getter(Name(name), rules)(View(rules, calendar, subject, on))


def derived_day(
    procedure: Procedure, calendar: WorkCalendar, subject: Subject, target: str, on: date
) -> date | None:
    """The day of a step or of a named date (`step.date`) as expressions see it, derivations included."""
    rules = rules_of(procedure.on(on), project_of(subject).regime)
    step, _, named = target.partition(".")
    return View(rules, calendar, subject, on).day(target, step, named or None)


def locally(procedure: Procedure, project: ProjectSubject, parameter: str) -> tuple[Value | None, bool]:
    """A local parameter's value, and whether it is our own default (准绳自设规则).

    returns  (None, False) where neither a cited document nor a default sets it
    """
    row = procedure.regimes[project.regime].local_parameters[parameter]
    entered = project.local.get(parameter)
    if entered is not None and entered.document:
        return entered.value, False
    if row.value is not None:
        return row.value, False
    return row.product_default, row.product_default is not None
