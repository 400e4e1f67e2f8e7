"""The index page as one HTML file that opens anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.render.comparison.telling import Telling
from rex.render.shelf.page import page_of
from rex.text.speaker import Speaker

if TYPE_CHECKING:
    from pathlib import Path

    from rex.model.shelf import Shelf


def shelf_html(shelf: Shelf, lang: str, theme: str | Path = "default") -> str:
    """Write the index as one self-contained page; its links are relative, so that the folder can be moved or sent."""
    from rex.render.comparison.paper import paper

    return paper("comparison.html.j2", page_of(Telling(Speaker(lang, shelf.timezone)), shelf), lang=lang, theme=theme)
