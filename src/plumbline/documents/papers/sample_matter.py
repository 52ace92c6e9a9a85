"""The invented matter of supervision that the samples of its papers share: what each of them says of it alike."""

from __future__ import annotations

from datetime import date
from typing import Any

from plumbline.documents.supervising import FoundFact, ListedEvidence, in_eights

MATTER: dict[str, Any] = {
    "example": True,
    "project": "青岚县征迁清零工作",
    "issuer": "青岚县征迁清零工作指挥部",
    "mark": "青岚县征迁清零工作指挥部",
    "matter": 7,
    "addressee": "县文化和旅游局",
    "rule": "诉求超期未答复",
    "source": "信访工作条例第二十二条",
    "facts": (
        FoundFact(name="诉求编号", value="3120"),
        FoundFact(name="应答复日期", value="2026年6月12日"),
    ),
    "decided_by": "林静（督查岗）",
    "answer_days": 3,
    "contact": "指挥部办公室，电话0000-5550001",
}
"""A case that a small bureau left lying."""

FURTHER_UP: dict[str, Any] = {
    **MATTER,
    "number": "青征指督〔2026〕12号",
    "on": date(2026, 7, 6),
    "reasons": "经提醒、通报仍未答复，申辩理由不成立",
    "demand": "书面答复并送达，报送整改情况",
}
"""The same matter after reminder and notice."""

SERVED = (ListedEvidence(name="送达回证", number="送〔2026〕3号", sha256=in_eights("5a" * 32)),)
"""What proves that the papers before reached the bureau."""
