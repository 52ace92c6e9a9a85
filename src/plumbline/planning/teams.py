"""Whole tasks in teams and days: how much a day takes, and which team does what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(slots=True)
class TeamDay:
    """The load of one resource on one day.

    Invariant: the tasks taken always pack into the teams, whole tasks in one team each.

    divisible  whether of any two efforts one divides the other and all divide the slots. Then sorted tasks
               always fill the teams without gaps, so that counting slots is exact; else packing is tried.
    """

    teams: int
    slots: int
    divisible: bool
    used: int = 0
    tasks: list[tuple[int, int]] = field(default_factory=list)

    @property
    def left(self) -> int:
        """Slots that nobody has taken."""
        return self.teams * self.slots - self.used

    def takes(self, task: int, effort: int) -> bool:
        """Take a task when it still fits; False when it does not."""
        if effort > self.left:
            return False
        if not self.divisible and pack([*self.tasks, (task, effort)], self.teams, self.slots) is None:
            return False
        self.tasks.append((task, effort))
        self.used += effort
        return True

    def teams_of(self) -> dict[int, int]:
        """The team of each task, from 1."""
        packed = pack(self.tasks, self.teams, self.slots)
        assert packed is not None, "tasks were taken that do not pack into the teams"
        return packed


def pack(tasks: Sequence[tuple[int, int]], teams: int, slots: int) -> dict[int, int] | None:
    """The team (from 1) of each (task, effort), largest first into the first team with room; None without room."""
    free: list[int] = []
    placed: dict[int, int] = {}
    for task, effort in sorted(tasks, key=lambda pair: (-pair[1], pair[0])):
        team = next((index for index, left in enumerate(free) if left >= effort), len(free))
        if team == len(free):
            if team == teams:
                return None
            free.append(slots)
        free[team] -= effort
        placed[task] = team + 1
    return placed


def is_divisible(efforts: set[int], slots: int) -> bool:
    """Whether efforts form a chain, each dividing the next, and all divide the slots of a day."""
    chain = [*sorted(efforts), slots]
    return all(larger % smaller == 0 for smaller, larger in pairwise(chain))
