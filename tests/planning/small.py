"""A campaign small enough to plan by hand, and the generator's campaigns."""

import copy
import importlib.util
import json
from functools import cache
from pathlib import Path

from plumbline.planning import Plan, parse_campaign, solve

FILES = Path(__file__).resolve().parents[1] / "data/campaigns"


def days(n, unit="calendar"):
    return {"n": n, "unit": unit}


DOCUMENT = {
    "format": "plumbline-campaign/1",
    "name": "by-hand",
    # Day 1 is Monday 2 November 2026; days 6, 7, 13, 14 … are weekends.
    "calendar": {
        "start": "2026-11-02",
        "first_day": 1,
        "horizon": 60,
        "nonworking": [d for d in range(-30, 61) if (d - 1) % 7 >= 5],
    },
    "regimes": {
        "law": {
            "name": "示例",
            "steps": [{"id": "decision", "name": "决定", "after": [], "lag": days(0), "law": ""}],
            "stages": [
                {
                    "id": "survey",
                    "name": "调查",
                    "resource": "survey",
                    "lag": days(0),
                    "gates": {"decision": days(1)},
                    "law": "",
                },
                {"id": "notice", "name": "公示", "resource": None, "lag": days(7), "gates": {}, "law": ""},
                {
                    "id": "handover",
                    "name": "交房",
                    "resource": "handover",
                    "lag": days(1),
                    "gates": {},
                    "law": "",
                },
            ],
            "demolish": {"resource": "crews", "lag": days(1), "law": ""},
        }
    },
    "types": [
        {"id": "flat", "name": "住宅", "effort": {"survey": 4, "handover": 1}, "extra_lag": {}},
        {"id": "shop", "name": "商铺", "effort": {"survey": 8, "handover": 2}, "extra_lag": {"handover": 3}},
    ],
    "resources": [
        {"id": "survey", "kind": "survey", "teams": 1, "slots": 8, "off": "none", "changes": []},
        {"id": "handover", "kind": "handover", "teams": 1, "slots": 8, "off": "none", "changes": []},
        {"id": "crews", "kind": "crews", "teams": 2, "slots": 1, "off": "none", "changes": []},
    ],
    "projects": [
        {
            "id": "P",
            "name": "一号",
            "regime": "law",
            "deadline": 12,
            "weight": 1,
            "steps_done": {"decision": 0},
            "teams": {},
        }
    ],
    "parcels": [{"id": "K", "project": "P", "weight": 3, "wanted": 14}],
    "blocks": {
        "columns": ["id", "project", "crew_days", "max_crews", "parcel"],
        "rows": [["B1", "P", 3, 2, "K"], ["B2", "P", 1, 1, None]],
    },
    "households": {
        "columns": ["id", "block", "type", "stages_done", "done_day", "not_before"],
        "rows": [
            ["zhang", "B1", "flat", 0, None, None],
            ["li", "B1", "flat", 0, None, None],
            ["wang", "B2", "shop", 0, None, None],
        ],
    },
}


def document(change=None):
    """The small campaign's document, after a change in place."""
    copied = copy.deepcopy(DOCUMENT)
    if change:
        change(copied)
    return copied


def small(change=None):
    """The small campaign, after a change of its document."""
    return parse_campaign(document(change))


def households(*rows):
    """A change that puts other households in the file."""
    return lambda doc: doc["households"].update(rows=[list(row) for row in rows])


@cache
def committed(name):
    """A campaign file of the repository."""
    return parse_campaign(json.loads((FILES / f"{name}.json").read_text("utf-8")))


@cache
def generator():
    """The generator's module."""
    spec = importlib.util.spec_from_file_location("generate_campaign", FILES / "generate_campaign.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def generated(**options):
    """A campaign of the generator."""
    return parse_campaign(json.loads(json.dumps(generator().generate(**options))))


def planned(campaign, **options) -> Plan:
    """A plan, where there is room for one."""
    made = solve(campaign, **({"time_limit": 30.0, "workers": 1} | options))
    assert isinstance(made, Plan), made
    return made


def day_of(plan, household, stage):
    """The day of a household's stage in a plan."""
    return next(row.day for row in plan.stages if (row.household, row.stage) == (household, stage))
