"""The flash edition: one screen of plain text to paste into a chat, never longer than 900 signs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.render.blocks import Entries, Facts, Headline, Headlines, Table
from rex.render.words import labelled

if TYPE_CHECKING:
    from rex.model.retrospective import Retrospective
    from rex.render.blocks import Report, Section

LONGEST = 900
LONGEST_LINE = 280


@dataclass(frozen=True, slots=True)
class Line:
    """One line and how soon it may go when there is no room: 0 stays, higher goes first."""

    text: str
    spare: int = 0


def render_flash(record: Retrospective, *, lang: str) -> str:
    """Write sections 0, 1, 2, 4 and 13 as plain text; the least needed lines go first when there are too many."""
    from rex.render.view import read

    return fitted(_lines(read(record, lang=lang, edition="flash")))


def fitted(lines: list[Line]) -> str:
    """Keep what fits: the most spare line goes first, of equals the last; a very long line is shortened."""
    kept = [Line(_short(" ".join(line.text.split())), line.spare) for line in lines]
    while kept and sum(len(line.text) + 1 for line in kept) >= LONGEST:
        most = max(line.spare for line in kept)
        kept.pop(max(i for i, line in enumerate(kept) if line.spare == most))
    return "\n".join(line.text for line in kept) + "\n"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_LINE else text[: LONGEST_LINE - 1].rstrip() + "…"


def _lines(report: Report) -> list[Line]:
    sections = {s.number: s for s in report.sections}
    lines = [Line(f"{report.title} · {report.state}"), Line(sections[1].headline)]
    for block in sections[1].blocks:
        if isinstance(block, Facts):
            lines += [Line(f"{labelled(fact.label)} {fact.text}", 1) for fact in block.items]
        elif isinstance(block, Headlines):
            lines += [_headline(h) for h in block.items]
    lines.append(Line(f"{labelled(sections[2].title)} {sections[2].headline}", 2))
    lines.append(Line(f"{labelled(sections[4].title)} {sections[4].headline}", 2))
    lines += _earlier(sections[4])
    lines.append(Line(f"{labelled(sections[13].title)} {sections[13].headline}", 1))
    return lines + _bets(sections[13])


def _headline(h: Headline) -> Line:
    return Line(f"{h.mark.sign} {h.label} {h.value}, {h.mark.word}", 3 if h.mark.tone in {"better", "worse"} else 4)


def _earlier(section: Section) -> list[Line]:
    rows = [row for b in section.blocks if isinstance(b, Table) for row in b.rows]
    marked = [(row.cells[0].text, row.cells[-1].mark) for row in rows]
    return [Line(f"{mark.sign} {what}: {mark.word}", 5) for what, mark in marked if mark]


def _bets(section: Section) -> list[Line]:
    entries = [e for b in section.blocks if isinstance(b, Entries) for e in b.items]
    return [Line(f"{e.code} {e.title} ({e.facts[0].text}, {e.facts[1].text})", 1) for e in entries]
