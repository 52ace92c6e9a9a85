"""Reads `plumbline-campaign/1`: every finding with its place, all at once; nothing half-read leaves here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from plumbline.planning.fields import Reading
from plumbline.planning.statement import (
    Block,
    Calendar,
    Campaign,
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
from plumbline.terms import Text

CAMPAIGN_FORMAT = "plumbline-campaign/1"
EARLIEST_DAY = -3_660
LATEST_DAY = 3_660
"""Ten years before and after: no campaign runs longer, and tables by day stay small."""
MOST = 1_000_000
"""Teams, slots, crew-days, weights: above this a figure is a slip of the pen."""
MOST_HOUSEHOLDS = 2_000_000
"""Twice the largest campaign that the planner has been measured on."""

_HOUSEHOLD_COLUMNS = ("id", "block", "type", "stages_done", "done_day", "not_before")
_BLOCK_COLUMNS = ("id", "project", "crew_days", "max_crews", "parcel")


def parse_campaign(document: Mapping[str, object]) -> Campaign:
    """The campaign of a document in the format `plumbline-campaign/1`.

    raises  UnreadableDocument with every finding (at most fifty), each with its path and remedy
    """
    reading = Reading()
    if document.get("format") != CAMPAIGN_FORMAT:
        reading.note(
            "format",
            Text(
                f"格式应为 {CAMPAIGN_FORMAT}，现为 {document.get('format')!r}。",
                f"must be {CAMPAIGN_FORMAT}; found {document.get('format')!r}.",
            ),
            Text("请确认文件是否选对。", "Check that this is the right file."),
        )
        reading.refuse_if_any()
    calendar = _calendar(reading, document.get("calendar"))
    procedures = _procedures(reading, document.get("regimes"))
    resources = _resources(reading, document.get("resources"))
    types = _types(reading, document.get("types"))
    projects = _projects(reading, document.get("projects"), procedures, resources)
    parcels = _parcels(reading, document.get("parcels", []), projects)
    blocks = _blocks(reading, document.get("blocks"), projects, parcels)
    reading.refuse_if_any()
    households = _households(reading, document.get("households"), blocks, types, projects, procedures)
    campaign = Campaign(
        reading.word(document.get("name"), "name"),
        calendar,
        procedures,
        types,
        resources,
        projects,
        parcels,
        blocks,
        households,
    )
    reading.refuse_if_any()
    _work_has_teams(reading, campaign)
    reading.refuse_if_any()
    return campaign


def _calendar(reading: Reading, value: object) -> Calendar:
    fields = reading.mapping(value, "calendar")
    first = reading.whole(fields.get("first_day", 1), "calendar.first_day", low=1, high=LATEST_DAY)
    return Calendar(
        start=_date(reading, fields.get("start"), "calendar.start"),
        first_day=first,
        horizon=reading.whole(fields.get("horizon"), "calendar.horizon", low=first, high=LATEST_DAY),
        nonworking=frozenset(
            reading.whole(day, at, low=EARLIEST_DAY, high=LATEST_DAY)
            for at, day in reading.items(fields.get("nonworking"), "calendar.nonworking")
        ),
    )


def _date(reading: Reading, value: object, path: str) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        reading.note(
            path,
            Text(f"{value!r} 不是日期。", f"{value!r} is not a date."),
            Text("请写成 2026-11-24 的形式。", "Write it as 2026-11-24."),
        )
        return date(2000, 1, 1)


def _lag(reading: Reading, value: object, path: str) -> Lag:
    fields = reading.mapping(value, path)
    unit = fields.get("unit")
    if unit not in ("calendar", "working"):
        reading.note(
            f"{path}.unit",
            Text(f"期间单位 {unit!r} 不明。", f"{unit!r} is not a unit of a period."),
            Text("请写 calendar（日）或 working（工作日）。", "Write calendar or working."),
        )
    return Lag(reading.whole(fields.get("n"), f"{path}.n", low=0, high=LATEST_DAY), unit == "working")


def _procedures(reading: Reading, value: object) -> dict[str, Procedure]:
    return {
        name: _procedure(reading, name, reading.mapping(entry, f"regimes.{name}"), f"regimes.{name}")
        for name, entry in reading.mapping(value, "regimes").items()
    }


def _procedure(reading: Reading, name: str, fields: Mapping[str, object], path: str) -> Procedure:
    steps: dict[str, ProjectStep] = {}
    for at, entry in reading.entries(fields.get("steps"), f"{path}.steps"):
        step = _step(reading, entry, at, steps)
        reading.once(step.id, f"{at}.id", steps)
        steps[step.id] = step
    stages: dict[str, StageRule] = {}
    for at, entry in reading.entries(fields.get("stages"), f"{path}.stages"):
        stage = _stage(reading, entry, at, steps)
        reading.once(stage.id, f"{at}.id", stages)
        if not stages and stage.lag != Lag(0, False):
            reading.note(
                f"{at}.lag",
                Text(
                    "第一个环节之前没有环节，期间无从起算。",
                    "nothing lies before the first stage, so its period has no beginning.",
                ),
                Text("请写 0（calendar），或改写为 gates。", "Write 0 (calendar), or write it as a gate."),
            )
        stages[stage.id] = stage
    if not stages:
        reading.note(
            f"{path}.stages",
            Text("没有环节。", "there is no stage."),
            Text("请至少写一个环节。", "Write at least one stage."),
        )
    demolish = reading.mapping(fields.get("demolish"), f"{path}.demolish")
    kind = reading.word(demolish.get("resource"), f"{path}.demolish.resource")
    if any(stage.resource == kind for stage in stages.values()):
        reading.note(
            f"{path}.demolish.resource",
            Text(f"{kind} 同时用于住户环节与拆除。", f"{kind} does both a household's stage and demolition."),
            Text("拆除班组请单列一类。", "Give demolition crews a kind of their own."),
        )
    return Procedure(
        id=name,
        name=str(fields.get("name", name)),
        steps=tuple(steps.values()),
        stages=tuple(stages.values()),
        demolition_resource=kind,
        demolition_lag=_lag(reading, demolish.get("lag"), f"{path}.demolish.lag"),
    )


def _step(
    reading: Reading, fields: Mapping[str, object], path: str, earlier: Mapping[str, ProjectStep]
) -> ProjectStep:
    # A step may only name steps above it, so steps cannot wait for each other in a circle.
    what = Text("（排在前面的）项目步骤", "project step listed before it")
    return ProjectStep(
        id=reading.word(fields.get("id"), f"{path}.id"),
        name=str(fields.get("name", "")),
        after=tuple(
            reading.known(v, at, earlier, what)
            for at, v in reading.items(fields.get("after"), f"{path}.after")
        ),
        lag=_lag(reading, fields.get("lag"), f"{path}.lag"),
        law=str(fields.get("law", "")),
    )


def _stage(
    reading: Reading, fields: Mapping[str, object], path: str, steps: Mapping[str, ProjectStep]
) -> StageRule:
    gates = reading.mapping(fields.get("gates"), f"{path}.gates")
    kind = fields.get("resource")
    what = Text("项目步骤", "project step")
    return StageRule(
        id=reading.word(fields.get("id"), f"{path}.id"),
        name=str(fields.get("name", "")),
        resource=None if kind is None else reading.word(kind, f"{path}.resource"),
        lag=_lag(reading, fields.get("lag"), f"{path}.lag"),
        gates=tuple(
            (reading.known(step, f"{path}.gates", steps, what), _lag(reading, lag, f"{path}.gates.{step}"))
            for step, lag in gates.items()
        ),
        law=str(fields.get("law", "")),
    )


def _resources(reading: Reading, value: object) -> dict[str, Resource]:
    resources: dict[str, Resource] = {}
    for at, fields in reading.entries(value, "resources"):
        name = reading.word(fields.get("id"), f"{at}.id")
        reading.once(name, f"{at}.id", resources)
        off = fields.get("off", "none")
        if off not in ("none", "nonworking"):
            reading.note(
                f"{at}.off",
                Text(f"休息规则 {off!r} 不明。", f"{off!r} is not a rule of rest."),
                Text("请写 none 或 nonworking。", "Write none or nonworking."),
            )
        resources[name] = Resource(
            id=name,
            kind=reading.word(fields.get("kind", name), f"{at}.kind"),
            teams=reading.whole(fields.get("teams"), f"{at}.teams", low=0, high=MOST),
            slots=reading.whole(fields.get("slots"), f"{at}.slots", low=1, high=MOST),
            closed_nonworking=off == "nonworking",
            changes=tuple(
                _change(reading, entry, path)
                for path, entry in reading.items(fields.get("changes", []), f"{at}.changes")
            ),
        )
    return resources


def _change(reading: Reading, value: object, path: str) -> tuple[int, int, int]:
    first, last, teams = reading.row(value, path, 3)
    start = reading.whole(first, f"{path}[0]", low=EARLIEST_DAY, high=LATEST_DAY)
    return (
        start,
        reading.whole(last, f"{path}[1]", low=start, high=LATEST_DAY),
        reading.whole(teams, f"{path}[2]", low=0, high=MOST),
    )


def _types(reading: Reading, value: object) -> dict[str, HouseholdType]:
    types: dict[str, HouseholdType] = {}
    for at, fields in reading.entries(value, "types"):
        name = reading.word(fields.get("id"), f"{at}.id")
        reading.once(name, f"{at}.id", types)
        effort = reading.mapping(fields.get("effort"), f"{at}.effort")
        extra = reading.mapping(fields.get("extra_lag", {}), f"{at}.extra_lag")
        types[name] = HouseholdType(
            id=name,
            name=str(fields.get("name", name)),
            effort={k: reading.whole(v, f"{at}.effort.{k}", low=1, high=MOST) for k, v in effort.items()},
            extra_days={
                k: reading.whole(v, f"{at}.extra_lag.{k}", low=0, high=LATEST_DAY) for k, v in extra.items()
            },
        )
    return types


def _projects(
    reading: Reading, value: object, procedures: Mapping[str, Procedure], resources: Mapping[str, Resource]
) -> dict[str, Project]:
    projects: dict[str, Project] = {}
    for at, fields in reading.entries(value, "projects"):
        name = reading.word(fields.get("id"), f"{at}.id")
        reading.once(name, f"{at}.id", projects)
        procedure = reading.known(fields.get("regime"), f"{at}.regime", procedures, Text("程序", "regime"))
        steps = {step.id: step for step in procedures[procedure].steps} if procedure else {}
        done = reading.mapping(fields.get("steps_done", {}), f"{at}.steps_done")
        teams = reading.mapping(fields.get("teams", {}), f"{at}.teams")
        projects[name] = Project(
            id=name,
            name=str(fields.get("name", name)),
            procedure=procedure,
            deadline=reading.whole(fields.get("deadline"), f"{at}.deadline", low=1, high=LATEST_DAY),
            weight=reading.whole(fields.get("weight", 1), f"{at}.weight", low=1, high=MOST),
            steps_done={
                reading.known(k, f"{at}.steps_done", steps, Text("项目步骤", "project step")): reading.whole(
                    v, f"{at}.steps_done.{k}", low=EARLIEST_DAY, high=LATEST_DAY
                )
                for k, v in done.items()
            },
            teams={
                k: reading.known(v, f"{at}.teams.{k}", resources, Text("班组", "resource"))
                for k, v in teams.items()
            },
        )
    return projects


def _parcels(reading: Reading, value: object, projects: Mapping[str, Project]) -> dict[str, Parcel]:
    parcels: dict[str, Parcel] = {}
    for at, fields in reading.entries(value, "parcels"):
        name = reading.word(fields.get("id"), f"{at}.id")
        reading.once(name, f"{at}.id", parcels)
        parcels[name] = Parcel(
            id=name,
            project=reading.known(fields.get("project"), f"{at}.project", projects, Text("项目", "project")),
            weight=reading.whole(fields.get("weight", 1), f"{at}.weight", low=1, high=MOST),
            wanted=reading.whole(fields.get("wanted"), f"{at}.wanted", low=1, high=LATEST_DAY),
        )
    return parcels


def _blocks(
    reading: Reading, value: object, projects: Mapping[str, Project], parcels: Mapping[str, Parcel]
) -> dict[str, Block]:
    blocks: dict[str, Block] = {}
    for at, (name, project, crew_days, max_crews, parcel) in reading.rows(value, "blocks", _BLOCK_COLUMNS):
        block = Block(
            id=reading.word(name, f"{at}.id"),
            project=reading.known(project, f"{at}.project", projects, Text("项目", "project")),
            crew_days=reading.whole(crew_days, f"{at}.crew_days", low=0, high=MOST),
            max_crews=reading.whole(max_crews, f"{at}.max_crews", low=1, high=MOST),
            parcel=None
            if parcel is None
            else reading.known(parcel, f"{at}.parcel", parcels, Text("重点地块", "key parcel")),
        )
        reading.once(block.id, f"{at}.id", blocks)
        blocks[block.id] = block
    return blocks


def _households(
    reading: Reading,
    value: object,
    blocks: Mapping[str, Block],
    types: Mapping[str, HouseholdType],
    projects: Mapping[str, Project],
    procedures: Mapping[str, Procedure],
) -> tuple[PlannedHousehold, ...]:
    households: dict[str, PlannedHousehold] = {}
    for at, (name, block, kind, stages_done, done_day, not_before) in reading.rows(
        value, "households", _HOUSEHOLD_COLUMNS
    ):
        if len(households) >= MOST_HOUSEHOLDS:
            reading.note(
                at,
                Text(
                    f"住户超过 {MOST_HOUSEHOLDS} 户。", f"there are more than {MOST_HOUSEHOLDS} households."
                ),
                Text("请分成几个计划。", "Make several campaigns of it."),
            )
            break
        home = reading.known(block, f"{at}.block", blocks, Text("楼栋", "block"))
        stages = procedures[projects[blocks[home].project].procedure].stages if home else ()
        household = PlannedHousehold(
            id=reading.word(name, f"{at}.id"),
            block=home,
            type=reading.known(kind, f"{at}.type", types, Text("类型", "type")),
            stages_done=reading.whole(stages_done, f"{at}.stages_done", low=0, high=len(stages)),
            done_day=reading.whole_or_none(done_day, f"{at}.done_day", low=EARLIEST_DAY, high=LATEST_DAY),
            not_before=reading.whole_or_none(
                not_before, f"{at}.not_before", low=EARLIEST_DAY, high=LATEST_DAY
            ),
        )
        reading.once(household.id, f"{at}.id", households)
        if household.stages_done and household.done_day is None:
            reading.note(
                f"{at}.done_day",
                Text("已完成环节，却没有完成日。", "stages are done, but the day of the last is missing."),
                Text("请填写最后一个已完成环节的日序。", "Write the day of the last stage that is done."),
            )
        households[household.id] = household
    return tuple(households.values())


def _work_has_teams(reading: Reading, campaign: Campaign) -> None:
    """Every piece of work has a resource, an effort, and an effort that divides the slots of a team's day."""
    routes = {(campaign.blocks[h.block].project, h.type) for h in campaign.households}
    for project_id, type_id in sorted(routes):
        stages = campaign.procedures[campaign.projects[project_id].procedure].stages
        kind = campaign.types[type_id]
        if kind.extra_days.get(stages[0].id):
            reading.note(
                f"types.{type_id}.extra_lag.{stages[0].id}",
                Text(
                    "第一个环节之前没有环节，期间无从起算。",
                    "nothing lies before the first stage, so its period has no beginning.",
                ),
                Text("请改用 not_before 或 gates。", "Use not_before or a gate."),
            )
        for stage in stages:
            if stage.resource is not None and _has_teams(reading, campaign, project_id, stage.resource):
                _effort_fits(reading, campaign, project_id, kind, stage.resource)
    for block in campaign.blocks.values():
        procedure = campaign.procedures[campaign.projects[block.project].procedure]
        _has_teams(reading, campaign, block.project, procedure.demolition_resource)


def _has_teams(reading: Reading, campaign: Campaign, project: str, kind: str) -> bool:
    name = campaign.resource_for(project, kind)
    if name in campaign.resources:
        return True
    reading.note(
        f"projects.{project}.teams.{kind}",
        Text(f"没有承担 {kind} 的班组。", f"nobody does {kind}."),
        Text(
            f"请在 resources 中设编号为 {kind} 的班组，或在项目的 teams 中指定。",
            f"Add a resource with the id {kind}, or name one in the project's teams.",
        ),
    )
    return False


def _effort_fits(reading: Reading, campaign: Campaign, project: str, kind: HouseholdType, work: str) -> None:
    resource = campaign.resources[campaign.resource_for(project, work)]
    effort = kind.effort.get(work)
    if effort is None or resource.slots % effort:
        reading.note(
            f"types.{kind.id}.effort.{work}",
            Text(
                f"工作量 {effort} 不能整除班组 {resource.id} 每日 {resource.slots} 格。",
                f"the effort {effort} does not divide the {resource.slots} slots of a day of {resource.id}.",
            ),
            Text(
                "请写能整除的格数，如 1、2、4、8。",
                "Write a number of slots that divides them, such as 1, 2, 4, 8.",
            ),
        )
