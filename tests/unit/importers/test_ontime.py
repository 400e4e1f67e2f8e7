"""Ontime's rundowns: the spreadsheet that it imports, and a project as it saves it."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest

from rex.model.session import Session
from tests.fixtures.exports import workbook

if TYPE_CHECKING:
    from conftest import Outcome, Reads

MINUTE = 60_000
HOUR = 60 * MINUTE
HEADER = [None, "Cue", "Title", "Colour", "Time Start", "Time End", "Duration", "Note", "Timer Type", "SKU"]


def simple(*rows: list[Any]) -> bytes:
    """Make a rundown with instructions above its header, as in Ontime's template."""
    return workbook(
        [None, "How to import"], [None, "1. Make a copy", None, None, "see the documentation"], HEADER, *rows
    )


def event(title: str, start: Any = None, end: Any = None, lasts: Any = None, kind: str = "count-down") -> list[Any]:
    return [None, "1", title, "#9d9d9d", start, end, lasts, None, kind, None]


def placed(outcome: Outcome) -> list[tuple[str, float | None, float | None]]:
    minutes = [(cue.title, cue.offset_ms, cue.until_ms) for cue in outcome.the("cues")]
    return [(title, at and at / MINUTE, until and until / MINUTE) for title, at, until in minutes]


def test_events_follow_one_another_below_the_instructions(reads: Reads) -> None:
    outcome = reads(
        simple(
            event("Doors", kind="milestone"),
            event("Morning", kind="group-start"),
            event("Countdown", "19:00:00", "19:30:00"),
            event("10:45 Hosts ready", kind="milestone"),
            event("Welcome", lasts="00:10:00"),
            event("Demo", lasts="00:20:00", kind=""),
            event("Evening", kind="group"),
            event("Raffle", "20:05:00", lasts="00:05:00", kind="clock"),
            event("", kind="group-end"),
            event("Not for Ontime", "20:20:00", kind="skip-import"),
            event("Odd", "20:20:00", kind="something else"),
        ),
        "rundown.xlsx",
    )
    assert outcome.source.importer == "ontime_rundown"
    assert placed(outcome) == [
        ("Countdown", 0, 30),
        ("Welcome", 30, 40),  # no time: it begins where the countdown ends
        ("Demo", 40, 60),
        ("Raffle", 65, 70),
    ]
    assert outcome.source.reasons == {"title": 7, "other": 2}  # 2 above the header, 2 milestones, 3 of groups
    extras = [json.loads(cue.extra) for cue in outcome.the("cues")]
    assert [extra.get("group") for extra in extras] == ["Morning", "Morning", "Morning", "Evening"]
    assert extras[0]["Colour"] == "#9d9d9d"


def test_cells_typed_as_times_of_a_workbook_read_the_same(reads: Reads) -> None:
    outcome = reads(
        simple(event("A", 0.7916666666666666, 0.8125), event("B", lasts=0.006944444444444444)), "rundown.xlsx"
    )  # 19 / 24, 19.5 / 24, 10 / 1440
    assert placed(outcome) == [("A", 0, 30), ("B", 30, 40)]


def test_the_advanced_sheet_ties_starts_and_skips(reads: Reads) -> None:
    header = "ID,Flag,Cue,Title,Time Start,Time End,Duration,Link Start,Count to end,Timer Type,End Action,Skip\n"
    rows = (
        "a,false,1,Hello,19:00:00,,00:10:00,false,false,count-down,none,false\n"
        "b,false,2,Serum,19:25:00,,00:10:00,true,false,count-down,none,false\n"
        "c,false,3,Mask,19:20:00,,00:10:00,false,false,count-down,none,true\n"
        "d,false,4,Open end,,,,true,false,count-up,none,false\n"
        "e,false,5,Bye,,,00:05:00,true,false,count-down,none,false\n"
    )
    outcome = reads(header + rows)
    assert placed(outcome) == [
        ("Hello", 0, 10),
        ("Serum", 10, 20),  # tied to the event above, whatever its own time says
        ("Open end", 20, None),
        ("Bye", 20, 25),  # an event without a length takes no time in Ontime
    ]
    assert outcome.source.reasons == {"other": 1}


def test_an_event_before_any_time_is_set_aside(reads: Reads) -> None:
    outcome = reads(simple(event("Lost", lasts="00:05:00"), event("Found", "19:00:00", lasts="00:05:00")), "r.xlsx")
    assert placed(outcome) == [("Found", 0, 5)]
    assert outcome.source.reasons["unreadable"] == 1


def test_all_events_are_kept_where_the_day_is_unknown(reads: Reads) -> None:
    rundown = simple(event("A", "19:00:00", "19:30:00"), event("B", lasts="00:10:00"))
    outcome = reads(rundown, "r.xlsx", session=Session(id="s", title="S"))
    assert (outcome.source.rows_kept, len(outcome.the("cues"))) == (2, 2)


def an_event(name: str, start: int, lasts: int = 10 * MINUTE, **more: Any) -> dict[str, Any]:
    return {
        "id": name, "type": "event", "title": name.title(), "cue": "1", "note": "call +34 600 000 001", "colour": "",
        "timeStart": start, "timeEnd": start + lasts, "duration": lasts, "timerType": "count-down", "endAction": "none",
        "linkStart": False, "skip": False, "dayOffset": 0, "parent": None, "custom": {"SKU_list": "SER-1"}, **more,
    }  # fmt: skip


def project(**more: Any) -> dict[str, Any]:
    stage = {
        "id": "stage", "title": "Stage", "order": ["part", "bye"], "revision": 1,
        "entries": {
            "bye": an_event("bye", 20 * HOUR),
            "part": {"id": "part", "type": "group", "title": "Part one", "entries": ["hello", "note", "serum", "mask"]},
            "hello": an_event("hello", 19 * HOUR, parent="part"),
            "note": {"id": "note", "type": "milestone", "title": "Standby", "parent": "part"},
            "serum": an_event("serum", 19 * HOUR + 10 * MINUTE, 20 * MINUTE, parent="part"),
            "mask": an_event("mask", 19 * HOUR + 30 * MINUTE, skip=True, parent="part"),
            "stray": an_event("stray", 21 * HOUR),
        },
    }  # fmt: skip
    back = {"id": "back", "title": "Backstage", "order": ["x"], "entries": {"x": an_event("x", 18 * HOUR)}}
    return {
        "rundowns": {"stage": stage, "back": back},
        "project": {"title": "Demo"},
        "settings": {"app": "ontime"},
    } | more


def test_a_project_gives_the_events_of_its_first_rundown_in_order(reads: Reads) -> None:
    outcome = reads(json.dumps(project()), "project.json")
    assert outcome.source.importer == "ontime_project"
    assert placed(outcome) == [("Hello", 0, 10), ("Serum", 10, 30), ("Bye", 60, 70)]
    assert outcome.source.reasons == {"title": 2, "other": 3}  # group, milestone; skipped, stray, backstage
    assert json.loads(outcome.the("cues")[0].extra) == {
        "cue": "1", "note": "call [phone]", "timerType": "count-down", "group": "Part one",
    }  # fmt: skip
    assert outcome.the("cues")[0].products == '["SER-1"]'
    assert outcome.issues[0].problem.n == 2  # the stray event and the one backstage


def test_older_projects_hold_a_list(reads: Reads) -> None:
    flat = {"rundown": [{"type": "block", "title": "Part"}, an_event("a", 19 * HOUR), {"type": "delay"}]}
    outcome = reads(json.dumps(flat), "old.json")
    assert (placed(outcome), outcome.source.reasons) == ([("A", 0, 10)], {"title": 2})


def test_a_rundown_saved_alone_past_midnight(reads: Reads) -> None:
    late = 23 * HOUR + 55 * MINUTE
    alone = {
        "id": "r", "title": "R", "order": ["a", "b"],
        "entries": {"a": an_event("a", late), "b": an_event("b", 5 * MINUTE, dayOffset=1)},
    }  # fmt: skip
    outcome = reads(json.dumps(alone), "rundown.json")
    assert placed(outcome) == [("A", 295, 305), ("B", 305, 315)]  # 19:00 to 23:55 is 295 minutes, to 0:05 305


WRONG: tuple[Any, ...] = (None, 7, -1, 10**30, 1.5, "", "x", [], [None], {}, True, "\ud83d")


def test_wrong_types_anywhere_are_no_traceback(reads: Reads) -> None:
    whole = project()
    entries = whole["rundowns"]["stage"]["entries"]
    for key in [*an_event("a", 0), "entries", "type"]:
        for wrong in WRONG:
            damaged = copy.deepcopy(whole)
            damaged["rundowns"]["stage"]["entries"]["hello"][key] = wrong
            reads(json.dumps(damaged), "project.json")
    assert entries["hello"]["title"] == "Hello"


@pytest.mark.parametrize("key", ["order", "flatOrder", "title", "entries"])
def test_wrong_types_in_a_rundown_are_no_traceback(reads: Reads, key: str) -> None:
    for wrong in WRONG:
        damaged = project()
        damaged["rundowns"]["stage"][key] = wrong
        reads(json.dumps(damaged), "project.json")
