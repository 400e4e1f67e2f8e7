"""A large chat in a regular text table, read by the engine: Python makes each person and each text once.

The rows wait in the engine's memory and never on its disk, since nothing in them is clean: the engine that holds them
has no place to spill to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from rex.engine.connection import connect
from rex.engine.packing import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import duckdb
    import numpy as np
    import numpy.typing as npt

    Codes = npt.NDArray[np.int64]

APART = "\x1f"
"""Stands between the columns that tell who wrote a message; no plain table holds it."""
_LONGEST_LINE = 64 << 20


class TooLargeError(MemoryError):
    """The table does not fit into the engine's memory, or is not what the engine can read."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a chat lies, and which of its columns (by place) are what. The first row of the file is the header.

    A row is plain where its time is between `micros` (whole microseconds since 1970; None where times are written in
    another way), `id` holds something that no other row has, `told` columns together hold something, each of `among`
    one of its values, and `empty` ones nothing.
    """

    path: Path
    delimiter: str
    width: int
    who: tuple[int, ...]
    text: int
    time: int
    id: int | None = None
    micros: tuple[int, int] | None = None
    told: tuple[tuple[int, ...], ...] = ()
    among: Mapping[int, Sequence[str]] = field(default_factory=dict)
    empty: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows that stand together: their ids (None where they have none), and their times as found and in microseconds."""

    ids: npt.NDArray[np.object_] | None
    stamps: npt.NDArray[np.object_]
    usecs: Codes


class BulkChat:
    """The rows of a chat in the engine's memory; a context manager."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._engine: duckdb.DuckDBPyConnection = connect(None)
        self.rows = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.close()

    def load(self) -> None:
        """Read the file; TooLargeError where it does not fit, or the engine cannot read it."""
        import duckdb

        try:
            self._engine.execute(f"CREATE TABLE rows AS {self._scanned()}")
            for column in self.coded:
                self._engine.execute(
                    f"CREATE TABLE each_{column} AS SELECT {column}, row_number() OVER (ORDER BY first) - 1 AS code "
                    f"FROM (SELECT {column}, min(rowid) AS first FROM rows GROUP BY {column})"
                )
            if self._layout.id is not None:
                self._engine.execute(
                    "UPDATE rows SET plain = false WHERE plain AND id IN "
                    "(SELECT id FROM rows WHERE id <> '' GROUP BY id HAVING count(*) > 1)"
                )
        except (duckdb.Error, RuntimeError) as error:  # whatever the engine cannot read, the careful reader can
            raise TooLargeError from error
        (self.rows,) = self._one("SELECT count(*) FROM rows")

    def _scanned(self) -> str:
        """Write the query that reads the file: a column of people, texts, ids, times, and of what is plain."""
        layout = self._layout
        cells = {place: f"coalesce(c{place}, '')" for place in range(layout.width)}
        time = cells[layout.time]
        conditions = [
            *(f"concat({', '.join(cells[place] for place in places)}) <> ''" for places in layout.told),
            *(f"{cells[place]} = ''" for place in layout.empty),
            *(f"{cells[place]} IN ({', '.join(map(_text, some))})" for place, some in layout.among.items()),
        ]
        if layout.id is not None:
            conditions.append(f"{cells[layout.id]} <> ''")
        if layout.micros is not None:
            first, last = layout.micros
            conditions.append(f"regexp_full_match({time}, '[1-9][0-9]{{14,16}}')")
            conditions.append(f"coalesce(TRY_CAST({time} AS BIGINT) BETWEEN {first} AND {last}, false)")
        who = ", chr(31), ".join(["''", *(cells[place] for place in layout.who)])
        native = "''" if layout.id is None else cells[layout.id]
        shape = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(layout.width))
        return (
            f"SELECT concat({who}) AS who, {cells[layout.text]} AS said, {native} AS id, {time} AS stamp, "
            f"{' AND '.join(conditions or ['true'])} AS plain "
            f"FROM read_csv('{quoted(layout.path)}', columns = {{{shape}}}, auto_detect = false, "
            "hive_partitioning = false, "
            f"header = true, delim = {_text(layout.delimiter)}, quote = '\"', escape = '\"', "
            f"strict_mode = true, compression = 'none', max_line_size = {_LONGEST_LINE})"
        )

    def refuse(self, texts: Sequence[str]) -> None:
        """Call the rows that hold one of these texts not plain."""
        if texts:
            self._engine.execute(
                "UPDATE rows SET plain = false WHERE said IN (SELECT unnest(CAST(? AS VARCHAR[])))", [list(texts)]
            )

    def others(self) -> list[int]:
        """Give the numbers (from 1) of the rows that are not plain."""
        return self._column("SELECT rowid + 1 AS n FROM rows WHERE NOT plain ORDER BY n")

    def ids(self) -> list[str]:
        """Give the ids of all plain rows; none where the rows have none."""
        return [] if self._layout.id is None else self._column("SELECT id FROM rows WHERE plain")

    @property
    def coded(self) -> tuple[str, ...]:
        """Name the columns of which every value is made once: `who`, `said`, and `stamp` where it is no number."""
        return ("who", "said") if self._layout.micros is not None else ("who", "said", "stamp")

    def each(self, column: str) -> list[str]:
        """Give every value of a coded column once, as it stands in the file, in the order in which they come there.

        Each cell of `who` follows an `APART`.
        """
        return self._column(f"SELECT {column} FROM each_{column} ORDER BY code")

    def codes(self) -> dict[str, Codes]:
        """Give for each row the places of its values in `each` of the coded columns; TooLargeError as above."""
        import duckdb

        chosen = ", ".join(f"{column}.code AS {column}" for column in self.coded)
        joins = " ".join(f"JOIN each_{column} AS {column} ON {column}.{column} = r.{column}" for column in self.coded)
        try:
            found = self._engine.execute(f"SELECT {chosen} FROM rows AS r {joins} ORDER BY r.rowid").fetchnumpy()
        except duckdb.OutOfMemoryException as error:
            raise TooLargeError from error
        return {column: _array(codes) for column, codes in found.items()}

    def span(self) -> tuple[int, int]:
        """Give the first and the last microsecond of the plain rows."""
        first, last = self._one("SELECT min(CAST(stamp AS BIGINT)), max(CAST(stamp AS BIGINT)) FROM rows WHERE plain")
        return int(first), int(last)

    def stretch(self, start: int, end: int) -> Stretch:
        """Give some of the rows, numbered from 0; a row that is not plain has an instant of 0."""
        found = self._engine.execute(
            "SELECT id, stamp, CASE WHEN plain THEN CAST(stamp AS BIGINT) ELSE 0 END AS usec FROM rows "
            f"WHERE rowid BETWEEN {start} AND {end - 1} ORDER BY rowid"
        ).fetchnumpy()
        return Stretch(
            None if self._layout.id is None else _array(found["id"]), _array(found["stamp"]), _array(found["usec"])
        )

    def _column(self, query: str) -> list[Any]:
        found: list[Any] = next(iter(self._engine.execute(query).fetchnumpy().values())).tolist()
        return found

    def _one(self, query: str) -> tuple[Any, ...]:
        row: tuple[Any, ...] = self._engine.execute(query).fetchall()[0]
        return row


def _array(column: Any) -> Any:
    """Give a column as an array; only types of their own, which no query here has, come in another shape."""
    return column


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
