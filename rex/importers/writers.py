"""Who takes the rows of a sink: the facts on disk, a list, or nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import msgspec


class Writer(Protocol):
    """Takes canonical rows: the facts on disk, or nothing at all for a look."""

    def write(self, table: str, row: msgspec.Struct) -> None:
        """Take one row."""


@runtime_checkable
class ColumnsWriter(Protocol):
    """A writer that also takes rows as columns, and makes their ids itself."""

    def write_many(self, table: str, count: int, columns: Mapping[str, Any], natives: Sequence[str] | None) -> None:
        """Take many rows; a column is a sequence, or one value that all of them share."""


class Nowhere:
    """A writer for looking: every row is counted by the sink and forgotten."""

    def write(self, table: str, row: msgspec.Struct) -> None:
        """Forget the row."""

    def write_many(self, table: str, count: int, columns: Mapping[str, Any], natives: Sequence[str] | None) -> None:
        """Forget the rows."""
