"""The twelve households of 老砖厂: one way through the procedure of collective land for each of its paths.

Agreements of April 2025 come into force with the announcement of 15 May; decisions are open from 30 May on. An
order to hand over served in the first days of July may be sued until the first days of January 2026.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from plumbline.demo.choices import Choice
from plumbline.demo.households import Household
from plumbline.demo.older_ways import Way
from plumbline.demo.registers import insurable

UNSIGNED = frozenset({"title_disputed", "decision_accepted", "decision_contested", "order_obeyed"})
"""Paths on which nobody signed before the application."""

Play = Callable[[Way, Choice], None]


def village_way(household: Household, path: str, choice: Choice) -> Way:
    """The past of a household on a path of `VILLAGE_PATHS`, from the survey on."""
    way = Way("cl_h_")
    _up_to_the_choice(way, household)
    _PLAYS[path](way, choice)
    return way


def _up_to_the_choice(way: Way, household: Household) -> None:
    way.did("surveyed", "2024-12-10", "land_survey", "survey_photos", facts=household.law)
    if household.law["track.title"] == "disputed":
        way.did("title_dispute_sent", "01-13", "land_survey")
    way.did(
        "facts_confirmed",
        "01-20",
        "land_survey",
        "survey_publication",
        dates={"displayed": "01-10"},
    )
    way.did("registered", "03-18", "registration_form")
    if household.law["household.has_rural_home"]:
        way.did("choice_offered", "04-08", "choice_form", "service_receipt")
    way.did(
        "social_security_confirmed",
        "04-22",
        "social_security_opinion",
        facts={
            "household.social_security_persons": insurable(household),
            "track.social_security": "in_force",
        },
    )


def _agreement(way: Way, choice: Choice) -> None:
    way.signed("04-15", "06-30")
    way.paid("05-20")
    _moved(way, choice, "05-21", "05-28", "06-05")
    way.ended("06-09", "06-12")
    _housed(way, choice, ("08-28", "11-28", "2026-02-28"))


def _moved(way: Way, choice: Choice, secured: str, left: str, paid: str) -> None:
    if choice.law == "resettlement_dwelling":
        facts = {"household.dwelling_identified": True, "transition_advance_paid": True}
        way.did(
            "resettlement_secured", secured, "dwelling_allocation", "transition_advance_voucher", facts=facts
        )
    elif choice.law == "new_homestead_plot":
        facts = {"household.dwelling_identified": True, "household.transitional_dwelling": True}
        way.did("resettlement_secured", secured, "dwelling_allocation", "transition_provision", facts=facts)
    way.left(left)
    way.paid(paid)


def _housed(way: Way, choice: Choice, allowance: tuple[str, ...]) -> None:
    if choice.law == "resettlement_dwelling":
        way.transition_paid(*allowance)
    if choice.wants_dwelling:
        way.did("resettled", "2026-03-20", "exchange_delivery")
    if choice.law == "resettlement_dwelling":
        way.transition_paid("2026-03-24")
    way.did("file_closed", "2026-03-26" if choice.wants_dwelling else "06-20", "archive_index")


def _decided(way: Way) -> None:
    way.did("decision_made", "06-03", "cl_decision", "legality_opinion")
    way.did(
        "decision_served",
        "06-05",
        "service_receipt",
        "decision_posting",
        "cl_decision",
        dates={"moving_end": "06-25"},
        facts={"rights_stated": True},
    )


def _title_disputed(way: Way, _choice: Choice) -> None:
    _decided(way)
    # Until the dispute is decided nobody may ask it to move (LAM 14): the money waits with the notary.
    way.deposited("06-12")


def _accepted(way: Way, _choice: Choice) -> None:
    _decided(way)
    way.paid("06-12")
    way.left("06-20")
    way.paid("06-27")  # what falls due on moving
    way.ended("06-30", "07-03", "12-08")


def _ordered(way: Way, on: str) -> None:
    way.did("handover_order", on, "handover_order", "service_receipt", "statement_record")


def _court(way: Way, applied: str, accepted: str, ruled: str) -> None:
    way.did(
        "court_applied",
        applied,
        "court_application",
        "court_application_annexes",
        "court_acceptance",
        dates={"accepted": accepted},
    )
    way.did("court_granted", ruled, "court_ruling", "service_receipt", facts={"household.ruling": "granted"})


def _contested(way: Way, _choice: Choice) -> None:
    _decided(way)
    way.deposited("06-12")
    _ordered(way, "07-02")
    # Six months end on 2 January 2026, a holiday: with Sunday the 4th, a working day, the time to sue is over.
    way.demanded("2026-01-05")
    _court(way, "2026-01-20", "2026-01-26", "2026-02-10")
    way.executed("2026-03-05")
    way.deposited("2026-03-11")
    way.ended("2026-03-16", "2026-03-18", "2026-03-24")


def _not_performed(way: Way, _choice: Choice) -> None:
    way.signed("04-15", "06-10")
    way.paid("05-20")
    way.pressed_to_perform("06-12", "06-23", "06-24")
    _ordered(way, "07-02")
    way.demanded("2026-01-05")
    _court(way, "2026-01-20", "2026-01-26", "2026-02-10")
    way.executed("2026-03-06")
    way.paid("2026-03-12")
    way.ended("2026-03-16", "2026-03-18", "2026-03-24")


def _order_obeyed(way: Way, _choice: Choice) -> None:
    _decided(way)
    way.deposited("06-12")
    _ordered(way, "07-03")
    way.left("07-18")
    way.paid("07-24")
    way.ended("07-28", "07-30", "2026-01-06")


_PLAYS: Mapping[str, Play] = {
    "agreement": _agreement,
    "title_disputed": _title_disputed,
    "decision_accepted": _accepted,
    "decision_contested": _contested,
    "agreement_not_performed": _not_performed,
    "order_obeyed": _order_obeyed,
}

VILLAGE_PATHS: Mapping[int, str] = {
    5: "title_disputed",
    6: "decision_accepted",
    7: "decision_contested",
    8: "agreement_not_performed",
    9: "order_obeyed",
}
"""Running number → path; every other household signs and its file is closed."""
