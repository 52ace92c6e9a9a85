"""The bulletin of a sealed week: each figure counted again by other code, and its way to the public check."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pypdfium2
import pytest

from plumbline.campaign import RUNGS
from plumbline.cli.main import main
from plumbline.documents import COUNTED, digest_of
from plumbline.store.models import (
    CommitmentRow,
    ConsultationRow,
    CorrectionRow,
    DayRow,
    DispatchActRow,
    DispatchRow,
    GrievanceRow,
    HouseholdRow,
    LateRow,
    MoveRow,
    PlanRow,
    PostingRow,
    RungActRow,
)
from plumbline.store.printing import figures
from plumbline.store.reading.weeks import facts_of, week_of
from plumbline.terms import Refused

FIRST, LAST = date(2026, 5, 13), date(2026, 5, 19)
AT, WITHIN = "2026-05-19", "2026-05-13..2026-05-19"


@pytest.fixture
def week(office):
    found = week_of(2)
    assert (found.first, found.last, found.missing) == (FIRST, LAST, ())
    return facts_of(found)


def sealed_projects() -> list[str]:
    return [row["id"] for row in DayRow.objects.get(day=LAST).account["projects"]]


def firsts() -> list[tuple[str, str, str, date]]:
    """(stage, project, unit, day) of each household's first move to a stage, one row after the other."""
    seen, found = set(), []
    for move in MoveRow.objects.order_by("seq"):
        if move.before == move.stage or move.project not in sealed_projects() or move.day > LAST:
            continue
        if (move.household, move.stage) not in seen:
            seen.add((move.household, move.stage))
            found.append((move.stage, move.project, move.unit, move.day))
    return found


def counted_again() -> dict[str, int]:
    """Every figure of the week from the tables of the sealed days, without the code that gathered them."""
    account, moves = DayRow.objects.get(day=LAST).account, firsts()
    told = {f"{AT}/all/projects": len(account["projects"]), f"{AT}/all/households": account["households"]}
    for kind in ("project", "unit"):
        for row in account[f"{kind}s"]:
            told[f"{AT}/{kind}:{row['id']}/households"] = row["households"]
            told[f"{AT}/{kind}:{row['id']}/remaining"] = row["remaining"]
    for stage in COUNTED:
        of = [move for move in moves if move[0] == stage]
        for head, since in ((AT, date.min), (WITHIN, FIRST)):
            then = [move for move in of if move[3] >= since]
            told[f"{head}/all/reached/{stage}"] = len(then)
            for row in account["projects"]:
                told[f"{head}/project:{row['id']}/reached/{stage}"] = sum(m[1] == row["id"] for m in then)
            for row in account["units"]:
                told[f"{head}/unit:{row['id']}/reached/{stage}"] = sum(m[2] == row["id"] for m in then)
        for n in range(7):
            day = FIRST + timedelta(days=n)
            told[f"{day}/all/today/{stage}"] = sum(move[3] == day for move in of)
    for row in DayRow.objects.filter(day__gte=FIRST - timedelta(days=1), day__lte=LAST):
        left = sum(project["remaining"] for project in row.account["projects"])
        told[f"{WITHIN}/all/remaining_before" if row.day < FIRST else f"{row.day}/all/remaining"] = left
    return told | money() | promises() | cases() | orders() | entries() | places(account) | planned(moves)


def money() -> dict[str, int]:
    """Postings one by one: into an account and out of it."""
    total = dict.fromkeys(("due", "paid", "deposited", "open", "due_week", "paid_week", "deposited_week"), 0)
    for row in PostingRow.objects.filter(day__lte=LAST, project__in=sealed_projects()):
        in_week = row.day >= FIRST
        for name in ("due", "paid", "deposited"):
            fen = row.fen * ((row.credit == name) - (row.debit == name))
            # What was due and is paid stays in the sum of what has fallen due.
            if name == "due" and row.debit == "due" and row.credit in ("paid", "deposited"):
                fen = 0
            total[name] += fen
            total[f"{name}_week"] += fen if in_week else 0
        total["open"] += row.fen * ((row.credit == "due") - (row.debit == "due"))
    unreconciled = DayRow.objects.get(day=LAST).account["unreconciled_fen"]
    return {
        **{f"{AT}/all/money/{name}": total[name] for name in ("due", "paid", "deposited", "open")},
        **{f"{WITHIN}/all/money/{name}": total[f"{name}_week"] for name in ("due", "paid", "deposited")},
        f"{AT}/all/money/unreconciled": unreconciled,
    }


def promises() -> dict[str, int]:
    rows = [r for r in CommitmentRow.objects.all() if r.given_on <= AT and r.project in sealed_projects()]
    over = [r for r in rows if r.due_on <= AT and r.kept is not None]
    runs = [r for r in rows if r not in over]
    of_week = [r for r in over if r.due_on >= FIRST.isoformat()]
    next_week = [r for r in runs if AT < r.due_on <= (LAST + timedelta(days=7)).isoformat()]
    told = {
        f"{AT}/all/promises/due": len(over),
        f"{AT}/all/promises/kept": sum(r.kept for r in over),
        f"{AT}/all/promises/running": len(runs),
        f"{AT}/all/promises/next_week": len(next_week),
        f"{WITHIN}/all/promises/due": len(of_week),
        f"{WITHIN}/all/promises/kept": sum(r.kept for r in of_week),
        f"{WITHIN}/all/promises/running": 0,
        f"{WITHIN}/all/promises/next_week": 0,
        **{f"promise:{r.seq}/households": r.households for r in runs},
    }
    for row in DayRow.objects.get(day=LAST).account["units"]:
        mine, key = [r for r in over if r.unit == row["id"]], f"{AT}/unit:{row['id']}/promises"
        told[f"{key}/due"], told[f"{key}/kept"] = len(mine), sum(r.kept for r in mine)
        told[f"{key}/promised"] = sum(r.households for r in mine)
        told[f"{key}/done"] = sum(min(r.households, r.reached or 0) for r in mine)
    return told


def cases() -> dict[str, int]:
    rows = [r for r in GrievanceRow.objects.all() if r.project in sealed_projects() and r.received_on <= AT]
    waits = [r for r in rows if not r.answered_on or r.answered_on > AT]
    late = [r for r in waits if r.due_on < AT]
    return {
        f"{WITHIN}/all/grievances/received": sum(r.received_on >= FIRST.isoformat() for r in rows),
        f"{WITHIN}/all/grievances/answered": sum(FIRST.isoformat() <= r.answered_on <= AT for r in rows),
        f"{AT}/all/grievances/open": len(waits),
        f"{AT}/all/grievances/overdue": len(late),
        **{f"{AT}/unit:{u}/grievances/overdue": sum(r.owner_unit == u for r in late) for u in
           {r.owner_unit for r in late}},
    }  # fmt: skip


def orders() -> dict[str, int]:
    """Each order's story from its issue to its end; meetings by the day they were held."""
    stories: dict[int, list[DispatchActRow]] = {}
    for act in DispatchActRow.objects.filter(day__lte=LAST).order_by("seq"):
        stories.setdefault(act.order, []).append(act)
    waits = [n for n, acts in stories.items() if not {"closed", "withdrawn"} & {act.act for act in acts}]
    days = {row.number: row.due_on for row in DispatchRow.objects.all()}
    soon = (LAST + timedelta(days=7)).isoformat()
    held = ConsultationRow.objects.filter(seq__lt=DayRow.objects.get(day=LAST).size)
    opened = RungActRow.objects.filter(act="opened", day__gte=FIRST, day__lte=LAST)
    return {
        f"{WITHIN}/all/consultations": sum(FIRST.isoformat() <= r.held_at[:10] <= AT for r in held),
        **{f"{WITHIN}/all/orders/{act}": sum(one.act == act and one.day >= FIRST for acts in stories.values()
                                             for one in acts) for act in ("issued", "closed")},
        f"{AT}/all/orders/open": len(waits),
        f"{AT}/all/orders/overdue": sum(days[n] < AT for n in waits),
        f"{AT}/all/orders/next_week": sum(AT < days[n] <= soon for n in waits),
        **{f"{WITHIN}/all/rungs/{r}": opened.filter(rung=r).count() for r in RUNGS},
    }  # fmt: skip


def entries() -> dict[str, int]:
    of = dict(HouseholdRow.objects.values_list("pk", "project"))
    late = [r for r in LateRow.objects.all() if FIRST <= r.day <= LAST]
    mine = [r for r in late if (r.project or of.get(r.household)) in sealed_projects()]
    fixed = CorrectionRow.objects.filter(project__in=sealed_projects())
    return {
        f"{WITHIN}/all/late": len(mine),
        f"{WITHIN}/all/corrections": sum(FIRST <= r.day <= LAST for r in fixed),
    }


def places(account: dict) -> dict[str, int]:
    """Where nothing moved for seven days, and households that stand in one stage as long."""
    moved: dict[tuple[str, str, str], date] = {}
    left: dict[tuple[str, str, str], int] = {}
    stands: dict[str, tuple[str, date]] = {}
    at = {h.pk: h for h in HouseholdRow.objects.filter(project__in=sealed_projects())}
    for move in MoveRow.objects.filter(day__lte=LAST).order_by("seq"):
        if move.before == move.stage or move.household not in at:
            continue
        stands[move.household] = (move.stage, move.day)
    gone = {
        m.household for m in MoveRow.objects.filter(day__lte=LAST, stage__in=("handed_over", "withdrawn"))
    }
    for household, (_stage, day) in stands.items():
        row = at[household]
        for key in (
            ("project", row.project, row.project),
            ("unit", row.project, row.unit),
            ("block", row.project, row.block),
        ):
            moved[key] = max(day, moved.get(key, day))
            left[key] = left.get(key, 0) + (household not in gone)
    begin = date(2026, 5, 5)
    still = {k: (LAST - max(day, begin)).days for k, day in moved.items() if left[k]}
    still = {k: days for k, days in still.items() if days >= 7}
    told = {f"{AT}/still": len(still)}
    for (kind, project, id), days in still.items():
        told[f"{AT}/still/{kind}:{project}/{id}/days"] = days
        told[f"{AT}/still/{kind}:{project}/{id}/remaining"] = left[kind, project, id]
    for stage in ("agreed", "compensated", "vacated", "handed_over"):
        told[f"{AT}/all/unmoved/{stage}"] = sum(
            now == stage and day <= LAST - timedelta(days=7) for now, day in stands.values()
        )
    return told


def planned(moves: list[tuple[str, str, str, date]]) -> dict[str, int]:
    rows = [row for row in PlanRow.objects.order_by("day", "seq") if row.day <= LAST]
    if not rows:
        return {}
    before = [row for row in rows if row.day <= date(2026, 5, 6)]
    plan = before[-1] if before else rows[0]
    ends = {"agreed": "agreement_signed", "vacated": "vacated", "demolished": "demolished"}
    told = {}
    for stage, end in ends.items():
        done = {
            m.household
            for m in MoveRow.objects.filter(stage=stage, day__lt=plan.day, project__in=sealed_projects())
        }
        wanted = {
            household
            for household, steps in plan.dates.items()
            for step, (_early, on, _latest) in steps.items()
            if step.endswith(f"_h_{end}") and on and on <= AT
        }
        told[f"plan/{AT}/{stage}"] = len(done | wanted)
    return told


def test_every_figure_is_what_the_sealed_days_give_by_other_code(week):
    assert {name: n for name, n in week.figures.items() if not name.startswith("law/")} == counted_again()


def test_households_that_lawfully_wait_add_up_by_reason_project_and_unit(week):
    law = {n.removeprefix(f"law/{AT}/"): v for n, v in week.figures.items() if n.startswith("law/")}
    reasons = sum(law[f"all/waiting/{reason}"] for reason in ("review", "title", "remedy", "period"))
    for kind in ("project", "unit"):
        whole = [v for n, v in law.items() if re.fullmatch(rf"{kind}:[^/]+/waiting", n)]
        assert sum(whole) == reasons == law["all/waiting"]
    assert law["all/waiting"] <= week.figures[f"{AT}/all/remaining"]


def test_a_week_that_is_not_sealed_has_no_bulletin(office, signed_in):
    refused = figures.bulletin(3)
    assert isinstance(refused, Refused)
    assert refused.reasons[0].code == "bulletin:unsealed"
    assert figures.bulletin(7).reasons[0].code == "bulletin:week"
    assert signed_in("wu").get("/bulletins/3.pdf").status_code == 409
    assert signed_in("wu").get("/bulletins/7.pdf").status_code == 404


def test_the_office_reads_it_in_three_forms_and_companies_do_not(signed_in):
    client = signed_in("wu")
    page = client.get("/bulletins").content.decode()
    assert "/bulletins/2.pdf" in page
    assert "/bulletins/3.pdf" not in page
    text = client.get("/bulletins/2.md").content.decode()
    assert "## 六、下周安排" in text
    assert client.get("/bulletins/2.docx").content[:2] == b"PK"
    pdf = client.get("/bulletins/2.pdf").content
    assert pdf == client.get("/bulletins/2.pdf").content
    assert len(pypdfium2.PdfDocument(pdf)) % 1 == 0
    assert signed_in("gu").get("/bulletins").status_code == 403


def test_anybody_checks_a_paper_against_its_day(office, client):
    bulletin = figures.bulletin(2)
    address = bulletin.seal.address.removeprefix("https://plumbline.example.org")
    page = client.get(address).content.decode()
    assert "周通报第2期" in page
    assert bulletin.seal.root in page
    # One figure more, and no paper of the day has that digest.
    altered = digest_of({"paper": "weekly_bulletin", "week": 2, "households": 1})
    page = client.get(f"/verify/{AT}/{altered}").content.decode()
    assert "周通报第2期" not in page
    assert bulletin.seal.root in page
    assert client.get(f"/verify/2027-01-01/{altered}").status_code == 404
    assert client.get(f"/verify/nonsense/{altered}").status_code == 404


def test_the_days_account_is_one_page_that_leads_to_its_check(signed_in, client):
    answer = signed_in("wu").get("/days/2026-05-21/account.pdf")
    pages = pypdfium2.PdfDocument(answer.content)
    assert len(pages) == 1
    text = "".join(pages[0].get_textpage().get_text_bounded().split())
    (digest,) = re.findall(r"/verify/2026-05-21/([0-9a-f]{64})", text)
    assert "日结账" in client.get(f"/verify/2026-05-21/{digest}").content.decode()
    assert signed_in("wu").get("/days/2026-05-22/account.pdf").status_code == 404


def test_the_command_writes_a_week_and_refuses_one_that_runs(office, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("plumbline.cli.bulletins.make_ready", lambda args: None)
    assert main(["bulletin", "--week", "2", "--out", str(tmp_path / "b.md")]) == 0
    assert (tmp_path / "b.md").read_text("utf-8").startswith("# 示例市征迁（测试）周通报（第2期）")
    assert main(["bulletin", "--week", "3", "--out", str(tmp_path / "b.pdf")]) == 3
    assert "没有封账" in capsys.readouterr().err
    assert main(["bulletin", "--week", "2", "--out", str(tmp_path / "b.xlsx")]) == 2
