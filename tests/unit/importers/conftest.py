from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from rex.importers.base import Importer
from rex.importers.export import ExportFile
from rex.importers.identify import Known, identify
from rex.importers.read import read
from rex.importers.table import mapped_importers
from rex.model.session import Session
from rex.plugins.find import find
from rex.resources import templates
from rex.text.pseudonym import Pseudonymiser

if TYPE_CHECKING:
    import msgspec

    from rex.importers.clock import SourceClock
    from rex.model.source import Issue, Source

FIXTURES = Path(__file__).parent / "fixtures"
MADRID = timezone(timedelta(hours=1))


class Rows:
    """Keeps what an importer writes, by table."""

    def __init__(self) -> None:
        self.tables: defaultdict[str, list[Any]] = defaultdict(list)

    def write(self, table: str, row: msgspec.Struct) -> None:
        self.tables[table].append(row)


@dataclass
class Outcome:
    source: Source
    issues: list[Issue]
    clock: SourceClock
    tables: dict[str, list[Any]]

    @property
    def counts(self) -> tuple[int, int, int]:
        return self.source.rows_read, self.source.rows_kept, self.source.rows_set_aside

    def the(self, table: str) -> list[Any]:
        return self.tables.get(table, [])


class Reads(Protocol):
    def __call__(
        self,
        content: str | bytes,
        name: str = "export.csv",
        *,
        session: Session | None = None,
        seen: set[str] | None = None,
        importers: list[Importer] | None = None,
    ) -> Outcome: ...


@pytest.fixture(scope="session")
def importers() -> list[Importer]:
    room = find("rex.importers", Importer)
    assert room.broken == ()
    return [*room.plugins.values(), *mapped_importers(templates() / "mappings", own=False)]


@pytest.fixture
def show() -> Session:
    """An hour and a half from 19:00 in Madrid, 18:00 UTC."""
    return Session(
        id="show",
        title="Show",
        start=datetime(2026, 11, 20, 19, 0, tzinfo=MADRID),
        end=datetime(2026, 11, 20, 20, 30, tzinfo=MADRID),
        timezone="Europe/Madrid",
        currency="EUR",
    )


@pytest.fixture
def people() -> Pseudonymiser:
    return Pseudonymiser(b"0123456789abcdef")


@pytest.fixture
def reads(tmp_path: Path, importers: list[Importer], show: Session, people: Pseudonymiser) -> Reads:
    known_importers, usual = importers, show

    def go(
        content: str | bytes,
        name: str = "export.csv",
        *,
        session: Session | None = None,
        seen: set[str] | None = None,
        importers: list[Importer] | None = None,
    ) -> Outcome:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        known = identify(ExportFile(path, name), importers or known_importers)
        assert isinstance(known, Known), known
        rows = Rows()
        source, issues, clock = read(known, session or usual, people, rows, seen=seen)
        assert source.rows_read == source.rows_kept + source.rows_set_aside
        assert sum(source.reasons.values()) == source.rows_set_aside
        assert len(rows.tables["set_aside"]) == source.rows_set_aside
        return Outcome(source, issues, clock, dict(rows.tables))

    return go


@pytest.fixture
def fixture() -> Path:
    return FIXTURES
