"""One endpoint for each command that a person may give, made from the command's own description."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from plumbline.campaign import COMMAND_ROLES, COMMANDS, CommandUnreadable, command_schema, read_command
from plumbline.store.writing import submit
from plumbline.terms import Refused
from plumbline.web.api import answers, described

router = Router(tags=["commands"])

GIVEN_BY_PEOPLE = {name: kind for name, kind in COMMANDS.items() if COMMAND_ROLES.get(name)}
"""Commands with an endpoint: those that some post may give."""

LEAST_KEY, MOST_KEY = 8, 200
KEY = {
    "type": "string",
    "minLength": LEAST_KEY,
    "maxLength": MOST_KEY,
    "description": "幂等键：同一键只办一次 / idempotency key, made once for each press of a button",
}
POST = {
    "type": "string",
    "description": "办理岗位；只任一岗时可不写 / post acted in, needed when several are held",
}


def schema_of(kind: type) -> dict[str, Any]:
    """The body of a command's endpoint: its own fields, the key and the post."""
    schema = command_schema(kind)
    return {
        **schema,
        "properties": {**schema["properties"], "key": KEY, "post": POST},
        "required": [*schema["required"], "key"],
    }


@router.get(
    "",
    summary="List the commands",
    openapi_extra=described.answers("Commands", "命令名：请求体 / command: schema of its body", 401, 405),
)
def list_commands(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 — a view's signature
    """Every command with its meaning and the schema of its body."""
    return answers.told({name: schema_of(kind) for name, kind in GIVEN_BY_PEOPLE.items()})


def _endpoint(name: str, kind: type) -> Callable[[HttpRequest], HttpResponse]:
    def give(request: HttpRequest) -> HttpResponse:
        return _give(request, kind)

    give.__name__ = f"give_{name}"
    give.__doc__ = (kind.__doc__ or "").strip()
    return give


def _give(request: HttpRequest, kind: type) -> HttpResponse:
    try:
        body = answers.body_of(request)
    except (ValueError, RecursionError):
        return answers.place_error(
            "body",
            "—",
            "UTF-8 编码的 JSON 对象，不超过 20 MB，文字不含残缺字符",
            "a JSON object in UTF-8 of at most 20 MB, without half a character in a text",
        )
    if not isinstance(body, dict):
        return answers.place_error("body", type(body).__name__, "JSON 对象", "a JSON object")
    key, post = body.pop("key", None), body.pop("post", None)
    if not isinstance(key, str) or not LEAST_KEY <= len(key) <= MOST_KEY or not key.isprintable():
        return answers.place_error(
            "key",
            repr(key)[:60],
            f"{LEAST_KEY} 至 {MOST_KEY} 个字符的幂等键",
            f"a key of {LEAST_KEY} to {MOST_KEY} characters",
        )
    if post is not None and not isinstance(post, str):
        return answers.place_error("post", repr(post)[:60], "岗位编号", "the id of a post")
    try:
        command = read_command(kind, body)
    except CommandUnreadable as error:
        return answers.unreadable(error)
    return _submit(request, command, key, post)


def _submit(request: HttpRequest, command: Any, key: str, post: str | None) -> HttpResponse:
    person = request.user.get_username()
    outcome = submit(command, person=person, post=post, key=f"api-{person}-{key}")
    if isinstance(outcome, Refused):
        denied = all(reason.code.startswith("permission:") for reason in outcome.reasons)
        return answers.refused(outcome, answers.DENIED if denied else answers.REFUSED)
    return answers.receipt(outcome)


for _name, _kind in GIVEN_BY_PEOPLE.items():
    router.post(
        f"/{_name}",
        operation_id=_name,
        summary=(_kind.__doc__ or "").strip().split("\n")[0],
        openapi_extra={
            "requestBody": {"required": True, "content": {"application/json": {"schema": schema_of(_kind)}}},
            **described.answers("Receipt", "已登记，附回执 / recorded: the receipt", 401, 403, 405, 409, 422),
        },
    )(_endpoint(_name, _kind))
