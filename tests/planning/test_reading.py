"""Campaign files: what is read, and what is refused with its place and remedy."""

import io
import json

import pytest
from tests.planning.small import FILES, document, generator, small

from plumbline.planning import Lag, UnreadableDocument, parse_campaign


def test_it_reads_every_part_of_a_campaign():
    campaign = small()
    assert [h.id for h in campaign.households] == ["zhang", "li", "wang"]
    assert campaign.calendar.date_of(1).isoformat() == "2026-11-02"
    assert campaign.procedures["law"].stages[0].gates == (("decision", Lag(1, False)),)
    assert (
        campaign.blocks["B1"].days == 2
    )  # 3 crew-days by 2 crews: the second day one crew has half a day too much
    assert campaign.resource_for("P", "survey") == "survey"


def test_it_finds_the_teams_that_belong_to_a_project():
    def own_teams(doc):
        doc["resources"][0]["id"] = "survey@P"
        doc["projects"][0]["teams"] = {"survey": "survey@P"}

    assert small(own_teams).resource_for("P", "survey") == "survey@P"


@pytest.mark.parametrize("preset", ["tiny", "infeasible", "three-projects"])
def test_the_committed_files_are_the_generators(preset):
    out = io.StringIO()
    made = generator()
    made.dump(made.generate(**made.PRESETS[preset]), out)
    assert out.getvalue() == (FILES / f"{preset}.json").read_text("utf-8")


def _row(doc, table, index, column, value):
    doc[table]["rows"][index][doc[table]["columns"].index(column)] = value


WRONG = [
    (lambda d: d.update(format="plumbline-plan/1"), "format"),
    (lambda d: d["calendar"].update(start="Monday"), "calendar.start"),
    (lambda d: d["calendar"].update(horizon=0), "calendar.horizon"),  # before the first day
    (lambda d: d["calendar"]["nonworking"].append("6"), "calendar.nonworking[26]"),  # 26 weekend days of 91
    (lambda d: d["regimes"]["law"]["stages"][1]["lag"].update(unit="week"), "regimes.law.stages[1].lag.unit"),
    (
        lambda d: d["regimes"]["law"]["stages"][0]["lag"].update(n=2),
        "regimes.law.stages[0].lag",
    ),  # from what?
    (lambda d: d["regimes"]["law"]["stages"][0]["gates"].update(risk={"n": 1, "unit": "calendar"}), "gates"),
    (lambda d: d["regimes"]["law"]["steps"][0]["after"].append("decision"), "steps[0].after[0]"),  # a circle
    (lambda d: d["regimes"]["law"].update(stages=[]), "regimes.law.stages"),
    (lambda d: d["regimes"]["law"]["demolish"].update(resource="survey"), "regimes.law.demolish.resource"),
    (lambda d: d["types"][0]["effort"].update(survey=3), "types.flat.effort.survey"),  # 3 does not divide 8
    (lambda d: d["types"][0]["effort"].pop("survey"), "types.flat.effort.survey"),
    (lambda d: d["types"][0]["extra_lag"].update(survey=1), "types.flat.extra_lag.survey"),
    (lambda d: d["resources"][0].update(teams=-1), "resources[0].teams"),
    (lambda d: d["resources"][0].update(teams=True), "resources[0].teams"),  # true is not 1 team
    (lambda d: d["resources"][0].update(off="sunday"), "resources[0].off"),
    (lambda d: d["resources"][0].update(changes=[[1, 2]]), "resources[0].changes[0]"),
    (lambda d: d["resources"][1].update(id="survey"), "resources[1].id"),
    (lambda d: d["resources"].pop(2), "projects.P.teams.crews"),
    (lambda d: d["projects"][0].update(regime="unknown"), "projects[0].regime"),
    (lambda d: d["projects"][0].update(steps_done={"approval": 0}), "projects[0].steps_done"),
    (lambda d: d["projects"][0].update(deadline=40.5), "projects[0].deadline"),
    (lambda d: d["blocks"]["columns"].remove("parcel"), "blocks.columns"),
    (lambda d: _row(d, "blocks", 0, "max_crews", 0), "blocks.rows[0].max_crews"),
    (lambda d: _row(d, "blocks", 1, "parcel", "Z"), "blocks.rows[1].parcel"),
    (lambda d: _row(d, "households", 2, "id", "li"), "households.rows[2].id"),
    (lambda d: _row(d, "households", 0, "block", "B9"), "households.rows[0].block"),
    (lambda d: _row(d, "households", 0, "stages_done", 4), "households.rows[0].stages_done"),  # there are 3
    (lambda d: _row(d, "households", 0, "stages_done", 1), "households.rows[0].done_day"),  # done when?
    (lambda d: d["households"]["rows"].append(["zhou"]), "households.rows[3]"),
    (lambda d: d.update(households=None), "households"),
]


@pytest.mark.parametrize(("change", "path"), WRONG)
def test_it_refuses_what_is_wrong_and_says_where(change, path):
    with pytest.raises(UnreadableDocument) as refused:
        parse_campaign(document(change))
    finding = next(f for f in refused.value.findings if path in f.path)
    assert finding.message.zh
    assert finding.message.en
    assert finding.remedy.zh
    assert finding.remedy.en


def test_it_tells_everything_at_once():
    def two(doc):
        doc["calendar"]["start"] = "soon"
        doc["resources"][1]["slots"] = 0

    with pytest.raises(UnreadableDocument) as refused:
        parse_campaign(document(two))
    assert [f.path for f in refused.value.findings] == ["calendar.start", "resources[1].slots"]


@pytest.mark.parametrize("value", [{}, {"format": "plumbline-campaign/1"}, json.loads("[]") or {"format": 1}])
def test_it_refuses_a_document_that_is_something_else(value):
    with pytest.raises(UnreadableDocument):
        parse_campaign(value)
