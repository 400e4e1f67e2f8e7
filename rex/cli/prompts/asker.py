"""Asks questions on a terminal: draws the open one in place and leaves one line for each answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rex.cli.prompts.field import write_text
from rex.cli.prompts.form import action, explained
from rex.cli.prompts.lists import choose_one, choose_several
from rex.cli.prompts.pick import pick
from rex.cli.prompts.settled import settled_line
from rex.cli.prompts.terminal import wrapped
from rex.questionnaire.drive import Given, Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rex.cli.prompts.terminal import Terminal
    from rex.model.message import Message
    from rex.questionnaire.drive import Screen, Settled

CHOICES = ("select", "likert", "forecast_steps")


class TerminalAsker:
    """The `Asker` for a person at a terminal."""

    def __init__(self, terminal: Terminal) -> None:
        """Ask on this terminal."""
        self.terminal = terminal
        self.saved = ""

    def ask(self, screen: Screen) -> Reply:
        """Ask one question in the way of its kind."""
        kind = screen.asked.question.type
        if kind == "note":
            self.note(screen.asked.label)
            return Given("")
        if kind in CHOICES:
            return choose_one(self.terminal, screen, saved=self.saved)
        if kind == "multiselect":
            return choose_several(self.terminal, screen, saved=self.saved)
        if kind == "explained_choice":
            return explained(self, screen)
        if kind == "action":
            return action(self, screen, self.terminal.words)
        return write_text(self.terminal, screen, saved=self.saved)

    def settled(self, line: Settled) -> None:
        """Leave the answer's line, and remember when it was saved for the next question's corner."""
        if line.asked.question.type != "note":
            self.terminal.line(settled_line(self.terminal, line))
        self.saved = self.terminal.words.say("saved {time}", time=f"{line.at:%H:%M:%S}")

    def note(self, text: str) -> None:
        """Say something that is no question."""
        for line in wrapped(text, self.terminal.width - 4):
            self.terminal.line([("", f"  {line}")])

    def pick(self, lines: Sequence[str], keys: Sequence[tuple[str, str]]) -> str:
        """Show lines and wait for one of the keys (`enter`, or a letter), each with its word; gives the key.

        A closed terminal, Ctrl-C and Ctrl-D give `q`.
        """
        return pick(self.terminal, lines, keys)

    def part_choice(self, screen: Screen) -> Reply:
        """Ask for the choice that is one part of an answer."""
        return choose_one(self.terminal, screen, saved=self.saved)

    def part_text(self, screen: Screen, read: Callable[[str], Any], wrong: Callable[[Any], Message | None]) -> Reply:
        """Ask for the words that are one part of an answer."""
        return write_text(self.terminal, screen, saved=self.saved, read=read, wrong=wrong)
