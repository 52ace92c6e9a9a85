"""Days that an agreement fixes itself, where the law's tables leave them to it.

On state land the table counts the agreed time for payment (R590 25(1)). On collective land the statute asks
for full payment in time and leaves the days to the locality, for the whole project (LAM 48(2)); what the
agreement promises beside that binds by the agreement alone, and is shown as such.
"""

from __future__ import annotations

from datetime import date, timedelta

from plumbline.campaign.households import Household
from plumbline.campaign.projects import Project
from plumbline.terms import Regime, Text

BY_AGREEMENT = Text("补偿安置协议约定", "as the agreement fixes")
"""What stands where a deadline of the statute would name its article."""


def agreed_payment_day(project: Project, household: Household) -> date | None:
    """Last day by a collective-land agreement for what must be paid before moving.

    returns  None on state land, without an agreement, before the taking is announced (nothing is payable
             until then, LAMR 31), and once it is paid
    source   the agreement's article 4: within the agreed days after the taking is announced and the
             agreement is in force; counted from the later of the two, whose own day is left out (民法典 201),
             never lengthened, since it binds the authority (p3)
    """
    days = household.agreement.get("payment_days")
    announced = project.records.get("cl_taking_announced")
    if household.regime != Regime.COLLECTIVE_LAND or not isinstance(days, int) or announced is None:
        return None
    if all(household.settled.get(clause, 0) >= fen for clause, fen in household.before_moving.items()):
        return None
    in_force = max(str(household.agreement["signed_at"])[:10], str(announced["on"]))
    return date.fromisoformat(in_force) + timedelta(days=days)
