"""SVG as text: elements with escaped attributes, short numbers, and one scale.

Colours stand as literals in attributes, so that a picture taken out of its page keeps them; the class
beside each literal lets the page's style sheet override it for the dark and the printed page.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

FONT = "Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
INK, INK2, INK3 = "#1C1E22", "#474C54", "#656B74"
GROUND, BAND, TICK, RULE, AREA = "#FBFAF7", "#E4E1D7", "#8A8F97", "#DEDBD2", "#F0EEE8"
UP, DOWN, UNKNOWN = "#0B62A4", "#A8430B", "#6B4E9B"
UP_SHADE, DOWN_SHADE = "#E1ECF5", "#FAE8DC"

HALO: dict[str, str | float] = {
    "stroke": GROUND,
    "stroke_width": 4,
    "paint_order": "stroke",
    "stroke_linejoin": "round",
}
"""Clears the ground behind words, so that no line crosses them."""

STROKES = {"better": (UP, "su"), "worse": (DOWN, "sd"), "unknown": (UNKNOWN, "sq")}
FILLS = {"better": (UP, "fu"), "worse": (DOWN, "fd")}


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight way from values to places."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Give the place of a value; an empty domain puts everything in the middle."""
        if self.high <= self.low:
            return (self.start + self.end) / 2
        return self.start + (self.end - self.start) * (value - self.low) / (self.high - self.low)


def short(value: float) -> str:
    """Write a coordinate with at most one decimal."""
    text = f"{value:.1f}"
    return text.removesuffix(".0")


def element(name: str, *children: str, **attributes: str | float | None) -> str:
    """Write one element. `class_` is `class`, underscores become hyphens, None leaves an attribute out."""
    parts = []
    for key, value in attributes.items():
        if value is None:
            continue
        spelled = {"class_": "class", "viewBox": "viewBox"}.get(key, key.replace("_", "-"))
        text = value if isinstance(value, str) else short(value)
        parts.append(f' {spelled}="{escape(text)}"')
    inner = "".join(children)
    return f"<{name}{''.join(parts)}>{inner}</{name}>" if inner else f"<{name}{''.join(parts)}/>"


def path(d: str, stroke: tuple[str, str], width: float = 1, dash: str | None = None) -> str:
    """Draw a line along `d`; `stroke` is a literal colour and its class."""
    return element(
        "path", d=d, fill="none", stroke=stroke[0], class_=stroke[1], stroke_width=width, stroke_dasharray=dash
    )


def rect(x: float, y: float, size: tuple[float, float], fill: tuple[str, str], radius: float | None = None) -> str:
    """Draw a filled box of width and height `size`."""
    return element(
        "rect", x=x, y=y, width=max(0.0, size[0]), height=max(0.0, size[1]), fill=fill[0], class_=fill[1], rx=radius
    )


def text(
    words: str,
    x: float,
    y: float,
    *,
    size: float = 10.5,
    ink: int = 2,
    anchor: str | None = None,
    bold: bool = False,
    halo: bool = False,
) -> str:
    """Write words; `ink` 1 is the strongest."""
    colour = {1: INK, 2: INK2, 3: INK3}[ink]
    return element(
        "text",
        escape(words, quote=False),
        x=x,
        y=y,
        font_size=size,
        fill=colour,
        class_=f"t{ink} halo" if halo else f"t{ink}",
        text_anchor=anchor,
        font_weight="700" if bold else None,
        **(HALO if halo else {}),
    )


def drawing(size: tuple[float, float], says: str, *parts: str, links: bool = False, **more: str | float) -> str:
    """Close a picture with its sentence; a picture that holds links is a group."""
    return element(
        "svg",
        *parts,
        xmlns=None,
        viewBox=f"0 0 {short(size[0])} {short(size[1])}",
        width=size[0],
        height=size[1],
        role="group" if links else "img",
        aria_label=says,
        font_family=FONT,
        **more,
    )


def cells(words: str, size: float) -> float:
    """Estimate how wide words are set, in pixels; a little too wide rather than too narrow."""
    return sum(0.34 if c in "il.,'|:;1 tfjrI" else 0.9 if c in "mwMW%@" else 0.6 for c in words) * size


def fitted(words: str, room: float, size: float) -> str:
    """Shorten words to the room there is; nothing where fewer than two letters would be left."""
    if cells(words, size) <= room:
        return words
    for length in range(len(words) - 1, 1, -1):
        cut = words[:length].rstrip() + "…"
        if cells(cut, size) <= room:
            return cut
    return ""
