"""The team's questions about a period at the terminal: blind, sealed, the numbers, and what to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.cli.blind_first import BlindFirst
from rex.text.catalogue import N_
from rex.workflow.period_asking import after_the_numbers, begin_period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.cli.console import Console
    from rex.render.terminal.lines import Line
    from rex.text.speaker import Speaker
    from rex.workflow.period_asking import PeriodDesk
    from rex.workflow.runtime import Runtime

STEPS = (N_("blind"), N_("numbers"), N_("questions"), N_("report"))


class PeriodInterviewing(BlindFirst):
    """One person's answers about a period, those of memory before any number of it."""

    def __init__(
        self, shown: Console, desk: PeriodDesk, speaker: Speaker, runtime: Runtime, person: str, *, go_on: str
    ) -> None:
        """Take up a person's interview; `go_on` is the command that leads back to it."""
        self._desk, self._runtime = desk, runtime
        interview = begin_period(desk, person, runtime, speaker.lang)
        super().__init__(shown, speaker, interview, desk.title, STEPS, go_on)

    def reveal(self, lines: Sequence[Line], *, on_screen: bool) -> None:
        """Show the report's numbers, as the result itself or beside it; raises UsageError without a seal."""
        self._interview = after_the_numbers(self._desk, self._interview, self._runtime, self._speaker.lang)
        self._head(2, None)
        self._shown.err.flush()
        if on_screen:
            self._shown.screen(lines)
            self._shown.out.flush()
            return
        for line in lines:
            self._shown.talk(*((span.text, span.style) for span in line))

    def commit(self) -> None:
        """Ask what the numbers lead to."""
        if self._interview.open("commit"):
            self._head(3, self._interview.points_left("commit"))
            self._drive("commit")
