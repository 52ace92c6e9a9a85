"""The words for the tables' codes in a message: values of facts, short names of facts, yes and no.

A table names a fact for its reader, with remarks (`搬迁前应付款（见 money_paid），不低于零`); a refusal names it for
the person it stops. Chinese texts hold Chinese alone, English ones English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from plumbline.law.compiled import Rules
from plumbline.law.procedure import Value
from plumbline.terms import Fen, Text, show_yuan

_VALUES: Mapping[str, Text] = {
    "none": Text("无", "none"),
    "open": Text("进行中", "open"),
    "ended": Text("已终结", "ended"),
    # agreement, decision, taking
    "conditional": Text("附条件，条件未成就", "conditional"),
    "pending_approval": Text("待征收批准公告", "waiting for the announcement"),
    "in_force": Text("已生效", "in force"),
    "condition_failed": Text("条件不成就", "condition failed"),
    "made": Text("已作出，未送达", "made, not served"),
    "set_aside": Text("已被撤销", "set aside"),
    "replaced": Text("已由协议代替", "replaced by an agreement"),
    "not_decided": Text("未作出", "not made"),
    "refused": Text("不予批准、不予受理", "refused"),
    "revoked": Text("已撤回", "revoked"),
    "quashed": Text("已撤销", "quashed"),
    # choice
    "unchosen": Text("尚未选择", "not chosen"),
    "money": Text("货币", "money"),
    "exchange": Text("产权调换", "exchange"),
    "mixed": Text("货币加调换", "money and exchange"),
    "switched_to_money": Text("改选货币", "switched to money"),
    "new_homestead_plot": Text("重新安排宅基地", "new homestead plot"),
    "resettlement_dwelling": Text("安置房", "resettlement dwelling"),
    # use
    "dwelling": Text("住宅", "dwelling"),
    "non_residential": Text("非住宅", "not residential"),
    # title
    "clear": Text("清楚", "clear"),
    "co_owned": Text("共有", "co-owned"),
    "inheritance_open": Text("继承未定", "inheritance open"),
    "mortgaged": Text("已抵押", "mortgaged"),
    "attached": Text("已查封", "attached"),
    "disputed": Text("有争议", "disputed"),
    "owner_unknown": Text("权利人不明", "owner unknown"),
    "public_tenancy": Text("公房承租", "public tenancy"),
    "in_government_handling": Text("争议由政府处理中", "dispute before the government"),
    "in_court": Text("争议在诉讼中", "dispute in court"),
    "settled": Text("已确定", "settled"),
    "unknown": Text("未查明", "not known"),
    # unregistered buildings, valuation
    "under_review": Text("调查认定中", "under review"),
    "determined": Text("已认定", "determined"),
    "contested": Text("对认定有争议", "contested"),
    "report_served": Text("报告已送达", "report served"),
    "no_objection": Text("无异议", "no objection"),
    "review_open": Text("复核中", "review open"),
    "review_final": Text("复核完毕", "review finished"),
    "expert_open": Text("鉴定中", "expert opinion open"),
    "expert_final": Text("鉴定完毕", "expert opinion given"),
    # money
    "due": Text("应付", "due"),
    "part_paid": Text("部分支付", "part paid"),
    "paid": Text("已支付", "paid"),
    "deposited": Text("已提存", "deposited"),
    "exchange_secured": Text("调换已落实", "exchange secured"),
    "resettlement_secured": Text("安置已落实", "resettlement secured"),
    # remedies and the court
    "none_open": Text("没有进行中的救济", "none open"),
    "clock_running": Text("救济期限未满", "time to seek remedies running"),
    "reconsideration": Text("复议中", "in reconsideration"),
    "litigation_first": Text("一审中", "in court, first instance"),
    "litigation_second": Text("二审中", "in court, second instance"),
    "lost": Text("救济终结，未获支持", "lost"),
    "won": Text("救济获支持", "won"),
    "lapsed": Text("逾期未救济", "lapsed"),
    "upheld": Text("维持", "upheld"),
    "varied": Text("变更", "varied"),
    "confirmed_unlawful": Text("确认违法", "found unlawful"),
    "ordered_to_act": Text("责令履行", "ordered to act"),
    "withdrawn": Text("撤回", "withdrawn"),
    "mediated": Text("调解", "mediated"),
    "dismissed": Text("驳回", "dismissed"),
    "granted": Text("准予执行", "granted"),
    "not_granted": Text("不准予执行", "not granted"),
    "not_asked": Text("未申请复议", "not asked"),
    "reversed": Text("撤销原裁定", "reversed"),
    "order_to_hand_over": Text("责令交出土地决定", "order to hand over"),
    "resettlement_decision": Text("征地补偿安置决定", "resettlement decision"),
    # the rest
    "not_listed": Text("未列入", "not listed"),
    "listed": Text("已列入", "listed"),
    "displayed": Text("已公示", "displayed"),
    "not_needed": Text("不需要", "not needed"),
    "running": Text("进行中", "running"),
    "overdue": Text("已逾期", "overdue"),
    "answered": Text("已答复", "answered"),
    "escalated": Text("已上交", "escalated"),
    "owners_negotiate": Text("被征收人协商", "by the owners' agreement"),
    "majority_vote": Text("多数决定", "by majority vote"),
    "lot": Text("随机选定", "by lot"),
}
"""Every word that a fact of the tables can have, but for the articles of the public interest."""

_NAMES: Mapping[str, Text] = {
    "choice": Text("补偿方式", "form of compensation"),
    "agreement.state": Text("协议状态", "state of the agreement"),
    "decision.state": Text("补偿决定状态", "state of the compensation decision"),
    "household.ruling": Text("法院对执行申请的处理", "the court's ruling on the application"),
    "household.execution_on_holiday": Text(
        "执行日为法定节假日", "the day of enforcement is a statutory holiday"
    ),
    "track.form": Text("补偿方式", "form of compensation"),
}
"""Facts whose name in the table is a list of their values, or a remark."""

_REMARK_ZH = re.compile("[（；，].*$")
_REMARK_EN = re.compile(r"(;|: | \().*$")


def name_of(rules: Rules, id: str) -> Text:
    """A fact's or local parameter's name without the table's remarks."""
    known: Text | None = rules.memo.get(("name", id))
    if known is None:
        known = rules.memo["name", id] = _name_of(rules, id)
    return known


def _name_of(rules: Rules, id: str) -> Text:
    if id in _NAMES:
        return _NAMES[id]
    row = rules.procedure.facts.get(id)
    text = row.text if row else rules.regime_rules.local_parameters[id.partition(".")[2]].name
    return Text(_REMARK_ZH.sub("", text.zh), _REMARK_EN.sub("", text.en))


def value_of(rules: Rules, id: str, value: Value) -> Text:
    """A value in words: fen in yuan, yes or no, a word's meaning, else as it is."""
    if isinstance(value, bool):
        return Text("是", "yes") if value else Text("否", "no")
    row = rules.procedure.facts.get(id)
    if row is not None and row.type == "fen" and isinstance(value, int):
        yuan = show_yuan(Fen(value))
        return Text(f"{yuan}元", f"{yuan} yuan")
    return _VALUES.get(str(value), Text(str(value), str(value)))
