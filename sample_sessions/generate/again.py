"""People who got no answer ask again minutes later, in other words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sample_sessions.generate.bank import Decks, Line, read_topic
from sample_sessions.generate.habits import say
from sample_sessions.generate.message import Message, as_author
from sample_sessions.generate.team import ANSWERABLE, intent_of

if TYPE_CHECKING:
    from sample_sessions.generate.crowd import Crowd, Writer
    from sample_sessions.generate.dice import Dice

ASKS_AGAIN = 0.22
ODDS_TO_STAY = 20.0  # seconds a person must still be there after asking again


@cache
def _rewordings(lang: str, intent: str) -> tuple[Line, ...]:
    found = []
    for topic in sorted(ANSWERABLE):
        for line in read_topic(lang, topic):
            known = intent_of(line.text) if "?" in line.text and line.topic == topic else None
            if known and known.id == intent:
                found.append(line)
    return tuple(found)


def ask_again(dice: Dice, messages: list[Message], crowd: Crowd, decks: Decks) -> list[Message]:
    """Repeat some unanswered questions from the same people, worded differently."""
    here = {writer.person.handle: writer for writer in crowd.writers}
    said: list[Message] = []
    for message in messages:
        intent = intent_of(message.text) if message.question and message.topic in ANSWERABLE else None
        if intent is None or message.answered_at is not None or not dice.chance(ASKS_AGAIN):
            continue
        second = message.second + 80 + dice.wait(110)
        writer = here[message.author.name]
        lines = [
            line
            for line in _rewordings(message.lang, intent.id)
            if line.text.lower() != message.text.lower() and decks.fits(line) and decks.uses(line) < 2
        ]
        if lines and second < writer.left - ODDS_TO_STAY:
            said.append(_repeat(dice, writer, dice.pick(lines), second))
    return said


def _repeat(dice: Dice, writer: Writer, line: Line, second: float) -> Message:
    text = say(line.text, writer.person.voice, dice)
    message = Message(second, as_author(writer.person), text, line.lang, line.topic)
    message.question = True
    return message
