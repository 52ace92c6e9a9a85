"""What stands at the door before anything is decided: the idempotency key and the command's own hash.

A key is a device's id and a number made when somebody pressed save; the hash says whether two commands
under one key are the same. Neither may stumble over what a broken file holds. Ledger, section 6.
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from typing import Any

from plumbline import campaign
from plumbline.campaign import COMMANDS, Command
from plumbline.terms import Reason, Text

MAX_KEY = 200
"""Characters of an idempotency key: a device's id and a ULID have under sixty."""

BY_CONTENT = tuple(
    COMMANDS[name] for name in ("ImportRegister", "ImportMap", "ReceiveStatement", "EnterCalendarYear")
)
"""Commands that bring a file: it is the same file whenever, and under whatever name, it is given again."""

_NOT_KEPT = re.compile("[\x00\ud800-\udfff]")


def canonical(command: Command) -> str:
    """SHA-256 of the command's canonical form, hex; half a character is hashed too, its refusal comes later."""
    fields = campaign.command_json(command)
    if isinstance(command, BY_CONTENT):
        fields = {name: value for name, value in fields.items() if name not in ("done_at", "file_name")}
    plain = {"command": type(command).__name__, "fields": fields}
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def unusable(key: str) -> Reason | None:
    """Why a key cannot be kept, if it cannot."""
    if not key or _NOT_KEPT.search(key):
        return _of_key(
            "key:characters",
            "幂等键为空，或者含有不能保存的字符",
            "the idempotency key is empty or holds a character that cannot be kept",
        )
    if len(key) > MAX_KEY:
        return _of_key(
            "key:too_long",
            f"幂等键超过 {MAX_KEY} 个字",
            f"the idempotency key has over {MAX_KEY} characters",
        )
    return None


def _of_key(code: str, zh: str, en: str) -> Reason:
    return Reason(
        code=code,
        rule="准绳自设规则",
        fact="key",
        message=Text(zh, en),
        remedy=Text("请换用较短的、由字母和数字组成的键", "use a shorter key of letters and figures"),
    )


def conflicting(key: str, day: date, receipt_code: str) -> Reason:
    """A key that stands for another command; the receipt tells which record that is."""
    return Reason(
        code="key_conflict",
        rule="准绳自设规则",
        fact=key,
        message=Text(
            f"这次提交所用的键已经用于另一条命令（{day.isoformat()} 记录，回执 {receipt_code}），"
            "内容不同：没有办理，已记为同键异令",
            f"the key of this command was used for another one (recorded {day.isoformat()}, receipt {receipt_code}):"
            " nothing was done, and that it came is on record",
        ),
        remedy=Text(
            "请先看已有的记录；确要另办一次的，重新打开表或者换一个新的键",
            "look at that record first; to do it again, open the form anew or take a new key",
        ),
    )


def key_of_conflict(key: str, command_sha256: str) -> str:
    """The key under which a conflict is recorded: the same command sent again under the used key adds nothing."""
    return "conflict/" + hashlib.sha256(f"{key}\n{command_sha256}".encode()).hexdigest()


def keepable(value: Any) -> Any:
    """A text, or texts inside a value, with every character that no database keeps put as a mark."""
    if isinstance(value, str):
        return _NOT_KEPT.sub("�", value)
    if isinstance(value, dict):
        return {keepable(key): keepable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [keepable(item) for item in value]
    return value
