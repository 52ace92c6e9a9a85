"""Work for processes of their own on an installation, and the fork that runs one.

grievances   N enquiries under keys of its own and N under keys that others use too
sign         张 signs
imported     a register of thirty households more is taken in
close        the days before an instant are closed
"""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection, connections
from tests.store.door import STARTED
from tests.store.playing import Campaign
from tests.store.script import instant, register
from tests.store.town import FACTS, IDS, PEOPLE, STATE, entry

from plumbline.campaign import COMMANDS, plain, read_command
from plumbline.store import sealing, writing
from plumbline.store.clock import SetClock
from plumbline.store.home import Home
from plumbline.terms import Refused

DIED, FAILED = 137, 70


class Process:
    """A forked process that does one piece of work and answers in JSON, unless it dies at a named point."""

    def __init__(self, work: Callable[..., Any], *arguments: Any, kill_at: str = "") -> None:
        # Nothing that is open may be shared with the child.
        writing.forget_services()
        connection.close()
        self.reads, writes = os.pipe()
        self.pid = os.fork()
        if self.pid:
            os.close(writes)
            return
        code = FAILED
        try:
            # A browser in the parent keeps an event loop there, and Django's connections hang on it: none is here.
            connections["default"] = connections.create_connection("default")
            os.environ["PLUMBLINE_KILL_AT"] = kill_at
            os.write(writes, json.dumps(work(*arguments)).encode())
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)

    def ends(self) -> tuple[int, Any]:
        """Exit code and answer; the answer is None where the process died before it could give one."""
        said = b""
        while block := os.read(self.reads, 65_536):
            said += block
        os.close(self.reads)
        _pid, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status), json.loads(said) if said else None


MORE = 30
"""Households of the register that is taken in while the process may die."""


def at_clock(moment: str) -> None:
    writing.services(Home.from_environment()).clock = SetClock(instant(moment))


def grievances(name: str, number: int) -> dict[str, int]:
    at_clock("2026-04-09T10:00")
    seqs = {}
    for n in range(number):
        for key in (f"{name}/{n}", f"shared/{n}"):
            asked = COMMANDS["ReceiveGrievance"](kind="enquiry", text=key.rpartition("/")[2], channel="desk",
                                                 done_at=instant("2026-04-09T10:00"), household=IDS["张"])  # fmt: skip
            seqs[key] = writing.submit(asked, person="cheng", key=key).seq
    return seqs


def sign(name: str) -> dict[str, list[str]]:
    at_clock("2026-04-10T11:00")
    terms = Campaign.agreement(None, "张", "2026-04-10")  # type: ignore[arg-type]
    signed = read_command(COMMANDS["SignAgreement"], plain({**terms, "done_at": instant("2026-04-10T10:30")}))
    answer = writing.submit(signed, person="cheng", key=f"sign/{name}")
    return {"refused": [r.code for r in answer.reasons] if isinstance(answer, Refused) else []}


def imported(key: str) -> dict[str, object]:
    """Take in a register with thirty households more."""
    at_clock("2026-04-09T11:00")
    rows = tuple({**entry("王"), "household_id": f"河街-1{n:03}", "facts": FACTS["王"]} for n in range(MORE))
    act = register(STATE, (), "2026-04-09")
    fields = {
        **act.fields,
        "project": STATE,
        "sha256": "7" * 64,
        "rows": MORE,
        "entries": plain(rows),
        "done_at": STARTED + timedelta(days=2),
    }
    answer = writing.submit(
        read_command(COMMANDS["ImportRegister"], plain(fields)), person=PEOPLE["吴"][0], key=key
    )
    if isinstance(answer, Refused):
        return {"refused": [r.code for r in answer.reasons]}
    return {"seq": answer.seq, "events": answer.events, "leaf_hash": answer.leaf_hash}


def close(day: str) -> dict[str, list[str]]:
    at_clock(day)
    return {"closed": [d.isoformat() for d in sealing.close_missed_days()]}
