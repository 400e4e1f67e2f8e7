"""A row's cells by the folded name of their column."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Cells:
    """A row's cells by folded column name; a column that the file does not have is empty."""

    __slots__ = ("_columns", "_row")

    def __init__(self, columns: Mapping[str, int], row: list[str]) -> None:
        self._columns, self._row = columns, row

    def __getitem__(self, column: str) -> str:
        at = self._columns.get(column)
        return "" if at is None else self._row[at].strip()

    def __contains__(self, column: str) -> bool:
        return column in self._columns

    @property
    def row(self) -> list[str]:
        """Give all cells, for comparing."""
        return self._row
