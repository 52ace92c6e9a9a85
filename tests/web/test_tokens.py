"""The colours: contrast on both grounds, the order of the scale, and no colour anywhere else."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "src/plumbline/web/static/plumbline/css"
TOKEN = re.compile(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
TOKENS = {name: {"light": a, "dark": b} for name, a, b in TOKEN.findall((CSS / "tokens.css").read_text())}
GROUNDS = ("paper", "sheet", "sunk", "today")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", ["ink", "ink-2", "link", "late"])
def test_words_stand_out_from_every_ground(theme, ground, ink):
    assert contrast(TOKENS[ink][theme], TOKENS[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_quiet_words_and_frames_stand_out_enough(theme):
    for ground in ("paper", "sheet", "sunk"):
        assert contrast(TOKENS["ink-3"][theme], TOKENS[ground][theme]) >= 4.5
        assert contrast(TOKENS["control"][theme], TOKENS[ground][theme]) >= 3
        assert contrast(TOKENS["focus"][theme], TOKENS[ground][theme]) >= 3
    assert contrast(TOKENS["late"][theme], TOKENS["late-ground"][theme]) >= 4.5
    assert contrast(TOKENS["ink-2"][theme], TOKENS["late-ground"][theme]) >= 4.5
    assert contrast(TOKENS["on-ink"][theme], TOKENS["ink"][theme]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("n", range(1, 13))
def test_a_mark_is_read_on_its_stage(theme, n):
    assert contrast(TOKENS[f"on-stage-{n}"][theme], TOKENS[f"stage-{n}"][theme]) >= 4.5


def test_the_scale_goes_away_from_the_ground_step_by_step():
    # Lightness is what every kind of colour blindness keeps; withdrawn (12) stands outside the order.
    light = [luminance(TOKENS[f"stage-{n}"]["light"]) for n in range(1, 12)]
    dark = [luminance(TOKENS[f"stage-{n}"]["dark"]) for n in range(1, 12)]
    assert light == sorted(light, reverse=True)
    assert dark == sorted(dark)


def test_no_other_sheet_names_a_colour():
    named = re.compile(
        r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|oklch|lab)\(|:\s*(?:white|black|red|grey|gray)\b"
    )
    found = [
        f"{path.relative_to(CSS)}: {line.strip()}"
        for path in CSS.rglob("*.css")
        if path.name != "tokens.css"
        for line in path.read_text("utf-8").splitlines()
        if named.search(line)
    ]
    assert found == []


def test_each_sheet_is_short_and_none_shouts():
    for path in CSS.rglob("*.css"):
        text = path.read_text("utf-8")
        assert len(text.splitlines()) <= 150, path.name
        assert "!important" not in text, path.name
        if path.parent.name == "parts":
            assert f'parts/{path.name}"' in (CSS / "site.css").read_text(), path.name
