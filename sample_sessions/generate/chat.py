"""The viewers' side of the chat: seconds become words, words become somebody's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from sample_sessions.generate.bank import REACTIONS, SHORT, Decks, Line, read_topic
from sample_sessions.generate.code_words import code_word
from sample_sessions.generate.habits import LAUGH, say
from sample_sessions.generate.message import Message, as_author
from sample_sessions.generate.stage import topics_at

if TYPE_CHECKING:
    from sample_sessions.generate.crowd import Crowd, Writer
    from sample_sessions.generate.dice import Dice
    from sample_sessions.generate.plan import Plan
    from sample_sessions.generate.slots import Slot

LAUGHED_AT = frozenset({"jokes"})
WAVE = 0.3  # a joke draws a wave of laughter
FACES = ("😂", "😂😂😂", "🤣")
GOES_ON = 0.5  # a line is followed by its neighbours this often
LONGEST_TALK = 4
FRESH_TRIES = 4
IN_TWO = 0.06  # people hit enter in the middle of a sentence
UPSET = frozenset({"sound_lost", "video_lag", "code_refused", "sold_out", "complaint"})


@dataclass(order=True, slots=True)
class Due:
    """A line that waits for its turn, as a reply does."""

    second: float
    order: int
    line: Line = field(compare=False)
    after: Writer | None = field(compare=False)
    tail: str = field(compare=False, default="")


class Room:
    """One session's chat in the making."""

    def __init__(self, dice: Dice, plan: Plan, decks: Decks, crowd: Crowd) -> None:
        self._dice = dice
        self._plan = plan
        self._decks = decks
        self._crowd = crowd
        self._due: list[Due] = []
        self._count = 0
        self.messages: list[Message] = []

    def write(self, slots: list[Slot]) -> list[Message]:
        """Fill every slot: first what is due, else a new line about what is on stage."""
        for slot in slots:
            if slot.topic == "code":
                self._enter(slot)
            elif not slot.topic and self._due and self._due[0].second <= slot.second:
                due = heappop(self._due)
                self._say(due.line, slot.second, due.after, tail=due.tail)
            else:
                self._open(slot)
        return self.messages

    def _open(self, slot: Slot) -> None:
        line = None
        tries = 0
        while line is None and tries < FRESH_TRIES:
            topic = slot.topic or self._dice.weighted(topics_at(self._plan, slot.second - 8))
            line = self._freshest(topic, slot)
            tries += 1
        line = line or self._decks.draw("es", REACTIONS)
        if line is None:
            return
        writer = self._say(line, slot.second, None, many=bool(slot.moment))
        if writer and line.topic in LAUGHED_AT and self._dice.chance(WAVE):
            self._laugh_along(line.lang, slot.second, writer)
        elif writer and self._decks.uses(line) == 1 and len(line.text) > SHORT // 2 and self._dice.chance(GOES_ON):
            self._go_on(line, slot, writer)

    def _freshest(self, topic: str, slot: Slot) -> Line | None:
        # a burst exhausts a small deck in a minute; another language then has more to say
        tries = FRESH_TRIES if slot.moment else 1
        line = None
        for _ in range(tries):
            lang = self._dice.weighted(self._plan.languages)
            line = self._decks.draw(lang, topic, resolved=slot.resolved) or line
            if line and self._decks.uses(line) == 1:
                break
        return line

    def _go_on(self, line: Line, slot: Slot, writer: Writer) -> None:
        if slot.resolved is not None or line.topic == REACTIONS:
            return
        second = slot.second
        for following in self._decks.following(line, self._dice.whole(1, LONGEST_TALK)):
            second += 3 + self._dice.wait(7)
            self._queue(second, following, writer)
            writer = None  # type: ignore[assignment]  # only the first answer must come from somebody else

    def _laugh_along(self, lang: str, second: float, writer: Writer) -> None:
        laughs = [line for line in read_topic(lang, REACTIONS) if LAUGH.fullmatch(line.text) or line.text in FACES]
        for _ in range(self._dice.whole(2, 5)):
            second += 2 + self._dice.wait(3)
            self._queue(second, self._dice.pick(laughs), writer)

    def _queue(self, second: float, line: Line, after: Writer | None, tail: str = "") -> None:
        self._count += 1
        heappush(self._due, Due(second, self._count, line, after, tail))

    def _say(
        self, line: Line, second: float, after: Writer | None, *, tail: str = "", many: bool = False
    ) -> Writer | None:
        writer = self._crowd.take(line, second, apart_from=after, many=many)
        if writer is None:
            return None
        voice = writer.person.voice
        text = tail or say(line.text, voice, self._dice, upset=line.topic in UPSET)
        if not tail and after and line.topic == "replies" and self._dice.chance(voice.mentions):
            text = f"{after.person.handle} {text}"
        first, rest = self._cut(text)
        self._post(first, second, writer, line)
        if rest:
            self._post(rest, second + self._dice.between(1.5, 4.5), writer, line)
        return writer

    def _cut(self, text: str) -> tuple[str, str]:
        at = text.find(", ")
        if at < 6 or len(text) - at < 8 or not self._dice.chance(IN_TWO):
            return text, ""
        return text[:at], text[at + 2 :]

    def _post(self, text: str, second: float, writer: Writer, line: Line) -> None:
        message = Message(second, as_author(writer.person), text, line.lang, line.topic)
        message.question = "?" in line.text
        self.messages.append(message)

    def _enter(self, slot: Slot) -> None:
        lang = self._dice.weighted(self._plan.languages)
        probe = Line("", lang, "code", 0)
        writer = self._crowd.take(probe, slot.second, apart_from=None, many=True)
        if writer:
            text = code_word(self._plan.raw["giveaway_code"], writer.person.voice, self._dice)
            self._post(text, slot.second, writer, probe)
