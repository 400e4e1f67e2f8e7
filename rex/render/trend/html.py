"""A trend as one HTML file that opens anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.render.comparison.telling import Telling
from rex.render.trend.sections import page_of
from rex.render.trend.view import reading_of
from rex.text.speaker import Speaker

if TYPE_CHECKING:
    from pathlib import Path

    from rex.model.trend import Trend


def trend_html(trend: Trend, lang: str, theme: str | Path = "default") -> str:
    """Write a trend as one self-contained page: no network, no inline style, light, dark, print and phone."""
    from rex.render.trend.paper import trend_paper

    telling = Telling(Speaker(lang, trend.timezone))
    return trend_paper(page_of(telling, reading_of(trend, telling.speaker)), lang=lang, theme=theme)
