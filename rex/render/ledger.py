"""The ledger of actions for other programs: a calendar, a table, a list of tasks."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from rex.model.message import Message, say
from rex.render.markdown import escape
from rex.render.words import SETTLED, STATUS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from rex.model.action import Settled
    from rex.text.speaker import Speaker

COLUMNS = (
    "id",
    "what",
    "owner",
    "due",
    "status",
    "kpi",
    "direction",
    "smallest_effect",
    "lever",
    "decided",
    "session",
    "carried",
    "verdict",
)
"""The columns of the table: ids and words of the JSON, the same in every language."""
_OPENS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def ledger_ical(settled: Sequence[Settled], client: str, speaker: Speaker, now: datetime) -> str:
    """Write the open actions as an iCalendar file (RFC 5545): a whole day each, on the day it is due.

    Events, since most calendars do not import tasks; they leave the day free. An action keeps its identifier, so that a
    later file moves it instead of adding it again. `now` is when the file is written.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//REX//rex-live//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", client)
    for one in settled:
        action = one.action
        if action.status != "open":
            continue
        event = Event()
        event.add("uid", f"{action.id}.{action.decided:%Y%m%d}.{action.session}@rex-live")
        event.add("dtstamp", now)
        event.add("dtstart", action.due)
        event.add("summary", f"{action.id} {action.what}")
        event.add("description", "\n".join(speaker.say(line) for line in _about(one)))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return str(calendar.to_ical(), "utf-8")


def _about(one: Settled) -> tuple[Message, ...]:
    action = one.action
    bet = say("Bet: {kpi} up", kpi=action.kpi) if action.direction == "up" else say("Bet: {kpi} down", kpi=action.kpi)
    owner = (say("Owner: {owner}", owner=action.owner),) if action.owner else ()
    return (*owner, bet, one.says)


def ledger_csv(settled: Sequence[Settled]) -> str:
    """Write every action as a row; a text that a spreadsheet would take for a formula begins with an apostrophe."""
    written = StringIO()
    rows = csv.writer(written, lineterminator="\r\n")  # RFC 4180
    rows.writerow(COLUMNS)
    for one in settled:
        action = one.action.model_dump(mode="json") | {"verdict": one.verdict}
        rows.writerow([_cell(action[name]) for name in COLUMNS])
    return written.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_OPENS_A_FORMULA):
        return f"'{value}"
    return value


def ledger_tasks(settled: Sequence[Settled], client: str, speaker: Speaker) -> str:
    """Write every action as a Markdown task; done and dropped ones are ticked, dropped ones say so."""
    lines = [f"# {escape(speaker.say(say('{client}: actions', client=client)))}", ""]
    for one in settled:
        action = one.action
        tick = " " if action.status == "open" else "x"
        parts = [action.owner, speaker.say(say("due {day}", day=speaker.day(action.due)))]
        if action.status == "dropped" or one.overdue:
            parts.append(speaker.say(say("overdue") if one.overdue else STATUS[action.status]))
        parts.append(speaker.say(SETTLED[one.verdict][2]))
        about = " · ".join(escape(part) for part in parts if part)
        lines.append(f"- [{tick}] **{action.id}** {escape(action.what)} ({about})")
    return "\n".join(lines) + "\n"
