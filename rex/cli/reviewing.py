"""How a review talks: in a terminal step by step, without one in one go."""

from __future__ import annotations

from dataclasses import dataclass, field
from shlex import quote as quoted
from textwrap import wrap
from typing import TYPE_CHECKING

from rex.cli import edge, writing
from rex.cli.gating import Gating
from rex.cli.records import ending
from rex.cli.shown_path import shown_path
from rex.cli.waiting import held
from rex.errors import Exit
from rex.model.message import quantity, say
from rex.store.records import replaced
from rex.workflow.analysis import analyse
from rex.workflow.desk import DEFAULT_SET, all_drafts, lay_out
from rex.workflow.imports import exports_of
from rex.workflow.inspecting import every_file
from rex.workflow.judging import feeds_known
from rex.workflow.review import conclude, missing_answers, review_without_asking, take_blind_answers
from rex.workflow.settling import ideas

if TYPE_CHECKING:
    from pathlib import Path

    from rex.cli.console import Console
    from rex.model.question import Depth
    from rex.model.retrospective import Retrospective
    from rex.store.workspace import Folder
    from rex.text.speaker import Speaker
    from rex.workflow.analysis import Analysis
    from rex.workflow.desk import Desk
    from rex.workflow.review import Concluded
    from rex.workflow.runtime import Runtime


@dataclass(frozen=True)
class Review:
    """One run of `rex review` and what was asked of it."""

    shown: Console
    here: Path
    lang: str | None
    now: str | None
    kinds: list[str]
    edition: str = "team"
    strict: bool = False
    settled: bool = False
    json: bool = False
    alone: bool = False
    list_missing: bool = True
    set: str = DEFAULT_SET
    depth: Depth | None = None
    gating: Gating = field(default_factory=Gating)

    def without_asking(self, folder: Folder, answers: list[Path]) -> int:
        """Review from files alone; what nobody answered is listed by id."""
        desk, speaker, runtime = self._laid_out(folder)
        writing.try_folder(folder.path)
        answers = self._without_forms(desk, answers, runtime, speaker)
        if answers and not exports_of(folder):
            return self._blind_alone(desk, answers, runtime, speaker)
        with held(folder, self.shown, speaker):
            concluded = review_without_asking(desk, answers, runtime, speaker, alone=self.alone)
            self._tell_left(concluded, speaker)
            if self.list_missing:
                self._list_missing(desk, concluded.analysis, runtime, speaker)
            made = self._write(folder, concluded.record, speaker, runtime)
        self._tell_ideas(desk, speaker)
        self._finish(folder, concluded.record, made, speaker)
        code = ending(concluded.record, self.shown, speaker)
        return self.gating.end(concluded.record, folder.path, self.shown, speaker, code)

    def _tell_left(self, concluded: Concluded, speaker: Speaker) -> None:
        """Name the answers that were not taken: nothing that somebody wrote may vanish without a word."""
        for file, ids in concluded.left:
            text = say("{file}: not taken, since nobody is asked this here: {ids}.", file=file, ids=", ".join(ids))
            self.shown.talk(("? ", "unknown"), (speaker.say(text), ""))

    def _without_forms(self, desk: Desk, answers: list[Path], runtime: Runtime, speaker: Speaker) -> list[Path]:
        """Take the forms that came back, whose seals count; give the files that are none."""
        from rex.cli.returning import tell_returned
        from rex.workflow.forms import take_forms

        others: list[Path] = []
        for file in answers:
            returned = take_forms(desk, file, runtime)
            if returned is None:
                others.append(file)
            else:
                tell_returned(returned, self.shown, speaker)
        return others

    def _blind_alone(self, desk: Desk, answers: list[Path], runtime: Runtime, speaker: Speaker) -> int:
        """Take the blind answers before any export has come; the next run goes on with the numbers."""
        for file in answers:
            kept = take_blind_answers(desk, file, desk.person, runtime, speaker)
            if kept.count:
                how = "{file}: the answers from before the numbers are kept and sealed."
                if kept.unsealed:
                    how = (
                        "{file}: the answers are kept, not sealed. Still open before the numbers: {ids}. Answer or "
                        "skip them in the file and run this again; without a seal none of them counts as blind."
                    )
                taken = say(how, file=file.name, ids=", ".join(kept.unsealed))
                for line in wrap(speaker.say(taken), self.shown.width, break_long_words=False):
                    self.shown.talk((line, ""))
            if kept.left:
                later = say("Asked after the numbers, so not taken yet: {ids}.", ids=", ".join(kept.left))
                self.shown.talk((speaker.say(later), "dim"))
        text = say("No export has arrived yet. Put the files into exports/ and run the same command again.")
        self.shown.talk((speaker.say(text), ""))
        for says in every_file():
            self.shown.talk(("· ", "dim"), (speaker.say(says), ""))
        return int(Exit.DONE)

    def with_person(self, folder: Folder, person: str | None) -> int:
        """Review with the person at the terminal: blind answers first, sealed before a number is shown."""
        from rex.cli.interviewing import Interviewing

        desk, speaker, runtime = self._laid_out(folder)
        writing.try_folder(folder.path)
        who = desk.person if person is None else person
        # The talk goes on in the person's language; the report, which others read, keeps the session's.
        theirs = edge.speaker_of(desk, who, self.lang)
        talk = Interviewing(self.shown, desk, theirs, runtime, who, depth=self.depth)
        talk.blind()
        if not exports_of(folder):
            talk.no_exports_yet()
            return int(Exit.DONE)
        desk = talk.missing_facts(desk)
        with held(folder, self.shown, speaker):
            analysis = analyse(folder, desk.session, runtime, alone=self.alone)
        # Nobody else waits while a person thinks: the numbers are in memory, and answers have their own file.
        talk.reveal(desk, analysis)
        talk.reconcile(desk, analysis)
        talk.commit(desk, analysis)
        with held(folder, self.shown, speaker):
            record = conclude(desk, analysis, runtime)
            made = self._write(folder, record, speaker, runtime)
        self._tell_ideas(desk, theirs)
        self._finish(folder, record, made, theirs)
        code = ending(record, self.shown, theirs)
        return self.gating.end(record, folder.path, self.shown, theirs, code)

    def _laid_out(self, folder: Folder) -> tuple[Desk, Speaker, Runtime]:
        replaced(folder)  # what a newer REX wrote stops the review before anybody is asked
        desk = lay_out(folder, self.set)
        speaker = edge.speaker_for(self.lang, desk.session.language, desk.session.timezone)
        run = edge.runtime(self.now, self.shown, speaker, strict=self.strict, settled=self.settled)
        return desk, speaker, run

    def _list_missing(self, desk: Desk, analysis: Analysis, runtime: Runtime, speaker: Speaker) -> None:
        """Name the questions that nobody answered, by id, with how to give the answers."""
        missing = missing_answers(desk, analysis, runtime, speaker)
        if not missing:
            return
        n = quantity(len(missing), "count")
        self.shown.talk((f"{speaker.t('not given'):<11}", "dim"), (speaker.say(say("{n} answers, by id:", n=n)), ""))
        known = feeds_known(desk)
        at = 11 + max(len(question.id) for question in missing) + 2
        for question in missing:
            feeds = ", ".join(name for name in question.feeds if name in known)
            first, *rest = wrap(feeds, max(self.shown.width - at, 12)) or [""]
            self.shown.talk((f"{'':<11}{question.id:<{at - 11}}{first}".rstrip(), "dim"))
            for line in rest:
                self.shown.talk((" " * at + line, "dim"))
        self.shown.talk((f"{'':<11}", ""), ("rex ask SESSION --template > answers.yaml", "key"))

    def _tell_ideas(self, desk: Desk, speaker: Speaker) -> None:
        """Say which actions were not opened, and what they lack: nothing that was typed may vanish without a word."""
        for what in ideas(desk, all_drafts(desk)):
            text = "“{what}” is kept as an idea: an action needs somebody, a day, a number and which way it should go."
            first, *rest = wrap(speaker.say(say(text, what=what)), self.shown.width - 2, break_long_words=False)
            self.shown.talk(("? ", "unknown"), (first, ""))
            for line in rest:
                self.shown.talk(("  " + line, ""))
            self.shown.talk((f"  rex actions add {quoted(what)} --owner NAME --due DATE --kpi ID", "key"))

    def _write(self, folder: Folder, record: Retrospective, speaker: Speaker, runtime: Runtime) -> list[Path]:
        return writing.write_review(record, folder.path, self.kinds, speaker.lang, self.edition, runtime.tell)

    def _finish(self, folder: Folder, record: Retrospective, made: list[Path], speaker: Speaker) -> None:
        """Show the bottom line and the path of the report, alone on its line."""
        from rex.render.terminal.ending import summary_lines

        if self.json:
            self.shown.text(writing.document(record, "json", speaker.lang, self.edition))
            return
        pages = [path for path in made if path.suffix == ".html"] or made[1:] or made
        lines = summary_lines(record, lang=speaker.lang, width=self.shown.width, plain=self.shown.plain)
        self.shown.screen(lines)
        self.shown.show([[], [(shown_path(pages[0], self.here), "link")]])
        self._tell_waiting(folder, record, speaker)

    def _tell_waiting(self, folder: Folder, record: Retrospective, speaker: Speaker) -> None:
        """Say how to reach those who have not answered yet."""
        from rex.render.sections.who import waited_for

        head = speaker.t("Next") + "   "
        for role in waited_for(record):
            self.shown.talk((head, "dim"), (f"rex form {folder.id} --set {role} --invite", "key"))
            head = " " * len(head)
