"""What a sealed day says of a unit and of a project: the figures under the digest of papers of tasks."""

from __future__ import annotations

from plumbline.store.reading.sealed import SealedDay


def unit_figures(day: SealedDay, unit: str) -> dict[str, str | int]:
    """Households and what remains of a unit on a day; of one outside the totals the account says nothing."""
    row = next((row for row in day.account["units"] if row["id"] == unit), None)
    head = f"{day.on.isoformat()}/unit:{unit}"
    found: dict[str, str | int] = {"paper": "task_book", "unit": unit, "root": day.root}
    if row is not None:
        found |= {f"{head}/households": int(row["households"]), f"{head}/remaining": int(row["remaining"])}
    return found


def project_figures(day: SealedDay, project: str) -> dict[str, str | int]:
    """Households and what remains of a project on a day; of one outside the totals the account says nothing."""
    row = day.project(project)
    head = f"{day.on.isoformat()}/project:{project}"
    found: dict[str, str | int] = {"paper": "task_breakdown", "project": project, "root": day.root}
    if row is not None:
        found |= {f"{head}/households": int(row["households"]), f"{head}/remaining": int(row["remaining"])}
    return found
