"""The chart of accounts of a campaign."""

from __future__ import annotations

from enum import StrEnum

from plumbline.terms import Text


class Account(StrEnum):
    """An account; balances are credits less debits.

    `OBLIGATION` and `ACCRUED` are what the policy has given rise to, at once and with time; what has been
    done about it stands opposite in exactly one of `COMMITTED`, `DUE`, `OWED`, `PAID`, `DEPOSITED`,
    `RETURNED` (households) or `PAYEES` (others: the owner unit, the collective, the pension account).
    """

    FUND = "fund"
    FUNDING = "funding"
    DISBURSED = "disbursed"
    OBLIGATION = "obligation"
    ACCRUED = "transition_accrued"
    COMMITTED = "committed"
    DUE = "due"
    OWED = "owed_by_households"
    PAID = "paid"
    DEPOSITED = "deposited"
    RETURNED = "returned"
    PAYEES = "payees"


ACCOUNT_TEXT: dict[Account, Text] = {
    Account.FUND: Text("专户资金", "special account"),
    Account.FUNDING: Text("资金来源", "funding"),
    Account.DISBURSED: Text("专户支出", "paid out of the special account"),
    Account.OBLIGATION: Text("补偿义务", "obligation"),
    Account.ACCRUED: Text("累计临时安置费", "transition accrued"),
    Account.COMMITTED: Text("已约定未到付款条件", "committed"),
    Account.DUE: Text("应付", "due"),
    Account.OWED: Text("应收（户应补差价）", "owed by households"),
    Account.PAID: Text("已付", "paid"),
    Account.DEPOSITED: Text("已提存", "deposited"),
    Account.RETURNED: Text("已退回", "returned"),
    Account.PAYEES: Text("应付其他收款人", "other payees"),
}

MONEY_ACCOUNTS = (Account.COMMITTED, Account.DUE, Account.PAID, Account.RETURNED)
"""The exclusive balances of what households are owed, as the day's account shows them."""
