"""Addresses of the API, its description and its documentation page."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from plumbline import __version__
from plumbline.terms import Text
from plumbline.web.api import answers, commands, described, reading
from plumbline.web.api.signing_in import Basic, Session


class Described(NinjaAPI):
    """The API with the shapes of its answers in its document."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The document; endpoints refer to the shapes by name."""
        document = super().get_openapi_schema(**options)
        document["components"]["schemas"].update(described.SHAPES)
        return document


api = Described(
    title="Plumbline 准绳",
    version=__version__,
    description="每条命令一个端点，与办事人员同一道门、同样的规则、同样的拒绝。 One endpoint a command, the same door and rules as a person.",
    auth=[Basic(), Session()],
    urls_namespace="api",
)
api.add_router("/commands", commands.router)
api.add_router("", reading.router)


@api.exception_handler(AuthenticationError)
def not_signed_in(request: HttpRequest, error: AuthenticationError) -> HttpResponse:  # noqa: ARG001
    """Nobody is signed in, or a form was forged."""
    message = Text("没有登录，或者令牌不符", "nobody is signed in, or the token does not fit")
    remedy = Text(
        "请用账号登录，或者用 HTTP Basic；首次密码须先在网站上修改",
        "sign in, or use HTTP Basic with a person's account; a first password is changed on the site before",
    )
    return answers.one_reason("permission:account", "岗位权限表", message, remedy, answers.UNSIGNED)


@api.exception_handler(ValidationError)
def wrong_parameter(request: HttpRequest, error: ValidationError) -> HttpResponse:  # noqa: ARG001
    """A parameter of the address that does not fit."""
    first = error.errors[0] if error.errors else {}
    where = ".".join(str(part) for part in first.get("loc", ("address",)))
    return answers.place_error(where, str(first.get("input", "—"))[:60], "见 /api/docs", "see /api/docs")


@api.exception_handler(Exception)
def ours(request: HttpRequest, error: Exception) -> HttpResponse:
    """A mistake of our own: kept for us in full, told to the caller in a line."""
    logging.getLogger("django.request").error("API: %s", request.path, exc_info=error)
    message = Text("程序出错，已记录；没有办到一半的事", "an error of ours, kept; nothing is half done")
    remedy = Text("请告诉系统管理员，用同一个键重试", "tell the operator, and try again under the same key")
    return answers.one_reason("internal", "—", message, remedy, answers.OURS)


def no_such_address(request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001 — a view's signature
    """An address below `/api/` that is none, in the one shape of a refusal."""
    message = Text(f"没有这个地址：/api/{rest[:80]}", f"no such address: /api/{rest[:80]}")
    remedy = Text("全部地址见 /api/docs", "all addresses stand in /api/docs")
    return answers.one_reason("unknown:address", "接口说明", message, remedy, answers.UNKNOWN)


def _in_one_shape(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, with a method that it does not take refused like everything else."""

    @wraps(view)
    def seen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if answer.status_code != answers.NO_METHOD:
            return answer
        allowed = answer.headers["Allow"]
        message = Text(f"{request.path} 不接受 {request.method}", f"{request.path} takes no {request.method}")
        remedy = Text(f"请用 {allowed}", f"use {allowed}")
        said = answers.one_reason("unknown:method", "接口说明", message, remedy, answers.NO_METHOD)
        said["Allow"] = allowed
        return said

    return seen


patterns, app, namespace = api.urls
for pattern in patterns:
    assert pattern.callback is not None, "every address of the API has a view"
    pattern.callback = _in_one_shape(pattern.callback)

urlpatterns = [
    path("api/", (patterns, app, namespace)),
    path("api/<path:rest>", csrf_exempt(no_such_address)),
]
