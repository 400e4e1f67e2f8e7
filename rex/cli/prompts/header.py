"""The first line of every step: where one is, and how long it still takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.questionnaire.run import minutes
from rex.text.width import fit, width

if TYPE_CHECKING:
    from rex.text.catalogue import Catalogue

NAME = "REX"


def header(words: Catalogue, title: str, step: tuple[int, int, str], points: int | None, cells: int) -> str:
    """Give `REX  <title>    2 of 6 blind · about 2 minutes left`, exactly `cells` wide where it fits.

    `step` is its number, how many there are, and its name in the reader's language; `points` what is left
    (ten seconds each), None or 0 where nothing is. In a narrow window the title is shortened first.
    """
    n, of, name = step
    where = words.say("{n} of {of} {step}", n=str(n), of=str(of), step=name)
    if points:
        left = minutes(points)
        where += " · " + words.say_n("about {n} minute left", "about {n} minutes left", left)
    room = cells - width(NAME) - width(where) - 4
    shown = fit(title, max(0, room), "...")
    if not shown:
        return f"{NAME}  {where}"
    return f"{NAME}  {shown}" + " " * (room - width(shown) + 2) + where
