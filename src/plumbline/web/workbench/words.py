"""Words for the values of the law's and the policy's tables, as officials write them, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from django.utils.functional import lazystr
from django.utils.translation import get_language

from plumbline import law
from plumbline.campaign import COMMANDS, Office, Post, Project
from plumbline.terms import Regime, Text

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Later: TypeAlias = _StrPromise
    """A text that becomes words when the page is written."""

VALUES: Mapping[str, Text] = {
    # form of compensation
    "unchosen": Text("未选择", "not chosen"),
    "money": Text("货币补偿", "money"),
    "exchange": Text("产权调换", "property exchange"),
    "mixed": Text("货币加调换", "money and exchange"),
    "switched_to_money": Text("改选货币", "switched to money"),
    "new_homestead_plot": Text("重新安排宅基地", "new homestead plot"),
    "resettlement_dwelling": Text("安置房", "resettlement dwelling"),
    # title
    "clear": Text("权属清楚", "clear"),
    "co_owned": Text("共有", "co-owned"),
    "inheritance_open": Text("继承未定", "inheritance open"),
    "mortgaged": Text("已抵押", "mortgaged"),
    "attached": Text("已查封", "attached"),
    "disputed": Text("权属争议", "disputed"),
    "owner_unknown": Text("权利人不明", "owner unknown"),
    "public_tenancy": Text("公房承租", "public tenancy"),
    "in_government_handling": Text("争议由政府处理中", "dispute before the government"),
    "in_court": Text("争议在诉讼中", "dispute in court"),
    "unknown": Text("未查明", "not known"),
    # use and outcomes
    "dwelling": Text("住宅", "dwelling"),
    "non_residential": Text("非住宅", "non-residential"),
    "none": Text("无", "none"),
    "open": Text("进行中", "open"),
    "ended": Text("已终结", "ended"),
    "conditional": Text("附条件，未生效", "conditional"),
    "pending_approval": Text("待征收批准公告", "pending approval"),
    "in_force": Text("已生效", "in force"),
    "condition_failed": Text("条件未成就", "condition failed"),
    "upheld": Text("维持", "upheld"),
    "varied": Text("变更", "varied"),
    "quashed": Text("撤销", "quashed"),
    "confirmed_unlawful": Text("确认违法", "confirmed unlawful"),
    "ordered_to_act": Text("责令履行", "ordered to act"),
    "withdrawn": Text("撤回", "withdrawn"),
    "mediated": Text("调解", "mediated"),
    "dismissed": Text("驳回", "dismissed"),
    "granted": Text("准予执行", "granted"),
    "not_granted": Text("不准予执行", "not granted"),
    "refused": Text("不予受理", "refused"),
    "not_asked": Text("未申请复议", "not asked"),
    "reversed": Text("撤销原裁定", "reversed"),
    "answered": Text("已答复", "answered"),
    "escalated": Text("已上交", "escalated"),
    "proposed": Text("拟作", "proposed"),
    "made": Text("已作出", "made"),
    "served": Text("已送达", "served"),
    # kinds of a household, and the policy's choices
    "household": Text("户", "household"),
    "organisation": Text("单位", "organisation"),
    "group": Text("多户合列", "group"),
    "cash": Text("货币补偿", "money"),
    "swap": Text("产权调换", "property exchange"),
    "flats": Text("安置房", "resettlement flats"),
    "self_build": Text("自建（宅基地）", "own building on a plot"),
    # cases
    "enquiry": Text("咨询", "enquiry"),
    "request": Text("申请", "request"),
    "objection": Text("异议", "objection"),
    "complaint": Text("投诉", "complaint"),
    "information": Text("信息公开申请", "request for information"),
    "desk": Text("窗口", "desk"),
    "field": Text("入户", "field"),
    "phone": Text("电话", "telephone"),
    "site": Text("网上", "public site"),
    "letter": Text("来信", "letter"),
}

ROLES: Mapping[str, Text] = {
    "commander": Text("指挥长", "commander"),
    "lead_leader": Text("牵头市领导", "leader in charge"),
    "group_leader": Text("工作组组长", "group leader"),
    "office": Text("指挥部办公室", "headquarters office"),
    "unit_head": Text("包保单位负责人", "head of the responsible unit"),
    "unit_clerk": Text("包保单位经办人", "clerk of the responsible unit"),
    "surveyor": Text("调查登记岗", "surveyor"),
    "accountant": Text("会计", "accountant"),
    "reviewer": Text("复核岗", "reviewer"),
    "approver": Text("审批岗", "approver"),
    "supervisor": Text("督查岗", "supervisor"),
    "appraiser": Text("评估机构", "appraiser"),
    "demolition_contractor": Text("拆除施工单位", "demolition contractor"),
    "notary": Text("公证处", "notary"),
    "finance": Text("专户管理岗", "special account"),
    "legal_reviewer": Text("合法性审查岗", "legality review"),
}

COMMAND_TITLES: Mapping[str, Text] = {
    "AssignDuties": Text("调整五包责任", "assign the five duties"),
    "DeclareConflict": Text("申报利益冲突", "declare a conflict of interest"),
    "GiveCommitment": Text("作出承诺", "give a commitment"),
    "ReviewLate": Text("复核逾期补录", "review a late entry"),
    "RecordProjectStep": Text("登记项目程序", "record a project step"),
    "EnterProjectDate": Text("录入项目日期", "enter a project date"),
    "EnterProjectFact": Text("录入项目事实", "enter a project fact"),
    "EstimateCosts": Text("费用概算", "estimate the costs"),
    "ImportRegister": Text("导入名册", "import a register"),
    "ImportMap": Text("导入地图", "import a map"),
    "RecordStep": Text("登记步骤", "record a step"),
    "EnterDate": Text("录入日期", "enter a date"),
    "EnterFact": Text("录入事实", "enter a fact"),
    "CorrectFacts": Text("更正事实", "correct facts"),
    "RecordPersons": Text("登记户内人员和收款账户", "record persons and the account"),
    "ObjectToPlan": Text("登记对方案的意见", "record an objection to the plan"),
    "RecordAppraisedValues": Text("报送评估单价", "hand in appraised values"),
    "RecordChoice": Text("登记补偿方式选择", "record the choice"),
    "ComputeSums": Text("计算并出具分户计算表", "compute the sheet"),
    "SignAgreement": Text("登记签约", "record the agreement"),
    "DecideCompensation": Text("登记补偿决定", "record the compensation decision"),
    "OrderPayment": Text("签批付款单", "order the payment"),
    "CancelOrder": Text("作废付款单", "cancel a payment order"),
    "RecordPayment": Text("登记付款", "record the payment"),
    "ReviseSums": Text("补差重算", "top up all"),
    "ReceiveGrievance": Text("登记诉求", "register a case"),
    "AnswerGrievance": Text("答复诉求", "answer a case"),
    "ReceiveStatement": Text("录入银行对账单", "take in a bank statement"),
    "SealPolicy": Text("封存方案", "seal a policy"),
    "SetLocalParameter": Text("设定地方参数", "set a local parameter"),
    "EnterCalendarYear": Text("录入放假通知", "enter a holiday notice"),
    "MakePlan": Text("排程", "make the plan"),
    "OpenCampaign": Text("开立", "open the campaign"),
    "OpenConsultation": Text("召开会商", "open a consultation"),
    "DecideInConsultation": Text("登记议定事项并交办", "record a decision and give its order"),
    "CloseConsultation": Text("结束会商", "close the consultation"),
    "ReopenConsultation": Text("重开会商", "open the consultation again"),
    "SignForDispatch": Text("签收交办单", "sign for the order"),
    "AnswerDispatch": Text("反馈办理情况", "answer the order"),
    "CloseDispatch": Text("核验销号", "verify and close the order"),
    "SendBackDispatch": Text("退回补办", "send the order back"),
    "WithdrawDispatch": Text("撤回交办单", "withdraw the order"),
    "DismissBreach": Text("不立项督办", "dismiss the proposal"),
    "OpenRung": Text("作出督办决定", "open a rung"),
    "DeliverRung": Text("签收、登记送达", "sign for the paper"),
    "RemindOfRung": Text("提醒签收", "remind of the paper"),
    "AnswerRung": Text("申辩说明", "answer"),
    "ConcludeRung": Text("作出结论", "conclude"),
    "WithdrawRung": Text("撤销文书", "withdraw the paper"),
    "CorrectRung": Text("更正文书", "correct the paper"),
    "RecordRungReceipt": Text("登记受理回执", "record the receipt"),
    "EndMatter": Text("办结督办件", "end the matter"),
    "ReassignDuties": Text("移交五包责任", "move the five duties"),
    "ReportProgress": Text("报告承诺进展", "report progress"),
    "AppointHolder": Text("任命", "fill a post"),
    "EndTerm": Text("结束任期", "end a term"),
    "PublishAppraisalFormula": Text("公布考核办法", "publish the appraisal's formula"),
    "EnterForAppraisal": Text("考核记入", "enter for the appraisal"),
    "PublishAppraisal": Text("公布考核", "publish the appraisal"),
    "ContestAppraisal": Text("考核申诉", "contest a score"),
    "AnswerContest": Text("答复考核申诉", "answer a contest"),
}
assert COMMANDS.keys() == COMMAND_TITLES.keys(), "every command has its name for people"

CAUSES: Mapping[str, Text] = {
    "vacated": Text("腾空后按期奖励和费用计发", "rewards and fees on vacating"),
    "topped_up": Text("方案提高，补足差额", "top-up to the improved policy"),
    "accrued": Text("按期累计", "accrual"),
    "corrected": Text("事实更正后重算", "computed anew after a correction"),
    "advance": Text("预支一个月临时安置费", "a month of transition allowance in advance"),
}


def word(value: object) -> Text:
    """The words for a value; a value without any is shown as it is recorded."""
    text = str(value)
    return VALUES.get(text, Text(text, text))


def say(text: Text | str) -> Later | str:
    """A text that is read in the language of the page when it is written out: for labels of forms."""
    return lazystr(_Spoken(text)) if isinstance(text, Text) else text


def here(text: Text | str) -> str:
    """A text in the language of the page that is being made."""
    return text.in_language(get_language() or "zh-hans") if isinstance(text, Text) else text


def post_name(post: Post) -> Text:
    """The name of a post."""
    return Text(post.title_zh, post.title_en)


def phones_of(office: Office) -> dict[str, str]:
    """Post → its telephone, where the description gives one; phones are of posts, never of persons."""
    return {row["id"]: str(row["phone"]) for row in office.description["posts"] if row.get("phone")}


def project_name(project: Project) -> Text:
    """The name of a project."""
    return Text(project.name_zh, project.name_en)


class _Spoken:
    """Becomes its text in the language that is active when it is made into a str."""

    __slots__ = ("text",)

    def __init__(self, text: Text) -> None:
        self.text = text

    def __str__(self) -> str:
        return here(self.text)


@lru_cache(maxsize=4096)
def step_name(step: str) -> Text:
    """The name of a statutory step."""
    found = law.load_procedure().steps.get(step)
    return found.name if found else Text(step, step)


OFFICE_PAPERS: Mapping[str, Text] = {
    "order_evidence": Text("办理情况佐证", "paper that shows what was done"),
    "verification_record": Text("核验记录", "record of the verification"),
    "supervision_evidence": Text("督办证据", "evidence of the matter"),
    "answer_evidence": Text("申辩佐证", "paper that shows the answer"),
    "organ_receipt": Text("受理机关回执", "receipt of the organ"),
}
"""Papers of the office's own orders; the law's table names those of the procedure."""


def document_name(document: str) -> Text:
    """The name of a kind of document."""
    found = law.load_procedure().documents.get(document)
    return found.name if found else OFFICE_PAPERS.get(document, Text(document, document))


def state_name(regime: str, state: str) -> Text:
    """The name of a household's main state."""
    found = law.load_procedure().regimes[Regime(regime)].lifecycle.states.get(state)
    return found.text if found else Text(state, state)


def shown_value(value: object) -> Text:
    """A recorded value in words: yes and no, a word of the tables, or the value itself."""
    if value is True:
        return Text("是", "yes")
    if value is False:
        return Text("否", "no")
    return word(value)
