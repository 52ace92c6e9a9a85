"""An attempt as somebody types it into the site's own form: the address and the fields by their names on the page."""

from __future__ import annotations

from typing import Any

from tests.journeys.law_attempts import Attempt

from plumbline import law
from plumbline.campaign import RESERVED_STEPS
from plumbline.web.workbench.forms import ADDRESS_OF, HOUSEHOLD_FORMS

Typed = dict[str, Any]
KEY = "0" * 32
_ROWS_OF_PERSONS = range(6)


def address(attempt: Attempt) -> str:
    """Where the form of an attempt stands."""
    fields, command = attempt.fields, attempt.command
    match command:
        case "RecordProjectStep":
            return f"/projects/{fields['project']}/steps/{fields['step']}"
        case "RecordStep":
            return f"/households/{fields['household']}/steps/{fields['step']}"
        case "GiveCommitment":
            return "/commitments/new"
        case _:
            return f"/households/{fields['household']}/do/{ADDRESS_OF[command]}"


def typed(attempt: Attempt) -> Typed:
    """What is typed into it."""
    fields = attempt.fields
    form: Typed = {"key": KEY, "done_on": str(fields["done_at"])[:10], **_papers(attempt)}
    own = _TYPED.get(attempt.command)
    return {**form, **(own(fields) if own else _step(fields))}


def _papers(attempt: Attempt) -> Typed:
    given = {paper["document"]: paper for paper in attempt.fields.get("evidence", ())}
    form: Typed = {}
    for n, kinds in enumerate(_slots(attempt)):
        paper = next((given.pop(kind) for kind in kinds if kind in given), None)
        if paper:
            form |= {f"paper{n}_number": paper["number"], f"paper{n}_on": paper["on"]}
            if len(kinds) > 1:
                form[f"paper{n}_kind"] = paper["document"]
    return form


def _slots(attempt: Attempt) -> list[tuple[str, ...]]:
    if attempt.command in ("RecordStep", "RecordProjectStep", "DecideCompensation"):
        name = attempt.fields.get("step") or _decision(attempt)
        step = law.load_procedure().steps[name]
        also = [kind for row in step.evidence_if for kind in row.ids]
        return [(kind,) for kind in (*step.evidence, *also)] + list(step.evidence_any)
    form = HOUSEHOLD_FORMS.get(ADDRESS_OF.get(attempt.command, ""))
    return list(form.slots) if form else []


def _decision(attempt: Attempt) -> str:
    steps = law.load_procedure().steps
    endings = [ending for ending, command in RESERVED_STEPS.items() if command == attempt.command]
    return next(id for e in endings if (id := f"{attempt.says[:2]}_h_{e}") in steps)


def _step(fields: Typed) -> Typed:
    """Facts and conditions stand in the order of the law's tables."""
    procedure, step = law.load_procedure(), fields["step"]
    facts = [r.id for r in procedure.facts.values() if step in r.recorded_by and not r.derived]
    said = [r.id for r in procedure.conditions.values() if step in r.recorded_by and r.check is None]
    return {
        **{f"fact_{facts.index(name)}": str(value) for name, value in fields.get("facts", {}).items()},
        **{f"condition_{said.index(name)}": "on" for name in fields.get("conditions", ())},
        **{f"date_{name}": on for name, on in fields.get("dates", {}).items()},
    }


def _signed(fields: Typed) -> Typed:
    entitled = {} if fields.get("conditions") == [] else {"signatory_entitled": "on"}
    return {
        "moving_end": fields["moving_end"],
        "payment_days": "15",
        "transition_months": "0",
        "instalments": "1",
        **entitled,
    }


def _persons(fields: Typed) -> Typed:
    rows: Typed = {}
    for n in _ROWS_OF_PERSONS:
        rows |= {f"role_{n}": "owner", f"id_kind_{n}": "resident_id"}
    for n, person in enumerate(fields["persons"]):
        rows |= {f"name_{n}": person["name"], f"role_{n}": person["role"]}
    return rows | {f"account_{name}": value for name, value in fields["account"].items()}


def _corrected(fields: Typed) -> Typed:
    path, value = next(iter(fields["changes"].items()))
    return {"path": path, "value": "否" if value is False else str(value), "reason": fields["reason"]}


def _ordered(fields: Typed) -> Typed:
    chosen = {"what": "clauses", "clauses": fields["clauses"]} if fields.get("clauses") else {"what": "all"}
    return {**chosen, **({"deposit": "on"} if fields.get("deposit") else {})}


_TYPED: dict[str, Any] = {
    "SignAgreement": _signed,
    "DecideCompensation": lambda fields: {"moving_days": str(fields.get("moving_days", 15))},
    "OrderPayment": _ordered,
    "RecordChoice": lambda fields: {"mode": fields["choices"]["mode"], "flats": ""},
    "RecordPersons": _persons,
    "CorrectFacts": _corrected,
    "GiveCommitment": lambda f: {n: f[n] for n in ("project", "stage", "households", "due_on", "text")},
    "AssignDuties": lambda f: {
        "unit": f["unit"], "reason": f["reason"], **{f"duty_{duty}": post for duty, post in f["posts"].items()}
    },
}  # fmt: skip
"""Forms of commands that have one of their own, field by field."""
