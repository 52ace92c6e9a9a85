"""The words that all rooms share, and nothing else.

Amounts are `Fen` (integers), areas are `AreaDm2` (integers of 0.01 ㎡), a text is Chinese and English
together (`Text`), a refusal is one or more `Reason`s (`Refused`). `Stage` and `Regime` are the closed
lists that every room counts by. Two kinds of day exist and never mix: a `date` of the statute and a
`CampaignDay` of the office's forty days.

What may enter: types without behaviour beyond their own form. This room imports nothing of ours;
it never holds a rule, a figure of a policy, a clock or a file.
"""

from plumbline.terms.amounts import AreaDm2, Fen, parse_area, show_area, show_yuan
from plumbline.terms.days import SHANGHAI, CampaignDay, at_millis, campaign_day, from_millis, local_day
from plumbline.terms.reasons import OWN_RULE, Reason, Refused, reason_json, refused_json, rule_text
from plumbline.terms.stages import (
    DUTIES,
    REMAINING_BEFORE,
    STAGE_TEXT,
    STAGES,
    Duty,
    Regime,
    Stage,
    is_remaining,
)
from plumbline.terms.text import HouseholdId, Json, Text

__all__ = [
    "DUTIES",
    "OWN_RULE",
    "REMAINING_BEFORE",
    "SHANGHAI",
    "STAGES",
    "STAGE_TEXT",
    "AreaDm2",
    "CampaignDay",
    "Duty",
    "Fen",
    "HouseholdId",
    "Json",
    "Reason",
    "Refused",
    "Regime",
    "Stage",
    "Text",
    "at_millis",
    "campaign_day",
    "from_millis",
    "is_remaining",
    "local_day",
    "parse_area",
    "reason_json",
    "refused_json",
    "rule_text",
    "show_area",
    "show_yuan",
]
