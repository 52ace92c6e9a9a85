"""What a photograph says of itself: when and where, in the camera's word. Kept with the file, never trusted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image


@dataclass(frozen=True, slots=True)
class PhotographSays:
    """Time as the camera wrote it (no zone) and place in degrees, texts with six decimals; empty where it says none."""

    taken: str = ""
    latitude: str = ""
    longitude: str = ""
    camera: str = ""


def photograph_says(path: Path) -> PhotographSays:
    """The EXIF time, place and camera of a photograph; nothing for a file without them or one that is damaged."""
    try:
        with Image.open(path, formats=("JPEG", "PNG")) as picture:
            exif = picture.getexif()
            inner, place = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return PhotographSays()
    taken = inner.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime) or ""
    return PhotographSays(
        _time(str(taken)),
        _degrees(place.get(ExifTags.GPS.GPSLatitude), place.get(ExifTags.GPS.GPSLatitudeRef), "S"),
        _degrees(place.get(ExifTags.GPS.GPSLongitude), place.get(ExifTags.GPS.GPSLongitudeRef), "W"),
        str(exif.get(ExifTags.Base.Model) or "").strip("\x00 ")[:60],
    )


def _time(text: str) -> str:
    day, _, hour = text.strip("\x00 ").partition(" ")
    return f"{day.replace(':', '-')} {hour}".strip()[:19]


def _degrees(value: Any, reference: Any, negative: str) -> str:
    try:
        degrees, minutes, seconds = (float(part) for part in value)
    except (TypeError, ValueError, ZeroDivisionError):
        return ""
    whole = degrees + minutes / 60 + seconds / 3600
    if not 0 <= whole <= 180:  # NaN is refused here too
        return ""
    return f"{-whole if reference == negative else whole:.6f}"
