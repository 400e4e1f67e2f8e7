"""The parts of a period report, in their fixed order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say, say_n
from rex.render.blocks import Bullets, Cell, Column, Entries, Facts, Prose, Row, Table
from rex.render.comparison.actions import action_table
from rex.render.comparison.pieces import Folded, Multiples, Page, Part
from rex.render.period.measures import KEY
from rex.render.reading import slug

if TYPE_CHECKING:
    from rex.render.blocks import Entry
    from rex.render.comparison.pieces import Piece
    from rex.render.comparison.telling import Telling
    from rex.render.period.pieces import MeasureRow, PeriodReading, SessionRow


MOST_OPEN = 20
"""A longer list of sessions stands behind one line."""


def page_of(telling: Telling, read: PeriodReading) -> Page:
    """Set the reading of a period as a page."""
    numbers = (_bottom_line, _actions, _measures, *((_said,) if read.said else ()))
    story = (*((_again,) if read.lessons else ()), *((_extremes,) if read.extremes else ()))
    parts = (*numbers, _worked, _did_not, *story, *((_heard,) if read.heard else ()), _bets, _sessions, _data, _method)
    return Page(
        id=read.id,
        title=read.title,
        subtitle=read.subtitle,
        kicker=read.kicker,
        written=read.written,
        passport=Facts(()),
        sections=tuple(make(telling, read, number) for number, make in enumerate(parts, 1)),
        words=telling.page_words(),
        footer=telling.tell(say("{id} · REX · one file, no network", id=f"{read.client} · {read.id}")),
        pair=len(numbers) + 1,  # what worked stands beside what did not
    )


def _bottom_line(telling: Telling, read: PeriodReading, number: int) -> Part:
    tell = telling.tell
    first, *rest = read.bottom_line or (tell(say("Nothing can be said about this period yet.")),)
    blocks: list[Piece] = [Prose(sentence) for sentence in rest]
    blocks.append(Facts(read.totals))
    if read.multiples:
        blocks.append(Multiples(tell(say("The headline measures")), tell(KEY), read.multiples))
    decision = tell(say("You decide: act, watch, or do nothing"))
    return Part(number, tell(say("Bottom line")), decision, first, tuple(blocks))


def _actions(telling: Telling, read: PeriodReading, number: int) -> Part:
    tell = telling.tell
    title, decision = tell(say("Promised, done, moved")), tell(say("You decide: what to keep paying for"))
    if not read.actions:
        return Part(number, title, decision, read.promised, ())
    caption = tell(say("Each promise as the last session of the period left it"))
    return Part(number, title, decision, read.promised, (action_table(telling, read.actions, caption),))


def _measures(telling: Telling, read: PeriodReading, number: int) -> Part:
    tell = telling.tell
    title, decision = tell(say("Measures")), tell(say("You decide: which change is real"))
    if not read.measures:
        empty = Prose(tell(say("No record of this period holds a measure.")), "empty")
        return Part(number, title, decision, tell(say("Nothing was measured.")), (empty,))
    columns = (
        Column(tell(say("Measure"))),
        Column(read.title),
        Column(tell(say("Could be"))),
        Column(tell(say("Usual range of a session"))),
        Column(tell(say("Reading"))),
    )
    rows = tuple(_measure(telling, row) for row in read.measures if row.told or row.headline)
    table = Table(tell(say("Totals over the period, headline measures first")), columns, rows, style="kpi per")
    lacking = _lacking(telling, read)
    return Part(number, title, decision, tell(_headline(read)), (table, *((lacking,) if lacking else ())))


def _lacking(telling: Telling, read: PeriodReading) -> Bullets | None:
    """Name what no session told, a line for each reason; a table row for each of them would hide the others."""
    reasons: dict[str, list[str]] = {}
    for row in read.measures:
        if not row.told and not row.headline:
            reasons.setdefault(row.rests_on, []).append(row.title)
    lines = tuple(
        telling.tell(say("{names}: {why}", names=telling.listing(names), why=why)) for why, names in reasons.items()
    )
    return Bullets(lines, telling.tell(say("No value in this period"))) if lines else None


def _measure(telling: Telling, row: MeasureRow) -> Row:
    return Row(
        (
            Cell(row.title, row.definition, tag=telling.tell(say("headline")) if row.headline else "", code=True),
            Cell(row.value, row.rests_on),
            Cell(row.could_be),
            Cell(row.usual),
            Cell(mark=row.mark, sub=row.says),
        ),
        anchor=f"k-{slug(row.id)}",
    )


def _headline(read: PeriodReading) -> Message:
    signs = [row.mark.sign for row in read.measures if row.told]
    untold = len(read.measures) - len(signs)
    first = say(
        "Measures that left their usual range: {outside}. As usual: {usual}. Cannot be told: {unknown}.",
        outside=quantity(sum(sign in "+-*" for sign in signs), "count"),
        usual=quantity(signs.count("~"), "count"),
        unknown=quantity(signs.count("?"), "count"),
    )
    return say("{first} Without a value: {untold}.", first=first, untold=quantity(untold, "count")) if untold else first


def _said(telling: Telling, read: PeriodReading, number: int) -> Part:
    """Lay what the team believed beside what was measured."""
    title = telling.tell(say("What the team said"))
    decision = telling.tell(say("You decide: which belief to keep"))
    return Part(number, title, decision, read.said_headline, (Entries(read.said, layout="claims"),))


def _worked(telling: Telling, read: PeriodReading, number: int) -> Part:
    headline = say_n(
        "{n} lesson from what worked, with its evidence.",
        "{n} lessons from what worked, with their evidence.",
        len(read.worked),
    )
    empty = say("No claim that something worked rests on evidence in this period.")
    decision = say("You decide: what to make standard")
    return _lessons(telling, (say("Lessons that worked"), decision, headline, empty), read.worked, number)


def _did_not(telling: Telling, read: PeriodReading, number: int) -> Part:
    headline = say_n(
        "{n} lesson from what did not, with its evidence.",
        "{n} lessons from what did not, with their evidence.",
        len(read.did_not),
    )
    empty = say("No claim that something did not work rests on evidence in this period.")
    decision = say("You decide: what to change")
    return _lessons(telling, (say("Lessons that did not"), decision, headline, empty), read.did_not, number)


def _lessons(
    telling: Telling, words: tuple[Message, Message, Message, Message], items: tuple[Entry, ...], number: int
) -> Part:
    """Show both kinds in one shape, so that neither has more room."""
    title, decision, headline, empty = (telling.tell(word) for word in words)
    blocks = (Entries(items, layout="claims"),) if items else ()
    return Part(number, title, decision, headline if items else empty, blocks)


def _again(telling: Telling, read: PeriodReading, number: int) -> Part:
    """Lay out the topics that came a second time: whether the words mean the same is the reader's to judge."""
    tell = telling.tell
    headline = say_n(
        "{n} topic was named in more than one session.",
        "{n} topics were named in more than one session.",
        len(read.lessons),
    )
    decision = tell(say("You decide: what is a rule by now"))
    return Part(number, tell(say("A second time")), decision, tell(headline), (Entries(read.lessons, layout="claims"),))


def _extremes(telling: Telling, read: PeriodReading, number: int) -> Part:
    tell = telling.tell
    title, decision = tell(say("Best and worst session")), tell(say("You decide: what to repeat, what to look into"))
    return Part(number, title, decision, read.extremes_say, (Entries(read.extremes, layout="claims"),))


def _heard(telling: Telling, read: PeriodReading, number: int) -> Part:
    tell = telling.tell
    title, decision = tell(say("In viewers' words")), tell(say("You decide: what to answer"))
    headline = tell(say("What most people of a session wrote alike; personal details are removed."))
    return Part(number, title, decision, headline, (Entries(read.heard, layout="claims"),))


def _bets(telling: Telling, read: PeriodReading, number: int) -> Part:
    tell = telling.tell
    title, decision = tell(say("Next bets")), tell(say("You decide: to commit, or to drop"))
    if not read.bets:
        return Part(number, title, decision, tell(say("No bet is open.")), ())
    headline = say_n("{n} bet is open.", "{n} bets are open.", len(read.bets))
    return Part(number, title, decision, tell(headline), (Entries(read.bets, layout="actions"),))


def _sessions(telling: Telling, read: PeriodReading, number: int) -> Part:
    tell = telling.tell
    title, decision = tell(say("Sessions")), tell(say("You decide: which session to open"))
    columns = (
        Column(tell(say("Session"))),
        Column(tell(say("When"))),
        *((Column(tell(say("State"))),) if read.settles else ()),
        *(Column(head, "number") for head in read.session_heads),
    )
    rows = tuple(_session(session, settles=read.settles) for session in read.sessions)
    headline = say_n("{n} session, oldest first.", "{n} sessions, oldest first.", len(rows))
    caption = tell(say("Each value with the session's own reading"))
    table = Table(caption, columns, rows, style="sess")
    if len(rows) > MOST_OPEN:
        line = say_n("{n} session", "{n} sessions", len(rows))
        return Part(number, title, decision, tell(headline), (Folded(tell(line), table),))
    return Part(number, title, decision, tell(headline), (table,) if rows else ())


def _session(session: SessionRow, *, settles: bool) -> Row:
    about = session.headline or session.session
    state = (Cell(session.state),) if settles else ()
    return Row((Cell(session.title, about), Cell(session.day), *state, *session.values))


def _data(telling: Telling, read: PeriodReading, number: int) -> Part:
    tell = telling.tell
    blocks: list[Piece] = []
    if read.data_notes:
        blocks.append(Bullets(read.data_notes))
    if read.problems:
        columns = (Column(tell(say("Session"))), Column(tell(say("Why it could not be used"))))
        rows = tuple(Row((Cell(session), Cell(why))) for session, why in read.problems)
        blocks.append(Table(tell(say("Records that were left out; all others count")), columns, rows, style="diff"))
    if read.problems:
        headline = say_n("{n} record could not be used.", "{n} records could not be used.", len(read.problems))
    else:
        headline = say("Every record of the period was used.")
    decision = tell(say("You decide: how much weight to give the rest"))
    return Part(number, tell(say("Data quality and restatements")), decision, tell(headline), tuple(blocks))


def _method(telling: Telling, read: PeriodReading, number: int) -> Part:
    tell = telling.tell
    blocks: list[Piece] = [Bullets(read.method)]
    if read.measures:
        columns = (Column(tell(say("Measure"))), Column(tell(say("Definition"))), Column(tell(say("Interval"))))
        rows = tuple(
            Row((Cell(r.title), Cell(r.definition, code=True), Cell(r.method))) for r in read.measures if r.told
        )
        line = say_n("{n} definition and its interval", "{n} definitions and their intervals", len(rows))
        table = Table(tell(say("Definitions and intervals")), columns, rows, style="plain")
        blocks.append(Folded(tell(line), table))
    decision = tell(say("You decide: can it be run again, can it be shared"))
    return Part(number, tell(say("Method")), decision, tell(say("From records alone, by their sums.")), tuple(blocks))
