"""The screen of `rex kpis`: every measure on one line, in the order of the funnel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rex.model.measure import MARKS
from rex.model.message import Message, quantity, say
from rex.render.luck import headline_luck_of
from rex.render.sections.measures import FEWEST_SESSIONS, ordered
from rex.render.terminal.head import begin, title
from rex.render.terminal.lines import SIGN_STYLES, Line, Screen, Span, Style, cell, wrapped
from rex.render.words import group
from rex.text.width import width as cells

if TYPE_CHECKING:
    from rex.model.measure import Measure, Verdict
    from rex.model.retrospective import Retrospective
    from rex.render.reading import Reading

SHORT: dict[Verdict, Message] = {
    "better": say("better"),
    "worse": say("worse"),
    "up": say("above"),
    "down": say("below"),
    "usual": say("usual"),
    "differs": say("differs"),
    "too_little_data": say("too little"),
    "too_little_history": say("too new"),
    "not_comparable": say("not comparable"),
}
TITLE_LEAST = 16


@dataclass(frozen=True, slots=True)
class Row:
    """One measure's words, before they are set into columns."""

    measure: Measure
    sign: str
    name: str
    value: str
    could: str
    usual: str
    word: str
    why: str


def kpis_lines(
    record: Retrospective,
    *,
    lang: str,
    width: int,
    plain: bool = False,
    only: tuple[str, ...] = (),
    sums: bool = False,
    ids: bool = False,
) -> list[Line]:
    """Write the table of measures in at most `width` columns; `only` keeps these ids, `sums` adds the parts."""
    screen, reading = begin(record, lang=lang, width=width, plain=plain)
    title(screen, reading)
    screen.blank()
    chosen = [m for m in ordered(reading) if not only or m.id in only]
    rows = [kpi_row(reading, m, ids=ids) for m in chosen]
    if not rows:
        screen.say(reading.tell(say("No measure could be taken from these files.")), 2)
        return screen.lines
    kpi_table(screen, reading, rows, sums=sums)
    _legend(screen, reading, chosen)
    return screen.lines


def kpi_row(reading: Reading, m: Measure, *, ids: bool = False) -> Row:
    """Put a measure into words: mark, name, value, could be, usual, verdict, and why where nothing can be said."""
    sign = MARKS[m.verdict] if m.status == "measured" else "?"
    name = m.id if ids else reading.speaker.t(m.title)
    word = reading.tell(SHORT[m.verdict if m.status == "measured" else "too_little_data"])
    value = reading.number(m.value, m.unit) if m.value is not None else "-"
    name += " *" if m.headline else ""
    return Row(m, sign, name, value, _could(reading, m), _usual(reading, m), word, _why(reading, m))


def _could(reading: Reading, m: Measure) -> str:
    """Write the interval without its unit, which the value beside it has."""
    if m.value is None:
        return "-"
    if m.low is None or m.high is None:
        return reading.tell(say("counted"))
    return reading.speaker.f.interval(m.low, m.high, m.unit, bare=True)


def _usual(reading: Reading, m: Measure) -> str:
    if m.usual is None or m.usual.sessions < FEWEST_SESSIONS or m.status != "measured":
        return ""
    return reading.speaker.f.interval(m.usual.low, m.usual.high, m.unit, bare=True)


def _why(reading: Reading, m: Measure) -> str:
    """Say why nothing can be said; a verdict that stands on a range needs no reason here."""
    why = m.why or (m.verdict_why if not _usual(reading, m) else None)
    return reading.tell(why) if why else ""


def kpi_table(screen: Screen, reading: Reading, rows: list[Row], *, sums: bool = False, grouped: bool = True) -> None:
    """Write rows in columns, names whole over several lines; a reason that several rows share is said once."""
    head = (reading.tell(say("value")), reading.tell(say("could be")), reading.tell(say("usual range")))
    value = max(cells(text) for text in (*(r.value for r in rows), head[0]))
    could = max(cells(text) for text in (*(r.could for r in rows), head[1]))
    word = max(cells(r.word) for r in rows)
    usual = max(cells(text) for text in (*(r.usual for r in rows), head[2]))
    left = max(cells(r.name) for r in rows)
    name = min(left, screen.width - 4 - value - could - usual - word - 7)
    stacked = name < TITLE_LEAST
    if not stacked:
        screen.add(
            " " * (4 + name + 1), Span(f"{cell(head[0], value, right=True)}  {cell(head[1], could)}  {head[2]}", "dim")
        )
    shown = told = ""
    for each in rows:
        row = replace(each, why="") if each.why == told else each
        told = each.why or told
        if grouped and row.measure.group != shown:
            shown = row.measure.group
            screen.add("  ", Span(group(reading, shown), "dim"))
        if stacked:
            _stacked(screen, row)
        else:
            _line(screen, row, (name, value, could, usual))
        if sums and row.measure.sums:
            screen.say(_sums(reading, row.measure), 6, "dim")


def _styles(row: Row) -> tuple[Style, Style]:
    style = SIGN_STYLES[row.sign]
    return style, "bold" if row.sign in "+-" else "plain"


def _line(screen: Screen, row: Row, sizes: tuple[int, int, int, int]) -> None:
    name, value, could, usual = sizes
    style, weight = _styles(row)
    first, *rest = wrapped(row.name, name)
    body = f" {cell(first, name)} {cell(row.value, value, right=True)}  {cell(row.could, could)}  "
    room = screen.width - 3 - cells(body)
    if row.why and cells(row.why) <= room:
        screen.add("  ", Span(row.sign, style), Span(body, weight), row.why)
        _rest_of_name(screen, rest, weight)
        return
    screen.add(
        "  ",
        Span(row.sign, style),
        Span(body, weight),
        Span(cell(row.usual, usual) + "  ", weight),
        Span(row.word, style),
    )
    _rest_of_name(screen, rest, weight)
    if row.why:
        screen.say(row.why, 6, "dim")


def _rest_of_name(screen: Screen, rest: list[str], weight: Style) -> None:
    """Write what of a name has no room on its measure's line, below it: a cut name is not known again."""
    for text in rest:
        screen.add("    ", Span(text, weight))


def _stacked(screen: Screen, row: Row) -> None:
    """Set a measure in two lines where the screen is too narrow for its columns."""
    style, weight = _styles(row)
    first, *rest = wrapped(f"{row.name}  {row.value}", screen.width - 4)
    screen.add("  ", Span(row.sign, style), " ", Span(first, weight))
    _rest_of_name(screen, rest, weight)
    screen.add("    ", Span(row.word, style), Span(f"  {row.could}  {row.usual or row.why}", "dim"))


def _sums(reading: Reading, m: Measure) -> str:
    parts = []
    for name, value in m.sums.items():
        if isinstance(value, int):
            parts.append(f"{name} {reading.number(value, 'count')}")
        else:
            parts += [f"{name}.{key} {reading.number(n, 'count')}" for key, n in value.items()]
    return " · ".join(parts)


def _legend(screen: Screen, reading: Reading, chosen: list[Measure]) -> None:
    screen.blank()
    tell = reading.tell
    screen.say(tell(say("* headline, chosen before the session; ~ usual; ? cannot be said")), 2, "dim")
    judged = [m for m in chosen if m.status == "measured" and m.usual and m.usual.sessions >= FEWEST_SESSIONS]
    if not judged:
        screen.say(tell(say("No usual range yet: it starts at 5 earlier sessions of this client.")), 2, "dim")
        return
    outside = sum(m.verdict not in {"usual", "too_little_data", "too_little_history", "not_comparable"} for m in judged)
    luck = say(
        "{outside} of {judged} outside the range; about {luck} would be by luck.",
        outside=quantity(outside, "count"),
        judged=quantity(len(judged), "count"),
        luck=reading.rough(reading.record.expected_by_luck),
    )
    for sentence in (luck, *headline_luck_of(judged)):
        screen.say(tell(sentence), 2, "dim")
    if any(m.usual and m.usual.kind == "trial" for m in judged):
        screen.say(tell(say("Ranges are on trial: fewer than 12 earlier sessions.")), 2, "dim")
    for one in reading.record.compared_with:
        screen.say(tell(one), 2, "dim")
