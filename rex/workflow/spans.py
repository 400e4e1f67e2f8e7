"""Which days a period report is about: a month, a week, or the days from one to another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from rex.errors import UsageError

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
TODO = "Name one span: --month 2026-10, --week 2026-W43, or --from 2026-10-01 --to 2026-10-15."


@dataclass(frozen=True, slots=True)
class Span:
    """A span of days, both ends included; `name` is that of its files, `asked` the options that lead back to it."""

    name: str
    first: date
    last: date
    asked: str


def span_of(month: str = "", week: str = "", first: str = "", last: str = "") -> Span:
    """Read the options; raises UsageError where none, several or a wrong one is given."""
    given = [bool(month), bool(week), bool(first or last)]
    if sum(given) != 1:
        what = "No span is named." if not any(given) else "More than one span is named."
        raise UsageError(what, todo=TODO, kept="")
    if month:
        return month_span(month)
    if week:
        return _week(week)
    return _days(first, last)


def month_span(text: str) -> Span:
    """Read a month written as 2026-10; raises UsageError where it is none."""
    found = _MONTH.fullmatch(text)
    if found is None or int(found[1]) < 1:
        raise UsageError(f'--month "{text}" is no month.', todo="Write it like 2026-10.", kept="")
    first = date(int(found[1]), int(found[2]), 1)
    return Span(text, first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1), f"--month {text}")


def _week(text: str) -> Span:
    found = _WEEK.fullmatch(text)
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else None
    except ValueError:
        monday = None
    if monday is None:
        raise UsageError(f'--week "{text}" is no week.', todo="Write it like 2026-W43, Monday to Sunday.", kept="")
    return Span(text, monday, monday + timedelta(days=6), f"--week {text}")


def _days(first: str, last: str) -> Span:
    if not (first and last):
        raise UsageError("--from and --to go together.", todo=TODO, kept="")
    begin, end = _day("--from", first), _day("--to", last)
    if end < begin:
        raise UsageError("--to lies before --from.", todo="Give the earlier day to --from.", kept="")
    return Span(f"{begin}_{end}", begin, end, f"--from {begin} --to {end}")


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f'{option} "{text}" is no day.', todo="Write it like 2026-10-31.", kept="") from None
