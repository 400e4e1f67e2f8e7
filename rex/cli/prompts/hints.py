"""The line that shows every key that works now; what does not fit is shortened to the keys, never cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.text.width import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.questionnaire.drive import Screen
    from rex.text.catalogue import Catalogue

GAPS = ("   ", "  ")


def everywhere(words: Catalogue, screen: Screen, *, why: bool) -> list[tuple[str, str]]:
    """Give the keys that mean the same everywhere, those that do something now."""
    keys = []
    if screen.can_back:
        keys.append(("b", words.say("back")))
    if screen.can_skip:
        keys.append(("s", words.say("skip")))
    keys += [("d", words.say("don't know")), ("q", words.say("save and quit"))]
    if screen.asked.help:
        keys.append(("?", words.say("close") if why else words.say("why")))
    return keys


def lines(
    own: Sequence[tuple[str, str]], common: Sequence[tuple[str, str]], cells: int, before: str = ""
) -> list[list[tuple[str, str]]]:
    """Lay the keys out on one line, on two, or as bare keys, whichever fits first.

    `before` stands before the common ones, in whatever form.
    """
    whole = [*_row(own, GAPS[0]), ("", GAPS[0]), *_row(common, GAPS[0], before)[1:]]
    if _cells(whole) <= cells:
        return [whole]
    return [_fitting(own, cells, ""), _fitting(common, cells, before)]


def _fitting(keys: Sequence[tuple[str, str]], cells: int, before: str) -> list[tuple[str, str]]:
    for gap in GAPS:
        row = _row(keys, gap, before)
        if _cells(row) <= cells:
            return row
    return [("", " "), ("dim", f"{before}  " if before else ""), ("bold", " ".join(key for key, _ in keys))]


def _row(keys: Sequence[tuple[str, str]], gap: str, before: str = "") -> list[tuple[str, str]]:
    row: list[tuple[str, str]] = [("", " ")]
    if before:
        row.append(("dim", f"{before}  "))
    for n, (key, word) in enumerate(keys):
        row += [("bold", key), ("dim", f" {word}{gap if n < len(keys) - 1 else ''}")]
    return row


def _cells(row: Sequence[tuple[str, str]]) -> int:
    return sum(width(text) for _, text in row)
