"""Readings of a record as terminal lines: texts with styles, which the command line paints."""

from __future__ import annotations

from rex.render.terminal.checks import checks_lines
from rex.render.terminal.ending import ending_lines, summary_lines
from rex.render.terminal.kpis import kpis_lines
from rex.render.terminal.lines import Line, Span, Style, text_of
from rex.render.terminal.moments import moments_lines
from rex.render.terminal.report import report_lines
from rex.render.terminal.reveal import reveal_lines

__all__ = [
    "Line",
    "Span",
    "Style",
    "checks_lines",
    "ending_lines",
    "kpis_lines",
    "moments_lines",
    "report_lines",
    "reveal_lines",
    "summary_lines",
    "text_of",
]
