"""The press: one fixed layout, one JSON text, one file; no network, no fonts of this computer, no clock."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rex.errors import FileError, RexError
from rex.resources import templates

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

STANDARD = "ua-1"
"""PDF/UA-1 (ISO 14289-1): tagged, titled, in a named language, every picture told in words."""
_LETTERS = b"""#set document(title: "-")
#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"))
#for c in json(bytes(sys.inputs.letters)) [#c \\ ]"""
_PICTURE = b"""#set document(title: "-")
#image(bytes(json(bytes(sys.inputs.picture))), format: sys.inputs.kind, alt: "-")"""


def press(document: str, *, written: int) -> bytes:
    """Set a report, given as JSON, on paper; `written` (Unix seconds) is the only time in the file.

    Where the standard refuses a text after all, the file is tagged and told in words but does not claim it:
    a report that prints is worth more than a claim.
    """
    layout = (_folder() / "report.typ").read_bytes()
    typst = _typst()
    try:
        return _compile(layout, {"report": document}, written)
    except typst.TypstError:
        return _compile(layout, {"report": document}, written, [])


def demand_press() -> None:
    """Raise FileError where the extra `pdf` is not installed, with the way to get it."""
    _typst()


def prints(letters: Sequence[str]) -> bool:
    """Tell whether the fonts that the press brings hold all of these."""
    return _works(_LETTERS, {"letters": json.dumps(list(letters))})


def shows(picture: bytes, kind: str) -> bool:
    """Tell whether a picture (`png` or `jpg`) can be read whole."""
    return _works(_PICTURE, {"picture": json.dumps(list(picture)), "kind": kind})


def _works(probe: bytes, inputs: dict[str, str]) -> bool:
    typst = _typst()
    try:
        _compile(probe, inputs, 0)
    except typst.TypstError:
        return False
    return True


def _compile(source: bytes, inputs: dict[str, str], written: int, standards: Sequence[str] = (STANDARD,)) -> bytes:
    made = _typst().compile(
        source,
        root=str(_folder()),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs=inputs,
        pdf_standards=list(standards),
        timestamp=written,
    )
    if not isinstance(made, bytes):
        raise RexError("The PDF could not be made.")
    return made


def _folder() -> Path:
    """Give the only folder the press may read."""
    return templates() / "themes" / "default"


def _typst() -> Any:
    try:
        import typst
    except ImportError as missing:
        raise FileError(
            "A PDF needs a part of REX that is not installed.",
            todo="Run pip install 'rex-live[pdf]', or choose --format html and print it.",
        ) from missing
    return typst
