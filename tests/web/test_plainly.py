"""The law's codes in the words of an office."""

import pytest

from plumbline.web.plainly import cited, plain, ways_out


@pytest.mark.parametrize(
    ("rule", "zh"),
    [
        ("R590 27", "《国有土地上房屋征收与补偿条例》第27条"),
        ("R590 27(1)-(2)", "《国有土地上房屋征收与补偿条例》第27条（1）-（2）"),
        ("R590 8；R590 9", "《国有土地上房屋征收与补偿条例》第8条、第9条"),  # one law is named once
        ("ARL 11(5), 20", "《行政复议法》第11条（5）、第20条"),  # 中华人民共和国 goes without saying
        ("FS2012_4 3", "法释〔2012〕4号第3条"),  # its name has forty signs
        ("M77 24-26", "《国有土地上房屋征收评估办法》第24-26条"),
        ("STD_SL 房屋调查登记", "《国有土地上房屋征收与补偿领域基层政务公开标准目录》“房屋调查登记”"),
        ("HR -", "《自然资源听证规定》"),
        ("PRODUCT -", "准绳自设规则"),
        ("A26", "A26"),  # a clause of the policy has no other name
        ("岗位权限表", "岗位权限表"),
    ],
)
def test_it_cites_a_rule_as_an_office_does(rule, zh):
    assert cited(rule).zh == zh


def test_it_cites_in_english_too():
    assert cited("ARL 11(5)").en == "Administrative Reconsideration Law, art. 11(5)"


def test_it_writes_a_failing_fact_without_codes():
    assert plain("sl_h_money_paid: 未记录", "zh-hans") == "“支付货币补偿”：未记录"
    assert plain("sl_h_money_paid: 未记录", "en") == "“money compensation paid”: not recorded"
    assert plain("payment_voucher: 未附", "zh-hans") == "《付款凭证（银行回单）》：未附"


def test_it_gives_each_alternative_a_line_and_none_twice():
    # Two of the three ways need the same payment: it is said once.
    fact = "搬迁费已付 否（要求 == 是） | 补偿（安置）方式 money（要求 in exchange / mixed） | 搬迁费已付 否（要求 == 是）"
    assert ways_out(fact, "zh-hans") == (
        "搬迁费已付 否（应为是）",
        "补偿（安置）方式 货币补偿（应为其一：产权调换、货币加调换）",
    )


def test_it_writes_days_and_hours_as_people_do():
    told = "办理时间 2026-06-01T00:00:00+08:00 晚于录入时间 2026-05-22T09:06:28.855000+08:00"
    assert plain(told, "zh-hans") == "办理时间 2026年6月1日 00:00 晚于录入时间 2026年5月22日 09:06"


def test_it_leaves_english_sentences_alone():
    # “open” and “made” are values of the tables and words of every day.
    assert plain("The office is open and has made no decision", "en") == (
        "The office is open and has made no decision"
    )
