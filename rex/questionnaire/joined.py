"""Join a set's file with those it builds on: `extends` takes another set's questions, `include` adds packs.

    set: csm
    extends: csm            # in a workspace: the one that ships
    include: [rater]        # packs: questions of their own
    drop: [csm.mood]        # questions that are not asked here
    questions:
      - id: csm.context     # an id that is there already: only the keys written here change
        points: 3
      - id: csm.own         # a new one, at the end or behind another
        after: csm.context

Names, never paths: a set can only build on one that ships or lies in the workspace's `questionnaires`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rex.config.placed import Placed, Way, did_you_mean, read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rex.errors import FileError, Place

DEEPEST = 5
MOST_QUESTIONS = 200
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
JOINING = ("extends", "include", "drop")


@dataclass(frozen=True, slots=True)
class Entry:
    """One question as it is written, and where; `under` is the question of another file that it changes."""

    value: Any
    placed: Placed
    way: Way
    under: Entry | None = None

    def error(self, way: Way, what: str, todo: str, why: str) -> FileError:
        """Make the error that shows a place inside the question, in the file that wrote that key."""
        if self.under is not None and way and (*self.way, way[0]) not in self.placed.places:
            return self.under.error(way, what, todo, why)
        return self.placed.error((*self.way, *way), what, todo=todo, why=why)


@dataclass(frozen=True, slots=True)
class Joined:
    """A set as one document, which still knows in which file each question stands."""

    value: dict[str, Any]
    placed: Placed
    entries: tuple[Entry, ...]

    def place(self, way: Way) -> Place:
        """Give the place of a question, or of the set."""
        if len(way) > 1 and isinstance(way[1], int) and way[1] < len(self.entries):
            entry = self.entries[way[1]]
            return entry.placed.place((*entry.way, *way[2:]))
        return self.placed.place(way)

    def error(self, way: Way, what: str, *, todo: str = "", why: str = "") -> FileError:
        """Make the error that shows a place."""
        if len(way) > 1 and way[0] == "questions" and isinstance(way[1], int) and way[1] < len(self.entries):
            return self.entries[way[1]].error(way[2:], what, todo, why)
        return self.placed.error(way, what, todo=todo, why=why)


class Library:
    """The sets and packs that can be named, by folder: what ships first, the workspace's own behind it."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """Look for sets in these folders, and for packs in their `packs`."""
        self._folders = tuple(folder for folder in folders if folder.is_dir())

    def sets(self) -> dict[str, Path]:
        """Give the file of every set by name; a later folder's takes the place of an earlier one's."""
        found: dict[str, Path] = {}
        for folder in self._folders:
            found |= {file.stem: file for file in sorted(folder.glob("*.yaml"))}
        return dict(sorted(found.items()))

    def known(self) -> tuple[str, ...]:
        """Name all sets and packs."""
        packs = {file.stem for folder in self._folders for file in (folder / "packs").glob("*.yaml")}
        return tuple(sorted(packs | set(self.sets())))

    def find(self, name: str, asking: Path | None = None) -> Path | None:
        """Find a set or pack; a file that asks for its own name means the one that it takes the place of."""
        if not NAME.fullmatch(name):
            return None
        here = [
            file for folder in self._folders for file in (folder / f"{name}.yaml", folder / "packs" / f"{name}.yaml")
        ]
        found = [file for file in here if file.is_file()]
        if asking is not None and asking.stem == name:
            found = [file for file in found if file.resolve() != asking.resolve()]
        return found[-1] if found else None

    def joined(self, path: Path) -> Joined:
        """Read a set with all that it builds on; raises FileError at what cannot be joined."""
        return self._joined(path, ())

    def _joined(self, path: Path, above: tuple[Path, ...]) -> Joined:
        placed = read(path)
        document = placed.value
        if not isinstance(document, dict):
            raise placed.error((), "a question set begins with its keys: set, version, role, title, questions.")
        listed = document.get("questions")
        if not isinstance(listed, list):
            if listed is not None or not any(key in document for key in JOINING):
                raise placed.error(("questions",), '"questions" is a list, each with its id, type, phase and label.')
            listed = []
        above = (*above, path.resolve())
        base = self._under(placed, document, "extends", above)
        head = {k: v for k, v in base[0].value.items() if k != "questions"} if base else {}
        entries = [entry for part in base for entry in part.entries]
        entries += [e for part in self._under(placed, document, "include", above) for e in part.entries]
        entries = _without(entries, placed, document)
        entries = _with(entries, placed, listed)
        if len(entries) > MOST_QUESTIONS:
            raise placed.error((), f"{len(entries)} questions are too many; {MOST_QUESTIONS} are the most.")
        own = {k: v for k, v in document.items() if k not in JOINING}
        return Joined({**head, **own, "questions": [entry.value for entry in entries]}, placed, tuple(entries))

    def _under(self, placed: Placed, document: dict[str, Any], key: str, above: tuple[Path, ...]) -> list[Joined]:
        names = document.get(key)
        if names is None:
            return []
        listed = [names] if key == "extends" else names
        if not isinstance(listed, list) or not all(isinstance(name, str) for name in listed):
            raise placed.error(
                (key,), f'"{key}" names other sets, such as {key}: {"csm" if key == "extends" else "[rater]"}.'
            )
        found = []
        for name in listed:
            path = self.find(name, above[-1])
            if path is None:
                raise placed.error((key,), f'there is no set "{name}".', todo=did_you_mean(name, self.known()))
            if path.resolve() in above:
                raise placed.error((key,), f'"{name}" builds on this set, so this one cannot build on it.')
            if len(above) >= DEEPEST:
                raise placed.error((key,), f"more than {DEEPEST} sets would build on one another.")
            found.append(self._joined(path, above))
        return found


def _without(entries: list[Entry], placed: Placed, document: dict[str, Any]) -> list[Entry]:
    """Leave out what the file drops."""
    dropped = document.get("drop") or []
    if not isinstance(dropped, list):
        raise placed.error(("drop",), '"drop" is a list of question ids.')
    ids = [_id(entry.value) for entry in entries]
    for n, name in enumerate(dropped):
        if name not in ids:
            raise placed.error(
                ("drop", n), f'"{name}" is no question of what this set builds on.', todo=did_you_mean(str(name), ids)
            )
    return [entry for entry in entries if _id(entry.value) not in dropped]


def _with(entries: list[Entry], placed: Placed, listed: list[Any]) -> list[Entry]:
    """Change the questions that are there already, and put the others at the end or behind the one they name."""
    under = {_id(entry.value): entry for entry in entries}
    laid = list(entries)
    for n, item in enumerate(listed):
        way: Way = ("questions", n)
        if not isinstance(item, dict):
            raise placed.error(way, "a question has keys: id, type, phase, label, short.")
        own = {key: value for key, value in item.items() if key != "after"}
        base = under.get(_id(item))
        if base is not None:
            entry = Entry({**base.value, **own}, placed, way, base)
            laid[next(at for at, one in enumerate(laid) if _id(one.value) == _id(item))] = entry
            continue
        laid.insert(_behind(laid, item, placed, way), Entry(own, placed, way))
    return laid


def _behind(laid: list[Entry], item: dict[str, Any], placed: Placed, way: Way) -> int:
    if "after" not in item:
        return len(laid)
    ids = [_id(entry.value) for entry in laid]
    if item["after"] not in ids:
        raise placed.error(
            (*way, "after"),
            f'"{item["after"]}" is no question before this one.',
            todo=did_you_mean(str(item["after"]), ids),
        )
    return ids.index(item["after"]) + 1


def _id(value: Any) -> str:
    return str(value.get("id", "")) if isinstance(value, dict) else ""
