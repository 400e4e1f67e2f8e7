"""Asks questions on a terminal: draws the open one in place and leaves one line for each answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rex.cli.prompts.field import write_text
from rex.cli.prompts.form import PARTED
from rex.cli.prompts.lists import choose_one, choose_several
from rex.cli.prompts.offer import Choice, choice_of
from rex.cli.prompts.pick import pick
from rex.cli.prompts.range import write_range
from rex.cli.prompts.reading import reading
from rex.cli.prompts.settled import said, settled_line
from rex.cli.prompts.terminal import wrapped
from rex.questionnaire.replies import Given, Reply
from rex.text.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rex.cli.prompts.terminal import Terminal
    from rex.model.message import Message
    from rex.questionnaire.replies import Screen, Settled

CHOICES = ("select", "likert", "forecast_steps", "nps")
SEVERAL = ("multiselect", "rank")


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
        reply = self._asked(screen, kind)
        # The keys that move are shown with their words once; afterwards `?` shows them.
        self.terminal = replace(self.terminal, brief=True)
        return reply

    def _asked(self, screen: Screen, kind: str) -> Reply:
        if kind in PARTED:
            return PARTED[kind](self, screen, self.terminal.words)
        if kind in CHOICES:
            return choose_one(self.terminal, screen, saved=self.saved)
        if kind in SEVERAL:
            return choose_several(self.terminal, screen, saved=self.saved)
        if kind == "forecast":
            return write_range(self.terminal, screen, saved=self.saved)
        return self.part_text(screen, *reading(screen))

    def settled(self, line: Settled) -> None:
        """Leave the answer's line, and remember when it was saved for the next question's corner."""
        if line.asked.question.type != "note":
            self.terminal.line(settled_line(self.terminal, line))
        self.saved = self.terminal.words.say("saved {time}", time=f"{line.at:%H:%M:%S}")

    def choose(self, lines: Sequence[Settled]) -> str | None:
        """Let the person choose which of these answers to change; None for none of them."""
        words = self.terminal.words
        rows = [Choice(line.asked.id, line.asked.short, (said(words, line.state, line.says),)) for line in lines]
        return choice_of(self.terminal, words.say("Which answer should change?"), rows, words.say("back"))

    def speak(self, lang: str) -> Callable[[Message], str]:
        """Go on in this language."""
        self.terminal = replace(self.terminal, words=Catalogue(lang), brief=False)
        self.saved = ""
        return self.terminal.say

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
