"""Read any text with the rules for prose: those that ship, and the workspace's own in `rules/`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.checks.prose.rule import with_own
from rex.checks.text import bare, check_text
from rex.errors import FileError, Place
from rex.store.workspace import workspace_of

if TYPE_CHECKING:
    from pathlib import Path

    from rex.model.finding import Checks

RULES = "rules"
"""The folder of a workspace's own rules for prose, one family a YAML file."""
LARGEST = 2_000_000
"""Bytes up to which a text is read: a thousand pages; what is larger is an export and no report."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A text's name as it was given, how many words of it were read, and what the rules say of it."""

    name: str
    words: int
    checks: Checks


def proof(name: str, data: bytes, lang: str | None, here: Path) -> Proof:
    """Read a text's bytes; `lang` None tries the rules of every language.

    Raises FileError where the bytes are no text, or one of the workspace's own rules cannot be used.
    """
    root = workspace_of(here)
    own = None if root is None else root / RULES
    rules = with_own(own if own is not None and own.is_dir() else None)
    text = _decoded(name, data)
    return Proof(name, len(bare(text).split()), check_text(text, lang, rules))


def bytes_of(path: Path, name: str) -> bytes:
    """Read a file; raises FileError where it is not there, is a folder, or cannot be read."""
    todo = "Name a text or Markdown file, or - for what is piped in."
    if path.is_dir():
        raise FileError(f"{name} is a folder.", place=Place(name), todo=todo)
    try:
        if path.stat().st_size > LARGEST:
            raise _too_large(name)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FileError(f"There is no file {name}.", place=Place(name), todo=todo) from error
    except OSError as error:
        raise FileError(f"{name} cannot be read: {error.strerror}.", place=Place(name), todo=todo) from error


def _decoded(name: str, data: bytes) -> str:
    """Give the text with plain line ends, each character in its place."""
    if len(data) > LARGEST:
        raise _too_large(name)
    code = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(code)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        what = f"{name}, line {line}: this is no UTF-8 text."
        raise FileError(what, place=Place(name, line), todo="Save it as plain text in UTF-8.") from error
    if "\0" in text:
        raise FileError(f"{name} is no text.", place=Place(name), todo="Save it as plain text or Markdown.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _too_large(name: str) -> FileError:
    todo = "Name a report or a debrief; exports are read by rex review."
    return FileError(f"{name} is larger than {LARGEST // 1_000_000} MB.", place=Place(name), todo=todo)
