"""Seeded chance for the demonstration: one stream a purpose, whole numbers only.

Nothing here is fit for keys, salts or draws; a demonstration may repeat itself, a real campaign never
may. Only `Random.random` is used underneath, because it alone is promised to give the same numbers on
every version of Python; choosing, shuffling and spreading are our own arithmetic on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")

_STEPS = 1 << 53
"""`Random.random` gives multiples of 2⁻⁵³, so this turns it into a whole number without rounding."""


class Chance:
    """A stream of chance with a name; `child` gives a stream of its own that nothing else disturbs."""

    __slots__ = ("_name", "_random")

    def __init__(self, name: str) -> None:
        self._name = name
        self._random = Random(name)  # noqa: S311 - invented data, not a secret

    def child(self, purpose: str) -> Chance:
        """The stream of one purpose: the same for the same name, however much was drawn before."""
        return Chance(f"{self._name}/{purpose}")

    def below(self, n: int) -> int:
        """A whole number from 0 up to and without n."""
        if n < 1:
            raise ValueError(f"nothing lies below {n}")
        return int(self._random.random() * _STEPS) * n >> 53

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def happens(self, per_mille: int) -> bool:
        """Whether something of so many chances in a thousand happens."""
        return self.below(1000) < per_mille

    def bell(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, the middle likelier (the mean of three)."""
        return (self.between(low, high) + self.between(low, high) + self.between(low, high)) // 3

    def pick(self, items: Sequence[T]) -> T:
        """One of the items, each as likely as the next."""
        return items[self.below(len(items))]

    def weighted(self, table: Sequence[tuple[T, int]]) -> T:
        """One of the items by their whole-number weights."""
        rest = self.below(sum(weight for _, weight in table))
        for item, weight in table:
            rest -= weight
            if rest < 0:
                return item
        raise AssertionError("the weights were added up wrongly")

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in another order (Fisher and Yates)."""
        result = list(items)
        for last in range(len(result) - 1, 0, -1):
            other = self.below(last + 1)
            result[last], result[other] = result[other], result[last]
        return result


def proportional(total: int, weights: Sequence[int]) -> list[int]:
    """A whole number split by weights so that the parts add up, by largest remainder, the first on ties."""
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    by_rest = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in by_rest[: total - sum(parts)]:
        parts[i] += 1
    return parts
