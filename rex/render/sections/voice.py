"""Section 10: what viewers asked, scored and said, past the threshold of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, say, say_n
from rex.render.blocks import Block, Cell, Column, Prose, Quotes, Row, Section, Table
from rex.render.reading import slug
from rex.render.sections.measures import bar, doubt
from rex.render.sections.timeline import quoted
from rex.render.sections.voice_chat import chat_blocks
from rex.render.words import verdict_mark

if TYPE_CHECKING:
    from rex.model.measure import Measure
    from rex.render.reading import Reading

ASKED = ("nps", "csat", "csat_mean", "ces")
SERVED = ("questions", "answered_share", "first_response_time")


def voice(reading: Reading) -> Section:
    """Show survey scores with their doubt, how questions fared, and quotes that many people share."""
    tell = reading.tell
    blocks: list[Block] = []
    served, asked = _found(reading, SERVED), _found(reading, ASKED)
    if served:
        blocks.append(_table(reading, say("Questions in the chat"), served))
    else:
        blocks.append(Prose(tell(say("No questions could be counted in these files.")), "empty"))
    if reading.record.voice is not None:
        blocks += chat_blocks(reading, reading.record.voice)
    if asked:
        blocks.append(_table(reading, say("What those who answered the survey think"), asked))
        blocks.append(
            Prose(tell(say("A survey speaks for those who answered it, not for everyone who watched.")), "note")
        )
    else:
        blocks.append(Prose(tell(say("No survey answers in these files.")), "empty"))
    if reading.record.quotes:
        items = tuple(quoted(reading, q, anchored=True) for q in reading.record.quotes)
        blocks.append(Quotes(items, tell(say("In their words"))))
        blocks.append(
            Prose(
                tell(say("A quote is shown only where several people said the like, with personal details removed.")),
                "note",
            )
        )
    else:
        blocks.append(
            Prose(
                tell(say("No quote is shown: nothing was said by enough different people, or there is no chat.")),
                "empty",
            )
        )
    return Section(
        10,
        tell(say("Voice of the customer")),
        tell(say("You decide: what to mend in content, service, and offer")),
        tell(_headline(reading)),
        tuple(blocks),
    )


def _found(reading: Reading, ids: tuple[str, ...]) -> tuple[Measure, ...]:
    """Keep what was looked for: a measure with a value, or one that says why it has none yet."""
    known = (reading.record.measure(i) for i in ids)
    return tuple(m for m in known if m is not None and m.status in {"measured", "insufficient"})


def _headline(reading: Reading) -> Message:
    answered = reading.record.measure("answered_share")
    if answered is not None and answered.k is not None and answered.n and answered.value is not None:
        return say_n(
            "{k} of {n} question was answered in chat.",
            "{k} of {n} questions were answered in chat.",
            answered.n,
            k=answered.k,
        )
    quotes, heard = reading.record.quotes, reading.record.voice
    if heard is not None and heard.people and not quotes:
        return say_n("{n} viewer was heard in the chat.", "{n} viewers were heard in the chat.", heard.people)
    if quotes:
        most = max(q.people for q in quotes)
        return say_n("{n} person said what is quoted most.", "{n} people said what is quoted most.", most)
    return say("The viewers' voice is not in these files.")


def _table(reading: Reading, caption: Message, found: tuple[Measure, ...]) -> Table:
    tell = reading.tell
    columns = (
        Column(tell(say("Measure"))),
        Column(tell(say("This session"))),
        Column(tell(say("Against the usual range")), "wide"),
        Column(tell(say("Reading"))),
    )
    rows = []
    for m in found:
        value = reading.number(m.value, m.unit) if m.value is not None else tell(say("not shown"))
        rows.append(
            Row(
                (
                    Cell(reading.speaker.t(m.title)),
                    Cell(value),
                    Cell("", " · ".join(doubt(reading, m)), bar=bar(reading, m)),
                    Cell(mark=verdict_mark(reading, m)),
                ),
                anchor=f"v-{slug(m.id)}",
            )
        )
    return Table(tell(caption), columns, tuple(rows), style="kpi")
