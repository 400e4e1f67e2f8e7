"""The contract of an importer: say whether you know this content, then read it.

An importer is a module-level `Importer` object in a file of this room. `recognise` sees the head of a
file and nothing else, never its name; the most certain importer wins. `read` hands every row that
the format repeats to the sink exactly once: kept (as one or more canonical rows) or set aside with a
reason. The sink counts, so that rows read = kept + set aside holds by construction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.model.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.importers.export import ExportFile
    from rex.importers.head import Head
    from rex.importers.sink import Sink


@dataclass(frozen=True, slots=True)
class Recognition:
    """How sure an importer is (1 to 100) and what made it so, as a sentence for `rex inspect`."""

    certainty: int
    why: str


@dataclass(frozen=True, slots=True)
class Importer:
    """One kind of export file.

    `id` begins with the platform. `version` rises when the rows it writes change, so that caches are
    made again. `tables` says what it can fill. `where` tells people where to click to get the file.
    """

    id: str
    title: str
    tables: tuple[str, ...]
    recognise: Callable[[Head], Recognition | None]
    read: Callable[[ExportFile, Sink], None]
    where: str
    version: int = 1
    source: str = ""


NOT_A_TABLE = Message(text="This is no table and no chat: REX leaves it alone.")
