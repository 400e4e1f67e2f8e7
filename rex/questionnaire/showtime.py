"""Times inside a show as people write them: `00:20`, `45:50`, `00:45:50`, `minute 20`, `20 min`, `20`."""

from __future__ import annotations

import re

CLOCK = re.compile(r"(?<![\d:])(\d{1,3}):([0-5]\d)(?::([0-5]\d))?(?!:?\d)")
MINUTE = re.compile(r"\bmin(?:ute|uto)?\.?\s+(\d{1,3})\b", re.IGNORECASE)
MINUTES = r"(\d{1,3})\s*min(?:ute|uto)?s?\b"
ALONE = re.compile(MINUTES, re.IGNORECASE)
TOLD = re.compile(rf"\A\s*{MINUTES}(?=\s*(?:[,;:–—-]|\Z))|\b(?:a los|à|at)\s+{MINUTES}", re.IGNORECASE)
"""`20 min` inside words is a length as often as a time; it is one at their beginning, or behind a word that says so."""
BARE = re.compile(r"(\d{1,3})\Z")
BESIDE = " \t,;:.·-–—"
OVERRUN = 1.25  # a show may run over its plan by a quarter and its moments still be inside
UNKNOWN_S = 4 * 3600.0


def clock(seconds: float) -> str:
    """Write seconds from the start as hh:mm:ss."""
    whole = round(seconds)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def seconds(text: str, duration_s: float | None = None) -> int | None:
    """Read a text that is a time and nothing else, in seconds from the start; None where it is none.

    Two numbers are hours and minutes, as on every axis here; where that lies behind the end of the
    show, they are minutes and seconds. A bare number is a minute.
    """
    found = CLOCK.fullmatch(text.strip())
    if found:
        return _within(found, duration_s)
    whole = text.strip()
    minute = MINUTE.fullmatch(whole) or ALONE.fullmatch(whole) or BARE.match(whole)
    return _minute(minute, duration_s) if minute else None


def told_at(text: str, duration_s: float | None = None) -> tuple[int | None, str]:
    """Find a time in words: the seconds, and the words without the time where it stands at their beginning."""
    found = CLOCK.search(text)
    at = _within(found, duration_s) if found else None
    if found is None or at is None:
        found = MINUTE.search(text) or TOLD.search(text)
        at = _minute(found, duration_s) if found else None
    if found is None or at is None:
        return None, text
    before, after = text[: found.start()].strip(BESIDE), text[found.end() :].strip(BESIDE)
    return at, after if not before else text


def _minute(found: re.Match[str], duration_s: float | None) -> int | None:
    at = int(next(group for group in found.groups() if group)) * 60
    return at if at <= (duration_s or UNKNOWN_S) * OVERRUN else None


def _within(found: re.Match[str], duration_s: float | None) -> int | None:
    first, second, third = int(found[1]), int(found[2]), found[3]
    end = (duration_s or UNKNOWN_S) * OVERRUN
    if third is not None:
        readings = [first * 3600 + second * 60 + int(third)]
    else:
        readings = [first * 3600 + second * 60, first * 60 + second]
    return next((reading for reading in readings if reading <= end), None)
