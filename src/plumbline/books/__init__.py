"""The day's books: every household in one stage, every sum committed, due or paid.

Each event that moves money names its postings in one table (`postings`); a posting debits one account
and credits another, in fen, under one clause, so debits and credits are equal by construction. What is
checked is what can be wrong: the balances are counted a second way from the households themselves, the
stages a second way from yesterday's table and the day's moves, and the special account's payments against
the bank's lines. A difference is named with its rows and sealed with the day; nothing is repaired.

What may enter: accounts, postings, the day's balance and its account. No database, no clock, no float.
"""

from plumbline.books.accounts import ACCOUNT_TEXT, MONEY_ACCOUNTS, Account
from plumbline.books.balance import DayCheck, Difference, HouseholdBalance, balances, check_day
from plumbline.books.day_account import day_account
from plumbline.books.postings import POSTING_RULES, Posting, postings_of

__all__ = [
    "ACCOUNT_TEXT",
    "MONEY_ACCOUNTS",
    "POSTING_RULES",
    "Account",
    "DayCheck",
    "Difference",
    "HouseholdBalance",
    "Posting",
    "balances",
    "check_day",
    "day_account",
    "postings_of",
]
