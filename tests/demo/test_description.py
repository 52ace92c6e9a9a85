"""The description file of the demonstration holds together and is as large as the design says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from plumbline.campaign import check_description
from plumbline.demo import description_of, logins

ROOT = Path(__file__).parents[2]


def test_it_has_twenty_responsible_units_with_forty_to_eighty_households_each(description):
    load = Counter()
    for project in description.projects:
        for block in project.blocks:
            load[block.unit] += block.households
    assert len(load) == 20
    assert all(40 <= households <= 80 for households in load.values())
    assert sum(load.values()) == 1_200


def test_it_names_five_projects_of_the_planned_sizes(description):
    sizes = {p.id: sum(b.households for b in p.blocks) for p in description.projects}
    assert sizes == {
        "dasanjiao": 480,
        "zhumuqiao": 300,
        "dongxincun": 220,
        "tianzhen-makou": 120,
        "huaqiao-tangjiaotou": 80,
    }
    assert all(p.name_zh.endswith("（示例）") for p in description.projects)


def test_it_gives_every_block_one_unit_and_five_posts(description):
    posts = {post["id"]: post for post in description.whole["posts"]}
    covered = Counter()
    for duty in description.whole["duties"]:
        covered.update((duty["project"], block) for block in duty["blocks"])
        assert set(duty["posts"]) == {"signing", "appraisal", "vacating", "demolition", "settling"}
        assert all(posts[post]["unit"] == duty["unit"] for post in duty["posts"].values())
    every = (*description.projects, *description.older)
    assert covered == Counter((p.id, b.id) for p in every for b in p.blocks)


def test_it_has_two_older_projects_outside_the_totals(description):
    # 24 and 12 households; neither is among the five that add up to 1,200.
    assert {p.id: sum(b.households for b in p.blocks) for p in description.older} == {
        "laoliangku": 24,
        "laozhuanchang": 12,
    }
    assert all(p.name_zh.endswith("（示例）") for p in description.older)
    assert not {p.id for p in description.older} & {p.id for p in description.projects}


def test_it_has_about_130_posts_each_held_by_a_person_of_its_own(description):
    posts, people = description.whole["posts"], {p["id"] for p in description.whole["people"]}
    assert 125 <= len(posts) <= 135
    assert len({post["id"] for post in posts}) == len(posts)
    assert {post["holder"] for post in posts} == people
    assert sum(post["role"] == "construction_unit" for post in posts) == 1


def test_it_prints_eight_logins_whose_passwords_are_not_in_the_file(description):
    printed = logins(description)
    assert len(printed) == 8
    assert len({login.password for login in printed}) == 8
    assert all(login.password not in str(description.whole) for login in printed)
    assert printed == logins(description)


def test_it_refuses_to_invent_households_for_a_real_campaign(description):
    real = {**description.whole, "demonstration": False}
    with pytest.raises(ValueError, match="demonstration: true"):
        description_of(real)


def test_it_opens_as_it_stands(description):
    assert check_description(description.whole) == []


def test_it_is_told_in_the_documents_with_an_example_that_opens():
    text = (ROOT / "docs" / "campaign-file.md").read_text(encoding="utf-8")
    example = yaml.safe_load(text.split("```yaml\n")[1].split("```")[0])
    assert check_description(example) == []


def test_it_uses_no_key_that_the_documents_do_not_explain(description):
    text = (ROOT / "docs" / "campaign-file.md").read_text(encoding="utf-8")
    keys = {*description.whole, *(key for project in description.whole["projects"] for key in project)}
    kinds = {unit["kind"] for unit in description.whole["units"]}
    roles = {post["role"] for post in description.whole["posts"]}
    assert not [word for word in keys | kinds | roles if f"`{word}" not in text]
