"""The project as an aggregate: its procedure, local parameters, funds, and counts of its households.

The counts are kept with each household event, so that a gate that asks for all households (or for
more than half of the owners) needs no walk through them. The day's close counts again, another way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from plumbline.campaign.households import Household
from plumbline.campaign.remembering import Remembered


@dataclass(frozen=True, slots=True)
class Project:
    """One project.

    households  households that are not withdrawn
    done        household step id → how many of them have it recorded
    stages      stage → how many households, withdrawn ones included
    occupied    footprint id → households on it that have not handed over
    blocks      block id → {"zh", "households"}
    """

    id: str
    name_zh: str
    name_en: str
    regime: str
    policy: str
    in_totals: bool
    records: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    conditions: Mapping[str, bool] = field(default_factory=dict)
    local: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    blocks: Mapping[str, str] = field(default_factory=dict)
    households: int = 0
    owners: int = 0
    titles: int = 0
    under_review: int = 0
    unsigned: int = 0
    objecting: Mapping[str, int] = field(default_factory=dict)
    policy_total_fen: int = 0
    computed: int = 0
    funds_fen: int = 0
    estimate_fen: int = 0
    done: Mapping[str, int] = field(default_factory=dict)
    stages: Mapping[str, int] = field(default_factory=dict)
    occupied: Mapping[str, int] = field(default_factory=dict)
    registers: tuple[str, ...] = ()
    maps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Share:
    """What one household adds to the counts of its project."""

    households: int
    owners: int
    titles: int
    under_review: int
    unsigned: int
    policy_total_fen: int
    computed: int
    done: frozenset[str]
    stage: str
    occupied: tuple[str, ...]
    objecting: Mapping[str, int]


def _share(household: Household) -> _Share:
    counts = 0 if household.is_withdrawn else 1
    details = household.facts.get("household", {})
    owners = max(1, len(details.get("co_owners") or ())) * counts
    titles = max(1, int(household.law.get("titles", 1))) * counts
    unregistered = sum(1 for b in household.facts.get("buildings", ()) if b.get("registered") is False)
    open_review = unregistered if household.law.get("household.has_unregistered") else 0
    determined = "sl_h_unregistered_determined" in household.records or not counts
    return _Share(
        households=counts,
        owners=owners,
        titles=titles,
        under_review=0 if determined else open_review,
        unsigned=counts if not household.is_signed else 0,
        policy_total_fen=(household.policy_total_fen or 0) * counts,
        computed=counts if household.policy_total_fen is not None else 0,
        done=frozenset(household.records) if counts else frozenset(),
        stage=household.stage,
        occupied=household.footprints if counts and not household.has_handed_over else (),
        objecting={"households": counts, "owners": owners, "titles": titles} if household.objected else {},
    )


_NOTHING = _Share(
    households=0,
    owners=0,
    titles=0,
    under_review=0,
    unsigned=0,
    policy_total_fen=0,
    computed=0,
    done=frozenset(),
    stage="",
    occupied=(),
    objecting={},
)
"""The share of a household that is not there yet."""

_SHARES: Remembered[Household, _Share] = Remembered(5_000)


def _counted(counts: Mapping[str, int], less: Iterable[str], more: Iterable[str]) -> Mapping[str, int]:
    less, more = sorted(less), sorted(more)
    if less == more:
        return counts
    result = dict(counts)
    for key in more:
        result[key] = result.get(key, 0) + 1
    for key in less:
        result[key] = result.get(key, 0) - 1
        if not result[key]:
            del result[key]
    return result


def recounted(project: Project, before: Household | None, after: Household) -> Project:
    """The project after one of its households changed from `before` to `after`."""
    old, new = (_SHARES.read(before, _share) if before else _NOTHING), _SHARES.read(after, _share)
    return replace(
        project,
        households=project.households + new.households - old.households,
        owners=project.owners + new.owners - old.owners,
        titles=project.titles + new.titles - old.titles,
        under_review=project.under_review + new.under_review - old.under_review,
        unsigned=project.unsigned + new.unsigned - old.unsigned,
        policy_total_fen=project.policy_total_fen + new.policy_total_fen - old.policy_total_fen,
        computed=project.computed + new.computed - old.computed,
        done=_counted(project.done, old.done - new.done, new.done - old.done),
        stages=_counted(project.stages, [old.stage] if before else [], [new.stage]),
        occupied=_counted(project.occupied, old.occupied, new.occupied),
        objecting=_objecting(project.objecting, old.objecting, new.objecting),
    )


def _objecting(
    whole: Mapping[str, int], less: Mapping[str, int], more: Mapping[str, int]
) -> Mapping[str, int]:
    keys = {*whole, *less, *more}
    return {key: whole.get(key, 0) + more.get(key, 0) - less.get(key, 0) for key in keys}


def project_json(project: Project) -> dict[str, Any]:
    """The plain form of a project, for the store."""
    return {f.name: getattr(project, f.name) for f in fields(Project)}


def project_from_json(value: Mapping[str, Any]) -> Project:
    """The project of its plain form."""
    plain: dict[str, Any] = {k: tuple(v) if k in ("registers", "maps") else v for k, v in value.items()}
    return Project(**plain)
