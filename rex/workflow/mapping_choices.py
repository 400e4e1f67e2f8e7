"""What a person said about a table: `--set time=Fecha` or the answers at a terminal, checked against its columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from rex.errors import UsageError
from rex.importers.mapping import AMOUNTS, ORDERS, SIGNS, STATUSES, TIMES, UNITS
from rex.importers.sheet import plain
from rex.importers.table_fields import FIELDS
from rex.text.similar import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rex.importers.mapping import Mapping

SETTINGS: Final = {
    "table": tuple(FIELDS),
    "clock": (*TIMES, *UNITS),
    "dates": ORDERS,
    "decimal": SIGNS,
    "amounts": AMOUNTS,
    "status": STATUSES,
    "timezone": (),
    "currency": (),
    "name": (),
    "title": (),
    "sheet": (),
    "header_line": (),
}
"""What can be said besides fields, and the words that each takes; none means a word of another kind."""
_EVERY_FIELD: Final = tuple(dict.fromkeys(name for fields in FIELDS.values() for name in fields))
_CLOSE = 0.7


@dataclass(frozen=True, slots=True)
class Choices:
    """Columns by field (None: the field has no column), and settings by name."""

    columns: dict[str, int | None] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)

    def with_column(self, name: str, at: int | None) -> Choices:
        """Add a field's column."""
        return replace(self, columns={**self.columns, name: at})

    def with_setting(self, name: str, value: str) -> Choices:
        """Add a setting."""
        return replace(self, settings={**self.settings, name: value})


def choices_in(mapping: Mapping, labels: Sequence[str]) -> Choices:
    """Take a mapping that is there for what was said so far: what is said now changes it and leaves the rest."""
    columns = {name: labels.index(label) for name, label in mapping.names.items() if label in labels}
    known = {
        "table": mapping.table,
        "name": mapping.id,
        "title": mapping.title,
        "status": mapping.status,
        "amounts": mapping.amounts,
        "clock": mapping.unit or mapping.time,
        "dates": mapping.dates,
        "decimal": mapping.decimal,
        "currency": mapping.currency,
        "timezone": None if mapping.timezone is None else mapping.timezone.key,
    }
    return Choices(dict(columns), {name: value for name, value in known.items() if value is not None})


def pairs_of(words: Iterable[str]) -> dict[str, str]:
    """Take `time=Fecha` apart; UsageError where a word has no `=`, or names nothing that can be set."""
    found: dict[str, str] = {}
    for word in words:
        name, sign, value = word.partition("=")
        name = name.strip()
        if not sign:
            todo = "Write it as --set time=Fecha: what, an equals sign, and which column."
            raise UsageError(f'--set "{word}" says nothing.', todo=todo, kept="")
        if name not in SETTINGS and name not in _EVERY_FIELD:
            raise _unknown("Nothing is called", name, [*SETTINGS, *_EVERY_FIELD])
        found[name] = value.strip()
    return found


def choices_of(
    pairs: dict[str, str], labels: Sequence[str], table: str | None, before: Choices | None = None
) -> Choices:
    """Understand what was set; UsageError with the nearest right word for a column or value that does not exist.

    `table` is known from elsewhere, or None; `before` is what was said earlier. A word that is both a field and a
    setting (`currency`) is the field where its value is a column.
    """
    made = before or Choices()
    table = pairs.get("table", table)
    if before is not None and table != before.settings.get("table"):
        made = Choices({}, {"name": before.settings["name"]})
    for name, value in pairs.items():
        if name in SETTINGS and not _means_column(name, value, labels, table):
            made = made.with_setting(name, _setting(name, value))
        else:
            made = made.with_column(_field(name, table), _column(value, labels) if value else None)
    return made


def _means_column(name: str, value: str, labels: Sequence[str], table: str | None) -> bool:
    fields = _EVERY_FIELD if table is None else FIELDS.get(table, ())
    if name not in fields:
        return False
    if not value or plain(value) in set(map(plain, labels)):
        return True
    words = SETTINGS[name]
    if value in words or (name == "currency" and re.fullmatch("[A-Za-z]{3}", value)):
        return False
    return bool(words) or name == "currency" or bool(table and _close(value, labels))


def _close(value: str, labels: Sequence[str]) -> bool:
    from rapidfuzz.distance import OSA

    return any(OSA.normalized_similarity(plain(value), plain(label)) >= _CLOSE for label in labels)


def _field(name: str, table: str | None) -> str:
    if table is not None and table in FIELDS and name not in FIELDS[table]:
        raise _unknown(f"{table} has no field", name, FIELDS[table])
    return name


def _column(value: str, labels: Sequence[str]) -> int:
    if value in labels:
        return labels.index(value)
    folded = [plain(label) for label in labels]
    if plain(value) in folded:
        return folded.index(plain(value))
    raise _unknown("There is no column", value, labels)


def _setting(name: str, value: str) -> str:
    words = SETTINGS[name]
    if words and value not in words:
        raise _unknown(f"{name} cannot be", value, words)
    if name == "timezone":
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as error:
            todo = "Use a name such as Europe/Madrid."
            raise UsageError(f'"{value}" is no time zone.', todo=todo, kept="") from error
    if name == "currency":
        if not re.fullmatch("[A-Za-z]{3}", value):
            raise UsageError(f'"{value}" is no currency.', todo="Write its three letters: EUR, USD, MXN.", kept="")
        return value.upper()
    if name == "header_line" and not re.fullmatch("[1-9][0-9]{0,3}", value):
        raise UsageError(f'header_line takes the number of a line, not "{value}".', kept="")
    if name == "name":
        return name_of(value)
    return value


def name_of(text: str) -> str:
    """Make the name of a mapping's file; UsageError where nothing can be made of it."""
    name = plain(text.removesuffix(".yaml"))
    if not name or not name.isascii() or not name[0].isalpha():
        todo = "Use plain letters, such as caast_chat."
        raise UsageError(f'"{text}" is no name for a mapping.', todo=todo, kept="")
    return name


def _unknown(what: str, word: str, known: Iterable[str]) -> UsageError:
    names = list(known)
    close = nearest(word, names, 1)
    hint = f' Did you mean "{close[0]}"?' if close else ""
    signs = all(len(name) == 1 and not name.isalnum() for name in names)  # a comma among commas is not seen
    told = " or ".join(f'"{name}"' for name in names) if signs else ", ".join(names)
    return UsageError(f'{what} "{word}".{hint}', todo=f"There are: {told}.", kept="")
