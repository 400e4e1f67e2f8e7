"""What can be inferred about an unknown table, and the questions that are left: which table, which column is what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from rex.importers.table import guess, guessed_places, is_whole, leaves_no_doubt
from rex.importers.table_columns import fitting
from rex.importers.table_fields import FIELDS, NEEDED, WANTED
from rex.model.message import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.importers.table_columns import ColumnSeen
    from rex.importers.table_shape import Shape
    from rex.workflow.mapping_choices import Choices
    from rex.workflow.mapping_file_seen import FileSeen

TABLES: Final[dict[str, Message]] = {
    "chat": say("what viewers wrote"),
    "sales": say("orders or payments"),
    "viewers": say("people watching, over time"),
    "reactions": say("likes, clicks or carts, over time"),
    "products": say("products, with prices or stock"),
    "cues": say("the run of show"),
    "totals": say("the platform's own totals"),
    "tickets": say("requests to the help desk"),
}
_ASKS: Final[dict[str, Message]] = {
    "time": say("Which column tells when?"),
    "text": say("Which column holds what people wrote?"),
    "author": say("Which column says who wrote?"),
    "total": say("Which column holds what was paid?"),
    "order_id": say("Which column tells one order from the next?"),
    "status": say("Which column says whether an order was paid, cancelled or refunded?"),
    "viewers": say("Which column counts the people watching?"),
    "count": say("Which column counts the reactions?"),
    "name": say("Which column names the product?"),
    "title": say("Which column says what happens?"),
    "revenue": say("Which column holds the revenue, or another total?"),
}
_GUESSED: Final = ("sales", "chat", "viewers", "reactions", "products")
NONE: Final = ""
"""The answer that no column holds it."""


class Offer(NamedTuple):
    """One answer that can be chosen: what is set by it, what it is called, and two cells of it as samples."""

    value: str
    label: str | Message
    samples: tuple[str, ...] = ()


class Open(NamedTuple):
    """One thing that is not known: its id (as in `--set id=...`), the question, and the answers to choose from."""

    id: str
    question: Message
    offers: tuple[Offer, ...]
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a table so far: which one it is, each field's column, what is open, and how it is written.

    The shape is None until the columns are known that tell it.
    """

    table: str | None
    places: dict[str, int]
    open: tuple[Open, ...]
    shape: Shape | None = None

    @property
    def missing(self) -> tuple[Open, ...]:
        """Give what the mapping cannot do without."""
        return tuple(one for one in self.open if one.needed)


def draft_of(seen: FileSeen, choices: Choices) -> Draft:
    """Infer what the columns' names and cells tell; what a person said comes first."""
    table = choices.settings.get("table") or _table(seen, choices)
    if table is None:
        offers = tuple(Offer(name, TABLES[name]) for name in _likeliest(seen, choices))
        return Draft(None, {}, (Open("table", say("What does this table hold?"), offers),))
    found = _places(table, seen, choices)
    places = {name: found[name] for name in FIELDS[table] if name in found}
    return Draft(table, places, tuple(_open(table, places, seen, choices)))


def _table(seen: FileSeen, choices: Choices) -> str | None:
    """Infer which table it is: what is said fits one alone, or one fits clearly better than the next."""
    said = {name for name, at in choices.columns.items() if at is not None}
    fits = [table for table in FIELDS if said <= set(FIELDS[table])]
    if len(fits) == 1:
        return fits[0]
    sure = guess(seen.sheet)
    if sure is not None and sure.table in fits:
        return sure.table
    scores = sorted(
        ((len(places), table) for table in _GUESSED if table in fits and (places := _whole(table, seen, choices))),
        reverse=True,
    )
    if not scores or (len(scores) > 1 and scores[0][0] - scores[1][0] < 2):
        return None
    return scores[0][1]


def _whole(table: str, seen: FileSeen, choices: Choices) -> dict[str, int]:
    """Give a table's columns where they are enough; none where they are not."""
    places = _overlaid(guessed_places(table, seen.sheet), choices, table)
    return places if is_whole(table, places) and leaves_no_doubt(table, places) else {}


def _likeliest(seen: FileSeen, choices: Choices) -> list[str]:
    said = {name for name, at in choices.columns.items() if at is not None}
    fits = [table for table in FIELDS if said <= set(FIELDS[table])] or list(FIELDS)
    return sorted(fits, key=lambda table: -len(guessed_places(table, seen.sheet)) - _looks_like(table, seen))


def _looks_like(table: str, seen: FileSeen) -> int:
    """Say how much the cells look like a table, for what is offered first: sentences are a chat, amounts are sales."""
    telling = {"chat": "text", "sales": "total"}.get(table)
    return 3 if telling is not None and fitting(telling, seen.columns) and fitting("time", seen.columns) else 0


def _overlaid(places: dict[str, int], choices: Choices, table: str) -> dict[str, int]:
    """Put what a person said over what names tell; a column that they gave away has no other field."""
    said = {name: at for name, at in choices.columns.items() if name in FIELDS[table]}
    left = {name: at for name, at in places.items() if name not in said and at not in said.values()}
    return left | {name: at for name, at in said.items() if at is not None}


def _places(table: str, seen: FileSeen, choices: Choices) -> dict[str, int]:
    """Find each field's column: said, by name, or the only one whose cells can be it."""
    places = _overlaid(guessed_places(table, seen.sheet), choices, table)
    for group in NEEDED[table]:
        if not set(group) & set(places) and group[0] not in choices.columns:
            only = _only(group[0], seen, places)
            if only is not None:
                places[group[0]] = only
    if table == "sales" and "status" not in {*places, *choices.columns}:
        only = _only("status", seen, places)
        if only is not None and not seen.columns[only].sent:  # where parcels are is no payment: that is asked
            places["status"] = only
    if "time" in places and "date" in FIELDS[table] and "date" not in {*places, *choices.columns}:
        column = seen.columns[places["time"]]
        day = _only("date", seen, places) if column.are("clocks") and not column.are("dated") else None
        if day is not None:
            places["date"] = day
    return places


def _only(name: str, seen: FileSeen, places: dict[str, int]) -> int | None:
    """Give the one free column whose cells can be a field; None where there are several or none."""
    found = [column for column in _free(seen, places) if column in fitting(name, seen.columns)]
    return seen.columns.index(found[0]) if len(found) == 1 else None


def _free(seen: FileSeen, places: dict[str, int]) -> list[ColumnSeen]:
    taken = set(places.values())
    return [column for at, column in enumerate(seen.columns) if at not in taken and column.filled]


def _open(table: str, places: dict[str, int], seen: FileSeen, choices: Choices) -> Iterator[Open]:
    for group in NEEDED[table]:
        if not set(group) & set(places):
            name = next((one for one in group if one in _ASKS), group[0])
            yield Open(name, _ASKS[name], tuple(_offers(name, seen, places)))
    for name in WANTED.get(table, ()):
        # Nobody is asked for a status where no column has words for one: most tables hold paid orders alone.
        if name not in {*places, *choices.columns} and (name != "status" or fitting(name, _free(seen, places))):
            none = Offer(NONE, say("none of them"))
            yield Open(name, _ASKS[name], (*_offers(name, seen, places), none), needed=False)


def _offers(name: str, seen: FileSeen, places: dict[str, int]) -> Iterator[Offer]:
    """Offer the free columns, those whose cells can be it first."""
    free = _free(seen, places)
    fits = fitting(name, free)
    for column in [*fits, *(column for column in free if column not in fits)]:
        yield Offer(column.label, column.label, tuple(column.samples))
