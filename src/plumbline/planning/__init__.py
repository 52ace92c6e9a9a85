"""Dates for every household's steps, lawful, drawn from the deadline, with a bound that nobody can beat.

The model: households of a *class* (project, type) walk a *route* of stages; stages wait for periods and for
project steps, some need a team for some slots of one day; a *block* comes down as a whole after its last
household. `back_schedule` draws the timetable backwards by law alone, `solve` plans with the teams there are,
`finish_bound` says what no plan can beat and why, `check` re-examines a plan by code that the planner does not use.

Never here: a clock, a file, a statutory figure (lags and gates come with the campaign, from `law`), a wish in
place of a rule. A deadline that cannot be met is said, never hidden. What may enter: other ways of making or
improving plans, bounds with a proof, checks.
"""

from plumbline.planning.bounds import Bound, finish_bound
from plumbline.planning.check import Violation, check
from plumbline.planning.fields import Finding, UnreadableDocument
from plumbline.planning.plan import (
    PLAN_FORMAT,
    BlockDays,
    Objective,
    ObjectiveBound,
    Plan,
    StageDay,
    objective_json,
    parse_plan,
    plan_json,
)
from plumbline.planning.reading import CAMPAIGN_FORMAT, parse_campaign
from plumbline.planning.solve import Report, solve
from plumbline.planning.statement import (
    Block,
    Calendar,
    Campaign,
    Day,
    HouseholdType,
    Lag,
    Parcel,
    PlannedHousehold,
    Procedure,
    Project,
    ProjectStep,
    Resource,
    StageRule,
)
from plumbline.planning.timetable import HouseholdWindows, Impossible, StageWindow, Timetable, back_schedule

__all__ = [
    "CAMPAIGN_FORMAT",
    "PLAN_FORMAT",
    "Block",
    "BlockDays",
    "Bound",
    "Calendar",
    "Campaign",
    "Day",
    "Finding",
    "HouseholdType",
    "HouseholdWindows",
    "Impossible",
    "Lag",
    "Objective",
    "ObjectiveBound",
    "Parcel",
    "Plan",
    "PlannedHousehold",
    "Procedure",
    "Project",
    "ProjectStep",
    "Report",
    "Resource",
    "StageDay",
    "StageRule",
    "StageWindow",
    "Timetable",
    "UnreadableDocument",
    "Violation",
    "back_schedule",
    "check",
    "finish_bound",
    "objective_json",
    "parse_campaign",
    "parse_plan",
    "plan_json",
    "solve",
]
