"""A new plug-in of a workspace: its file, and a test that fails until somebody says what is right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import Template
from typing import TYPE_CHECKING

from rex.errors import UsageError
from rex.resources import templates
from rex.store.atomic import write_text
from rex.text.similar import nearest

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "plugins"
"""Where a workspace's plug-ins go that names no folder for them yet."""
THEMES = "themes"
_WORD = re.compile(r"[a-z][a-z0-9_]{1,39}")
_CHECK = re.compile(r"[A-Z]\d{2}")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of plug-in: its two templates, and what a name of it looks like."""

    name: str
    file: str
    shape: re.Pattern[str]
    example: str


KINDS = {
    kind.name: kind
    for kind in (
        Kind("kpi", "kpi.py", _WORD, "questions_per_viewer"),
        Kind("importer", "importer.py", _WORD, "shopcast_chat"),
        Kind("check", "check.py", _CHECK, "X01"),
        Kind("theme", "theme.css", _WORD, "verbena"),
    )
}


@dataclass(frozen=True, slots=True)
class Made:
    """The two files, and the folder that rex.yaml still has to name under `plugins`; "" where it needs to name none."""

    file: Path
    test: Path
    unnamed: str = ""


def new_plugin(workspace: Path, kind: str, name: str, plugins: tuple[str, ...]) -> Made:
    """Write a plug-in and its test into a workspace; `plugins` are the folders that rex.yaml names.

    Raises UsageError for an unknown kind, for a name that cannot be its id, and where a file of it stands already.
    """
    known = _kind(kind)
    if not known.shape.fullmatch(name):
        raise UsageError(
            f'"{name}" cannot be the id of a {known.name}.',
            todo=f"Write it like {known.example}:  rex new {known.name} {_near(known, name)}",
        )
    home = plugins[0] if plugins else FOLDER
    folder = workspace / THEMES / name if kind == "theme" else workspace / home
    file = folder / ("brand.css" if kind == "theme" else f"{name.lower()}.py")
    test = folder / "tests" / f"test_{name.lower()}.py"
    for path in (file, test):
        if path.exists():
            raise UsageError(
                f"{path.relative_to(workspace).as_posix()} stands there already.",
                todo="Choose another name, or move the file away.",
            )
    words = {"id": name, "title": _title(name), "name": _camel(name), "function": name.lower()}
    for path, template in ((file, f"{known.file}.txt"), (test, f"{known.name}_test.py.txt")):
        path.parent.mkdir(parents=True, exist_ok=True)
        text = (templates() / "new" / template).read_text(encoding="utf-8")
        write_text(path, Template(text).substitute(words))
    return Made(file, test, "" if kind == "theme" or plugins else FOLDER)


def _kind(kind: str) -> Kind:
    if kind in KINDS:
        return KINDS[kind]
    close = nearest(kind, KINDS, 1)
    hint = f' Did you mean "{close[0]}"?' if close else ""
    raise UsageError(f'There is no plug-in of the kind "{kind}".{hint}', todo=f"Kinds: {', '.join(KINDS)}.")


def _near(kind: Kind, name: str) -> str:
    """Give the id that a name was meant to be, where its letters make one."""
    bare = re.sub(r"\W+", "_", name.strip()).strip("_")
    guess = bare.upper() if kind.shape is _CHECK else bare.lower()
    return guess if kind.shape.fullmatch(guess) else kind.example


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize() if name.islower() else name


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))
