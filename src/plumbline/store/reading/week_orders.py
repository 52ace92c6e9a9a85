"""What a week brought in meetings, dispatch orders and supervision: counts of sealed acts, no unit by name.

A paper of supervision goes to its unit first, with time to answer: the bulletin says how many, never about whom.
"""

from __future__ import annotations

from datetime import date, timedelta

from plumbline.campaign import RUNGS
from plumbline.store.models import ConsultationRow, DispatchActRow, DispatchRow, RungActRow

_ENDS = frozenset({"closed", "withdrawn"})


def orders_of_week(first: date, last: date, size: int) -> dict[str, int]:
    """Figures by name, as the bulletin has them.

    first, last  the week; acts count by the day on which they were entered
    size         leaves under the last day's seal
    """
    on, within = last.isoformat(), f"{first.isoformat()}..{last.isoformat()}"
    acts = list(DispatchActRow.objects.filter(day__lte=last).order_by("seq"))
    of_week = [act for act in acts if act.day >= first]
    ended = {act.order for act in acts if act.act in _ENDS}
    due = dict(DispatchRow.objects.values_list("number", "due_on"))
    left = [due[act.order] for act in acts if act.act == "issued" and act.order not in ended]
    next_week = (last + timedelta(days=7)).isoformat()
    meetings = ConsultationRow.objects.filter(seq__lt=size).values_list("held_at", flat=True)
    rungs = list(RungActRow.objects.filter(day__gte=first, day__lte=last, act="opened"))
    return {
        f"{within}/all/consultations": sum(first.isoformat() <= held[:10] <= on for held in meetings),
        f"{within}/all/orders/issued": sum(act.act == "issued" for act in of_week),
        f"{within}/all/orders/closed": sum(act.act == "closed" for act in of_week),
        f"{on}/all/orders/open": len(left),
        f"{on}/all/orders/overdue": sum(day < on for day in left),
        f"{on}/all/orders/next_week": sum(on < day <= next_week for day in left),
        **{f"{within}/all/rungs/{rung}": sum(act.rung == rung for act in rungs) for rung in RUNGS},
    }
