"""The API's answers: a receipt, or a refusal in the one shape, whatever it is that stood in the way."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, JsonResponse

from plumbline.campaign import CommandUnreadable
from plumbline.store.writing import Receipt
from plumbline.terms import Reason, Refused, Text, refused_json

MAX_BODY = 20_000_000
"""Bytes of a body; a register of a county has about ten million."""

RECORDED, REFUSED, UNREADABLE, UNKNOWN, UNSIGNED, DENIED, NO_METHOD, OURS = (
    200,
    409,
    422,
    404,
    401,
    403,
    405,
    500,
)


def told(value: Any, status: int = RECORDED) -> JsonResponse:
    """An answer as people can read it too: in its own signs, not in their numbers."""
    return JsonResponse(value, status=status, json_dumps_params={"ensure_ascii": False})


def receipt(value: Receipt) -> JsonResponse:
    """What was recorded."""
    return told(
        {
            "seq": value.seq,
            "events": value.events,
            "day": value.day.isoformat(),
            "leaf_hash": value.leaf_hash,
            "receipt_code": value.receipt_code,
            "repeated": value.repeated,
        }
    )


def refused(value: Refused, status: int = REFUSED) -> JsonResponse:
    """The one shape of a refusal."""
    return told(refused_json(value), status)


def one_reason(code: str, rule: str, message: Text, remedy: Text, status: int) -> JsonResponse:
    """A refusal with a single reason of the interface's own."""
    return refused(Refused((Reason(code, rule, "", message, remedy),)), status)


def unreadable(error: CommandUnreadable) -> JsonResponse:
    """Every place that does not fit its description."""
    return refused(Refused(tuple(_misfit(e.where, e.found, e.expected) for e in error.errors)), UNREADABLE)


def place_error(where: str, found: str, zh: str, en: str) -> JsonResponse:
    """One place that does not fit."""
    return refused(Refused((_misfit(where, found, Text(zh, en)),)), UNREADABLE)


def _misfit(where: str, found: str, expected: Text) -> Reason:
    return Reason(
        code=f"unreadable:{where}",
        rule="接口说明",
        fact=found,
        message=Text(f"{where} 读不懂：{found}", f"{where} cannot be read: {found}"),
        remedy=Text(f"应为{expected.zh}", f"expected {expected.en}"),
    )


def body_of(request: HttpRequest) -> Any:
    """The JSON of a request's body.

    raises  ValueError for a body that is no JSON, larger than a register of a county, or with half a
            character in it (`\\ud800`): what UTF-8 cannot write, no ledger can keep
    """
    # Read from the stream: `request.body` has the limit of a form, which a register is larger than.
    raw = request.read(MAX_BODY + 1)
    if len(raw) > MAX_BODY:
        raise ValueError("body too large")
    body = json.loads(raw or b"null")
    json.dumps(body, ensure_ascii=False).encode()
    return body
