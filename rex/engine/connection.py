"""The one place that knows which engine runs the SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

MEMORY_LIMIT = "600MB"
"""The engine's own bound; beyond it sorting and grouping go to disk instead of growing."""


def connect() -> duckdb.DuckDBPyConnection:
    """Open an engine in memory that cannot reach the network or install anything, with the clock in UTC."""
    import duckdb

    engine = duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": MEMORY_LIMIT,
            "threads": "2",
        }
    )
    engine.execute("SET preserve_insertion_order = true")
    return engine
