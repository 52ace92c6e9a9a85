"""Every step of the law through the API: refused before its gate is open, in the one shape, and nothing is recorded."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from tests.journeys.law_attempts import household_steps, of_household, of_project, project_steps, speaks_of

from plumbline.store.models import Leaf

pytestmark = pytest.mark.long

WHO = ("wu", "cheng", "he", "sun", "zhao", "gu", "cai", "yu", "chen")
"""Somebody of every post that may record anything."""


def refused(people: dict[str, Client], attempt, key: str) -> None:
    leaves = Leaf.objects.count()
    codes: list[str] = []
    for who in WHO:
        body = json.dumps({**attempt.fields, "key": f"{key}-{who}-0001"})
        answer = people[who].post(
            f"/api/commands/{attempt.command}", data=body, content_type="application/json"
        )
        assert answer.status_code in (403, 409), (attempt.step, who, answer.content[:300])
        codes = [reason["code"] for reason in answer.json()["refused"]]
        for reason in answer.json()["refused"]:
            assert reason["rule"], reason
            assert reason["message_zh"], reason
            assert reason["remedy_zh"], reason
        if speaks_of(attempt.step, codes):  # this post may do it, and the law answered
            break
    assert speaks_of(attempt.step, codes), codes
    assert Leaf.objects.count() == leaves


@pytest.mark.parametrize("step", household_steps())
def test_a_household_step_waits_for_its_gate(listed, people, step):
    refused(people, of_household(step), step)


@pytest.mark.parametrize("step", project_steps())
def test_a_project_step_waits_for_its_gate(only_opened, people, step):
    refused(people, of_project(step), step)
