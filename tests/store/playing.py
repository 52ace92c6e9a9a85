"""A campaign that tests play by ordinary commands: in memory, or through the store's one door.

`campaign.signs("张", "2026-04-10")` plays what the offices do until then, closes the days that pass, and lets
the household choose, have its sums computed and sign. Whoever tries something the law forbids uses `refusal`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from tests.store.script import SCRIPT, Act, approval, documents, instant, papers, sealed
from tests.store.town import CHOICES, DESCRIPTION, IDS, IN_STATE, PEOPLE, STATE, STATE_POLICY

from plumbline.campaign import (
    COMMANDS,
    SYSTEM,
    Context,
    Event,
    Household,
    MemoryState,
    Project,
    Stamp,
    closing_events,
    conflict,
    decide,
    end_of,
    evolve,
    make_event,
    plain,
    read_command,
    rules_of,
)
from plumbline.terms import Reason, Refused, at_millis, local_day

OPENED = instant("2025-11-30")


class MemoryDoor:
    """`decide` and `evolve` on dictionaries, as the store's writer calls them; keeps every event."""

    def __init__(self) -> None:
        self.state: Any = MemoryState()
        self.events: tuple[tuple[Event, Stamp], ...] = ()
        self.closed = local_day(OPENED) - timedelta(days=1)
        self.keys: dict[str, tuple[Any, int]] = {}

    def give(self, command: Any, person: str, post: str | None, at: datetime, key: str) -> Any:
        office = self.state.office()
        held = office.posts_of(person, local_day(at)) if office.is_open else ()
        chosen = (
            next((p for p in held if p.id == post), None) if post else (held[0] if len(held) == 1 else None)
        )
        context = Context(at=at, person=person, post=chosen)
        if key in self.keys:
            return self._again(command, context, key)
        decided = decide(self.state, command, context, rules_of(office))
        if isinstance(decided, Refused):
            return decided
        if key.startswith("device/"):  # a key that a test gives; those counted here may meet each other
            self.keys[key] = command, self.state.next_seq
        self.write(decided, at)
        return decided

    def _again(self, command: Any, context: Context, key: str) -> Any:
        first, seq = self.keys[key]
        assert first != command, "the door in memory keeps no receipts"
        made = conflict(self.state, command, context, used_key=key, command_sha256="0" * 64, recorded=seq)
        if not isinstance(made, Refused):
            self.write(made, context.at)
        return made

    def write(self, events: Iterable[Event], at: datetime) -> None:
        """Apply decided events."""
        for event in events:
            stamp = Stamp(self.state.next_seq, at_millis(at))
            self.state.put(*evolve(self.state, event, stamp))
            self.state.next_seq += 1
            self.events += ((event, stamp),)

    def close_until(self, day: date) -> None:
        while (self.closed + timedelta(days=1)) < day:
            self.closed += timedelta(days=1)
            ending = closing_events(self.state, rules_of(self.state.office()), self.closed)
            self.write(ending, end_of(self.closed))
            mark = make_event(
                "day.closed/1", open={"date": self.closed.isoformat()}, com={"by_person": SYSTEM}
            )
            self.write((mark,), end_of(self.closed) + timedelta(milliseconds=1))

    def copy(self) -> MemoryDoor:
        """A door that goes on from here by itself; aggregates are never changed in place."""
        other = MemoryDoor()
        other.state._office = self.state._office
        other.state._projects = dict(self.state._projects)
        other.state._households = dict(self.state._households)
        other.state.next_seq = self.state.next_seq
        other.events, other.closed, other.keys = self.events, self.closed, dict(self.keys)
        return other


class Campaign:
    """The two projects with everything that their offices do, at a clock that tests set forward."""

    def __init__(
        self,
        door: Any,
        *,
        opened: datetime = OPENED,
        script: Sequence[Act] = SCRIPT,
        played: Sequence[MemoryDoor] = (),
    ) -> None:
        """`played` are doors that have played the first 0, 1, 2 … acts of the whole script already."""
        self.door = door
        self.now = opened
        self.waiting = list(script)
        self.played = played
        self.keys = count(door.state.next_seq)
        self.last_key = ""
        self.is_as_written = True

    # ---------- what is ----------
    def of(self, name: str) -> Household:
        """A household's file as it stands."""
        found = self.door.state.household(IDS[name])
        assert found is not None, name
        return found

    def project(self, id: str = STATE) -> Project:
        """A project as it stands."""
        found = self.door.state.project(id)
        assert found is not None, id
        return found

    def owed(self, name: str) -> int:
        """What is booked for a household and not paid, in fen."""
        return sum(self.of(name).unpaid.values())

    # ---------- giving commands ----------
    def gives(
        self,
        who: str,
        command: str,
        on: str | datetime = "",
        *,
        post: str | None = None,
        entered: str = "",
        key: str = "",
        **fields: Any,
    ) -> Any:
        """Somebody gives a command on a day, entered then or later; whatever the door answers.

        on       when it happened, and was entered where `entered` is not given; now where it is empty
        entered  when it was entered
        """
        happened = self.now if on == "" else on if isinstance(on, datetime) else instant(on)
        self.at(instant(entered) if entered else happened)
        self.is_as_written = False
        kind = COMMANDS[command]
        known = kind.__dataclass_fields__
        if "done_at" in known:
            fields.setdefault("done_at", happened)
        elif "on" in known:
            fields.setdefault("on", local_day(happened).isoformat())
        self.last_key = key or f"test-{next(self.keys)}"
        person = PEOPLE[who][0] if who in PEOPLE else who
        return self.door.give(read_command(kind, plain(fields)), person, post, self.now, self.last_key)

    def does(self, who: str, command: str, on: str | datetime = "", **fields: Any) -> Any:
        """A command that must be recorded."""
        answer = self.gives(who, command, on, **fields)
        assert not isinstance(answer, Refused), [(r.code, r.fact) for r in answer.reasons[:8]]
        return answer

    def refusal(self, who: str, command: str, on: str | datetime = "", **fields: Any) -> dict[str, Reason]:
        """The reasons by code for which a command is refused; nothing may have changed by it."""
        before = self.door.state.next_seq
        answer = self.gives(who, command, on, **fields)
        assert isinstance(answer, Refused), f"{command} was recorded: {answer}"
        # What the clock closed on the way is no work of the refused command.
        assert self.door.state.next_seq >= before
        for reason in answer.reasons:
            assert reason.rule, reason
            assert reason.message.zh, reason
            assert reason.message.en, reason
            assert reason.remedy.zh, reason
            assert reason.remedy.en, reason
        return {reason.code: reason for reason in answer.reasons}

    def step(self, who: str, name: str, ending: str, on: str, *, entered: str = "", **stated: Any) -> Any:
        """Somebody records a household's step with all of its papers; it must be recorded."""
        return self.does(who, "RecordStep", on, entered=entered, **self._step(name, ending, on, stated))

    def step_refusal(
        self, who: str, name: str, ending: str, on: str, *, entered: str = "", **stated: Any
    ) -> dict[str, Reason]:
        """The reasons for which a household's step is refused."""
        return self.refusal(who, "RecordStep", on, entered=entered, **self._step(name, ending, on, stated))

    def _step(self, name: str, ending: str, on: str, stated: Mapping[str, Any]) -> dict[str, Any]:
        step = ("sl_h_" if name in IN_STATE else "cl_h_") + ending
        return {"household": IDS[name], "step": step, "evidence": papers(step, instant(on).date()), **stated}

    def project_step(self, step: str, on: str, **stated: Any) -> Any:
        """The office records a project's step with all of its papers; it must be recorded."""
        return self.does("吴", "RecordProjectStep", on, **self._project_step(step, on, stated))

    def project_refusal(self, step: str, on: str, **stated: Any) -> dict[str, Reason]:
        """The reasons for which a project's step is refused."""
        return self.refusal("吴", "RecordProjectStep", on, **self._project_step(step, on, stated))

    def _project_step(self, step: str, on: str, stated: Mapping[str, Any]) -> dict[str, Any]:
        project = STATE if step.startswith("sl_") else "tangtou"
        return {"project": project, "step": step, "evidence": papers(step, instant(on).date()), **stated}

    # ---------- time ----------
    def at(self, moment: str | datetime) -> Campaign:
        """Play what the offices do before a moment, close the days that are over, and set the clock."""
        until = instant(moment) if isinstance(moment, str) else moment
        self._play_all(sum(act.at < until for act in self.waiting))
        self._tick(until)
        return self

    def _play_all(self, number: int) -> None:
        """Play the next acts; where nothing else has happened yet, take over a door that has played them."""
        done = len(SCRIPT) - len(self.waiting)
        if number and self.played and self.is_as_written and self.waiting == list(SCRIPT[done:]):
            self.door = self.played[done + number].copy()
            self.now = max(self.now, self.waiting[number - 1].at)
        else:
            for act in self.waiting[:number]:
                self._play(act)
        self.waiting = self.waiting[number:]

    def _tick(self, until: datetime) -> None:
        self.now = max(self.now, until)
        self.door.close_until(local_day(self.now))

    def _play(self, act: Act) -> None:
        self._tick(act.at)
        kind = COMMANDS[act.command]
        fields = dict(act.fields)
        if "project" in kind.__dataclass_fields__ and act.about:
            fields["project"] = act.about
        elif "household" in kind.__dataclass_fields__:
            fields["household"] = act.about
        if "done_at" in kind.__dataclass_fields__:
            fields["done_at"] = act.at
        command = read_command(kind, plain(fields))
        answer = self.door.give(command, PEOPLE[act.who][0], None, act.at, f"script-{next(self.keys)}")
        assert not isinstance(answer, Refused), (
            act.at,
            act.step,
            act.about,
            [(r.code, r.fact) for r in answer.reasons[:8]],
        )

    def until(self, step: str, name: str = "") -> Campaign:
        """Play everything before a step's first act in the script; that act and all later ones are left out."""
        about = IDS[name] if name else None
        index = next(
            i for i, act in enumerate(self.waiting) if act.step == step and about in (None, act.about)
        )
        self._play_all(index)
        self.waiting = []
        return self

    def without(self, *steps: str, name: str = "") -> Campaign:
        """Leave these steps out of the script, of one household where it is named."""
        self.is_as_written = False
        about = IDS[name] if name else None
        self.waiting = [a for a in self.waiting if a.step not in steps or about not in (None, a.about)]
        return self

    # ---------- the household's own way ----------
    def clerk(self, name: str) -> str:
        """The clerk of the unit that answers for a household."""
        return "程" if self.of(name).block == "north" else "勇"

    def chooses(self, name: str, on: str, **more: Any) -> Campaign:
        """The household chooses money, or what the town says of it."""
        at = instant(on)
        choices = more.pop("choices", None) or CHOICES.get(name, {"mode": "cash"})
        self.does(
            self.clerk(name),
            "RecordChoice",
            at,
            household=IDS[name],
            choices=choices,
            evidence=documents(at.date(), "choice_form"),
            **more,
        )
        return self

    def computes(self, name: str, on: str) -> Campaign:
        """The household's sheet is computed and printed."""
        at = instant(on)
        self.does(
            self.clerk(name),
            "ComputeSums",
            at,
            household=IDS[name],
            evidence=documents(at.date(), "computation_sheet"),
        )
        return self

    def ready_to_sign(self, name: str, on: str, **more: Any) -> Campaign:
        """Choice and sheet, so that only the agreement is left."""
        return self.at(instant(on)).chooses(name, on, **more).computes(name, on)

    def signs(self, name: str, on: str, *, choices: Any = None, **terms: Any) -> Any:
        """The household chooses, its sums are computed, it signs; the answer of the signing."""
        self.ready_to_sign(name, on, **({"choices": choices} if choices else {}))
        return self.does(self.clerk(name), "SignAgreement", on, **self.agreement(name, on, **terms))

    def agreement(self, name: str, on: str, **terms: Any) -> dict[str, Any]:
        """Fields of a household's agreement: 15 days to pay, 60 to move, 24 months in transition."""
        at = instant(on)
        stated = {
            "moving_end": (at + timedelta(days=60)).date().isoformat(),
            "payment_days": 15,
            "transition_months": 24,
        }
        return {
            "household": IDS[name],
            "evidence": documents(at.date(), "agreement", "authorisation"),
            **stated,
            **terms,
        }

    def orders(self, name: str, on: str, *, who: str = "赵", **what: Any) -> str:
        """A payment is ordered; its number."""
        self.does(who, "OrderPayment", on, household=IDS[name], **what)
        return list(self.of(name).orders)[-1]

    def paid(self, name: str, on: str, *, who: str = "孙", order: str = "") -> Any:
        """The open order reached its payee."""
        number = order or next(n for n, o in self.of(name).orders.items() if not o["paid"])
        voucher = documents(instant(on).date(), "payment_voucher")
        return self.does(who, "RecordPayment", on, household=IDS[name], order=number, evidence=voucher)

    def pays(self, name: str, on: str, **what: Any) -> Campaign:
        """All that is unpaid, or what is named, is ordered and paid on a day."""
        self.orders(name, on, **what)
        self.paid(name, on)
        return self

    def secures(self, name: str, on: str, **facts: bool) -> Campaign:
        """The dwelling is identified and the transition provided, with one month in advance unless told otherwise."""
        self.step(
            "吴", name, "exchange_secured" if name in IN_STATE else "resettlement_secured", on,
            facts={"household.dwelling_identified": True, **{f"household.{k}": v for k, v in facts.items()}},
            conditions=[] if facts else ["transition_advance_paid"],
        )  # fmt: skip
        return self

    def vacates(self, name: str, on: str) -> Campaign:
        """The household moves out of its own accord."""
        self.step(self.clerk(name), name, "vacated", on, conditions=["own_accord"])
        return self

    def hands_over(self, name: str, on: str) -> Campaign:
        """The building is handed over."""
        self.step(self.clerk(name), name, "handed_over", on)
        return self

    # ---------- whole stretches ----------
    def to_signing(self) -> Campaign:
        """To the evening of 9 April: everybody may sign."""
        return self.at("2026-04-09T18:00")

    def announces_taking(self) -> Campaign:
        """塘头 is applied for, approved and announced, with the true number of unsigned households; 10 June after it."""
        self.at("2026-05-21T08:00")
        self.waiting = sorted(
            [*self.waiting, *approval(self.project("tangtou").unsigned)], key=lambda act: act.at
        )
        return self.at("2026-06-10T08:00")

    def raises_policy(self, on: str = "2026-05-11") -> Campaign:
        """Version 1.1 of the policy on state land is sealed."""
        act = sealed(STATE_POLICY, STATE, on, improved=True)
        self.does("吴", "SealPolicy", act.at, **act.fields)
        return self


def played_doors() -> list[MemoryDoor]:
    """Doors in memory that have played the first 0, 1, 2 … acts of the script."""
    door = MemoryDoor()
    open_campaign(door)
    campaign = Campaign(door)
    doors = [door.copy()]
    for act in SCRIPT:
        campaign._play(act)
        doors.append(door.copy())
    return doors


def open_campaign(door: Any, at: datetime = OPENED) -> None:
    """The first event of the ledger."""
    answer = door.give(COMMANDS["OpenCampaign"](description=DESCRIPTION), "wu", None, at, "open-campaign")
    assert not isinstance(answer, Refused), answer
