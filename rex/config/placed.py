"""Read YAML or JSON strictly and remember where everything stands, so that a mistake can be shown in its line.

Scalars follow YAML 1.2: `12:30` and `no` are texts. Anchors, tags and a key given twice are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from rex.errors import FileError, Place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Way: TypeAlias = "tuple[str | int, ...]"

DEEPEST = 30
LARGEST = 2_000_000  # bytes: a set has 20 kB; beyond this it is no file that a person writes
NUMBER = re.compile(r"[-+]?(?:[0-9]+|(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?|[0-9]+[eE][-+]?[0-9]+)\Z")
SURROGATES = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
NOTHING = {"", "~", "null", "Null", "NULL"}
TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


@dataclass(frozen=True, slots=True)
class Placed:
    """A file's plain values, and the place of every key and list entry by its way from the top."""

    value: Any
    places: dict[Way, Place]
    file: str

    def place(self, way: Way) -> Place:
        """Give the place of a way, or of the nearest thing around it."""
        while way and way not in self.places:
            way = way[:-1]
        return self.places.get(way, Place(self.file))

    def error(self, way: Way, what: str, *, todo: str = "", why: str = "") -> FileError:
        """Make the error that shows a place."""
        place = self.place(way)
        where = f"{place.file}, line {place.line}" if place.line else place.file
        return FileError(f"{where}: {what}", place=place, todo=todo, why=why)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Name the known word that looks most like this one, or all of them where none does."""
    words = list(known)
    near = get_close_matches(word, words, n=1, cutoff=0.6)
    return f'Did you mean "{near[0]}"?' if near else f"There are: {', '.join(words)}."


def read(path: Path) -> Placed:
    """Read a file; raises FileError with line and column where it is no YAML (or JSON) of plain values."""
    try:
        known = path.stat()
    except OSError as error:
        raise FileError(f"{path.name} cannot be read: {error.strerror}.", place=Place(path.name)) from error
    return _once(path, known.st_ino, known.st_size, known.st_mtime_ns)


@lru_cache(maxsize=4096)
def _once(path: Path, _inode: int, _size: int, _changed_ns: int) -> Placed:
    """Read a file once a run: each session asks for the settings of all before it. What is read is never changed."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileError(f"{path.name} cannot be read: {error.strerror}.", place=Place(path.name)) from error
    if len(data) > LARGEST:
        raise FileError(f"{path.name} is too large for a file that a person writes.", place=Place(path.name))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileError(
            f"{path.name}, line {line}: not UTF-8 text.",
            place=Place(path.name, line),
            todo="Save it as UTF-8 and run the same command again.",
        ) from error
    return parse(text, path.name)


def parse(text: str, file: str) -> Placed:
    """Read text as `read` does; `file` is the name that errors give."""
    # JSON allows tabs between its parts, YAML does not; inside a JSON string a tab is written \t.
    lines = SURROGATES.sub(_joined, text.replace("\t", " ")) if text.lstrip()[:1] in {"{", "["} else text
    taker = _Taker(file, lines.splitlines())
    try:
        # Events come one by one and first: composing goes as deep as the text does, and could break the process.
        taker.check(yaml.parse(lines, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
        node = yaml.compose(lines, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise taker.error(mark, f"not readable: {error.problem or error.context}") from error
    except yaml.YAMLError as error:
        raise FileError(f"{file} is not readable: {error}.", place=Place(file)) from error
    value = None if node is None else taker.take(node, ())
    return Placed(value, taker.places, file)


def _joined(match: re.Match[str]) -> str:
    """Join the two escapes in which JSON writes a sign beyond the first plane; YAML knows no such pairs."""
    return (chr(int(match[1], 16)) + chr(int(match[2], 16))).encode("utf-16", "surrogatepass").decode("utf-16")


class _Taker:
    def __init__(self, file: str, lines: list[str]) -> None:
        self.file, self.lines = file, lines
        self.places: dict[Way, Place] = {}

    def place(self, mark: Any, width: int = 1) -> Place:
        line = self.lines[mark.line] if mark.line < len(self.lines) else ""
        return Place(self.file, mark.line + 1, mark.column + 1, line, max(width, 1))

    def error(self, mark: Any, what: str) -> FileError:
        place = self.place(mark) if mark is not None else Place(self.file)
        return FileError(f"{self.file}, line {place.line}: {what}.", place=place)

    def check(self, events: Iterable[yaml.Event]) -> None:
        depth = 0
        for event in events:
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
                raise self.error(event.start_mark, "anchors and aliases are not used here; write it out")
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if getattr(event, "tag", None) is not None or depth > DEEPEST:
                raise self.error(event.start_mark, "only plain texts, numbers, lists and keys are used here")

    def take(self, node: yaml.Node, way: Way) -> Any:
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, way)
        if isinstance(node, yaml.SequenceNode):
            for n, item in enumerate(node.value):
                self.places[(*way, n)] = self.place(item.start_mark)
            return [self.take(item, (*way, n)) for n, item in enumerate(node.value)]
        return _scalar(node)

    def mapping(self, node: yaml.MappingNode, way: Way) -> dict[str, Any]:
        taken: dict[str, Any] = {}
        for key, item in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self.error(key.start_mark, "a key must be a word")
            name = str(key.value)
            if name in taken:
                raise self.error(key.start_mark, f'"{name}" stands here twice')
            self.places[(*way, name)] = self.place(key.start_mark, len(name))
            taken[name] = self.take(item, (*way, name))
        return taken


def _scalar(node: yaml.Node) -> str | int | float | bool | None:
    text = str(node.value)
    if getattr(node, "style", None):  # quoted or a block: always a text
        # JSON writes a sign beyond the first plane as two escapes; put the halves together again.
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if text in NOTHING:
        return None
    if text in TRUTH:
        return TRUTH[text]
    if NUMBER.match(text):
        return int(text) if re.fullmatch(r"[-+]?[0-9]{1,15}", text) else float(text)
    return text
