"""The one office in which the law is tried through every way in: 20 May 2026, nine projects, each stopped where it is tried.

河街, 塘头   everything recorded up to the signing; 张 waits for a review, 钱 was answered one two days ago, 王 was served a decision nine days ago, 杨 has signed
             for a flat and was paid nothing; 塘张 has signed before the taking is announced, the title of 塘王 is disputed
新街, 新村   opened, nothing recorded
老街, 老村   the plan lies open for comment since 6 May
改街, 改村   the comments are closed, everybody objects, no hearing was held
旧街         as 河街, but the decision was quashed
河街-1999, 塘头-1999 are listed and no more; 河街-late0.., 塘头-late0.. have a home built on 1 March, after the freeze: the
first has signed, the others may. Everything came by registers that the law let in.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable
from functools import cache
from typing import Any

from tests.store.databases import Installation
from tests.store.door import StoreDoor, past_acts
from tests.store.script import documents, instant, papers, sealed
from tests.store.town import DESCRIPTION, IDS, STATE, STATE_POLICY, VILLAGE, VILLAGE_POLICY, entry

from plumbline.campaign import COMMANDS, plain, read_command
from plumbline.store.opening import settings_of
from plumbline.terms import Refused

NOW = instant("2026-05-20T09:30")
TODAY = "2026-05-20"
_UNTIL = instant("2026-04-09", 0)

BARE = {"sl": "xinjie", "cl": "xincun"}
COMMENT = {"sl": "laojie", "cl": "laocun"}
OBJECTED = {"sl": "gaijie", "cl": "gaicun"}
QUASHED = "jiujie"
FULL = {"sl": STATE, "cl": VILLAGE}
NEW = {"sl": "河街-1999", "cl": "塘头-1999"}
"""A household of each full project that has just been listed."""

Act = dict[str, Any]


def regime_of(project: str) -> str:
    """`sl` or `cl`."""
    return "cl" if project == VILLAGE or project.endswith("cun") else "sl"


def description() -> dict[str, Any]:
    """The town's description with the further projects beside the two."""
    found: dict[str, Any] = copy.deepcopy(DESCRIPTION)
    for pattern in (BARE, COMMENT, OBJECTED, {"sl": QUASHED}):
        for regime, project in pattern.items():
            like = next(row for row in DESCRIPTION["projects"] if row["id"] == FULL[regime])
            found["projects"].append(
                {**copy.deepcopy(like), "id": project, "name_zh": project, "name_en": project}
            )
            found["duties"] += [
                {**row, "project": project} for row in DESCRIPTION["duties"] if row["project"] == FULL[regime]
            ]
    for row in found["projects"]:
        if "many_owners_threshold" in row["local"]:
            row["local"]["many_owners_threshold"]["value"] = 100
    return found


# ---------- what the registers say happened ----------
def did(step: str, on: str, **stated: Any) -> Act:
    """A step with all of its papers, as a past act."""
    at = instant(on, 0)
    return {"step": step, "done_at": at.isoformat(), "evidence": papers(step, at.date()), **stated}


def entered(command: str, on: str, *kinds: str, **fields: Any) -> Act:
    """A past act by a command of its own."""
    at = instant(on, 0)
    when = {"on": on} if command.endswith("Date") else {"done_at": at.isoformat()}
    return {"command": command, **when, "evidence": documents(at.date(), *kinds), **fields}


def _of_project(regime: str, wanted: Callable[[Act], bool]) -> list[Act]:
    # So few owners are not many, so no executive meeting is held over them.
    acts = [act for act in past_acts(FULL[regime], _UNTIL) if act.get("step") != "sl_executive_meeting"]
    return [plain(act) for act in acts if wanted(act)]


def _before(step: str) -> Callable[[Act], bool]:
    """Acts of the script before a step's, none of them twice."""
    open_ = [True]

    def wanted(act: Act) -> bool:
        open_[0] = open_[0] and act.get("step") != step
        return open_[0]

    return wanted


def project_acts(project: str) -> list[Act]:
    """The history of a project."""
    regime = regime_of(project)
    if project in FULL.values():
        return _of_project(regime, lambda _act: True)
    if project == QUASHED:
        quashed = entered(
            "EnterProjectFact",
            "2026-05-05",
            "revocation_document",
            fact="project.taking_state",
            value="quashed",
        )
        return [*_of_project(regime, lambda _act: True), quashed]
    if project in COMMENT.values():
        published = "sl_plan_published_for_comment" if regime == "sl" else "cl_plan_announced"
        facts = {} if regime == "sl" else {"facts": {"plan.registration_days": 30}}
        return [*_of_project(regime, _before(published)), did(published, "2026-05-06", **facts)]
    after = "sl_comments_result_published" if regime == "sl" else "cl_plan_determined"
    acts = _of_project(regime, _before(after))
    for act in acts:
        if act.get("step") == "sl_public_interest_basis":
            act["facts"] = {"project.basis": "r590_8_5"}
    return acts


def history(name: str) -> list[Act]:
    """The history of a household, by the town's name of it."""
    return [*past_acts(IDS[name], _UNTIL), *_MORE.get(name, ())]


_CASH = {"choices": {"mode": "cash"}}
_FLAT = {"choices": {"mode": "swap", "swap": {"kind": "off_plan", "flats": [{"flat_id": "A-1", "area": "110.00"}]}, "transition": "self"}}  # fmt: skip
_MORE: dict[str, list[Act]] = {
    "张": [did("sl_h_review_requested", "2026-04-15", conditions=["value_objected"])],
    "钱": [
        did("sl_h_review_requested", "2026-04-15", conditions=["value_objected"]),
        did("sl_h_review_answered", "2026-05-18"),
    ],
    "王": [
        entered("EnterFact", "2026-04-09", "title_extract", fact="track.title", value="owner_unknown"),
        # The report of 8 April could be objected to until Monday the 20th; the proposal is out for 15 days.
        did("sl_h_decision_requested", "2026-04-21"),
        entered("EnterDate", "2026-04-22", "decision_draft", name="sl_h_compensation_decision.draft_served"),
        entered("RecordChoice", "2026-05-07", "choice_form", **_CASH),
        entered("DecideCompensation", "2026-05-08", "compensation_decision", "legality_opinion", moving_days=15),
        did("sl_h_decision_served", "2026-05-11", conditions=["rights_stated"]),
    ],
    "杨": [
        entered("RecordChoice", "2026-04-09", "choice_form", **_FLAT),
        entered("ComputeSums", "2026-04-11", "computation_sheet"),
        entered("SignAgreement", "2026-04-11", "agreement", "authorisation", moving_end="2026-06-10", transition_months=24),
    ],
    "塘张": [
        entered("RecordChoice", "2026-04-09", "choice_form", **_CASH),
        entered("ComputeSums", "2026-04-11", "computation_sheet"),
        entered("SignAgreement", "2026-04-11", "agreement", moving_end="2026-06-10"),
    ],
    "塘王": [entered("EnterFact", "2026-04-09", "title_extract", fact="track.title", value="disputed")],
}  # fmt: skip
_CHOSEN = [
    entered("RecordChoice", "2026-04-09", "choice_form", **_CASH),
    entered("ComputeSums", "2026-04-11", "computation_sheet"),
]
_SIGNED = entered("SignAgreement", "2026-04-11", "agreement", "authorisation", moving_end="2026-06-10")
LATE_BUILT = "2026-03-01"
NAMES = {STATE: ("张", "李", "王", "杨", "钱"), VILLAGE: ("塘张", "塘李", "塘王")}
_LIKE = {
    COMMENT["sl"]: "王",
    OBJECTED["sl"]: "王",
    QUASHED: "李",
    COMMENT["cl"]: "塘李",
    OBJECTED["cl"]: "塘李",
}
_OBJECTED_ON = {OBJECTED["sl"]: "2026-02-01", OBJECTED["cl"]: "2026-03-10"}


def only(project: str) -> str:
    """The one household of a further project."""
    return f"{project}-1"


def row(name: str, id: str, acts: list[Act]) -> dict[str, Any]:
    """A register's row like one of the town's households."""
    return {**entry(name), "household_id": id, "history": plain(acts)}


def late_built(regime: str, number: int) -> str:
    """A household whose home was built after the freeze: 0 has signed, 1 and 2 have chosen money and seen their sums."""
    return f"{'河街' if regime == 'sl' else '塘头'}-late{number}"


def late_row(regime: str, id: str, *, built_on: str = LATE_BUILT, signed: bool) -> dict[str, Any]:
    """The register's row of such a household."""
    like = "李" if regime == "sl" else "塘李"
    made = copy.deepcopy(row(like, id, [*history(like), *_CHOSEN, *([_SIGNED] if signed else [])]))
    made["facts"]["buildings"][0]["built_on"] = built_on
    return made


def _entries(project: str) -> list[dict[str, Any]]:
    if project in NAMES:
        regime = regime_of(project)
        late = [late_row(regime, late_built(regime, n), signed=n == 0) for n in range(3)]
        early = late_row(regime, f"{project}-early", built_on="1992-05-01", signed=True)
        return [*(row(name, IDS[name], history(name)) for name in NAMES[project]), *late, early]
    like, until = _LIKE[project], _UNTIL
    first = {COMMENT["sl"]: "2026-01-01", COMMENT["cl"]: "2026-03-04", OBJECTED["sl"]: "2026-01-21"}.get(
        project
    )
    acts = past_acts(IDS[like], instant(first, 0) if first else until)
    if project == OBJECTED["cl"]:
        acts = [act for act in acts if act.get("step") not in ("cl_h_choice_offered",)]
    if on := _OBJECTED_ON.get(project):
        acts.append(entered("ObjectToPlan", on, "comment_register", text="方案违反条例"))
    return [row(like, only(project), acts)]


def project_of(household: str) -> str:
    """The project of a household of this office."""
    return next(p for p, ids in _ids().items() if household in ids)


@cache
def _ids() -> dict[str, tuple[str, ...]]:
    found = {p: tuple(r["household_id"] for r in _entries(p)) for p in [*NAMES, *_LIKE]}
    return {p: (*ids, *(NEW[regime] for regime in NEW if FULL[regime] == p)) for p, ids in found.items()}


def again(household: str, id: str, *more: Act) -> dict[str, Any]:
    """The register's row of a household of this office under another number, with acts after its own."""
    if household in NEW.values():
        return row("王" if household == NEW["sl"] else "塘王", id, list(more))
    like = next(r for r in _entries(project_of(household)) if r["household_id"] == household)
    return {**like, "household_id": id, "history": [*like["history"], *plain(list(more))]}


def register(project: str, entries: list[Any], acts: list[Act], *, name: str, at: Any = NOW) -> Any:
    """The command that takes a register in."""
    fields = {
        "project": project,
        "sha256": hashlib.sha256(name.encode()).hexdigest(),
        "file_name": f"{name}.xlsx",
        "rows": len(entries),
        "entries": entries,
        "project_acts": acts,
        "done_at": at.isoformat(),
    }
    return read_command(COMMANDS["ImportRegister"], plain(fields))


# ---------- the home ----------
def make(installation: Installation) -> StoreDoor:
    """Open the campaign in an empty installation and take every register in; the clock stands at `NOW`."""
    home, opened = installation.home, instant("2026-05-20T08:00")
    home.make()
    home.write_settings(settings_of(description()))
    door = StoreDoor(installation, opened)
    _must(door.give(COMMANDS["OpenCampaign"](description=description()), "wu", None, opened, "open-campaign"))
    projects = [p["id"] for p in description()["projects"]]
    for policy, regime in ((STATE_POLICY, "sl"), (VILLAGE_POLICY, "cl")):
        act = sealed(policy, "", TODAY)
        fields = {**act.fields, "projects": [p for p in projects if regime_of(p) == regime]}
        seal = read_command(COMMANDS["SealPolicy"], plain({**fields, "done_at": opened}))
        _must(door.give(seal, "wu", None, opened, f"seal-{policy}"))
    for project in (p for p in projects if p not in BARE.values()):
        taken = register(project, _entries(project), project_acts(project), name=project, at=opened)
        waiting = _must(door.give(taken, "wu", None, opened, f"register-{project}"))
        review = COMMANDS["ReviewLate"](proposal=waiting.seq, accept=True, note="已核对")
        _must(door.give(review, "yu", None, opened, f"review-{project}"))
    for regime, like in (("sl", "王"), ("cl", "塘王")):
        taken = register(FULL[regime], [row(like, NEW[regime], [])], [], name=NEW[regime], at=opened)
        _must(door.give(taken, "wu", None, opened, f"register-{NEW[regime]}"))
    door.clock.instant = NOW
    return door


def _must(answer: Any) -> Any:
    assert not isinstance(answer, Refused), [(r.code, r.fact, r.rule) for r in answer.reasons[:9]]
    return answer
