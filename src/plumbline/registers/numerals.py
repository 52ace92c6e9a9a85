"""Chinese numerals as offices write them: 八十七点五, 壹佰贰拾, 二〇一一, 三分之一, 捌佰万零壹元伍角."""

from __future__ import annotations

import re
from fractions import Fraction

MAX_NUMERAL_LENGTH = 40
"""Longer than any number that means something; keeps the parser's work bounded."""

_DIGITS = dict(zip("零一二三四五六七八九", range(10), strict=True))
_DIGITS |= dict(zip("〇壹贰叁肆伍陆柒捌玖", range(10), strict=True))
_DIGITS |= {"○": 0, "两": 2, "貳": 2, "弍": 2, "參": 3, "叄": 3, "陸": 6}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_ZERO = "零〇○"
_MONEY = re.compile(
    r"(?:(?P<yuan>[^元圆块角分]+)[元圆块])?(?:[零〇]?(?P<jiao>[^元圆块角分])角)?(?:[零〇]?(?P<fen>[^元圆块角分])分)?[整正]?"
)


def parse_numeral(text: str) -> Fraction | None:
    """The exact value of a Chinese numeral, or None where it is none or could be read in two ways.

    Spoken short forms (一百二 for 120, 三万五 for 35,000) are not read: between 120 and 102 somebody
    must decide, and an area is not the place to guess.
    """
    text = re.sub(r"\s", "", text)
    if not text or len(text) > MAX_NUMERAL_LENGTH:
        return None
    if "分之" in text:
        below, _, above = text.partition("分之")
        return _fraction(below, above)
    whole, point, decimals = text.replace("點", "点").partition("点")
    number = _integer(whole)
    if number is None or not point:
        return None if number is None else Fraction(number)
    if not decimals or any(digit not in _DIGITS for digit in decimals):
        return None
    shown = "".join(str(_DIGITS[digit]) for digit in decimals)
    return number + Fraction(int(shown), 10 ** len(shown))


def parse_money_numeral(text: str) -> Fraction | None:
    """The exact value in yuan of an amount in words such as 捌佰万零壹元伍角整; a bare numeral is yuan."""
    text = re.sub(r"\s", "", text)
    match = _MONEY.fullmatch(text) if len(text) <= MAX_NUMERAL_LENGTH else None
    if match is None or not any(match.groupdict().values()):
        return parse_numeral(text)
    parts = [(match["yuan"], Fraction(1)), (match["jiao"], Fraction(1, 10)), (match["fen"], Fraction(1, 100))]
    values = [(parse_numeral(words), worth) for words, worth in parts if words]
    if any(value is None for value, _ in values):
        return None
    return sum((value * worth for value, worth in values if value is not None), Fraction(0))


def _fraction(below: str, above: str) -> Fraction | None:
    # 百分之五, 千分之三: the bare unit stands for one hundred, one thousand.
    under = _UNITS.get(below) or (10_000 if below == "万" else _integer(below))
    over = parse_numeral(above) if "分之" not in above else None
    return over / under if under and over is not None else None


def _integer(text: str) -> int | None:
    text = text.replace("萬", "万").replace("億", "亿")
    if len(text) > 1 and all(letter in _DIGITS for letter in text):
        return int("".join(str(_DIGITS[letter]) for letter in text))  # read out digit by digit: 二〇一一
    for mark, worth, most in (("亿", 10**8, 10**8), ("万", 10**4, 10**4)):
        if mark in text:
            high, _, low = text.rpartition(mark)
            return _joined(_integer(high), low, worth=worth, most=most)
    return _section(text)


def _joined(high: int | None, low: str, *, worth: int, most: int) -> int | None:
    if not high or high >= 10**8:
        return None
    if not low:
        return high * worth
    rest = _integer(low)
    if (
        rest is None
        or rest >= most
        or (len(low) == 1 and low not in _ZERO)
        or (worth == 10**8 and "亿" in low)
    ):
        return None
    return high * worth + rest


def _section(text: str) -> int | None:
    """A numeral below 10,000: digits with 千, 百, 十 in falling order, 零 over the gaps."""
    value, pending, least, after_zero = 0, None, 10_000, False
    for place, letter in enumerate(text):
        if letter in _DIGITS:
            if pending is not None:
                return None
            if letter in _ZERO and len(text) > 1:
                after_zero = True
                continue
            pending = _DIGITS[letter]
        elif letter in _UNITS:
            unit = _UNITS[letter]
            if unit >= least or (pending is None and not (unit == 10 and (place == 0 or least == 100))):
                return None
            value, pending, least, after_zero = (
                value + (1 if pending is None else pending) * unit,
                None,
                unit,
                False,
            )
        else:
            return None
    if pending is None:
        return value if text and not after_zero else None
    spoken = value > 0 and least > 10 and not after_zero  # 一百二: 120 or 102?
    return None if spoken else value + pending
