"""Which rows each event writes, and how an aggregate stands in its table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from plumbline import books
from plumbline.campaign import (
    Event,
    Household,
    Office,
    Project,
    Stamp,
    State,
    household_json,
    office_json,
    project_json,
)
from plumbline.store.handlers import answering, appraisals, consultations, supervision
from plumbline.store.handlers.rows import Rows
from plumbline.store.models import (
    BankLineRow,
    BuildingRow,
    CommitmentRow,
    CorrectionRow,
    DocumentRow,
    DutyRow,
    FileEntry,
    FootprintRow,
    GrievanceRow,
    HouseholdRow,
    LateRow,
    MoveRow,
    OfficeRow,
    OrderRow,
    PlanRow,
    PolicyRow,
    PostingRow,
    ProjectRow,
    ProjectStepRow,
)
from plumbline.terms import Stage, is_remaining, parse_area


def handle(
    rows: Rows,
    event: Event,
    stamp: Stamp,
    day: date,
    before: Household | None,
    state: State,
    file_numbers: Mapping[str, int],
) -> None:
    """Put the rows of one event into the buffer.

    before        the event's household as it was, None for a new one or for no household
    state         the state after the event
    file_numbers  household → the event's number in its file
    """
    for household_id, n in file_numbers.items():
        rows.add(FileEntry(household=household_id, n=n, seq=stamp.seq))
    household = state.household(str(event.com["household"])) if event.com.get("household") else None
    project_id = (
        household.project if household else str(event.open.get("project") or event.com.get("project") or "")
    )
    _postings(rows, event, stamp, day, project_id, household)
    _documents(rows, event, stamp, project_id, household)
    if household is not None and (
        before is None or (before.state, before.stage) != (household.state, household.stage)
    ):
        _moved(rows, event, stamp, day, before, household)
    if event.type == "duties.assigned/1" and before is not None:
        answering.duties_moved(rows, event, stamp, day, before)
    handler = _HANDLERS.get(event.type)
    if handler:
        handler(rows, event, stamp, day, project_id)


def _postings(
    rows: Rows, event: Event, stamp: Stamp, day: date, project: str, household: Household | None
) -> None:
    for n, posting in enumerate(books.postings_of(event.type, event.open, event.com)):
        rows.add(
            PostingRow(
                seq=stamp.seq,
                n=n,
                day=day,
                project=project,
                household=household.id if household else "",
                clause=posting.clause,
                debit=posting.debit.value,
                credit=posting.credit.value,
                fen=posting.fen,
            )
        )


def _documents(rows: Rows, event: Event, stamp: Stamp, project: str, household: Household | None) -> None:
    evidence: list[Any] = event.com.get("evidence") or []  # type: ignore[assignment]
    for n, paper in enumerate(evidence):
        rows.add(
            DocumentRow(
                seq=stamp.seq,
                n=n,
                project=project,
                household=household.id if household else "",
                document=paper["document"][:60],
                number=paper.get("number") or "",
                on=paper.get("on") or "",
                sha256=paper.get("sha256") or "",
            )
        )


def _moved(
    rows: Rows, event: Event, stamp: Stamp, day: date, before: Household | None, household: Household
) -> None:
    rows.add(
        MoveRow(
            seq=stamp.seq,
            day=day,
            project=household.project,
            household=household.id,
            unit=unit_of(household),
            before=before.stage if before else "",
            stage=household.stage,
            state=household.state,
            done_on=str(event.com.get("done_at") or event.com.get("on") or day.isoformat())[:10],
        )
    )


def unit_of(household: Household) -> str:
    """The responsible unit of a household (its five duties lie with one)."""
    return next((duty["unit"] for duty in household.duties.values()), "")


# ---------- rows of single event types ----------
def _project_step(rows: Rows, event: Event, stamp: Stamp, _day: date, project: str) -> None:
    rows.add(
        ProjectStepRow(
            seq=stamp.seq,
            project=project,
            step=event.open["step"],
            done_on=event.open["done_on"],
            data={key: event.open[key] for key in ("dates", "facts", "conditions", "documents")},
        )
    )


def _policy(rows: Rows, event: Event, stamp: Stamp, day: date, _project: str) -> None:
    rows.add(
        PolicyRow(
            seq=stamp.seq,
            policy=event.open["policy"],
            version=event.open["version"],
            sha256=event.open["sha256"],
            day=day,
            text=event.com["text"],
        )
    )


def _ordered(rows: Rows, event: Event, _stamp: Stamp, day: date, project: str) -> None:
    rows.put(
        OrderRow(
            order=event.com["order"],
            household=event.com["household"],
            project=project,
            fen=event.com["fen"],
            lines=event.com["lines"],
            deposit=bool(event.com["deposit"]),
            ordered_on=day.isoformat(),
            paid_on="",
        )
    )


def _cancelled(rows: Rows, event: Event, _stamp: Stamp, _day: date, _project: str) -> None:
    rows.update(OrderRow, event.com["order"], cancelled_on=str(event.com["done_at"])[:10])


def _paid(rows: Rows, event: Event, _stamp: Stamp, _day: date, _project: str) -> None:
    rows.update(OrderRow, event.com["order"], paid_on=str(event.com["done_at"])[:10])


def _grievance(rows: Rows, event: Event, stamp: Stamp, _day: date, project: str) -> None:
    rows.put(
        GrievanceRow(
            seq=stamp.seq,
            household=event.com["household"] or "",
            project=project,
            kind=event.open["kind"],
            channel=event.com["channel"],
            text=event.com["text"],
            owner_unit=event.com["owner_unit"],
            owner_post=event.com["owner_post"],
            received_on=str(event.com["done_at"])[:10],
            due_on=event.open["due_on"],
            answered_on="",
            answer="",
            cites=[],
        )
    )


def _answered(rows: Rows, event: Event, _stamp: Stamp, _day: date, _project: str) -> None:
    rows.update(
        GrievanceRow,
        event.open["grievance"],
        answered_on=str(event.com["done_at"])[:10],
        answer=event.com["text"],
        cites=event.com["cites"],
    )


def _commitment(rows: Rows, event: Event, stamp: Stamp, day: date, project: str) -> None:
    rows.put(
        CommitmentRow(
            seq=stamp.seq,
            unit=event.open["unit"],
            project=project,
            stage=event.open["stage"],
            households=event.open["households"],
            given_on=day.isoformat(),
            due_on=event.open["due_on"],
            text=event.com["text"],
            kept=None,
            reached=None,
        )
    )


def _settled(rows: Rows, event: Event, _stamp: Stamp, _day: date, _project: str) -> None:
    rows.update(
        CommitmentRow, event.open["commitment"], kept=event.open["kept"], reached=event.open["reached"]
    )


def _late(rows: Rows, event: Event, stamp: Stamp, day: date, project: str) -> None:
    rows.put(
        LateRow(
            seq=stamp.seq,
            day=day,
            command=event.open["command"],
            household=event.com["household"] or "",
            project=project or "",
            by_person=event.com["by_person"],
            done_on=str(event.com["done_at"] or "")[:10],
            accepted=None,
            reviewed_by="",
        )
    )


def _reviewed(rows: Rows, event: Event, _stamp: Stamp, _day: date, _project: str) -> None:
    rows.update(
        LateRow, event.open["proposal"], accepted=event.open["accepted"], reviewed_by=event.com["by_person"]
    )


def _corrected(rows: Rows, event: Event, stamp: Stamp, day: date, project: str) -> None:
    rows.add(
        CorrectionRow(
            seq=stamp.seq,
            day=day,
            household=event.com["household"],
            project=project,
            reason=event.com["reason"],
        )
    )


def _map(rows: Rows, event: Event, _stamp: Stamp, _day: date, project: str) -> None:
    features: list[Any] = event.com["features"]  # type: ignore[assignment]
    for feature in features:
        # A corrected file draws the footprints that it names anew; the others stay.
        rows.put_by(
            FootprintRow(
                project=project,
                footprint=feature["id"],
                layer=feature["layer"],
                data={key: value for key, value in feature.items() if key not in ("id", "layer")},
            ),
            "project",
            "footprint",
        )


def _statement(rows: Rows, event: Event, stamp: Stamp, _day: date, _project: str) -> None:
    lines: list[Any] = event.com["rows"]  # type: ignore[assignment]
    for n, line in enumerate(lines):
        rows.add(
            BankLineRow(
                seq=stamp.seq,
                n=n,
                on=str(line.get("on") or "")[:10],
                fen=int(line.get("fen") or 0),
                # A bank's words may be long; the event keeps them whole.
                payee=str(line.get("payee") or "")[:120],
                reference=str(line.get("reference") or "")[:120],
                matched=bool(line["matched"]),
            )
        )


def _plan(rows: Rows, event: Event, stamp: Stamp, _day: date, _project: str) -> None:
    rows.put(
        PlanRow(
            seq=stamp.seq,
            day=date.fromisoformat(str(event.open["day"])),
            finish=event.open["finish"] or "",
            bound=event.open["bound"] or "",
            overdue=event.open["overdue"],
            dates={row["household"]: row["steps"] for row in event.com["dates"]},
            impossible={row["household"]: row for row in event.com["impossible"]},
        )
    )


_HANDLERS: dict[str, Any] = {
    "project.step_recorded/1": _project_step,
    "policy.sealed/1": _policy,
    "payment.ordered/1": _ordered,
    "payment.cancelled/1": _cancelled,
    "payment.made/1": _paid,
    "grievance.received/1": _grievance,
    "grievance.answered/1": _answered,
    "commitment.given/1": _commitment,
    "commitment.settled/1": _settled,
    **consultations.HANDLERS,
    **supervision.HANDLERS,
    **answering.HANDLERS,
    **appraisals.HANDLERS,
    "late.proposed/1": _late,
    "late.reviewed/1": _reviewed,
    "household.facts_corrected/1": _corrected,
    "map.imported/1": _map,
    "bank.statement_received/1": _statement,
    "plan.made/1": _plan,
}


# ---------- aggregates ----------
def put_aggregate(rows: Rows, aggregate: Office | Project | Household, positions: Mapping[str, int]) -> None:
    """Put a changed aggregate into its table, with the columns that lists need.

    positions  household → number of its listing event; project → its place in the description
    """
    match aggregate:
        case Office():
            rows.put(OfficeRow(id=1, data=office_json(aggregate)))
        case Project():
            rows.put(
                ProjectRow(
                    id=aggregate.id,
                    position=positions[aggregate.id],
                    name_zh=aggregate.name_zh,
                    name_en=aggregate.name_en,
                    regime=aggregate.regime,
                    in_totals=aggregate.in_totals,
                    data=project_json(aggregate),
                )
            )
        case Household():
            _put_household(rows, aggregate)


def _put_household(rows: Rows, household: Household) -> None:
    buildings = household.facts.get("buildings", ())
    listed = min(record["seq"] for record in household.records.values())
    rows.put(
        HouseholdRow(
            id=household.id,
            position=listed,
            project=household.project,
            block=household.block,
            kind=household.kind,
            names="、".join(household.names),
            address=household.address,
            stage=household.stage,
            state=household.state,
            since=household.since,
            unit=unit_of(household),
            choice=str(household.law.get("choice", "")),
            title_state=str(household.law.get("track.title", "clear")),
            signed_on=str(household.agreement.get("signed_at", ""))[:10] if household.is_signed else "",
            area_dm2=sum(parse_area(str(b["area"])) for b in buildings if b.get("area")),
            total_fen=household.total_fen,
            settled_fen=sum(household.settled.values()),
            deposited_fen=sum(o["fen"] for o in household.orders.values() if o["paid"] and o["deposit"]),
            account=household.account,
            grievances_open=household.grievances_open,
            remaining=is_remaining(Stage(household.stage)),
            data=household_json(household),
        )
    )


def put_details(rows: Rows, before: Household | None, household: Household) -> None:
    """Duties and buildings of a household, where the event changed them."""
    if before is None or before.duties != household.duties:
        rows.replace_of(
            DutyRow,
            household.id,
            [
                DutyRow(household=household.id, duty=duty, unit=d["unit"], post=d["post"], since=d["since"])
                for duty, d in sorted(household.duties.items())
            ],
        )
    if before is None or before.facts.get("buildings") != household.facts.get("buildings"):
        rows.replace_of(
            BuildingRow,
            household.id,
            [
                BuildingRow(
                    household=household.id,
                    building=str(b["building_id"]),
                    footprint=str(b.get("footprint_id") or ""),
                    use=str(b.get("use") or b.get("structure") or ""),
                    area_dm2=parse_area(str(b["area"])) if b.get("area") else 0,
                )
                for b in household.facts.get("buildings", ())
            ],
        )
