"""The terms of a formula's plain data, whatever form the file has: what is not of the right form is left out here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

LARGEST_TEXT = 64_000
"""Signs of a formula; the demonstration's has about three thousand."""

MOST_TERMS = 60
"""More terms than measures could ever need."""

Shape = Literal["deduct", "shares", "paces"]
_SHAPES: tuple[Shape, ...] = ("deduct", "shares", "paces")


@dataclass(frozen=True, slots=True)
class Term:
    """A term with its shape and its place in the file."""

    shape: Shape
    where: str
    row: Mapping[str, Any]

    @property
    def measures(self) -> tuple[Any, ...]:
        """The measures that it names."""
        return tuple(self.row[name] for name in ("measure", "of", "out_of") if name in self.row)


def parts(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The parts that are mappings."""
    return _rows(data.get("parts"))


def part_terms(part: Mapping[str, Any], where: str) -> list[Term]:
    """The terms of one part."""
    return [
        Term(shape, f"{where}.{shape}[{n}]", row)
        for shape in _SHAPES
        for n, row in enumerate(_rows(part.get(shape)))
    ]


def credit_terms(data: Mapping[str, Any]) -> list[Term]:
    """The terms of the credit: so much for each, as a deduction has it."""
    credit = data.get("credit")
    rows = _rows(credit.get("terms")) if isinstance(credit, Mapping) else []
    return [Term("deduct", f"credit.terms[{n}]", row) for n, row in enumerate(rows)]


def terms(data: Mapping[str, Any]) -> list[Term]:
    """Every term, the credit's last."""
    of_parts = [t for n, part in enumerate(parts(data)) for t in part_terms(part, f"parts[{n}]")]
    return of_parts + credit_terms(data)


def number(value: Any) -> int | None:
    """A whole number from 0 up, else None; a truth value is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def is_text(value: Any) -> bool:
    """Whether it is written in Chinese and in English."""
    return isinstance(value, Mapping) and all(
        isinstance(value.get(k), str) and value[k].strip() for k in ("zh", "en")
    )


def _rows(value: Any) -> list[Mapping[str, Any]]:
    return [row for row in value if isinstance(row, Mapping)][:MOST_TERMS] if isinstance(value, list) else []
