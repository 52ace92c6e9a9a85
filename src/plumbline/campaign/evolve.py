"""How each event changes the aggregates: pure, and without the law or a policy.

What the law or a policy concluded stands in the event itself (the state reached, the lines booked), so
a replay years later gives the same tables whatever the rules say by then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from plumbline.campaign import evolve_decisions
from plumbline.campaign.events import Event, Stamp
from plumbline.campaign.households import Household, household_step
from plumbline.campaign.office import Office
from plumbline.campaign.projects import Project, recounted
from plumbline.campaign.state import State
from plumbline.terms import Stage

Aggregate: TypeAlias = Office | Project | Household


def evolve(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    """The aggregates that an event changes, each whole; an event that changes none gives an empty tuple."""
    return _EVOLUTIONS[event.type](state, event, stamp)


# ---------- the office ----------
def _opened(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    description: Mapping[str, Any] = event.com["description"]
    projects = tuple(
        Project(
            id=row["id"],
            name_zh=row["name_zh"],
            name_en=row.get("name_en", row["name_zh"]),
            regime=row["regime"],
            policy=row["policy"],
            in_totals=row.get("in_totals", True),
            local=dict(row.get("local", {})),
            blocks={b["id"]: b["name_zh"] for b in row["blocks"]},
        )
        for row in description["projects"]
    )
    return (replace(state.office(), description=description), *projects)


def _policy_sealed(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    entry = {
        "sha256": event.open["sha256"],
        "text": event.com["text"],
        "version": event.open["version"],
        "from_seq": stamp.seq,
    }
    return (state.office().with_entry("policies", str(event.open["policy"]), entry),)


def _year_entered(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    return (
        state.office().with_entry(
            "years", str(event.open["year"]), {"notice": event.open["notice"], "table": event.open["table"]}
        ),
    )


def _local_set(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    project = _project(state, event.open["project"])
    value = {"value": event.open["value"], "document": event.open["document"]}
    return (replace(project, local={**project.local, str(event.open["name"]): value}),)


def _commitment_given(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    entry = {key: event.open[key] for key in ("unit", "project", "stage", "households", "due_on")} | {
        "kept": None,
        "at": stamp.at,
    }
    return (state.office().with_entry("commitments", str(stamp.seq), entry),)


def _commitment_settled(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    key = str(event.open["commitment"])
    entry = {**state.office().commitments[key], "kept": event.open["kept"], "reached": event.open["reached"]}
    return (state.office().with_entry("commitments", key, entry),)


def _late_proposed(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    entry = {
        "command": event.open["command"],
        "payload": event.com["payload"],
        "household": event.com["household"],
        "by_person": event.com["by_person"],
        "by_post": event.com["by_post"],
        "done_at": event.com["done_at"],
        "at": stamp.at,
        "accepted": None,
    }
    return (state.office().with_entry("proposals", str(stamp.seq), entry),)


def _late_reviewed(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    key = str(event.open["proposal"])
    # The payload has done its work and may be long; it stays in the ledger, not in the state.
    entry = {**state.office().proposals[key], "accepted": event.open["accepted"], "payload": None}
    return (state.office().with_entry("proposals", key, entry),)


def _statement(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    office = state.office()
    return (replace(office, statements=(*office.statements, str(event.open["sha256"]))),)


def _closed(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    return (replace(state.office(), last_closed=str(event.open["date"])),)


# ---------- the project ----------
def _project(state: State, project_id: Any) -> Project:
    project = state.project(str(project_id))
    assert project is not None, f"an event names project {project_id}, which does not exist"
    return project


def _project_step(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    project = _project(state, event.open["project"])
    documents: list[Any] = event.open["documents"] or []
    record = {
        "on": event.open["done_on"],
        "dates": event.open["dates"] or {},
        "evidence": sorted({d["document"] for d in documents}),
        "seq": stamp.seq,
    }
    conditions: list[Any] = event.open["conditions"] or []
    return (
        replace(
            project,
            records={**project.records, str(event.open["step"]): record},
            facts={**project.facts, **(event.open["facts"] or {})},
            conditions={**project.conditions, **dict.fromkeys(conditions, True)},
        ),
    )


def _project_date(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    project = _project(state, event.open["project"])
    return (replace(project, dates={**project.dates, str(event.open["date"]): str(event.open["on"])}),)


def _project_fact(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    project, name, value = (
        _project(state, event.open["project"]),
        str(event.open["fact"]),
        event.open["value"],
    )
    if "." in name:
        return (replace(project, facts={**project.facts, name: value}),)
    return (replace(project, conditions={**project.conditions, name: bool(value)}),)


def _costs(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    return (replace(_project(state, event.open["project"]), estimate_fen=_int(event.open["total_fen"])),)


def _funds(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    return (replace(_project(state, event.open["project"]), funds_fen=_int(event.open["balance_fen"])),)


def _register(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    project = _project(state, event.open["project"])
    return (replace(project, registers=(*project.registers, str(event.open["sha256"]))),)


def _map(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    project = _project(state, event.open["project"])
    return (replace(project, maps=(*project.maps, str(event.open["sha256"]))),)


def _nothing(_state: State, _event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    return ()


# ---------- the household ----------
def _int(value: Any) -> int:
    assert isinstance(value, int), f"{value!r} is not a whole number"
    return value


def _household(state: State, event: Event) -> Household:
    household = state.household(str(event.com["household"]))
    assert household is not None, (
        f"{event.type} names household {event.com['household']}, which does not exist"
    )
    return household


def _with_project(state: State, before: Household | None, after: Household) -> tuple[Aggregate, ...]:
    return (after, recounted(_project(state, after.project), before, after))


def _day(event: Event) -> str:
    return str(event.com["done_at"])[:10]


def _listed(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    com: Mapping[str, Any] = event.com
    household = Household(
        id=com["household"],
        project=com["project"],
        block=com["block"],
        kind=com["kind"],
        regime=_project(state, com["project"]).regime,
        names=tuple(com["names"] or ()),
        address=com["address"] or "",
        remarks=com["remarks"] or "",
        state=com["state"],
        stage=com["stage"],
        since=_day(event),
        records={household_step(_project(state, com["project"]).regime, "listed"): _record(event, stamp)},
        law=com["law"] or {},
        facts=com["facts"] or {},
        sources=com["sources"] or {},
        duties=com["duties"] or {},
    )
    return _with_project(state, None, household)


def _record(event: Event, stamp: Stamp) -> dict[str, Any]:
    evidence: list[Any] = event.com.get("evidence") or []
    return {
        "on": _day(event),
        "dates": event.com.get("dates") or {},
        "evidence": sorted({e["document"] for e in evidence}),
        "seq": stamp.seq,
    }


def _moved_to(household: Household, event: Event, day: str) -> dict[str, Any]:
    if event.com.get("state") is None or (event.com["state"], event.com["stage"]) == (
        household.state,
        household.stage,
    ):
        return {}
    moved = {"state": event.com["state"], "stage": event.com["stage"], "since": day}
    if event.com["stage"] == Stage.COMPENSATED and not household.compensated_on:
        moved["compensated_on"] = day
    return moved


_HANDS: Mapping[str, str] = {
    "sl_h_surveyed": "survey",
    "cl_h_surveyed": "survey",
    "sl_h_facts_settled": "review",
    "cl_h_facts_confirmed": "review",
}
"""Which recorded step makes a person the household's survey or review hand (four hands, M22)."""


def _household_step(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    household = _household(state, event)
    step = str(event.open["step"])
    is_hand = step in _HANDS and not event.com["imported"]
    hands = {**household.hands, _HANDS[step]: event.com["by_person"]} if is_hand else household.hands
    conditions: list[Any] = event.com["conditions"] or []
    if step.partition("_h_")[2] in evolve_decisions.NEWER_ACTS:
        household = evolve_decisions.without_remedies(household)
    after = replace(
        household,
        records={**household.records, step: _record(event, stamp)},
        law={**household.law, **(event.com["facts"] or {})},
        conditions={**household.conditions, **dict.fromkeys(conditions, True)},
        hands=hands,
        **_moved_to(household, event, _day(event)),
    )
    return _with_project(state, household, after)


def _household_date(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    household = _household(state, event)
    return (replace(household, dates={**household.dates, str(event.open["date"]): str(event.com["on"])}),)


def _household_fact(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    household, name, value = _household(state, event), str(event.open["fact"]), event.com["value"]
    if "." in name or name == "choice":
        after = replace(household, law={**household.law, name: value})
    else:
        after = replace(household, conditions={**household.conditions, name: bool(value)})
    return _with_project(state, household, after)


def set_path(facts: Mapping[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy of nested facts in which one place is set: `household.sole_home`, `buildings[b1].area`.

    raises  KeyError naming the part of the path that does not exist
    """
    head, _, rest = path.partition(".")
    name, _, key = head.partition("[")
    if not key:
        return {**facts, name: set_path(facts.get(name, {}), rest, value) if rest else value}
    wanted, rows = key.rstrip("]"), list(facts.get(name, ()))
    for index, row in enumerate(rows):
        ids = [str(v) for k, v in row.items() if k.endswith("_id") or k == "code"]
        if wanted in ids:
            rows[index] = set_path(row, rest, value)
            return {**facts, name: rows}
    raise KeyError(f"{name}[{wanted}]")


def _corrected(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    household = _household(state, event)
    facts: Mapping[str, Any] = household.facts
    changes: Mapping[str, Any] = event.com["changes"] or {}
    sources = dict(household.sources)
    for path, value in changes.items():
        facts = set_path(facts, path, value)
        sources[path] = {"event": stamp.seq}
    return _with_project(state, household, replace(household, facts=facts, sources=sources))


def _objected(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    household = _household(state, event)
    return _with_project(state, household, replace(household, objected=True))


def _household_moved(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    household = _household(state, event)
    after = replace(household, **_moved_to(household, event, str(event.com["on"])))
    return _with_project(state, household, after)


def _values(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    household = _household(state, event)
    after = replace(
        household,
        prices=event.com["prices"],
        shop_prices=event.com["shop_prices"],
        policy_total_fen=event.com["policy_total_fen"],
    )
    return _with_project(state, household, after)


def _choice(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    household = _household(state, event)
    after = replace(
        household,
        facts={**household.facts, "choices": event.com["choices"]},
        law={**household.law, "choice": event.com["choice"]},
    )
    return (after,)


def _computed(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    household = _household(state, event)
    sheet = {
        "seq": stamp.seq,
        "total_fen": event.com["total_fen"],
        "version": event.com["version"],
        "as_of": event.com["as_of"],
    }
    after = replace(household, sheet=sheet, conditions={**household.conditions, "policy_computed": True})
    return (after,)


def _by_clause(lines: Any, *, payee: bool) -> dict[str, int]:
    result: dict[str, int] = {}
    for line in lines or ():
        if (line["payee"] == "household") == payee:
            result[line["clause"]] = result.get(line["clause"], 0) + line["fen"]
    return result


def _payees(lines: Any) -> dict[str, dict[str, Any]]:
    result: dict[str, dict[str, Any]] = {}
    for line in lines or ():
        if line["payee"] != "household":
            entry = result.setdefault(line["clause"], {"payee": line["payee"], "fen": 0})
            entry["fen"] += line["fen"]
    return result


def _signed(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    household = _household(state, event)
    com: Mapping[str, Any] = event.com
    step = household_step(household.regime, "agreement_signed")
    lines = com["lines"]
    after = replace(
        household,
        records={**household.records, step: _record(event, stamp)},
        law={**household.law, "agreement.state": com["agreement_state"], **com["terms"]["law"]},
        conditions={**household.conditions, **dict.fromkeys(com["conditions"] or (), True)},
        agreement={"signed_at": com["done_at"], "pol": event.pol, "seq": stamp.seq, **com["terms"]},
        version=com["version"],
        account=com["account"],
        booked=_by_clause(lines, payee=True),
        before_moving=_by_clause([line for line in lines if line["falls_due"] == "signing"], payee=True),
        payees=_payees(lines),
        policy_total_fen=com["policy_total_fen"],
        **_moved_to(household, event, _day(event)),
    )
    return _with_project(state, household, after)


def _decision_made(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    household, lines = _household(state, event), event.com["lines"]
    booked = {
        "booked": _by_clause(lines, payee=True),
        "before_moving": _by_clause([line for line in lines if line["falls_due"] == "signing"], payee=True),
        "payees": _payees(lines),
    }
    after = evolve_decisions.made(household, event, stamp.seq, _record(event, stamp), booked)
    return _with_project(state, household, replace(after, **_moved_to(after, event, _day(event))))


def _decision_in_force(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    return (evolve_decisions.in_force(_household(state, event), event),)


def _decision_lifted(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    household = _household(state, event)
    return _with_project(state, household, evolve_decisions.lifted(household, str(event.open["cause"])))


def _effective(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    household = _household(state, event)
    after = replace(
        household, account=str(event.com["account"]), law={**household.law, "agreement.state": "in_force"}
    )
    return (after,)


def _revised(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    household = _household(state, event)
    com: Mapping[str, Any] = event.com
    booked = dict(household.booked)
    payees = {k: dict(v) for k, v in household.payees.items()}
    for change in com["changes"] or ():
        if change["payee"] == "household":
            booked[change["clause"]] = booked.get(change["clause"], 0) + change["fen"]
        else:
            entry = payees.setdefault(change["clause"], {"payee": change["payee"], "fen": 0})
            entry["fen"] += change["fen"]
    advance = household.advance
    if event.open["cause"] == "advance":
        advance = {change["clause"]: change["fen"] for change in com["changes"]}
    after = replace(
        household,
        booked=booked,
        before_moving=_due_after(household, event),
        advance=advance,
        payees=payees,
        account=com["account"],
        version=com["version"],
        policy_total_fen=com["total_fen"],
    )
    return _with_project(state, household, after)


def _due_after(household: Household, event: Event) -> Mapping[str, int]:
    """What must be paid before moving: a correction changes it, what falls due later never does (1.16)."""
    if event.open["cause"] != "corrected":
        return household.before_moving
    lines: list[Any] = event.com["lines"] or []
    due = dict(household.before_moving)
    for change in event.com["changes"] or ():
        clause = change["clause"]
        due[clause] = sum(
            line["fen"]
            for line in lines
            if line["clause"] == clause and line["payee"] == "household" and line["falls_due"] == "signing"
        )
    return {clause: fen for clause, fen in due.items() if fen}


def _ordered(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    household = _household(state, event)
    order = {key: event.com[key] for key in ("lines", "fen", "instalment", "deposit")} | {
        "paid": False,
        "seq": stamp.seq,
    }
    return (
        replace(
            household,
            orders={**household.orders, str(event.com["order"]): order},
            hands={**household.hands, "approval": event.com["by_person"]},
        ),
    )


def _paid(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    household = _household(state, event)
    com: Mapping[str, Any] = event.com
    settled = dict(household.settled)
    for line in com["lines"]:
        settled[line["clause"]] = settled.get(line["clause"], 0) + line["fen"]
    order = {**household.orders[com["order"]], "paid": True, "paid_on": _day(event)}
    records = {**household.records, com["step"]: _record(event, stamp)} if com["step"] else household.records
    after = replace(
        household,
        settled=settled,
        orders={**household.orders, com["order"]: order},
        records=records,
        law={**household.law, **(com["facts"] or {})},
        hands={**household.hands, "payment": com["by_person"]},
    )
    return _with_project(state, household, after)


def _duties(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    household = _household(state, event)
    return (replace(household, duties=event.com["duties"]),)


def _conflict(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    household = _household(state, event)
    return (replace(household, conflicts=(*household.conflicts, str(event.com["person"]))),)


def _grievance(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    entry = {
        "household": event.com["household"],
        "project": event.com["project"],
        "kind": event.open["kind"],
        "due_on": event.open["due_on"],
        "owner_unit": event.com["owner_unit"],
        "owner_post": event.com["owner_post"],
        "received_on": _day(event),
        "answered": None,
    }
    office = state.office().with_entry("grievances", str(stamp.seq), entry)
    if not event.com["household"]:
        return (office,)
    household = _household(state, event)
    after = replace(
        household,
        grievances=household.grievances + 1,
        grievances_open=household.grievances_open + 1,
        law={**household.law, "track.grievance": event.com["grievance_state"]},
    )
    return (office, after)


def _answered(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    key = str(event.open["grievance"])
    office = state.office().with_entry(
        "grievances", key, {**state.office().grievances[key], "answered": _day(event)}
    )
    if not event.com["household"]:
        return (office,)
    household = _household(state, event)
    after = replace(
        household,
        grievances_open=household.grievances_open - 1,
        law={**household.law, "track.grievance": event.com["grievance_state"]},
    )
    return (office, after)


_EVOLUTIONS: dict[str, Callable[[State, Event, Stamp], tuple[Aggregate, ...]]] = {
    "campaign.opened/1": _opened,
    "policy.sealed/1": _policy_sealed,
    "calendar.entered/1": _year_entered,
    "local_parameter.set/1": _local_set,
    "duties.assigned/1": _duties,
    "conflict.declared/1": _conflict,
    "commitment.given/1": _commitment_given,
    "commitment.settled/1": _commitment_settled,
    "late.proposed/1": _late_proposed,
    "late.reviewed/1": _late_reviewed,
    "project.step_recorded/1": _project_step,
    "project.date_entered/1": _project_date,
    "project.fact_entered/1": _project_fact,
    "costs.estimated/1": _costs,
    "funds.recorded/1": _funds,
    "register.imported/1": _register,
    "map.imported/1": _map,
    "plan.made/1": _nothing,
    "household.listed/1": _listed,
    "household.step_recorded/1": _household_step,
    "household.date_entered/1": _household_date,
    "household.fact_entered/1": _household_fact,
    "household.facts_corrected/1": _corrected,
    "household.objected_to_plan/1": _objected,
    "household.moved/1": _household_moved,
    "values.recorded/1": _values,
    "choice.recorded/1": _choice,
    "sums.computed/1": _computed,
    "agreement.signed/1": _signed,
    "agreement.effective/1": _effective,
    "decision.made/1": _decision_made,
    "decision.effective/1": _decision_in_force,
    "decision.lifted/1": _decision_lifted,
    "sums.revised/1": _revised,
    "payment.ordered/1": _ordered,
    "payment.made/1": _paid,
    "grievance.received/1": _grievance,
    "grievance.answered/1": _answered,
    "intake.conflict/1": _nothing,
    "bank.statement_received/1": _statement,
    "day.closed/1": _closed,
}
"""One evolution for every event type; a test holds it against `EVENT_SCHEMAS`."""
