"""What a form gives back: a JSON file, or a text with it between two marker lines, as a mail brings it.

The seal that was made in the browser is checked here with the code that made it for the terminal. Answers are
read one by one as from any file; nothing that the page says of them is believed but the time of the seal.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Self

from pydantic import AwareDatetime, Field, ValidationError, model_validator

from rex.config.placed import LARGEST, Placed, parse
from rex.errors import FileError, Place
from rex.model.answer import AnswerValue, Seal, State
from rex.model.draft import Change
from rex.model.noun import Noun
from rex.model.question import Depth

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BEGIN = re.compile(r"BEGIN\s+REX\s+ANSWERS")
END = re.compile(r"END\s+REX\s+ANSWERS\W+([0-9A-Fa-f]{8})(?![0-9A-Za-z])")
MARKS = re.compile(f"{BEGIN.pattern}|{END.pattern}")
SOFT_BREAK = re.compile(r"=[ \t]*\r?\n")
"""The end of a line that a mail program broke itself (quoted-printable)."""
QUOTING = re.compile(r"&gt;|&nbsp;|=20(?![A-Za-z0-9+/])|<br\s*/?>|[-\u2010-\u2015*_\s>|\u00a0]+")
"""What stands between the letters of the answers without being one: line ends, quoting, a marker's dashes and stars."""
LETTERS = re.compile(r"[A-Za-z0-9+/]{40,}")
"""A line of answers, as no word of a mail is."""
TODO = "Ask for the answers file itself, or for the text once more, from the first marker line to the last."


class Returned(Noun):
    """One form as it comes back. `apart` are answers that never stand beside a name; `rex_form` is the version.

    `sheet` is drawn at random by a nameless form, so that the same one is known when it comes again.
    """

    rex_form: Literal[1]
    session: str
    set: str
    set_version: int = 1
    respondent: str = ""
    role: str = ""
    depth: Depth = "quick"
    language: str = "en"
    anonymity: Literal["named", "role", "anonymous"] = "named"
    sheet: str = Field(default="", max_length=64)
    started: AwareDatetime | None = None
    ended: AwareDatetime | None = None
    seal: Seal | None = None
    order: tuple[str, ...] = ()
    answers: dict[str, AnswerValue] = Field(default={})
    states: dict[str, State] = Field(default={})
    changed_after_seal: tuple[Change, ...] = ()
    apart: dict[str, AnswerValue] = Field(default={})

    @model_validator(mode="after")
    def _placed_in_time(self) -> Self:
        """Refuse a time without its UTC offset: it could not be compared with the show's."""
        times = [self.seal.at] if self.seal is not None else []
        if any(at.tzinfo is None for at in (*times, *(change.at for change in self.changed_after_seal))):
            raise ValueError("a time of the seal has no UTC offset")
        return self


@dataclass(frozen=True, slots=True)
class Found:
    """A form's answers and where each of them stands."""

    returned: Returned
    placed: Placed


def is_form(path: Path) -> bool:
    """Tell whether a file holds answers of a form, whatever state they are in."""
    text = _text(path)
    return _marked(text) or '"rex_form"' in text or text.startswith("rex_form:")


def read_form(path: Path) -> tuple[Found, ...]:
    """Read every form of a file, the same one once; raises FileError where one is damaged or from another version."""
    text = _text(path)
    if not _marked(text):
        return (_found(parse(text, path.name)),)
    blocks = dict.fromkeys(_blocks(text, path.name))
    return tuple(_found(parse(block, path.name)) for block in blocks)


def block(document: str) -> str:
    """Write a document as lines for a mail: letters and digits alone, so that quoting and wrapping do no harm."""
    raw = document.encode()
    letters = base64.b64encode(raw).decode().rstrip("=")
    lines = [letters[at : at + 64] for at in range(0, len(letters), 64)]
    mark = hashlib.sha256(raw).hexdigest()[:8]
    return "\n".join(["----- BEGIN REX ANSWERS -----", *lines, f"----- END REX ANSWERS {mark} -----"])


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileError(f"{path.name} cannot be read: {error.strerror}.", place=Place(path.name)) from error
    if len(data) > LARGEST:
        raise FileError(f"{path.name} is too large for a file that a person writes.", place=Place(path.name))
    # A mail's text may come in any code; the block in it has plain letters alone.
    code = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return data.decode(code, "replace")


def _marked(text: str) -> bool:
    """Tell whether a text holds marked answers; in a JSON document the marker is somebody's words."""
    return not text.lstrip().startswith("{") and BEGIN.search(_unwrapped(text)) is not None


def _unwrapped(text: str) -> str:
    """Join the lines that a mail program broke, where it says so by a sign at their end."""
    return SOFT_BREAK.sub("", text)


def _blocks(text: str, file: str) -> Iterator[str]:
    """Give what stands between each pair of marks, wherever on a line they are: a mail may come as one line."""
    text = _unwrapped(text)
    begun: re.Match[str] | None = None
    for mark in MARKS.finditer(text):
        if mark[1] is None:
            if begun is not None and LETTERS.search(text, begun.end(), mark.start()):
                break  # one form cut off before the next: nobody's answers are passed over
            begun = mark
        elif begun is not None:
            letters = QUOTING.sub("", text[begun.end() : mark.start()])
            yield _decoded(letters, mark[1], Place(file, _line(text, begun)))
            begun = None
    if begun is not None:
        line = _line(text, begun)
        raise FileError(f"{file}, line {line}: the end of the answers is missing.", place=Place(file, line), todo=TODO)


def _line(text: str, mark: re.Match[str]) -> int:
    return text.count("\n", 0, mark.start()) + 1


def _decoded(letters: str, mark: str, place: Place) -> str:
    try:
        raw = base64.b64decode(letters + "=" * (-len(letters) % 4), validate=True)
        document = raw.decode("utf-8")
    except ValueError as error:  # letters that are none, or no text: its own kinds are ValueErrors
        raise _damaged(place) from error
    if hashlib.sha256(raw).hexdigest()[:8] != mark.lower():
        raise _damaged(place)
    return document


def _damaged(place: Place) -> FileError:
    what = f"{place.file}, line {place.line}: the answers were damaged on the way."
    return FileError(what, place=place, todo=TODO)


def _found(placed: Placed) -> Found:
    document = placed.value
    if not isinstance(document, dict):
        raise placed.error((), "the answers of a form are expected here.", todo=TODO)
    if document.get("rex_form") != 1:
        what = f"this form is of version {json.dumps(document.get('rex_form'))}, and version 1 is read here."
        raise placed.error(("rex_form",), what, todo="Update REX, or send the form again.")
    try:
        return Found(Returned.model_validate(_tuples(document)), placed)
    except ValidationError as error:
        first = error.errors()[0]
        way = first["loc"][:2]  # deeper steps name the reader's own branches
        named = f'"{".".join(str(step) for step in way)}": ' if way else ""
        raise placed.error(way, f"{named}{first['msg']}.", todo=TODO) from error


def _tuples(document: dict[str, Any]) -> dict[str, Any]:
    """Drop keys without a value: an absent one and an empty one mean the same."""
    return {str(key): value for key, value in document.items() if value is not None}
