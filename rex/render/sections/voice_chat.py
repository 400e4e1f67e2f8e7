"""The part of section 10 that the chat fills: open questions, themes, barriers, moods, noise, words to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say, say_n
from rex.render.blocks import Block, Bullets, Cell, Column, Prose, Quoted, Quotes, Row, Table
from rex.render.sections.voice_words import BARRIERS, HARM, INTENTS, NOISE, feeling

if TYPE_CHECKING:
    from rex.model.voice import Barrier, Mood, OpenQuestion, Theme, Voice
    from rex.render.reading import Reading

MOST_ROWS, MOST_QUOTED, MOST_PLACES = 10, 3, 3


def chat_blocks(reading: Reading, voice: Voice) -> list[Block]:
    """Write what was heard in the chat; what a client's edition must not hold is gone from the record before."""
    return [
        Prose(reading.tell(_counted(voice))),
        *_open(reading, voice),
        *_returning(reading, voice),
        *_themes(reading, voice),
        *_barriers(reading, voice),
        *_moods(reading, voice),
        *_noise(reading, voice),
        *_looks(reading, voice),
    ]


def _counted(voice: Voice) -> Message:
    """Say of how many messages and people everything here is."""
    wrote = say_n("{n} message", "{n} messages", voice.messages)
    if not voice.asked:
        return say("{wrote} of {people} viewers; nobody asked anything.", wrote=wrote, people=_count(voice.people))
    asked = say_n(
        "{askers} of them asked {n} question; answered in chat: {answered}.",
        "{askers} of them asked {n} questions; answered in chat: {answered}.",
        voice.asked,
        askers=_count(voice.askers),
        answered=_count(voice.answered),
    )
    return say(
        "{wrote} of {people} viewers. {asked} What was answered aloud is in no file.",
        wrote=wrote,
        people=_count(voice.people),
        asked=asked,
    )


def _count(n: int) -> Message:
    return say("{n}", n=quantity(n, "count"))


def _open(reading: Reading, voice: Voice) -> list[Block]:
    tell = reading.tell
    if not voice.asked:
        return []
    blocks: list[Block] = []
    if voice.unanswered:
        columns = (
            Column(tell(say("Asked, and not answered in chat")), "wide"),
            Column(tell(say("People")), "number"),
            Column(tell(say("First asked")), "number"),
        )
        rows = tuple(_question(reading, one) for one in voice.unanswered[:MOST_ROWS])
        blocks.append(Table(tell(say("Questions nobody answered in chat, those of most people first")), columns, rows))
        more = len(voice.unanswered) - MOST_ROWS
        if more > 0:
            text = say_n("{n} more stands in the record.", "{n} more stand in the record.", more)
            blocks.append(Prose(tell(text), "note"))
    else:
        text = say("No question that three people or more asked was left without an answer in chat.")
        blocks.append(Prose(tell(text), "empty"))
    if voice.open_few:
        few = say_n(
            "{n} more open question was asked by one or two people; its words are not kept here.",
            "{n} more open questions were asked by one or two people each; their words are not kept here.",
            voice.open_few,
        )
        blocks.append(Prose(tell(few), "note"))
        if reading.edition == "team":
            how = say("While the exports are there, {command} shows them.", command="rex chat")
            blocks.append(Prose(tell(how), "note"))
    return blocks


def _returning(reading: Reading, voice: Voice) -> list[Block]:
    """List what is asked show after show: the next show may say it unasked."""
    if not voice.returning:
        return []
    items = tuple(
        reading.tell(
            say(
                "“{theme}”: asked in {asked} of the last {shows} shows, mostly answered in chat in {answered} of them.",
                theme=one.name or reading.tell(say("(not quoted)")),
                asked=_count(one.asked_in),
                shows=_count(one.shows),
                answered=_count(one.answered_in),
            )
        )
        for one in voice.returning
    )
    return [Bullets(items, reading.tell(say("Asked again and again")))]


def _question(reading: Reading, one: OpenQuestion) -> Row:
    text = one.text or reading.tell(say("(not quoted)"))
    named = reading.tell(say("about {products}", products=_names(reading, one.products))) if one.products else ""
    first = "" if one.first_s is None else reading.offset(one.first_s)
    return Row((Cell(text, named), Cell(reading.number(one.people, "count")), Cell(first)))


def _names(reading: Reading, products: tuple[str, ...]) -> str:
    known = {product.id: product.name for product in reading.record.products}
    return ", ".join(known.get(product, product) for product in products[:MOST_PLACES])


def _themes(reading: Reading, voice: Voice) -> list[Block]:
    tell = reading.tell
    if not voice.themes:
        return [Prose(tell(say("No theme: nothing was written alike by three people or more.")), "empty")]
    columns = (
        Column(tell(say("What several wrote alike")), "wide"),
        Column(tell(say("People")), "number"),
        Column(tell(say("Of all who wrote")), "number"),
        Column(tell(say("Loudest author")), "number"),
        Column(tell(say("Answered in chat")), "number"),
    )
    rows = tuple(_theme(reading, theme) for theme in voice.themes[:MOST_ROWS])
    note = say("A share is of distinct people; the loudest author's is of the theme's messages.")
    blocks: list[Block] = [
        Table(tell(say("Themes, named by their most central message")), columns, rows),
        Prose(tell(note), "note"),
    ]
    quoted = [theme for theme in voice.themes if theme.quotes][:MOST_QUOTED]
    if quoted:
        items = tuple(Quoted(text, _said_by(reading, theme)) for theme in quoted for text in theme.quotes)
        blocks.append(Quotes(items, tell(say("Their words, by theme; each quote is of another person"))))
    return blocks


def _said_by(reading: Reading, theme: Theme) -> str:
    about = say_n("one of {n} person in this theme", "one of {n} people in this theme", theme.people)
    return reading.tell(about)


def _theme(reading: Reading, theme: Theme) -> Row:
    tell = reading.tell
    about = INTENTS.get(theme.intent, say("other things"))
    answered = say("{k} of {n}", k=_count(theme.answered), n=_count(theme.asked))
    return Row(
        (
            Cell(theme.name or tell(say("(not quoted)")), tell(say("mostly {intent}", intent=about))),
            Cell(reading.number(theme.people, "count")),
            Cell(reading.number(theme.share, "share"), reading.span(theme.low, theme.high, "share")),
            Cell(reading.number(theme.top_author_share, "share")),
            Cell(tell(answered) if theme.asked else "–"),
        )
    )


def _barriers(reading: Reading, voice: Voice) -> list[Block]:
    tell = reading.tell
    if not voice.barriers:
        return [Prose(tell(say("Nobody wrote of something that stopped them from buying.")), "empty")]
    columns = (
        Column(tell(say("What stopped people, in their words"))),
        Column(tell(say("People")), "number"),
        Column(tell(say("Of all who wrote")), "number"),
        Column(tell(say("Most in minute"))),
        Column(tell(say("Product"))),
    )
    rows = tuple(_barrier(reading, one) for one in voice.barriers)
    note = say("Who wrote of it, not who turned away: most people who leave write nothing.")
    return [Table(tell(say("Barriers to buying, counted by people")), columns, rows), Prose(tell(note), "note")]


def _barrier(reading: Reading, one: Barrier) -> Row:
    minutes = sorted(one.minutes.items(), key=lambda pair: (-pair[1], int(pair[0])))[:MOST_PLACES]
    places = ", ".join(reading.offset(int(minute) * 60) for minute, _ in sorted(minutes, key=lambda m: int(m[0])))
    return Row(
        (
            Cell(reading.tell(BARRIERS[one.kind]) if one.kind in BARRIERS else one.kind),
            Cell(reading.number(one.people, "count")),
            Cell(reading.number(one.share, "share"), reading.span(one.low, one.high, "share")),
            Cell(places),
            Cell(_names(reading, tuple(one.products))),
        )
    )


def _moods(reading: Reading, voice: Voice) -> list[Block]:
    tell = reading.tell
    if not voice.moods:
        return [Prose(tell(say("No mood: it is told of 30 messages or more, never of a person.")), "empty")]
    columns = (
        Column(tell(say("Mood of"))),
        Column(tell(say("-1 to 1")), "number"),
        Column(tell(say("Messages")), "number"),
        Column(tell(say("Reading"))),
    )
    rows = tuple(_mood(reading, voice, mood) for mood in voice.moods[:MOST_ROWS])
    note = say(
        "-1 is all negative, 1 all positive; everybody weighs the same. Corrected for how often the reader errs, which "
        "the interval holds. Told of 30 messages or more, never of a person."
    )
    return [Table(tell(say("How it sounded")), columns, rows), Prose(tell(note), "note")]


def _mood(reading: Reading, voice: Voice, mood: Mood) -> Row:
    interval = reading.span(mood.low, mood.high, "score")
    return Row(
        (
            Cell(_of(reading, voice, mood.of)),
            Cell(reading.number(mood.polarity, "score"), interval),
            Cell(reading.number(mood.n, "count")),
            Cell(reading.tell(feeling(mood))),
        )
    )


def _of(reading: Reading, voice: Voice, of: str) -> str:
    kind, _, name = of.partition(":")
    if kind == "moment":
        return reading.tell(say("moment {n}", n=name))
    if kind == "theme":
        theme = voice.theme(name)
        return (theme.name if theme else "") or reading.tell(say("(not quoted)"))
    return reading.tell(say("the whole chat"))


def _noise(reading: Reading, voice: Voice) -> list[Block]:
    if not voice.noise:
        return [Prose(reading.tell(say("No message had to be left out as noise.")), "note")]
    parts = [
        reading.tell(
            say(
                "{kind} {messages} (of {people} people)",
                kind=NOISE.get(one.kind, say("other things")),
                messages=_count(one.messages),
                people=_count(one.people),
            )
        )
        for one in voice.noise
    ]
    text = say("Kept, and in no share: {parts}.", parts="; ".join(parts))
    return [Prose(reading.tell(text), "note")]


def _looks(reading: Reading, voice: Voice) -> list[Block]:
    if not voice.look:
        return []
    tell = reading.tell
    columns = (Column(tell(say("At")), "number"), Column(tell(say("Word"))), Column(tell(say("Kind"))))
    rows = tuple(
        Row(
            (
                Cell("–" if one.at_s is None else reading.offset(one.at_s)),
                Cell(one.word),
                Cell(tell(HARM[one.kind]) if one.kind in HARM else one.kind),
            )
        )
        for one in voice.look[: 2 * MOST_ROWS]
    )
    caption = say_n(
        "{n} message to have a look at: a word was met, and only a reader can tell a joke from abuse",
        "{n} messages to have a look at: a word was met, and only a reader can tell a joke from abuse",
        len(voice.look),
    )
    return [Table(tell(caption), columns, rows, folded=True)]
