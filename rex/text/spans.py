"""What a span of days is called: a month by its name, a week by its number, any other by its ends."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

from rex.model.message import say
from rex.text.speaker import Speaker

MONDAY, DAYS = 0, 6


def span_title(lang: str, first: date, last: date) -> str:
    """Name a span in the reader's language; weeks are ISO 8601's, Monday to Sunday."""
    speaker = Speaker(lang)
    if first.day == 1 and last == first.replace(day=monthrange(first.year, first.month)[1]):
        return speaker.f.month(datetime(first.year, first.month, 15, 12, tzinfo=UTC))
    if first.weekday() == MONDAY and last - first == timedelta(days=DAYS):
        year, week, _ = first.isocalendar()
        return speaker.say(say("week {week} of {year}", week=str(week), year=str(year)))
    return speaker.say(say("{first} to {last}", first=speaker.day(first), last=speaker.day(last)))
