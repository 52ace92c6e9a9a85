"""The law as past acts of a register: each step, prohibition and right is tried, answered with its article, and nothing is in."""

from __future__ import annotations

import pytest
from tests.journeys import law_forbidden
from tests.journeys.law_attempts import Attempt, answered, of_step_id, somebody_for, steps
from tests.journeys.law_home import (
    BARE,
    FULL,
    again,
    late_built,
    project_of,
    register,
    row,
)
from tests.journeys.law_no_way import NOWHERE
from tests.store.town import FACTS, entry

from plumbline.campaign import COMMANDS, PAST_COMMANDS
from plumbline.registers import FieldKind, standard_schema
from plumbline.store import writing
from plumbline.store.models import HouseholdRow, Leaf
from plumbline.terms import Refused

pytestmark = pytest.mark.xdist_group("law")

_EVERY = {attempt.row: attempt for attempt in law_forbidden.prohibitions()}
RIGHTS = {attempt.row: attempt for attempt in law_forbidden.rights()}
NOT_OF_THE_PAST = {row: attempt for row, attempt in _EVERY.items() if attempt.command not in PAST_COMMANDS}
"""Orders, duties, accounts and corrections: a register has no act and no column for them."""
PROHIBITIONS = {row: attempt for row, attempt in _EVERY.items() if row not in NOT_OF_THE_PAST}


def taken_in(attempt: Attempt, *, name: str = ""):
    """The answer to a register whose last act is the attempt."""
    fields = {key: value for key, value in attempt.fields.items() if key not in ("household", "project")}
    act = {"command": attempt.command, **fields}
    household = attempt.fields.get("household")
    project = project_of(household) if household else attempt.fields["project"]
    entries = [again(household, f"{household}-{attempt.row}", act)] if household else []
    command = register(project, entries, [] if household else [act], name=f"{name}{attempt.row}")
    return writing.submit(command, person="wu", key=f"register-{name}{attempt.row}")


def refused(attempt: Attempt) -> None:
    before = Leaf.objects.count(), HouseholdRow.objects.count()
    answer = taken_in(attempt)
    assert isinstance(answer, Refused), answer
    answered(attempt, answer.reasons)
    assert (Leaf.objects.count(), HouseholdRow.objects.count()) == before


@pytest.mark.parametrize("step", steps(household=False))
def test_a_project_step_waits_for_its_gate(law_office, step):
    refused(of_step_id(step))


@pytest.mark.parametrize("step", steps(household=True))
def test_a_household_step_waits_for_its_gate(law_office, step):
    refused(of_step_id(step))


@pytest.mark.parametrize(("step", "rule"), [("sl_h_listed", "R590 16(1)"), ("cl_h_listed", "LAMR 26(2)")])
def test_nobody_is_listed_before_the_area_is_public(law_office, step, rule):
    like = "王" if step == "sl_h_listed" else "塘王"
    households = HouseholdRow.objects.count()
    taken = register(BARE[step[:2]], [row(like, f"{step}-2", [])], [], name=f"register-{step}")
    answer = writing.submit(taken, person="wu", key=f"register-{step}")
    assert isinstance(answer, Refused)
    answered(Attempt(step, "ImportRegister", {}, "wu", f"{step}:requires(", rule), answer.reasons)
    assert HouseholdRow.objects.count() == households


@pytest.mark.parametrize("row", PROHIBITIONS)
def test_a_prohibition_holds(law_office, row):
    refused(PROHIBITIONS[row])


@pytest.mark.parametrize("row", RIGHTS)
def test_a_right_is_not_denied(law_office, row):
    refused(RIGHTS[row])


# ---------- what a register's own cells could do ----------
@pytest.mark.parametrize(
    ("row", "name"), [("sl_p_no_linked_pressure", "李"), ("cl_p_no_linked_pressure", "塘李")]
)
def test_no_register_keeps_who_employs_a_relative(law_office, row, name):
    facts = {**FACTS[name], "household": {**FACTS[name]["household"], "relatives_employer": "县医院"}}
    found = {**entry(name), "household_id": f"{row}-1", "facts": facts}
    answer = writing.submit(
        register(FULL[row[:2]], [found], [], name=row), person="wu", key=f"register-{row}"
    )
    assert isinstance(answer, Refused)
    answered(Attempt(row, "", {}, "wu", f"{row}:never", law_forbidden.article(row)), answer.reasons)


@pytest.mark.parametrize("row", ["sl_p_illegal_building_not_a_shortcut"])
def test_no_register_turns_a_home_into_an_unlawful_building(law_office, row):
    # The register says that the home is unlawful, and that nobody determined it: its facts cannot even be published.
    made = again(law_forbidden.LI, "河街-unlawful")
    made["facts"] = {
        **made["facts"],
        "buildings": [{**made["facts"]["buildings"][0], "registered": False, "ruling": "illegal"}],
    }
    answer = writing.submit(
        register(FULL["sl"], [made], [], name="unlawful"), person="wu", key="register-unlawful"
    )
    assert isinstance(answer, Refused)
    wanted = Attempt("", "", {}, "wu", "sl_h_facts_published:", law_forbidden.article(row))
    answered(wanted, answer.reasons)


@pytest.mark.parametrize("row", ["sl_p_no_appraiser_interference"])
def test_no_register_names_an_appraiser_whom_nobody_chose(law_office, row):
    # The department names the appraiser itself: no choice of the owners is of that kind.
    named = law_forbidden.act(
        row, "sl_appraiser_selected", BARE["sl"], "准绳自设规则", "fact(project.appraiser_method)",
        facts={"project.appraiser_method": "named_by_the_department"},
    )  # fmt: skip
    refused(named)


@pytest.mark.parametrize(("row", "clause"), [("sl_p_freeze_facts", "A11"), ("cl_p_no_cut_off_facts", "B13")])
def test_what_is_built_after_the_freeze_earns_nothing(law_office, row, clause):
    # Both came in signed, by the same register: built in 1992, and on 1 March.
    regime = row[:2]
    booked = {
        id: HouseholdRow.objects.get(pk=id).data["booked"]
        for id in (f"{FULL[regime]}-early", late_built(regime, 0))
    }
    early, late = booked.values()
    assert early[clause] > 0
    assert clause not in late


# ---------- what a register cannot say ----------
SUMS = {
    "household.equipment_relocation_fen", "assessed_price_fen_per_m2", "decoration.assessed_fen",
    "business.shop_price_fen_per_m2", "business.profit_fen",
}  # fmt: skip
"""Sums that a register may hold: what an appraiser or a firm's books say, never what a household is owed."""


@pytest.mark.parametrize("row", [*NOT_OF_THE_PAST, *NOWHERE])
def test_there_is_no_way_in(law_office, row):
    way = NOWHERE.get(row)
    if way is None:
        attempt, codes = NOT_OF_THE_PAST[row], {"import:act"}
    else:
        inside = {"facts": {way.word: way.value}} if way.inside else {way.word: way.value}
        attempt = Attempt(row, way.command, {**way.fields, **inside}, somebody_for(way.command, row), "", "")
        codes = {f"{way.fields['step']}:fact({way.word})"} if way.inside else {"import:act"}
    answer = taken_in(attempt, name="nowhere-")
    assert isinstance(answer, Refused)
    assert codes <= {reason.code for reason in answer.reasons}


def test_a_register_says_acts_of_the_procedure_and_nothing_else():
    assert COMMANDS.keys() - PAST_COMMANDS == {
        "OpenCampaign", "SealPolicy", "EnterCalendarYear", "SetLocalParameter", "AssignDuties", "DeclareConflict",
        "GiveCommitment", "ReviewLate", "ImportRegister", "ImportMap", "CorrectFacts", "RecordPersons", "CancelOrder",
        "ReviseSums", "ReceiveGrievance", "AnswerGrievance", "ReceiveStatement", "MakePlan",
        "OpenConsultation", "DecideInConsultation", "CloseConsultation", "ReopenConsultation", "SignForDispatch",
        "AnswerDispatch", "CloseDispatch", "SendBackDispatch", "WithdrawDispatch",
        "DismissBreach", "OpenRung", "DeliverRung", "RemindOfRung", "AnswerRung", "ConcludeRung", "WithdrawRung",
        "CorrectRung", "RecordRungReceipt", "EndMatter",
        "ReassignDuties", "ReportProgress", "AppointHolder", "EndTerm",
        "PublishAppraisalFormula", "EnterForAppraisal", "PublishAppraisal", "ContestAppraisal", "AnswerContest",
    }  # fmt: skip


def test_a_register_has_no_column_for_what_a_household_is_owed():
    schema = standard_schema()
    every = [field for table in (schema.main, *schema.lists) for field in table.fields]
    assert {field.path for field in every if field.kind in (FieldKind.FEN, FieldKind.FEN_PER_M2)} == SUMS
