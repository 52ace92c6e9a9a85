"""Which font stands for which face of an official paper, and where it was found.

An office's Word has 方正小标宋, 仿宋_GB2312, 黑体 and 楷体_GB2312; a server seldom has. Searched are a folder
of the office's own, the system, and last the wheel `manimgx-fonts-cjk`, which every installation has. Two
faces are never taken though a system has them: AR PL SungtiL and KaitiM lack 14,000 characters, rare names
among them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import typst

from plumbline.terms import Text

FACES: dict[str, tuple[str, tuple[str, ...]]] = {
    "xbs": ("方正小标宋", ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "方正小标宋_GBK")),
    "fang": (
        "仿宋_GB2312",
        ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "FZFangSong-Z02"),
    ),
    "hei": ("黑体", ("SimHei", "黑体", "STHeiti", "Noto Sans CJK SC", "Source Han Sans SC")),
    "kai": ("楷体_GB2312", ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", "FZKai-Z03")),
    "song": ("宋体", ("SimSun", "宋体", "NSimSun", "STSong")),
}
"""Face → its name in Word and the families that are it, best first."""

SERIFS = ("Noto Serif CJK SC", "Source Han Serif SC", "Source Han Serif CN", "Noto Serif SC")
SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC")
"""Stand for every face, and give the rare characters that an office's own font lacks."""

WHEEL = "manimgx_fonts_cjk"


class NoFont(Exception):
    """No font with Chinese characters was found; the installation is incomplete."""


@dataclass(frozen=True, slots=True)
class Face:
    """One face: its name in Word, the families set for it in order, and whether the first one is it."""

    role: str
    asked: str
    families: tuple[str, ...]
    exact: bool


@dataclass(frozen=True, slots=True, eq=False)
class FontSet:
    """The fonts of a machine as the papers use them."""

    faces: tuple[Face, ...]
    loaded: typst.Fonts

    def families(self) -> dict[str, list[str]]:
        """Role → families in order, for the page."""
        return {face.role: list(face.families) for face in self.faces}

    def heavy(self) -> list[str]:
        """Roles whose stand-in must be set bold to look like the face asked, or to differ from the body."""
        body = self.families()["fang"][0]
        return [
            face.role
            for face in self.faces
            if (face.role == "xbs" and not face.exact) or (face.role == "hei" and face.families[0] == body)
        ]


@lru_cache(maxsize=4)
def find_fonts(folder: Path | None = None, *, system: bool = True) -> FontSet:
    """The fonts that stand for the faces of a paper.

    folder  the office's own fonts, searched first; what the operator named in PLUMBLINE_FONTS
    system  False looks only into the folder and the wheel: the same pages on every machine
    raises  NoFont where not even the wheel's font is there
    """
    places = [place for place in (folder, wheel_fonts()) if place is not None]
    loaded = typst.Fonts(
        include_system_fonts=system, include_embedded_fonts=False, font_paths=[str(place) for place in places]
    )
    there = set(loaded.families())
    faces = tuple(_face(role, there) for role in FACES)
    if not all(face.families for face in faces):
        raise NoFont("no font with Chinese characters; install the extra: pip install 'plumbline[documents]'")
    return FontSet(faces, loaded)


def wheel_fonts() -> Path | None:
    """The folder of the wheel that brings Noto Sans CJK, or None where it is not installed."""
    found = find_spec(WHEEL)
    return Path(found.origin).parent if found is not None and found.origin else None


def font_report(fonts: FontSet) -> tuple[Text, ...]:
    """What `doctor` says: one sentence a face, which font stands for which."""
    return tuple(_told(face) for face in fonts.faces)


def _face(role: str, there: set[str]) -> Face:
    asked, families = FACES[role]
    own = [family for family in families if family in there]
    order = (*own, *(SANS if role == "hei" else SERIFS), *SANS)
    kept = tuple(dict.fromkeys(family for family in order if family in there))
    return Face(role, asked, kept, exact=bool(own))


def _told(face: Face) -> Text:
    if face.exact:
        return Text(f"{face.asked}：使用 {face.families[0]}", f"{face.asked}: set in {face.families[0]}")
    return Text(
        f"{face.asked}：本机没有，以 {face.families[0]} 代替；把该字体放入字体目录后即可使用",
        f"{face.asked}: not on this machine, {face.families[0]} stands for it; put the font into the font folder to use it",
    )
