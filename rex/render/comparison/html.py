"""Two sessions as one HTML file that opens anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.render.comparison.sections import page_of
from rex.render.comparison.telling import Telling
from rex.render.comparison.view import comparing
from rex.text.speaker import Speaker

if TYPE_CHECKING:
    from pathlib import Path

    from rex.model.comparison import Comparison


def diff_html(comparison: Comparison, lang: str, theme: str | Path = "default") -> str:
    """Write a comparison as one self-contained page: no network, no inline style, light, dark, print and phone."""
    from rex.render.comparison.paper import paper

    telling = Telling(Speaker(lang, comparison.after.timezone))
    page = page_of(telling, comparing(comparison, telling.speaker))
    return paper("comparison.html.j2", page, lang=lang, theme=theme)
