"""What no formula may weigh: signs of activity instead of results, and anything about residents."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plumbline.terms import Text


@dataclass(frozen=True, slots=True)
class ForbiddenSubject:
    """A kind of thing that is not appraised: why, and what to weigh instead."""

    code: str
    pattern: re.Pattern[str]
    message: Text
    remedy: Text


def _subject(code: str, pattern: str, message: tuple[str, str], remedy: tuple[str, str]) -> ForbiddenSubject:
    return ForbiddenSubject(code, re.compile(pattern, re.IGNORECASE), Text(*message), Text(*remedy))


_RESULTS = ("请改为按封账的办理结果计分", "weigh sealed results instead")

FORBIDDEN: tuple[ForbiddenSubject, ...] = (
    _subject(
        "photographs",
        r"照片|拍照|图片|留痕|photo|picture|snapshot",
        ("拍照留痕不是工作结果", "pictures taken are no result of work"),
        _RESULTS,
    ),
    _subject(
        "articles",
        r"稿件|发稿|信息报送|宣传报道|简报|article|press|publicity",
        ("发稿、报信息不是工作结果", "articles and reports are no result of work"),
        _RESULTS,
    ),
    _subject(
        "meetings",
        r"会议|开会|meeting",
        ("开会次数不是工作结果", "meetings held are no result of work"),
        _RESULTS,
    ),
    _subject(
        "forms",
        r"填表|报表|表格|台账份数|forms?[ _-]?filled|paperwork",
        ("填表多少不是工作结果", "forms filled are no result of work"),
        _RESULTS,
    ),
    _subject(
        "satisfaction",
        r"满意|好评|satisf|rating",
        (
            "满意度会被劝、被要：办理是否合法及时才可核对",
            "satisfaction is begged for and pressed for: lawful and timely work can be checked",
        ),
        (
            "请改为诉求按期答复、一次办结的份额",
            "weigh the share of cases answered in time and settled at once",
        ),
    ),
    _subject(
        "withdrawn",
        r"撤诉|撤回|息访|息诉|劝返|上访|信访量|withdraw|petition",
        (
            "以撤诉、息访、上访多少计分，等于奖励压下诉求",
            "to score withdrawn or absent complaints is to reward their suppression",
        ),
        (
            "请改为诉求按期答复、一次办结的份额",
            "weigh the share of cases answered in time and settled at once",
        ),
    ),
    _subject(
        "residents",
        r"住户|居民|被征收人|群众(?!工作)|亲属|亲戚|钉子户|信用|resident|relative|owner|trait|attitude|householder",
        (
            "不得对被征收人及其亲属计分、排名、画像",
            "nothing scores, ranks or profiles residents or their relatives",
        ),
        ("考核只看单位和岗位自己的工作", "appraise the work of units and posts alone"),
    ),
)
"""Each with the words by which it is known, in both languages."""


def forbidden_subject(word: str) -> ForbiddenSubject | None:
    """The forbidden subject that a measure or a name speaks of, or None."""
    return next((row for row in FORBIDDEN if row.pattern.search(word)), None)
