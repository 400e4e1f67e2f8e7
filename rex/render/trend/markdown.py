"""A trend as Markdown for a wiki."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.render.comparison.markdown import document
from rex.render.comparison.telling import Telling
from rex.render.marker import marker
from rex.render.trend.sections import page_of
from rex.render.trend.view import reading_of
from rex.text.speaker import Speaker

if TYPE_CHECKING:
    from rex.model.trend import Trend


def trend_markdown(trend: Trend, lang: str) -> str:
    """Write a trend as Markdown, every picture as its sentence; what people wrote is inert in it."""
    telling = Telling(Speaker(lang, trend.timezone))
    page = page_of(telling, reading_of(trend, telling.speaker), drawn=False)
    return document(page, marker("trend", trend.client))
