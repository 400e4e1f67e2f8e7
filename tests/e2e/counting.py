"""How much the quick path asks of a person: the keys pressed, the letters typed, the words on the screen."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import StringIO
from typing import TYPE_CHECKING

import pyte
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input.defaults import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from rex.cli.prompts.asker import TerminalAsker
from rex.cli.prompts.terminal import Terminal
from rex.model.draft import Draft
from rex.questionnaire.drive import Reply, Screen, Settled, drive
from rex.questionnaire.facts import RevealFacts, Sealed
from rex.questionnaire.load import load_set
from rex.questionnaire.respondents import main_claim
from rex.questionnaire.run import Interview
from rex.text.catalogue import Catalogue
from tests.e2e.interview_script import BLIND, DROP, MARKED, PEAK

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from prompt_toolkit.input.base import PipeInput

WORD = re.compile(r"[^\W\d_]{2,}")
NOW = datetime(2026, 11, 20, 20, 27, 8, tzinfo=UTC)


@dataclass
class Counted:
    """What one interview took: keys that choose or accept, letters typed, words of all screens, and each screen."""

    keys: int = 0
    letters: int = 0
    words: int = 0
    most_keys_of_a_choice: int = 0
    screens: dict[str, list[str]] = field(default_factory=dict)


class Shown(StringIO):
    """What is drawn, and the fullest picture of it since the last look."""

    def __init__(self) -> None:
        super().__init__()
        self.fresh()

    def fresh(self) -> None:
        """Begin with an empty window."""
        self.window = pyte.Screen(80, 40)
        self.drawn = pyte.Stream(self.window)
        self.fullest: list[str] = []

    def write(self, text: str) -> int:
        self.drawn.feed(text.replace("\n", "\r\n"))
        lines = [line.rstrip() for line in self.window.display]
        if words(lines) > words(self.fullest):
            self.fullest = [line for line in lines if line]
        return len(text)


def words(lines: list[str]) -> int:
    """Count words: runs of two letters or more."""
    return sum(len(WORD.findall(line)) for line in lines)


class Counting(TerminalAsker):
    """The terminal's own asker; its person presses the given keys and counts."""

    def __init__(self, terminal: Terminal, shown: Shown, pipe: PipeInput, path: Mapping[str, Sequence[str]]) -> None:
        super().__init__(terminal)
        self.shown, self.pipe, self.path, self.counted = shown, pipe, path, Counted()

    def ask(self, screen: Screen) -> Reply:
        """Press the question's keys and count what stood on the screen until it was answered."""
        name, path = screen.asked.id, self.path
        pressed = path.get(name) or next(keys for start, keys in path.items() if name.startswith(start))
        self.shown.fresh()
        self.pipe.send_text("".join(pressed))
        reply = super().ask(screen)
        made = self.counted
        keys = sum(len(one) == 1 for one in pressed)
        made.letters += sum(len(one) for one in pressed if len(one) > 1)
        made.keys += keys
        made.words += words(self.shown.fullest)
        made.screens[name] = self.shown.fullest
        if screen.asked.options and screen.asked.question.type != "action":
            made.most_keys_of_a_choice = max(made.most_keys_of_a_choice, keys)
        return reply

    def settled(self, line: Settled) -> None:
        """Count the words of the line that stays."""
        self.shown.fresh()
        super().settled(line)
        self.counted.words += words(self.shown.fullest)


def counted(lang: str, path: Mapping[str, Sequence[str]]) -> Counted:
    """Hold the whole quick interview of a customer-success manager.

    The path gives for each question, or the beginning of its id, what is pressed: single keys, and texts.
    """
    shown, catalogue = Shown(), Catalogue(lang)
    with create_pipe_input() as pipe:
        output = Vt100_Output(shown, lambda: Size(rows=40, columns=80), enable_cpr=False)
        asker = Counting(Terminal(shown, catalogue, 80, False, pipe, output, echo_s=0), shown, pipe, path)
        draft = Draft(respondent="maria", role="csm", set="csm", language=lang)
        question_set = load_set("csm")
        interview = Interview(question_set, draft, BLIND, lambda _: None, lambda: NOW, lang)
        drive(interview, asker, "blind")
        sealed: Sealed = interview.seal()
        claim = main_claim(interview.draft, question_set, BLIND.session)
        facts = RevealFacts(sealed, BLIND, (PEAK,), (DROP,), (MARKED,), evidence=(PEAK, DROP, MARKED), main_claim=claim)
        told = Interview(question_set, interview.draft, facts, lambda _: None, lambda: NOW, lang)
        drive(told, asker, "reveal")
        drive(told, asker, "commit")
    return asker.counted
