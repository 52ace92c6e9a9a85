"""The days that an agreement on collective land fixes for paying: shown as the agreement's, never as a statute's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.store.town import VILLAGE

from plumbline.campaign import agreed_payment_day


def signed_in_the_village(campaign):
    campaign.to_signing()
    household = replace(
        campaign.of("塘张"),
        agreement={"signed_at": "2026-05-20T10:00+08:00", "payment_days": 15},
        before_moving={"home": 100_000},
        settled={},
    )
    return campaign.project(VILLAGE), household


def announced(project, on):
    return replace(project, records={**project.records, "cl_taking_announced": {"on": on}})


def test_it_counts_the_agreed_days_from_the_announcement_of_the_taking(campaign):
    # Signed on 2026-05-20 for payment in 15 days; nothing is payable before the announcement (LAMR 31).
    project, household = signed_in_the_village(campaign)
    assert agreed_payment_day(replace(project, records={}), household) is None
    # Announced on 07-01: the 1st is left out, day 15 is July 16.
    assert agreed_payment_day(announced(project, "2026-07-01"), household) == date(2026, 7, 16)
    # Signed after the announcement of 05-01: from the signature, day 15 is June 4.
    assert agreed_payment_day(announced(project, "2026-05-01"), household) == date(2026, 6, 4)


def test_it_ends_with_the_last_fen_due_before_moving(campaign):
    project, household = signed_in_the_village(campaign)
    project = announced(project, "2026-07-01")
    assert agreed_payment_day(project, replace(household, settled={"home": 99_999})) is not None
    assert agreed_payment_day(project, replace(household, settled={"home": 100_000})) is None


def test_it_leaves_state_land_to_the_law_and_nothing_to_a_household_without_agreement(campaign):
    project, household = signed_in_the_village(campaign)
    project = announced(project, "2026-07-01")
    assert agreed_payment_day(project, replace(household, regime="state_land")) is None
    assert agreed_payment_day(project, replace(household, agreement={})) is None
