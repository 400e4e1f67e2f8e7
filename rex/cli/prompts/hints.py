"""The line that shows every key that works now; what does not fit is shortened to the keys, never cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.text.width import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.questionnaire.drive import Screen
    from rex.text.catalogue import Catalogue

GAPS = ("   ", "  ")


LANGUAGES = {"en": "English", "es": "español", "fr": "français"}
"""Each language by its own name: whoever looks for theirs may not read the one on the screen."""


def everywhere(words: Catalogue, screen: Screen, *, why: bool, brief: bool = False) -> list[tuple[str, str]]:
    """Give the keys that mean the same everywhere, those that do something now.

    With `brief` the keys that only lead elsewhere are left to `?`, which opens them with their words.
    """
    say = words.say
    back = [("b", say("back"))] if screen.can_back else []
    skip = [("s", say("skip"))] if screen.can_skip else []
    nothing = [*skip, ("d", say("don't know"))]
    if screen.can_not_apply:
        nothing.append(("n", say("not applicable")))
    edit = [("e", say("edit"))] if screen.can_edit else []
    elsewhere = [*edit, ("l", LANGUAGES[screen.next_language])]
    last = ("?", say("close") if why else say("why"))
    if brief and not why:
        return [*back, *nothing, ("q", say("quit")), ("?", say("more"))]
    return [*back, *nothing, *elsewhere, ("q", say("save and quit")), last]


def lines(
    own: Sequence[tuple[str, str]],
    common: Sequence[tuple[str, str]],
    cells: int,
    before: str = "",
    *,
    whole: bool = False,
) -> list[list[tuple[str, str]]]:
    """Lay the keys out on one line, on two, or as bare keys, whichever fits first.

    `before` stands before the common ones, in whatever form. With `whole` every word stays, on more lines if need be.
    """
    single = [*_row(own, GAPS[0]), ("", GAPS[0]), *_row(common, GAPS[0], before)[1:]]
    if _cells(single) <= cells:
        return [single]
    if whole:
        return [_fitting(own, cells, ""), *_wrapped(common, cells, before)]
    return [_fitting(own, cells, ""), _fitting(common, cells, before)]


def _wrapped(keys: Sequence[tuple[str, str]], cells: int, before: str) -> list[list[tuple[str, str]]]:
    """Lay the keys with their words on as many lines as they take."""
    rows: list[list[tuple[str, str]]] = []
    held: list[tuple[str, str]] = []
    for key in keys:
        if held and _cells(_row([*held, key], GAPS[1], "" if rows else before)) > cells:
            rows.append(_row(held, GAPS[1], "" if rows else before))
            held = []
        held.append(key)
    return [*rows, _row(held, GAPS[1], "" if rows else before)]


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
        told = f" {word}" if word else ""
        row += [("bold", key), ("dim", f"{told}{gap if n < len(keys) - 1 else ''}")]
    return row


def _cells(row: Sequence[tuple[str, str]]) -> int:
    return sum(width(text) for _, text in row)
