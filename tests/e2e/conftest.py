"""Screens to ask with, and a terminal whose keys come from a pipe."""

from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input.defaults import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from rex.cli.prompts.terminal import Terminal
from rex.model.draft import Draft
from rex.questionnaire.drive import Quit, Reply, Screen, Settled, drive, english
from rex.questionnaire.facts import BlindFacts, Named, RevealFacts, Told, Unattended
from rex.questionnaire.load import load_set
from rex.questionnaire.run import Interview
from rex.text.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from prompt_toolkit.input.base import PipeInput

    from rex.model.message import Message

NOW = datetime(2026, 11, 20, 20, 27, 8, tzinfo=UTC)


@pytest.fixture
def pipe() -> Iterator[PipeInput]:
    with create_pipe_input() as keys:
        yield keys


class Drawn(StringIO):
    """What was drawn; presses the next keys once something is on the screen."""

    def __init__(self, pipe: PipeInput) -> None:
        super().__init__()
        self.pipe = pipe
        self.then: list[tuple[str, str]] = []

    def write(self, text: str) -> int:
        written = super().write(text)
        if self.then and self.then[0][0] in self.getvalue():
            self.pipe.send_text(self.then.pop(0)[1])
        return written


@pytest.fixture
def terminal(pipe: PipeInput) -> Terminal:
    drawn = Drawn(pipe)
    output = Vt100_Output(drawn, lambda: Size(rows=40, columns=80), enable_cpr=False)
    return Terminal(drawn, Catalogue("en"), 80, colour=False, input=pipe, output=output, pause_s=0.01)


@pytest.fixture
def interview() -> Interview:
    blind = BlindFacts(
        "2026-11-20-autumn-glow",
        "Autumn Glow",
        "conversion 5.0%",
        "conversion_rate",
        (Named("conversion_rate", "Conversion"), Named("revenue", "Revenue")),
        duration_s=3720,
    )
    facts = RevealFacts(
        Unattended("test"),
        blind,
        peaks=(Told("moment:4", "59 orders", "kit revealed", "worked", at_s=2280),),
        marked_kpis=(Told("metric:revenue", "Revenue, above usual", polarity="worked"),),
    )
    draft = Draft(respondent="maria", role="csm", set="csm")
    return Interview(load_set("csm"), draft, facts, lambda _: None, lambda: NOW)


class Stopped:
    """An asker that stops at one question and keeps its screen."""

    def __init__(self, name: str, interview: Interview) -> None:
        self.name, self.interview = name, interview
        self.screen: Screen | None = None

    def ask(self, screen: Screen) -> Reply:
        if screen.asked.id == self.name:
            self.screen = screen
            return Quit()
        from rex.questionnaire.drive import Skip

        return Skip()

    def settled(self, line: object) -> None:
        """Show nothing."""

    def choose(self, lines: Sequence[Settled]) -> str | None:
        """Change nothing."""

    def speak(self, lang: str) -> Callable[[Message], str]:  # noqa: ARG002 - the protocol
        """Speak English all the same."""
        return english


@pytest.fixture
def screen_of(interview: Interview) -> Callable[[str], Screen]:
    """Give the screen of a question, all before it skipped."""

    def find(name: str) -> Screen:
        from rex.errors import Interrupted

        asked = interview.find(name)
        assert asked is not None
        asker = Stopped(name, interview)
        with pytest.raises(Interrupted):
            drive(interview, asker, asked.question.phase, again=True)
        assert asker.screen is not None
        return asker.screen

    return find
