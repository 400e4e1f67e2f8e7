"""Join a set's file with those it builds on: `extends` takes another set's questions, `include` adds packs.

    set: csm
    extends: csm            # in a workspace: the one that ships
    include:                # packs: questions of their own
      - rater               # before the question that the set names in `packs_before`, else behind all taken over
      - {pack: lsc, after: csm.mood}    # or `before`: the question is any that is asked, of this file too
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
MOST_FILES = 20
MOST_QUESTIONS = 200
PLACING = ("before", "after")
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
JOINING = ("extends", "include", "drop")


@dataclass(frozen=True, slots=True)
class Entry:
    """One question as it is written, and where.

    `under` is the question of another file that it changes, `behind` the one that it was put behind.
    """

    value: Any
    placed: Placed
    way: Way
    under: Entry | None = None
    behind: str = ""

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
        return self._joined(path, (), set())

    def _joined(self, path: Path, above: tuple[Path, ...], taken: set[Path]) -> Joined:
        taken.add(path.resolve())
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
        base = self._under(placed, [(("extends",), name) for name in _extended(placed, document)], above, taken)
        head = {k: v for k, v in base[0].value.items() if k != "questions"} if base else {}
        packs = _packs(placed, document)
        included = self._under(placed, [(pack.way, pack.name) for pack in packs], above, taken)
        entries = [entry for part in (*base, *included) for entry in part.entries]
        entries = _without(entries, placed, document)
        entries = _with(entries, placed, listed)
        ahead = _ahead(placed, document, head, entries)
        for pack, part in zip(packs, included, strict=True):
            entries = _moved(entries, part, pack, ahead, placed)
        if len(entries) > MOST_QUESTIONS:
            raise placed.error((), f"{len(entries)} questions are too many; {MOST_QUESTIONS} are the most.")
        own = {k: v for k, v in document.items() if k not in JOINING}
        return Joined({**head, **own, "questions": [entry.value for entry in entries]}, placed, tuple(entries))

    def _under(
        self, placed: Placed, names: list[tuple[Way, str]], above: tuple[Path, ...], taken: set[Path]
    ) -> list[Joined]:
        """Join what a file names; each file is taken once, so that no few files make very many."""
        found = []
        for way, name in names:
            path = self.find(name, above[-1])
            if path is None:
                what, todo = self._nothing(name, above[-1])
                raise placed.error(way, what, todo=todo)
            if path.resolve() in above:
                raise placed.error(way, f'"{name}" builds on this set, so this one cannot build on it.')
            if len(above) >= DEEPEST:
                raise placed.error(way, f"more than {DEEPEST} sets would build on one another.")
            if path.resolve() in taken:
                raise placed.error(way, f'"{name}" is taken already; its questions are asked once.')
            if len(taken) >= MOST_FILES:
                raise placed.error(way, f"more than {MOST_FILES} files would make one set.")
            found.append(self._joined(path, above, taken))
        return found

    def _nothing(self, name: str, asking: Path) -> tuple[str, str]:
        """Say that a name is nobody's, and what may have been meant."""
        if asking.stem == name:
            return f'"{name}" is this file itself, and REX ships no set of that name to build on.', ""
        return f'there is no set "{name}".', did_you_mean(name, self.known())


@dataclass(frozen=True, slots=True)
class _Pack:
    """One pack as `include` names it; `side` ("" where none is given) and `beside` say where it goes."""

    name: str
    way: Way
    side: str = ""
    beside: str = ""


def _extended(placed: Placed, document: dict[str, Any]) -> list[str]:
    name = document.get("extends")
    if name is not None and not isinstance(name, str):
        raise placed.error(("extends",), '"extends" names another set, such as extends: csm.')
    return [] if name is None else [name]


def _packs(placed: Placed, document: dict[str, Any]) -> list[_Pack]:
    """Read `include`: names of packs, or packs with the question that they go before or after."""
    listed = document.get("include")
    if listed is None:
        return []
    if isinstance(listed, dict):
        return [_pack(placed, listed, ("include",))]
    if not isinstance(listed, list):
        raise placed.error(("include",), '"include" names packs, such as include: [rater].')
    return [_pack(placed, item, ("include", n)) for n, item in enumerate(listed)]


def _pack(placed: Placed, item: Any, way: Way) -> _Pack:
    if isinstance(item, str):
        return _Pack(item, way)
    if not isinstance(item, dict) or not all(isinstance(value, str) for value in item.values()):
        raise placed.error(way, '"include" names packs, such as rater or {pack: rater, before: shopper.consent}.')
    wrong = next((key for key in item if key not in ("pack", *PLACING)), None)
    if wrong is not None:
        what = f'"{wrong}" is not a key of an included pack.'
        raise placed.error((*way, wrong), what, todo=did_you_mean(wrong, ("pack", *PLACING)))
    if "pack" not in item:
        raise placed.error(way, '"pack" is missing: the name of what is included.')
    sides = [key for key in PLACING if key in item]
    if len(sides) > 1:
        raise placed.error((*way, sides[1]), "a pack goes before a question or after one, not both.")
    side = sides[0] if sides else ""
    return _Pack(item["pack"], (*way, "pack"), side, item[side] if side else "")


def _ahead(placed: Placed, document: dict[str, Any], head: dict[str, Any], entries: list[Entry]) -> str:
    """Give the question that packs go before where they name no place; "" where there is none."""
    ids = [_id(entry.value) for entry in entries]
    own = document.get("packs_before")
    if own is not None and own not in ids:
        what = f'"{own}" is no question of this set.'
        raise placed.error(("packs_before",), what, todo=did_you_mean(str(own), ids))
    ahead = own or head.get("packs_before")
    return str(ahead) if ahead in ids else ""  # what the set builds on names it, and this one may have dropped it


def _moved(entries: list[Entry], part: Joined, pack: _Pack, ahead: str, placed: Placed) -> list[Entry]:
    """Bring a pack's questions, and those that were put behind one of them, to their place."""
    side, beside = (pack.side, pack.beside) if pack.side else ("before" if ahead else "", ahead)
    if not side:
        return entries
    ours = {_id(entry.value) for entry in part.entries}
    for entry in entries:  # a question stands behind the one that it names, so one pass finds whole rows of them
        if entry.behind in ours:
            ours.add(_id(entry.value))
    rest = [entry for entry in entries if _id(entry.value) not in ours]
    ids = [_id(entry.value) for entry in rest]
    if beside not in ids:
        way = (*pack.way[:-1], side) if pack.side else ("packs_before",)
        raise placed.error(way, f'"{beside}" is no question outside of that pack.', todo=did_you_mean(beside, ids))
    at = ids.index(beside) + (side == "after")
    return [*rest[:at], *(entry for entry in entries if _id(entry.value) in ours), *rest[at:]]


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
        laid.insert(_behind(laid, item, placed, way), Entry(own, placed, way, behind=str(item.get("after", ""))))
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
