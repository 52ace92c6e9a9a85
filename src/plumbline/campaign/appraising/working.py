"""The arithmetic of a score as it is written beside it, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from plumbline.terms import Text


def _points(value: Fraction) -> str:
    """A whole number as it is, two decimals where they are exact, else the fraction itself."""
    if value.denominator == 1:
        return str(value.numerator)
    if 100 % value.denominator == 0:
        cents = value * 100
        return f"{cents.numerator // 100}.{cents.numerator % 100:02d}"
    return f"{value.numerator}/{value.denominator}"


def deductions_shown(weight: int, counted: Sequence[tuple[int, int]], points: Fraction) -> Text:
    """`40 − 10 × 1 − 20 × 0 = 30`."""
    sum_ = f"{weight}" + "".join(f" − {each} × {n}" for each, n in counted)
    below = weight < sum(each * n for each, n in counted)
    floor = ("（不低于零）", " (not below zero)") if below else ("", "")
    return Text(f"{sum_} = {_points(points)}{floor[0]}", f"{sum_} = {_points(points)}{floor[1]}")


def share_shown(weight: int, of: int, out_of: int, points: Fraction) -> Text:
    """`30 × 45 ÷ 50 = 27`."""
    text = f"{weight} × {of} ÷ {out_of} = {_points(points)}"
    return Text(text, text)


def pace_shown(weight: int, of: int, out_of: int, cap: int, points: Fraction) -> Text:
    """`20 × (5 + 32 ÷ 40) ÷ 10 = 11.60`; a mean beyond the cap counts as the cap."""
    mean = Fraction(of, out_of)
    if abs(mean) > cap:
        held = f"+ {cap}" if mean > 0 else f"− {cap}"
        text = f"{weight} × ({cap} {held}) ÷ {2 * cap} = {_points(points)}"
        return Text(
            f"平均 {of} ÷ {out_of} 天，按 {cap} 天封顶；{text}",
            f"mean {of} ÷ {out_of} days, capped at {cap}; {text}",
        )
    sign = "−" if of < 0 else "+"
    text = f"{weight} × ({cap} {sign} {abs(of)} ÷ {out_of}) ÷ {2 * cap} = {_points(points)}"
    return Text(text, text)


def left_out_shown(name: Text) -> Text:
    """Nothing to divide by: the term leaves the whole."""
    return Text(f"{name.zh}为零，本项不计，其余折算", f"{name.en}: none, so it is left out and the rest counts for the whole")  # fmt: skip


def credit_shown(cap: int, counted: Sequence[tuple[int, int]], points: Fraction) -> Text:
    """`1 × 1 + 2 × 0 = 1`, capped."""
    sum_ = " + ".join(f"{each} × {n}" for each, n in counted)
    text = f"{sum_} = {_points(points)}"
    if sum(each * n for each, n in counted) > cap:
        return Text(f"{text}（以 {cap} 为限）", f"{text} (at most {cap})")
    return Text(text, text)


def total_shown(points: Sequence[Fraction], measured: Sequence[int], credit: Fraction, *, void: bool) -> Text:
    """`100 × (30 + 27 + 11.60 + 10) ÷ (40 + 30 + 20 + 10) + 1`, or the veto."""
    if void:
        return Text(
            "一票否决：认定了禁止行为，总分为零", "void: a forbidden act was confirmed, the score is 0"
        )
    counted = [(p, m) for p, m in zip(points, measured, strict=True) if m]
    above = " + ".join(_points(p) for p, _m in counted)
    below = " + ".join(str(m) for _p, m in counted)
    text = f"100 × ({above}) ÷ ({below}) + {_points(credit)}"
    return Text(text, text)
