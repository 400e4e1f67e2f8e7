"""The first screen: what REX can do, in the order a person needs it. Printed without loading anything else.

A test compares the commands named here with the files in `commands/`.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

GROUPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Start here",
        (
            ("demo", "see a finished review of a sample session"),
            ("init", "make a workspace for one client"),
            ("doctor", "what is installed, what is missing, what is broken"),
        ),
    ),
    (
        "After each session",
        (
            ("add", "put the platforms' files into a session"),
            ("map", "say once what the columns of an unknown table are"),
            ("inspect", "what is in the export files, and what can be computed from them"),
            ("review", "the main job: questions, numbers, checks, actions, report"),
            ("ask", "the questions alone, for one more person"),
            ("form", "the questions as one page for a phone, and the mail to send it with"),
        ),
    ),
    (
        "Look closer",
        (
            ("kpis", "the numbers of a session, and how sure they are"),
            ("moments", "the minutes that stood out"),
            ("chat", "what people asked, what stopped them, and how it sounded"),
            ("check", "what the checks of the reasoning say"),
            ("explain", "what a KPI, a check or an importer is"),
            ("export", "a session's tables, or every source cell, for other programs"),
            ("questionnaire", "lint: what is doubtful in a question set"),
            ("list", "importers, kpis, checks, questionnaires, languages, themes"),
        ),
    ),
    (
        "Over time",
        (
            ("diff", "two sessions: what changed, and what only looks so"),
            ("status", "what waits this morning, and the command of each next step"),
            ("refresh", "one session again from newer exports, and what that changed"),
            ("trend", "every number over the sessions, with your usual range"),
            ("report", "the month, from the sessions' records"),
            ("actions", "what was promised, and what it did"),
        ),
    ),
    (
        "Look after it",
        (
            ("render", "write the report again, from the record alone"),
            ("new", "the file and the test of an own KPI, importer, check or theme"),
            ("forget", "erase one person"),
            ("purge", "delete old raw exports; records stay"),
        ),
    ),
)

_EXAMPLES = (
    "rex demo --open",
    "rex review sessions/2026-11-20-autumn-glow",
    "rex diff last-1 last",
    "rex report --month 2026-10 --lang fr --format html",
)


def commands() -> list[str]:
    """Name the commands in the order of the page."""
    return [name for _, group in GROUPS for name, _ in group]


def page(*, bold: bool) -> str:
    """Write the page; bold titles only where a terminal shows them."""
    on, off = ("\x1b[1m", "\x1b[0m") if bold else ("", "")
    lines = [
        "Usage: rex COMMAND [OPTIONS]",
        "",
        "What happened in your live session, how sure are we, and what to do next.",
    ]
    for title, group in GROUPS:
        lines += ["", f"{on}{title}{off}"]
        lines += [f"  {name:<9} {says}" for name, says in group]
    lines += ["", f"{on}Examples{off}", *(f"  {example}" for example in _EXAMPLES)]
    lines += ["", "More: rex COMMAND --help, rex explain ID. REX works offline; nothing is sent."]
    return "\n".join(lines) + "\n"


def show(out: TextIO) -> int:
    """Print the page and give the exit code."""
    bold = out.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    out.write(page(bold=bold))
    return 0
