"""A period's report as a PDF: the same parts as its page, set on paper as a session's report is."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from rex.render.blocks import Entries, Facts
from rex.render.comparison.multiple import multiple
from rex.render.comparison.pieces import Multiples
from rex.render.comparison.plainly import plainly
from rex.render.comparison.telling import Telling
from rex.render.pdf.document import framed
from rex.render.pdf.first_page import group
from rex.render.pdf.glossary import glossary
from rex.render.pdf.letters import boxed, lacking, parted
from rex.render.pdf.look import Look
from rex.render.pdf.nodes import Node, node, picture
from rex.render.pdf.press import press
from rex.render.period.sections import page_of
from rex.render.period.view import reading_of
from rex.text.speaker import Speaker

if TYPE_CHECKING:
    from rex.model.comparison import Period
    from rex.render.comparison.pieces import Page, Part, Piece
    from rex.render.period.view import Edition

_PLAIN = Look()


def render_period_pdf(period: Period, *, lang: str, edition: Edition = "team", look: Look = _PLAIN) -> bytes:
    """Write a period's report as PDF/UA-1; the client edition from a period that was stripped first.

    Letters that the press's fonts lack become an empty box, explained on the last page. Raises FileError where the
    extra `pdf` is not installed.
    """
    telling = Telling(Speaker(lang, period.timezone))
    read = reading_of(period, telling.speaker, edition)
    page = page_of(telling, read)
    words = {
        "id": page.id,
        "lang": lang,
        "title": page.title,
        "subtitle": page.subtitle,
        "kicker": page.kicker,
        "written": page.written,
        "state": read.state,
        "footer": page.footer,
    }
    document = framed(words, _sections(page), look)
    document["first_page"] = [group(part, telling.tell) for part in page.sections if _sums_up(page, part)]
    gaps = lacking(document)
    blocks = [block for part in page.sections for piece in part.blocks for block in plainly(piece)]
    document["glossary"] = glossary(blocks, telling.tell, lacking=bool(gaps))
    data = json.dumps(parted(boxed(document, gaps)), ensure_ascii=False)
    return press(data, written=int(period.written.timestamp()))


def _sums_up(page: Page, part: Part) -> bool:
    """Tell whether page 1 names a part's first entries: what worked, what did not, and the bets."""
    lessons = part.number in {page.pair, page.pair + 1}
    return lessons or any(isinstance(block, Entries) and block.layout == "actions" for block in part.blocks)


def _sections(page: Page) -> list[Node]:
    """Give the parts as the layout wants them: first what it is about, then the bottom line, then the others."""
    first, *rest = page.sections
    about = tuple(block for block in first.blocks if isinstance(block, Facts))
    line = tuple(block for block in first.blocks if not isinstance(block, Facts))
    return [_section(replace(first, blocks=about)), _section(replace(first, blocks=line)), *map(_section, rest)]


def _section(part: Part) -> Node:
    return {
        "number": part.number,
        "title": part.title,
        "decision": part.decision,
        "headline": part.headline,
        "blocks": [one for piece in part.blocks for one in _nodes(piece)],
    }


def _nodes(piece: Piece) -> list[Node]:
    """Give a piece as data: the small pictures drawn, every other in the words and tables that paper knows."""
    if not isinstance(piece, Multiples):
        return [node(block) for block in plainly(piece)]
    figures: list[Node] = [
        {
            "title": item.title,
            "goal": " · ".join((item.value, *item.doubt, item.mark.word)),
            "picture": picture(multiple(item), item.says),
        }
        for item in piece.items
    ]
    return [{"kind": "forecasts", "key": piece.key, "items": figures}]
