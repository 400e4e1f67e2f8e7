"""What several people said about the same thing, voice by voice, and what was said without a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rex.model.message import Message, say, say_n
from rex.render.blocks import Block, Bullets, Cell, Column, Mark, Prose, Row, Table, Tone
from rex.render.words import role, verdict_mark

if TYPE_CHECKING:
    from rex.model.question import Words
    from rex.model.view import Nameless, View, Voice
    from rex.render.reading import Reading

POLARITY: dict[str, tuple[str, Tone, Message]] = {
    "worked": ("+", "better", say("worked")),
    "did_not": ("-", "worse", say("did not work")),
}
STEPS = 5
"""The scale on which answers of different scales are laid beside each other."""


def views_table(reading: Reading, views: tuple[View, ...]) -> Table:
    """Give each voice its own line, and the numbers a line below them."""
    tell = reading.tell
    columns = (Column(tell(say("Who"))), Column(tell(say("Said")), "wide"))
    rows: list[Row] = []
    for view in views:
        group = _group(reading, view)
        rows += [Row((Cell(role(reading, v.role)), _said(reading, view, v)), group) for v in view.voices]
        rows.append(Row((Cell(tell(say("Data"))), _measured(reading, view)), group))
    return Table(tell(say("The same subject, voice by voice, beside the data")), columns, tuple(rows), style="voices")


def _group(reading: Reading, view: View) -> str:
    subject = worded(reading, view.title)
    text = say("{subject}: seen differently", subject=subject) if view.apart else None
    return reading.tell(text or say("{subject}: seen alike", subject=subject))


def worded(reading: Reading, words: Message | Words) -> str:
    """Write a text of REX's own, or of a question set, in the reader's language."""
    return reading.tell(words) if isinstance(words, Message) else words.said(reading.speaker.lang)


def _said(reading: Reading, view: View, voice: Voice) -> Cell:
    """Write one voice: its words, its step of five, and a name only where the person gave it."""
    text = voice.text or ("" if voice.said is None else worded(reading, voice.said))
    behind = re.fullmatch(rf"{re.escape(voice.role)}(-\d+)?", voice.respondent)
    name = "" if behind else voice.respondent
    step = ""
    if view.kind == "scale" and voice.step is not None:
        step = reading.tell(say("{step} of {most}", step=reading.rough(voice.step), most=str(STEPS)))
    sub = " · ".join(part for part in (name, step) if part)
    if voice.polarity is None:
        return Cell(text, sub)
    sign, tone, word = POLARITY[voice.polarity]
    return Cell(text, sub, Mark(sign, tone, reading.tell(word)))


def _measured(reading: Reading, view: View) -> Cell:
    """Write what the numbers say of the subject: the goal's result, the moment, the KPI, or that none measures it."""
    tell, kind = reading.tell, view.measured.partition(":")[0]
    if kind == "moment":
        texts = {"worked": say("a peak in the numbers"), "did_not": say("a drop in the numbers")}
        text = texts.get(view.data or "", say("a moment in the numbers, good or bad for nobody"))
        return Cell(sub=tell(text), links=reading.links((view.measured,)))
    m = reading.record.measure(view.measured.removeprefix("metric:")) if kind == "metric" else None
    if m is None or m.value is None:
        text = (
            say("nothing stood out in the numbers there") if view.kind == "moment" else say("no number measures this")
        )
        return Cell(tell(text))
    mark = verdict_mark(reading, m)
    if view.reached is not None:
        reached = Mark("+", "better", tell(say("goal reached")))
        mark = reached if view.reached else Mark("-", "worse", tell(say("goal missed")))
    return Cell(reading.number(m.value, m.unit), reading.title(m.id), mark)


def nameless_blocks(reading: Reading, nameless: Nameless) -> list[Block]:
    """Show answers without a name, question by question; of those still waiting only how many they are."""
    tell = reading.tell
    blocks: list[Block] = []
    if nameless.questions:
        blocks.append(Prose(tell(say("Said without a name; the order is drawn and tells nothing:")), "note"))
    blocks += [
        Bullets(tuple(worded_or_plain(reading, answer) for answer in one.answers), worded(reading, one.title))
        for one in nameless.questions
    ]
    if nameless.waiting:
        note = say_n(
            "{n} anonymous answer waits until three people have answered the same question.",
            "{n} anonymous answers wait until three people have answered the same question.",
            nameless.waiting,
        )
        blocks.append(Prose(tell(note), "note"))
    return blocks


def worded_or_plain(reading: Reading, answer: Words | str) -> str:
    """Write a choice in the reader's language and a text as it was written."""
    return answer if isinstance(answer, str) else worded(reading, answer)
