"""Two sessions side by side, as one reading that terminal, Markdown and page show."""

from __future__ import annotations

from rex.render.comparison.html import diff_html
from rex.render.comparison.lines import diff_lines
from rex.render.comparison.markdown import diff_markdown

__all__ = ["diff_html", "diff_lines", "diff_markdown"]
