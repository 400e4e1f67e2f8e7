"""How many terminal cells a text takes, and texts fitted to a number of cells."""

from __future__ import annotations

from rex.text.letters import letters


def width(text: str) -> int:
    """Count the terminal cells a text takes: 2 for emoji and East Asian letters, 0 for accents of their own."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return max(0, int(wcswidth(text)))


def fit(text: str, cells: int, ellipsis: str = "…") -> str:
    """Shorten a text to at most `cells` cells between two letters, with an ellipsis when something was left out."""
    if width(text) <= cells:
        return text
    room = cells - width(ellipsis)
    if room < 0:
        return ""
    kept: list[str] = []
    for letter in letters(text):
        room -= width(letter)
        if room < 0:
            break
        kept.append(letter)
    return "".join(kept).rstrip(" ") + ellipsis


def pad_right(text: str, cells: int) -> str:
    """Add spaces after a text until it takes `cells` cells; a longer text stays as it is."""
    return text + " " * (cells - width(text))


def pad_left(text: str, cells: int) -> str:
    """Add spaces before a text until it takes `cells` cells, as numbers are aligned."""
    return " " * (cells - width(text)) + text


def centre(text: str, cells: int) -> str:
    """Add spaces on both sides until a text takes `cells` cells; an odd one goes to the right."""
    spare = max(0, cells - width(text))
    return " " * (spare // 2) + text + " " * (spare - spare // 2)
