"""The ledger for other programs, read back by their own readers."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

from icalendar import Calendar

from rex.model.action import Action, Settled
from rex.model.message import say
from rex.render.ledger import COLUMNS, ledger_csv, ledger_ical, ledger_tasks
from rex.text.speaker import Speaker

EN = Speaker("en", "Europe/Madrid")
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


def settled(number: int = 1, **changed: Any) -> Settled:
    """Make an open action of 20 November, due a week later."""
    given: dict[str, Any] = {
        "id": f"A-{number:03}",
        "what": "Say the delivery cost aloud",
        "owner": "Inès",
        "due": date(2026, 11, 27),
        "kpi": "conversion_rate",
        "direction": "up",
        "smallest_effect": 0.5,
        "decided": date(2026, 11, 20),
        "session": "2026-11-20-autumn-glow",
    }
    verdict, overdue = changed.pop("verdict", "too_early"), changed.pop("overdue", False)
    action = Action.model_validate(given | changed)
    return Settled(action=action, verdict=verdict, says=say("Too early (0 of 3 later sessions)."), overdue=overdue)


def events(*found: Settled, now: datetime = NOW) -> list[Any]:
    return list(Calendar.from_ical(ledger_ical(found, "Maison Verbena", EN, now)).walk("VEVENT"))


def test_a_calendar_has_a_day_for_each_open_action_and_no_closed_one() -> None:
    (event,) = events(settled(1), settled(2, status="done"), settled(3, status="dropped"))
    assert event["summary"] == "A-001 Say the delivery cost aloud"
    assert event["dtstart"].dt == date(2026, 11, 27)
    assert event["dtstamp"].dt == NOW
    assert event["transp"] == "TRANSPARENT"
    assert event["description"] == "Owner: Inès\nBet: conversion_rate up\nToo early (0 of 3 later sessions)."
    assert events() == []


def test_the_same_action_written_again_is_the_same_event() -> None:
    (first,) = events(settled())
    (again,) = events(settled(due=date(2026, 12, 4), what="Say it twice"), now=datetime(2026, 12, 1, tzinfo=UTC))
    assert first["uid"] == again["uid"]
    (other,) = events(settled(session="2026-11-27-night"))
    assert first["uid"] != other["uid"]


def test_lines_are_folded_at_75_octets_and_end_as_the_format_wants() -> None:
    what = "Décrire, montrer; répéter\n" * 9
    text = ledger_ical([settled(what=what)], "Maison Verbena", EN, NOW)
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "\n" not in text.replace("\r\n", "")
    (event,) = events(settled(what=what))
    assert event["summary"] == f"A-001 {what}"


def test_a_table_has_every_action_and_no_formula() -> None:
    assert ledger_csv([settled()]).count("\r\n") == 2
    rows = list(
        csv.DictReader(
            StringIO(
                ledger_csv(
                    [
                        settled(1, what='=HYPERLINK("x")', owner="@Inès", note="-"),
                        settled(2, what="Say it, twice", status="done", verdict="moved", smallest_effect=-1),
                    ]
                )
            )
        )
    )
    assert list(rows[0]) == list(COLUMNS)
    assert (rows[0]["what"], rows[0]["owner"]) == ('\'=HYPERLINK("x")', "'@Inès")
    assert (rows[1]["what"], rows[1]["status"], rows[1]["verdict"]) == ("Say it, twice", "done", "moved")
    assert rows[1]["smallest_effect"] == "-1.0"  # a number is no text: it stays one


def test_tasks_are_ticked_when_closed_and_say_what_became_of_them() -> None:
    text = ledger_tasks(
        [
            settled(1, overdue=True),
            settled(2, status="done", verdict="moved"),
            settled(3, status="dropped", verdict="never_tried", owner=""),
            settled(4, what="[x](http://a.b) <b>"),
        ],
        "Maison Verbena",
        EN,
    )
    head, _, first, second, third, fourth = text.rstrip("\n").split("\n")
    assert head == "# Maison Verbena: actions"
    assert first == (
        "- [ ] **A-001** Say the delivery cost aloud (Inès · due Fri 27 Nov 2026 · overdue · too early to tell)"
    )
    assert second.startswith("- [x] **A-002**")
    assert second.endswith("(Inès · due Fri 27 Nov 2026 · moved as hoped)")
    assert third.endswith("(due Fri 27 Nov 2026 · dropped · never tried)")
    assert "<b>" not in fourth
    assert r"\[x\]" in fourth
