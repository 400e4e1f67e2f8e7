"""The steps of a review with a person at the terminal: blind, seal, reveal, reconcile, commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.cli.blind_first import BlindFirst
from rex.errors import Interrupted
from rex.model.message import say
from rex.store.answers import answers_file, load_draft, save_draft
from rex.text.catalogue import N_
from rex.workflow.desk import DEFAULT_SET
from rex.workflow.imports import importers_of
from rex.workflow.review import begin, checked, preview, reveal

if TYPE_CHECKING:
    from rex.cli.console import Console
    from rex.model.finding import Finding
    from rex.model.question import Depth
    from rex.text.speaker import Speaker
    from rex.workflow.analysis import Analysis
    from rex.workflow.desk import Desk
    from rex.workflow.runtime import Runtime

STEPS = (N_("blind"), N_("numbers"), N_("questions"), N_("checks"), N_("actions"), N_("report"))
MOST_FINDINGS = 5
"""Findings shown by default; all stand in the record."""


def _for_whom(desk: Desk, person: str, depth: Depth | None) -> str:
    """Write the options that lead back to this person's questions."""
    named = "" if person == desk.person else f" --as {person}"
    chosen = "" if desk.questions.set == DEFAULT_SET else f" --set {desk.questions.set}"
    return named + chosen + (" --depth full" if depth == "full" else "")


class Interviewing(BlindFirst):
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

    def reconcile(self, desk: Desk, analysis: Analysis) -> None:
        """Go through the findings, one key each: accept, explain, suppress with a reason, or leave open."""
        checks = checked(desk, analysis)
        still_open = [f for f in checks.findings if f.response == "open"][:MOST_FINDINGS]
        if not still_open:
            return
        self._head(4, None)
        for number, finding in enumerate(still_open, start=1):
            self._respond(finding, number, len(still_open), desk)

    def _respond(self, finding: Finding, number: int, of: int, desk: Desk) -> None:
        t = self._speaker.t
        head = f"{number}/{of}  {finding.check} {t(finding.title)}   {t(finding.level)}"
        self._shown.talk(("  " + head, "bold"))
        for text in (finding.says, finding.instead):
            self._asker.note(self._speaker.say(text))
        key = self._asker.pick(
            [],
            [
                ("a", t(N_("accept: it has a point"))),
                ("e", t(N_("explain, and keep mine"))),
                ("x", t(N_("hide it, with a reason"))),
                ("s", t(N_("leave it open in the report"))),
                ("q", t(N_("save and quit"))),
            ],
        )
        if key == "q":
            raise Interrupted(
                t(N_("Stopped at your wish.")),
                kept=t(N_("Every answer is saved.")),
                todo=self._speaker.say(say("Go on with: {command}", command=self._go_on)),
            )
        if key == "s":
            return
        reason = ""
        if key in {"e", "x"}:
            from rex.cli.facts import ask_text

            reason = ask_text(t(N_("In one line, what is the reason?")), "", self._shown, go_on=self._go_on)
            if not reason:
                self._say(N_("Without a reason it stays open."))
                return
        word = {"a": "accepted", "e": "explained", "x": "suppressed"}[key]
        self._remember(desk, finding.check, word, reason)

    def _remember(self, desk: Desk, check: str, word: str, reason: str) -> None:
        """Keep the response in the person's own file, beside the answers."""
        file = answers_file(desk.folder.path, self._person)
        draft = load_draft(file) or self._interview.draft
        said = {"response": word, "reason": reason} if reason else {"response": word}
        made = draft.model_copy(update={"checks": {**draft.checks, check: said}})
        save_draft(file, made)
        self._interview.draft = made

    def commit(self, desk: Desk, analysis: Analysis) -> None:
        """Ask for at most three actions and the sentence for the client."""
        del desk, analysis
        if self._interview.open("commit"):
            self._head(5, self._interview.points_left("commit"))
            self._drive("commit")
