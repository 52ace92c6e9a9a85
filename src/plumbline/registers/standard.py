"""The standard register of both regimes: which sheets, which columns, under which headings.

The names are those of the policies' facts schema. A regime's register leaves out what only the other
regime asks for; a file of unknown regime is read with both.
"""

from __future__ import annotations

from plumbline.registers.schema import FactsSchema, Field, FieldKind, Table
from plumbline.terms import Regime, Text

_K = FieldKind
_BOTH = frozenset(Regime)
_A = frozenset({Regime.STATE_LAND})
_B = frozenset({Regime.COLLECTIVE_LAND})


def _f(
    path: str,
    kind: FieldKind,
    zh: str,
    en: str,
    *,
    on: frozenset[Regime] = _BOTH,
    also: tuple[str, ...] = (),
    words: str = "",
    required: bool = False,
    signed: bool = False,
    ahead: bool = False,
) -> tuple[frozenset[Regime], Field]:
    pairs = tuple((pair.split("=")[0], pair.split("=")[1]) for pair in words.split())
    return on, Field(path, kind, Text(zh, en), also, pairs, required, signed, ahead)


_MAIN = (
    _f("policy", _K.TEXT, "适用方案", "policy"),
    _f(
        "household.tenure",
        _K.WORD,
        "产权性质",
        "tenure",
        on=_A,
        words="owner=产权人 public_tenant=公房承租人",
    ),
    _f("household.sole_home", _K.BOOLEAN, "唯一住房", "only home", on=_A),
    _f("household.low_income.valid_from", _K.DAY, "低保证有效期起", "low income from"),
    _f("household.low_income.valid_to", _K.DAY, "低保证有效期止", "low income to", ahead=True),
    _f("household.bereaved_parents", _K.BOOLEAN, "失独家庭", "bereaved parents", on=_A),
    _f("household.martyr_family", _K.BOOLEAN, "烈属", "martyr's family", on=_A),
    _f("household.equipment_relocation_fen", _K.FEN, "设备搬迁费", "equipment relocation", on=_A),
    _f(
        "household.remaining_land_mu_per_head",
        _K.LAND_PER_HEAD,
        "人均剩余耕地",
        "remaining land a head",
        on=_B,
    ),
    _f("block.total", _K.INTEGER, "整片户数", "block: households", on=_A),
    _f("block.signed_by_period_1", _K.INTEGER, "整片一期签约户数", "block: signed in period 1", on=_A),
    _f("block.signed_by_final", _K.INTEGER, "整片期满签约户数", "block: signed by the end", on=_A),
    _f("group.total", _K.INTEGER, "整组户数", "group: households", on=_B),
    _f("group.signed_by_period_1", _K.INTEGER, "整组一期签约户数", "group: signed in period 1", on=_B),
    _f(
        "choices.mode",
        _K.WORD,
        "补偿方式",
        "form of compensation",
        also=("安置方式",),
        words="cash=货币 swap=产权调换 flats=安置房 self_build=自建 none=不安置",
    ),
    _f(
        "choices.swap.kind",
        _K.WORD,
        "调换房类型",
        "kind of dwelling",
        on=_A,
        words="ready=现房 off_plan=期房",
    ),
    _f(
        "choices.transition",
        _K.WORD,
        "过渡方式",
        "transition",
        on=_A,
        words="self=自行过渡 turnover=周转用房",
    ),
    _f("dates.signed_at", _K.INSTANT, "签约时刻", "signed at", also=("签约时间",)),
    _f("dates.as_of", _K.INSTANT, "计算时刻", "computed as of"),
    _f("dates.compensation_available_on", _K.DAY, "补偿到位日", "compensation available on"),
    _f("dates.vacated_on", _K.DAY, "腾空日", "vacated on", also=("搬离日",)),
    _f("dates.delivered_on", _K.DAY, "交房日", "delivered on"),
)

_BUILDINGS = (
    _f("building_id", _K.TEXT, "房屋编号", "building", also=("栋号", "房号"), required=True),
    _f("footprint_id", _K.TEXT, "图斑编号", "footprint"),
    _f(
        "use",
        _K.WORD,
        "用途",
        "use",
        also=("房屋用途",),
        words="residence=住宅 shop=商业 office=办公 workshop=生产",
    ),
    _f("registered", _K.BOOLEAN, "已登记", "registered", on=_A),
    _f(
        "structure",
        _K.WORD,
        "结构",
        "structure",
        on=_B,
        also=("房屋结构",),
        words="frame=框架 brick_concrete=砖混 brick_wood=砖木 earth_wood=土木 simple=简易",
    ),
    _f("certified", _K.BOOLEAN, "有证", "certified", on=_B),
    _f("area", _K.AREA, "建筑面积", "floor area", also=("面积", "住宅建筑面积", "房屋面积"), required=True),
    _f("built_on", _K.DAY, "建成日期", "built on", also=("建造日期", "建成时间", "建造时间")),
    _f("assessed_price_fen_per_m2", _K.FEN_PER_M2, "评估单价", "assessed price", on=_A),
    _f(
        "ruling",
        _K.WORD,
        "认定结论",
        "determination",
        words="lawful=合法 legacy=历史遗留 illegal=违法 temporary=临时",
    ),
    _f("clear_height_m", _K.LENGTH, "净高", "clear height", on=_A),
    _f("self_demolished_on", _K.DAY, "自行拆除日", "demolished by the owner on"),
    _f("temporary.approved_months", _K.INTEGER, "临时建筑批准月数", "temporary: months approved", on=_A),
    _f("temporary.remaining_months", _K.INTEGER, "临时建筑剩余月数", "temporary: months left", on=_A),
    _f(
        "decoration.grade",
        _K.WORD,
        "装修等级",
        "decoration",
        words="none=无 plain=简装 medium=中装 fine=精装",
    ),
    _f("decoration.assessed_fen", _K.FEN, "装修评估价", "decoration: assessed", on=_A),
    _f("decoration.done_on", _K.DAY, "装修日期", "decoration: done on"),
    _f("business.area", _K.AREA, "经营面积", "business area"),
    _f("business.licence_on", _K.DAY, "执照日期", "licence on"),
    _f("business.operating_since", _K.DAY, "开业日期", "operating since", on=_A),
    _f("business.operating_at_freeze", _K.BOOLEAN, "冻结日在经营", "operating at the freeze"),
    _f("business.floor", _K.INTEGER, "经营楼层", "business floor", on=_A, signed=True),
    _f("business.shop_price_fen_per_m2", _K.FEN_PER_M2, "商铺评估单价", "shop price", on=_A),
    _f("business.profit_fen", _K.FEN, "利润", "profit", on=_A, signed=True),
    _f("business.profit_months", _K.INTEGER, "利润月数", "profit: months", on=_A),
)

_ATTACHMENTS = (
    _f("code", _K.TEXT, "附属物编号", "code", also=("编号", "项目编号"), required=True),
    _f("quantity", _K.QUANTITY, "数量", "quantity", required=True),
    _f("installed_on", _K.DAY, "安装日期", "installed on"),
)

_PERSONS = (
    _f("person_id", _K.TEXT, "人员编号", "person", required=True),
    _f("birth_on", _K.DAY, "出生日期", "born on"),
    _f("registered_on", _K.DAY, "入户日期", "registered on", also=("落户日期",)),
    _f("entry_reason", _K.WORD, "入户原因", "reason of entry", words="birth=出生 marriage=结婚 return=回迁"),
    _f("disability_grade", _K.INTEGER, "残疾等级", "disability grade"),
    _f("serious_illness", _K.BOOLEAN, "重大疾病", "serious illness"),
    _f(
        "category",
        _K.WORD,
        "人员类别",
        "category",
        on=_B,
        words="member=本集体成员 married_in=婚入 serving_soldier=义务兵 student=在校生 prisoner=服刑 "
        "married_out=外嫁 resident_only=空挂户 state_paid=财政供养",
    ),
    _f("only_child", _K.BOOLEAN, "独生子女", "only child", on=_B),
    _f("unmarried", _K.BOOLEAN, "未婚", "unmarried", on=_B),
    _f("allocated_elsewhere", _K.BOOLEAN, "已在别处安置", "settled elsewhere", on=_B),
    _f("destitute", _K.BOOLEAN, "特困", "destitute", on=_B),
    _f("death_on", _K.DAY, "死亡日期", "died on", on=_B),
)

_CO_OWNERS = (
    _f("owner_id", _K.TEXT, "共有人编号", "owner", also=("共有人",), required=True),
    _f("share", _K.SHARE, "份额", "share", also=("共有份额",), required=True),
)

_SWAP_FLATS = (
    _f("flat_id", _K.TEXT, "房源编号", "flat", also=("房号",), required=True),
    _f("area", _K.AREA, "房源面积", "area", also=("面积", "建筑面积"), required=True),
)

_FLATS = (*_SWAP_FLATS, _f("floor", _K.INTEGER, "楼层", "floor"))

_LAND_CLASSES = "cropland=耕地 orchard=园地 forest=林地 pond=坑塘 unused=未利用地"
_CROPS = "rice=水稻 winter_crop=冬作 vegetable=蔬菜 lotus=莲藕"
_PARCELS = (
    _f("parcel_id", _K.TEXT, "地块编号", "parcel", required=True),
    _f("zone", _K.TEXT, "区片", "zone", also=("地价区片",)),
    _f("land_class", _K.TEXT, "地类", "land class", words=_LAND_CLASSES),
    _f("area", _K.AREA, "地块面积", "area", also=("面积",), required=True),
    _f("crop.code", _K.TEXT, "青苗种类", "crop", words=_CROPS),
    _f("crop.planted_on", _K.DAY, "青苗栽种日期", "crop: planted on"),
)

_SPECIES = "citrus=柑橘 camphor=樟树 peach=桃树"
_TREE_STAGES = "fruiting=结果 young=未结果 seedling=苗 large=大 medium=中 small=小"
_TREES = (
    _f("species", _K.TEXT, "树种", "species", words=_SPECIES, required=True),
    _f("stage", _K.TEXT, "规格", "stage", words=_TREE_STAGES, required=True),
    _f("count", _K.INTEGER, "株数", "count", required=True),
    _f("planted_on", _K.DAY, "栽种日期", "planted on"),
)

_Column = tuple[frozenset[Regime], Field]
_Layout = tuple[frozenset[Regime], str, Text, tuple[str, ...], str, str, int, tuple[_Column, ...]]

# Bounds of the lists as the facts schema sets them: 20 buildings, 30 persons, 60 attachments,
# 20 parcels with 40 lines of trees each, 10 flats, 20 co-owners.
_LISTS: tuple[_Layout, ...] = (
    (_BOTH, "buildings", Text("建筑", "buildings"), ("房屋",), "building_id", "", 20, _BUILDINGS),
    (_BOTH, "persons", Text("人员", "persons"), ("人口", "家庭成员"), "person_id", "", 30, _PERSONS),
    (_BOTH, "attachments", Text("附属物", "attachments"), ("附着物",), "", "", 60, _ATTACHMENTS),
    (_B, "parcels", Text("地块", "parcels"), ("土地",), "parcel_id", "", 20, _PARCELS),
    (_B, "parcels.trees", Text("树木", "parcels_trees"), ("trees",), "", "parcels", 40, _TREES),
    (
        _BOTH,
        "household.co_owners",
        Text("共有人", "household_co_owners"),
        ("co_owners",),
        "owner_id",
        "",
        20,
        _CO_OWNERS,
    ),
    (
        _A,
        "choices.swap.flats",
        Text("选择调换房", "choices_swap_flats"),
        ("swap_flats",),
        "flat_id",
        "",
        10,
        _SWAP_FLATS,
    ),
    (_B, "choices.flats", Text("选择安置房", "choices_flats"), ("flats", "选择"), "flat_id", "", 10, _FLATS),
)


def standard_schema(regime: Regime | None = None) -> FactsSchema:
    """The facts of the standard register under one regime, or under either where none is named."""
    wanted = frozenset({regime}) if regime else _BOTH
    lists = tuple(
        Table(path, sheet, _fields(columns, wanted), also, key, parent, most)
        for on, path, sheet, also, key, parent, most, columns in _LISTS
        if on & wanted
    )
    main = Table("", Text("户", "households"), _fields(_MAIN, wanted), ("household", "main"))
    return FactsSchema(f"standard/{regime or 'both'}", main, lists)


def _fields(columns: tuple[_Column, ...], wanted: frozenset[Regime]) -> tuple[Field, ...]:
    return tuple(field for on, field in columns if on & wanted)
