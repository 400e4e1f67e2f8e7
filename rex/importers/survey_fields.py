"""The columns of a survey that hold answers: the question each one belongs to, and its part of it.

A question may have several columns: one a choice that could be ticked, or one a statement that was rated. They are
told by the header: a second row under it, `Question [Part]`, or the codes of Qualtrics.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from rex.importers.sheet import plain
from rex.importers.survey_header import groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rex.importers.survey_header import Heading

OTHER: Final = ("other", "otro", "otra", "otros", "autre", "autres", "outro", "outra", "outros", "其他")
_PLACEHOLDERS: Final = frozenset({"", "response", "open_ended_response", "respuesta", "reponse", "resposta"})
"""What SurveyMonkey writes under a question with a single column; it is no part of the question."""
_BRACKETS: Final = re.compile(r"\s*(\S[^\[\]]{0,1000})\[([^\[\]]{1,300})\]\s*")
_CODE: Final = re.compile(r"(QID\d+)", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"(.+?)_\d+(?:_TEXT)?", re.IGNORECASE)
_OTHER_TEXT: Final = re.compile(r".+_\d+_TEXT", re.IGNORECASE)
_SELECTED: Final = re.compile(r"\s+-\s+(?:selected choice|opción seleccionada|choix sélectionné)\s*$", re.IGNORECASE)
_COMPUTED: Final = re.compile(
    r".*(?:_nps_group|_topics|_sentiment\w*|_parent_topics|_topic_\w+|_first_click|_last_click|_page_submit|_click_count"
    r"|_do|_do_\w+)",
    re.IGNORECASE,
)
"""What Qualtrics works out itself: groups of an NPS, topics of a text, timings of a page, the order of display."""


class Field(NamedTuple):
    """One column of answers. `part` and `group` are empty where it is its whole question.

    `other` tells the free text that stands beside choices.
    """

    at: int
    text: str
    part: str = ""
    group: str = ""
    other: bool = False

    @property
    def whole(self) -> str:
        """Give the question with its part, as forms write both in one header."""
        return f"{self.text} [{self.part}]" if self.part else self.text


def fields_of(heading: Heading) -> list[Field]:
    """Give every named column with its question and part; which of them hold answers the service knows."""
    if heading.kind == "choices":
        return _from_two_rows(heading.sheet.names, heading.below[0])
    if heading.kind in {"texts", "texts_and_ids"}:
        return _from_codes(heading)
    return _from_brackets(heading.sheet.names, alone=heading.service == "limesurvey")


def names_of(heading: Heading) -> tuple[str, ...]:
    """Give the folded name by which each column is known to its service: that of the first row, else of the second."""
    if heading.kind != "choices":
        return heading.sheet.folded
    return tuple(name or plain(cell) for name, cell in zip(heading.sheet.folded, heading.below[0], strict=True))


def _from_two_rows(above: Sequence[str], below: Sequence[str]) -> list[Field]:
    headed = {at: columns for columns in groups(above, below) for at in columns}
    found: list[Field] = []
    for at, (upper, lower) in enumerate(zip(above, below, strict=True)):
        columns = headed.get(at, [at])
        text, part = _tidy(above[columns[0]] or upper), _tidy(lower)
        if not text:
            text, part = part, ""
        if len(columns) == 1 and plain(part) in _PLACEHOLDERS:
            part = ""
        if text:
            group = f"{columns[0]}" if len(columns) > 1 else ""
            found.append(Field(at, text, part, group, is_other(part) if group else False))
    return found


def _from_brackets(names: Sequence[str], *, alone: bool) -> list[Field]:
    """Read `Question [Part]`; a single column of that form is one question, unless its service always means parts."""
    matches = [_BRACKETS.fullmatch(name) for name in names]
    texts = [match and _tidy(match[1]) for match in matches]
    found: list[Field] = []
    for at, (name, match) in enumerate(zip(names, matches, strict=True)):
        text = texts[at]
        neighbours = text in (*texts[max(0, at - 1) : at], *texts[at + 1 : at + 2])
        part = "" if match is None else _tidy(match[2])
        if text and part and (neighbours or alone) and not part.endswith("comment"):
            found.append(Field(at, text, part, text, is_other(part)))
        elif name.strip():
            found.append(Field(at, _tidy(name)))
    return found


def _from_codes(heading: Heading) -> list[Field]:
    codes = heading.sheet.names
    texts = heading.below[0] if heading.kind == "texts" or len(heading.below) > 1 else codes
    ids = heading.below[-1] if heading.kind == "texts_and_ids" else tuple("" for _ in codes)
    told = [str(_json(cell).get("ImportId", "")) or code for code, cell in zip(codes, ids, strict=True)]
    bases = ["" if _is_computed(code, name) else _base(code, name) for code, name in zip(codes, told, strict=True)]
    mates: dict[str, list[str]] = defaultdict(list)  # each question's columns at once: a header can have thousands
    for base, cell in zip(bases, texts, strict=True):
        mates[base].append(_tidy(cell))
    share = {base: _shared(alike) for base, alike in mates.items() if base and len(alike) > 1}
    found: list[Field] = []
    for at, code in enumerate(codes):
        text = _tidy(texts[at]) or code.strip()
        if not text or _is_computed(code, told[at]):
            continue
        if bases[at] not in share:
            found.append(Field(at, _SELECTED.sub("", text)))
            continue
        shared = share[bases[at]]
        part = text[len(shared) :].strip(" -–") if shared else ""
        if _SELECTED.search(text) or not part:
            found.append(Field(at, _SELECTED.sub("", text)))
        else:
            found.append(Field(at, shared.rstrip(" -–"), part, bases[at], _OTHER_TEXT.fullmatch(told[at]) is not None))
    return found


def _is_computed(code: str, told: str) -> bool:
    return bool(_COMPUTED.fullmatch(plain(code)) or _COMPUTED.fullmatch(plain(told)))


def _base(code: str, told: str) -> str:
    """Give what all columns of one Qualtrics question share: the id of the question, else its code without a number."""
    match = _CODE.match(told)
    if match:
        return match[1].upper()
    numbered = _NUMBERED.fullmatch(code.strip()) if told == code else None
    return numbered[1] if numbered else ""


def _shared(texts: Iterable[str]) -> str:
    """Give the question that texts like `Question - Part` begin with, its dash included; empty where there is none."""
    pieces = [text.split(" - ") for text in texts]
    common: list[str] = []
    for words in zip(*pieces, strict=False):
        if len(set(words)) > 1:
            break
        common.append(words[0])
    return " - ".join(common) + " - " if common and min(map(len, pieces)) > len(common) else ""


def ids_of(heading: Heading) -> dict[int, dict[str, Any]]:
    """Give what Qualtrics says of each column in the third header row, such as the zone of its times."""
    if heading.kind != "texts_and_ids":
        return {}
    return {at: _json(cell) for at, cell in enumerate(heading.below[-1])}


def is_other(part: str) -> bool:
    """Tell the choice whose own words follow: `Other (please specify)`, LimeSurvey's `[other]`."""
    return plain(part).split("_")[0] in OTHER


def _json(cell: str) -> dict[str, Any]:
    try:
        value = msgspec.json.decode(cell)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def _tidy(text: str) -> str:
    return " ".join(text.strip("\ufeff").split())
