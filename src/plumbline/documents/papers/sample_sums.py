"""The lines of the worked household A-01, as the annex of an agreement or a decision shows them."""

from __future__ import annotations

from plumbline.documents.sums import FactLine, SumLine
from plumbline.terms import Fen

FACTS = (
    FactLine(record="本户", facts="补偿方式：货币补偿"),
    FactLine(
        record="房屋1",
        facts="建成日期1986年6月30日；已登记：是；建筑面积62.37㎡；评估单价6,180.50元/㎡；装修档次：中装；装修日期2022年3月20日",
    ),
)

SUMS = (
    SumLine(
        clause="第十一条",
        item="房屋价值补偿·房屋1",
        facts="房屋1：建成日期、已登记、建筑面积、评估单价",
        working="62.37 ㎡ × 6180.50 = 385477.785 → 385477.79",
        amount=Fen(38_547_779),
        due="签约后支付",
    ),
    SumLine(
        clause="第十三条",
        item="装饰装修·房屋1",
        facts="房屋1：建筑面积、装修档次、装修日期",
        working="62.37 ㎡ × 380.00 × max(1 − 10%/年 × 4 年, 30%) = 14220.36",
        amount=Fen(1_422_036),
        due="签约后支付",
    ),
    SumLine(
        clause="第十五条",
        item="搬迁费·住宅",
        facts="房屋1：建筑面积；本户：补偿方式",
        working="max(取整(62.37 ㎡ × 15.00), 1500.00) × 1 次 = 1500.00",
        amount=Fen(150_000),
        due="签约后支付",
    ),
    SumLine(
        clause="第十六条",
        item="临时安置费·货币补偿",
        facts="房屋1：建筑面积；本户：补偿方式",
        working="月标准 M = max(取整(62.37 ㎡ × 15.00 × (1 + 0)), 800.00) = 935.55；935.55 × 6 月 = 5613.30",
        amount=Fen(561_330),
        due="签约后支付",
    ),
)
"""385,477.79 + 14,220.36 + 1,500.00 + 5,613.30 = 406,811.45 yuan."""

TOTAL = Fen(40_681_145)
