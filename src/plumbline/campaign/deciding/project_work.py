"""Steps, dates, facts, estimates and maps of a project."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plumbline import law, policy
from plumbline.campaign.codec import plain
from plumbline.campaign.commands import (
    EnterProjectDate,
    EnterProjectFact,
    EstimateCosts,
    ImportMap,
    RecordProjectStep,
    SetLocalParameter,
)
from plumbline.campaign.deciding.draft import (
    Draft,
    another_level,
    documents_json,
    judge,
    kinds,
    of_project,
    reason,
    refused,
)
from plumbline.campaign.events import make_event
from plumbline.campaign.households import Household
from plumbline.campaign.projects import Project
from plumbline.campaign.sums import policy_facts
from plumbline.terms import HouseholdId, Reason, Refused, Regime, local_day

FUNDS_STEPS = frozenset({"sl_funds_in_full", "cl_funds_in_full"})


ESTIMATE = "project.estimate_total"


def _estimate_typed() -> Refused:
    """The whole that the funds must cover is computed from every household; nobody states it."""
    return refused(
        reason(
            f"{ESTIMATE}:own_command",
            "R590 12(2)",
            ESTIMATE,
            message=(
                "概算总额由方案逐户算出，不得填写",
                "the estimate is computed for every household by the policy; it is not typed",
            ),
            remedy=("请用 EstimateCosts 概算", "estimate with EstimateCosts"),
        )
    )


def already_recorded(step: str, on: str) -> Refused:
    """A step that stands is not recorded twice; a record typed twice ends here."""
    return refused(
        reason(
            f"{step}:already_recorded",
            "准绳自设规则",
            f"{step} = {on}",
            message=(f"此步骤已于 {on} 办理并记录在账", f"this step stands recorded, done on {on}"),
            remedy=(
                "不必再次录入；有错误的，用更正或者补正日期",
                "do not enter it again; correct it by a dated entry",
            ),
        )
    )


def record_project_step(draft: Draft, command: RecordProjectStep) -> Refused | None:
    """Record a project's step, move the households that it carries, and note the funds certified."""
    project = draft.project(command.project)
    if ESTIMATE in command.facts:
        return _estimate_typed()
    if command.step in project.records:
        return already_recorded(command.step, project.records[command.step]["on"])
    funds = command.facts.get("project.funds_available")
    if isinstance(funds, int) and not isinstance(funds, bool) and command.step in FUNDS_STEPS:
        _record_funds(draft, project, command, funds)
    reasons = judge(
        draft,
        of_project(draft, project.id),
        command.step,
        command.done_at,
        command.evidence,
        dates=command.dates,
        facts=command.facts,
        conditions=command.conditions,
    )
    if reasons:
        return Refused(reasons)
    draft.emit(
        make_event(
            "project.step_recorded/1",
            open={
                "project": project.id,
                "step": command.step,
                "done_on": local_day(command.done_at).isoformat(),
                "dates": plain(command.dates),
                "facts": plain(command.facts),
                "conditions": list(command.conditions),
                "documents": documents_json(command.evidence),
            },
            com=draft.act(command.done_at, command.evidence),
        )
    )
    settle_project(draft, project.id)
    return None


def _record_funds(draft: Draft, project: Project, command: Any, balance_fen: int) -> None:
    draft.emit(
        make_event(
            "funds.recorded/1",
            open={
                "project": project.id,
                "balance_fen": balance_fen,
                "change_fen": balance_fen - project.funds_fen,
            },
            com=draft.act(command.done_at, command.evidence),
        )
    )


def settle_project(draft: Draft, project_id: str) -> None:
    """Bring agreements into force where the taking now stands, and move every household that may move."""
    project = draft.project(project_id)
    in_force = (
        "cl_taking_announced" in project.records and project.facts.get("project.taking_state") == "in_force"
    )
    for household_id in list(draft.state.household_ids(project_id)):
        household = draft.household(household_id)
        if in_force and household.law.get("agreement.state") == "pending_approval":
            make_effective(draft, household)
        draft.settle(household_id)


def make_effective(draft: Draft, household: Household) -> None:
    """What was committed under an agreement becomes payable (LAMR 31, LAM 48(2))."""
    lines = [{"clause": clause, "payee": "household", "fen": fen} for clause, fen in household.booked.items()]
    draft.emit(
        make_event(
            "agreement.effective/1",
            com={
                "household": household.id,
                "lines": lines,
                "account": "due" if household.total_fen >= 0 else "owed",
                "on": draft.today.isoformat(),
                "by_person": "system",
            },
            files=(HouseholdId(household.id),),
        )
    )


def enter_project_date(draft: Draft, command: EnterProjectDate) -> Refused | None:
    """Enter a named date of a step before or after the step itself."""
    subject = of_project(draft, command.project)
    reasons = another_level(draft, subject, command.name.partition(".")[0]) or law.judge_date_entry(
        draft.rules.procedure,
        draft.rules.calendar,
        subject,
        target=command.name,
        on=command.on,
        now=draft.today,
        evidence=kinds(command.evidence),
    )
    if reasons:
        return Refused(tuple(reasons))
    draft.emit(
        make_event(
            "project.date_entered/1",
            open={
                "project": command.project,
                "date": command.name,
                "on": command.on.isoformat(),
                "documents": documents_json(command.evidence),
            },
            com=draft.act(command.on, command.evidence),
        )
    )
    settle_project(draft, command.project)
    return None


def enter_project_fact(draft: Draft, command: EnterProjectFact) -> Refused | None:
    """Enter a fact or condition of a project by a dated entry of its own."""
    if command.fact == ESTIMATE:
        return _estimate_typed()
    reasons = law.judge_fact_entry(
        draft.rules.procedure,
        of_project(draft, command.project),
        command.fact,
        command.value,
        kinds(command.evidence),
    )
    if reasons:
        return Refused(tuple(reasons))
    if command.fact == "project.funds_available" and isinstance(command.value, int):
        _record_funds(draft, draft.project(command.project), command, command.value)
    draft.emit(
        make_event(
            "project.fact_entered/1",
            open={
                "project": command.project,
                "fact": command.fact,
                "value": command.value,
                "documents": documents_json(command.evidence),
            },
            com=draft.act(command.done_at, command.evidence),
        )
    )
    settle_project(draft, command.project)
    return None


def set_local_parameter(draft: Draft, command: SetLocalParameter) -> Refused | None:
    """Set a local parameter from its document; the bounds of the law's table hold."""
    reasons = law.judge_local_parameter(
        draft.rules.procedure,
        Regime(draft.project(command.project).regime),
        command.name,
        command.value,
        command.document,
    )
    if reasons:
        return Refused(tuple(reasons))
    sha256 = next((e.sha256 for e in command.evidence if e.sha256), "")
    draft.emit(
        make_event(
            "local_parameter.set/1",
            open={
                "project": command.project,
                "name": command.name,
                "value": command.value,
                "document": command.document,
                "sha256": sha256,
            },
            com=draft.act(command.done_at, command.evidence),
        )
    )
    return None


def estimate_costs(draft: Draft, command: EstimateCosts) -> Refused | None:
    """Estimate every household by the policy at estimated prices, the dearer mode where none is chosen.

    source  R590 12(2): funds in full before the decision; how the whole is found is our own rule
    """
    project = draft.project(command.project)
    rule = draft.rules.policy_of(draft.state.office(), project)
    if rule is None:
        return no_policy(project)
    # Before the plan is in force the estimate stands on its first version, as published for comment.
    as_of = max(draft.context.at, rule.versions[0].start)
    estimates: dict[str, int] = {}
    failures = []
    for household_id in draft.state.household_ids(project.id):
        household = draft.household(household_id)
        if household.is_withdrawn:
            continue
        prices = _estimated_prices(household, command)
        facts = policy_facts(
            project,
            household,
            as_of=as_of,
            signed_at=None,
            prices=prices,
            shop_prices=_shop_prices(household, command),
        )
        computed = policy.dearer_mode(rule, facts, trace=False)
        if isinstance(computed, Refused):
            failures += [(household_id, r) for r in computed.reasons]
            continue
        # What goes to other payees leaves the same special account.
        others = sum(other.fen for other in computed.other_payees.values())
        estimates[household_id] = max(0, int(computed.total_fen)) + others
    if failures:
        return refused(
            *(
                reason(
                    f"estimate:{r.code}",
                    r.rule,
                    f"{household_id}: {r.fact}",
                    message=(
                        f"户 {household_id}：{r.message.zh}",
                        f"household {household_id}: {r.message.en}",
                    ),
                    remedy=(r.remedy.zh, r.remedy.en),
                )
                for household_id, r in failures[:20]
            )
        )
    draft.emit(
        make_event(
            "costs.estimated/1",
            open={"project": project.id, "total_fen": sum(estimates.values()), "households": len(estimates)},
            com={
                # Household numbers are Chinese, and keys of the ledger are ASCII: so rows, not a mapping.
                "estimates": [{"household": h, "fen": fen} for h, fen in estimates.items()],
                "prices": plain(command.prices),
                **draft.act(command.done_at, command.evidence),
            },
            pol=rule.sha256,
        )
    )
    return None


def _estimated_prices(household: Household, command: EstimateCosts) -> dict[str, int]:
    by_use = command.prices.get(household.block) or command.prices.get("*") or {}
    return {
        str(b["building_id"]): by_use[str(b["use"])]
        for b in household.facts.get("buildings", ())
        if b.get("use") in by_use
    }


def _shop_prices(household: Household, command: EstimateCosts) -> dict[str, int]:
    by_use = command.prices.get(household.block) or command.prices.get("*") or {}
    return {
        str(b["building_id"]): by_use["shop"]
        for b in household.facts.get("buildings", ())
        if "shop" in by_use
    }


def no_policy(project: Project) -> Refused:
    """Nothing is computed before the policy is sealed."""
    return refused(
        reason(
            "policy:not_sealed",
            "准绳自设规则",
            project.policy,
            message=(
                f"项目 {project.name_zh} 的补偿方案尚未封存",
                f"the policy of {project.name_en} is not sealed yet",
            ),
            remedy=("请先封存方案（SealPolicy）", "seal the policy first (SealPolicy)"),
        )
    )


def import_map(draft: Draft, command: ImportMap) -> Refused | None:
    """Take in footprints; a file taken in before is refused by its hash."""
    project = draft.project(command.project)
    if command.sha256 in project.maps:
        return refused(
            reason(
                "map:already_imported",
                "准绳自设规则",
                command.sha256,
                message=("这份地图文件已经导入过", "this map file has been imported already"),
                remedy=(
                    "不必再次导入；有变动的，请导入新文件",
                    "nothing to do; import a new file if it changed",
                ),
            )
        )
    if wrong := _wrong_feature(command):
        return refused(wrong)
    draft.emit(
        make_event(
            "map.imported/1",
            open={"project": project.id, "sha256": command.sha256, "footprints": len(command.features)},
            com={"features": plain(command.features), **draft.act(command.done_at, command.evidence)},
        )
    )
    return None


def _wrong_feature(command: ImportMap) -> Reason | None:
    seen: set[str] = set()
    for number, feature in enumerate(command.features, start=1):
        ok = isinstance(feature, Mapping) and all(
            isinstance(feature.get(name), str) and 1 <= len(feature[name]) <= most
            for name, most in (("id", 60), ("layer", 20))
        )
        if not ok or feature["id"] in seen:
            return reason(
                "map:feature",
                "准绳自设规则",
                f"features[{number - 1}]",
                message=(
                    f"第 {number} 个图形没有编号、图层，或者编号重复",
                    f"feature {number} has no id or layer, or its id is there twice",
                ),
                remedy=("请用 plumbline map import 导入", "import it with plumbline map import"),
            )
        seen.add(feature["id"])
    return None
