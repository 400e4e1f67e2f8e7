"""Mappings: a person's description, once, of an export that no importer knows (`mappings/*.yaml`).

Read strictly: a misspelt key, field or zone is an error at its line and column, with the nearest right spelling.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal, NoReturn
from zoneinfo import ZoneInfo

import yaml

from rex.errors import FileError, Place
from rex.importers.sheet import plain
from rex.importers.table_fields import FIELDS, NEEDED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rex.importers.elapsed import Unit
    from rex.importers.times import Order

_KEYS = (
    "title", "table", "status", "header", "columns", "keep", "time", "timezone", "dates", "decimal", "amounts",
    "currency", "where",
)  # fmt: skip
TIMES = ("offset", "utc", "local")
UNITS = ("seconds", "minutes", "milliseconds")
ORDERS = ("dmy", "mdy", "ymd")
SIGNS = (",", ".")
AMOUNTS = ("major", "minor")
STATUSES = ("verified", "unverified")


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which columns of which tables fill which fields; column names are folded for comparing.

    `header` must all stand in a table for the mapping to fit (its mapped columns, where no header is given).
    `keep` names columns that go into `extra` as they are: nobody's personal ones; None keeps those that are plainly
    nobody's. `status` says whether a real file of the kind was seen. `amounts` says that whole numbers of money are
    cents. `names` gives each field's column as it is written.
    """

    id: str
    title: str
    table: str
    columns: dict[str, str]
    header: frozenset[str]
    keep: tuple[str, ...] | None = None
    time: Literal["offset", "utc", "local"] | None = None
    unit: Unit | None = None
    timezone: ZoneInfo | None = None
    dates: Order | None = None
    decimal: str | None = None
    amounts: Literal["major", "minor"] = "major"
    status: Literal["verified", "unverified"] = "verified"
    currency: str | None = None
    where: str = ""
    names: dict[str, str] = field(default_factory=dict)


def read_mapping(path: Path) -> Mapping:
    """Read one mapping; FileError with line and column for anything that is not right in it."""
    return _Reader(path).mapping()


class _Reader:
    """Reads one file's nodes, so that every complaint knows its line and column."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def mapping(self) -> Mapping:
        entries = dict(self._entries(self._root(), _KEYS, "key"))
        table = self._choice(self._needed(entries, "table"), FIELDS, "table")
        columns, names = self._columns(self._needed(entries, "columns"), table)
        unit, time = None, None
        if node := entries.get("time"):
            told = self._choice(node, (*TIMES, *UNITS), "time")
            time, unit = (told, None) if told in TIMES else ("offset", told)
        header = self._names(entries["header"]) if "header" in entries else tuple(columns)
        return Mapping(
            id=self._id(),
            title=self._text(entries["title"]) if "title" in entries else self._path.stem,
            table=table,
            columns=columns,
            header=frozenset(header),
            keep=self._names(entries["keep"]) if "keep" in entries else None,
            time=time,  # type: ignore[arg-type]  # chosen from the words above
            unit=unit,  # type: ignore[arg-type]  # as above
            timezone=self._zone(entries["timezone"]) if "timezone" in entries else None,
            dates=self._chosen(entries, "dates", ORDERS, "order of dates", None),  # type: ignore[arg-type]  # as above
            decimal=self._chosen(entries, "decimal", SIGNS, "decimal sign", None),
            amounts=self._chosen(entries, "amounts", AMOUNTS, "way to write amounts", "major"),  # type: ignore[arg-type]  # as above
            status=self._chosen(entries, "status", STATUSES, "status", "verified"),  # type: ignore[arg-type]  # as above
            currency=self._currency(entries["currency"]) if "currency" in entries else None,
            where=self._text(entries["where"]) if "where" in entries else "",
            names=names,
        )

    def _root(self) -> yaml.MappingNode:
        try:
            node = yaml.compose(self._path.read_text("utf-8-sig"), Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            place = Place(self._path.name) if mark is None else Place(self._path.name, mark.line + 1, mark.column + 1)
            what = f"{self._path.name} is no YAML: {error.problem or 'it cannot be read'}."
            raise FileError(what, place=place, todo="Compare it with the mappings that come with REX.") from error
        except (UnicodeDecodeError, OSError, yaml.YAMLError, RecursionError) as error:
            what = f"{self._path.name} cannot be read as text."
            raise FileError(what, place=Place(self._path.name), todo="Save it as UTF-8.") from error
        if not isinstance(node, yaml.MappingNode):
            self._fail(f"{self._path.name} holds no mapping.", None, "It needs at least `table:` and `columns:`.")
        return node

    def _id(self) -> str:
        name = plain(self._path.stem)
        if not name or not name[0].isalpha() or not name.isascii():
            self._fail(
                f"“{self._path.stem}” is no name for a mapping.",
                None,
                "Name the file after the platform, in plain letters.",
            )
        return name

    def _entries(self, node: yaml.Node, known: Iterable[str], what: str) -> Iterator[tuple[str, yaml.Node]]:
        if not isinstance(node, yaml.MappingNode):
            self._fail(f"A list of `name: value` is needed here, not “{_shown(node)}”.", node)
        met: set[str] = set()
        for key, value in node.value:
            name = self._text(key)
            if known and name not in known:
                self._fail(f"There is no {what} “{name}”.", key, _nearest(name, known))
            if name in met:
                self._fail(f"“{name}” stands here twice.", key)
            met.add(name)
            yield name, value

    def _needed(self, entries: dict[str, yaml.Node], name: str) -> yaml.Node:
        if name not in entries:
            self._fail(
                f"{self._path.name} does not say `{name}`.",
                None,
                f"Add `{name}:`; see the mappings that come with REX.",
            )
        return entries[name]

    def _columns(self, node: yaml.Node, table: str) -> tuple[dict[str, str], dict[str, str]]:
        columns: dict[str, str] = {}
        names: dict[str, str] = {}
        for column, value in self._entries(node, (), "column"):
            target = self._choice(value, FIELDS[table], f"field of {table}")
            if target in columns.values():
                self._fail(f"Two columns are mapped to “{target}”.", value)
            columns[plain(column)] = target
            names[target] = column
        for group in NEEDED[table]:
            if not set(group) & set(columns.values()):
                self._fail(f"No column is mapped to “{group[0]}”, without which {table} say nothing.", node)
        return columns, names

    def _names(self, node: yaml.Node) -> tuple[str, ...]:
        if not isinstance(node, yaml.SequenceNode):
            self._fail(f"A list of column names is needed here, not “{_shown(node)}”.", node)
        return tuple(plain(self._text(item)) for item in node.value)

    def _choice(self, node: yaml.Node, known: Iterable[str], what: str) -> str:
        text = self._text(node)
        if text not in known:
            self._fail(f"“{text}” is no {what}.", node, _nearest(text, known))
        return text

    def _chosen(
        self, entries: dict[str, yaml.Node], name: str, known: Iterable[str], what: str, default: str | None
    ) -> str | None:
        return self._choice(entries[name], known, what) if name in entries else default

    def _zone(self, node: yaml.Node) -> ZoneInfo:
        text = self._text(node)
        try:
            return ZoneInfo(text)
        except (KeyError, ValueError, OSError):
            self._fail(f"“{text}” is no time zone.", node, "Write it as Europe/Madrid or America/Bogota.")

    def _currency(self, node: yaml.Node) -> str:
        text = self._text(node)
        if len(text) != 3 or not text.isalpha() or not text.isascii():
            self._fail(f"“{text}” is no currency.", node, "Write its three letters: EUR, USD, MXN.")
        return text.upper()

    def _text(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self._fail("A word or text is needed here.", node)
        return str(node.value).strip()

    def _fail(self, what: str, node: yaml.Node | None, todo: str = "") -> NoReturn:
        mark = None if node is None else node.start_mark
        place = Place(self._path.name) if mark is None else Place(self._path.name, mark.line + 1, mark.column + 1)
        raise FileError(what, place=place, todo=todo)


def _nearest(text: str, known: Iterable[str]) -> str:
    names = list(known)
    near = get_close_matches(text, names, n=1, cutoff=0.5)
    return f"Did you mean “{near[0]}”?" if near else f"Known are: {', '.join(names)}."


def _shown(node: yaml.Node) -> str:
    return str(node.value)[:40] if isinstance(node, yaml.ScalarNode) else "a list"
