"""Why REX stopped: every expected way, each with its exit code and the sentence a person needs.

An error says what happened, where (file, line, column, and the line itself), what to do, and what
was kept. Whoever raises one writes for the tired person who reads it at night; the command line
only lays the parts out. Anything else that escapes is our fault and ends with exit code 70.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of the contract, section 3."""

    DONE = 0
    GATE = 1
    USAGE = 2
    FILES = 3
    NOTHING = 4
    PLUGIN = 5
    FAULT = 70
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a person's file something is: line and column count from 1, 0 means unknown."""

    file: str
    line: int = 0
    column: int = 0
    excerpt: str = ""
    width: int = 1

    def __str__(self) -> str:
        """Give the place as editors understand it: file:line:column."""
        parts = [self.file]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


class RexError(Exception):
    """A stop that REX expected: a sentence, a place, and a way out.

    `what` is one sentence. `todo` says what to do about it, `kept` what became of the person's work.
    """

    exit_code: Exit = Exit.FILES

    def __init__(
        self,
        what: str,
        *,
        place: Place | None = None,
        why: str = "",
        todo: str = "",
        kept: str = "Nothing was written.",
    ) -> None:
        """Keep the parts apart: the command line lays them out, a log names the class alone."""
        super().__init__(what)
        self.what = what
        self.place = place
        self.why = why
        self.todo = todo
        self.kept = kept


class UsageError(RexError):
    """The command line was wrong: an unknown id, an impossible combination."""

    exit_code = Exit.USAGE


class FileError(RexError):
    """A person's file is wrong, or something that is needed is missing."""


class MissingFacts(FileError):  # noqa: N818 - named for what is told, as the other rooms use it
    """Facts without which numbers would be guesses; `missing` names each by id and says where to give it."""

    def __init__(self, what: str, missing: tuple[tuple[str, str], ...], *, todo: str = "") -> None:
        """`missing` holds pairs of an id (`session.start`, `clock.chat.csv`) and its explanation."""
        super().__init__(what, why="\n".join(f"{name}  {how}" for name, how in missing), todo=todo)
        self.missing = missing


class NothingToMeasure(RexError):  # noqa: N818 - a result with an exit code of its own, not a fault
    """No export that REX can read, or nothing that can be compared."""

    exit_code = Exit.NOTHING


class PluginFailure(RexError):  # noqa: N818 - the plug-in failed, REX did not
    """One plug-in broke; it is named and the rest goes on."""

    exit_code = Exit.PLUGIN


class Interrupted(RexError):  # noqa: N818 - a person's choice, not an error
    """The person stopped; every answer given so far is saved."""

    exit_code = Exit.INTERRUPTED
