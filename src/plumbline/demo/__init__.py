"""The demonstration's invented world, from one seed, the same to the byte every time.

A campaign whose description says `demonstration: true` gets 1,200 invented households: plots and
footprints on an invented ground, people, buildings, fields, and for each household a plan of
behaviour (what it would choose, when it would sign). Nothing here is an event: the plan becomes
commands of the ordinary kind at simulated times, and what they record is decided by law and policy.

    world = build_world(read_description(Path("examples/demonstration/campaign.yaml")))

What may enter: invention by a seeded stream (`Chance`), fixed days of the demonstration's calendar.
Never a clock, never the system's randomness, never a file of anybody's real data, never an amount
that a policy computes.
"""

from plumbline.demo.bank import Paid, statement_csv
from plumbline.demo.behaviour import Behaviour
from plumbline.demo.cases import CASES, LEAST
from plumbline.demo.chance import Chance
from plumbline.demo.choices import Choice
from plumbline.demo.days import DAY_ONE, LAST_DAY, STANDS_ON, is_office_day, office_hour, state_days
from plumbline.demo.description import Description, Project, description_of, read_description
from plumbline.demo.dwellings import ESTATES, Dwelling
from plumbline.demo.ground import Field, Footprint, Ground, Shape
from plumbline.demo.households import Household, Member
from plumbline.demo.incidents import Incidents
from plumbline.demo.logins import Login, logins
from plumbline.demo.plots import LAYERS, geojson
from plumbline.demo.procedure_days import IMPORT_DAY, POLICY_BETTER_ON, ProjectAct, imported, project_acts
from plumbline.demo.registers import (
    Funds,
    history_scans,
    household_history,
    project_history,
    register_file,
    register_rows,
    unsigned_at_application,
)
from plumbline.demo.scans import paper_number, scan_bytes, scan_name, scan_sha256, scans_zip
from plumbline.demo.signing import FAST_UNIT, STANDING_UNIT, STANDSTILL
from plumbline.demo.world import World, build_world, household_counts

__all__ = [
    "CASES",
    "DAY_ONE",
    "ESTATES",
    "FAST_UNIT",
    "IMPORT_DAY",
    "LAST_DAY",
    "LAYERS",
    "LEAST",
    "POLICY_BETTER_ON",
    "STANDING_UNIT",
    "STANDSTILL",
    "STANDS_ON",
    "Behaviour",
    "Chance",
    "Choice",
    "Description",
    "Dwelling",
    "Field",
    "Footprint",
    "Funds",
    "Ground",
    "Household",
    "Incidents",
    "Login",
    "Member",
    "Paid",
    "Project",
    "ProjectAct",
    "Shape",
    "World",
    "build_world",
    "description_of",
    "geojson",
    "history_scans",
    "household_counts",
    "household_history",
    "imported",
    "is_office_day",
    "logins",
    "office_hour",
    "paper_number",
    "project_acts",
    "project_history",
    "read_description",
    "register_file",
    "register_rows",
    "scan_bytes",
    "scan_name",
    "scan_sha256",
    "scans_zip",
    "state_days",
    "statement_csv",
    "unsigned_at_application",
]
