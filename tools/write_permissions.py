"""Write docs/permissions.md: which post may give which command, from the permission table itself.

python tools/write_permissions.py            # write
python tools/write_permissions.py --check    # 1 when the page is not current
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/permissions.md"
sys.path.insert(0, str(ROOT / "src"))

from plumbline.campaign import COMMAND_ROLES, COMMANDS, ROLES, Context, Post, may  # noqa: E402
from plumbline.law import load_procedure  # noqa: E402
from plumbline.terms import SHANGHAI, Regime  # noqa: E402

ROLE_TEXT = {
    "commander": "指挥长 commander",
    "lead_leader": "牵头市领导 city leader in charge",
    "group_leader": "工作组组长 group leader",
    "office": "指挥部办公室 office",
    "unit_head": "包保单位负责人 unit head",
    "unit_clerk": "包保单位经办人 unit clerk",
    "surveyor": "调查 surveyor",
    "accountant": "会计 accountant",
    "reviewer": "复核 reviewer",
    "approver": "审批 approver",
    "supervisor": "督查 supervisor",
    "appraiser": "评估机构 appraiser",
    "demolition_contractor": "拆除单位 demolition contractor",
    "notary": "公证 notary",
    "construction_unit": "建设单位 construction unit",
    "legal_reviewer": "法制审核 legal reviewer",
    "finance": "财政 finance",
    "wall": "大屏 wall",
}
"""Every role with its words, in the order of the table."""

HEAD = """# 岗位权限 · Permissions

本页由 `tools/write_permissions.py` 从程序的权限表生成，不手写。Generated from the permission table itself; never written by hand.

权限随岗位，不随人；岗位有任期，期外什么也不能办。没有列出的，谁也不能办。管理员没有例外。
A permission follows the post, never the person, and ends with its term. What does not stand here can be done by nobody, the administrator included.

另有三条，随每一户判断 · Three more rules are judged with each household:

- **范围**：岗位写明项目的，只办该项目；包保单位的岗位只办本单位包保的户。Posts act on their projects, unit posts on their unit's households.
- **四分离**：一户的调查、审核、审批、付款须由四个人办。Survey, review, approval and payment of a household are four persons.
- **回避**：申报过利益冲突的，不得办理该户。Whoever declared a conflict of interest in a household may not act on its file.
"""


def page() -> str:
    """The whole page."""
    assert set(ROLE_TEXT) == set(ROLES), "a role without words, or words without a role"
    commands = _table(
        ("命令 command", "岗位 roles", "内容 what it does"),
        ((f"`{name}`", _roles(COMMAND_ROLES.get(name, frozenset())), _purpose(name)) for name in COMMANDS),
    )
    steps = _table(
        ("步骤 step", "名称 name", "岗位 roles"),
        ((f"`{step}`", name, _roles(roles)) for step, name, roles in _special_steps()),
    )
    return (
        f"{HEAD}\n## 命令 · Commands\n\n{commands}\n"
        "## 专办的步骤 · Steps that only some may record\n\n"
        f"`RecordStep` 用于下列步骤时，以本表为准。For these steps this table overrides the row of `RecordStep`.\n\n{steps}"
    )


def _purpose(name: str) -> str:
    return (COMMANDS[name].__doc__ or "").strip().splitlines()[0].replace("|", "\\|")


def _roles(roles: frozenset[str]) -> str:
    if not roles:
        return "仅开立时由系统 the system alone, at the opening"
    return "<br>".join(text for role, text in ROLE_TEXT.items() if role in roles)


def _special_steps() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Household steps whose roles differ from those of `RecordStep`, asked of `may` role by role."""
    usual, procedure = COMMAND_ROLES["RecordStep"], load_procedure()
    for regime in Regime:
        for step in procedure.steps_of(regime, household=True):
            roles = frozenset(role for role in ROLE_TEXT if _may_record(role, step.id))
            if roles != usual:
                yield step.id, f"{step.name.zh} {step.name.en}", roles


def _may_record(role: str, step: str) -> bool:
    post = Post("post", "unit", "岗位", "post", role, "person", "", "")
    at = datetime(2026, 5, 22, 9, tzinfo=SHANGHAI)
    return not may("RecordStep", Context(at, "person", post), step=step)


def _table(heading: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heading, tuple("---" for _ in heading), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def main(arguments: list[str]) -> int:
    """Write the page; with --check say whether it is current."""
    if "--check" not in arguments:
        PAGE.write_text(page(), "utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text("utf-8") == page():
        return 0
    print(f"{PAGE.relative_to(ROOT)} is not current: python tools/write_permissions.py", file=sys.stderr)  # noqa: T201
    return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
