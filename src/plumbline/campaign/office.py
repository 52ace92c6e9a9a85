"""The office: units, people in posts with terms, projects as described, and the campaign's clock.

It is read once from the campaign's description (a file an office can write) and afterwards only by
events. A post is held by one person at a time; an account is a person, acting in one post held that
day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

ROLES: frozenset[str] = frozenset(
    {
        "commander", "lead_leader", "group_leader", "office", "unit_head", "unit_clerk", "surveyor", "accountant",
        "reviewer", "approver", "supervisor", "appraiser", "demolition_contractor", "notary", "construction_unit",
        "wall", "legal_reviewer", "finance",
    }
)  # fmt: skip
"""The closed list of roles; permissions follow them (`permissions.py`)."""


class DescriptionWrong(ValueError):
    """The campaign's description does not hold together; the message names the entry and the remedy."""


@dataclass(frozen=True, slots=True)
class Post:
    """A post in a unit, held by a person for a term; `projects` empty means all of the campaign's.

    A post that changed hands stands in the description once for each term, in their order.
    """

    id: str
    unit: str
    title_zh: str
    title_en: str
    role: str
    holder: str
    first: str
    last: str
    projects: tuple[str, ...] = ()

    def is_held_on(self, day: date) -> bool:
        """Whether the holder's term includes this day."""
        return self.first <= day.isoformat() and (not self.last or day.isoformat() <= self.last)


@dataclass(frozen=True, slots=True)
class Office:
    """The campaign as an aggregate: its description, policies in force, entered calendar years, commitments.

    description  the campaign's description as it was opened with (plain JSON)
    policies     policy id → {"sha256", "text", "version", "from_seq"}; the newest sealed file
    years        year → the entered holiday table
    commitments  number → what was promised, and once settled whether it was kept
    grievances   number → {"household", "project", "kind", "due_on", "owner_unit", "owner_post", "answered"}
    proposals    number → a late entry that waits for its reviewer
    statements   SHA-256 of the bank statements received
    consultations  number → {"project", "on", "items", "decisions", "closed"}
    dispatches   number → a dispatch order: its consultation, addressee, day, state, and who answered
    ahead        number → what begins by itself on a later day: {"kind": duties or post, "on", …}
    still        what the last closed day named as standing still: {"day", "places"}
    appraisal_formula  the published formula: {"sha256", "text", "published_on"}, empty where none is
    appraisal_entries  unit/measure/record → what a supervisor entered for the appraisal
    appraisals   number → a published appraisal: {"day", "published_on", "by", "subjects"}
    contests     number → a contest: its appraisal, subject, sealed figures, last day of the answer
    matters      number → a matter of supervision: its breach, unit, and the rungs that were opened (`ladder`)
    dismissed    key of a breach that a supervisor dismissed → {"on", "seq"}
    reminded     person → {"on"}, the last day on which a reminder went to that person
    """

    description: Mapping[str, Any] = field(default_factory=dict)
    policies: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    years: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    commitments: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    grievances: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    proposals: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    statements: tuple[str, ...] = ()
    last_closed: str = ""
    consultations: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    dispatches: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    still: Mapping[str, Any] = field(default_factory=dict)
    appraisal_formula: Mapping[str, Any] = field(default_factory=dict)
    appraisal_entries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    appraisals: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    contests: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    matters: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    dismissed: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    reminded: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    ahead: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Whether a campaign has been opened in this ledger."""
        return bool(self.description)

    @property
    def first_day(self) -> date:
        """Day 1 of the campaign."""
        return date.fromisoformat(str(self.description["day1"]))

    @property
    def days(self) -> int:
        """How many days the campaign has set itself."""
        return int(self.description["days"])

    def posts_of(self, person: str, day: date) -> tuple[Post, ...]:
        """The posts that a person holds on a day, in the description's order."""
        return tuple(p for p in _parsed(self.description)[2].get(person, ()) if p.is_held_on(day))

    def post(self, post_id: str) -> Post | None:
        """The post of this id with its newest term, or None."""
        return _posts_by_id(self.description).get(post_id)

    def post_on(self, post_id: str, day: date) -> Post | None:
        """The post with the term that holds on a day, one announced for a later day among them; or None."""
        iso = day.isoformat()
        for entry in self.ahead.values():
            if entry["kind"] == "post" and entry["post"] == post_id and entry["on"] <= iso:
                term = _posts_by_id(self.description)[post_id]
                ahead = replace(term, holder=entry["person"], first=entry["on"], last=entry["until"])
                return ahead if ahead.is_held_on(day) else None
        terms = (post for post in posts(self.description) if post.id == post_id and post.is_held_on(day))
        return next(terms, None)

    def unit(self, unit_id: str) -> Mapping[str, Any] | None:
        """The unit of this id, or None."""
        return next((u for u in self.description["units"] if u["id"] == unit_id), None)

    def with_entry(self, name: str, key: str, value: Mapping[str, Any]) -> Office:
        """A copy in which one entry of one of the numbered tables is set."""
        changed: dict[str, Any] = {name: {**getattr(self, name), key: value}}
        return replace(self, **changed)


_Parsed = tuple[tuple[Post, ...], dict[str, Post], dict[str, list[Post]]]
_CACHE: dict[int, tuple[Mapping[str, Any], _Parsed]] = {}


def _parsed(description: Mapping[str, Any]) -> _Parsed:
    # The description never changes while an object lives; its posts are read once per object.
    cached = _CACHE.get(id(description))
    if cached is None or cached[0] is not description:
        read = tuple(_read_post(row) for row in description["posts"])
        held: dict[str, list[Post]] = {}
        for post in read:
            held.setdefault(post.holder, []).append(post)
        cached = (description, (read, {p.id: p for p in read}, held))
        _CACHE.clear()
        _CACHE[id(description)] = cached
    return cached[1]


def posts(description: Mapping[str, Any]) -> tuple[Post, ...]:
    """All posts of a description, in its order."""
    return _parsed(description)[0]


def _posts_by_id(description: Mapping[str, Any]) -> dict[str, Post]:
    return _parsed(description)[1]


def _read_post(row: Mapping[str, Any]) -> Post:
    return Post(
        id=str(row["id"]),
        unit=str(row["unit"]),
        title_zh=str(row["title_zh"]),
        title_en=str(row.get("title_en", row["title_zh"])),
        role=str(row["role"]),
        holder=str(row["holder"]),
        first=str(row["from"]),
        last=str(row.get("to") or ""),
        projects=tuple(str(p) for p in row.get("projects") or ()),
    )


def check_description(description: Mapping[str, Any]) -> list[str]:
    """What does not hold together in a description, each with its place and remedy, Chinese and English."""
    problems = [
        f"缺少“{key}”：请按 docs/campaign-file.md 补上 (missing {key!r})"
        for key in ("id", "name", "day1", "days", "clock", "units", "people", "posts", "projects", "duties")
        if key not in description
    ]
    if problems:
        return problems
    units = {u["id"] for u in description["units"]}
    people = {p["id"] for p in description["people"]}
    for place, kind in (("units", "单位"), ("people", "人员"), ("posts", "岗位"), ("projects", "项目")):
        ids = [row["id"] for row in description[place]]
        problems += [
            f"{kind} {i} 重复：每个编号只用一次 (duplicate id in {place})"
            for i in {x for x in ids if ids.count(x) > 1}
        ]
    for row in description["posts"]:
        where = f"岗位 {row['id']}"
        if row["role"] not in ROLES:
            problems.append(
                f"{where}：没有“{row['role']}”这种岗位职责；可用：{'、'.join(sorted(ROLES))} (unknown role)"
            )
        if row["unit"] not in units:
            problems.append(f"{where}：单位 {row['unit']} 不在 units 中 (unknown unit)")
        if row["holder"] not in people:
            problems.append(f"{where}：人员 {row['holder']} 不在 people 中 (unknown person)")
    problems += _check_duties(description)
    return problems


def _check_duties(description: Mapping[str, Any]) -> list[str]:
    roles = {p["id"]: p["role"] for p in description["posts"]}
    problems: list[str] = []
    for project in description["projects"]:
        blocks = {b["id"] for b in project["blocks"]}
        covered: list[str] = []
        for row in description["duties"]:
            if row["project"] != project["id"]:
                continue
            covered += row["blocks"]
            for duty, post in row["posts"].items():
                if roles.get(post) in (None, "construction_unit", "wall"):
                    problems.append(
                        f"项目 {project['id']}：“{duty}”的岗位 {post} 不存在或者不得承担五包 (post may not hold a duty)"
                    )
        problems += [
            f"项目 {project['id']}：片区 {b} 没有责任单位 (no responsible unit)"
            for b in sorted(blocks - set(covered))
        ]
        problems += [
            f"项目 {project['id']}：片区 {b} 有两个责任单位 (two responsible units)"
            for b in sorted({c for c in covered if covered.count(c) > 1})
        ]
    return problems


def office_json(office: Office) -> dict[str, Any]:
    """The plain form of the office, for the store."""
    return {f.name: getattr(office, f.name) for f in fields(Office)}


def office_from_json(value: Mapping[str, Any]) -> Office:
    """The office of its plain form."""
    plain: dict[str, Any] = {k: tuple(v) if k == "statements" else v for k, v in value.items()}
    return Office(**plain)
