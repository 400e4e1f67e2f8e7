"""Two sessions as Markdown for a wiki."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.render.comparison.plainly import plainly
from rex.render.comparison.sections import page_of
from rex.render.comparison.telling import Telling
from rex.render.comparison.view import comparing
from rex.render.markdown import code, escape, render_block
from rex.render.marker import marker
from rex.text.speaker import Speaker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rex.model.comparison import Comparison
    from rex.render.comparison.pieces import Page, Part


def diff_markdown(comparison: Comparison, lang: str) -> str:
    """Write a comparison as Markdown; what people wrote is inert in it."""
    telling = Telling(Speaker(lang, comparison.after.timezone))
    page = page_of(telling, comparing(comparison, telling.speaker))
    return document(page, marker("diff", comparison.after.client))


def document(page: Page, first: str) -> str:
    """Write any page of parts as Markdown, every row unfolded, under the marker of its kind."""
    return "\n\n".join(_blocks(page, first)) + "\n"


def _blocks(page: Page, first: str) -> Iterable[str]:
    yield first
    yield f"# {escape(page.title)}"
    yield escape(page.subtitle)
    about = (escape(page.kicker), code(page.id), escape(page.written))
    yield " · ".join(part for part in about if part)
    if page.passport.items:
        yield render_block(page.passport)
    for part in page.sections:
        yield from _part(part)
    yield "---"
    yield escape(page.footer)


def _part(part: Part) -> Iterable[str]:
    yield f"## {part.number}. {escape(part.title)}"
    if part.decision:
        yield f"*{escape(part.decision)}*"
    yield f"**{escape(part.headline)}**"
    for piece in part.blocks:
        for block in plainly(piece):
            text = render_block(block)
            if text:
                yield text
