"""How values stand on paper: dates, areas, yuan in digits and in capital numerals. Exact, never rounded."""

from __future__ import annotations

from datetime import date

from plumbline.terms import AreaDm2, Fen, show_area, show_yuan

DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
MOST_FEN = 10**16 * 100 - 1
"""Below ten thousand billions of yuan; four groups of four places have names."""


def show_day(day: date) -> str:
    """A date in Arabic digits without padding: `2026年5月22日` (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def show_square_metres(area: AreaDm2) -> str:
    """An area with two decimals, without its unit: `62.37`."""
    return show_area(area)


def show_digits(fen: Fen) -> str:
    """Yuan with two decimals and groups of three, without a unit: `312,045.67`."""
    return show_yuan(fen)


def capitals(fen: Fen) -> str:
    """An amount in capital numerals: 31204567 → `人民币叁拾壹万贰仟零肆拾伍元陆角柒分`.

    fen     0 or more; a sum that a household owes is written as its payment, not as a negative amount
    raises  ValueError below zero or above `MOST_FEN`
    source  正确填写票据和结算凭证的基本规定: 元 and 角 end with 整 (after 分 none); zeros between
            digits are one 零; an amount without 角 but with 分 has 零 between 元 and 分
    """
    if not 0 <= fen <= MOST_FEN:
        raise ValueError(f"{fen} fen cannot be written in capital numerals")
    yuan, cents = divmod(fen, 100)
    jiao, rest = divmod(cents, 10)
    whole = _whole(yuan) + "元" if yuan or not cents else ""
    if not cents:
        return f"人民币{whole}整"
    small = f"{DIGITS[jiao]}角" if jiao else ("零" if yuan else "")
    return f"人民币{whole}{small}" + (f"{DIGITS[rest]}分" if rest else "整")


def _whole(yuan: int) -> str:
    """The digits before 元. A zero is written only between two digits, and only once."""
    if not yuan:
        return "零"
    words = ""
    for group in range(len(_GROUPS) - 1, -1, -1):
        part = yuan // 10_000**group % 10_000
        if not part:
            continue
        # 零 where places are empty between what is written and this group: 1,0005 → 壹万零伍.
        gap = words and (part < 1_000 or not yuan // 10_000 ** (group + 1) % 10_000)
        words += ("零" if gap else "") + _thousands(part) + _GROUPS[group]
    return words


def _thousands(part: int) -> str:
    words, empty = "", False
    for place in range(3, -1, -1):
        digit = part // 10**place % 10
        if digit:
            words += ("零" if empty and words else "") + DIGITS[digit] + _PLACES[place]
        empty = not digit
    return words
