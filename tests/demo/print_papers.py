"""Which papers a built demonstration has ready, and two of them printed: a program of its own, for a home of its own."""

from __future__ import annotations

import io
import json
import os
import sys
from collections import defaultdict

os.environ["DJANGO_SETTINGS_MODULE"] = "plumbline.web.settings"

import django

django.setup()

import pypdfium2  # noqa: E402

from plumbline.store import printing  # noqa: E402
from plumbline.store.models import HouseholdRow  # noqa: E402
from plumbline.store.reading.households import entries_of, file_of  # noqa: E402
from plumbline.store.reading.projects import all_projects  # noqa: E402
from plumbline.store.reading.sealed import the_instant, the_office  # noqa: E402
from plumbline.terms import Fen, show_yuan  # noqa: E402

BINDING = ("compensation_decision", "demand_letter")


def main() -> None:
    """Print what was found as JSON."""
    office, now = the_office(), the_instant()
    ready: dict[str, set[str]] = defaultdict(set)
    sums: dict[tuple[str, str], dict[str, str]] = {}
    older = HouseholdRow.objects.filter(project__in=("laoliangku", "laozhuanchang"))
    for id in older.order_by("position").values_list("pk", flat=True):
        file = _file(id, office, now)
        for paper in printing.offered(file, now):
            if paper.refused is None:
                ready[paper.kind].add(file.project.regime)
                if paper.kind in BINDING and (paper.kind, file.project.regime) not in sums:
                    sums[paper.kind, file.project.regime] = _printed(file, paper.kind, now)
    for project in all_projects():
        of_project = printing.ProjectFile(office=office, project=project, today=now.date())
        for paper in printing.offered(of_project, now):
            if paper.refused is None:
                ready[paper.kind].add(project.regime)
    told = {"ready": {kind: sorted(regimes) for kind, regimes in ready.items()}, "sums": list(sums.values())}
    json.dump(told, sys.stdout)


def _file(id, office, now):
    found = file_of(id)
    return printing.File(office=office, project=found.project, household=found.household, today=now.date())


def _printed(file, kind, now) -> dict[str, str]:
    made = printing.print_paper(file, kind, "pdf", now)
    pages = pypdfium2.PdfDocument(io.BytesIO(made))
    text = "".join(page.get_textpage().get_text_bounded() for page in pages).replace("\r\n", "")
    return {"household": file.household.id, "booked": show_yuan(Fen(_booked(file, kind))), "text": text}


def _booked(file, kind) -> int:
    """What the decision's event gives, or what had been paid when the demand was made; in fen."""
    held = file.household
    if kind == "compensation_decision":
        [made] = [e for e in entries_of(held.id, ("decision.made/1",)) if e.seq == held.decision["seq"]]
        return made.event.com["total_fen"]
    steps = ("_h_demand_served", "_h_performance_demanded")
    on = min(record["on"] for step, record in held.records.items() if step.endswith(steps))
    return sum(order["fen"] for order in held.orders.values() if order["paid"] and order["paid_on"] <= on)


if __name__ == "__main__":
    main()
