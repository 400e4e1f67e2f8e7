"""The one line that an answer leaves on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.cli.prompts.terminal import numbered
from rex.text.width import fit, pad_right, width

if TYPE_CHECKING:
    from rex.cli.prompts.terminal import Terminal
    from rex.model.answer import State
    from rex.questionnaire.drive import Settled
    from rex.text.catalogue import Catalogue

SHORT = 26
NARROW = 60


def settled_line(terminal: Terminal, line: Settled) -> list[tuple[str, str]]:
    """Give the parts of the line: number, question, answer; `old -> new  changed` where there was one before."""
    words = terminal.words
    first = numbered(terminal, line.number, line.of)
    cells = SHORT if terminal.width >= NARROW else 14
    short = pad_right(fit(line.asked.short, cells, "..."), cells + 2)
    now = said(words, line.state, line.says)
    tail = ""
    if line.was is not None and line.was_state is not None:
        before = said(words, line.was_state, line.was)
        if before != now:
            now, tail = f"{before} -> {now}", f"  {words.say('changed')}"
    room = terminal.width - width(first) - width(short) - width(tail)
    return [("dim", first + short), ("", fit(now, max(room, 8), "...")), ("dim", tail)]


def said(words: Catalogue, state: State, says: str) -> str:
    """Say an answer, or which kind of nothing it is."""
    if state == "skipped":
        return words.say("(skipped)")
    if state == "dont_know":
        return words.say("(don't know)")
    if state == "not_applicable":
        return words.say("(not applicable)")
    return says or words.say("(empty)")
