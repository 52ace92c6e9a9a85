"""Numbers that name a person or an account: checked by their own check digits, shown masked.

source  GB 11643-1999 (resident's number), GB 32100-2015 (unified social credit code), ISO/IEC 7812-1 (bank card)
"""

from __future__ import annotations

import re
from datetime import date

from plumbline.terms import Text

RESIDENT, ORGANISATION, OTHER = "resident_id", "organisation_code", "other"
IDENTITY_KINDS: dict[str, Text] = {
    RESIDENT: Text("居民身份证", "resident identity card"),
    ORGANISATION: Text("统一社会信用代码", "unified social credit code"),
    OTHER: Text("其他证件", "another document"),
}
"""Kinds of identity document that a household's file names."""

_RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_RESIDENT_CHECKS = "10X98765432"
_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))


def wrong_identity(kind: str, number: str) -> Text | None:
    """What is wrong with an identity number, or None where nothing is."""
    match kind:
        case "resident_id":
            return _wrong_resident(number)
        case "organisation_code":
            return _wrong_code(number)
        case "other":
            return (
                None
                if 4 <= len(number) <= 30
                else Text("应为 4 至 30 个字符", "should have 4 to 30 characters")
            )
        case _:
            return Text("证件种类不认得", "the kind of document is not known")


def _wrong_resident(number: str) -> Text | None:
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return Text("身份证号应为 18 位", "a resident's number has 18 places")
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return Text("身份证号中的出生日期不存在", "the birth date in the number does not exist")
    remainder = sum(int(n) * w for n, w in zip(number[:17], _RESIDENT_WEIGHTS, strict=True)) % 11
    if number[17] != _RESIDENT_CHECKS[remainder]:
        return Text("身份证号校验位不符，请核对是否抄错", "the check digit does not fit: look for a slip")
    return None


def _wrong_code(number: str) -> Text | None:
    if len(number) != 18 or any(sign not in _CODE_SIGNS for sign in number):
        return Text("统一社会信用代码应为 18 位数字或大写字母（不含 I、O、S、V、Z）",
                    "a social credit code has 18 figures or capitals without I, O, S, V, Z")  # fmt: skip
    total = sum(_CODE_SIGNS.index(sign) * w for sign, w in zip(number[:17], _CODE_WEIGHTS, strict=True))
    if _CODE_SIGNS.index(number[17]) != (31 - total % 31) % 31:
        return Text(
            "统一社会信用代码校验位不符", "the check character of the social credit code does not fit"
        )
    return None


def wrong_account(number: str) -> Text | None:
    """What is wrong with a bank account's number, or None; a card of 16 or 19 places must fit its check digit."""
    if not re.fullmatch(r"[0-9]{8,30}", number):
        return Text("账号应为 8 至 30 位数字", "an account has 8 to 30 figures")
    if len(number) in (16, 19) and number.startswith("62") and not _fits_luhn(number):
        return Text(
            "银行卡号校验位不符，请核对是否抄错", "the card's check digit does not fit: look for a slip"
        )
    return None


def _fits_luhn(number: str) -> bool:
    doubled = (int(n) * (1 + place % 2) for place, n in enumerate(reversed(number)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def masked(number: str) -> str:
    """The number as everybody in the office may see it: the last four places, of a short one the last two."""
    shown = 4 if len(number) >= 12 else 2
    return "*" * max(0, len(number) - shown) + number[-shown:] if number else ""
