from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Reads

EN = (
    "Marker Name\tDescription\tIn\tOut\tDuration\tMarker Type\t\n"
    "Intro\t\t00:00:00:00\t00:00:00:00\t00:00:00:00\tComment\t\n"
    "Demo\tserum; mask\t00:08:22:23\t00:09:22:24\t00:01:00:01\tChapter\t\n"
    "\tQuestions\t00:30:00:00\t00:30:00:00\t00:00:00:00\tComment\t\n"
)
FR_DROP = (
    "Nom du marqueur\tDescription\tEntrée\tSortie\tDurée\tType de marqueur\t\n"
    "Intro\t\t00;00;00;00\t00;00;00;00\t00;00;00;00\tCommentaire\t\n"
    "Démo\t\t00;10;00;00\t00;12;24;25\t00;02;24;25\tChapitre\t\n"
)


def test_markers_are_parts_of_the_show(reads: Reads) -> None:
    outcome = reads(EN.encode("utf-16"), "markers.csv")
    assert outcome.source.importer == "premiere_markers"
    cues = [(cue.title, cue.offset_ms, cue.until_ms) for cue in outcome.the("cues")]
    # 24 is the largest frame: 25 a second; 8:22 and 23 of 25 is 502.92 s, 9:22 and 24 of 25 is 562.96 s
    assert cues == [("Intro", 0, None), ("Demo", 502_920, 562_960), ("Questions", 1_800_000, None)]
    assert outcome.counts == (3, 3, 0)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8", "utf-8-sig"])
def test_a_translated_header_with_dropped_frames_reads_too(reads: Reads, encoding: str) -> None:
    outcome = reads(FR_DROP.encode(encoding), "marqueurs.csv")
    assert [cue.offset_ms for cue in outcome.the("cues")] == [0, 599_999]  # frame 17982 x 1001 / 30000
    assert outcome.issues[0].problem.values == {"rate": "29.97"}


def test_many_dropped_frames_do_not_make_it_a_table_of_semicolons(reads: Reads) -> None:
    rows = "".join(f"M{n}\t\t00;{n // 60:02};{n % 60:02};00\t00;59;59;00\t00;00;00;00\tComment\t\n" for n in range(900))
    outcome = reads(FR_DROP.partition("\n")[0] + "\n" + rows, "m.csv")
    assert outcome.counts == (900, 900, 0)


def test_a_row_that_is_no_marker_is_set_aside(reads: Reads) -> None:
    outcome = reads(EN + "Cut\toff\t00:0\n\t\t\t\t\t\t\n", "markers.csv")
    assert outcome.source.reasons == {"unreadable": 1, "blank": 1}
