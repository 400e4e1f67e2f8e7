"""The mapping of an unknown table: made from what is inferred and said, tried on the whole file, and saved."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from rex.errors import FileError, Place
from rex.importers.base import Recognition
from rex.importers.clock import SourceClock
from rex.importers.identify import Known, identify
from rex.importers.mapping import TIMES, Mapping, read_mapping
from rex.importers.mapping_file import to_yaml
from rex.importers.money import currency_in
from rex.importers.preview import ReadRow, read_through
from rex.importers.sheet import plain
from rex.importers.sink import Nowhere, Sink
from rex.importers.table import OWN, mapped_importer
from rex.importers.table_fields import AMOUNTS
from rex.importers.table_json import JsonTable, usual_names
from rex.importers.table_reading import Reading
from rex.model.message import say
from rex.store.atomic import write_text
from rex.workflow.imports import importers_of
from rex.workflow.mapping_draft import Draft, Offer, Open, draft_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.importers.table_shape import Shape
    from rex.model.source import Issue, Source
    from rex.workflow.mapping_choices import Choices
    from rex.workflow.mapping_file_seen import FileSeen
    from rex.workflow.runtime import Runtime

_CURRENCIES: Final = ("EUR", "USD", "GBP", "MXN", "COP", "ARS", "CLP", "PEN", "BRL", "CHF", "CAD")
_DATED = re.compile(r"\d{4}")
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Tried:
    """A mapping tried on its file: how the table is written, the first rows as they are read, what became of all."""

    mapping: Mapping
    header: tuple[str, ...]
    shape: Shape
    rows: tuple[ReadRow, ...]
    source: Source
    issues: tuple[Issue, ...]


def proposed(seen: FileSeen, choices: Choices, runtime: Runtime) -> Draft:
    """Infer what can be inferred, and list what is open; doubts about cells come when the columns are known."""
    draft = draft_of(seen, choices)
    if draft.table is None:
        return draft
    if draft.missing:  # what can be asked already is asked now: one run names everything
        return replace(draft, open=(*draft.open, *_currency_doubt(seen, draft, choices)))
    reading = _reading(seen, mapping_of(seen, draft, choices), runtime)
    return replace(draft, open=(*draft.open, *_doubts(seen, draft, choices, reading)), shape=reading.shape)


def _doubts(seen: FileSeen, draft: Draft, choices: Choices, reading: Reading) -> Iterator[Open]:
    """Ask what no cell tells: the order of day and month, what numbers count, which currency."""
    dates = reading.times.dates
    if "time" in draft.places and dates.doubtful and dates.by == "nothing":
        column = seen.columns[draft.places.get("date", draft.places["time"])]
        example = next(iter(column.samples), "")
        offers = (Offer("dmy", say("the day"), ()), Offer("mdy", say("the month"), ()))
        yield Open("dates", say("Which comes first in {example}, the day or the month?", example=example), offers)
    if "time" in draft.places and reading.times.unsure_of_unit and "clock" not in choices.settings:
        column = seen.columns[draft.places["time"]]
        offers = (Offer("seconds", say("seconds")), Offer("minutes", say("minutes")))
        yield Open("clock", say("What do the numbers in “{column}” count?", column=column.label), offers)
    yield from _currency_doubt(seen, draft, choices)


def _currency_doubt(seen: FileSeen, draft: Draft, choices: Choices) -> Iterator[Open]:
    money = [draft.places[name] for name in AMOUNTS if name in draft.places]
    told = "currency" in draft.places or seen.session.currency or "currency" in choices.settings
    if money and not told and not any(currency_in(cell) for at in money for cell in seen.columns[at].samples):
        codes = tuple(Offer(code, code) for code in _CURRENCIES)
        yield Open("currency", say("In which currency are the amounts?"), codes)


def mapping_of(seen: FileSeen, draft: Draft, choices: Choices) -> Mapping:
    """Make the mapping of what is known; its name is the file's unless one was said."""
    said, labels = choices.settings, seen.sheet.labels
    names = {name: labels[at] for name, at in draft.places.items()}
    clock = said.get("clock")
    kind, unit = (clock, None) if clock in TIMES else ("offset" if clock else None, clock)
    name = said.get("name") or _free_name(seen, draft)
    return Mapping(
        id=name,
        title=said.get("title") or name.replace("_", " ").capitalize(),
        table=draft.table or "",
        columns={plain(label): field for field, label in names.items()},
        header=frozenset(map(plain, header_of(seen, draft))),
        time=kind,  # type: ignore[arg-type]  # choices were checked against the words of a mapping
        unit=unit,  # type: ignore[arg-type]  # as above
        timezone=ZoneInfo(said["timezone"]) if "timezone" in said else None,
        dates=said.get("dates"),  # type: ignore[arg-type]  # as above
        decimal=said.get("decimal"),
        amounts=said.get("amounts", "major"),  # type: ignore[arg-type]  # as above
        status=said.get("status", "verified"),  # type: ignore[arg-type]  # as above
        currency=said.get("currency"),
        names=names,
    )


def header_of(seen: FileSeen, draft: Draft) -> list[str]:
    """Choose the columns by which files of this shape are known: all that have a name that lasts.

    A name with a year in it is another one next week; of JSON only names that nearly every object has count.
    """
    sheet = seen.sheet
    usual = set(usual_names(seen.head)) if isinstance(sheet, JsonTable) else None
    told = set(draft.places.values())
    lasting = [
        label
        for at, (name, label) in enumerate(zip(sheet.names, sheet.labels, strict=True))
        if (
            plain(name)
            and len(label) <= _LONGEST_NAME
            and not _DATED.search(label)
            and (usual is None or name in usual)
        )
        or (usual is None and at in told)
    ]
    return lasting or [sheet.labels[at] for at in sorted(told)]


def _free_name(seen: FileSeen, draft: Draft) -> str:
    """Name a mapping after its file, without the date in it; a second one of that name gets a number."""
    words = [word for word in plain(Path(seen.export.name).stem).split("_") if word.isascii() and not word.isdigit()]
    base = "_".join(words) or f"{draft.table}_table"
    base = base if base[0].isalpha() else f"{draft.table}_{base}"
    name, number = base, 2
    while (seen.root / "mappings" / f"{name}.yaml").exists():
        name, number = f"{base}_{number}", number + 1
    return name


def _reading(seen: FileSeen, mapping: Mapping, runtime: Runtime) -> Reading:
    """Look at whole columns with a mapping; nothing is kept."""
    clock = SourceClock(seen.session, seen.session.clocks.get(seen.export.name))
    sink = Sink(seen.export, seen.head, clock, seen.people(runtime), Nowhere(), currency=seen.session.currency)
    places = {field: seen.sheet.labels.index(label) for field, label in mapping.names.items()}
    return Reading(seen.sheet, sink, mapping, places)


def tried(seen: FileSeen, draft: Draft, choices: Choices, runtime: Runtime) -> Tried:
    """Read the file with what is known: the first rows, and what becomes of all of them."""
    mapping = mapping_of(seen, draft, choices)
    shape = draft.shape or _reading(seen, mapping, runtime).shape
    mapping = _with_what_it_told(mapping, shape, seen)
    header = tuple(header_of(seen, draft))
    known = Known(seen.export, seen.head, mapped_importer(mapping), Recognition(OWN, ""))
    rows, source, issues = read_through(known, seen.session, seen.people(runtime))
    return Tried(mapping, header, shape, tuple(rows), source, tuple(issues))


def _with_what_it_told(mapping: Mapping, shape: Shape, seen: FileSeen) -> Mapping:
    """Keep what this file's columns decided, for files of the same shape whose few rows do not."""
    dates, sign = shape.dates, shape.sign
    if mapping.dates is None and dates is not None and dates.by in {"column", "session"} and dates.order != "ymd":
        mapping = replace(mapping, dates=dates.order)
    if mapping.decimal is None and sign is not None and sign.telling and seen.head.kind == "text":
        mapping = replace(mapping, decimal=sign.sign)
    return mapping


def demand_rows(found: Tried) -> None:
    """Refuse a mapping by which no row of its own file can be read."""
    if found.source.rows_kept:
        return
    first = next(iter(found.issues), None)
    column = f' in the column "{first.column}"' if first is not None and first.column else ""
    raise FileError(
        f"No row can be read like this: the first mistake is on line {first.line}{column}."
        if first is not None
        else "No row can be read like this: the table has no rows of data.",
        place=Place(found.source.file, 0 if first is None else first.line),
        todo="Look at the rows with --show, and say which column is what with --set.",
    )


def save(seen: FileSeen, found: Tried, *, over: bool = False) -> Path:
    """Write `mappings/<name>.yaml`; FileError where one of that name is there and it is not to be replaced.

    The file is read back, so that a mapping that cannot be read again is never left behind unnoticed.
    """
    path = seen.root / "mappings" / f"{found.mapping.id}.yaml"
    if path.exists() and not over:
        raise FileError(
            f"mappings/{path.name} is there already.",
            place=Place(f"mappings/{path.name}"),
            todo="Choose another name with --set name=..., or write over it with --replace.",
        )
    write_text(path, to_yaml(found.mapping, found.header))
    read_mapping(path)
    return path


def read_by(seen: FileSeen) -> str:
    """Name the importer that reads the file now; empty where none does."""
    known = identify(seen.export, importers_of(seen.home)[0])
    return known.importer.id if isinstance(known, Known) else ""
