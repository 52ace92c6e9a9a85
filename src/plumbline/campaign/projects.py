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


_SHARES: Remembered[Household, _Share] = Remembered(5_000)


def _counted(counts: Mapping[str, int], less: Iterable[str], more: Iterable[str]) -> Mapping[str, int]:
    less, more = sorted(less), sorted(more)
    if less == more:
        return counts
    result = dict(counts)
    for key in less:
        result[key] = result.get(key, 0) - 1
    for key in more:
        result[key] = result.get(key, 0) + 1
    return {key: n for key, n in result.items() if n}


def recounted(project: Project, before: Household | None, after: Household) -> Project:
    """The project after one of its households changed from `before` to `after`."""
    old, new = (_SHARES.read(before, _share) if before else None), _SHARES.read(after, _share)

    def grown(name: str) -> int:
        return int(getattr(project, name) + getattr(new, name) - (getattr(old, name) if old else 0))

    objecting = {
        key: project.objecting.get(key, 0)
        + new.objecting.get(key, 0)
        - (old.objecting.get(key, 0) if old else 0)
        for key in {*project.objecting, *new.objecting, *(old.objecting if old else ())}
    }
    return replace(
        project,
        households=grown("households"),
        owners=grown("owners"),
        titles=grown("titles"),
        under_review=grown("under_review"),
        unsigned=grown("unsigned"),
        policy_total_fen=grown("policy_total_fen"),
        computed=grown("computed"),
        done=_counted(
            project.done,
            (old.done if old else frozenset()) - new.done,
            new.done - (old.done if old else frozenset()),
        ),
        stages=_counted(project.stages, [old.stage] if old else [], [new.stage]),
        occupied=_counted(project.occupied, old.occupied if old else (), new.occupied),
        objecting=objecting,
    )


def project_json(project: Project) -> dict[str, Any]:
    """The plain form of a project, for the store."""
    return {f.name: getattr(project, f.name) for f in fields(Project)}


def project_from_json(value: Mapping[str, Any]) -> Project:
    """The project of its plain form."""
    plain: dict[str, Any] = {k: tuple(v) if k in ("registers", "maps") else v for k, v in value.items()}
    return Project(**plain)
