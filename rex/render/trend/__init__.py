"""Each KPI over the sessions of one client, as one reading that terminal, Markdown and page show."""

from __future__ import annotations

from rex.render.trend.html import trend_html
from rex.render.trend.lines import trend_lines
from rex.render.trend.markdown import trend_markdown

__all__ = ["trend_html", "trend_lines", "trend_markdown"]
