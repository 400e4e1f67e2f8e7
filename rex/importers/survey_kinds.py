"""What each column of a survey asks and how it is answered: on a scale, in words of agreement, by choices, freely."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from rex.importers.survey_choices import joiner_of, named_by_choices, ticks_of
from rex.importers.survey_questions import SCALES, Question, known_id, questions_of, slug
from rex.importers.survey_scales import Scale, fitted, scale_of, told_or_worded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rex.importers.survey_fields import Field

    Doubt = Callable[[str, Scale], None]

OPEN: Final = frozenset({"reason", "keep", "change"})
"""Questions that are answered in people's own words, however alike these may be."""
_NUMBER: Final = re.compile(r"\d{1,3}(?:[.,]0+)?")
"""Longer numbers may be a year of birth, a post code or a phone; they stay words, which are redacted."""
_FEW_ANSWERS = 15
_OVERALL: Final = re.compile(r"(?:overall|en general|in general|globalement|no geral|em geral)\b", re.IGNORECASE)
"""A statement that stands for its whole question: “How satisfied were you with … [Overall]”."""


class Item(NamedTuple):
    """One column: its question, the scale it is answered on, the choice a tick in it stands for, what joins choices.

    `taken` are the folded words that tick `choice`; both are empty where a cell holds the answer itself.
    """

    at: int
    id: str
    kind: str
    text: str
    scale: Scale | None = None
    choice: str = ""
    taken: frozenset[str] = frozenset()
    joiner: str = ""


class Habits(NamedTuple):
    """How a service writes several answers to one question."""

    joiners: tuple[str, ...]
    yes_ticks: bool = False
    named_by_choices: bool = False


def items_of(fields: Sequence[Field], heard: Mapping[int, Sequence[str]], habits: Habits, doubt: Doubt) -> list[Item]:
    """Decide over whole columns what each one holds; `doubt` hears of questions whose scale the answers suggest."""
    found: list[Item] = []
    single: list[Field] = []
    taken: set[str] = set()
    for group in _groups(fields, heard, habits):
        ticks = ticks_of(group, heard, yes=habits.yes_ticks)
        if ticks is None:
            single += group
            continue
        text = group[0].text if group[0].group else " / ".join(field.part for field in group if not field.other)
        name = _choices_id(text, taken, named=bool(group[0].group))
        for field in group:
            choice = "" if field.at in ticks.others else field.part
            found.append(Item(field.at, name, "multi", text, None, choice, ticks.taken.get(field.at, frozenset())))
    found += _singles(single, heard, habits, doubt, taken)
    return sorted(found)


def _groups(fields: Sequence[Field], heard: Mapping[int, Sequence[str]], habits: Habits) -> list[list[Field]]:
    """Put the columns of one question together; a column of its own is a group of one."""
    named = named_by_choices(fields, heard) if habits.named_by_choices else []
    runs = {field.at: run for run in named for field in run}
    found: list[list[Field]] = []
    for field in fields:
        run = runs.get(field.at)
        if run is not None:
            if run[0].at == field.at:
                found.append(run)
        elif field.group and found and found[-1][-1].group == field.group:
            found[-1].append(field)
        else:
            found.append([field])
    return found


def _choices_id(text: str, taken: set[str], *, named: bool) -> str:
    known = known_id(text) if named else None
    if known is not None and known not in SCALES and known not in taken:
        taken.add(known)
        return known
    return slug(text, taken)


def _singles(
    fields: Sequence[Field], heard: Mapping[int, Sequence[str]], habits: Habits, doubt: Doubt, taken: set[str]
) -> list[Item]:
    alone = Counter(field.group for field in fields if field.group)
    by_part = {field.at for field in fields if alone[field.group] > 1}
    asked = [(field.at, _wording(field) if field.at in by_part else field.text) for field in fields]
    wholes = {field.at: field.whole for field in fields}
    pooled = _pooled(fields, heard)
    found: list[Item] = []
    for question in questions_of(asked, taken):
        named = question._replace(text=wholes[question.at])
        found.append(_single(named, heard[question.at], pooled.get(question.at), habits, doubt))
    return found


def _wording(field: Field) -> str:
    """Give the words that say what a statement asks: its own, since its question asks the same of all of them."""
    return field.whole if _OVERALL.match(field.part) else field.part


def _pooled(fields: Sequence[Field], heard: Mapping[int, Sequence[str]]) -> dict[int, Scale]:
    """Find the common scale of statements that are rated together, where their numbers reach both of its ends."""
    groups: dict[str, list[Field]] = {}
    for field in fields:
        if field.group and not field.other:
            groups.setdefault(field.group, []).append(field)
    scales: dict[int, Scale] = {}
    for group in groups.values():
        scale = fitted([cell for field in group for cell in heard[field.at]]) if len(group) > 1 else None
        if scale is not None:
            scales.update(dict.fromkeys((field.at for field in group), scale))
    return scales


def _single(question: Question, cells: Sequence[str], pooled: Scale | None, habits: Habits, doubt: Doubt) -> Item:
    at, name, kind, text = question
    if kind in SCALES.values():
        scale = scale_of(kind, text, cells)
        if scale is not None:
            if not scale.sure:
                doubt(text, scale)
            return Item(at, name, kind, text, scale)
        kind = "text"
    if name in OPEN:
        return Item(at, name, "text", text)
    scale = told_or_worded(text, cells) or pooled
    if scale is not None:
        return Item(at, name, "likert" if scale.worded else "scale", text, scale)
    if cells and all(_NUMBER.fullmatch(cell) for cell in cells):
        return Item(at, name, "number", text)
    joiner = joiner_of(cells, habits.joiners if kind == "text" else habits.joiners[:1])
    if joiner:
        return Item(at, name, "multi", text, joiner=joiner)
    return Item(at, name, "single" if kind == "single" or _is_closed(cells) else "text", text)


def _is_closed(cells: Sequence[str]) -> bool:
    """Tell a choice of few answers from free text."""
    different = len(set(cells))
    return different <= _FEW_ANSWERS and different * 2 <= len(cells)


def number_in(cell: str) -> int | None:
    """Read an answer that is a small whole number; None for any other."""
    return int(re.split("[.,]", cell)[0]) if _NUMBER.fullmatch(cell) else None
