"""`rex map`, step by step: look at the file, take what was said, ask or list what is open, try, show, save."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rex.cli import edge
from rex.cli.documents import to_json
from rex.cli.mapping_screens import missing_document, rows_document, rows_screen, tried_document, tried_screen
from rex.errors import Exit, MissingFacts
from rex.importers.preview import three_rows
from rex.importers.table import guess
from rex.model.message import Message, say
from rex.workflow.mapping_choices import Choices, choices_in, choices_of, pairs_of
from rex.workflow.mapping_export import demand_rows, proposed, read_by, save, tried
from rex.workflow.mapping_file_seen import FileSeen, see

if TYPE_CHECKING:
    from rex.cli.console import Console
    from rex.text.speaker import Speaker
    from rex.workflow.mapping_draft import Draft, Open
    from rex.workflow.mapping_export import Tried
    from rex.workflow.runtime import Runtime

_WHERE_TO_LOOK = ("sheet", "header_line")


@dataclass(frozen=True, slots=True)
class Asked:
    """The command line: the file, what was set, and what is to be done with it."""

    file: Path
    set: tuple[str, ...]
    show: bool
    replace: bool
    json: bool
    no_input: bool
    lang: str | None
    now: str | None


def run(asked: Asked) -> int:
    """Map a file; gives the exit code."""
    shown = edge.console()
    pairs = pairs_of(asked.set)
    line = int(pairs["header_line"]) if pairs.get("header_line", "").isdecimal() else None
    seen = see(asked.file, Path.cwd(), sheet=pairs.get("sheet", ""), header_line=line)
    speaker = edge.speaker_for(asked.lang, seen.session.language, seen.session.timezone)
    run_ = _Run(asked, seen, shown, speaker, edge.runtime(asked.now, shown, speaker))
    if seen.is_known and not (seen.sheet.labels and set(pairs) - set(_WHERE_TO_LOOK)):
        return run_.already()
    labels, own, found = seen.sheet.labels, seen.own_mapping, guess(seen.sheet)
    if own is not None:
        return run_.map(choices_of(pairs, labels, own.table, choices_in(own, labels)))
    return run_.map(choices_of(pairs, labels, None if found is None else found.table))


@dataclass(frozen=True, slots=True)
class _Run:
    asked: Asked
    seen: FileSeen
    shown: Console
    speaker: Speaker
    runtime: Runtime

    def already(self) -> int:
        """Say who reads the file as it is, and how; nothing is asked and nothing written."""
        known, seen = self.seen.known, self.seen
        if known is None:
            return int(Exit.FILES)
        rows = three_rows(known, seen.session, seen.people(self.runtime))
        mapping = None if seen.own is None else f"mappings/{seen.own}.yaml"
        if self.asked.json:
            answer = {"file": seen.export.name, "importer": known.importer.id, "mapping": mapping, "saved": False}
            self.shown.text(to_json({**answer, "rows": rows_document(rows)}, self.speaker))
            return int(Exit.DONE)
        self.shown.show(rows_screen(rows, self.speaker, self.shown.width))
        own = say("{file} reads this already. Nothing is left to say.", file=mapping or "")
        other = say(
            "REX reads this already: {title}. No mapping is needed.", title=self.speaker.t(known.importer.title)
        )
        self._talk(other if mapping is None else own)
        if known.importer.status == "unverified":
            self._talk(say("Nobody could try this on a real file: look whether the rows are right."))
        self._talk(say("To read it in another way: {command}", command="rex map FILE --set table=..."))
        return int(Exit.DONE)

    def map(self, choices: Choices) -> int:
        """Make the mapping; save it unless only a look was asked for."""
        asked, shown = self.asked, self.shown
        if shown.interactive and not (asked.show or asked.json or asked.no_input):
            from rex.cli.mapping_asking import Asking

            return self._saved(Asking(self.seen, choices, shown, self.speaker, self.runtime).until_saved(), said=True)
        draft = proposed(self.seen, choices, self.runtime)
        if draft.missing:
            return self._missing(draft)
        found = tried(self.seen, draft, choices, self.runtime)
        self._hint(draft)
        if asked.show:
            return self._result(found, None)
        demand_rows(found)
        return self._saved(found, said=False)

    def _missing(self, draft: Draft) -> int:
        """List by id what cannot be inferred."""
        if self.asked.json:
            self.shown.text(to_json(missing_document(self.seen, draft), self.speaker))
            return int(Exit.FILES)
        columns = ", ".join(self.seen.sheet.labels)
        raise MissingFacts(
            f"{self.seen.export.name} does not say enough by itself.",
            tuple((one.id, self._how(one)) for one in draft.missing),
            todo=f"Say it, for example: --set {draft.missing[0].id}=... Columns: {columns}",
        )

    def _how(self, one: Open) -> str:
        values = "|".join(found.value for found in one.offers if isinstance(found.label, Message))
        return self.speaker.say(one.question) + (f" ({values})" if values else "")

    def _hint(self, draft: Draft) -> None:
        for one in draft.open:
            self._talk(say("Not known: {question} --set {id}=COLUMN", question=one.question, id=one.id))

    def _saved(self, found: Tried, *, said: bool) -> int:
        """Write the file, and say who reads the export from now on; `said`: the rows were shown already."""
        own = found.mapping.id == self.seen.own  # who is shown what it becomes has agreed to it
        path = save(self.seen, found, over=self.asked.replace or (said and own))
        name = f"mappings/{path.name}"
        if not said:
            self._result(found, name)
        if not self.asked.json:
            self.shown.show([[(name, "link")]])
            reader = read_by(self.seen)
            if reader != found.mapping.id:
                self._talk(say("{importer} still reads this file: it is surer of it.", importer=reader))
            else:
                self._talk(say("From now on every file of this shape is read like this, without a question."))
        return int(Exit.DONE)

    def _result(self, found: Tried, path: str | None) -> int:
        if self.asked.json:
            self.shown.text(to_json(tried_document(self.seen, found, path), self.speaker))
        else:
            self.shown.show(tried_screen(self.seen, found, self.speaker, self.shown.width))
            if path is None:
                self._talk(say("Nothing was saved."))
        return int(Exit.DONE)

    def _talk(self, *sentences: Message) -> None:
        for sentence in sentences:
            self.shown.talk((self.speaker.say(sentence), "dim"))
