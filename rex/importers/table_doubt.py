"""Tables that have a time and a text and are no chat: servers' logs, issue trackers, histories of code, time sheets."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from rex.importers.sheet import plain
from rex.importers.table_names import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rex.importers.sheet import Sheet

_OF_OTHERS = words(
    """logger log_level loglevel severity pid thread thread_id stack_trace stacktrace exception trace_id span_id
    request_id status_code http_status commit commit_id commit_hash sha assignee assigned_to reporter milestone
    issue_key issue_id issue_type ticket ticket_id employee employee_id balance account_number iban saldo solde
    temperature ingredient"""
)
"""Columns that no chat of a live session has."""
_PAIRS = (words("title state"), words("summary status"), words("title labels"), words("titulo estado"))
"""Columns that together are an issue's: it has a heading and is open or closed."""
_LEVEL = "level"
_LEVELS = words("trace debug info information notice warn warning error err critical fatal alert emerg")
_LOOKS_AT = 50


def is_of_others(sheet: Sheet, places: Mapping[str, int]) -> bool:
    """Tell a table that reads as a chat by two of its columns and is another thing by the others, or by its days."""
    folded = frozenset(sheet.folded)
    if folded & _OF_OTHERS or any(pair <= folded for pair in _PAIRS):
        return True
    few = [record.cells for record in islice(sheet.data(), _LOOKS_AT)]
    if _LEVEL in folded:
        at = sheet.folded.index(_LEVEL)
        said = {plain(cells[at]) for cells in few} - {""}
        if said and said <= _LEVELS:
            return True
    return _days_alone([cells[places["time"]].strip() for cells in few])


def _days_alone(cells: list[str]) -> bool:
    """Tell a column of dates without a clock: people who write to a live show do it at an hour."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(("-" in cell[1:] or "/" in cell) and ":" not in cell for cell in filled)
