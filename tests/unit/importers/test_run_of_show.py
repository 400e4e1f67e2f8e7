from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.importers.run_of_show_kinds import kind_of

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reads

MINUTE = 60_000


def test_parts_begin_and_end_in_the_show(reads: Reads, fixture: Path) -> None:
    outcome = reads((fixture / "run_of_show.csv").read_bytes())
    cues = [(cue.kind, cue.offset_ms, cue.until_ms) for cue in outcome.the("cues")]
    assert cues == [
        ("intro", 0, 5 * MINUTE),
        ("demo", 5 * MINUTE, 15 * MINUTE),
        ("giveaway", 15 * MINUTE, 20 * MINUTE),  # no time of its own: it follows the part above
        ("qna", 30 * MINUTE, None),
    ]
    assert outcome.source.reasons == {"title": 1, "unreadable": 1}
    assert outcome.the("cues")[1].products == '["SER-1","SER-2"]'


def test_offsets_and_ends_read_too(reads: Reads) -> None:
    outcome = reads("Start,End,Kind,Title,SKU\n00:00:00,00:05:00,intro,Hello,\n00:05:00,00:12:30,offer,Set,S-1\n")
    assert [(cue.offset_ms, cue.until_ms) for cue in outcome.the("cues")] == [(0, 300_000), (300_000, 750_000)]


@pytest.mark.parametrize(
    ("kind", "title", "canonical"),
    [
        ("", "Bienvenue à toutes", "intro"),
        ("", "Oferta flash 20%", "offer"),
        ("Q&A", "", "qna"),
        ("", "Concours", "giveaway"),
        ("", "Cierre y despedida", "outro"),
        ("product", "Welcome set", "product"),
        ("", "Pause musicale", "break"),
        ("", "Maison", "other"),
        ("", "", "other"),
    ],
)
def test_kinds_have_names_in_three_languages(kind: str, title: str, canonical: str) -> None:
    assert kind_of(kind, title) == canonical
