"""The office: what people may command, and how each command is decided.

A command is a frozen value; `decide` turns it into events or into a refusal with every reason, and
`evolve` says how an event changes the aggregates (office, project, household). Both are pure: the
instant, the person and the state are arguments. The law is asked whether a step is open, the policy for
every sum, and the table of posts who may do it; four hands and conflicts of interest are part of the
decision, so every channel has them.

What never happens: an amount typed by a person, a step recorded before its gate is open, a fact of
yesterday changed. A correction is a new event that names what it corrects.

What may enter: commands, decisions and aggregates of a campaign. No framework, no database, no clock.
"""

from plumbline.campaign import appraising
from plumbline.campaign.agenda import OPEN_ORDERS, STANDSTILL_DAYS, agenda, open_orders
from plumbline.campaign.agreed_days import BY_AGREEMENT, agreed_payment_day
from plumbline.campaign.breaches import BREACH_RULES, Breach, Fact, breach_of, breaches, receiver
from plumbline.campaign.codec import CommandUnreadable, command_json, command_schema, plain, read_command
from plumbline.campaign.commands import COMMANDS, Command
from plumbline.campaign.decide import decide
from plumbline.campaign.deciding.closing import closing_events, days_to_close
from plumbline.campaign.deciding.consultations import APART, CHAIRS, newest
from plumbline.campaign.deciding.dispatches import STATES as ORDER_STATES
from plumbline.campaign.deciding.draft import LATE_AFTER_DAYS, end_of
from plumbline.campaign.deciding.grievances import ANSWER_TERMS
from plumbline.campaign.deciding.household_work import RESERVED_STEPS
from plumbline.campaign.deciding.imports import PAST_COMMANDS
from plumbline.campaign.deciding.intake import conflict
from plumbline.campaign.deciding.persons import PERSON_ROLES
from plumbline.campaign.deciding.rungs import may_answer
from plumbline.campaign.events import EVENT_SCHEMAS, Event, EventSchema, Stamp, make_event
from plumbline.campaign.evidence import Evidence
from plumbline.campaign.evolve import evolve
from plumbline.campaign.evolving.common import Aggregate
from plumbline.campaign.households import Household, household_from_json, household_json
from plumbline.campaign.identity import IDENTITY_KINDS
from plumbline.campaign.ladder import (
    ANOTHER_ORGANS,
    LEAST_ANSWER_DAYS,
    OUTCOMES,
    RUNG_STATES,
    RUNGS,
    answer_until,
    least_answer_days,
    matter_of,
    next_rung,
    standing_rung,
)
from plumbline.campaign.office import (
    ROLES,
    DescriptionWrong,
    Office,
    Post,
    check_description,
    office_from_json,
    office_json,
    posts,
)
from plumbline.campaign.permissions import ADDRESSED, COMMAND_ROLES, SYSTEM, Context, may
from plumbline.campaign.projects import Project, project_from_json, project_json, recounted
from plumbline.campaign.rules import Rules, rules_of
from plumbline.campaign.sharing import balanced_split, open_work, shared_duties
from plumbline.campaign.state import MemoryState, Overlay, State
from plumbline.campaign.subjects import household_subject, project_subject
from plumbline.campaign.sums import compensation_day, policy_facts
from plumbline.campaign.waiting import LAWFUL_WAITS, WaitsFor, waits_for

__all__ = [
    "ADDRESSED",
    "ANOTHER_ORGANS",
    "ANSWER_TERMS",
    "APART",
    "BREACH_RULES",
    "BY_AGREEMENT",
    "CHAIRS",
    "COMMANDS",
    "COMMAND_ROLES",
    "EVENT_SCHEMAS",
    "IDENTITY_KINDS",
    "LATE_AFTER_DAYS",
    "LAWFUL_WAITS",
    "LEAST_ANSWER_DAYS",
    "OPEN_ORDERS",
    "ORDER_STATES",
    "OUTCOMES",
    "PAST_COMMANDS",
    "PERSON_ROLES",
    "RESERVED_STEPS",
    "ROLES",
    "RUNGS",
    "RUNG_STATES",
    "STANDSTILL_DAYS",
    "SYSTEM",
    "Aggregate",
    "Breach",
    "Command",
    "CommandUnreadable",
    "Context",
    "DescriptionWrong",
    "Event",
    "EventSchema",
    "Evidence",
    "Fact",
    "Household",
    "MemoryState",
    "Office",
    "Overlay",
    "Post",
    "Project",
    "Rules",
    "Stamp",
    "State",
    "WaitsFor",
    "agenda",
    "agreed_payment_day",
    "answer_until",
    "appraising",
    "balanced_split",
    "breach_of",
    "breaches",
    "check_description",
    "closing_events",
    "command_json",
    "command_schema",
    "compensation_day",
    "conflict",
    "days_to_close",
    "decide",
    "end_of",
    "evolve",
    "household_from_json",
    "household_json",
    "household_subject",
    "least_answer_days",
    "make_event",
    "matter_of",
    "may",
    "may_answer",
    "newest",
    "next_rung",
    "office_from_json",
    "office_json",
    "open_orders",
    "open_work",
    "plain",
    "policy_facts",
    "posts",
    "project_from_json",
    "project_json",
    "project_subject",
    "read_command",
    "receiver",
    "recounted",
    "rules_of",
    "shared_duties",
    "standing_rung",
    "waits_for",
]
