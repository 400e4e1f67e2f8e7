"""Blocks as plain data: the layout on paper reads these and nothing else, and runs none of it."""

from __future__ import annotations

import re
from functools import singledispatch
from html import escape
from typing import TYPE_CHECKING, TypeAlias

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
from rex.render.charts.forecast import forecast
from rex.render.charts.range_bar import range_bar
from rex.render.charts.svg import FONT, GROUND
from rex.render.charts.timeline import PAPER, timeline
from rex.render.figures import TimelineFigure
from rex.render.words import labelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.render.blocks import Cell, Column, Entry, Fact, Headline, Link, Mark, Quoted, Row, Section

Node: TypeAlias = "dict[str, Node] | list[Node] | str | int | float | bool"

BAR_WIDTH, HEADLINE_WIDTH = 170, 138
WIDE_ENOUGH = 60
"""Letters; a longer cell does not make its column wider."""
LONGEST_WORD = 20
"""Letters; a longer word may end its line in between."""
LETTERS_A_LINE, MOST_LINES = 95, 30
"""What fits a line across the page, and the tallest that is kept together on one page."""
_ROOT = '<svg xmlns="http://www.w3.org/2000/svg"'


def section(block: Section) -> Node:
    """Give a section with all its blocks."""
    return {
        "number": block.number,
        "title": block.title,
        "decision": block.decision,
        "headline": block.headline,
        "blocks": [node(one) for one in block.blocks],
    }


@singledispatch
def node(block: object) -> Node:
    """Give one block as data; its `kind` names the function of the layout that sets it."""
    raise TypeError(f"no paper for {type(block).__name__}")


@node.register
def _(block: Prose) -> Node:
    return {"kind": "prose", "text": block.text, "role": block.role}


@node.register
def _(block: Bullets) -> Node:
    return {"kind": "bullets", "title": block.title, "items": list(block.items)}


@node.register
def _(block: Facts) -> Node:
    return {"kind": "facts", "layout": block.layout, "items": _facts(block.items)}


@node.register
def _(block: Quotes) -> Node:
    return {"kind": "quotes", "title": block.title, "items": _quoted(block.items)}


@node.register
def _(block: Table) -> Node:
    shares = [_share(c, [r.cells[i] for r in block.rows]) for i, c in enumerate(block.columns)]
    return {
        "kind": "table",
        "caption": block.caption,
        "columns": [
            {"label": c.label, "kind": c.kind, "share": share} for c, share in zip(block.columns, shares, strict=True)
        ],
        "rows": _rows(block.rows, [share / sum(shares) for share in shares]),
    }


@node.register
def _(block: Headlines) -> Node:
    return {"kind": "headlines", "note": block.note, "items": [_headline(h) for h in block.items]}


@node.register
def _(block: Entries) -> Node:
    return {
        "kind": "entries",
        "title": block.title,
        "empty": block.empty,
        "items": [_entry(e) for e in block.items],
    }


@node.register
def _(block: Beside) -> Node:
    return {"kind": "beside", "first": node(block.first), "second": node(block.second)}


@node.register
def _(block: Forecasts) -> Node:
    figures: list[Node] = [
        {"title": f.title, "goal": f.goal_label, "picture": picture(forecast(f), f.says)} for f in block.figures
    ]
    return {"kind": "forecasts", "key": block.key, "items": figures}


@node.register
def _(block: Key) -> Node:
    return {"kind": "key", "text": block.text, "marks": [mark(m) for m in block.marks]}


@node.register
def _(block: TimelineFigure) -> Node:
    return {"kind": "timeline", "key": block.key, "picture": picture(timeline(block, PAPER), block.says)}


def mark(one: Mark) -> Node:
    """Give a mark; its minus is as wide as a plus, its star stands in the middle of the line."""
    return {"sign": {"-": "\u2212", "*": "\u2217"}.get(one.sign, one.sign), "tone": one.tone, "word": one.word}


def picture(svg: str, says: str) -> Node:
    """Give a chart that stands alone: named as SVG, on white, in letters that the paper has."""
    alone = svg.replace("<svg", _ROOT, 1).replace(GROUND, "#FFFFFF").replace(escape(FONT), "Libertinus Serif")
    return {"svg": re.sub(r"</?a(?: [^>]*)?>", "", alone), "says": says}


def _facts(items: Sequence[Fact]) -> list[Node]:
    return [
        {"label": f.label, "spoken": labelled(f.label), "text": f.text, "links": _links(f.links), "tag": f.tag}
        for f in items
    ]


def _links(links: Sequence[Link]) -> list[Node]:
    return [{"label": link.label, "anchor": link.anchor} for link in links]


def _quoted(items: Sequence[Quoted]) -> list[Node]:
    return [{"text": q.text, "note": q.note, "anchor": q.anchor, "whole": _whole(q.text + q.note)} for q in items]


def _whole(text: str, share: float = 0.5, lines: int = 1) -> bool:
    """Tell whether a text in this share of the width, begun anew so many times, can be kept on one page."""
    return len(text) / (share * LETTERS_A_LINE) + lines < MOST_LINES


def _headline(one: Headline) -> Node:
    bar = picture(range_bar(one.bar, HEADLINE_WIDTH, ends=True), one.bar.says) if one.bar else ""
    return {
        "label": one.label,
        "value": one.value,
        "doubt": list(one.doubt),
        "mark": mark(one.mark),
        "anchor": one.anchor,
        "bar": bar,
    }


def _entry(one: Entry) -> Node:
    sign = {"peak": "▲", "drop": "▼"}.get(one.kind, "")
    words = [one.title, *(f.label + f.text for f in one.facts), *(q.text + q.note for q in one.quotes)]
    about = " · ".join(part for part in (one.state, one.when) if part)
    return {
        "title": one.title,
        "mark": mark(one.mark) if one.mark else "",
        "number": f"{sign}{one.number}" if one.number else "",
        "drop": one.kind == "drop",
        "whole": _whole("".join(words), lines=len(words)),
        "about": about,
        "code": one.code,
        "facts": _facts(one.facts),
        "quotes": _quoted(one.quotes),
        "anchor": one.anchor,
    }


def _rows(rows: Sequence[Row], shares: Sequence[float]) -> list[Node]:
    made: list[Node] = []
    group = ""
    for row in rows:
        begins = row.group if row.group != group else ""
        group = row.group or group
        made.append(
            {
                "group": begins,
                "anchor": row.anchor,
                "total": row.total,
                "whole": all(_whole(_written(c) + c.sub, share) for c, share in zip(row.cells, shares, strict=False)),
                "cells": [_cell(c) for c in row.cells],
            }
        )
    return made


def _cell(one: Cell) -> Node:
    return {
        "text": one.text,
        "sub": one.sub,
        "mark": mark(one.mark) if one.mark else "",
        "bar": picture(range_bar(one.bar, BAR_WIDTH), one.bar.says) if one.bar else "",
        "links": _links(one.links),
        "tag": one.tag,
        "code": one.code,
    }


def _share(column: Column, cells: Sequence[Cell]) -> float:
    """Give a column's share of the width: as its longest word and its usual text need, within bounds."""
    if any(c.bar for c in cells):
        return 26.0
    texts = [_written(c) for c in cells]
    word = max((len(w) for t in (*texts, column.label) for w in t.split()), default=0)
    text = max((min(len(t), WIDE_ENOUGH) for t in texts), default=0)
    return float(max(5, min(word, LONGEST_WORD), round(text * 0.5)))


def _written(cell: Cell) -> str:
    links = ", ".join(link.label for link in cell.links)
    word = cell.mark.word if cell.mark else ""
    return max((cell.text + cell.tag, cell.sub, links, word), key=len)
