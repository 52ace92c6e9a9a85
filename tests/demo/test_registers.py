"""The demonstration's registers: written, read back the same, with a history that is in order and has its papers."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from plumbline.demo import (
    Funds,
    history_scans,
    imported,
    project_acts,
    project_history,
    register_file,
    register_rows,
    scan_sha256,
    unsigned_at_application,
)
from plumbline.registers import Rules, read_register, register_row

VILLAGES = ("tianzhen-makou", "huaqiao-tangjiaotou")


@pytest.mark.parametrize("project", ["dasanjiao", "zhumuqiao", "dongxincun", *VILLAGES])
def test_it_reads_back_as_it_was_written(small, project):
    blocks = frozenset(block.id for block in small.description.project(project).blocks)
    register = read_register(
        register_file(small, project),
        name="register.xlsx",
        rules=Rules(today=date(2026, 5, 5), blocks=blocks),
    )
    assert register.blocking == ()
    for entry, row in zip(register.entries, register_rows(small, project), strict=True):
        back = register_row(entry)
        assert back["facts"] == {"household_id": row["household_id"], **row["facts"]}
        assert (back["history"], tuple(back["names"]), back["kind"]) == (
            row["history"],
            tuple(row["names"]),
            row["kind"],
        )


def test_it_gives_the_same_bytes_again(small):
    assert register_file(small, "zhumuqiao") == register_file(small, "zhumuqiao")
    assert history_scans(small, "tianzhen-makou") == history_scans(small, "tianzhen-makou")


def test_it_brings_no_history_on_state_land_and_no_prices(small):
    rows = register_rows(small, "dasanjiao")
    assert all(row["history"] == () for row in rows)
    assert all("assessed_price_fen_per_m2" not in b for row in rows for b in row["facts"]["buildings"])


@pytest.mark.parametrize("project", VILLAGES)
def test_it_tells_each_villages_past_in_order_of_days(world, project):
    for row in register_rows(world, project):
        days = [act.done_on for act in row["history"]]
        assert days == sorted(days)
        assert days[-1] <= date(2026, 4, 28)
        steps = [act.step for act in row["history"]]
        assert steps[:4] == ["cl_h_listed", "cl_h_surveyed", "cl_h_facts_confirmed", "cl_h_registered"]
        signed = "cl_h_agreement_signed" in steps
        assert signed == ("choices" in row["facts"])
        if signed:
            assert steps.index("policy_computed") < steps.index("cl_h_agreement_signed")


@pytest.mark.parametrize("project", VILLAGES)
def test_it_states_the_true_number_of_unsigned_households(world, project):
    signed = sum("choices" in row["facts"] for row in register_rows(world, project))
    stated = next(act for act in project_history(world, project) if act.step == "cl_unsigned_stated")
    assert stated.facts["project.unsigned_stated"] == len(world.of_project(project)) - signed
    assert stated.facts["project.unsigned_stated"] == unsigned_at_application(world, project)


def test_it_states_the_funds_that_it_is_given(small):
    acts = project_history(small, "tianzhen-makou", Funds(estimate_total_fen=90, available_fen=100))
    funds = next(act for act in acts if act.step == "cl_funds_in_full")
    assert funds.facts == {"project.estimate_total": 90, "project.funds_available": 100}


def test_it_has_a_scan_for_every_paper_of_the_history(small):
    archive = zipfile.ZipFile(io.BytesIO(history_scans(small, "tianzhen-makou")))
    hashes = {scan_sha256(name[:-15], date.fromisoformat(name[-14:-4])) for name in archive.namelist()}
    acts = [
        *project_history(small, "tianzhen-makou"),
        *(a for row in register_rows(small, "tianzhen-makou") for a in row["history"]),
    ]
    assert {paper.sha256 for act in acts for paper in act.evidence} == hashes


@pytest.mark.parametrize(("project", "count"), [("dasanjiao", 0), ("zhumuqiao", 1)])
def test_it_holds_a_hearing_only_where_more_than_half_object(description, project, count):
    steps = [act.step for act in project_acts(description.project(project))]
    assert steps.count("sl_hearing") == count


def test_it_leaves_the_approval_to_be_played_and_imports_what_came_before(description):
    acts = project_acts(description.project("tianzhen-makou"), unsigned=18)
    past = imported(acts)
    assert past[-1].step == "cl_application_submitted"
    assert [act.step for act in acts[len(past) :]] == [
        "cl_conversion_approved",
        "cl_taking_approved",
        "cl_taking_announced",
        "cl_demolition_filed",
    ]
    assert [act.on for act in acts] == sorted(act.on for act in acts)
