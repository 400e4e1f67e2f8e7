"""The parts of a trend's page, in their fixed order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rex.model.message import Message, say, say_n
from rex.render.blocks import Bullets, Cell, Column, Facts, Key, Prose, Row, Table
from rex.render.comparison.pieces import Folded, Page, Part
from rex.render.comparison.view import legend
from rex.render.reading import slug
from rex.render.trend.picture import Multiples, Picture

if TYPE_CHECKING:
    from rex.render.comparison.pieces import Piece
    from rex.render.comparison.telling import Telling
    from rex.render.trend.pieces import Dot, KpiRow, SessionRow, TrendReading

MOST_SESSIONS = 60
"""So many of the newest sessions have a line in the page's table; --json has all."""
NO_BREAK = "\u00a0"
KEY = say(
    "One point a session. Band: the usual range that judged it, from the sessions before, its edges broken while "
    "it is on trial. Triangles and diamonds: outside it. Hollow: not judged. Upright broken line: what is before "
    "cannot be compared. Ticks below: the session has a tag of its own."
)
MOST_DRAWN = 150
"""So many of the newest sessions are drawn; beyond it a picture has more points than a screen has dots."""


def page_of(telling: Telling, read: TrendReading, *, drawn: bool = True) -> Page:
    """Set the reading of a trend as a page; without drawings the tables say it all."""
    parts = [_stands_out(telling, read, 1)]
    for make in (*((_headline, _others) if drawn else ()), _measures, _slots, _sessions, _promises, _data):
        part = make(telling, read, len(parts) + 1)
        if part is not None:
            parts.append(part)
    title = telling.tell(say("Every measure over the sessions"))
    return Page(
        id="trend",
        title=title,
        subtitle=telling.tell(say("{client} · {span}", client=read.client, span=read.span))
        if read.client
        else read.span,
        kicker=telling.tell(say("each session judged by those before it")),
        written="",
        passport=Facts(()),
        sections=tuple(parts),
        words=telling.page_words(),
        footer=telling.tell(say("{id} · REX · one file, no network", id=read.client or "REX")),
    )


def _stands_out(telling: Telling, read: TrendReading, number: int) -> Part:
    tell = telling.tell
    first, *rest = read.summary
    blocks: list[Piece] = [Prose(sentence) for sentence in rest]
    if read.stands_out:
        blocks.append(Bullets(read.stands_out))
    return Part(
        number, tell(say("What stands out")), tell(say("You decide: which session to open")), first, tuple(blocks)
    )


def _headline(telling: Telling, read: TrendReading, number: int) -> Part | None:
    rows = [row for row in read.rows if row.headline]
    if not rows:
        return None
    title = telling.tell(say("The headline measures"))
    return _pictures(telling, read, number, title, rows, KEY)


def _others(telling: Telling, read: TrendReading, number: int) -> Part | None:
    rows = [row for row in read.rows if not row.headline]
    if not rows:
        return None
    alone = len(rows) == len(read.rows)
    title = telling.tell(say("The measures") if alone else say("The explored measures"))
    return _pictures(telling, read, number, title, rows, KEY if alone else say("Read like the pictures above."))


def _pictures(telling: Telling, read: TrendReading, number: int, title: str, rows: list[KpiRow], key: Message) -> Part:
    tell = telling.tell
    outside = sum(bool(row.outside) for row in rows)
    finding = say_n(
        "{n} measure left its range in one session or more.",
        "{n} measures left their range in one session or more.",
        outside,
    )
    if not outside:
        finding = say("None left its range in any session that could be judged.")
    blocks: list[Piece] = [Multiples(title, tell(key), tuple(_picture(telling, row) for row in rows))]  # type: ignore[list-item]  # the template and `plainly` know a block by its name
    if len(read.sessions) > MOST_DRAWN:
        many = say_n("The pictures show the last {n} session.", "The pictures show the last {n} sessions.", MOST_DRAWN)
        blocks.insert(0, Prose(tell(many), "note"))
    decision = tell(say("You decide: which change is real"))
    return Part(number, title, decision, tell(finding), tuple(blocks))


def _picture(telling: Telling, row: KpiRow) -> Picture:
    tell = telling.tell
    doubt = [row.last_day]
    if row.ends is not None:
        doubt.append(tell(say("usual {range} ({kind})", range=row.usual, kind=row.usual_kind)))
    return Picture(
        title=row.title,
        value=row.last,
        doubt=(*doubt, *((row.drifting,) if row.drifting else ()), *row.notes),
        mark=row.mark,
        says=tell(_in_words(row)),
        dots=tuple(_on_scale(dot, row.unit) for dot in row.dots[-MOST_DRAWN:]),
        joined=row.joined,
        ends=row.ends,
    )


def _on_scale(dot: Dot, unit: str) -> Dot:
    """Leave out of the picture what is in another unit: a place on this axis would say what is not so."""
    return dot if dot.value is None or dot.unit == unit else replace(dot, value=None, band=None)


def _in_words(row: KpiRow) -> Message:
    """Say the picture; the table below it has every session."""
    values = {"title": row.title, "lowest": row.lowest, "highest": row.highest, "last": row.last, "day": row.last_day}
    if row.ends is None:
        text = "{title}: lowest {lowest}, highest {highest}, last {last} on {day}. No usual range yet."
        return say(text, **values)
    text = "{title}: lowest {lowest}, highest {highest}, last {last} on {day}. Usual: {range}. {says}"
    return say(text, range=row.usual, says=row.says, **values)


def _measures(telling: Telling, read: TrendReading, number: int) -> Part:
    tell = telling.tell
    columns = (
        Column(tell(say("Measure"))),
        Column(tell(say("Last value"))),
        Column(tell(say("Lowest and highest"))),
        Column(tell(say("Usual range"))),
        Column(tell(say("Reading"))),
    )
    rows = tuple(_measure(telling, row) for row in read.rows)
    table = Table(
        tell(say("Each measure's last value beside its range, headline measures first")), columns, rows, style="kpi per"
    )
    blocks: list[Piece] = [table, Key("", legend(telling))]
    if read.absent:
        text = say_n(
            "{n} measure has no value in any of them.", "{n} measures have no value in any of them.", read.absent
        )
        blocks.append(Prose(tell(text), "note"))
    title, decision = tell(say("Measures")), tell(say("You decide: which number deserves a conversation"))
    inside = sum(row.mark.sign == "~" for row in read.rows)
    finding = say_n(
        "{n} measure is as usual in its last session.", "{n} measures are as usual in their last session.", inside
    )
    return Part(number, title, decision, tell(finding), tuple(blocks))


def _measure(telling: Telling, row: KpiRow) -> Row:
    ends = telling.tell(say("{low} to {high}", low=row.lowest, high=row.highest))
    return Row(
        (
            Cell(row.title, row.id, tag=telling.tell(say("headline")) if row.headline else "", code=True),
            Cell(row.last, row.last_day),
            Cell(ends),
            Cell(row.usual.replace(" ", NO_BREAK), row.usual_kind),
            Cell(mark=row.mark, sub=" ".join((row.says, *row.notes))),
        ),
        anchor=f"k-{slug(row.id)}",
    )


def _slots(telling: Telling, read: TrendReading, number: int) -> Part | None:
    if not read.slots_say:
        return None
    tell = telling.tell
    first, *rest = read.slots_say
    blocks: list[Piece] = [*([read.slots] if read.slots else []), *(Prose(sentence, "note") for sentence in rest)]
    decision = tell(say("You decide: which hour is worth a trial"))
    return Part(number, tell(say("Weekdays and hours")), decision, first, tuple(blocks))


def _sessions(telling: Telling, read: TrendReading, number: int) -> Part:
    tell = telling.tell
    shown = [row for row in read.rows if row.headline] or list(read.rows[:5])
    columns = (
        Column(tell(say("Session"))),
        Column(tell(say("When"))),
        Column(tell(say("Tags"))),
        *(Column(row.title, "number") for row in shown),
    )
    first = max(0, len(read.sessions) - MOST_SESSIONS)
    rows = tuple(_session(telling, session, shown, first + at) for at, session in enumerate(read.sessions[first:]))
    table = Table(
        tell(say("Each value with the verdict that the sessions before it give")), columns, rows, style="sess"
    )
    line = say_n("{n} session as a table", "{n} sessions as a table", len(rows))
    tags = [tell(say("{tag}: {days}", tag=tag, days=days)) for tag, days in read.tags]
    blocks: list[Piece] = [Folded(tell(line), table)]
    if tags:
        blocks.insert(0, Bullets(tuple(tags), tell(say("Tags that not every session has"))))
    finding = say_n(
        "{n} tag marks some sessions; what it did, no range can tell.",
        "{n} tags mark some sessions; what they did, no range can tell.",
        len(tags),
    )
    if not tags:
        finding = say("No tag tells these sessions apart.")
    decision = tell(say("You decide: which sessions are of one kind"))
    return Part(number, tell(say("Sessions")), decision, tell(finding), tuple(blocks))


def _session(telling: Telling, session: SessionRow, shown: list[KpiRow], at: int) -> Row:
    values = (
        Cell(telling.number(dot.value, dot.unit), "" if dot.value is None else dot.mark.word)
        for dot in (row.dots[at] for row in shown)
    )
    about = Cell(session.title, session.state if session.open else "")
    return Row((about, Cell(session.day), Cell(session.tags or "–"), *values))


def _promises(telling: Telling, read: TrendReading, number: int) -> Part:
    tell = telling.tell
    blocks: list[Piece] = [Prose(read.calibration)]
    if read.calibration_rows:
        heads = (say("Up to"), say("Who"), say("Held"), say("Share"))
        blocks.append(_counts(telling, say("Sealed ranges that held, added up"), heads, read.calibration_rows))
    if read.action_rows:
        heads = (say("As of"), say("Moved as hoped"), say("Of settled ones"), say("Cannot be told yet"))
        blocks.append(_counts(telling, say("Earlier actions as each record left them"), heads, read.action_rows))
    decision = tell(say("You decide: how far to trust the next forecast, and what to keep paying for"))
    return Part(number, tell(say("Forecasts and actions over time")), decision, read.actions, tuple(blocks))


def _counts(telling: Telling, caption: Message, heads: tuple[Message, ...], rows: tuple[tuple[str, ...], ...]) -> Table:
    first, *rest = (telling.tell(head) for head in heads)
    columns = (Column(first), *(Column(head) for head in rest))
    return Table(telling.tell(caption), columns, tuple(Row(tuple(Cell(t) for t in row)) for row in rows), style="diff")


def _data(telling: Telling, read: TrendReading, number: int) -> Part:
    tell = telling.tell
    blocks: list[Piece] = []
    if read.waiting:
        blocks.append(Prose(read.waiting))
    if read.problems:
        columns = (Column(tell(say("Session"))), Column(tell(say("Why it could not be used"))))
        rows = tuple(Row((Cell(session), Cell(why))) for session, why in read.problems)
        blocks.append(Table(tell(say("Records that were left out; all others count")), columns, rows, style="diff"))
    blocks.append(Bullets(read.method, tell(say("How it is read"))))
    finding = say("Every record was used.")
    if read.problems:
        finding = say_n("{n} record could not be used.", "{n} records could not be used.", len(read.problems))
    decision = tell(say("You decide: how much weight to give the rest"))
    return Part(number, tell(say("Data and method")), decision, tell(finding), tuple(blocks))
