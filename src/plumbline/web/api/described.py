"""What the API's answers look like, for its OpenAPI document; a test holds every answer against it."""

from __future__ import annotations

from typing import Any

from plumbline.terms import STAGES, Regime

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_FEN: Schema = {"type": "integer", "description": "分 / fen"}
_DAY: Schema = {"type": "string", "format": "date"}
_DAY_OR_NONE: Schema = {"anyOf": [_DAY, {"type": "null"}]}
_STAGES: Schema = {
    "type": "object",
    "properties": {stage.value: _COUNT for stage in STAGES},
    "description": "阶段：户数 / households by stage",
}


def _object(optional: Schema | None = None, /, **required: Schema) -> Schema:
    return {**_open_object(optional, **required), "additionalProperties": False}


def _open_object(optional: Schema | None = None, /, **required: Schema) -> Schema:
    """An object that may have further names; which they are is not ours to say."""
    properties = {**required, **(optional or {})}
    return {"type": "object", "properties": properties, "required": list(required)}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


_REASON = _object(
    code={
        **_TEXT,
        "description": "稳定的代码 / stable: `sl_h_vacated:compensated`, `R08`, `unreadable:done_at`",
    },
    rule={**_TEXT, "description": "条文或者条款 / article or clause"},
    fact={**_TEXT, "description": "不符的事实 / the fact that fails"},
    message_zh=_TEXT,
    message_en=_TEXT,
    remedy_zh=_TEXT,
    remedy_en=_TEXT,
    earliest={**_DAY_OR_NONE, "description": "最早可办的日期 / first day on which it could be possible"},
)
_LINE = {
    "id": _TEXT,
    "project": _TEXT,
    "block": _TEXT,
    "unit": _TEXT,
    "stage": {"type": "string", "enum": [stage.value for stage in STAGES]},
    "state": _TEXT,
    "choice": _TEXT,
    "signed_on": _DAY_OR_NONE,
    "total_fen": _FEN,
    "settled_fen": _FEN,
}
_PROJECT = _object(
    id=_TEXT,
    name_zh=_TEXT,
    name_en=_TEXT,
    regime={"type": "string", "enum": [regime.value for regime in Regime]},
    in_totals={"type": "boolean"},
    stages=_STAGES,
    steps={"type": "object", "additionalProperties": _TEXT, "description": "步骤：日期 / step: day"},
)

_RIGHT = _object(
    id=_TEXT,
    rule={**_TEXT, "description": "条文 / article"},
    zh=_TEXT,
    en=_TEXT,
    last={**_DAY_OR_NONE, "description": "正在计算的期限的最后一日 / last day of the time that is running"},
)

SHAPES: dict[str, Schema] = {
    "Receipt": _object(
        seq={**_COUNT, "description": "首条记录的编号 / number of the first event in the log"},
        events={**_COUNT, "description": "记录条数，重复提交为 0 / events; 0 for a repeated command"},
        day=_DAY,
        leaf_hash={"type": "string", "pattern": "^[0-9a-f]{64}$"},
        receipt_code={"type": "string", "minLength": 20, "maxLength": 20},
        repeated={"type": "boolean"},
    ),
    "Refused": _object(refused={**_list(_REASON), "minItems": 1}),
    "Commands": {"type": "object", "additionalProperties": {"type": "object"}},
    "Projects": _object(projects=_list(_PROJECT)),
    "Households": _object(households=_list(_object(**_LINE))),
    "Household": _object(
        **_LINE,
        names=_list(_TEXT),
        address=_TEXT,
        facts={"type": "object"},
        law={"type": "object"},
        records={"type": "object"},
        duties={"type": "object"},
        agreement={"type": "object"},
        booked={"type": "object", "additionalProperties": _FEN},
        settled={"type": "object", "additionalProperties": _FEN},
        orders={"type": "object"},
        rights=_list(_RIGHT),
    ),
    "Days": _object(
        days=_list(_object(date=_DAY, size=_COUNT, root=_TEXT, balanced={"type": "boolean"})),
    ),
    "Day": _open_object(
        date=_DAY,
        campaign_day={"type": "integer"},
        sealed={"type": "boolean"},
        root=_TEXT,
        size=_COUNT,
        households=_COUNT,
        stages=_STAGES,
        money_fen={"type": "object", "additionalProperties": _FEN},
        unreconciled_fen=_FEN,
        projects=_list({"type": "object"}),
        units=_list({"type": "object"}),
        balanced={"type": "boolean"},
    ),
}
"""Every shape by the name that the document refers to."""

REFUSALS = {
    401: "没有登录 / nobody is signed in",
    403: "本岗位无权办理或者查看 / this post may not",
    404: "没有这一项，或者本岗位看不到 / no such thing within this post's sight",
    405: "这个地址没有这种方法 / the address does not take this method",
    409: "依法、依方案或者因算术不予办理，逐条写明依据和最早日期 / refused by law, policy or arithmetic, with article and earliest day",
    422: "读不懂：逐处指明 / unreadable: every place that does not fit",
}


def answers(shape: str, text: str, *refusals: int) -> dict[str, Any]:
    """`responses` of an endpoint: 200 with its shape, and every refusal in the one shape."""
    found = {200: {"description": text, **_content(_ref(shape))}}
    found |= {status: {"description": REFUSALS[status], **_content(_ref("Refused"))} for status in refusals}
    return {"responses": found}


def _content(schema: Schema) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema}}}
