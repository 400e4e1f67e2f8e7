"""The one place that knows which engine runs the SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

MEMORY_LIMIT = "600MB"
"""The engine's own bound; beyond it sorting and grouping go to disk instead of growing."""


def connect(spill: Path | None) -> duckdb.DuckDBPyConnection:
    """Open an engine in memory that cannot install anything, with the clock in UTC.

    What does not fit into memory goes to the folder `spill` while the query runs, never to where the person stands;
    where there is none, such a query ends in an error.
    """
    import duckdb

    engine = duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": MEMORY_LIMIT,
            "temp_directory": "" if spill is None else str(spill),
            "threads": "2",
        }
    )
    engine.execute("SET preserve_insertion_order = true")
    engine.execute("SET TimeZone = 'UTC'")
    engine.execute("SET pandas_analyze_sample = 0")  # lists of objects are text; nothing is guessed from the first rows
    return engine
