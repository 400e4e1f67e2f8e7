"""Read a session's export files into facts; whatever breaks on the way is named, and the rest goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.engine.facts import FactsWriter
from rex.errors import FileError, RexError
from rex.importers.head import head_of
from rex.importers.identify import Known, Unknown, identify
from rex.importers.read import read
from rex.model.message import Message, say
from rex.model.noun import Noun
from rex.model.source import Issue, Source, Unrecognised

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rex.importers.base import Importer
    from rex.importers.export import ExportFile
    from rex.model.session import Session
    from rex.text.pseudonym import Pseudonymiser


PAYMENT_FILES = frozenset({"stripe_payments"})
"""Importers of payments, which stand in for a shop's orders only where there are none."""


class MissingZone(Noun):
    """A file whose wall clock has no zone, and the first time that shows it."""

    file: str
    example: str


class PluginTrouble(Noun):
    """A plug-in that broke, by name, and the kind of mistake."""

    name: str
    why: str


def kind_of(why: str) -> str:
    """Give the kind of a plug-in's mistake without its text, which may hold somebody's words."""
    return why.partition(":")[0]


class Imported(Noun):
    """What became of a session's exports. `key` names the facts in the cache and the inputs in the record."""

    key: str
    inputs: str
    sources: tuple[Source, ...] = ()
    unrecognised: tuple[Unrecognised, ...] = ()
    issues: tuple[Issue, ...] = ()
    missing_zones: tuple[MissingZone, ...] = ()
    troubles: tuple[PluginTrouble, ...] = ()

    @property
    def rows_read(self) -> int:
        """Count the rows of all files that were read."""
        return sum(source.rows_read for source in self.sources)


def payments_beside_orders(sources: Iterable[Source]) -> list[Issue]:
    """Name each file of payments that lies beside a shop's orders: the views count the orders alone."""
    selling = [source for source in sources if source.tables.get("sales")]
    shop = next((source for source in selling if source.importer not in PAYMENT_FILES), None)
    if shop is None:
        return []
    problem = say(
        "These are payments, and {orders} holds the shop's orders: both may tell the same sales.", orders=shop.file
    )
    did = say("Only the shop's orders count. The payments are kept and are in no sum.")
    return [Issue(file=one.file, problem=problem, did=did) for one in selling if one.importer in PAYMENT_FILES]


def _copied(name: str, other: str) -> Issue:
    problem = say("This file is the same as {other}, byte for byte.", other=other)
    return Issue(file=name, problem=problem, did=say("It counts once: all its rows are set aside."))


class Reading:
    """One reading of a session's files: what was recognised, what became of it, and what broke."""

    def __init__(self, importers: list[Importer], session: Session, people: Pseudonymiser, home: Path) -> None:
        """Read with these importers into the facts folder `home`."""
        self._importers, self._session, self._people, self._home = importers, session, people, home
        self._unrecognised: list[Unrecognised] = []
        self._troubles: list[PluginTrouble] = []

    def read(self, exports: Iterable[ExportFile]) -> Imported:
        """Read every file; when one breaks half-way, the others are read again without it, so no half file stays."""
        known = self._recognised(exports)
        while (found := self._attempt(known)) is None:
            pass
        sources, issues, zones = found
        return Imported(
            key="",
            inputs="",
            sources=tuple(sources),
            unrecognised=tuple(sorted(self._unrecognised, key=lambda item: item.file)),
            issues=(*issues, *payments_beside_orders(sources)),
            missing_zones=tuple(zones),
            troubles=tuple(self._troubles),
        )

    def _recognised(self, exports: Iterable[ExportFile]) -> list[Known]:
        known: list[Known] = []
        for export in exports:
            try:
                found = self._identified(export)
            except FileError as error:
                self._leave_out(export, say("{what}", what=error.what))
                continue
            if isinstance(found, Known):
                known.append(found)
            else:
                self._leave_out(export, found.why)
        return known

    def _attempt(self, known: list[Known]) -> tuple[list[Source], list[Issue], list[MissingZone]] | None:
        """Read all known files; a broken one is taken out of `known`, and the answer is None: try again."""
        sources: list[Source] = []
        issues: list[Issue] = []
        zones: list[MissingZone] = []
        first: dict[str, str] = {}
        with FactsWriter(self._home) as writer:
            for entry in list(known):
                name = entry.export.name
                try:
                    copied = first.setdefault(entry.export.sha256(), name)
                    copy_of = "" if copied == name else copied
                    source, found, clock = read(entry, self._session, self._people, writer, copy_of=copy_of)
                except RexError as error:
                    self._leave_out(entry.export, say("{what}", what=error.what))
                    known.remove(entry)
                    return None
                except Exception as error:  # noqa: BLE001 - an importer is a plug-in: it is named and the rest goes on
                    self._broke(entry, type(error).__name__)
                    known.remove(entry)
                    return None
                sources.append(source)
                issues.extend([_copied(name, copy_of)] if copy_of else found)
                if clock.missing_zone_raw is not None:
                    zones.append(MissingZone(file=entry.export.name, example=clock.missing_zone_raw))
        return sources, issues, zones

    def _broke(self, entry: Known, kind: str) -> None:
        self._troubles.append(PluginTrouble(name=entry.importer.id, why=kind))
        text = "The importer {name} broke on this file ({kind})."
        self._leave_out(entry.export, say(text, name=entry.importer.id, kind=kind))

    def _leave_out(self, export: ExportFile, why: Message) -> None:
        self._unrecognised.append(Unrecognised(file=export.name, why=why))

    def _identified(self, export: ExportFile) -> Known | Unknown:
        """Find a file's importer; one that breaks while looking is named, and the others look without it."""
        try:
            return identify(export, self._importers)
        except RexError:
            raise
        except Exception:  # noqa: BLE001 - an importer is a plug-in: it is named and the rest goes on
            head = head_of(export)
            sound: list[Importer] = []
            for importer in self._importers:
                try:
                    importer.recognise(head)
                except Exception as error:  # noqa: BLE001 - as above
                    self._troubles.append(PluginTrouble(name=importer.id, why=type(error).__name__))
                else:
                    sound.append(importer)
            return identify(export, sound)
