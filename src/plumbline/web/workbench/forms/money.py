"""Amounts that a person may type: unit prices and figures on papers, never what a household is owed."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

_YUAN = re.compile(r"^\d{1,12}(\.\d{1,2})?$")


def yuan_in_fen(text: str) -> int:
    """Yuan as written on a paper (`3,200.00`) in whole fen.

    raises  ValueError, in the language of the page, for anything that is no amount in yuan and fen
    """
    plain = text.strip().replace(",", "").replace("，", "")
    if not _YUAN.match(plain):
        raise ValueError(_("“%(found)s” is no amount in yuan. Write 3200 or 3200.00.") % {"found": text})
    whole, _dot, part = plain.partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0") or 0)


def price_in_fen(text: str) -> int:
    """A unit price in yuan per ㎡ in whole fen, above zero."""
    fen = yuan_in_fen(text)
    if fen == 0:
        raise ValueError(_("A unit price is above zero."))
    return fen
