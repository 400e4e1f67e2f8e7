"""Whether a session's record is still the one that its exports would make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex import __version__
from rex.errors import FileError
from rex.store.records import load
from rex.workflow.imports import inputs_hash

if TYPE_CHECKING:
    from rex.store.workspace import Folder


def is_current(folder: Folder) -> bool:
    """Tell whether the record was made by this version from these very files."""
    if not folder.record.exists():
        return False
    try:
        record = load(folder.record)
    except FileError:
        return False
    return record.rex == __version__ and record.inputs == inputs_hash(folder)
