"""Time zones by the names that programs write beside a wall clock: `CEST`, `Eastern Daylight Time`.

Only names that mean one zone alone are known; `CST` is China, Cuba and Chicago and stays unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from babel.core import get_global

if TYPE_CHECKING:
    from datetime import tzinfo

_SHORT: Final = {
    "UTC": "UTC", "GMT": "UTC", "Z": "UTC", "WET": "Europe/Lisbon", "WEST": "Europe/Lisbon", "CET": "Europe/Paris",
    "CEST": "Europe/Paris", "EET": "Europe/Athens", "EEST": "Europe/Athens", "EDT": "America/New_York",
    "CDT": "America/Chicago", "MDT": "America/Denver", "PDT": "America/Los_Angeles", "PST": "America/Los_Angeles",
    "JST": "Asia/Tokyo", "AEST": "Australia/Sydney", "AEDT": "Australia/Sydney",
}  # fmt: skip
"""Abbreviations that name one zone; each zone is given by a city whose clock has gone with it for decades."""


def zone_named(name: str) -> tzinfo | None:
    """Find a zone by its abbreviation or by Windows' English name for it; None where the name tells none."""
    plain = " ".join(name.split())
    city = _SHORT.get(plain.upper())
    if city is None:
        cities = get_global("windows_zone_mapping")
        city = cities.get(plain) or cities.get(plain.replace("Daylight", "Standard"))
    return None if city is None else ZoneInfo(city)
