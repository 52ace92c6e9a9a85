"""The live campaign as a planning problem, and the plan kept for a day.

Steps, waits and gates come from the law's own tables (`law.household_route`), capacities from the
campaign's description, progress from the sealed facts. The planner owns no rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from plumbline import campaign, law, planning
from plumbline.campaign import Household, Project
from plumbline.store.home import Home
from plumbline.store.writing import Receipt, Writer, writer
from plumbline.terms import Reason, Refused, Regime, Stage, Text

HORIZON_DAYS = 200
"""Days beyond day 1 that a plan may use; it never goes beyond the last year with a holiday notice."""

PATHS = {Regime.STATE_LAND: "money_agreement", Regime.COLLECTIVE_LAND: "agreement"}
"""The lifecycle's path that a plan follows: the office plans offers of an agreement, never a decision."""

TEAMS_OF = {
    "surveyed": "survey",
    "initial_value_displayed": "appraisal",
    "agreement_signed": "signing",
    "money_paid": "payment",
    "handed_over": "vacating_inspection",
}
"""Which kind of team a step needs, by the end of its id; the others need none."""

MOVING_DAYS = {"home": 7, "business": 15}
"""Days between payment and an empty building that the office plans with: no statute sets them, and no
household is held to them; an agreement's own last day for moving is the household's."""

_TYPES = (("home", "住宅", 1), ("business", "经营用房", 2))
_DEMOLISHED = "demolition"


def planning_document(opened: Writer, today: date) -> dict[str, Any]:
    """The campaign in the form `plumbline-campaign/1`; day 1 is the campaign's own day 1."""
    office = opened.state.office()
    rules = campaign.rules_of(office)
    projects = [
        p for row in office.description["projects"] if (p := opened.state.project(row["id"])) and p.in_totals
    ]
    rows = {row["id"]: row for row in office.description["projects"]}
    routes = {p.id: _route(rules, p) for p in projects}
    regimes = {p.id: _regime(rules, p, routes[p.id]) for p in projects}
    first = _day(today, office.first_day)
    last = min(office.first_day + timedelta(days=HORIZON_DAYS), rules.calendar.last_known)
    horizon = _day(last, office.first_day)
    return {
        "format": planning.CAMPAIGN_FORMAT,
        "name": str(office.description["id"]),
        "calendar": {
            "start": office.first_day.isoformat(),
            "first_day": first,
            "horizon": horizon,
            "nonworking": _nonworking(rules, office.first_day, horizon),
        },
        "regimes": regimes,
        "types": [
            {
                "id": kind,
                "name": name,
                "effort": dict.fromkeys(sorted({*TEAMS_OF.values()}), effort),
                "extra_lag": {f"{regime}_h_vacated": MOVING_DAYS[kind] for regime in ("sl", "cl")},
            }
            for kind, name, effort in _TYPES
        ],
        "resources": _resources(office.description, projects, rules, office.first_day),
        "projects": [
            _project(p, rows[p.id], office.description, office.first_day, regimes[p.id]) for p in projects
        ],
        "parcels": [
            {
                "id": parcel["id"],
                "project": p.id,
                "weight": parcel["weight"],
                "wanted": _day(date.fromisoformat(parcel["wanted"]), office.first_day),
            }
            for p in projects
            for parcel in rows[p.id].get("key_parcels", ())
        ],
        "blocks": _blocks(opened, projects, rows),
        "households": _households(opened, projects, routes, office.first_day),
    }


def _day(day: date, first: date) -> int:
    return (day - first).days + 1


def _nonworking(rules: campaign.Rules, first: date, horizon: int) -> list[int]:
    days = range(-400, horizon + 1)
    at = {n: first + timedelta(days=n - 1) for n in days}
    return [n for n in days if rules.calendar.is_known(at[n]) and rules.calendar.is_rest_day(at[n])]


# ---------- the law's part ----------
def _route(rules: campaign.Rules, project: Project) -> list[law.Leg]:
    """The legs up to hand-over that a person's act makes; paying stands for the move that follows from it."""
    local = {name: value["value"] for name, value in project.local.items()}
    legs = law.household_route(rules.procedure, Regime(project.regime), PATHS[Regime(project.regime)], local)
    wanted = []
    for leg in legs:
        if leg.target == "demolished":
            break
        if leg.step is not None and leg.step in rules.procedure.steps and "_h_" in leg.step:
            wanted.append(leg)
        elif leg.target == "compensated":
            step = rules.procedure.steps[
                ("sl" if project.regime == Regime.STATE_LAND else "cl") + "_h_money_paid"
            ]
            gates = tuple(s for s in step.requires if "_h_" not in s)
            wanted.append(law.Leg(leg.source, leg.target, step.id, (), gates, ()))
    return wanted


def _regime(rules: campaign.Rules, project: Project, route: list[law.Leg]) -> dict[str, Any]:
    stages = []
    for leg in route:
        assert leg.step is not None
        waits = {w.since.partition(".")[0]: w for w in leg.waits}
        gates = {
            gate: _lag(rules, project, gate, waits.get(gate))
            for gate in (*leg.project_gates, *waits)
            if "_h_" not in gate
        }
        own = [w for since, w in waits.items() if "_h_" in since]
        wait = max((w.n or 0 for w in own), default=-1) + 1
        step = rules.procedure.steps[leg.step]
        stages.append(
            {
                "id": leg.step,
                "name": step.name.zh,
                "resource": TEAMS_OF.get(leg.step.partition("_h_")[2]),
                # The first stage has nothing before it that a period could run from.
                "lag": {"n": wait if stages else 0, "unit": "calendar"},
                "gates": gates,
                "law": "；".join(f"{c.source} {c.article}" for c in step.citations if not c.is_example),
            }
        )
    return {
        "name": project.name_zh,
        "steps": _steps(rules, project, stages),
        "stages": stages,
        "demolish": {
            "resource": f"{_DEMOLISHED}-{project.id}",
            "lag": {"n": 1, "unit": "calendar"},
            "law": "CSR 11",
        },
    }


def _lag(rules: campaign.Rules, project: Project, gate: str, wait: law.Wait | None) -> dict[str, Any]:
    """From a project step to the first day that it opens, exact where the step is done and the day known."""
    if wait is None:
        return {"n": 0, "unit": "calendar"}
    record = project.records.get(gate)
    n = wait.n or 0
    if record is None:
        unit = "working" if wait.unit is law.Unit.WORKING_DAY else "calendar"
        return {"n": n if unit == "working" else n + 1, "unit": unit}
    since = date.fromisoformat(record["on"])
    last = law.last_day(rules.calendar, since, n, wait.unit, rolls=wait.rolls)
    return {"n": (last.day - since).days + 1, "unit": "calendar"}


def _steps(rules: campaign.Rules, project: Project, stages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The project's steps that the stages wait for, with what they themselves wait for."""
    local = {name: value["value"] for name, value in project.local.items()}
    route = {gate.step: gate for gate in law.project_route(rules.procedure, Regime(project.regime), local)}
    needed: dict[str, None] = {}

    def need(step: str) -> None:
        if step in needed or step not in route:
            return
        if step not in project.records:
            for before in route[step].after:
                need(before)
        needed[step] = None

    for stage in stages:
        for gate in stage["gates"]:
            need(gate)
    return [
        {
            "id": step,
            "name": rules.procedure.steps[step].name.zh,
            "after": [] if step in project.records else [s for s in route[step].after if s in needed],
            "lag": {
                "n": 0
                if step in project.records
                else max((w.n or 0 for w in route[step].waits), default=0) + 1,
                "unit": "calendar",
            },
            "law": "",
        }
        for step in needed
    ]


# ---------- the office's part ----------
def _resources(
    description: Mapping[str, Any], projects: Iterable[Project], rules: campaign.Rules, first: date
) -> list[dict[str, Any]]:
    opens = {f"{_DEMOLISHED}-{p.id}": _demolition_opens(rules, p, first) for p in projects}
    rows = []
    for team in description["teams"]:
        closed = opens.get(team["id"])
        changes = [] if closed is None else [[min(1, closed), closed - 1, 0]] if closed > 1 else []
        rows.append(
            {
                "id": team["id"],
                "kind": team["kind"],
                "teams": int(team["teams"]),
                "slots": int(team["slots"]),
                "off": team["off"],
                "changes": changes,
            }
        )
    return rows


def _demolition_opens(rules: campaign.Rules, project: Project, first: date) -> int | None:
    """The first day on which works may begin: filed at least fifteen days before (CSR 11)."""
    filed = project.records.get(("sl" if project.regime == Regime.STATE_LAND else "cl") + "_demolition_filed")
    if filed is None:
        return None
    since = date.fromisoformat(filed["on"])
    last = law.last_day(rules.calendar, since, 15, law.Unit.CALENDAR_DAY, rolls=True)
    return _day(last.day + timedelta(days=1), first)


def _project(
    project: Project,
    row: Mapping[str, Any],
    description: Mapping[str, Any],
    first: date,
    regime: Mapping[str, Any],
) -> dict[str, Any]:
    known = {step["id"] for step in regime["steps"]}
    teams = {
        team["kind"]: team["id"]
        for team in description["teams"]
        if team.get("project") == project.id and team["kind"] != _DEMOLISHED
    }
    return {
        "id": project.id,
        "name": project.name_zh,
        "regime": project.id,
        "deadline": _day(date.fromisoformat(row["deadline"]), first),
        "weight": 1,
        "steps_done": {
            step: _day(date.fromisoformat(record["on"]), first)
            for step, record in project.records.items()
            if step in known
        },
        "teams": teams,
    }


def _blocks(opened: Writer, projects: list[Project], rows: Mapping[str, Any]) -> dict[str, Any]:
    table = []
    for project in projects:
        parcels = {
            block: parcel["id"]
            for parcel in rows[project.id].get("key_parcels", ())
            for block in parcel["blocks"]
        }
        standing: dict[str, int] = dict.fromkeys(project.blocks, 0)
        for household in _of_project(opened, project.id):
            if not any(s.endswith("_h_demolished") for s in household.records):
                standing[household.block] += 1
        for block in project.blocks:
            # One crew takes down the buildings of about eight households in a day.
            table.append(
                [f"{project.id}/{block}", project.id, -(-standing[block] // 8), 1, parcels.get(block)]
            )
    return {"columns": ["id", "project", "crew_days", "max_crews", "parcel"], "rows": table}


def _households(
    opened: Writer, projects: list[Project], routes: Mapping[str, list[law.Leg]], first: date
) -> dict[str, Any]:
    table = []
    for project in projects:
        steps = [leg.step for leg in routes[project.id]]
        for household in _of_project(opened, project.id):
            if is_beyond_planning(household):
                continue
            done = _stages_done(household, steps)
            day = _done_day(household, steps[:done], first)
            table.append([household.id, f"{project.id}/{household.block}", _type(household), done, day, None])
    return {"columns": ["id", "block", "type", "stages_done", "done_day", "not_before"], "rows": table}


def _done_day(household: Household, done: list[str | None], first: date) -> int | None:
    """The day of the last stage done: of its record, else of the compensation that a dwelling settled."""
    if not done:
        return None
    record = household.records.get(done[-1] or "")
    since = record["on"] if record else household.compensated_on or household.since
    return _day(date.fromisoformat(str(since)[:10]), first)


def is_beyond_planning(household: Household) -> bool:
    """Whether a household's next step is nobody's to plan: its owner is unclear, or remedies are running."""
    title = household.law.get("track.title", "clear")
    return (
        title in ("disputed", "owner_unknown", "unknown", "in_government_handling", "in_court")
        or household.stage == Stage.DECIDED
    )


def _stages_done(household: Household, steps: list[str | None]) -> int:
    done = 0
    for number, step in enumerate(steps, 1):
        paid = (step or "").endswith("_h_money_paid") and household.stage in (
            Stage.COMPENSATED,
            Stage.VACATED,
            Stage.HANDED_OVER,
            Stage.DEMOLISHED,
            Stage.CLOSED,
        )
        if step in household.records or paid:
            done = number
    return done


def _type(household: Household) -> str:
    return "business" if household.law.get("household.use") in ("non_residential", "mixed") else "home"


# ---------- the plan of a day ----------
TIME_LIMIT_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class DayPlan:
    """A plan of the live campaign and what it was made from.

    dates       household → step → [earliest lawful, planned, latest for the deadline], as texts of dates;
                the last step is the demolition of the household's block, which has a planned day alone
    impossible  household → {"earliest", "zh", "en"}: later than the deadline by law, or nobody's to plan
    """

    day: date
    plan: planning.Plan
    bound: planning.Bound
    finish: date | None
    bound_day: date
    dates: Mapping[str, Any]
    impossible: Mapping[str, Any]


def plan_of_day(opened: Writer, today: date) -> DayPlan | Refused:
    """Plan the live campaign from its facts; nothing is kept."""
    if missing := _without_teams(opened.state.office().description):
        return missing
    statement = planning.parse_campaign(planning_document(opened, today))
    timetable = planning.back_schedule(statement)
    plan = planning.solve(statement, time_limit=TIME_LIMIT_SECONDS)
    if isinstance(plan, Refused):
        return plan
    bound = planning.finish_bound(statement)
    at = statement.calendar.date_of
    return DayPlan(
        day=today,
        plan=plan,
        bound=bound,
        finish=at(plan.objective.finish) if plan.objective.finish else None,
        bound_day=at(bound.day),
        dates=_dates(statement, timetable, plan, _held_blocks(opened, statement)),
        impossible=_impossible(opened, timetable, statement),
    )


def _without_teams(description: Mapping[str, Any]) -> Refused | None:
    """A refusal where the description names no team for a kind of work that a plan needs."""
    kinds = {str(team["kind"]) for team in description.get("teams", ())}
    missing = sorted({*TEAMS_OF.values(), _DEMOLISHED} - kinds)
    if not missing:
        return None
    named = "、".join(missing)
    return Refused(
        (
            Reason(
                code="plan:no_teams",
                rule="准绳自设规则",
                fact=f"teams: {named}",
                message=Text(
                    f"活动说明书没有写明这些班组：{named}，无法排程",
                    f"the campaign's description names no team for: {', '.join(missing)}; nothing can be planned",
                ),
                remedy=Text(
                    "请在说明书的 teams 中写明班组数和每日可办户数（docs/campaign-file.md）",
                    "name the teams and what each can do in a day under teams (docs/campaign-file.md)",
                ),
            ),
        )
    )


def make_plan(
    today: date, *, person: str, post: str | None, key: str, home: Home | None = None
) -> Receipt | Refused:
    """Plan the live campaign from its facts and keep the plan: latest and planned dates of every household."""
    with writer(home) as opened:
        made = plan_of_day(opened, today)
        if isinstance(made, Refused):
            return made
        return opened.submit(command_of(made), person=person, post=post, key=key)


def command_of(made: DayPlan) -> campaign.Command:
    """The command that keeps a plan."""
    command: campaign.Command = campaign.COMMANDS["MakePlan"](
        day=made.day,
        finish=made.finish,
        bound=made.bound_day,
        overdue=made.plan.objective.overdue,
        dates=made.dates,
        impossible=made.impossible,
    )
    return command


def _held_blocks(opened: Writer, statement: planning.Campaign) -> frozenset[str]:
    """Blocks with a household that waits by law: nobody can say when they come down."""
    return frozenset(
        f"{project}/{household.block}"
        for project in statement.projects
        for household in _of_project(opened, project)
        if is_beyond_planning(household)
    )


def _of_project(opened: Writer, project: str) -> Iterator[Household]:
    for household_id in opened.state.household_ids(project):
        household = opened.state.household(household_id)
        if household is not None and not household.is_withdrawn:
            yield household


def _dates(
    statement: planning.Campaign,
    timetable: planning.Timetable,
    plan: planning.Plan,
    held: frozenset[str],
) -> dict[str, Any]:
    """Household → step → its three days; a block comes down as a whole, so all its households share that day."""
    at = statement.calendar.date_of
    planned: dict[str, dict[str, str]] = {}
    for row in plan.stages:
        planned.setdefault(row.household, {})[row.stage] = at(row.day).isoformat()
    dates = {
        windows.household: {
            w.stage: [
                at(w.earliest).isoformat(),
                planned.get(windows.household, {}).get(w.stage),
                at(w.latest).isoformat(),
            ]
            for w in windows.stages
        }
        for windows in timetable.households
    }
    down = {row.block: at(row.end).isoformat() for row in plan.blocks if row.block not in held}
    for household in statement.households:
        project = statement.blocks[household.block].project
        regime = statement.procedures[statement.projects[project].procedure].stages[0].id[:2]
        if household.block in down:
            dates.setdefault(household.id, {})[f"{regime}_h_demolished"] = [None, down[household.block], None]
    return {household: steps for household, steps in dates.items() if steps}


def _impossible(
    opened: Writer, timetable: planning.Timetable, statement: planning.Campaign
) -> dict[str, Any]:
    """Households that no team can clear by the deadline, and those whose next step is nobody's to plan."""
    at = statement.calendar.date_of
    found = {
        row.household: {"earliest": at(row.earliest_finish).isoformat(), "zh": row.why.zh, "en": row.why.en}
        for row in timetable.impossible
    }
    waits = Text(
        "权属未明或者救济进行中，依法等待，不排腾退日期",
        "title or remedies open: it waits by law and gets no date of clearing",
    )
    for project in statement.projects:
        for household in _of_project(opened, project):
            if is_beyond_planning(household):
                found[household.id] = {"earliest": None, "zh": waits.zh, "en": waits.en}
    return found
