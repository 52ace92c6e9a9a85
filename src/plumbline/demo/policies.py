"""The plans that the demonstration seals: the shipped examples, and for the older projects the same a year earlier.

An older plan has the same clauses, another scope, other days and a transition of twelve months: what is sealed is
a whole plan that can be read and printed by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from plumbline.demo.examples import examples
from plumbline.terms import Regime

POLICIES = examples() / "policies"
"""The shipped policy files."""

STATE_POLICY, VILLAGE_POLICY = "state-renewal-example", "collective-land-example"
_LATER_VERSION = re.compile(r'^  "1\.1":\n(?:    .*\n)+', re.MULTILINE)


def policy_text(policy: str, *, improved: bool) -> str:
    """A shipped policy: whole, or as it stood before its second version."""
    text = (POLICIES / f"{policy}.yaml").read_text("utf-8")
    if improved:
        return text
    first, count = _LATER_VERSION.subn("", text)
    assert count == 1, f"{policy}: its second version is not where it was"
    return first


# ---------- a year earlier ----------
_STATE: Sequence[tuple[str, str]] = (
    ("policy: state-renewal-example", "policy: state-renewal-2025"),
    (
        "大三角、朱木桥、东新村棚户区改造（国有土地上房屋）征收补偿方案（示例）",
        "老粮库片区改造（国有土地上房屋）征收补偿方案（示例）",
    ),
    (
        "Shantytown renewal in three areas on state-owned land (example)",
        "Renewal of the Laoliangku quarter on state-owned land (example)",
    ),
    ("适用于大三角、朱木桥、东新村三个项目征收红线内", "适用于老粮库片区征收红线内"),
    ("inside the red lines of the three projects", "inside the red line of the Laoliangku quarter"),
    ("2025 年 12 月 1 日", "2024 年 12 月 2 日"),
    ("1 December 2025", "2 December 2024"),
    ("2025-12-01", "2024-12-02"),
    ("2026 年 3 月 20 日", "2025 年 3 月 20 日"),
    ("20 March 2026", "20 March 2025"),
    ("约定过渡期: {is: 24 月", "约定过渡期: {is: 12 月"),
)
_VILLAGE: Sequence[tuple[str, str]] = (
    ("policy: collective-land-example", "policy: collective-land-2025"),
    (
        "示例市工业园及高铁小镇（集体土地）征地补偿安置方案（示例）",
        "老砖厂片区（集体土地）征地补偿安置方案（示例）",
    ),
    (
        "Industrial park and railway town on collective land (example)",
        "The Laozhuanchang quarter on collective land (example)",
    ),
    ("2025-11-10", "2024-11-11"),
    ("10 November 2025", "11 November 2024"),
    ("2026-03-02", "2025-03-03"),
    ("2 March 2026", "3 March 2025"),
    ("15 May 2026", "15 May 2025"),
    ("约定过渡期: {is: 30 月", "约定过渡期: {is: 12 月"),
)


def older_policy(regime: Regime) -> str:
    """The sealed text of an older project's plan, as YAML; it has one version, which was never raised."""
    is_state = regime is Regime.STATE_LAND
    text = policy_text(STATE_POLICY if is_state else VILLAGE_POLICY, improved=False)
    for shipped, older in _STATE if is_state else _VILLAGE:
        assert shipped in text, f"the shipped plan no longer says: {shipped}"
        text = text.replace(shipped, older)
    text = re.sub(r"\b2026-(?=\d\d-\d\d)", "2025-", text)
    assert "2026" not in text, "a day of the shipped plan was not moved back"
    return text
