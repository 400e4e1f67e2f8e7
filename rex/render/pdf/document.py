"""One session's report as a PDF: tagged, in one file, the same bytes from the same record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

from rex.render.pdf.first_page import first_page
from rex.render.pdf.glossary import glossary
from rex.render.pdf.letters import boxed, lacking, parted
from rex.render.pdf.look import Look
from rex.render.pdf.nodes import Node, section
from rex.render.pdf.press import press

if TYPE_CHECKING:
    from rex.model.retrospective import Retrospective
    from rex.render.blocks import Report

_PLAIN = Look()


def render_pdf(
    record: Retrospective, *, lang: str, edition: Literal["team", "client"] = "team", look: Look = _PLAIN
) -> bytes:
    """Write one session's report as PDF/UA-1.

    The client edition is made from the stripped record alone. Letters that the press's fonts lack become an
    empty box, explained on the last page. Raises FileError where the extra `pdf` is not installed.
    """
    from rex.render.view import read
    from rex.text.speaker import Speaker

    report = read(record, lang=lang, edition=edition)
    document = _document(report, look)
    tell = Speaker(lang, record.session.timezone or "UTC").say
    document["first_page"] = first_page(report, tell)
    gaps = lacking(document)
    blocks = [block for part in report.sections for block in part.blocks]
    document["glossary"] = glossary(blocks, tell, lacking=bool(gaps))
    data = json.dumps(parted(boxed(document, gaps)), ensure_ascii=False)
    return press(data, written=int(record.written.timestamp()))


def _document(report: Report, look: Look) -> dict[str, Node]:
    words = {
        "id": report.id,
        "lang": report.lang,
        "title": report.title,
        "subtitle": report.subtitle,
        "kicker": report.kicker,
        "written": report.written,
        "state": report.state,
        "footer": report.footer,
    }
    return framed(words, [section(s) for s in report.sections], look)


def framed(words: dict[str, str], sections: list[Node], look: Look) -> dict[str, Node]:
    """Put a report's words and sections into the brand's look; page 1 and the glossary are added by whoever calls."""
    return {
        **words,
        "author": look.name or "REX",
        "name": look.name,
        "colours": list(look.colours),
        "logo": list(look.logo),
        "logo_kind": look.logo_kind,
        "sections": sections,
        "anchors": _anchors(sections),
    }


def _anchors(value: Node) -> list[Node]:
    """List the places a link can lead to, each once: rows, entries and quotes that carry an anchor."""
    found: dict[str, None] = {}

    def walk(part: Node) -> None:
        if isinstance(part, list):
            for one in part:
                walk(one)
        elif isinstance(part, dict):
            anchor = part.get("anchor")
            if isinstance(anchor, str) and anchor and "label" not in part:
                found.setdefault(anchor)
            for one in part.values():
                walk(one)

    walk(value)
    return list(found)
