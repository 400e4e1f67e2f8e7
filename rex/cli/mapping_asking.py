"""The questions of `rex map` at a terminal: only what is open, each a choice among the columns; then save or change."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

from rex.cli.mapping_screens import tried_screen
from rex.cli.prompts.offer import Choice, offer
from rex.cli.prompts.open import open_asker
from rex.errors import Interrupted, UsageError
from rex.importers.table_fields import FIELDS
from rex.model.message import Message, say
from rex.text.catalogue import N_, Catalogue
from rex.workflow.mapping_choices import SETTINGS, name_of
from rex.workflow.mapping_draft import NONE
from rex.workflow.mapping_export import proposed, tried

if TYPE_CHECKING:
    from rex.cli.console import Console
    from rex.text.speaker import Speaker
    from rex.workflow.mapping_choices import Choices
    from rex.workflow.mapping_draft import Draft, Offer, Open
    from rex.workflow.mapping_export import Tried
    from rex.workflow.mapping_file_seen import FileSeen
    from rex.workflow.runtime import Runtime


class Asking:
    """One person at one terminal, and what they have said so far. Nothing is written before they save."""

    def __init__(self, seen: FileSeen, choices: Choices, shown: Console, speaker: Speaker, runtime: Runtime) -> None:
        self._seen, self._shown, self._speaker, self._runtime = seen, shown, speaker, runtime
        self._choices = choices
        self._asker = open_asker(
            sys.stdin,
            shown.err,
            Catalogue(speaker.lang),
            columns=shown.width,
            colour=shown.err_colour,
            plain=shown.plain,
        )

    def until_saved(self) -> Tried:
        """Ask until nothing is open, show the rows, and let the person save or change; Interrupted when they stop."""
        t = self._speaker.t
        while True:
            draft = self._settled()
            found = tried(self._seen, draft, self._choices, self._runtime)
            self._show(found)
            save = self._speaker.say(say("save as {file}", file=f"mappings/{found.mapping.id}.yaml"))
            keys = [
                ("enter", save),
                ("c", t(N_("change what a column is"))),
                ("n", t(N_("another name"))),
                ("q", t(N_("stop, save nothing"))),
            ]
            key = self._asker.pick([], keys if found.source.rows_kept else keys[1:])
            if key == "enter":
                return found
            if key == "c":
                self._change(draft)
            elif key == "n":
                self._rename(found.mapping.id)
            else:
                self._stop()

    def _settled(self) -> Draft:
        """Ask what is open, one question at a time: an answer may settle others."""
        while True:
            draft = proposed(self._seen, self._choices, self._runtime)
            if not draft.open:
                return draft
            self._ask(draft.open[0])

    def _ask(self, one: Open) -> None:
        choices = [Choice(found.value, self._label(found), found.samples) for found in one.offers]
        given = offer(self._asker, self._speaker.say(one.question), choices)
        if given is None:
            self._stop()
        if one.id in SETTINGS and one.id not in _columns(one):
            self._choices = self._choices.with_setting(one.id, given)
        else:
            self._choices = self._choices.with_column(one.id, self._place(given))

    def _change(self, draft: Draft) -> None:
        """Choose a field, then its column."""
        table = draft.table or ""
        labels = self._seen.sheet.labels
        fields = [
            Choice(name, name, (labels[draft.places[name]],) if name in draft.places else ()) for name in FIELDS[table]
        ]
        name = offer(self._asker, self._speaker.t(N_("What shall be read from another column?")), fields)
        if name is None:
            self._stop()
        columns = [Choice(column.label, column.label, tuple(column.samples)) for column in self._seen.columns]
        columns.append(Choice(NONE, self._speaker.t(N_("none of them"))))
        given = offer(self._asker, self._speaker.say(say("Which column is “{field}”?", field=name)), columns)
        if given is None:
            self._stop()
        self._choices = self._choices.with_column(name, self._place(given))

    def _rename(self, name: str) -> None:
        from rex.cli.facts import ask_text

        given = ask_text(self._speaker.t(N_("What shall the mapping be called?")), name, self._shown, self._wrong_name)
        self._choices = self._choices.with_setting("name", name_of(given))

    def _wrong_name(self, text: str) -> str:
        try:
            name = name_of(text)
        except UsageError as error:
            return f"{error.what} {error.todo}"
        taken = name != self._seen.own and (self._seen.root / "mappings" / f"{name}.yaml").exists()
        return self._speaker.say(say("{file} is there already.", file=f"mappings/{name}.yaml")) if taken else ""

    def _show(self, found: Tried) -> None:
        for line in tried_screen(self._seen, found, self._speaker, self._shown.width):
            self._shown.talk(*line)
        self._shown.talk(("", ""))

    def _place(self, label: str) -> int | None:
        return None if label == NONE else self._seen.sheet.labels.index(label)

    def _label(self, found: Offer) -> str:
        return self._speaker.say(found.label) if isinstance(found.label, Message) else found.label

    def _stop(self) -> NoReturn:
        t = self._speaker.t
        raise Interrupted(t(N_("Stopped at your wish.")), kept=t(N_("Nothing was written.")))


def _columns(one: Open) -> frozenset[str]:
    """Give the questions among these whose answers are columns though a setting has the same name."""
    return frozenset({one.id}) if one.id in {"name", "title", "status"} else frozenset()
