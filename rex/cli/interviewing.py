"""The steps of a review with a person at the terminal: blind, seal, reveal, reconcile, commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.cli.reconciling import Reconciling
from rex.text.catalogue import N_
from rex.workflow.desk import DEFAULT_SET
from rex.workflow.imports import importers_of
from rex.workflow.review import begin, preview, reveal

if TYPE_CHECKING:
    from rex.cli.console import Console
    from rex.model.question import Depth
    from rex.text.speaker import Speaker
    from rex.workflow.analysis import Analysis
    from rex.workflow.desk import Desk
    from rex.workflow.runtime import Runtime

STEPS = (N_("blind"), N_("numbers"), N_("questions"), N_("checks"), N_("actions"), N_("report"))


def _for_whom(desk: Desk, person: str, depth: Depth | None) -> str:
    """Write the options that lead back to this person's questions."""
    named = "" if person == desk.person else f" --as {person}"
    chosen = "" if desk.questions.set == DEFAULT_SET else f" --set {desk.questions.set}"
    return named + chosen + (" --depth full" if depth == "full" else "")


class Interviewing(Reconciling):
    """One person's review at one terminal. Every answer is on the disk before the next question is drawn."""

    def __init__(
        self,
        shown: Console,
        desk: Desk,
        speaker: Speaker,
        runtime: Runtime,
        person: str,
        *,
        depth: Depth | None = None,
        command: str = "review",
    ) -> None:
        """Take up a person's questions about the session on the desk; `command` is the one that goes on with them."""
        self._runtime, self._person, self._desk = runtime, person, desk
        go_on = f"rex {command} {desk.folder.id}" + _for_whom(desk, person, depth)
        interview = begin(desk, person, runtime, speaker, depth)
        super().__init__(shown, speaker, interview, desk.session.title, STEPS, go_on)

    def no_exports_yet(self) -> None:
        """Say which files are missing and that the next run goes on; nothing else can be done today."""
        self._say("")
        self._say(N_("No export has arrived yet. Put the files into exports/ when you have them:"))
        for importer in importers_of(self._desk.folder)[0]:
            self._asker.note(f"· {self._speaker.t(importer.title)}: {self._speaker.t(importer.where)}")
        self._say(N_("Your answers are sealed. Then run the same command again; it goes on with the numbers."))

    def missing_facts(self, desk: Desk) -> Desk:
        """Ask once for what no file can say (start, end, zone), and write it into `session.yaml`."""
        from rex.cli.facts import ask_missing

        return ask_missing(desk, self._shown, self._speaker, self._go_on)

    def reveal(self, desk: Desk, analysis: Analysis) -> None:
        """Show the numbers, then ask about what they brought up."""
        from rex.render.terminal.reveal import reveal_lines

        self._head(2, None)
        record = preview(desk, analysis, self._runtime)
        self._shown.err.flush()
        for line in reveal_lines(
            record,
            lang=self._speaker.lang,
            width=self._shown.width,
            plain=self._shown.plain,
            respondent=self._person,
        ):
            self._shown.talk(*((span.text, span.style) for span in line))
        self._interview = reveal(desk, self._interview, analysis, self._runtime, self._speaker)
        if self._interview.open("reveal"):
            self._head(3, self._interview.points_left("reveal"))
            self._drive("reveal")

    def commit(self, desk: Desk, analysis: Analysis) -> None:
        """Ask for at most three actions and the sentence for the client."""
        del desk, analysis
        if self._interview.open("commit"):
            self._head(5, self._interview.points_left("commit"))
            self._drive("commit")
