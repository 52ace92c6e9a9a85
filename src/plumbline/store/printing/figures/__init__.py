"""Papers of figures: the day's account, the weekly bulletin, and how anybody checks them against their day.

They are written from sealed days alone; a week that is not sealed to its last day has no bulletin. Each bears
the day's seal and an address that ends with the SHA-256 of its figures; `checked` works the figures out again.
"""

from plumbline.store.printing.figures.bulletin import bulletin, bulletin_text, print_bulletin
from plumbline.store.printing.figures.checking import Checked, checked
from plumbline.store.printing.figures.day_account import account_figures, day_account, print_day_account

__all__ = [
    "Checked",
    "account_figures",
    "bulletin",
    "bulletin_text",
    "checked",
    "day_account",
    "print_bulletin",
    "print_day_account",
]
