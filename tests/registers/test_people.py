"""What a name cell hides."""

from __future__ import annotations

import pytest

from plumbline.registers.people import Named, Party, is_disputed, is_total, read_name

H, ORG, G = Party.HOUSEHOLD, Party.ORGANISATION, Party.GROUP


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("张三", Named(H, ("张三",))),
        ("张 三", Named(H, ("张三",), was_spaced=True)),
        ("欧阳 明", Named(H, ("欧阳明",), was_spaced=True)),
        ("张三丰 李四光", Named(H, ("张三丰", "李四光"), was_spaced=True)),  # two whole names
        ("张三、李四", Named(H, ("张三", "李四"))),
        ("张三2", Named(H, ("张三",), holding=2)),
        ("张三-1", Named(H, ("张三",), holding=1)),
        ("张三等11户", Named(G, ("张三",), households=11)),
        ("张三等十一户", Named(G, ("张三",), households=11)),
        ("张三1户", Named(H, ("张三1户",))),  # one household is no group
        ("塑料厂", Named(ORG, ("塑料厂",))),
        ("新华书店", Named(ORG, ("新华书店",))),
        ("示例市供电公司", Named(ORG, ("示例市供电公司",))),
        ("李厂", Named(H, ("李厂",))),  # two letters are a person
        ("John Smith", Named(H, ("John Smith",))),
    ],
)
def test_it_says_who_is_meant(text, named):
    assert read_name(text) == named


def test_it_hears_of_disputes_and_knows_totals():
    assert is_disputed("基底与邻有争议")
    assert not is_disputed("包括前后院")
    assert is_total("合 计：")
    assert not is_total("合计户主")
