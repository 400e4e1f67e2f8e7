"""What every interview at a terminal begins with: the blind questions, and the seal between them and the numbers."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from rex.cli.prompts.header import header
from rex.cli.prompts.open import open_asker
from rex.errors import Interrupted
from rex.model.message import say
from rex.questionnaire.drive import drive
from rex.questionnaire.seal import fingerprint
from rex.text.catalogue import N_, Catalogue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.cli.console import Console
    from rex.model.answer import Phase
    from rex.questionnaire.facts import Sealed
    from rex.questionnaire.run import Interview
    from rex.text.speaker import Speaker

BEFORE = N_(
    "These questions come before any number. What you think now is sealed and compared afterwards, "
    "so that it stays your memory and not the chart's."
)


class BlindFirst:
    """One person's interview at one terminal. Every answer is on the disk before the next question is drawn."""

    def __init__(
        self, shown: Console, speaker: Speaker, interview: Interview, title: str, steps: Sequence[str], go_on: str
    ) -> None:
        """Take up an interview about what `title` names; `steps` are its steps by name, `go_on` the command."""
        self._shown, self._speaker, self._interview = shown, speaker, interview
        self._title, self._steps, self._go_on = title, steps, go_on
        self._words = Catalogue(speaker.lang)
        self._asker = open_asker(
            sys.stdin, shown.err, self._words, columns=shown.width, colour=shown.err_colour, plain=shown.plain
        )

    @property
    def speaker(self) -> Speaker:
        """Give the language that the person speaks by now."""
        return self._speaker

    def blind(self) -> None:
        """Ask what is believed, and seal it; a person whose answers are sealed is welcomed back."""
        interview = self._interview
        if interview.draft.seal is not None:
            self._head(1, 0)
            self._say(N_("Welcome back. Your answers are sealed; the numbers come next."))
            return
        self._head(1, interview.points_left("blind"))
        if interview.draft.shown is None:
            self._say(BEFORE)
        self._drive("blind")
        if interview.draft.shown is not None:
            self._say(N_("The numbers could be seen before this: nothing is sealed, and these answers are not blind."))
            return
        while not self._wants_the_seal():
            self._drive("blind", again=True)
        self._tell_seal(interview.seal())

    def _wants_the_seal(self) -> bool:
        """Ask whether the answers stand as they are; raises Interrupted where the person stops here."""
        key = self._asker.pick(
            [self._speaker.t(N_("Seal these answers? After this they can be added to, not changed."))],
            [
                ("enter", self._speaker.t(N_("seal and see the numbers"))),
                ("b", self._speaker.t(N_("look again"))),
                ("q", self._speaker.t(N_("save, seal later"))),
            ],
        )
        if key == "q":
            raise Interrupted(
                self._speaker.t(N_("Stopped at your wish.")),
                kept=self._speaker.t(N_("Every answer is saved; nothing is sealed yet.")),
                todo=self._speaker.say(say("Go on with: {command}", command=self._go_on)),
            )
        return key == "enter"

    def _tell_seal(self, sealed: Sealed) -> None:
        stamp, person = sealed.seal, self._interview.draft.respondent
        text = say(
            "Sealed {at} · {person} · {hash}",
            at=self._speaker.f.clock(stamp.at),
            person=person,
            hash=fingerprint(stamp),
        )
        self._shown.talk(("  " + self._speaker.say(text), "bold"))

    def _drive(self, phase: Phase, *, again: bool = False) -> None:
        try:
            drive(self._interview, self._asker, phase, go_on=self._go_on, again=again, words=self._speaker.say)
        finally:
            self._follow()

    def _follow(self) -> None:
        """Go on in the language that the person changed to on the way."""
        if self._interview.lang != self._words.lang:
            self._speaker = replace(self._speaker, lang=self._interview.lang)
            self._words = Catalogue(self._speaker.lang)

    def _head(self, step: int, points: int | None) -> None:
        name = self._speaker.t(self._steps[step - 1])
        line = header(self._words, self._title, (step, len(self._steps), name), points, min(self._shown.width, 80))
        self._shown.talk(("", ""))
        self._shown.talk((line, "bold"))
        self._shown.talk(("", ""))

    def _say(self, text: str) -> None:
        self._asker.note(self._speaker.t(text))
