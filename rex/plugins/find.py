"""Walk a room, its installed entry points and a workspace's own folders for plug-ins.

A plug-in is a module that holds an object of the room's kind. One that breaks is reported by name
and the rest goes on.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
import sys
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import ModuleType

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Broken:
    """A plug-in that could not be loaded, and the kind of mistake (never its data)."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Room(Generic[P]):
    """What lies in a room: plug-ins by id in the order of their ids, and the broken ones by name."""

    plugins: dict[str, P]
    broken: tuple[Broken, ...] = field(default=())


def find(package: str, kind: type[P], *, folders: Iterable[Path] = ()) -> Room[P]:
    """Find every object of `kind` in the package's modules, its entry points and the given folders.

    The entry point group has the package's name (`rex.metrics`). Each object needs an `id`; a
    later one of the same id replaces an earlier one, so that a workspace can override what ships.
    """
    found: dict[str, P] = {}
    broken: list[Broken] = []
    for name, load in _modules(package, folders):
        try:
            module = load()
        except Exception as error:  # noqa: BLE001 - a plug-in may break in any way; it is named and the rest goes on
            broken.append(Broken(name, f"{type(error).__name__}: {error}"))
            continue
        for value in vars(module).values():
            if isinstance(value, kind):
                found[str(getattr(value, "id", name))] = value
    return Room(dict(sorted(found.items())), tuple(broken))


class _Load:
    """A module that is imported when called: by its name, or from a file."""

    def __init__(self, name: str, file: Path | None = None) -> None:
        self.name, self.file = name, file

    def __call__(self) -> ModuleType:
        if self.file is None:
            return importlib.import_module(self.name)
        spec = importlib.util.spec_from_file_location(self.name, self.file)
        if spec is None or spec.loader is None:
            raise ImportError(self.name)
        module = importlib.util.module_from_spec(spec)
        sys.modules[self.name] = module  # a dataclass looks its module up by name
        try:
            spec.loader.exec_module(module)
        except BaseException:
            del sys.modules[self.name]
            raise
        return module


def _modules(package: str, folders: Iterable[Path]) -> Iterator[tuple[str, _Load]]:
    room = importlib.import_module(package)
    for info in sorted(pkgutil.walk_packages(room.__path__, f"{package}."), key=lambda i: i.name):
        yield info.name, _Load(info.name)
    for point in sorted(entry_points(group=package), key=lambda p: p.name):
        yield point.name, _Load(point.module)
    for folder in folders:
        for file in sorted(folder.glob("*.py")):
            yield file.name, _Load(f"rex_own_{file.stem}", file)
