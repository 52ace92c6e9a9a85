"""Steps, dates, facts, corrections, values and choices of one household."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from plumbline import law, policy
from plumbline.campaign.codec import plain
from plumbline.campaign.commands import (
    CorrectFacts,
    EnterDate,
    EnterFact,
    ObjectToPlan,
    RecordAppraisedValues,
    RecordChoice,
    RecordStep,
)
from plumbline.campaign.deciding.computing import revise
from plumbline.campaign.deciding.decisions import lift, lift_if_fallen, serve
from plumbline.campaign.deciding.draft import (
    Draft,
    another_level,
    judge,
    kinds,
    of_household,
    reason,
    refused,
)
from plumbline.campaign.deciding.never import (
    by_a_shortcut,
    known_names,
    levers,
    over_the_appraiser,
    unknown_facts,
    without_a_home,
)
from plumbline.campaign.deciding.project_work import already_recorded, no_policy
from plumbline.campaign.events import make_event
from plumbline.campaign.evolving.households import set_path
from plumbline.campaign.households import Household
from plumbline.campaign.permissions import four_hands
from plumbline.campaign.sums import policy_facts
from plumbline.terms import HouseholdId, Reason, Refused, Regime, local_day, parse_area

RESERVED_STEPS = {
    "agreement_signed": "SignAgreement",
    "compensation_decision": "DecideCompensation",
    "decision_made": "DecideCompensation",
    "money_paid": "RecordPayment",
    "deposited": "RecordPayment",
    "transition_paid": "RecordPayment",
    "listed": "ImportRegister",
}
"""Steps that carry more than a record and have a command of their own."""

REPEATED_STEPS = frozenset({"sl_h_surveyed"})
"""Steps that may be recorded again where the lifecycle leads back to them."""

RESERVED_FACTS = {
    "choice": "RecordChoice",
    "policy_computed": "ComputeSums",
    "agreement.state": "SignAgreement",
    "track.grievance": "ReceiveGrievance / AnswerGrievance",
    "household.moving_fee_paid": "OrderPayment / RecordPayment",
}
"""Facts that follow from a command of their own: typed apart from it they would contradict the books."""

_HAND_OF = {"surveyed": "survey", "facts_settled": "review", "facts_confirmed": "review"}


def _may_repeat(draft: Draft, household: Household, step: str) -> bool:
    return step in REPEATED_STEPS and draft.move(household, step=step) is not None


def record_step(draft: Draft, command: RecordStep) -> Refused | None:
    """Record a household's step: the law's gates, the four hands, the lifecycle, then what it sets in motion."""
    household, ending = draft.household(command.household), command.step.partition("_h_")[2]
    if ending in RESERVED_STEPS:
        return own_command(command.step, RESERVED_STEPS[ending])
    if command.step in household.records and not _may_repeat(draft, household, command.step):
        return already_recorded(command.step, household.records[command.step]["on"])
    facts = {**_survey_facts(household, ending), **_served_facts(ending), **command.facts}
    reasons = judge(
        draft,
        of_household(draft, household.id),
        command.step,
        command.done_at,
        command.evidence,
        dates=command.dates,
        facts=facts,
        conditions=command.conditions,
    )
    if (hand := _HAND_OF.get(ending)) and not draft.context.imported:
        reasons += four_hands(household, draft.context, hand)
    if ending == "initial_value_displayed" and not household.prices:
        reasons += (_no_values(household),)
    if not draft.context.imported:
        reasons += _not_in_the_books(household, command)
    if reasons:
        return Refused(reasons)
    _emit_step(draft, household, command, facts)
    done_on = local_day(command.done_at)
    if ending in ("vacated", "enforced"):
        revise(draft, household.id, cause="vacated")
    if ending == "decision_served":
        serve(draft, household.id, done_on)
    draft.settle(household.id, on=done_on)
    lift_if_fallen(draft, household.id, done_on)
    return None


def _served_facts(ending: str) -> dict[str, Any]:
    """What the service of a decision brings about by itself: it is in force (R590 26; facts.decision.state)."""
    return {"decision.state": "in_force"} if ending == "decision_served" else {}


def _not_in_the_books(household: Household, command: RecordStep) -> tuple[Reason, ...]:
    """What a step states as paid must have been ordered and paid: the books say so, not the form."""
    reasons = [
        reason(
            f"{command.step}:{fact}",
            "R590 27(1)" if household.regime == Regime.STATE_LAND else "LAM 48(4)",
            fact,
            message=(
                "此项已付与否以付款记录为准，不由填表认定",
                "whether it is paid follows from the payments recorded",
            ),
            remedy=("请先开付款单并付清", "order it and record its payment first"),
        )
        for fact in command.facts
        if fact == "household.moving_fee_paid"
    ]
    advanced = household.advance and not any(clause in household.unpaid for clause in household.advance)
    if "transition_advance_paid" in command.conditions and not advanced:
        reasons.append(
            reason(
                f"{command.step}:transition_advance_paid",
                "R590 22" if household.regime == Regime.STATE_LAND else "LAM 48(4)",
                household.id,
                message=("预支的一个月临时安置费尚未付出", "the month of transition in advance is not paid"),
                remedy=(
                    "请先开预支付款单（OrderPayment advance）并付清",
                    "order it (OrderPayment, advance) and record its payment",
                ),
            )
        )
    return tuple(reasons)


def _emit_step(draft: Draft, household: Household, command: RecordStep, facts: dict[str, Any]) -> None:
    # The lifecycle is asked with the record already in place, as its guards read the step as done.
    after = Draft.on(draft.state, draft.context, draft.rules)
    event = _step_event(draft, household, command, facts, None)
    after.emit(event)
    moved = after.move(after.household(household.id), step=command.step)
    draft.emit(_step_event(draft, household, command, facts, moved))


def _step_event(
    draft: Draft,
    household: Household,
    command: RecordStep,
    facts: dict[str, Any],
    moved: tuple[str, str] | None,
) -> Any:
    return make_event(
        "household.step_recorded/1",
        open={"step": command.step},
        com={
            "household": household.id,
            "dates": plain(command.dates),
            "facts": plain(facts),
            "conditions": list(command.conditions),
            "state": moved[0] if moved else None,
            "stage": moved[1] if moved else None,
            "imported": draft.context.imported,
            **draft.act(command.done_at, command.evidence),
        },
        files=(HouseholdId(household.id),),
    )


def _survey_facts(household: Household, ending: str) -> dict[str, Any]:
    """Facts of the law that the survey itself shows; the register's own words stay beside them."""
    if ending != "surveyed":
        return {}
    return survey_facts(household.regime, household.facts, household.kind)


def survey_facts(regime: str, facts: Any, kind: str) -> dict[str, Any]:
    """What the surveyed facts say in the law's terms: use, natural person, unregistered buildings, a rural home."""
    buildings = facts.get("buildings", ())
    if regime == Regime.COLLECTIVE_LAND:
        mode = facts.get("choices", {}).get("mode")
        return {
            "household.has_rural_home": bool(buildings) and kind == "household" and mode != "none",
            "household.has_buildings": bool(buildings),
        }
    uses = {"dwelling" if b.get("use") == "residence" else "non_residential" for b in buildings}
    return {
        "household.use": "mixed" if len(uses) > 1 else next(iter(uses), "dwelling"),
        "household.owner_is_individual": kind == "household",
        "household.has_unregistered": any(b.get("registered") is False for b in buildings),
    }


def own_command(what: str, command: str) -> Refused:
    """A step or fact that is recorded by another command, and by no other way."""
    return refused(
        reason(
            f"{what}:own_command",
            "准绳自设规则",
            what,
            message=(f"此项由命令 {command} 办理", f"this is recorded by the command {command}"),
            remedy=(f"请用 {command}", f"use {command}"),
        )
    )


def _no_values(household: Household) -> Reason:
    return reason(
        "sl_h_initial_value_displayed:values",
        "M77 16",
        household.id,
        message=("评估机构尚未报送此户的评估单价", "the appraiser has not handed in this household's values"),
        remedy=(
            "请评估机构先录入（RecordAppraisedValues）",
            "let the appraiser enter them first (RecordAppraisedValues)",
        ),
    )


def enter_date(draft: Draft, command: EnterDate) -> Refused | None:
    """Enter a named date of a household's step before or after the step itself."""
    subject = of_household(draft, command.household)
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
            "household.date_entered/1",
            open={"date": command.name},
            com={
                "household": command.household,
                "on": command.on.isoformat(),
                **draft.act(command.on, command.evidence),
            },
            files=(HouseholdId(command.household),),
        )
    )
    draft.settle(command.household)
    return None


def enter_fact(draft: Draft, command: EnterFact) -> Refused | None:
    """Enter a fact or condition of a household by a dated entry of its own, with its document."""
    if command.fact in RESERVED_FACTS:
        return own_command(command.fact, RESERVED_FACTS[command.fact])
    reasons = law.judge_fact_entry(
        draft.rules.procedure,
        of_household(draft, command.household),
        command.fact,
        command.value,
        kinds(command.evidence),
    )
    if reasons:
        return Refused(tuple(reasons))
    draft.emit(
        make_event(
            "household.fact_entered/1",
            open={"fact": command.fact},
            com={
                "household": command.household,
                "value": command.value,
                **draft.act(command.done_at, command.evidence),
            },
            files=(HouseholdId(command.household),),
        )
    )
    on = local_day(command.done_at)
    if command.fact == "decision.state" and command.value == "set_aside":
        lift(draft, command.household, cause="set_aside", on=on)
    draft.settle(command.household)
    lift_if_fallen(draft, command.household, on)
    return None


def correct_facts(draft: Draft, command: CorrectFacts) -> Refused | None:
    """Correct surveyed facts by a dated entry; sums already signed are computed anew at their own instant.

    source  policy A30, B33: facts corrected after review are computed by the version of the signing
    """
    household = draft.household(command.household)
    if not command.changes or not command.reason.strip():
        return _nothing_corrected()
    facts: Any = household.facts
    for path, value in command.changes.items():
        try:
            facts = set_path(facts, path, value)
        except (KeyError, AttributeError, TypeError):
            return _no_such_fact(path)
        if path.partition(".")[0].partition("[")[0] not in SURVEYED:
            return _no_such_fact(path)
    if wrong := wrong_facts(facts):
        return _no_such_value(wrong)
    if never := levers(draft, household.project, (command.changes,)):
        return Refused(never)
    known = known_names(draft, household.project)
    before = unknown_facts(known, household.facts)
    if wrong := next((place for place in unknown_facts(known, facts) if place not in before), ""):
        return _no_such_fact(wrong)
    if never := over_the_appraiser(draft, household, command) + by_a_shortcut(
        draft, household, command, facts
    ):
        return Refused(never)
    draft.emit(
        make_event(
            "household.facts_corrected/1",
            com={
                "household": household.id,
                "changes": plain(command.changes),
                "reason": command.reason,
                "corrects": [
                    household.records[s]["seq"]
                    for s in ("sl_h_surveyed", "cl_h_surveyed")
                    if s in household.records
                ],
                **draft.act(command.done_at, command.evidence),
            },
            files=(HouseholdId(household.id),),
        )
    )
    if household.is_signed or household.is_decided:
        return revise(draft, household.id, cause="corrected")
    return None


SURVEYED = frozenset({"household", "buildings", "attachments", "persons", "parcels", "block", "group"})
"""What a survey may say of a household; its choice and its dates are acts of their own."""


def _nothing_corrected() -> Refused:
    return refused(
        reason(
            "correction:empty",
            "方案第三十条",
            "changes, reason",
            message=("更正须写明改哪一项和理由", "a correction names what it changes and why"),
            remedy=("请写明事实、改正后的值和理由", "give the fact, its right value and the reason"),
        )
    )


def _no_such_value(where: str) -> Refused:
    return refused(
        reason(
            "correction:value",
            "方案第三十条",
            where,
            message=(f"更正后的事实不成立：{where}", f"the corrected facts do not hold: {where}"),
            remedy=("面积写成 87.50 的样子，每栋有编号", "write areas like 87.50; every building has its id"),
        )
    )


def wrong_facts(facts: Any) -> str:
    """The first place where surveyed facts have not the form of facts; empty when all have.

    The policy itself judges the values; here only what every table of the office relies on.
    """
    if not isinstance(facts, Mapping):
        return "facts"
    if not isinstance(facts.get("household", {}), Mapping):
        return "household"
    for name in sorted(SURVEYED & facts.keys() - {"household", "block", "group"}):
        rows = facts[name]
        if not isinstance(rows, list | tuple) or not all(isinstance(row, Mapping) for row in rows):
            return name
    ids = [row.get("building_id") for row in facts.get("buildings", ())]
    if any(not isinstance(id, str) or not id for id in ids) or len(ids) != len(set(ids)):
        return "buildings[].building_id"
    for row in facts.get("buildings", ()):
        for name, most in (("building_id", 40), ("footprint_id", 60), ("use", 20), ("structure", 20)):
            if len(str(row.get(name) or "")) > most:
                return f"buildings[{row['building_id'][:40]}].{name}"
        try:
            parse_area(str(row.get("area") or "0"))
        except ValueError:
            return f"buildings[{row['building_id']}].area = {row['area']}"
    return ""


def _no_such_fact(path: str) -> Refused:
    return refused(
        reason(
            "correction:path",
            "准绳自设规则",
            path,
            message=(f"此户没有事实“{path}”", f"the household has no fact “{path}”"),
            remedy=(
                "请写成 buildings[b1].area 的样子，编号以户档为准",
                "write it like buildings[b1].area, with the ids of the file",
            ),
        )
    )


def object_to_plan(draft: Draft, command: ObjectToPlan) -> Refused | None:
    """Record that the household says the plan breaches the law; it counts towards the hearing (R590 11(2))."""
    household = draft.household(command.household)
    project = draft.project(household.project)
    published = project.records.get("sl_plan_published_for_comment") or project.records.get(
        "cl_plan_announced"
    )
    if published is None or local_day(command.done_at) < date.fromisoformat(published["on"]):
        return refused(
            reason(
                "objection:not_published",
                "R590 10(2)" if project.regime == Regime.STATE_LAND else "LAM 47(2)",
                project.id,
                message=("方案尚未公布征求意见", "the plan has not been published for comment"),
                remedy=("请在方案公布以后登记意见", "register it once the plan is published"),
            )
        )
    draft.emit(
        make_event(
            "household.objected_to_plan/1",
            com={
                "household": household.id,
                "text": command.text,
                **draft.act(command.done_at, command.evidence),
            },
            files=(HouseholdId(household.id),),
        )
    )
    return None


def record_values(draft: Draft, command: RecordAppraisedValues) -> Refused | None:
    """Take the appraiser's unit prices, and compute the household's total at its dearer mode from them.

    source  R590 19: only the appraiser's figure, for every building that counts; nobody edits it
    """
    household = draft.household(command.household)
    project = draft.project(household.project)
    buildings = {str(b["building_id"]) for b in household.facts.get("buildings", ())}
    wrong = sorted((set(command.prices) ^ buildings) | (set(command.shop_prices) - buildings))
    if wrong or any(price <= 0 for price in (*command.prices.values(), *command.shop_prices.values())):
        return refused(
            reason(
                "values:buildings",
                "M77 16",
                "、".join(wrong) or plain(dict(command.prices)).__str__(),
                message=(
                    f"评估单价须逐栋给出且大于零：{'、'.join(wrong)}",
                    f"one positive unit price for each building: {', '.join(wrong)}",
                ),
                remedy=("请按户档的建筑编号逐栋填写", "give one for each building id of the file"),
            )
        )
    rule = draft.rules.policy_of(draft.state.office(), project)
    if rule is None:
        return no_policy(project)
    facts = policy_facts(
        project,
        household,
        as_of=draft.context.at,
        signed_at=None,
        prices=command.prices,
        shop_prices=command.shop_prices,
    )
    computed = policy.dearer_mode(rule, facts, trace=False)
    if isinstance(computed, Refused):
        return computed
    draft.emit(
        make_event(
            "values.recorded/1",
            com={
                "household": household.id,
                "prices": dict(command.prices),
                "shop_prices": dict(command.shop_prices),
                "policy_total_fen": max(0, int(computed.total_fen))
                + sum(other.fen for other in computed.other_payees.values()),
                **draft.act(command.done_at, command.evidence),
            },
            files=(HouseholdId(household.id),),
            pol=rule.sha256,
        )
    )
    return None


CHOICE_OF_MODE = {
    Regime.STATE_LAND: {"cash": "money", "swap": "exchange"},
    Regime.COLLECTIVE_LAND: {
        "flats": "resettlement_dwelling",
        "cash": "money",
        "self_build": "new_homestead_plot",
        "none": "money",
    },
}
"""The policy's mode of compensation in the law's words."""


def record_choice(draft: Draft, command: RecordChoice) -> Refused | None:
    """Record the resident's own choice; the written choice must have been offered first (R590 21, LAM 48(4))."""
    household = draft.household(command.household)
    mode = str(command.choices.get("mode", ""))
    choice = CHOICE_OF_MODE[Regime(household.regime)].get(mode)
    if choice is None:
        known = "、".join(CHOICE_OF_MODE[Regime(household.regime)])
        return refused(
            reason(
                "choice:mode",
                "方案 choices.mode",
                mode,
                message=(f"没有“{mode}”这种补偿方式", f"there is no mode “{mode}”"),
                remedy=(f"可选：{known}", f"one of: {known}"),
            )
        )
    if household.is_signed:
        return already_recorded("choice", str(household.agreement["signed_at"])[:10])
    reasons = law.judge_fact_entry(
        draft.rules.procedure,
        of_household(draft, command.household),
        "choice",
        choice,
        kinds(command.evidence),
    )
    offered = ("sl_h_choice_offered", "cl_h_choice_offered")
    needs_offer = household.regime == Regime.STATE_LAND or bool(household.law.get("household.has_rural_home"))
    if needs_offer and not any(step in household.records for step in offered):
        reasons = (*reasons, _not_offered(household))
    reasons = (*reasons, *without_a_home(draft, household, mode))
    if reasons:
        return Refused(tuple(reasons))
    draft.emit(
        make_event(
            "choice.recorded/1",
            com={
                "household": household.id,
                "choices": plain(command.choices),
                "choice": choice,
                **draft.act(command.done_at, command.evidence),
            },
            files=(HouseholdId(household.id),),
        )
    )
    return None


def _not_offered(household: Household) -> Reason:
    return reason(
        "choice:choice_offered",
        "R590 21(1)" if household.regime == Regime.STATE_LAND else "LAM 48(4)",
        household.id,
        message=("尚未书面告知并征询补偿方式", "the written choice of form has not been offered"),
        remedy=("请先送达补偿方式选择书并记录", "serve the choice form and record it first"),
    )
