"""Whether a session's record is still the one that its exports would make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex import __version__
from rex.errors import FileError
from rex.store.records import load
from rex.workflow.grounding import ground_of
from rex.workflow.imports import inputs_hash

if TYPE_CHECKING:
    from rex.store.workspace import Folder


def is_current(folder: Folder) -> bool:
    """Tell whether the record was made by this version from these very files, settings, answers and earlier exports.

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
    if record.rex != __version__ or record.session != known or record.inputs != inputs_hash(folder):
        return False
    return record.ground.still_holds(ground_of(folder, known))
