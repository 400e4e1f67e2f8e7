"""Tables on the terminal: cells wrapped in columns where they fit, one labelled line a cell where they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.render.terminal.lines import SIGN_STYLES, Screen, Span, Style, cell, clean, wrapped
from rex.render.words import labelled
from rex.text.width import width

if TYPE_CHECKING:
    from rex.render.blocks import Cell, Row, Table

INDENT, GAP = 3, 2
LEAST = 11
"""A column of text narrower than this is not read; the row is set downwards then."""
LABEL = 24


def table(screen: Screen, t: Table) -> None:
    """Add a table with its caption."""
    screen.say(t.caption, INDENT, "dim")
    sizes = _sizes(t, screen.width - INDENT)
    if sizes:
        _across(screen, t, sizes)
    else:
        _down(screen, t)


def _text(c: Cell) -> str:
    parts = [f"{c.mark.sign} {c.mark.word}" if c.mark else "", c.text, f"({c.tag})" if c.tag else ""]
    parts.append(", ".join(link.label for link in c.links))
    return clean(" ".join(part for part in parts if part)) or clean(c.sub)


def _style(c: Cell, *, total: bool) -> Style:
    if c.mark:
        return SIGN_STYLES[c.mark.sign]
    return "bold" if total else "plain"


def _sizes(t: Table, room: int) -> list[int]:
    """Shrink the widest columns until the table fits; () when a column would become too narrow to read.

    An interval under a number is not torn apart, where there is room for it in one line.
    """
    return _fitted(t, room, small=True) or _fitted(t, room, small=False)


def _fitted(t: Table, room: int, *, small: bool) -> list[int]:
    sizes = [
        max([width(c.label), *(_widest(r.cells[i], small=small and c.kind == "number") for r in t.rows)])
        for i, c in enumerate(t.columns)
    ]
    fixed = {i for i, c in enumerate(t.columns) if c.kind == "number"}
    while sum(sizes) + GAP * (len(sizes) - 1) > room:
        widest = max((i for i in range(len(sizes)) if i not in fixed), key=lambda i: sizes[i], default=None)
        if widest is None or sizes[widest] <= LEAST:
            return []
        sizes[widest] -= 1
    return sizes


def _widest(c: Cell, *, small: bool) -> int:
    under = width(clean(c.sub)) if small and not c.code else 0
    return max(width(_text(c)), under)


def _across(screen: Screen, t: Table, sizes: list[int]) -> None:
    right = [c.kind == "number" for c in t.columns]
    heads = [wrapped(c.label, s) for c, s in zip(t.columns, sizes, strict=True)]
    _set(screen, heads, ["dim"] * len(heads), (sizes, right))
    group = ""
    for row in t.rows:
        if row.group and row.group != group:
            group = row.group
            screen.add(" " * INDENT, Span(group, "dim"))
        texts = [_wrapped(c, s) for c, s in zip(row.cells, sizes, strict=True)]
        _set(screen, texts, [_style(c, total=row.total) for c in row.cells], (sizes, right))


def _wrapped(c: Cell, size: int) -> list[str]:
    """Wrap a cell and its small print; an id is small print that a terminal leaves out."""
    small = c.sub and not c.code and clean(c.sub) != _text(c)
    under = wrapped(clean(c.sub), size) if small else []
    return wrapped(_text(c), size) + under


def _set(screen: Screen, texts: list[list[str]], styles: list[Style], layout: tuple[list[int], list[bool]]) -> None:
    """Set cells of several lines beside each other."""
    sizes, right = layout
    for i in range(max(map(len, texts))):
        spans: list[Span | str] = [" " * INDENT]
        for lines, style, size, to_right in zip(texts, styles, sizes, right, strict=True):
            spans += [Span(cell(lines[i] if i < len(lines) else "", size, right=to_right), style), " " * GAP]
        screen.add(*spans)


def _down(screen: Screen, t: Table) -> None:
    """Set each row as a heading and labelled lines."""
    group = ""
    for row in t.rows:
        if row.group and row.group != group:
            group = row.group
            screen.add(" " * INDENT, Span(group, "dim"))
        screen.say(_text(row.cells[0]), INDENT, "bold", hang=2)
        if row.cells[0].sub:
            screen.say(row.cells[0].sub, INDENT + 2, "dim")
        _fields(screen, t, row)


def _fields(screen: Screen, t: Table, row: Row) -> None:
    at = INDENT + 2 + LABEL
    for c, column in zip(row.cells[1:], t.columns[1:], strict=True):
        text = _text(c)
        if text:
            screen.labelled(labelled(column.label), text, at, INDENT + 2, "dim")
        if c.sub and clean(c.sub) != text:
            screen.labelled("", c.sub, at, INDENT + 2, "dim")
