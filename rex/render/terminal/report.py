"""The whole report on the terminal: the same sections, the same sentences."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from rex.render.blocks import Beside, Bullets, Entries, Facts, Forecasts, Headlines, Key, Prose, Quotes, Table
from rex.render.figures import TimelineFigure
from rex.render.reading import Reading
from rex.render.terminal.head import begin
from rex.render.terminal.lines import SIGN_STYLES, Line, Screen, Span
from rex.render.terminal.spark import show
from rex.render.terminal.table import table
from rex.render.words import labelled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rex.model.retrospective import Retrospective
    from rex.render.blocks import Block, Entry, Fact, Headline, Quoted, Section
    from rex.render.view import Edition


def report_lines(
    record: Retrospective, *, lang: str, width: int, edition: Edition = "team", plain: bool = False
) -> list[Line]:
    """Write a report in at most `width` columns."""
    from rex.render.client import strip_for_client
    from rex.render.view import read

    record = strip_for_client(record) if edition == "client" else record
    screen, reading = begin(record, lang=lang, width=width, plain=plain)
    report = read(record, lang=lang, edition=edition)
    screen.say(report.title, style="bold")
    screen.say(report.subtitle)
    screen.say(report.state, style="unknown" if report.provisional else "dim")
    for section in report.sections:
        _section(screen, reading, section)
    screen.blank()
    screen.say(report.footer, style="dim")
    return screen.lines


def _section(screen: Screen, reading: Reading, section: Section) -> None:
    screen.blank()
    if not screen.plain:
        screen.add(Span("─" * screen.width, "dim"))
    screen.say(f"{section.number}  {section.title}", style="bold")
    screen.say(section.decision, 3, "dim")
    screen.say(section.headline, 3, "bold")
    write_blocks(section.blocks, screen, reading)


def write_blocks(blocks: Iterable[Block], screen: Screen, reading: Reading) -> None:
    """Write blocks under each other."""
    for block in blocks:
        screen.blank()
        _block(block, screen, reading)


@singledispatch
def _block(block: object, _screen: Screen, _reading: Reading) -> None:
    """Write one block."""
    raise TypeError(f"no terminal lines for {type(block).__name__}")


@_block.register
def _(block: Prose, screen: Screen, _reading: Reading) -> None:
    screen.say(block.text, 3, "dim" if block.role == "note" else "plain")


@_block.register
def _(block: Bullets, screen: Screen, _reading: Reading) -> None:
    if block.title:
        screen.say(block.title, 3, "bold")
    for item in block.items:
        screen.say(f"- {item}", 3, hang=2)


@_block.register
def _(block: Facts, screen: Screen, _reading: Reading) -> None:
    _facts(screen, block.items, 3)


@_block.register
def _(block: Quotes, screen: Screen, _reading: Reading) -> None:
    screen.say(block.title, 3, "bold")
    _quotes(screen, block.items, 3)


@_block.register
def _(block: Table, screen: Screen, _reading: Reading) -> None:
    table(screen, block)


@_block.register
def _(block: Headlines, screen: Screen, _reading: Reading) -> None:
    for h in block.items:
        _headline(screen, h)


@_block.register
def _(block: Entries, screen: Screen, _reading: Reading) -> None:
    _entries(screen, block)


@_block.register
def _(block: Beside, screen: Screen, _reading: Reading) -> None:
    _entries(screen, block.first)
    screen.blank()
    _entries(screen, block.second)


@_block.register
def _(block: Forecasts, screen: Screen, _reading: Reading) -> None:
    for figure in block.figures:
        screen.say(figure.says, 3)


@_block.register
def _(block: Key, screen: Screen, _reading: Reading) -> None:
    for m in block.marks:
        screen.add("   ", Span(f"{m.sign} {m.word}", SIGN_STYLES[m.sign]))


@_block.register
def _(_figure: TimelineFigure, screen: Screen, reading: Reading) -> None:
    show(screen, reading)


def _headline(screen: Screen, h: Headline) -> None:
    style = SIGN_STYLES[h.mark.sign]
    screen.add(
        "   ", Span(h.mark.sign, style), " ", Span(h.label, "bold"), "  ", h.value, "  ", Span(h.mark.word, style)
    )
    screen.say(" · ".join(h.doubt), 5, "dim")


def _facts(screen: Screen, facts: tuple[Fact, ...], indent: int) -> None:
    for fact in facts:
        links = ", ".join(link.label for link in fact.links)
        text = " · ".join(part for part in (fact.tag, " ".join(p for p in (fact.text, links) if p)) if part)
        screen.labelled(labelled(fact.label), text, indent + 20, indent, "dim")


def _quotes(screen: Screen, items: tuple[Quoted, ...], indent: int) -> None:
    for quote in items:
        screen.say(f"“{quote.text}”", indent)
        screen.say(quote.note, indent + 2, "dim")


def _entries(screen: Screen, block: Entries) -> None:
    if block.title:
        screen.say(block.title, 3, "bold")
    if not block.items:
        screen.say(block.empty, 3)
    for i, entry in enumerate(block.items):
        if i:
            screen.blank()
        _entry(screen, entry)


def _entry(screen: Screen, entry: Entry) -> None:
    kind = {"peak": "▲", "drop": "▼"} if not screen.plain else {"peak": "+", "drop": "-"}
    sign = f"{kind[entry.kind]}{entry.number}" if entry.kind else entry.mark.sign if entry.mark else ""
    screen.say(f"{sign} {entry.title}".strip(), 3, "bold", hang=2)
    about = " · ".join(part for part in (entry.state, entry.when, entry.code) if part)
    if about:
        screen.say(about, 5, "dim")
    _facts(screen, entry.facts, 5)
    _quotes(screen, entry.quotes, 5)
