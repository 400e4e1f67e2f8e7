"""Put export files where they belong: into a session's `exports/`, or, for a file of many sessions, into each one's.

No row is ever lost: a file that is there already is left, a newer one that holds all its rows takes its place, and
another one of the same name gets a number.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rex.config.session import FILE
from rex.errors import FileError, MissingFacts, Place, RexError, UsageError
from rex.importers.export import ExportFile
from rex.importers.identify import Known, Unknown, identify
from rex.importers.read import read
from rex.importers.sink import Nowhere
from rex.model.session import Session
from rex.store.atomic import write_text
from rex.store.workspace import EXPORTS, SESSIONS, Folder, sessions_of
from rex.text.pseudonym import Pseudonymiser
from rex.workflow.facts_of_session import write_facts
from rex.workflow.imports import importers_of
from rex.workflow.placing import copied, matched, slug, written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rex.importers.base import Importer, Part
    from rex.model.message import Message

NEWEST = 50
"""Of a folder such as the downloads only so many newest files are looked into."""
_ID = re.compile(r"\d{4}-\d{2}-\d{2}-[a-z0-9]+(?:-[a-z0-9]+)*")
_NOBODY = bytes(32)
"""The key of pseudonyms that are thrown away at once."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What was done with a file, or with one session's part of it: `added` is False where it was there already.

    `replaced` says that it took the place of an older one of its name; `stored` is the name it has now.
    """

    file: str
    session: str
    added: bool
    made: bool = False
    importer: str = ""
    why_not_read: Message | None = None
    replaced: bool = False
    stored: str = ""

    @property
    def numbered(self) -> bool:
        """Tell a file that got a number, since another one of its name is there; a live's rows have their own name."""
        return self.added and not self.replaced and bool(self.stored) and self.stored != self.file


@dataclass(frozen=True, slots=True)
class Offer:
    """A file of a folder that REX can read, newest first."""

    path: Path
    importer: str
    why: str


class Adding:
    """Adds files to the sessions of one workspace."""

    def __init__(self, workspace: Path, *, timezone: str | None = None, currency: str | None = None) -> None:
        """`timezone` and `currency` are for what a file of many sessions does not say; else the workspace's own."""
        self._workspace = workspace
        self._here = Folder(workspace, workspace)
        settings = self._here.settings()
        self._zone, self._currency = timezone or settings.timezone, currency or settings.currency
        self._importers: list[Importer] = importers_of(self._here)[0]

    def add(self, files: Sequence[Path], session: str | None) -> list[Placed]:
        """Add files; those of many sessions are shared out unless a session is named.

        Raises UsageError where no session is named and none fits, FileError for a file that cannot be opened.
        """
        looked = [(path, self._looked(path)) for path in files]
        parts = {path: self._parts(known) for path, known in looked} if session is None else {}
        single = [path for path, _ in looked if len(parts.get(path, ())) < 2]
        target, made = (None, False) if not single else self._target(session, [k for p, k in looked if p in single])
        done: list[Placed] = []
        for path, known in looked:
            if path not in single:
                done += self._shared_out(path, known, parts[path])
            elif target is not None:
                importer = known.importer.id if isinstance(known, Known) else ""
                why = known.why if isinstance(known, Unknown) and not _is_archive(path) else None
                fate = copied(path, target.exports)
                done.append(Placed(path.name, target.id, fate.added, made, importer, why, fate.replaced, fate.stored))
        return done

    def lives(self, path: Path) -> list[Part]:
        """Name the sessions that a file would be shared out into, in their order; none where it is one session's."""
        parts = self._parts(self._looked(path))
        return sorted(parts, key=lambda part: part.start.replace(tzinfo=None)) if len(parts) > 1 else []

    @property
    def assumed(self) -> tuple[str | None, str | None]:
        """Give the time zone and the currency that a new session of a file of many gets."""
        return self._zone, self._currency

    def offers(self, folder: Path) -> list[Offer]:
        """Name the newest files of a folder that an importer knows by their content; folders in it are left alone."""
        files = [path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")]
        newest = sorted(files, key=lambda path: (-path.stat().st_mtime_ns, path.name))[:NEWEST]
        found: list[Offer] = []
        for path in newest:
            try:
                known = identify(ExportFile(path, path.name), self._importers)
            except RexError:
                continue
            if isinstance(known, Known):
                found.append(Offer(path, known.importer.id, known.recognition.why))
        return found

    def _looked(self, path: Path) -> Known | Unknown:
        if not path.is_file():
            raise FileError(f"There is no file {path}.", place=Place(str(path)), todo="Check its name and folder.")
        return identify(ExportFile(path, path.name), self._importers)

    @staticmethod
    def _parts(known: Known | Unknown) -> Sequence[Part]:
        if isinstance(known, Unknown) or known.importer.parts is None:
            return ()
        return known.importer.parts(known.head)

    def _target(self, session: str | None, known: Sequence[Known | Unknown]) -> tuple[Folder, bool]:
        """Find the session that is meant, or make the one that is named."""
        folders = sessions_of(self._workspace)
        if session is None:
            return self._by_time(folders, known), False
        from rex.store.workspace import find_session

        try:
            return find_session(session, self._workspace), False
        except UsageError:
            if not _ID.fullmatch(session):
                raise
        path = self._workspace / SESSIONS / session
        (path / EXPORTS).mkdir(parents=True)
        write_text(path / FILE, f"title: {session[11:].replace('-', ' ').capitalize()}\n")
        return Folder(path, self._workspace), True

    def _by_time(self, folders: Sequence[Folder], known: Sequence[Known | Unknown]) -> Folder:
        """Find the one session during which what the files tell happened; UsageError where it is none or several."""
        spans = [span for one in known if isinstance(one, Known) and (span := self._span(one)) is not None]
        fitting = [folder for folder in folders if spans and all(_meets(folder, span) for span in spans)]
        if len(fitting) == 1:
            return fitting[0]
        names = ", ".join(folder.id for folder in (fitting or folders)[-3:])
        what = (
            "These files fit no session by their times."
            if not fitting
            else f"These files fit {len(fitting)} sessions by their times."
        )
        raise UsageError(
            what,
            todo="Say which one, or name a new one by its day and title:\n"
            f"rex add FILES --session 2026-11-20-autumn-glow{'   (there are: ' + names + ')' if names else ''}",
            kept="Nothing was copied.",
        )

    def _span(self, known: Known) -> tuple[datetime, datetime] | None:
        """Give the first and last instant that a file tells; None where it counts from a start of its own."""
        nobody = Session(id="", title="", timezone=self._zone)
        source, _, _ = read(known, nobody, Pseudonymiser(_NOBODY), Nowhere())
        if source.first is None or source.last is None or not source.first.endswith("Z"):
            return None
        return datetime.fromisoformat(source.first), datetime.fromisoformat(source.last)

    def _shared_out(self, path: Path, known: Known | Unknown, parts: Sequence[Part]) -> list[Placed]:
        """Make a session folder of each part, or put it into the one that is there."""
        if self._zone is None and any(part.start.tzinfo is None for part in parts):
            raise MissingFacts(
                f"{path.name} holds {len(parts)} sessions, and does not say in which time zone they began.",
                (("timezone", "--timezone Europe/Madrid, or `timezone:` in rex.yaml"),),
                todo="Say it once, and run the same command again.",
            )
        importer = known.importer.id if isinstance(known, Known) else ""
        zone = ZoneInfo(self._zone or "UTC")
        there = sessions_of(self._workspace)
        placed = {part: part.start if part.start.tzinfo else part.start.replace(tzinfo=zone) for part in parts}
        own = matched(placed, there)
        days = Counter(start.date() for start in placed.values())
        starts = [folder.session().start for folder in there]
        days.update(start.astimezone(zone).date() for start in starts if start is not None)
        done: list[Placed] = []
        for part, start in sorted(placed.items(), key=lambda item: item[1].astimezone(UTC)):
            folder = own.get(part) or self._made(part, start, alone=days[start.date()] == 1)
            fate = written(part, folder.exports, f"{slug(path.stem) or 'sessions'}-{start:%H%M}.csv")
            done.append(Placed(path.name, folder.id, fate.added, part not in own, importer, None, fate.replaced))
        return done

    def _made(self, part: Part, start: datetime, *, alone: bool) -> Folder:
        """Make a session's folder; of several on one day each has its hour in the name, so that names sort in time."""
        day = f"{start:%Y-%m-%d}" if alone else f"{start:%Y-%m-%d-%H%M}"
        name = first = f"{day}-{slug(part.title) or 'live'}"
        taken = {folder.id for folder in sessions_of(self._workspace)}
        number = 2
        while name in taken:
            name, number = f"{first}-{number}", number + 1
        path = self._workspace / SESSIONS / name
        (path / EXPORTS).mkdir(parents=True)
        facts = {"title": part.title or name, "start": start.isoformat()}
        if part.duration_s:
            end = start.astimezone(UTC) + timedelta(
                seconds=part.duration_s
            )  # a clock that is set back lengthens no show
            facts["end"] = end.astimezone(start.tzinfo).isoformat()
        if self._zone is not None:
            facts["timezone"] = self._zone
        if self._currency is not None:
            facts["currency"] = self._currency
        write_facts(path, facts)
        return Folder(path, self._workspace)


def _meets(folder: Folder, span: tuple[datetime, datetime]) -> bool:
    """Tell whether a session lies within what a file tells, or the file within an hour of the session."""
    session = folder.session()
    if session.start is None:
        return False
    end = session.end or session.start + timedelta(hours=3)
    return span[0] <= end + timedelta(hours=1) and span[1] >= session.start - timedelta(hours=1)


def _is_archive(path: Path) -> bool:
    """Tell a zip of exports, whose members are looked at one by one once it lies in a session."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return "[Content_Types].xml" not in archive.namelist()
