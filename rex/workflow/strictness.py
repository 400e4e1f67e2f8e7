"""`--strict`: a row that cannot be read stops the run instead of being set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.errors import FileError, Place

if TYPE_CHECKING:
    from rex.workflow.reading import Imported


def demand_whole(imported: Imported) -> None:
    """Raise FileError at the first row that could not be read, with its place."""
    unreadable = sum(source.reasons.get("unreadable", 0) for source in imported.sources)
    if not unreadable:
        return
    place = None
    for issue in imported.issues:
        place = Place(issue.file, issue.line)
        break
    where = "" if place is None else f" The first is {place}."
    raise FileError(
        f"{unreadable} row(s) cannot be read, and --strict was asked for.{where}",
        place=place,
        todo="Correct the rows, or leave --strict out: they are then set aside and counted.",
    )
