"""How the appraisal changes the office: its formula, what was entered, what is published, what is contested."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from plumbline.campaign.events import Event, Stamp
from plumbline.campaign.evolving.common import Aggregate, day_of
from plumbline.campaign.state import State


def formula_published(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    entry = {"sha256": event.open["sha256"], "text": event.com["text"], "published_on": day_of(event)}
    return (replace(state.office(), appraisal_formula=entry),)


def entered(state: State, event: Event, stamp: Stamp) -> tuple[Aggregate, ...]:
    key = f"{event.com['unit']}/{event.open['measure']}/{event.com['record']}"
    return (state.office().with_entry("appraisal_entries", key, {"seq": stamp.seq}),)


def published(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    scores: list[Any] = event.com["scores"]
    entry = {
        "day": event.open["day"],
        "published_on": day_of(event),
        "by": event.com["by_person"],
        "subjects": [row["id"] for row in scores],
    }
    return (state.office().with_entry("appraisals", str(event.open["appraisal"]), entry),)


def contested(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    entry = {
        "appraisal": event.open["appraisal"],
        "subject": event.com["subject"],
        "figures": event.com["figures"],
        "filed_on": day_of(event),
        "answer_by": event.open["answer_by"],
        "by": event.com["by_person"],
        "answered_on": "",
    }
    return (state.office().with_entry("contests", str(event.open["contest"]), entry),)


def answered(state: State, event: Event, _stamp: Stamp) -> tuple[Aggregate, ...]:
    number, office = str(event.open["contest"]), state.office()
    entry = {**office.contests[number], "answered_on": day_of(event)}
    return (office.with_entry("contests", number, entry),)
