"""A period as one HTML file that opens anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.render.comparison.telling import Telling
from rex.render.period.sections import page_of
from rex.render.period.view import reading_of
from rex.text.speaker import Speaker

if TYPE_CHECKING:
    from pathlib import Path

    from rex.model.comparison import Period
    from rex.render.period.view import Edition


def period_html(period: Period, lang: str, edition: Edition = "team", theme: str | Path = "default") -> str:
    """Write a period as one self-contained page: no network, no inline style, light, dark, print and phone."""
    from rex.render.comparison.paper import paper

    telling = Telling(Speaker(lang, period.timezone))
    page = page_of(telling, reading_of(period, telling.speaker, edition))
    return paper("period.html.j2", page, lang=lang, theme=theme)
