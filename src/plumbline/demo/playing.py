"""Play the script: simulated days in order, commands through the one door, each day closed before the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from plumbline.campaign import plain
from plumbline.demo.script import Move
from plumbline.store.clock import SetClock
from plumbline.store.home import Home
from plumbline.store.models import Attempt
from plumbline.store.sealing import close_missed_days, midnight_after, write_seals
from plumbline.store.writing import Writer, writer
from plumbline.terms import Refused, refused_json


class PlayedWrong(AssertionError):
    """A move of the script was refused, or was recorded though it had to be refused."""


@dataclass(slots=True)
class Player:
    """Plays moves on an installation whose clock it sets."""

    home: Home
    clock: SetClock
    progress: Callable[[str], None] = lambda _text: None
    played: int = 0
    seqs: dict[str, int] = field(default_factory=dict)

    def play(self, moves: Iterable[Move], *, last: date) -> None:
        """Play every move up to a day, and close the days as they pass."""
        for day, of_day in groupby(moves, key=lambda move: move.at.date()):
            if day > last:
                break
            self._close(day - timedelta(days=1))
            self.progress(f"{day.isoformat()}")
            self._day(list(of_day))
        self._close(last)
        write_seals(self.home)

    def _close(self, day: date) -> None:
        # A whole winter is sealed in one step at the end: each day by itself would sync the disk a thousand times.
        self.clock.instant = max(self.clock.instant, midnight_after(day))
        close_missed_days(self.home, until=day, write=False)

    def _day(self, moves: list[Move]) -> None:
        with writer(self.home) as opened:
            for move in moves:
                self.clock.instant = move.at
                self._one(opened, move)

    def _one(self, opened: Writer, move: Move) -> None:
        made = move.made(opened)
        if made is None:
            return
        outcome = opened.submit(made, person=move.person, post=move.post, key=move.key, at=move.at)
        if isinstance(outcome, Refused):
            codes = [reason.code for reason in outcome.reasons]
            if not move.refused or not any(code.startswith(move.refused) for code in codes):
                texts = "\n  ".join(f"{r.code}: {r.message.zh} → {r.remedy.zh}" for r in outcome.reasons)
                raise PlayedWrong(
                    f"{move.at} {move.key} {type(made).__name__} refused:\n  {texts}\n  {str(plain(made))[:300]}"
                )
            keep_attempt(move, made, outcome)
            return
        if move.refused:
            raise PlayedWrong(f"{move.at} {move.key} was recorded though {move.refused} had to refuse it")
        self.played += 1
        self.seqs[move.key] = outcome.seq


def keep_attempt(move: Move, made: object, outcome: Refused) -> None:
    """Keep a refusal as the site does: an attempt, apart from the ledger."""
    Attempt.objects.create(
        at=move.at,
        person=move.person,
        post=move.post,
        command=type(made).__name__,
        subject=str(getattr(made, "household", "") or getattr(made, "project", "")),
        refused=refused_json(outcome)["refused"],
    )
