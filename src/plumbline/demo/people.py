"""Invented people: names as they are spread in the middle Yangtze, ages, households of several generations.

No name is taken from any list of real persons; surnames follow their frequency, given names follow
the fashion of the decade of birth. A few rare characters are there on purpose, because an office's
register has them and a font or a database may not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from plumbline.demo.chance import Chance

_SURNAMES = (
    ("王", 70), ("李", 72), ("张", 66), ("刘", 62), ("陈", 64), ("杨", 34), ("黄", 30), ("周", 42), ("吴", 30), ("胡", 38),
    ("徐", 26), ("朱", 30), ("何", 24), ("高", 12), ("郭", 16), ("罗", 18), ("梅", 14), ("项", 10), ("桂", 9), ("干", 5),
    ("居", 4), ("饶", 10), ("兰", 8), ("库", 3), ("査", 2), ("夏", 18), ("余", 22), ("蔡", 16), ("彭", 18), ("方", 14), ("汪", 18),
    ("程", 16), ("熊", 14), ("董", 12), ("邓", 14), ("范", 10), ("石", 10), ("田", 10), ("柯", 10), ("阮", 5), ("冯", 10), ("欧阳", 3),
    ("上官", 1), ("郝", 4), ("游", 5), ("毕", 3), ("翟", 3), ("佘", 2), ("佟", 1), ("乐", 2), ("仇", 2), ("覃", 4), ("郄", 1), ("瞿", 3),
)  # fmt: skip

_RARE_GIVEN = ("喆", "旻", "垚", "翀", "燚", "祎", "彧", "玥", "䶮", "㛃", "昇", "烜", "𬭸", "𣲗")

_AVOIDED = frozenset(
    [
        "李强",
        "王毅",
        "李鹏",
        "张军",
        "胡春华",
        "汪洋",
        "李希",
        "蔡奇",
        "陈毅",
        "陈云",
        "陈刚",
        "刘伟",
        "周强",
        "王晨",
        "何平",
        "陈文清",
        "张国清",
        "王勇",
        "朱德",
        "李宁",
        "刘翔",
        "李娜",
        "邓亚萍",
        "黄晓明",
        "邓超",
        "张杰",
        "李晨",
        "余华",
        "汪涵",
        "汪峰",
        "朱军",
        "高峰",
        "王刚",
        "李嘉诚",
        "刘德华",
        "张学友",
        "杨洋",
        "李先念",
        "胡海峰",
        "周杰",
        "王林",
        "程龙",
        "张国荣",
        "李文亮",
        "刘涛",
    ]
)
"""Names that chance could well make and that every reader would take for a person in public life."""

_GIVEN = {  # sex → from year of birth → syllables; second syllables follow the first list's fashion
    "m": (
        (1900, "国 德 福 长 金 大 水 木 世 玉 正 明 有 光 永 家 启 传 守 子", "全 生 贵 发 才 林 清 山 明 华 海 安 荣 祥 富 元 松 寿 喜 仁"),
        (1949, "建 国 新 红 援 志 卫 解 爱 胜 永 保 先 春 东 文 学 光 汉 铁", "国 军 平 华 明 生 民 兵 林 文 刚 东 祥 忠 旺 成 松 桥 安 胜"),
        (1970, "勇 军 建 志 海 小 俊 立 伟 学 新 永 红 爱 国 光 友 春 振 应", "军 勇 平 强 华 峰 刚 兵 林 文 涛 斌 明 波 辉 松 良 清 雄 才"),
        (1985, "伟 志 俊 海 晓 子 鹏 文 天 少 金 宇 成 思 建 振 泽 嘉 立 一", "杰 涛 鹏 飞 超 磊 浩 斌 凯 威 龙 翔 锋 亮 毅 阳 林 豪 辉 帆"),
        (2000, "子 宇 浩 梓 俊 明 泽 嘉 睿 奕 一 博 思 天 文 晨 皓 逸 沐 景", "轩 涵 宇 泽 浩 然 豪 辰 阳 杰 航 睿 晨 诚 霖 洋 铭 恒 舟 安"),
    ),
    "f": (
        (1900, "桂 秀 玉 春 金 银 素 菊 腊 冬 兰 细 翠 莲 荷 凤 月 惠 珍 大", "英 珍 兰 香 莲 娥 花 芝 枝 梅 秀 容 凤 云 仙 贞 娇 菊 妹 桃"),
        (1949, "秀 玉 桂 爱 建 红 春 腊 淑 美 金 惠 水 新 友 翠 素 国 凤 秋", "英 华 珍 芳 兰 荣 平 香 枝 梅 莲 群 娥 云 霞 琴 凤 容 红 清"),
        (1970, "小 红 丽 海 春 艳 爱 玉 秋 美 晓 冬 亚 雪 金 慧 建 翠 利 燕", "芳 红 霞 艳 敏 玲 华 萍 燕 琴 娟 丽 梅 英 云 莉 珍 群 平 兰"),
        (1985, "晓 雪 婷 丽 文 静 思 佳 玉 海 梦 小 倩 艳 慧 晶 雅 美 诗 亚", "婷 娟 倩 敏 静 颖 雯 莹 琳 娜 慧 琴 丹 萍 玲 洁 芳 燕 佳 蕾"),
        (2000, "子 雨 欣 思 梓 诗 佳 梦 紫 语 可 一 若 诺 艺 悦 沐 馨 嘉 依", "涵 萱 怡 彤 妍 琪 轩 雯 桐 瑶 欣 晴 菲 颖 宁 溪 诺 辰 兮 然"),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person; `relation` is to the head of the household, as a household book writes it."""

    name: str
    sex: str
    born: date
    relation: str


def given_name(chance: Chance, sex: str, born: int) -> str:
    """A given name of the fashion of a year of birth; single names were common from 1970 on."""
    if chance.happens(12):
        return chance.pick(_RARE_GIVEN)
    _, firsts, seconds = next(row for row in reversed(_GIVEN[sex]) if row[0] <= born)
    second = chance.pick(seconds.split())
    if chance.happens(60 if born < 1970 else 320 if born < 2000 else 120):
        return second
    first = chance.pick(firsts.split())
    return second if first == second else first + second


def surname(chance: Chance, favoured: str = "", per_mille: int = 0) -> str:
    """A surname by frequency; a village's own surname (`favoured`) comes so often in a thousand."""
    return favoured if favoured and chance.happens(per_mille) else chance.weighted(_SURNAMES)


def surname_of(name: str) -> str:
    """The surname of a whole name; two of ours have two characters."""
    return name[: 2 if name[:2] in ("欧阳", "上官") else 1]


def full_name(chance: Chance, sex: str, born: int, family: str = "") -> str:
    """A whole name, of the family's surname where one is given; never one of public life."""
    while (name := (family or surname(chance)) + given_name(chance, sex, born)) in _AVOIDED:
        pass
    return name


def family(chance: Chance, size: int, today: date, family_name: str) -> tuple[Person, ...]:
    """A household of so many persons: head, spouse, then children, parents and grandchildren as ages allow."""
    head_sex = "m" if chance.happens(720) else "f"
    head = _born(chance, today, chance.bell(34, 74))
    people = [Person(full_name(chance, head_sex, head.year, family_name), head_sex, head, "户主")]
    if size > 1 and not (head.year < 1948 and chance.happens(400)):
        sex = "f" if head_sex == "m" else "m"
        born = _born(chance, today, max(24, today.year - head.year + chance.between(-5, 4)))
        people.append(Person(full_name(chance, sex, born.year), sex, born, "妻" if sex == "f" else "夫"))
    # Children carry the father's surname: a woman who heads the household has the husband's children.
    fathers = surname(chance) if head_sex == "f" else family_name
    if head_sex == "f" and len(people) > 1:
        fathers = surname_of(people[1].name)
    while len(people) < size:
        relative = _relative(chance, head, today, fathers, people)
        if all(relative.name != other.name for other in people):
            people.append(relative)
    return tuple(people)


def _born(chance: Chance, today: date, age: int) -> date:
    return date(today.year - age, 1, 1) + timedelta(days=chance.below(365))


def _relative(chance: Chance, head: date, today: date, fathers: str, people: list[Person]) -> Person:
    age = today.year - head.year
    has_parent = any(p.relation in ("父", "母") for p in people)
    if age < 56 and not has_parent and chance.happens(260):
        sex, parent_age = ("m", "f")[chance.below(2)], min(age + chance.between(22, 31), 92)
        born = _born(chance, today, parent_age)
        name = full_name(chance, sex, born.year, surname_of(people[0].name) if sex == "m" else "")
        return Person(name, sex, born, "父" if sex == "m" else "母")
    sex = "m" if chance.happens(520) else "f"
    if age >= 58 and any(p.relation in ("子", "女") for p in people) and chance.happens(640):
        born = _born(chance, today, chance.between(1, max(1, min(24, age - 46))))
        return Person(full_name(chance, sex, born.year, fathers), sex, born, "孙子" if sex == "m" else "孙女")
    youngest, oldest = max(1, age - 40), max(1, age - 22)
    born = _born(chance, today, chance.between(youngest, oldest))
    return Person(full_name(chance, sex, born.year, fathers), sex, born, "子" if sex == "m" else "女")
