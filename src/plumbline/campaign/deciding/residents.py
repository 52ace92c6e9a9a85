"""Words and names by which a paper would be about a resident: refused, whoever writes them.

The list is how people write it; a wording that is not here escapes the list, not the rule.
source  mission “Never”: no scoring, tracking or profiling of residents; papers: none is about a resident's conduct
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plumbline.campaign.deciding.draft import Draft

_CONDUCT = (
    "钉子户", "刁民", "无理取闹", "漫天要价", "缠访", "闹访", "越级上访", "拒不签约", "拒不配合", "不配合征收",
    "群众不配合", "住户不配合", "抵触情绪", "重点户", "难缠", "思想落后",
    "holdout", "nail house", "uncooperative resident", "uncooperative household", "troublemaker",
)  # fmt: skip

_FILE_NUMBER = re.compile(r"[\w一-鿿]+-\d+")
"""How file numbers are written: `朱木桥-0113`. In running text a name may begin anywhere before the hyphen."""


def about_residents(draft: Draft, *texts: str) -> tuple[str, ...]:
    """What in these words judges a resident's conduct or names a household's file."""
    written = " ".join(texts)
    lower = written.lower()
    return (*(word for word in _CONDUCT if word in lower), *_files(draft, written))


def is_a_residents(draft: Draft, name: str) -> bool:
    """Whether a name is that of a household's file."""
    return bool(name) and draft.state.household(name) is not None


def _files(draft: Draft, written: str) -> Iterator[str]:
    for found in _FILE_NUMBER.finditer(written):
        token = found.group()
        for start in range(token.rindex("-")):
            if draft.state.household(token[start:]) is not None:
                yield token[start:]
                break
