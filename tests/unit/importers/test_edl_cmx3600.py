"""Edit lists: their markers, their cuts, and what their timecodes mean."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest

from rex.importers.timecodes import Rate, Timecode, parse_timecode, rate_of
from rex.model.session import ClockSetting, Session

if TYPE_CHECKING:
    from conftest import Outcome, Reads

RESOLVE = """TITLE: live
FCM: NON-DROP FRAME

001  001      V     C        01:00:18:05 01:00:18:06 01:00:18:05 01:00:18:06
 |C:ResolveColorBlue |M:Intro |D:1

002  001      V     C        01:05:20:24 01:05:20:25 01:05:20:24 01:05:20:25
Demo of the serum |C:ResolveColorGreen |M:Marker 2 |D:1500

003  001      V     C        01:35:00:00 01:35:00:01 01:35:00:00 01:35:00:01
Questions, from the chat
 |C:ResolveColorBlue |M:Marker 3 |D:1
"""
AVID = """TITLE: LOCS
FCM: DROP FRAME
001  TAPE1 V     C        00:00:01:00 00:00:03:00 01:00:00;00 01:10:02;00
* FROM CLIP NAME: CAM 1
* LOC: 01:00:00;00 RED     Welcome
* LOC: 01:10:00;00 BLUE
* SOURCE FILE: x.mov
002  TAPE1 V     C        00:00:01:00 00:00:03:00 01:10:02;00 01:20:12;00
"""
CUTS = """TITLE:   SHOW
FCM: NON-DROP FRAME
001  CAM1     V     C        00:00:00:00 00:00:00:00 00:00:00:00 00:02:00:00
* FROM CLIP NAME:  WIDE SHOT
002  CAM1     V     C        00:00:00:00 00:00:00:00 00:02:00:00 00:02:00:00
002  CAM2     V     D    024 00:00:00:00 00:00:00:00 00:02:00:00 00:03:00:12
* FROM CLIP NAME:  WIDE SHOT
* TO CLIP NAME:  TABLE SHOT
003  CAM2     A2    C        00:00:00:00 00:00:00:00 00:02:00:00 00:03:00:12
004  BL       V     C        00:00:00:00 00:00:00:00 00:03:00:12 00:03:10:00
005  CAM1     V     C        00:00:00:00 00:00:00:00 00:03:10:00 00:04:00:00
005  CAM1     V     C        00:00:00:00 00:00:00:00 00:03:10:00 00:04:00:00
"""


def cues(outcome: Outcome) -> list[tuple[str, float | None, float | None]]:
    rows = outcome.the("cues")
    return [(r.title, r.offset_ms and r.offset_ms / 1000, r.until_ms and r.until_ms / 1000) for r in rows]


def said(outcome: Outcome) -> list[str]:
    return [issue.problem.text for issue in outcome.issues]


def test_markers_of_resolve_count_from_the_first_hour(reads: Reads) -> None:
    outcome = reads(RESOLVE, "markers.edl")
    assert outcome.source.importer == "edl_cmx3600"
    assert cues(outcome) == [
        ("Intro", 18.2, None),  # 18 s and 5 frames of 25
        ("Demo of the serum", 320.96, 380.96),  # 5:20 and 24 of 25; 1500 frames are 60 s
        ("Questions, from the chat", 2100.0, None),
    ]
    assert json.loads(outcome.the("cues")[0].extra) == {"colour": "Blue", "marker": "Intro"}
    assert outcome.source.reasons == {"title": 1}
    assert ["hour 1" in text for text in said(outcome)] == [True, False]
    assert outcome.issues[1].problem.values == {"rate": "25"}


def test_locators_win_over_cuts_and_dropped_frames_keep_to_the_clock(reads: Reads) -> None:
    outcome = reads(AVID, "locators.edl")
    assert cues(outcome) == [("Welcome", 0, None), ("BLUE", 600.0, None)]  # ten minutes to the frame
    assert outcome.source.reasons == {"other": 2, "title": 1}
    assert outcome.issues[1].problem.values == {"rate": "29.97"}


def test_a_list_without_markers_gives_its_cuts(reads: Reads) -> None:
    outcome = reads(CUTS, "cuts.edl")
    assert cues(outcome) == [("WIDE SHOT", 0, 120.0), ("TABLE SHOT", 120.0, 180.5), ("CAM1", 190.0, 240.0)]  # 12 of 24
    assert outcome.source.reasons == {"title": 1, "other": 3, "duplicate": 1}  # half a transition, sound, black
    assert [issue.problem.values for issue in outcome.issues] == [{"rate": "24"}]  # hour 0 needs no assumption


def test_another_hour_counts_from_the_first_event_or_is_the_clock_of_the_day(reads: Reads) -> None:
    free_run = CUTS.replace(" 00:0", " 19:0")
    outcome = reads(free_run, "cuts.edl")
    assert [start for _, start, _ in cues(outcome)] == [0, 120.0, 190.0]
    assert "first one" in said(outcome)[0]
    session = Session(
        id="s", title="S", start="2026-11-20T18:58:00+01:00", timezone="Europe/Madrid",
        clocks={"cuts.edl": ClockSetting(kind="local")},
    )  # fmt: skip
    local = reads(free_run, "cuts.edl", session=session)
    assert [start for _, start, _ in cues(local)] == [120.0, 240.0, 310.0]


@pytest.mark.parametrize(
    ("code", "rate", "ms"),
    [
        ("00:00:01:12", Rate(24, drops=False), 1500),
        ("01:00:00:00", Rate(25, drops=False), 3_600_000),
        ("00:01:00;02", Rate(30, drops=True), 60_060),  # frame 1800: 1800 x 1001 / 30000 s
        ("00:10:00;00", Rate(30, drops=True), 599_999),  # frame 17982: 17982 x 1001 / 30000 = 599.9994 s
        ("01:00:00;00", Rate(30, drops=True), 3_599_996),  # frame 107892 = 3599.9964 s
        ("00:01:00;04", Rate(60, drops=True), 60_060),  # four of sixty a minute: frame 3600
    ],
)
def test_timecodes_are_times(code: str, rate: Rate, ms: int) -> None:
    parsed = parse_timecode(code)
    assert parsed is not None
    assert rate.ms(parsed) == ms


@pytest.mark.parametrize(
    ("frames", "drops", "rate"),
    [(23, None, 24), (24, None, 25), (25, None, 30), (29, True, 30), (0, True, 30), (30, True, 60), (49, False, 50)],
)
def test_the_rate_is_told_by_the_largest_frame(frames: int, drops: bool | None, rate: int) -> None:
    assert rate_of([Timecode(0, 0, 0, frames, drops=False)], drops=drops).frames == rate


@pytest.mark.parametrize("text", ["24:00:00:00", "00:60:00:00", "00:00:60:00", "00:00:00:999", "00:00:00", "a"])
def test_what_no_clock_shows_is_no_timecode(text: str) -> None:
    assert parse_timecode(text) is None


def test_damaged_lists_are_no_traceback(reads: Reads) -> None:
    chance = random.Random(7)  # noqa: S311 - a seeded test
    for content in (RESOLVE, AVID, CUTS):
        for _ in range(60):
            damaged = bytearray(content.encode())
            for _ in range(chance.randint(1, 8)):
                damaged[chance.randrange(60, len(damaged))] = chance.choice(b'"\x00\n|*:;0\x80 9')
            reads(content[:120].encode() + bytes(damaged), "x.edl")
