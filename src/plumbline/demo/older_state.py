"""The twenty-four households of 老粮库: one way through the procedure of state land for each of its paths.

The signing period is over with 3 June 2025 (its sixtieth day is a Saturday before the Dragon Boat holiday). A
decision served on 26 June may be sued until 26 December; from then on the way to the court is open, never before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from plumbline.demo.households import Household
from plumbline.demo.older_ways import Way

Play = Callable[[Way, Household], None]


def state_way(household: Household, path: str) -> Way:
    """The past of a household on a path of `STATE_PATHS`, from the survey on."""
    way = Way("sl_h_")
    _up_to_the_report(way, household)
    _PLAYS[path](way, household)
    return way


def _up_to_the_report(way: Way, household: Household) -> None:
    way.did("surveyed", "2024-12-10", "survey_sheet", "survey_photos", facts=household.law)
    if household.law["household.has_unregistered"]:
        way.did("unregistered_determined", "2024-12-20", "unregistered_determination", "service_receipt")
    way.did("facts_published", "2024-12-30", "survey_publication")
    way.did("facts_settled", "01-08", "survey_sheet")
    way.did("inspected", "03-24", "inspection_record", "survey_photos")
    way.did("initial_value_displayed", "03-25", "initial_values")
    way.did("report_served", "04-01", "appraisal_report_h", "service_receipt")
    way.did("choice_offered", "04-01", "choice_form", "service_receipt")


# ---------- agreements ----------
def _money(way: Way, _household: Household) -> None:
    way.signed("04-02", "05-15")
    way.paid("04-10")
    way.left("04-18")
    way.paid("04-25")  # the reward of moving
    way.ended("05-12", "05-16", "07-04")


def _exchange_late(way: Way, _household: Household) -> None:
    way.signed("04-01", "05-15")
    way.paid("04-02")
    way.did("exchange_secured", "04-03", "dwelling_allocation", "transition_advance_voucher", facts=_SECURED)
    way.left("04-07")
    way.paid("04-15")
    way.transition_paid("07-08", "10-09", "2026-01-08", "2026-04-09")
    way.ended("05-12", "05-16")
    # Twelve months end with 7 April 2026: what comes after is doubled, until the flat is there.
    way.did("exchange_delivered", "2026-04-28", "exchange_delivery")
    way.transition_paid("2026-04-29")
    way.did("file_closed", "2026-04-30", "archive_index")


_SECURED = {"household.dwelling_identified": True, "transition_advance_paid": True}


def _expert_opinion(way: Way, _household: Household) -> None:
    way.did("review_requested", "04-09", "review_request", facts={"value_objected": True})
    way.did("review_answered", "04-18", "review_result", "service_receipt")
    way.did("expert_requested", "04-25", "expert_request", facts={"review_result_objected": True})
    way.did("expert_opinion", "04-30", "expert_opinion", "service_receipt")
    way.signed("05-12", "06-20")
    way.paid("05-20")
    way.left("05-28")
    way.paid("06-05")
    way.ended("06-16", "06-20", "07-04")


def _not_performed(way: Way, _household: Household) -> None:
    way.signed("04-02", "05-15")
    way.paid("04-10")
    way.pressed_to_perform("05-20", "06-05", "06-10")
    # Six months from 10 June; nobody sued.
    way.demanded("12-11")
    _court(way, "12-26", "12-29", "12-31", "2026-01-27")
    way.executed("2026-03-04")
    way.ended("2026-03-13", "2026-03-16", "2026-03-20")


# ---------- decisions ----------
def _decided(way: Way) -> None:
    """Asked for after the signing period; the proposal lay open for fifteen days, the last of them rolled to the 23rd."""
    way.did("decision_requested", "06-04", "decision_request", "appraisal_report_h", "service_receipt")
    _decision(way, "06-06", "06-24", "06-26")


def _decision(way: Way, draft_served: str, made: str, served: str) -> None:
    way.did(
        "compensation_decision",
        made,
        "decision_draft",
        "compensation_decision",
        "legality_opinion",
        dates={"draft_served": draft_served},
        facts={"decision.moving_days": 15},
    )
    way.did(
        "decision_served",
        served,
        "service_receipt",
        "decision_posting",
        "compensation_decision",
        facts={"rights_stated": True},
    )


def _court(way: Way, applied: str, complete: str, accepted: str, ruled: str, ruling: str = "granted") -> None:
    way.did(
        "court_applied",
        applied,
        "court_application",
        "court_application_annexes",
        "risk_report",
        "court_acceptance",
        dates={"papers_complete": complete},
    )
    way.did("court_accepted", accepted, "court_acceptance", dates={"docketed": accepted})
    way.did("court_granted", ruled, "court_ruling", "service_receipt", facts={"household.ruling": ruling})


def _accepted(way: Way, _household: Household) -> None:
    _decided(way)
    way.paid("06-30")
    way.entered("decision_accepted", "07-01", "decision_acceptance")
    way.left("07-10")
    # The file stays open while the decision may still be sued: until 26 December.
    way.ended("07-21", "07-24", "12-29")


def _reviewed_then_decided(way: Way, _household: Household) -> None:
    way.did("review_requested", "04-10", "review_request", facts={"value_objected": True})
    way.did("review_answered", "04-18", "review_result", "service_receipt")
    # The signing period stood still while the review was open, and until its result was final.
    way.did("decision_requested", "06-27", "decision_request", "appraisal_report_h", "service_receipt")
    _decision(way, "06-30", "07-16", "07-17")
    way.paid("07-22")
    way.entered("decision_accepted", "07-23", "decision_acceptance")
    way.left("07-31")
    way.ended("08-11", "08-14", "2026-01-20")


def _suit_dismissed(way: Way, _household: Household) -> None:
    _decided(way)
    way.deposited("07-02")
    way.sued("08-11", "08-13")
    way.judged("12-08", "dismissed")
    way.demanded("12-15")
    _court(way, "12-30", "12-31", "2026-01-05", "2026-01-28")
    way.executed("2026-03-04")
    way.ended("2026-03-13", "2026-03-16", "2026-03-20")


def _reconsidered(way: Way, _household: Household) -> None:
    _decided(way)
    way.deposited("07-02")
    way.asked_review_of_act("07-15", "07-18")
    way.reconsidered("09-10", "09-12", "upheld")
    # Fifteen days from the 12th end on Saturday the 27th; the Sunday after it is a working day.
    way.demanded("10-09")
    way.left("10-17")
    way.ended("10-27", "10-30", "11-03")


def _quashed(way: Way, _household: Household) -> None:
    _decided(way)
    way.sued("08-11", "08-13")
    way.judged("12-09", "quashed")
    _decision(way, "12-11", "12-29", "12-31")
    # The new decision may be sued until the end of June 2026: the household is paid, and lives there lawfully.
    way.deposited("2026-01-07")


def _suit_open(way: Way, _household: Household) -> None:
    _decided(way)
    way.deposited("07-02")
    way.sued("12-18", "12-22")


def _reconsideration_open(way: Way, _household: Household) -> None:
    way.did("decision_requested", "2026-02-04", "decision_request", "appraisal_report_h", "service_receipt")
    _decision(way, "2026-02-05", "2026-02-26", "2026-02-27")
    way.deposited("2026-03-05")
    way.asked_review_of_act("2026-04-20", "2026-04-24")


def _settled(way: Way, _household: Household) -> None:
    _decided(way)
    way.asked_review_of_act("07-15", "07-18")
    # Settlement stays open until the end; the agreement takes the decision's place, with what rested on it.
    way.signed("08-20", "09-30")
    way.paid("08-26")
    way.left("08-29")
    way.ended("09-08", "09-11", "09-15")


def _owner_unknown(way: Way, _household: Household) -> None:
    way.did("decision_requested", "05-12", "decision_request", "appraisal_report_h", "service_receipt")
    # Served by public notice: thirty days from 4 June.
    _decision(way, "05-14", "06-03", "07-04")
    way.deposited("07-08")
    way.demanded("2026-01-05")
    _court(way, "2026-01-20", "2026-01-21", "2026-01-23", "2026-02-10")
    way.executed("2026-03-10")
    way.ended("2026-03-18", "2026-03-20", "2026-03-26")


def _not_granted(way: Way, _household: Household) -> None:
    _decided(way)
    way.deposited("07-02")
    way.demanded("12-29")
    _court(way, "2026-01-14", "2026-01-15", "2026-01-19", "2026-02-10", "not_granted")
    way.entered("household.higher_court", "2026-03-02", "court_ruling", "not_asked")


def _moved_after_ruling(way: Way, _household: Household) -> None:
    _decided(way)
    way.deposited("07-02")
    way.demanded("12-29")
    _court(way, "2026-01-14", "2026-01-15", "2026-01-19", "2026-02-10")
    way.left("2026-02-26")
    way.ended("2026-03-09", "2026-03-12", "2026-03-18")


def _out_of_scope(way: Way, _household: Household) -> None:
    way.entered("incurred_settled", "05-20", "settlement_note")
    way.entered("household.out_of_scope", "05-20", "revocation_document")


_PLAYS: Mapping[str, Play] = {
    "money_agreement": _money,
    "exchange_agreement": _exchange_late,
    "expert_opinion": _expert_opinion,
    "agreement_not_performed": _not_performed,
    "decision_accepted": _accepted,
    "review_then_decision": _reviewed_then_decided,
    "decision_contested_lost": _suit_dismissed,
    "reconsideration_upheld": _reconsidered,
    "decision_contested_won": _quashed,
    "suit_open": _suit_open,
    "reconsideration_open": _reconsideration_open,
    "settled_after_decision": _settled,
    "owner_unknown": _owner_unknown,
    "court_refused": _not_granted,
    "moved_after_ruling": _moved_after_ruling,
    "withdrawn": _out_of_scope,
}

STATE_PATHS: Mapping[int, str] = {
    3: "exchange_agreement",
    4: "expert_opinion",
    5: "decision_accepted",
    6: "decision_contested_lost",
    7: "reconsideration_upheld",
    8: "decision_contested_won",
    9: "agreement_not_performed",
    10: "owner_unknown",
    11: "settled_after_decision",
    12: "suit_open",
    15: "exchange_agreement",
    16: "review_then_decision",
    17: "court_refused",
    18: "moved_after_ruling",
    19: "withdrawn",
    20: "reconsideration_open",
}
"""Running number → path; every other household signs for money and its file is closed."""
