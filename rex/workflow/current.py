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
    """Tell whether the record was made by this version from these very files and settings.

    What the exports added to the session (a currency, when all orders have one) is no change of settings.
    """
    if not folder.record.exists():
        return False
    try:
        record = load(folder.record)
    except FileError:
        return False
    known = folder.session()
    if known.currency is None:
        known = known.model_copy(update={"currency": record.session.currency})
    return record.rex == __version__ and record.session == known and record.inputs == inputs_hash(folder)
