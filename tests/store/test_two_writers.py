"""Two writers at once: one sequence without gaps, nothing lost, nothing decided on what is no longer so."""

from __future__ import annotations

import threading

from django.db import connections
from tests.store.script import instant
from tests.store.town import IDS
from tests.store.worker import Process, grievances, sign

from plumbline.campaign import COMMANDS
from plumbline.store import writing
from plumbline.store.models import IdempotencyRow, Leaf
from plumbline.store.writing import Receipt
from plumbline.terms import Refused

EACH = 8


def grievance(number: int):
    return COMMANDS["ReceiveGrievance"](
        kind="enquiry",
        text=f"问{number}",
        channel="desk",
        done_at=instant("2026-04-09T10:00"),
        household=IDS["张"],
    )


def test_it_gives_threads_one_sequence_without_gaps(campaign, installation):
    campaign.at("2026-04-09T10:00")
    campaign.door.clock.instant = instant("2026-04-09T10:00")
    receipts: list[Receipt] = []
    errors: list[BaseException] = []

    def work(writer: int) -> None:
        try:
            for number in range(EACH):
                receipts.append(
                    writing.submit(
                        grievance(number), person="cheng", key=f"w{writer}/{number}", home=installation.home
                    )
                )
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    before = Leaf.objects.count()
    threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert errors == []
    assert sorted(r.seq for r in receipts) == list(range(before, before + 3 * EACH))
    assert campaign.of("张").grievances == 3 * EACH


def test_it_gives_processes_one_sequence_and_each_its_receipts(campaign, installation):
    # Both offer the same eight keys beside their own: each of those is recorded once, whoever comes first.
    before = Leaf.objects.count()
    both = [Process(grievances, name, EACH) for name in ("a", "b")]
    answers = [answer for _code, answer in (process.ends() for process in both)]
    campaign.door.take()
    assert Leaf.objects.count() == before + 3 * EACH
    shared = [{key: seq for key, seq in answer.items() if key.startswith("shared/")} for answer in answers]
    assert shared[0] == shared[1]
    for answer in answers:
        for key, seq in answer.items():
            assert IdempotencyRow.objects.get(pk=key).seq == seq


def test_it_lets_one_of_two_people_sign_a_household(campaign, installation):
    campaign.ready_to_sign("张", "2026-04-10")
    both = [Process(sign, name) for name in ("a", "b")]
    answers = [answer for _code, answer in (process.ends() for process in both)]
    campaign.door.take()
    assert sorted(answer["refused"] for answer in answers) == [[], ["sl_h_agreement_signed:already_recorded"]]
    assert Leaf.objects.filter(type="agreement.signed/1").count() == 1
    assert isinstance(
        campaign.gives("程", "SignAgreement", "2026-04-10T12:00", **campaign.agreement("张", "2026-04-10")),
        Refused,
    )
