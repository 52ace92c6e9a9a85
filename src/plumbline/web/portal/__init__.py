"""The public portal: what is decided and by which rule, how far it is, how to object, and the sealed log.

Public pages need no account and say nothing of a single household: steps, papers and figures are those of
sealed days, money only where enough households stand behind a figure. With the number and the code of
its notice a household opens its own file, and on state-owned land the results of its area (条例第二十九条).

What never happens: a household's name or number on a public page, an answer that tells a wrong number
from a wrong code, a file opened by the code of another. What may enter: views, words for residents; the
reading is `store.reading.public` and `store.reading.residents`.
"""
