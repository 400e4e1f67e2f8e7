"""The contract of an importer: say whether you know this content, then read it.

An importer is a module-level `Importer` object in a file of this room. `recognise` sees the head of a
file and nothing else, never its name; the most certain importer wins. `read` hands every row that
the format repeats to the sink exactly once: kept (as one or more canonical rows) or set aside with a
reason. The sink counts, so that rows read = kept + set aside holds by construction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink


@dataclass(frozen=True, slots=True)
class Recognition:
    """How sure an importer is (1 to 100) and what made it so, as a sentence for `rex inspect`."""

    certainty: int
    why: str


class RawRow(NamedTuple):
    """One row as it stands in the file: its number and line (both as `read` counts them), and its cells.

    `cells` is the list of a table's cells, or the JSON value or text of anything else. The row of column names has
    the number 0.
    """

    number: int
    line: int
    cells: Any


@dataclass(frozen=True, slots=True)
class Part:
    """One session of a file that holds many: what `rex add` makes a session folder of.

    `start` has a zone only where the file says one. `rows` are the header and the rows of this session alone, as
    they stand: written as a table of their own they are recognised by the same importer.
    """

    title: str
    start: datetime
    duration_s: float | None
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Importer:
    """One kind of export file.

    `id` begins with the platform. `version` rises when the rows it writes change, so that caches are
    made again. `tables` says what it can fill. `where` tells people where to click to get the file. `source` says
    from what the shape is known, `status` whether a real file of it was seen (or the code that writes it was read).
    `rows` gives the format's rows as they stand, numbered as `read` numbers them; None where they are the records of
    a table or the elements of JSON. `parts` names the sessions of a file that holds many.
    """

    id: str
    title: str
    tables: tuple[str, ...]
    recognise: Callable[[Head], Recognition | None]
    read: Callable[[ExportFile, Sink], None]
    where: str
    version: int = 1
    source: str = ""
    status: Literal["verified", "unverified"] = "verified"
    rows: Callable[[Head], Iterator[RawRow]] | None = None
    parts: Callable[[Head], list[Part]] | None = None
