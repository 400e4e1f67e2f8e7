"""A period as Markdown for a wiki."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.render.comparison.markdown import document
from rex.render.comparison.telling import Telling
from rex.render.marker import marker
from rex.render.period.sections import page_of
from rex.render.period.view import reading_of
from rex.text.speaker import Speaker

if TYPE_CHECKING:
    from rex.model.comparison import Period
    from rex.render.period.view import Edition


def period_markdown(period: Period, lang: str, edition: Edition = "team") -> str:
    """Write a period as Markdown; what people wrote is inert in it."""
    telling = Telling(Speaker(lang, period.timezone))
    page = page_of(telling, reading_of(period, telling.speaker, edition))
    return document(page, marker("period", period.client))
