"""What page 1 tells a manager beside the bottom line: what worked, what did not, and the actions, each in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, say_n
from rex.render.blocks import Entries

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.render.blocks import Entry, Report, Section
    from rex.render.comparison.pieces import Part
    from rex.render.pdf.nodes import Node

WORKED, DID_NOT, ACTIONS = 7, 8, 13
"""The sections that page 1 sums up."""
MOST, LONGEST = 3, 110
"""How many of each, and how many letters of one; the rest stands in its section."""


def first_page(report: Report, tell: Callable[[Message], str]) -> list[Node]:
    """Give the groups this edition has: title, first entries, and how many more there are."""
    return [group(s, tell) for s in report.sections if s.number in (WORKED, DID_NOT, ACTIONS)]


def group(section: Section | Part, tell: Callable[[Message], str]) -> Node:
    """Sum a section up: its title, its first entries, and how many more there are."""
    entries = [e for block in section.blocks if isinstance(block, Entries) for e in block.items]
    left = len(entries) - MOST
    return {
        "title": section.title,
        "empty": "" if entries else section.headline,
        "items": [_line(e) for e in entries[:MOST]],
        "more": tell(say_n("… and {n} more", "… and {n} more", left)) if left > 0 else "",
    }


def _line(one: Entry) -> Node:
    from rex.render.pdf.nodes import mark

    words = one.title if len(one.title) <= LONGEST else one.title[: LONGEST - 1].rstrip() + "…"
    about = " · ".join(f.text for f in one.facts[:2]) if one.mark is None else ""
    return {"label": words, "anchor": one.anchor, "mark": mark(one.mark) if one.mark else "", "about": about}
