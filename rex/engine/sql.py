"""Run SQL over one session's facts.

A query sees every canonical table (empty where no export filled it), the one-row table `session`,
and the views of `views/*.sql`, which hold the rules that several KPIs share: which orders count,
whose messages are viewers'. All of it is plain ANSI SQL on integers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING, Self

from rex.engine.connection import connect
from rex.engine.facts import columns
from rex.model.heard import HEARD_SHAPE
from rex.model.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from rex.model.heard import Heard

Scalar = int | str | bool | None


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of time a session's numbers speak of, in UTC epoch milliseconds; None where no anchor is known.

    `duration_ms` is the length of the show; `orders_until_ms` ends the attribution of orders. `rule` says which of
    the orders until then count, by the `marks` that they carry (see `rex.model.attribution`).
    """

    start_ms: int | None
    end_ms: int | None
    duration_ms: int
    orders_until_ms: int | None
    rule: str = "window"
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Background:
    """What a session's numbers may rest on besides its own exports.

    `earlier` are the facts of the client's earlier sessions, newest first: the source of what customers bought before.
    `names` are these sessions' ids, in the same order.
    `costs` are in minor units of the session's currency, by kind; `margin_milli` is the gross margin in thousandths of
    revenue, None where nobody gave one. `utc_offset_ms` is the shop's clock at the start of the show, by which days are
    counted.
    """

    earlier: tuple[Path, ...] = ()
    costs: Mapping[str, int] = field(default_factory=dict)
    margin_milli: int | None = None
    utc_offset_ms: int = 0
    names: tuple[str, ...] = ()


LAST_SHOWS = 3
"""Who was in one of so many earlier shows has come back."""


class Facts:
    """One session's facts, open for queries; a context manager."""

    def __init__(self, folder: Path, window: Window, background: Background | None = None) -> None:
        self._folder = folder
        self._window = window
        self._background = background or Background()
        self._engine = connect(folder.with_name(folder.name + ".spill"))
        self.passes = 0

    def __enter__(self) -> Self:
        window, background = self._window, self._background
        for table in TABLES:
            self._engine.execute(self._table(table, table, [self._folder]))
        self._engine.execute(self._table("earlier_sales", "sales", background.earlier))
        for table in ("chat", "presence"):
            self._engine.execute(self._table(f"earlier_{table}", table, background.earlier[:LAST_SHOWS]))
        self._engine.execute(
            "CREATE TABLE session (start_ms BIGINT, end_ms BIGINT, duration_ms BIGINT, orders_until_ms BIGINT, "
            "rule VARCHAR, margin_milli BIGINT, utc_offset_ms BIGINT)"
        )
        self._engine.execute(
            "INSERT INTO session VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                window.start_ms,
                window.end_ms,
                window.duration_ms,
                window.orders_until_ms,
                window.rule,
                background.margin_milli,
                background.utc_offset_ms,
            ],
        )
        self._engine.execute("CREATE TABLE costs (kind VARCHAR, amount_minor BIGINT)")
        self.spend(background.costs)
        self._engine.execute(f"CREATE TABLE heard ({HEARD_SHAPE})")
        self._engine.execute("CREATE TABLE attribution_marks (rule VARCHAR, mark VARCHAR, used BOOLEAN)")
        self.mark([(window.rule, mark) for mark in window.marks], used=True)
        folder = files("rex.engine") / "views"
        for view in sorted(folder.iterdir(), key=lambda item: item.name):
            if view.name.endswith(".sql"):
                self._engine.execute(view.read_text(encoding="utf-8"))
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.close()

    def _table(self, name: str, table: str, folders: Sequence[Path]) -> str:
        """Write the statement that lets queries see a table of these folders under a name; without a file it is empty.

        Facts of several sessions are told apart by `show_no`, 1 for the first folder.
        """
        paths = [
            (number, str(file).replace("'", "''"))
            for number, folder in enumerate(folders, start=1)
            if (file := folder / f"{table}.parquet").exists()
        ]
        several = name != table
        if paths:
            number = ", {n} AS show_no" if several else ""
            parts = (
                f"SELECT *{number.format(n=n)} FROM read_parquet('{path}', hive_partitioning = false)"
                for n, path in paths
            )
            return f"CREATE VIEW {name} AS " + " UNION ALL BY NAME ".join(parts)
        shape = ", ".join(f"{column} {kind}" for column, kind in columns(table).items())
        return f"CREATE TABLE {name} ({shape}{', show_no BIGINT' if several else ''})"

    def rows(self, query: str, *values: Scalar) -> list[tuple[Scalar, ...]]:
        """Run a query and give its rows. One call is one pass over the facts."""
        self.passes += 1
        return self._engine.execute(query, list(values)).fetchall()

    def chunks(self, query: str, size: int) -> Iterator[tuple[Scalar, ...]]:
        """Run a query and give its rows `size` at a time: a large table is never in memory as a whole."""
        self.passes += 1
        found = self._engine.execute(query)
        while rows := found.fetchmany(size):
            yield from rows

    def write_parquet(self, query: str, path: Path) -> None:
        """Write a query's rows as a Parquet file."""
        target = str(path).replace("'", "''")
        self.passes += 1
        self._engine.execute(f"COPY ({query}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")

    def spend(self, costs: Mapping[str, int]) -> None:
        """Let queries see what the show cost, in minor units by kind."""
        for kind, amount in costs.items():
            self._engine.execute("INSERT INTO costs VALUES (?, ?)", [kind, amount])

    def hear(self, heard: Sequence[Heard]) -> None:
        """Let queries see what the readers of the chat say of its messages, in the table `heard`."""
        import numpy as np

        if not heard:
            return
        columns = zip(heard[0]._fields, zip(*heard, strict=True), strict=True)
        self._engine.register("part", {name: np.array(column, dtype=object) for name, column in columns})
        self._engine.execute("INSERT INTO heard SELECT * FROM part")
        self._engine.unregister("part")

    def mark(self, marks: Sequence[tuple[str, str]], *, used: bool = False) -> None:
        """Let `marked_orders` look for these marks too, each a rule and what it looks for."""
        for rule, mark in marks:
            self._engine.execute("INSERT INTO attribution_marks VALUES (?, ?, ?)", [rule, mark, used])

    def aggregate(self, table: str, expressions: Mapping[str, str]) -> dict[str, int | None]:
        """Compute several aggregates of one table or view in one pass, by name."""
        listed = ", ".join(f"{expression} AS {name}" for name, expression in expressions.items())
        (row,) = self.rows(f"SELECT {listed} FROM {table}")
        return {name: None if value is None else int(value) for name, value in zip(expressions, row, strict=True)}

    def has_rows(self, table: str) -> bool:
        """Tell whether a table or view holds anything."""
        (row,) = self.rows(f"SELECT count(*) FROM {table}")
        return bool(row[0])
