"""What a sealed day says of a unit: the figures that the digest of its task book covers."""

from __future__ import annotations

from plumbline.store.reading.sealed import SealedDay


def unit_figures(day: SealedDay, unit: str) -> dict[str, str | int]:
    """Households and what remains of a unit on a day; KeyError for a unit without households."""
    row = next((row for row in day.account["units"] if row["id"] == unit), None)
    if row is None:
        raise KeyError(unit)
    head = f"{day.on.isoformat()}/unit:{unit}"
    return {
        "paper": "task_book",
        "root": day.root,
        f"{head}/households": int(row["households"]),
        f"{head}/remaining": int(row["remaining"]),
    }
