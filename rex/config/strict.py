"""Turn a placed file into a noun: an unknown key names its nearest right spelling, a wrong value its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from rex.text.similar import nearest

if TYPE_CHECKING:
    from rex.config.placed import Placed, Way
    from rex.errors import FileError

T = TypeVar("T", bound=BaseModel)

_TODO = "Change it and run the same command again. All settings: rex explain {file}"
_PLAIN = {
    "missing": "this is needed and is not there",
    "string_type": "a text is expected here",
    "int_parsing": "a whole number is expected here",
    "int_type": "a whole number is expected here",
    "float_parsing": "a number is expected here",
    "float_type": "a number is expected here",
    "bool_parsing": "true or false is expected here",
    "tuple_type": "a list is expected here",
    "list_type": "a list is expected here",
    "dict_type": "keys with values are expected here",
    "model_type": "keys with values are expected here",
    "datetime_from_date_parsing": "a date with time and UTC offset is expected, such as 2026-11-20T19:00:00+01:00",
    "datetime_parsing": "a date with time and UTC offset is expected, such as 2026-11-20T19:00:00+01:00",
    "timezone_aware": "the UTC offset is missing, such as +01:00 at the end",
    "date_from_datetime_parsing": "a date is expected, such as 2026-11-20",
}


def build(kind: type[T], placed: Placed) -> T:
    """Make a noun from a file's values; raises FileError at the first mistake, in the file's own order."""
    value = placed.value if placed.value is not None else {}
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        entries = error.errors()
        misspelt = {_way(entry["loc"])[:-1] for entry in entries if entry["type"] == "extra_forbidden"}
        found = [
            (placed.place(_way(entry["loc"])), entry)
            for entry in entries
            # beside a misspelt key the missing one is most likely what was meant
            if entry["type"] != "missing" or _way(entry["loc"])[:-1] not in misspelt
        ]
        _, first = min(found, key=lambda item: (item[0].line, item[0].column))
        way = _way(first["loc"])
        if first["type"] == "extra_forbidden":
            raise unknown_key(placed, way, _known_keys(kind, way)) from error
        key = ".".join(str(part) for part in way)
        says = _PLAIN.get(first["type"], first["msg"].removeprefix("Value error, "))
        raise placed.error(
            way,
            f'"{key}": {says}.' if key else f"{says}.",
            todo=_TODO.format(file=placed.file),
        ) from error


def unknown_key(placed: Placed, way: Way, known: list[str]) -> FileError:
    """Make the error for a key that nobody reads, with the nearest right spelling."""
    name = str(way[-1])
    close = nearest(name, known, 1)
    hint = f' Did you mean "{close[0]}"?' if close else f" Known here: {', '.join(known)}."
    return placed.error(
        way,
        f'"{name}" is not a setting.{hint}',
        todo=_TODO.format(file=placed.file),
    )


def _way(loc: tuple[int | str, ...]) -> Way:
    return tuple(part for part in loc if not (isinstance(part, str) and part.startswith("function-")))


def _known_keys(kind: type[BaseModel], way: Way) -> list[str]:
    """Walk the noun along the way, to list the keys that are read at its end."""
    here: object = kind
    for part in way[:-1]:
        if (
            isinstance(part, str)
            and isinstance(here, type)
            and issubclass(here, BaseModel)
            and part in here.model_fields
        ):
            here = _inner(here.model_fields[part].annotation)
    if isinstance(here, type) and issubclass(here, BaseModel):
        return sorted(field.alias or name for name, field in here.model_fields.items())
    return []


def _inner(annotation: object) -> object:
    """Look through `X | None`, `tuple[X, ...]` and `dict[str, X]` for the noun inside."""
    from typing import get_args

    for part in get_args(annotation):
        if isinstance(part, type) and issubclass(part, BaseModel):
            return part
        if get_args(part):
            inner = _inner(part)
            if inner is not None:
                return inner
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None
