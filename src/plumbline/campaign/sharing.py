"""A balanced split of households among posts by open work: a proposal that somebody reads before it is a command.

Open work is what is still to be done in a file: the stages before its hand-over and demolition, and the
cases that nobody has answered. It is a count of the office's own work and says nothing of the people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from plumbline.campaign.households import Household
from plumbline.terms import STAGES, Stage

_LAST = STAGES.index(Stage.DEMOLISHED)


def open_work(household: Household) -> int:
    """Stages that lie before the household's demolition, and its open cases; 0 once it has left the taking."""
    if household.is_withdrawn:
        return 0
    return max(0, _LAST - STAGES.index(Stage(household.stage))) + household.grievances_open


def balanced_split(
    work: Mapping[str, int], posts: Sequence[str], carried: Mapping[str, int] | None = None
) -> dict[str, str]:
    """Household → post, so that the posts' open work differs as little as the heaviest-first rule can make it.

    work     household → its open work, 0 or more
    posts    those that share it, at least one; the order decides between equals
    carried  post → open work that it has besides these households
    returns  every household once; the same input always gives the same split, whatever its order
    """
    assert posts, "a split needs somebody to share it"
    load = {post: (carried or {}).get(post, 0) for post in posts}
    count = dict.fromkeys(posts, 0)
    split: dict[str, str] = {}
    for household in sorted(work, key=lambda h: (-work[h], h)):
        # Of equals the one with fewer files: files without open work are shared evenly too.
        post = min(posts, key=lambda p: (load[p], count[p], posts.index(p)))
        split[household] = post
        load[post] += work[household]
        count[post] += 1
    return dict(sorted(split.items()))


def shared_duties(
    households: Iterable[Household],
    among: Mapping[str, Sequence[str]],
    carried: Mapping[str, int] | None = None,
) -> dict[str, dict[str, str]]:
    """Household → duty → post: each duty shared among its posts; duties with the same posts go together.

    among    duty → the posts that share it; one post takes all
    carried  post → open work of other households, counted once for each duty that it holds of them
    """
    work = {household.id: open_work(household) for household in households}
    load = dict(carried or {})
    together: dict[tuple[str, ...], int] = {}
    for posts in among.values():
        together[tuple(posts)] = together.get(tuple(posts), 0) + 1
    splits: dict[tuple[str, ...], dict[str, str]] = {}
    # What falls to one post anyway comes first: whoever has it gets less of what is shared.
    for posts, duties in sorted(together.items(), key=lambda group: len(group[0]) > 1):
        weighed = {household: n * duties for household, n in work.items()}
        splits[posts] = balanced_split(weighed, posts, load)
        for household, post in splits[posts].items():
            load[post] = load.get(post, 0) + weighed[household]
    return {
        household: {duty: splits[tuple(posts)][household] for duty, posts in among.items()}
        for household in sorted(work)
    }
