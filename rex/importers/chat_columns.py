"""Messages of a chat by column, as a file has them: the quick way for the plain ones among a million.

An importer that finds many plain messages in a row hands them over together; the sink does with them what it does with
each row. Whatever is not plain goes the ordinary way, row by row, and the facts are the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from rex.importers.chat_people import is_bot

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy as np
    import numpy.typing as npt

    from rex.importers.clock import SourceClock

_FEW = 50
_is_bot = lru_cache(maxsize=1 << 16)(is_bot)


class Times(NamedTuple):
    """When messages were written: a column of instants and one of offsets, both in ms."""

    t_ms: npt.NDArray[np.int64]
    offset_ms: npt.NDArray[np.int64] | None


@dataclass(frozen=True, slots=True)
class ChatColumns:
    """Messages that stand together in a file. `rows` are their numbers, `authors` identities ("" is nobody).

    `instants` are in ms and UTC, and as found in `raw`. `natives` are the messages' own ids, none of them empty.
    `others` are more columns of `ChatRow`, as they go into the facts.
    """

    rows: Sequence[int]
    instants: Sequence[int]
    raw: Sequence[str]
    authors: Sequence[str]
    texts: Sequence[str]
    natives: Sequence[str]
    others: Mapping[str, Any] = field(default_factory=dict)


def keep_stretches(
    plain: Sequence[object], keep: Callable[[int, int], bool], ordinary: Callable[[int, int], None]
) -> None:
    """Hand over rows in order: those that are plain to `keep`, from one to before another, the rest to `ordinary`.

    Where `keep` refuses a stretch (a repeat is among them), its halves are tried, down to a few rows.
    """
    start = 0
    for is_plain, stretch in groupby(plain, key=bool):
        end = start + sum(1 for _ in stretch)
        if is_plain:
            _keep_or_part(start, end, keep, ordinary)
        else:
            ordinary(start, end)
        start = end


def _keep_or_part(start: int, end: int, keep: Callable[[int, int], bool], ordinary: Callable[[int, int], None]) -> None:
    if keep(start, end):
        return
    if end - start <= _FEW:
        ordinary(start, end)
        return
    middle = (start + end) // 2
    _keep_or_part(start, middle, keep, ordinary)
    _keep_or_part(middle, end, keep, ordinary)


def one_for_all(column: Sequence[Any]) -> Any:
    """Give the value that a column has in every row, or the column where there are several."""
    return column[0] if column.count(column[0]) == len(column) else column


def some_bot(names: Sequence[str]) -> bool:
    """Tell whether a known chat machine may be among many names."""
    return any(map(_is_bot, names))


def times_at(clock: SourceClock, instants: Sequence[int], raw: Sequence[str]) -> Times | None:
    """Place instants (UTC, in ms) as `clock.at_utc` places each; None where one of them is no time of a show.

    The clock meets the first and the last of them; what it does with one it does with all, since it only shifts them.
    """
    import numpy as np

    first, last = min(instants), max(instants)
    stamps = [clock.at_utc(ms, raw[instants.index(ms)]) for ms in (first, last)]
    if any(stamp.t_ms is None for stamp in stamps):
        return None
    t_ms, offset_ms = stamps[0].t_ms, stamps[0].offset_ms
    placed = np.array(instants, dtype=np.int64) + ((t_ms or 0) - first)
    return Times(placed, None if t_ms is None or offset_ms is None else placed + (offset_ms - t_ms))
