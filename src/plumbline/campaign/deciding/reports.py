"""What a unit reports on its commitment: kept beside what the sealed days measure, and never instead of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from plumbline.campaign.answering import ReportProgress
from plumbline.campaign.deciding.draft import Draft, reason, refused
from plumbline.campaign.deciding.office_work import reached
from plumbline.campaign.deciding.pressure import pressure
from plumbline.campaign.events import make_event
from plumbline.terms import Reason, Refused, Stage, from_millis, local_day


def report_progress(draft: Draft, command: ReportProgress) -> Refused | None:
    """Record the unit's own statement on a commitment that is still running."""
    entry = draft.state.office().commitments.get(str(command.commitment))
    if entry is None:
        return refused(
            _problem(
                "unknown",
                str(command.commitment),
                (f"没有编号为 {command.commitment} 的承诺", f"there is no commitment {command.commitment}"),
                ("请在承诺台账中核对编号", "check the number in the list"),
            )
        )
    if problems := tuple(_problems(draft, command, entry)):
        return Refused(problems)
    draft.emit(
        make_event(
            "commitment.reported/1",
            open={
                "commitment": command.commitment,
                "unit": entry["unit"],
                "as_of": command.as_of.isoformat(),
                "reached": command.reached,
            },
            com={"text": command.text.strip(), **draft.act(command.done_at, command.evidence)},
        )
    )
    return None


def _problems(draft: Draft, command: ReportProgress, entry: Mapping[str, Any]) -> Iterator[Reason]:
    post = draft.context.post
    if post is not None and post.unit != entry["unit"]:
        yield _problem(
            "unit",
            entry["unit"],
            ("进展由作出承诺的单位自己报告", "progress is reported by the unit that gave the commitment"),
            ("请由该单位录入", "let that unit enter it"),
        )
    if entry["kept"] is not None:
        yield _problem(
            "settled",
            str(command.commitment),
            ("该承诺已到期结算，不再报告", "the commitment is settled; nothing more is reported on it"),
            ("有异议的，请在考核中提出", "contest it at the appraisal"),
        )
    given = local_day(from_millis(entry["at"]))
    if not given <= command.as_of <= draft.today:
        yield _problem(
            "day",
            command.as_of.isoformat(),
            (f"报告的日子须在承诺之日 {given.isoformat()} 至今日之间",
             f"a report speaks of a day from {given.isoformat()}, when it was given, to today"),
            ("请写明报告说的是哪一天", "say which day the report speaks of"),
        )  # fmt: skip
    most = reached(draft, entry["unit"], entry["project"], Stage.LISTED.value)
    if not 0 <= command.reached <= most:
        yield _problem(
            "reached",
            str(command.reached),
            (f"本单位包保 {most} 户，报告的户数须在 0 至 {most} 之间",
             f"the unit answers for {most} households; a report names 0 to {most}"),
            ("请核对户数", "check the number"),
        )  # fmt: skip
    if not command.text.strip():
        yield _problem(
            "text", "—", ("没有写明情况", "nothing is said of the work"), ("请写明办理情况和原因", "say what was done and why")
        )  # fmt: skip
    everywhere = [row["id"] for row in draft.state.office().description["projects"]]
    yield from pressure(draft, [entry["project"]] if entry["project"] else everywhere, command.text)


def _problem(code: str, fact: str, message: tuple[str, str], remedy: tuple[str, str]) -> Reason:
    return reason(f"report:{code}", "准绳自设规则 诺责", fact, message=message, remedy=remedy)
