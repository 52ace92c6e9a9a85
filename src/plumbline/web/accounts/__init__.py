"""Who is at the site: an account is a person, acting in one post that the person holds today.

The user name is the person's id of the campaign's description. Accounts are made from the description,
never by signing up; the first password is random and must be changed. At each request the posts are
asked of the office anew, by the installation's clock: a term that ended yesterday permits nothing today.

What never happens: a shared login, a permission that hangs on a person, a password kept in clear anywhere
but in the file of first passwords, readable by its owner alone. What may enter: log-in, the post acted in,
and the guard of pages that need one.
"""

from plumbline.web.accounts.acting import Actor, actor_of
from plumbline.web.accounts.guard import desk, not_permitted
from plumbline.web.accounts.making import make_accounts

__all__ = ["Actor", "actor_of", "desk", "make_accounts", "not_permitted"]
