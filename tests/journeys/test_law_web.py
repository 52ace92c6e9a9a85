"""Every step of the law through the site's own forms: refused before its gate is open, and nothing is recorded."""

from __future__ import annotations

import pytest
from tests.journeys.law_attempts import NEW, household_steps, of_household, of_project, project_steps
from tests.store.town import STATE, VILLAGE

from plumbline import law
from plumbline.law.grounds import of_step
from plumbline.store.models import Leaf

pytestmark = pytest.mark.long

ADDRESS = {
    "SignAgreement": "do/agreement",
    "DecideCompensation": "do/decision",
    "OrderPayment": "do/order",
}
TYPED = {
    "SignAgreement": {"moving_end": "2026-08-01", "payment_days": "15", "transition_months": "0", "instalments": "1", "signatory_entitled": "on"},
    "DecideCompensation": {"moving_days": "15"},
    "OrderPayment": {"what": "all"},
}  # fmt: skip

WHO = ("wu", "cheng", "he", "sun", "zhao", "gu", "cai", "yu", "chen")
"""Somebody of every post that may record anything."""


def typed(attempt) -> dict[str, str]:
    form = {"key": "0" * 32, "done_on": attempt.fields["done_at"][:10], **TYPED.get(attempt.command, {})}
    for number, paper in enumerate(attempt.fields.get("evidence", ())):
        form |= {f"paper{number}_number": paper["number"], f"paper{number}_on": paper["on"]}
    return form


def refused(people, address: str, attempt) -> None:
    leaves = Leaf.objects.count()
    for who in WHO:
        answer = people[who].post(address, typed(attempt))
        assert answer.status_code in (403, 404, 409, 422), (attempt.step, who, answer.status_code)
        shown = answer.content.decode() if answer.status_code in (409, 422) else ""
        if 'class="refusal"' in shown or "form-errors" in shown:
            break  # this post may do it, and was answered on the page with the reasons
    else:
        raise AssertionError(f"{attempt.step}: no post was answered by the law")
    assert Leaf.objects.count() == leaves


@pytest.mark.parametrize("step", household_steps())
def test_a_household_step_waits_for_its_gate(listed, people, step):
    attempt = of_household(step)
    project = STATE if step.startswith("sl_") else VILLAGE
    refused(people, f"/households/{NEW[project]}/{ADDRESS.get(attempt.command, f'steps/{step}')}", attempt)


@pytest.mark.parametrize("step", project_steps())
def test_a_project_step_waits_for_its_gate(only_opened, people, step):
    attempt = of_project(step)
    refused(people, f"/projects/{attempt.fields['project']}/steps/{step}", attempt)


def test_the_articles_are_cited(listed, people):
    answer = people["cheng"].post(
        f"/households/{NEW[STATE]}/steps/sl_h_vacated", typed(of_household("sl_h_vacated"))
    )
    assert answer.status_code == 409
    assert "27" in of_step(law.load_procedure().steps["sl_h_vacated"]).rule
    assert "27条" in answer.content.decode()
