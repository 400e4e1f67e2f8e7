"""Questions with several answers: a column for each choice, or all choices in one cell.

Both are decided over whole columns. A comma between choices is also a comma inside one ("Yes, during the live"), so
cells are taken apart at commas only where their pieces are seen with and without each other.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from rex.importers.sheet import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rex.importers.survey_fields import Field

_PAIRS: Final = (
    ("1", "0"), ("true", "false"), ("checked", "unchecked"), ("selected", "not_selected"), ("x", ""),
)  # fmt: skip
"""What stands for a choice that was taken, and for one that was not."""
_YES: Final = frozenset({"y", "yes", "si", "oui", "sim"})
_NO: Final = frozenset({"n", "no", "non", "nao"})
_LONGEST_CHOICE = 120
_MOST_CHOICES = 60
_LEAST_JOINED = 2
_KNOWN_PIECES = 0.8
"""This share of the pieces has to be met again; the rest may be what people wrote under “Other”."""
_MOST_CELLS = 5_000
SEMICOLON, COMMA, SLASH, BARE_COMMA = ";", ", ", " / ", ","


class Ticks(NamedTuple):
    """Which columns of a question are choices, and the folded words that say that one was taken.

    `others` are the columns beside them that hold people's own words.
    """

    taken: Mapping[int, frozenset[str]]
    others: frozenset[int]


def ticks_of(group: Sequence[Field], heard: Mapping[int, Sequence[str]], *, yes: bool = False) -> Ticks | None:
    """Tell a question with one column a choice from one with a rated statement in each; None where it is the latter.

    `yes` says that the service writes Yes and No into such columns; elsewhere these are answers.
    """
    told = {field.at: {plain(cell) for cell in heard[field.at]} for field in group}
    for words in (group, [field for field in group if not field.other]):
        taken = _taken(words, told, yes=yes)
        if taken is not None:
            return Ticks(taken, frozenset(field.at for field in group) - set(taken))
    return None


def _taken(group: Sequence[Field], told: Mapping[int, set[str]], *, yes: bool) -> dict[int, frozenset[str]] | None:
    met = [told[field.at] for field in group if told[field.at]]
    if len(group) < 2 or not met:
        return None
    if all(told[field.at] <= {plain(field.part)} for field in group):
        return {field.at: frozenset({plain(field.part)}) for field in group}
    numbers = {field.at: str(number) for number, field in enumerate(group, start=1)}
    if len(met) > 1 and all(told[at] <= {number} for at, number in numbers.items()):
        return {at: frozenset({number}) for at, number in numbers.items()}
    on = _ticked(met, yes=yes) if len(met) > 1 else frozenset[str]()
    return dict.fromkeys((field.at for field in group), on) if on else None


def _ticked(met: Sequence[set[str]], *, yes: bool) -> frozenset[str]:
    """Give the words that say that a choice was taken, where all columns hold nothing but ticks; empty elsewhere."""
    for on, off in _PAIRS:
        if all(words <= {on, off} for words in met):
            return frozenset({on})
    return _YES if yes and all(words <= _YES | _NO for words in met) else frozenset()


def named_by_choices(fields: Sequence[Field], heard: Mapping[int, Sequence[str]]) -> list[list[Field]]:
    """Find runs of columns that are each named by the one answer in them: older Typeform's questions with choices.

    The question itself is not in such a file. A column of no answers inside a run is a choice that nobody took, and a
    column `Other` behind it holds people's own words.
    """
    runs: list[list[Field]] = []
    open_run = False
    for field in fields:
        told = {plain(cell) for cell in heard[field.at]}
        if told == {plain(field.text)} and not field.group:
            if not open_run:
                runs.append([])
            runs[-1].append(field)
            open_run = True
        elif open_run and plain(field.text) == "other":
            runs[-1].append(field._replace(other=True))
            open_run = False
        elif told or field.group:
            open_run = False
    return [[field._replace(part=field.text) for field in run] for run in runs]


def joiner_of(cells: Sequence[str], allowed: Sequence[str]) -> str:
    """Find the sign that joins the choices in a column's cells; empty where every cell is one answer."""
    some = cells[:_MOST_CELLS]
    for sign in allowed:
        if sign == SEMICOLON and sum(cell.endswith(";") for cell in some) * 2 > len(some) > 0:
            return sign  # Microsoft Forms ends every choice with one
        if sign == SLASH and any(cell.startswith("/ ") for cell in some):
            return sign
        split = [pieces(cell, sign) for cell in some]
        if _are_choices(split) and (sign in {SEMICOLON, SLASH} or _come_apart(split)):
            return sign
    return ""


def pieces(cell: str, sign: str) -> list[str]:
    """Take a cell apart; a sign at its ends joins nothing."""
    if sign == SLASH:
        cell = cell.strip().removeprefix("/ ").removesuffix(" /")
    return [piece for part in cell.split(sign) if (piece := part.strip())]


def _are_choices(split: Sequence[Sequence[str]]) -> bool:
    """Tell a small set of pieces that come again and again from a text that happens to hold the sign."""
    if sum(1 for cell in split if len(cell) > 1) < _LEAST_JOINED:
        return False
    met = Counter(piece for cell in split for piece in cell)
    again = [piece for piece, n in met.items() if n > 1]
    if len(again) > _MOST_CHOICES or any(len(piece) > _LONGEST_CHOICE for piece in again):
        return False
    return sum(met[piece] for piece in again) >= met.total() * _KNOWN_PIECES


def _come_apart(split: Sequence[Sequence[str]]) -> bool:
    """Tell choices that people combine from single choices with a comma in them.

    Of a single choice the words behind the comma are never seen without those before it, once for every such choice;
    among combined ones few pieces lean on another. Two pieces that never stand apart are one choice.
    """
    holds = [frozenset(cell) for cell in split]
    met = Counter(piece for cell in holds for piece in cell)
    together = Counter((one, other) for cell in holds for one in cell for other in cell if one != other)
    leaning = {one for (one, other), both in together.items() if both == met[one] > 1}
    inseparable = any(both == met[one] == met[other] > 1 for (one, other), both in together.items())
    combined = {cell for cell in holds if len(cell) > 1}
    return not inseparable and len(leaning) * 2 <= len(combined)
