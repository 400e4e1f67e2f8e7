"""A report as Markdown for a wiki: our structure, everybody's words, and nothing in them that a wiki would act on."""

from __future__ import annotations

import re
from functools import singledispatch
from typing import TYPE_CHECKING

from rex.render.blocks import (
    Beside,
    Bullets,
    Entries,
    Facts,
    Forecasts,
    Headlines,
    Key,
    Prose,
    Quotes,
    Table,
)
from rex.render.figures import TimelineFigure
from rex.render.marker import marker
from rex.render.words import labelled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rex.model.retrospective import Retrospective
    from rex.render.blocks import Cell, Entry, Fact, Link, Mark, Quoted, Report, Row, Section
    from rex.render.view import Edition

_ACTIVE = re.compile(r"([\\`*_{}\[\]#|~$])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
"""Written as entities, since some wikis take a backslash before them for a letter."""
_LEADING = re.compile(r"^(?:(\d+)([.)])(?=\s|$)|([-+=:])(?=[-+=:\s]|$))")
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp|www)(?=[:.])")
_CALL = re.compile(r"([@#])(?=\w)")
_EMOJI = re.compile(r":(?=[a-z0-9_+-]*[a-z][a-z0-9_+-]*:)")
_DOMAIN = re.compile(r"(?<=\w)\.(?=\w)")
_GAP = "\u200b"
"""A space nobody sees: it cuts what a backslash cannot make inert."""


def escape(words: str) -> str:
    """Make words inert in Markdown: no HTML, link, picture, heading, list, table break, mention or autolink.

    Line ends become spaces. Punctuation that means something gets a backslash; addresses, mentions and
    `:codes:` are cut by an invisible space.
    """
    text = " ".join(words.split())
    text = _CALL.sub(lambda m: m[1] + _GAP, text)
    text = _ADDRESS.sub(lambda m: m[1] + _GAP, text)
    text = _EMOJI.sub(":" + _GAP, text)
    text = _ACTIVE.sub(r"\\\1", text)
    text = "".join(_ENTITIES.get(c, c) for c in text)
    return _LEADING.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", text)


def escape_quote(words: str) -> str:
    """Make a viewer's words inert: as `escape`, and every dot inside a word is cut, so that no domain is left."""
    return escape(_DOMAIN.sub("." + _GAP, " ".join(words.split())))


def code(words: str) -> str:
    """Write an id as code; nothing inside code acts, except what would end it or the cell."""
    return "`" + words.replace("`", "'").replace("|", "\\|") + "`" if words else ""


def render_markdown(record: Retrospective, *, lang: str, edition: Edition = "team") -> str:
    """Write one session's report as Markdown; the flash edition is plain text of one screen."""
    from rex.render.flash import render_flash
    from rex.render.view import read

    if edition == "flash":
        return render_flash(record, lang=lang)
    report = read(record, lang=lang, edition=edition)
    return "\n\n".join(_document(report, marker("review", record.session.client))) + "\n"


def _document(report: Report, first: str) -> Iterable[str]:
    yield first
    yield f"# {escape(report.title)}"
    yield escape(report.subtitle)
    yield f"{escape(report.kicker)} · {code(report.id)} · {escape(report.written)} · **{escape(report.state)}**"
    for section in report.sections:
        yield from _section(section)
    yield "---"
    yield escape(report.footer)


def _section(section: Section) -> Iterable[str]:
    yield f"## {section.number}. {escape(section.title)}"
    yield f"*{escape(section.decision)}*"
    yield f"**{escape(section.headline)}**"
    for block in section.blocks:
        text = render_block(block)
        if text:
            yield text


@singledispatch
def render_block(block: object) -> str:
    """Write one block; a figure is its sentence and, where it has one, its table."""
    raise TypeError(f"no Markdown for {type(block).__name__}")


@render_block.register
def _(block: Prose) -> str:
    return escape(block.text)


@render_block.register
def _(block: Bullets) -> str:
    return _titled(block.title, "\n".join(f"- {escape(item)}" for item in block.items))


@render_block.register
def _(block: Facts) -> str:
    return "\n".join(f"- **{escape(labelled(f.label))}** {_fact(f)}" for f in block.items)


@render_block.register
def _(block: Quotes) -> str:
    return _titled(block.title, _quoted(block.items))


@render_block.register
def _(block: Table) -> str:
    return _titled(block.caption, _table(block)) if block.rows else ""


@render_block.register
def _(block: Headlines) -> str:
    return "\n".join(
        f"- {_mark(h.mark)}: {escape(h.label)} **{escape(h.value)}** {escape(' · '.join(h.doubt))}".rstrip()
        for h in block.items
    )


@render_block.register
def _(block: Entries) -> str:
    parts = [f"### {escape(block.title)}"] if block.title else []
    parts += [_entry(entry) for entry in block.items] or [escape(block.empty)]
    return "\n\n".join(parts)


@render_block.register
def _(block: Beside) -> str:
    return f"{render_block(block.first)}\n\n{render_block(block.second)}"


@render_block.register
def _(block: Forecasts) -> str:
    return "\n".join(f"- {escape(f.says)}" for f in block.figures)


@render_block.register
def _(block: Key) -> str:
    return " · ".join(_mark(m) for m in block.marks)


@render_block.register
def _(block: TimelineFigure) -> str:
    lines = [escape(block.says), ""]
    lines += [f"- {escape(s.title)}: {escape(s.top_label)}" for s in block.series if s.top_label]
    lines += [f"- {escape(i.title)}" for i in block.incidents]
    return "\n".join(lines).rstrip()


def _titled(title: str, text: str) -> str:
    return f"### {escape(title)}\n\n{text}" if title else text


def _mark(mark: Mark) -> str:
    return f"`{mark.sign}` {escape(mark.word)}"


def _links(links: tuple[Link, ...]) -> str:
    """Name the evidence; a wiki's own anchors differ too much to link to."""
    return ", ".join(escape(link.label) for link in links)


def _fact(fact: Fact) -> str:
    text = " ".join(part for part in (escape(fact.text), _links(fact.links)) if part)
    return f"{escape(fact.tag)} · {text}" if fact.tag else text


def _quoted(items: tuple[Quoted, ...]) -> str:
    return "\n>\n".join(f"> “{escape_quote(q.text)}”" + (f"  \n> {escape(q.note)}" if q.note else "") for q in items)


def _entry(entry: Entry) -> str:
    sign = _mark(entry.mark) + ": " if entry.mark else ""
    number = {"peak": f"▲{entry.number} ", "drop": f"▼{entry.number} "}.get(entry.kind, "")
    about = " · ".join(part for part in (escape(entry.state), escape(entry.when), code(entry.code)) if part)
    lines = [f"**{sign}{number}{escape(entry.title)}**"]
    if about:
        lines.append(f"{about}")
    text = "  \n".join(lines) + "\n"
    text += "".join(f"\n- {escape(labelled(f.label))} {_fact(f)}" for f in entry.facts)
    return text.rstrip() + (f"\n\n{_quoted(entry.quotes)}" if entry.quotes else "")


def _table(table: Table) -> str:
    head = [escape(c.label) for c in table.columns]
    rule = ["---:" if c.kind == "number" else "---" for c in table.columns]
    lines = [_row(head), _row(rule)]
    group = ""
    for row in table.rows:
        if row.group and row.group != group:
            group = row.group
            lines.append(_row([f"**{escape(group)}**", *[""] * (len(head) - 1)]))
        lines.append(_row(_cells(row)))
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cells(row: Row) -> list[str]:
    return [f"**{_cell(c)}**" if row.total and _cell(c) else _cell(c) for c in row.cells]


def _cell(cell: Cell) -> str:
    parts = [
        _mark(cell.mark) if cell.mark else "",
        code(cell.text) if cell.code and not cell.sub else escape(cell.text),
        f"({escape(cell.tag)})" if cell.tag else "",
        _links(cell.links),
    ]
    text = " ".join(part for part in parts if part)
    under = code(cell.sub) if cell.code else escape(cell.sub)
    return f"{text}<br>{under}" if text and under else text or under
