"""The index page of a workspace, in parts: where things stand, periods, sessions by month, actions, what is unread."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rex.model.message import Message, say, say_n
from rex.render.blocks import Bullets, Cell, Column, Fact, Facts, Prose, Row, Table, Way
from rex.render.comparison.pieces import Folded, Multiples, Page, Part
from rex.render.period.measures import KEY, headline_measures, multiple
from rex.render.shelf.tried import tried
from rex.text.spans import span_title
from rex.text.speaker import speaker_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from rex.model.shelf import Leaf, Shelf, ShelvedPeriod, ShelvedSession
    from rex.render.comparison.pieces import Piece
    from rex.render.comparison.telling import Telling

FORMATS = {"html": "HTML", "pdf": "PDF", "md": "Markdown"}
MOST_NAMED = 5


def page_of(telling: Telling, shelf: Shelf) -> Page:
    """Set what a workspace holds as a page."""
    tell = telling.tell
    parts: list[Callable[[Telling, Shelf, int], Part]] = [_stand, _periods, _sessions, _tried]
    if shelf.unread:
        parts.append(_unread)
    return Page(
        id="",
        title=shelf.client or tell(say("Retrospectives")),
        subtitle=tell(
            say_n(
                "{n} live session with its retrospective.",
                "{n} live sessions with their retrospectives.",
                len(shelf.sessions),
            )
        ),
        kicker=tell(say("all retrospectives · for the team")),
        written=_written(telling, shelf.written),
        passport=Facts(()),
        sections=tuple(make(telling, shelf, number) for number, make in enumerate(parts, 1)),
        words=telling.page_words(),
        footer=tell(say("{id} · REX · one file, no network", id=shelf.client)),
    )


def _written(telling: Telling, when: datetime | None) -> str:
    if when is None:
        return ""
    f = telling.speaker.f
    return telling.tell(say("as of {day}, {time}", day=f.date(when), time=f.clock(when)))


def _stand(telling: Telling, shelf: Shelf, number: int) -> Part:
    tell = telling.tell
    title, decision = tell(say("Where things stand")), tell(say("You decide: what to open first"))
    if not shelf.sessions:
        text = say("No session has a retrospective yet. Make the first one:  rex review")
        return Part(number, title, decision, tell(text), tuple(_missing(telling, shelf)))
    newest = shelf.sessions[0].record
    headline = newest.bottom_line.sentence or tell(newest.bottom_line.headline)
    said = say("{title}: {headline}", title=newest.session.title, headline=headline)
    blocks: list[Piece] = [Facts(_facts(telling, shelf)), *_pictures(telling, shelf), *_missing(telling, shelf)]
    return Part(number, title, decision, tell(said), tuple(blocks))


def _facts(telling: Telling, shelf: Shelf) -> tuple[Fact, ...]:
    tell = telling.tell
    waiting = sum(one.record.edition == "provisional" for one in shelf.sessions)
    counts = (
        (say("Sessions"), len(shelf.sessions)),
        (say("Still open to returns"), waiting),
        (say("Without a retrospective"), len(shelf.unreviewed)),
        (say("Period reports"), len(shelf.periods)),
    )
    return tuple(Fact(tell(label), telling.number(count, "count")) for label, count in counts)


def _pictures(telling: Telling, shelf: Shelf) -> Iterable[Multiples]:
    """Draw the headline measures over the last sessions."""
    if shelf.recent is None or len(shelf.recent.sessions) < 2:
        return
    starts = [(s.start, s.timezone) for s in shelf.recent.sessions]
    years = len({start.year for start, _ in starts}) > 1
    days = tuple(
        speaker_in(telling.speaker.lang, zone).f.date(start, weekday=False, year=years) for start, zone in starts
    )
    items = tuple(multiple(telling, measure, days) for measure in headline_measures(shelf.recent))
    if items:
        label = say_n("The last session", "The last {n} sessions", len(days))
        yield Multiples(telling.tell(label), telling.tell(KEY), items)


def _missing(telling: Telling, shelf: Shelf) -> Iterable[Prose]:
    if shelf.unreviewed:
        names = telling.listing(list(shelf.unreviewed[-MOST_NAMED:]))
        text = say_n(
            "{n} session has no retrospective yet: {names}. Make it:  rex review --all",
            "{n} sessions have no retrospective yet, the newest: {names}. Make them:  rex review --all",
            len(shelf.unreviewed),
            names=names,
        )
        yield Prose(telling.tell(text))


def _periods(telling: Telling, shelf: Shelf, number: int) -> Part:
    tell = telling.tell
    title, decision = tell(say("Periods")), tell(say("You decide: which report to send"))
    trend = _ways(telling, shelf.trends)
    ways = (Row((Cell(tell(say("Every measure over time"))), Cell(), Cell(ways=trend))),) if trend else ()
    rows = (*(_period(telling, one) for one in shelf.periods), *ways)
    if not rows:
        text = say("No period has a report yet. Write one:  rex report --month {month}", month="2026-10")
        return Part(number, title, decision, tell(text), ())
    columns = (Column(tell(say("Period"))), Column(tell(say("What it says"))), Column(tell(say("Pages"))))
    headline = tell(say_n("{n} period has a report.", "{n} periods have a report.", len(shelf.periods)))
    return Part(number, title, decision, headline, (Table(tell(say("Newest first")), columns, rows, style="plain"),))


def _period(telling: Telling, one: ShelvedPeriod) -> Row:
    tell = telling.tell
    name = span_title(telling.speaker.lang, one.first, one.last)
    said, sub = "", ""
    if one.period is not None:
        said = " ".join(tell(sentence) for sentence in one.period.bottom_line[:1])
    if one.since:
        sub = tell(
            say_n(
                "{n} session is newer than this report: write it again.",
                "{n} sessions are newer than this report: write it again.",
                one.since,
            )
        )
    return Row((Cell(name[:1].upper() + name[1:], one.name), Cell(said, sub), Cell(ways=_ways(telling, one.leaves))))


def _sessions(telling: Telling, shelf: Shelf, number: int) -> Part:
    """List the sessions month by month, the newest month open."""
    tell = telling.tell
    title, decision = tell(say("Sessions")), tell(say("You decide: which session to open"))
    columns = (
        Column(tell(say("Session"))),
        Column(tell(say("When"))),
        Column(tell(say("Bottom line"))),
        Column(tell(say("Pages"))),
    )
    blocks: list[Piece] = []
    for month, group in groupby(shelf.sessions, key=lambda one: _month(telling, one)):
        listed = list(group)
        caption = tell(say_n("{month}: {n} session", "{month}: {n} sessions", len(listed), month=month))
        table = Table(caption, columns, tuple(_session(telling, one) for one in listed), style="sess")
        blocks.append(Folded(caption, table) if blocks else table)
    headline = say_n("{n} session, newest first.", "{n} sessions, newest first.", len(shelf.sessions))
    return Part(number, title, decision, tell(headline), tuple(blocks))


def _month(telling: Telling, one: ShelvedSession) -> str:
    session = one.record.session
    if session.start is None:
        return telling.tell(say("Without a day"))
    f = speaker_in(telling.speaker.lang, session.timezone or "UTC").f
    name = f.month(session.start)
    return name[:1].upper() + name[1:]


def _session(telling: Telling, one: ShelvedSession) -> Row:
    record, tell = one.record, telling.tell
    when = ""
    if record.session.start is not None:
        f = speaker_in(telling.speaker.lang, record.session.timezone or "UTC").f
        start = record.session.start
        when = tell(say("{day}, {time}", day=f.date(start, year=False), time=f.clock(start)))
    said = record.bottom_line.sentence or tell(record.bottom_line.headline)
    state = tell(_state(record.has_orders, record.edition))
    return Row(
        (Cell(record.session.title, one.folder), Cell(when), Cell(said, state), Cell(ways=_ways(telling, one.leaves)))
    )


def _state(has_orders: bool, edition: str) -> Message:
    if not has_orders:
        return say("no orders in its files")
    return say("settled") if edition == "settled" else say("open to returns")


def _ways(telling: Telling, leaves: Sequence[Leaf]) -> tuple[Way, ...]:
    """Name each page by its format, the client's as what it is."""
    client = say("{format}, client")
    return tuple(
        Way(telling.tell(client.model_copy(update={"values": {"format": FORMATS[leaf.kind]}})), leaf.way)
        if leaf.client
        else Way(FORMATS[leaf.kind], leaf.way)
        for leaf in leaves
    )


def _tried(telling: Telling, shelf: Shelf, number: int) -> Part:
    return tried(telling, shelf.tried, number)


def _unread(telling: Telling, shelf: Shelf, number: int) -> Part:
    tell = telling.tell
    title, decision = tell(say("Not read")), tell(say("You decide: what to mend"))
    headline = say_n(
        "{n} file could not be read; all others count.",
        "{n} files could not be read; all others count.",
        len(shelf.unread),
    )
    lines = tuple(tell(say("{session}: {why}", session=one.name, why=one.why)) for one in shelf.unread)
    return Part(number, title, decision, tell(headline), (Bullets(lines),))
