"""A week, a month or any span of one client, as one reading that terminal, Markdown and page show."""

from __future__ import annotations

from rex.render.period.client import strip_period_for_client
from rex.render.period.html import period_html
from rex.render.period.lines import period_lines
from rex.render.period.markdown import period_markdown

__all__ = ["period_html", "period_lines", "period_markdown", "strip_period_for_client"]
