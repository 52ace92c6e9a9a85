"""Acts that the law forbids, and rights that it gives, for which no way in has so much as a word to do or to deny them.

Each row names the command that comes nearest and what would have to be said with it. The proof is a closed list: the
command's fields, the form's, the register's acts are those below and no other, and what is added to them is refused or
finds no place. Whoever adds a field that could cut a supply, type a sum or turn a demand away meets these tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.journeys.law_home import BARE, TODAY
from tests.store.script import instant
from tests.store.town import IDS

AT = instant(TODAY, 9).isoformat()
LI, TANG_LI = IDS["李"], IDS["塘李"]


@dataclass(frozen=True, slots=True)
class NoWay:
    """The nearest command and what would have to be said with it.

    word     the field that would say it
    value    what would be said
    address  where the site has the form of the command; `inside` = the word is a fact stated with a step
    taken    whether the demand itself must be taken down
    """

    command: str
    fields: dict[str, Any]
    word: str
    value: Any
    address: str
    inside: bool = False
    taken: bool = False


def _case(kind: str, household: str, word: str = "due_on") -> NoWay:
    fields = {"household": household, "kind": kind, "channel": "desk", "text": "请依法答复", "done_at": AT}
    value = "2027-12-31" if word == "due_on" else True
    return NoWay("ReceiveGrievance", fields, word, value, f"/households/{household}/do/grievance", taken=True)


def _step(step: str, household: str, fact: str) -> NoWay:
    fields = {"household": household, "step": step, "done_at": AT}
    return NoWay("RecordStep", fields, fact, True, f"/households/{household}/steps/{step}", inside=True)


def _about(command: str, address: str, word: str, value: Any, **fields: Any) -> NoWay:
    return NoWay(
        command, {"household": LI, "done_at": AT, **fields}, word, value, f"/households/{LI}/do/{address}"
    )


ENTRUSTED = {"project": BARE["sl"], "step": "sl_implementing_unit_entrusted", "done_at": AT}
OWNERS = [{"person_id": "p1", "role": "heir", "name": "李水生"}]

NOWHERE: dict[str, NoWay] = {
    # Pay by signature or by demolition: no contract's price is kept at all.
    "sl_p_no_profit_unit": NoWay(
        "RecordProjectStep", ENTRUSTED, "project.fee_per_signature", 100_000,
        f"/projects/{BARE['sl']}/steps/sl_implementing_unit_entrusted", inside=True,
    ),
    # A sum below the appraised value: no sum is typed anywhere.
    "sl_p_value_floor": _about("SignAgreement", "agreement", "total_fen", 1, moving_end="2026-08-01"),
    # Turning a change of owner away: persons are recorded, nothing says that they are not.
    "sl_p_freeze_does_not_bar_lawful_registration": _about("RecordPersons", "persons", "refused_for", "冻结", persons=OWNERS),
    "sl_r_appraisal_explained": _case("enquiry", LI, "refused"),
    "sl_r_appraisal_costs": _about("OrderPayment", "order", "charged_fen", 80_000),
    "sl_r_tenant_suit": _step("sl_h_suit_filed", LI, "household.suit_turned_away"),
    "sl_r_renewal_nearby": _about("RecordChoice", "choice", "only_in", "远郊", choices={"mode": "swap"}),
    "sl_r_housing_security": _step("sl_h_housing_security_checked", LI, "household.housing_waived"),
    "sl_r_business_loss": _about("ComputeSums", "sums", "business_loss_fen", 0),
    "sl_r_agreement_suit": _step("sl_h_suit_filed", LI, "household.suit_withdrawn_for_it"),
    "sl_r_report": _case("complaint", LI, "refused"),
    "sl_r_information": _case("information", LI),
    "sl_r_petition": _case("complaint", LI),
    "sl_r_damages": _case("complaint", LI, "set_off_fen"),
    "cl_r_majority_suit": _step("cl_h_suit_filed", TANG_LI, "household.suit_turned_away"),
    "cl_r_information": _case("information", TANG_LI),
    "cl_r_petition": _case("complaint", TANG_LI),
}  # fmt: skip
"""Rows that have no way in anywhere."""

FIELDS = {
    "RecordProjectStep": {"project", "step", "done_at", "evidence", "dates", "facts", "conditions"},
    "RecordStep": {"household", "step", "done_at", "evidence", "dates", "facts", "conditions"},
    "SignAgreement": {
        "household", "done_at", "moving_end", "payment_days", "transition_months", "instalments", "evidence", "conditions",
    },
    "RecordPersons": {"household", "persons", "done_at", "account", "evidence"},
    "OrderPayment": {"household", "done_at", "clauses", "instalment", "deposit", "advance", "evidence", "conditions"},
    "RecordChoice": {"household", "choices", "done_at", "evidence"},
    "ComputeSums": {"household", "done_at", "evidence"},
    "ReceiveGrievance": {"kind", "text", "channel", "done_at", "household", "project", "evidence"},
    "AssignDuties": {"household", "unit", "posts", "reason", "done_at", "evidence"},
}  # fmt: skip
"""All that these commands can say."""

FORMS = {
    "RecordProjectStep": set(),
    "RecordStep": set(),
    "SignAgreement": {
        "done_time", "moving_end", "payment_days", "transition_months", "instalments", "signatory_entitled",
    },
    "RecordPersons": {"name", "role", "share", "id_kind", "id_number", "phone", "account_holder", "account_bank", "account_number"},
    "OrderPayment": {"what", "clauses", "deposit"},
    "RecordChoice": {"mode", "kind", "transition", "flats"},
    "ComputeSums": set(),
    "ReceiveGrievance": {"kind", "channel", "text"},
    "AssignDuties": {"unit", "reason", *(f"duty_{duty}" for duty in ("signing", "appraisal", "vacating", "demolition", "settling"))},
}  # fmt: skip
"""All that their forms ask, besides the day and the papers, and the dates, facts and conditions of a step's own row."""
