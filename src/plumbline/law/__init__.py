"""Statutory procedure of both regimes: which step may be recorded, when, and what follows from it.

The law lies in tables (law/tables/): steps with their gates, periods, prohibitions, rights, lifecycles,
in a small closed language of conditions. `load_procedure` reads and checks them; `judge` answers for one
act with every reason against it, each with article, figures, remedy and earliest day; `move` and
`standing` say where a household stands; `WorkCalendar` counts days. Subjects come in as values, answers
go out as values.

What never happens here: a step opens for a role or a setting; a year without a holiday notice is guessed;
our own stricter rule is cited as law; a resident's paper is refused for lateness. What may enter: rules of
procedure and time. Sums belong to policy, who may act belongs to campaign.
"""

from plumbline.law.calendar import CalendarUnknown, WorkCalendar
from plumbline.law.clocks import LastDay, Unit, add_months, earliest_after, is_over, last_day
from plumbline.law.declared import TableError
from plumbline.law.due_dates import DueDate, due_dates
from plumbline.law.entries import judge_date_entry, judge_fact_entry, judge_local_parameter
from plumbline.law.expressions import Expr, ExpressionError, parse, show
from plumbline.law.forbidden import act_in_words, forbidden_acts, forbidden_for_ever
from plumbline.law.gates import judge
from plumbline.law.lifecycle import is_compensated, meets_for_project, move, stage_of, tracks
from plumbline.law.loading import calendar_of, load_calendar, load_procedure, read_table
from plumbline.law.predicates import condition, derived_day, fact, locally
from plumbline.law.procedure import (
    Citation,
    Clock,
    ConditionRow,
    DocumentRow,
    Entry,
    FactRow,
    Lifecycle,
    LocalParameter,
    Nature,
    Period,
    Procedure,
    Prohibition,
    RegimeRules,
    Right,
    Step,
    StepDate,
    Track,
    Transition,
    Value,
)
from plumbline.law.reading import read_procedure
from plumbline.law.routes import Leg, ProjectGate, Wait, household_route, project_route
from plumbline.law.situations import standings
from plumbline.law.standing import (
    Deadline,
    Effect,
    RunningRight,
    Standing,
    standing,
    time_limits,
)
from plumbline.law.subjects import Act, HouseholdSubject, LocalValue, ProjectSubject, Record, Subject
from plumbline.law.views import Unknown
from plumbline.law.waiting import NotApplicable, Waiting

__all__ = [
    "Act",
    "CalendarUnknown",
    "Citation",
    "Clock",
    "ConditionRow",
    "Deadline",
    "DocumentRow",
    "DueDate",
    "Effect",
    "Entry",
    "Expr",
    "ExpressionError",
    "FactRow",
    "HouseholdSubject",
    "LastDay",
    "Leg",
    "Lifecycle",
    "LocalParameter",
    "LocalValue",
    "Nature",
    "NotApplicable",
    "Period",
    "Procedure",
    "Prohibition",
    "ProjectGate",
    "ProjectSubject",
    "Record",
    "RegimeRules",
    "Right",
    "RunningRight",
    "Standing",
    "Step",
    "StepDate",
    "Subject",
    "TableError",
    "Track",
    "Transition",
    "Unit",
    "Unknown",
    "Value",
    "Wait",
    "Waiting",
    "WorkCalendar",
    "act_in_words",
    "add_months",
    "calendar_of",
    "condition",
    "derived_day",
    "due_dates",
    "earliest_after",
    "fact",
    "forbidden_acts",
    "forbidden_for_ever",
    "household_route",
    "is_compensated",
    "is_over",
    "judge",
    "judge_date_entry",
    "judge_fact_entry",
    "judge_local_parameter",
    "last_day",
    "load_calendar",
    "load_procedure",
    "locally",
    "meets_for_project",
    "move",
    "parse",
    "project_route",
    "read_procedure",
    "read_table",
    "show",
    "stage_of",
    "standing",
    "standings",
    "time_limits",
    "tracks",
]
