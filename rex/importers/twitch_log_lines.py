"""The lines of Twitch chat logs: own loggers and raw IRC, justlog's text, Chatterino.

Own loggers put a stamp of their own before the line they got; justlog writes `[date time] #channel name: text`;
Chatterino tells the date in a line of its own and then clocks of the day alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from rex.importers.chat_lines import clock_of, moment_of
from rex.importers.irc_message import Said, irc_message
from rex.importers.twitch_people import notice_in

if TYPE_CHECKING:
    from datetime import datetime, time

Dialect = Literal["irc", "justlog", "chatterino"]

_STAMPED = re.compile(
    r"\ufeff?(\[)?(\d{4}-\d{2}-\d{1,2}[T_ ]\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,6})?(?:Z|[+-]\d{2}:?\d{2})?)(?(1)\])"
    r"\s*(?:[—–|-]\s+|:\s+)?"
)
_DAY_CLOCK = re.compile(r"\ufeff?\[(\d{2}:\d{2}:\d{2})\] ( ?)")
_NAMED = re.compile(r"(?:\S*[^\x00-\x7f]\S* )?([A-Za-z0-9_]{1,30}): (.*)$")
"""Chatterino puts a name in other letters before the login; two plain words before a colon are its own notice."""
_LOGGING = re.compile(r"\ufeff?# (Start|Stop) logging at (\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2})\s?(.{0,80})$")
_IN_CHANNEL = re.compile(r"#([^\s:]{1,60}) (?:([^\s:]{1,60}): )?(.*)$")
_DROPPED = re.compile(r"([^\s:]{1,60}) has been (?:permanently )?(?:banned|timed out)")


class Line(NamedTuple):
    """What a line of a log says; `said` is None for lines that are no message and no notice of IRC.

    `logging` is the line in which Chatterino states date and zone (`zone` is its name, `wall` the date).
    """

    dialect: Dialect
    raw_time: str = ""
    wall: datetime | None = None
    clock: time | None = None
    said: Said | None = None
    wide: bool = False
    logging: bool = False
    zone: str = ""


def log_line(text: str) -> Line | None:
    """Read one line of a log; None where it has neither a stamp nor a message of IRC."""
    stamped = _STAMPED.match(text)
    if stamped is not None:
        wall = moment_of(stamped[2].replace("_", " "))
        return _after_stamp(stamped[2], wall, text[stamped.end() :])
    clocked = _DAY_CLOCK.match(text)
    if clocked is not None:
        said = _of_chatterino(text[clocked.end() :])
        return Line("chatterino", clocked[1], clock=clock_of(clocked[1]), said=said, wide=bool(clocked[2]))
    logging = _LOGGING.match(text)
    if logging is not None:
        wall = moment_of(logging[2])
        return Line("chatterino", logging[2], wall, logging=True, zone=logging[3].strip())
    said = irc_message(text)
    return None if said is None else Line("irc", said=said)


def _after_stamp(raw: str, wall: datetime | None, rest: str) -> Line:
    if rest.startswith("#"):
        match = _IN_CHANNEL.match(rest)
        if match is not None:
            return Line("justlog", raw, wall, said=_spoken(match[1], match[2] or "", match[3]))
    return Line("irc", raw, wall, said=irc_message(rest))


def _of_chatterino(rest: str) -> Said | None:
    match = _NAMED.match(rest)
    return _spoken("", match[1], match[2]) if match is not None else _spoken("", "", rest)


def _spoken(channel: str, nick: str, text: str) -> Said | None:
    """Make a message of IRC of what a log that is not IRC tells; None for its own notices."""
    if nick:
        return Said("PRIVMSG", nick, channel, text, {})
    dropped = _DROPPED.match(text)
    if dropped is not None:
        return Said("CLEARCHAT", "", channel, dropped[1], {})
    name = text.partition(" ")[0]
    notice = notice_in(name, text)
    if notice is None:
        return None
    return Said("USERNOTICE", name, channel, "", {"msg-id": "resub" if notice.kind == "membership" else "subgift"})
