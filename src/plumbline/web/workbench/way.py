"""Where a household stands by the law: its line of stages, its next step, what else is open and what waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from plumbline import campaign, law
from plumbline.campaign import Household, Project
from plumbline.terms import STAGES, Reason, Refused, Regime, Stage, Text
from plumbline.web.parts import StageLine, stage_line
from plumbline.web.plainly import cited, plain
from plumbline.web.workbench.words import COMMAND_TITLES, step_name

_DEPTH = 4
"""A step that waits for a step that waits: deeper than any chain of the tables."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something that may be done next: a command, for a step where it records one.

    refused   why it is not open, None where it is
    earliest  first lawful day, where one can be told
    """

    command: str
    step: str
    title: Text
    refused: Refused | None = None
    earliest: date | None = None

    @property
    def rule(self) -> Text:
        """The article of the first reason, our own rules by their name."""
        return cited(self.refused.reasons[0].rule) if self.refused else Text("", "")


@dataclass(frozen=True, slots=True)
class Way:
    """A household's whole standing on a day.

    next     the one primary action; None where nothing follows (closed, withdrawn)
    open     other steps that the law opens now
    waiting  steps that are not open, with every reason
    """

    standing: law.Standing
    next: Act | None
    open: tuple[Act, ...]
    waiting: tuple[Act, ...]


def way_of(rules: campaign.Rules, project: Project, household: Household, today: date) -> Way:
    """Where the household stands by the law's tables on a day."""
    subject = campaign.household_subject(project, household)
    standing = law.standing(rules.procedure, rules.calendar, subject, today)
    waiting = {w.step: w for w in standing.waiting}
    unclear = law.condition(rules.procedure, rules.calendar, subject, "owner_unclear", today) is True
    following = _next(rules, household, standing, waiting, unclear=unclear)
    chosen = following.step if following else ""
    return Way(
        standing=standing,
        next=following,
        open=_others(household, standing, following),
        waiting=tuple(_waits(household, w) for w in standing.waiting if w.step != chosen),
    )


def _others(household: Household, standing: law.Standing, following: Act | None) -> tuple[Act, ...]:
    """Other open steps; a command that serves several of them is offered once."""
    seen = (
        {(following.command, following.step if following.command == "RecordStep" else "")}
        if following
        else set()
    )
    found = []
    for step in standing.open:
        act = _open(household, step)
        key = (act.command, step if act.command == "RecordStep" else "")
        if key not in seen:
            seen.add(key)
            found.append(act)
    return tuple(found)


def _next(
    rules: campaign.Rules,
    household: Household,
    standing: law.Standing,
    waiting: Mapping[str, law.Waiting],
    *,
    unclear: bool,
) -> Act | None:
    lifecycle = rules.procedure.regimes[Regime(household.regime)].lifecycle
    elsewhere = {n.step for n in standing.not_applicable}
    first_waiting: Act | None = None
    following = _following(lifecycle, household, rules)
    if unclear:
        # Nobody is known who could sign: the law's way for such a household is the decision.
        following = tuple(sorted(following, key=lambda step: step.endswith("_h_agreement_signed")))
    for step in following:
        if step in elsewhere:
            continue
        act = _lead_to(rules, household, step, standing, waiting, _DEPTH)
        if act is not None and (act.refused is None or unclear):
            return act
        first_waiting = first_waiting or act
    return first_waiting


def _following(lifecycle: law.Lifecycle, household: Household, rules: campaign.Rules) -> tuple[str, ...]:
    """Steps that lead on from the household's state, the agreement's way before the others."""
    p = "sl_h_" if household.regime == Regime.STATE_LAND else "cl_h_"
    found: list[str] = []
    for transition in lifecycle.transitions:
        if household.state not in transition.sources:
            continue
        if transition.step is not None:
            found.append(transition.step)
        elif transition.target == "compensated":
            secured = [f"{p}{end}" for end in ("exchange_secured", "resettlement_secured")]
            found += [f"{p}money_paid", *(s for s in secured if s in rules.procedure.steps)]
        elif transition.target == "resettled":
            # The plot is cleared before the new dwelling is handed out, unless money is owed already.
            later = () if household.state == "handed_over" else ("exchange_delivered", "resettled")
            found += [s for end in (*later, "money_paid") if (s := f"{p}{end}") in rules.procedure.steps]
    return tuple(dict.fromkeys(found))


def _lead_to(
    rules: campaign.Rules,
    household: Household,
    step: str,
    standing: law.Standing,
    waiting: Mapping[str, law.Waiting],
    depth: int,
) -> Act | None:
    """The act that leads to a step: itself where it is open, else what it waits for and may be done now."""
    before = _before(household, step)
    if before is not None:
        return before
    if step.endswith("_h_money_paid") and step in household.records and is_owed(household):
        return _open(household, step)
    if step in standing.open:
        return _open(household, step)
    found = waiting.get(step)
    if found is None:
        return None
    for reason in found.reasons:
        asked = reason.code.partition(":requires(")[2].rstrip(")")
        row = rules.procedure.steps.get(asked)
        if depth and row is not None and row.is_household:
            earlier = _lead_to(rules, household, asked, standing, waiting, depth - 1)
            if earlier is not None and earlier.refused is None:
                return earlier
    return _waits(household, found)


def _before(household: Household, step: str) -> Act | None:
    """What the office does before a step that its own tables do not know as a step: values, choice, sheet."""
    ending = step.partition("_h_")[2]
    inspected = any(s.endswith("_h_inspected") for s in household.records)
    if ending == "initial_value_displayed" and inspected and not household.prices:
        return _act("RecordAppraisedValues")
    if ending == "agreement_signed" and any(s.endswith("_h_choice_offered") for s in household.records):
        if household.law.get("choice", "unchosen") == "unchosen":
            return _act("RecordChoice")
        if not household.sheet:
            return _act("ComputeSums")
    return None


def _act(command: str, step: str = "") -> Act:
    return Act(command, step, COMMAND_TITLES[command])


def command_of(household: Household, step: str) -> str:
    """The command that records a step: its own, or the general one."""
    ending = step.partition("_h_")[2]
    if ending in ("money_paid", "deposited", "transition_paid"):
        return "RecordPayment" if open_order(household) else "OrderPayment"
    return campaign.RESERVED_STEPS.get(ending, "RecordStep")


def is_owed(household: Household) -> bool:
    """Whether the household is owed more, though it has been paid before: an instalment, a reward, a top-up."""
    return household.account == "due" and sum(household.unpaid.values()) > 0


def open_order(household: Household) -> str:
    """The number of the household's unpaid order, "" where it has none."""
    return next((key for key, order in household.orders.items() if not order["paid"]), "")


def _open(household: Household, step: str) -> Act:
    command = command_of(household, step)
    title = step_name(step) if command == "RecordStep" else COMMAND_TITLES[command]
    return Act(command, step, title)


def _waits(household: Household, waiting: law.Waiting) -> Act:
    return Act(
        command_of(household, waiting.step),
        waiting.step,
        step_name(waiting.step),
        Refused(waiting.reasons),
        waiting.earliest,
    )


# ---------- the line across the top ----------
_DECISION_STATES = ("decision_requested", "decided", "decision_served", "remedies_exhausted")


NOTHING_FOLLOWS = Text(
    "现在没有可以由指挥部办理的下一步；条件具备后自动进入下一阶段。",
    "Nothing is to be done now; the household moves on by itself when its conditions hold.",
)


def line_of(household: Household, reached: Mapping[Stage, date], way: Way, today: date) -> StageLine:
    """The life-cycle line: stages with the days they were reached, the next one with its day or its blocks."""
    order: list[Stage] = [s for s in STAGES if s is not Stage.WITHDRAWN]
    if household.stage == Stage.WITHDRAWN:
        order = [*(s for s in order if s in reached), Stage.WITHDRAWN]
    skipped = frozenset() if Stage.DECIDED in reached else frozenset({Stage.DECIDED})
    refused = way.next.refused if way.next else None
    ended = household.stage in (Stage.CLOSED, Stage.WITHDRAWN)
    blocks = tuple(_short(reason) for reason in refused.reasons) if refused else ()
    return stage_line(
        order,
        dict(reached),
        today,
        earliest=way.next.earliest if way.next else None,
        blocks=(NOTHING_FOLLOWS,) if way.next is None and not ended else blocks,
        skipped=skipped,
    )


def _short(reason: Reason) -> Text:
    """What holds the step back; the law's own sentence names its article already."""
    zh, en = plain(reason.message.zh, "zh-hans"), plain(reason.message.en, "en")
    if "依据" in zh or "自设规则" in zh:
        return Text(zh, en)
    rule = cited(reason.rule)
    return Text(f"{zh}（{rule.zh}）", f"{en} ({rule.en})")
