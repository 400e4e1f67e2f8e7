"""How a client's paper looks: a name, a logo, and at most two colours that stay readable on white."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.errors import FileError, Place
from rex.render.pdf.press import shows

if TYPE_CHECKING:
    from pathlib import Path

    from rex.config.workspace import Brand

INK = "#1C1E22"
ENOUGH = 4.5
"""The least contrast of words on their ground (WCAG 2.2, success criterion 1.4.3)."""
MOST_BYTES = 1_000_000
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
_KINDS = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"),
    (re.compile(rb"\xff\xd8\xff"), "jpg"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml\b|!--|!DOCTYPE\s+svg\b|svg\b)"), "svg"),
)
_FOREIGN = re.compile(rb"(?i)<!ENTITY|<script\b|\bhref\s*=\s*[\"'](?!#|data:image/)")
"""What a drawing of a client must not do: grow without bound, run, or reach for another file."""


@dataclass(frozen=True, slots=True)
class Look:
    """A brand ready to be set: its colours darkened where needed, its logo as bytes of the kind named."""

    name: str = ""
    colours: tuple[str, str] = (INK, INK)
    logo: bytes = b""
    logo_kind: str = ""


def look_of(brand: Brand, folder: Path) -> Look:
    """Read a brand; its logo lies in `folder`, beside `rex.yaml`.

    Raises FileError at a colour that is none, at more than two, and at a logo that is missing, too large,
    outside the folder, damaged, more than a drawing, or neither PNG, JPEG nor SVG.
    """
    if len(brand.colours) > 2:
        raise _wrong("brand.colours has more than two colours.", "Keep at most two.")
    known = [readable(colour) for colour in brand.colours] or [INK]
    logo, kind = _logo(brand.logo, folder) if brand.logo else (b"", "")
    return Look(brand.name, (known[0], known[-1]), logo, kind)


def readable(colour: str) -> str:
    """Darken a colour, its hue kept, until words in it have contrast 4.5 on white; raises FileError at no colour."""
    if not _COLOUR.fullmatch(colour):
        raise _wrong(f'brand.colours: "{colour}" is no colour.', "Write it as #112233.")
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    full = [int(digits[i : i + 2], 16) for i in (0, 2, 4)]
    for percent in range(100, 0, -1):
        shade = [channel * percent // 100 for channel in full]
        if contrast_on_white(shade) >= ENOUGH:
            return "#" + "".join(f"{channel:02X}" for channel in shade)
    return "#000000"


def contrast_on_white(channels: list[int]) -> float:
    """Give the contrast of a colour (three channels, 0 to 255) on white, 1 to 21 (WCAG 2.2, contrast ratio)."""
    parts = [c / 255 for c in channels]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def _logo(name: str, folder: Path) -> tuple[bytes, str]:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise _wrong(f"brand.logo: {name} lies outside the workspace.", "Put it beside rex.yaml.")
    try:
        with path.open("rb") as file:
            found = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise _wrong(f"brand.logo: {name} cannot be read: {error.strerror}.", "Put it beside rex.yaml.") from error
    if len(found) > MOST_BYTES:
        raise _wrong(f"brand.logo: {name} is larger than 1 MB.", "Make it smaller.")
    for start, kind in _KINDS:
        if start.match(found):
            if kind == "svg" and _FOREIGN.search(found):
                raise _wrong(f"brand.logo: {name} is more than a drawing.", "Save it as PNG, or as plain SVG.")
            if not shows(found, kind):
                raise _wrong(f"brand.logo: {name} is damaged.", "Save it again.")
            return found, kind
    raise _wrong(f"brand.logo: {name} is neither PNG, JPEG nor SVG.", "Save it as PNG.")


def _wrong(what: str, todo: str) -> FileError:
    return FileError(what, place=Place("rex.yaml"), todo=todo)
