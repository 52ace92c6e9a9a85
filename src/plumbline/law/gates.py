"""The judgement of one act: every reason why its step may not be recorded, in the procedure's order.

(a) the step exists here; (b) what it requires is done, and not later than it; (c) nothing forbids it
yet: expressions, minimum periods, prohibitions; (d) its documents are attached; (e) the local
parameters it uses are set; last, the household stands where the step leads on from.
An empty answer opens the gate. Deadlines never stand in the way: a late duty is still done.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TypeAlias

from plumbline.law.admissible import not_admissible
from plumbline.law.calendar import WorkCalendar
from plumbline.law.compiled import Rules, rules_of
from plumbline.law.explanation import explanation_of
from plumbline.law.expressions import show
from plumbline.law.failing import (
    NOTHING_TO_SAY,
    Failing,
    default_text,
    locals_in,
    missing,
    not_all,
    not_done,
)
from plumbline.law.grounds import PRODUCT_RULE, Ground, of_need
from plumbline.law.needs import Gate, gate_of, ground_then
from plumbline.law.procedure import Entry, Nature, Procedure, Step
from plumbline.law.settling import settled_state
from plumbline.law.subjects import Act, HouseholdSubject, Subject, all_done, project_of
from plumbline.law.views import STATED, Unknown, View
from plumbline.terms import Reason, Regime, Text


def judge(procedure: Procedure, calendar: WorkCalendar, subject: Subject, act: Act) -> tuple[Reason, ...]:
    """Every reason against recording an act, in order, each need once; empty = it may be recorded.

    The law is that of the act's day, whichever edition is given.

    subject  a HouseholdSubject for a household step, a ProjectSubject for a project step
    raises   ValueError for a step of the other level, an error of the caller
    """
    procedure, regime = procedure.on(act.on), project_of(subject).regime
    step = procedure.steps.get(act.step)
    if step is None or step.regime is not regime:
        return (_unknown_step(act, regime),)
    if step.is_household is not isinstance(subject, HouseholdSubject):
        raise ValueError(f"{act.step} and a {type(subject).__name__} are of two levels")
    rules = rules_of(procedure, regime)
    view = View(rules, calendar, subject, act.on, act=act)
    gate = gate_of(rules, act.step)
    found: dict[str, Reason] = {}
    for failing, ground in _against(gate, view, act):
        reason = reason_of(rules, gate.step, failing, ground)
        found.setdefault(reason.code, reason)
    return tuple(found.values())


def reason_of(rules: Rules, step: Step, failing: Failing, ground: Ground) -> Reason:
    """The refusal's one shape for a need that is not met; one that never changes is made once."""
    if id(failing) not in rules.kept:
        return _reason(rules, step, failing, ground)
    key = (step.id, id(failing), ground.rule)
    known: Reason | None = rules.memo.get(key)
    if known is None:
        known = rules.memo[key] = _reason(rules, step, failing, ground)
    return known


def _reason(rules: Rules, step: Step, failing: Failing, ground: Ground) -> Reason:
    basis = ground.basis_for(rules)
    return Reason(
        code=f"{step.id}:{failing.need}",
        rule=ground.rule,
        fact=failing.fact,
        message=Text(
            f"“{step.name.zh}”不能记录：{failing.what.zh}。{basis.zh}。",
            f"“{step.name.en}” cannot be recorded: {failing.what.en}. {basis.en}.",
        ),
        remedy=failing.remedy,
        earliest=failing.earliest,
    )


Against: TypeAlias = tuple[Failing, Ground]
"""One need that is not met, with the article behind it."""


def _against(gate: Gate, view: View, act: Act) -> Iterator[Against]:
    yield from unmet_before(gate, view, act.on)
    yield from _misdated(gate, view, act)
    yield from forbidden(gate, view)
    yield from _papers(gate, view, act)
    yield from unset_locals(gate, view)
    yield from not_admissible(view.rules, act)
    yield from _from_elsewhere(gate, view)


def unmet_before(gate: Gate, view: View, on: date) -> list[Against]:
    """(a) and (b): what a date that precedes its step needs as well."""
    found: list[Against] = []
    if gate.when is not None and (parts := gate.when(view)):
        found.append(_not_here(gate, view.rules, parts))
    found += unmet_requirements(gate, view, on)
    return found


def forbidden(gate: Gate, own: View, base: View | None = None) -> Iterator[Against]:
    """(c): each expression that must hold and does not; `base` answers what the act does not touch."""
    for need in gate.needs:
        view = own if base is None or need.is_stated else base
        if (need.only_when is None or need.only_when(view) is True) and (failing := need.why(view)):
            ground = ground_then(gate, need, view)
            for part in failing:
                yield part, ground


def unset_locals(gate: Gate, view: View) -> Iterator[Against]:
    """(e): local parameters that no cited document sets, or that one sets too low."""
    for local in gate.locals:
        if local.only_when is None or local.only_when(view) is True:
            yield from _unset(gate, view, local.id)


def _not_here(gate: Gate, rules: Rules, parts: tuple[Failing, ...]) -> Against:
    if (unknown := first_unknown(parts)) is not None:
        return unknown, gate.own
    return rules.kept_from(gate.when, parts, lambda: _elsewhere(parts)), gate.own


def first_unknown(parts: tuple[Failing, ...]) -> Failing | None:
    """What must be entered before it can be told whether a step exists here, where something must."""
    return next((part for part in parts if part.need.startswith(("local(", "calendar("))), None)


def _elsewhere(parts: tuple[Failing, ...]) -> Failing:
    return Failing(
        "when",
        Text(
            "本案不适用此步骤：" + "；".join(p.what.zh for p in parts),
            "the step does not apply here: " + "; ".join(p.what.en for p in parts),
        ),
        "; ".join(p.fact for p in parts),
        Text("条件具备时方有此步骤", "The step exists only where these hold"),
    )


def unmet_requirements(gate: Gate, view: View, on: date) -> list[Against]:
    """(b): what must be done before, and is not, or was done later."""
    step, found = gate.step, list[Against]()
    for id in step.requires:
        found += _required(gate, view, on, id)
    for test, ids, when in gate.requires_if:
        # Asked household by household where all are asked: the subject's counts say who is.
        verdict = True if step.all_households else test(view)
        if verdict is True:
            note = default_text(view.rules, view, locals_in(view.rules, when))
            for id in ids:
                found += _required(gate, view, on, id, note)
        elif isinstance(verdict, Unknown) and verdict is not STATED:
            found.append((missing(verdict, view.rules), gate.own))
    for group in step.requires_any:
        found += _one_required(gate, view, on, group)
    return found


_MET: tuple[Against, ...] = ()


def _required(gate: Gate, view: View, on: date, id: str, note: Text = NOTHING_TO_SAY) -> tuple[Against, ...]:
    rules = view.rules
    record = view.record(id)
    if record is not None:
        if record.on <= on:
            return _MET
        return ((_too_soon(rules.procedure.steps[id], record.on, on), gate.own),)
    required = rules.procedure.steps[id]
    if required.is_household and not gate.step.is_household:
        # Of a household's step a project has no record: it counts the households that have it.
        return _MET if all_done(view.project, id) else ((not_all(rules, view, id), gate.own),)
    failing = not_done(rules, id)
    if note.zh:
        failing = rules.kept_from(("noted", note.zh), [failing], partial(_noted, failing, note))
    return ((failing, gate.requires_ground[id]),)


def _noted(failing: Failing, note: Text) -> Failing:
    what = Text(failing.what.zh + note.zh, failing.what.en + note.en)
    return Failing(failing.need, what, failing.fact, failing.remedy)


def _one_required(gate: Gate, view: View, on: date, group: tuple[str, ...]) -> tuple[Against, ...]:
    done = [(record.on, id) for id in group if (record := view.record(id)) is not None]
    if not done:
        return ((_none_done(view.rules, group), gate.own),)
    first, id = min(done)
    if first <= on:
        return _MET
    return ((_too_soon(view.rules.procedure.steps[id], first, on), gate.own),)


def _none_done(rules: Rules, group: tuple[str, ...]) -> Failing:
    known: Failing | None = rules.memo.get(group)
    if known is None:
        steps = rules.procedure.steps
        zh = "、".join(f"“{steps[id].name.zh}”" for id in group)
        en = ", ".join(f"“{steps[id].name.en}”" for id in group)
        failing = Failing(
            f"requires_any({'|'.join(group)})",
            Text(f"下列步骤均未记录：{zh}", f"none of these is recorded: {en}"),
            f"{', '.join(group)}: 未记录",
            Text(f"先记录其中之一：{zh}", f"Record one of them first: {en}"),
        )
        known = rules.keep(group, failing)
    return known


def _too_soon(required: Step, done_on: date, on: date) -> Failing:
    return Failing(
        f"before({required.id})",
        Text(
            f"{on}早于“{required.name.zh}”（{done_on}）", f"{on} is before “{required.name.en}” ({done_on})"
        ),
        f"{on} < {required.id} {done_on}",
        Text("核对日期；不得早于所依据的步骤", "Check the day; it may not precede the step it rests on"),
        done_on,
    )


def _unset(gate: Gate, view: View, id: str) -> Iterator[Against]:
    value = view.local(id)
    if isinstance(value, Unknown):
        yield missing(value, view.rules), gate.own
        return
    parameter = view.rules.regime_rules.local_parameters[id]
    least = parameter.product_minimum
    if least is not None and isinstance(value, int) and value < least:
        text = Text(f"“{parameter.name.zh}”不低于{least}", f"{parameter.name.en} is at least {least}")
        yield (
            Failing(
                f"local({id})",
                Text(
                    f"地方参数“{parameter.name.zh}”为{value}，低于{least}",
                    f"the local parameter {parameter.name.en} is {value}, below {least}",
                ),
                f"local.{id} {value} < {least}",
                Text(f"按不低于{least}执行", f"Use at least {least}"),
            ),
            Ground("PRODUCT", "-", text, Nature.PRODUCT),
        )


def _misdated(gate: Gate, view: View, act: Act) -> Iterator[Against]:
    product = Text("行为日期须真实，且不晚于录入日", "the day of an act is true and not later than its entry")
    ground = Ground("PRODUCT", "-", product, Nature.PRODUCT)
    if act.on > act.now:
        yield (
            Failing(
                "future",
                Text(
                    f"办理日期{act.on}晚于今日{act.now}", f"the day {act.on} is later than today, {act.now}"
                ),
                f"{act.on} > {act.now}",
                Text("待该日到来后记录", "Record it when that day has come"),
                act.on,
            ),
            ground,
        )
    if not view.calendar.is_known(act.on):
        yield missing(Unknown("calendar", str(act.on.year)), view.rules), ground
    for named in gate.step.dates:
        if named.entry is Entry.WITH and named.id not in act.dates:
            yield _no_date(named.id, named.text), gate.own
    for id, only_when in gate.dates_before:
        if only_when is not None and only_when(view) is not True:
            continue
        entered = view.day(f"{gate.step.id}.{id}", gate.step.id, id)
        date_row = gate.step.date(id)
        assert date_row is not None, "checked when the tables were read"
        if entered is None:
            yield _no_date(id, date_row.text), gate.own
        elif entered > act.on:
            yield (
                Failing(
                    f"before({gate.step.id}.{id})",
                    Text(
                        f"{act.on}早于“{date_row.text.zh}”（{entered}）",
                        f"{act.on} is before “{date_row.text.en}” ({entered})",
                    ),
                    f"{act.on} < {entered}",
                    Text("核对日期", "Check the day"),
                    entered,
                ),
                gate.own,
            )


def _no_date(id: str, label: Text) -> Failing:
    return Failing(
        f"date({id})",
        Text(f"没有录入“{label.zh}”", f"“{label.en}” is not entered"),
        f"{id}: 未录入",
        Text(f"录入“{label.zh}”及其凭证", f"Enter “{label.en}” with its document"),
    )


def _papers(gate: Gate, view: View, act: Act) -> Iterator[Against]:
    documents = view.rules.procedure.documents
    wanted = list(gate.step.evidence)
    for test, ids in gate.evidence_if:
        verdict = test(view)
        if verdict is True:
            wanted += ids
        elif isinstance(verdict, Unknown):
            yield missing(verdict, view.rules), gate.own
    groups = [(id,) for id in wanted] + list(gate.step.evidence_any)
    for group in groups:
        if act.evidence.isdisjoint(group):
            zh = "或者".join(f"《{documents[id].name.zh}》" for id in group)
            en = " or ".join(documents[id].name.en for id in group)
            yield (
                Failing(
                    f"evidence({'|'.join(group)})",
                    Text(f"缺少{zh}", f"missing: {en}"),
                    f"{' | '.join(group)}: 未附",
                    Text(f"附上{zh}", f"Attach {en}"),
                ),
                gate.own,
            )


def _from_elsewhere(gate: Gate, view: View) -> Iterator[Against]:
    """A step that moves the household must find it in a state from which it leads on, every guard true."""
    if not gate.moves or view.household is None:
        return
    state = settled_state(View(view.rules, view.calendar, view.household, view.on), view.household.state)
    possible = [move for move in gate.moves if state in move.transition.sources]
    if not possible:
        if not _follows_by_itself(gate, view, state):
            yield wrong_state(gate, view, state)
    elif not any(move.holds(view) for move in possible):
        for expr, _ in possible[0].guards:
            for failing in explanation_of(expr, view.rules)(view):
                yield failing, of_need(view.rules, gate.step, expr)


def _follows_by_itself(gate: Gate, view: View, state: str) -> bool:
    """Whether a guard alone keeps the household from the state the step leads on from.

    The gate then names what is missing (`compensated`), and the state would only say it again.
    """
    following = view.rules.moves_by_itself.get(state, ())
    sources = {source for move in gate.moves for source in move.transition.sources}
    own = {show(need.expr) for need in gate.needs}
    return any(
        move.transition.step is None
        and move.transition.target in sources
        and any(show(guard) in own and test(view) is not True for guard, test in move.guards)
        for move in following
    )


def wrong_state(gate: Gate, view: View, state: str) -> Against:
    """The household's state, from which the step does not lead on."""
    key = ("state", gate.step.id, state)
    known: tuple[Failing, Ground] | None = view.rules.memo.get(key)
    if known is None:
        failing, ground = _state_failing(gate, view, state)
        view.rules.kept[id(failing)] = failing
        known = view.rules.memo[key] = failing, ground
    return known


def _state_failing(gate: Gate, view: View, state: str) -> tuple[Failing, Ground]:
    states, sources = view.rules.regime_rules.lifecycle.states, gate.sources
    zh, en = "、".join(states[s].text.zh for s in sources), ", ".join(states[s].text.en for s in sources)
    now = states[state].text
    failing = Failing(
        f"state({state})",
        Text(
            f"本户现为“{now.zh}”，此步骤只能从以下状态进行：{zh}",
            f"the household is “{now.en}”; the step leads on only from: {en}",
        ),
        f"state {state}",
        Text("先完成中间步骤", "Do the steps between first"),
    )
    text = Text("各户状态依次推进，不得越过", "states follow one another and none is skipped")
    return failing, Ground("PRODUCT", "-", text, Nature.PRODUCT)


def _unknown_step(act: Act, regime: Regime) -> Reason:
    return Reason(
        code=f"{act.step}:unknown",
        rule=PRODUCT_RULE,
        fact=act.step,
        message=Text(
            f"本项目（{regime}）没有步骤“{act.step}”。", f"A project of {regime} has no step {act.step!r}."
        ),
        remedy=Text("核对步骤名称和土地性质", "Check the step's name and the regime"),
    )
