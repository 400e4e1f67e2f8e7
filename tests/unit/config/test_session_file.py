from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from rex.config.session import read_session
from rex.config.workspace import WorkspaceSettings
from rex.errors import FileError
from rex.model.attribution import Attribution

if TYPE_CHECKING:
    from pathlib import Path

    from rex.model.session import Session

TIMES = "start: 2026-11-20T19:00:00+01:00\nend: 2026-11-20T20:00:00+01:00\n"


def read(tmp_path: Path, text: str, settings: WorkspaceSettings | None = None) -> Session:
    (tmp_path / "session.yaml").write_text(text, encoding="utf-8")
    return read_session(tmp_path, settings or WorkspaceSettings())


def mistake(tmp_path: Path, text: str) -> FileError:
    with pytest.raises(FileError) as caught:
        read(tmp_path, text)
    return caught.value


def test_every_key_of_the_contract_is_read(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        TIMES
        + """
title: Autumn Glow
timezone: Europe/Madrid
platform: example
hosts: [Ana, Leo]
currency: EUR
goals: [{kpi: conversion_rate, value: 0.05, says: five in a hundred}]
cues:
  - {at: "00:30:00", title: Kit, kind: offer, products: [KIT]}
  - {at: 12:30, until: "90:00", title: Serum}
  - {at: 2026-11-20T19:01:00+01:00, title: Hello}
attribution: {after_hours: 24}
clocks: {orders.csv: {kind: local, timezone: Europe/Paris, skew_s: -3}}
costs: {host: 300}
tags: [friday]
replay: https://example.com/replay
""",
    )
    assert found.id == tmp_path.name
    assert (found.start, found.duration_s) == (datetime(2026, 11, 20, 18, tzinfo=UTC), 3_600)
    assert [(cue.title, cue.start_s, cue.end_s) for cue in found.cues] == [
        ("Hello", 60, None),
        ("Serum", 750, 5_400),
        ("Kit", 1_800, None),
    ]
    assert found.clocks["orders.csv"].skew_s == -3
    assert (found.attribution.after_hours, found.hosts, found.currency) == (24, ("Ana", "Leo"), "EUR")


def test_no_file_is_a_session_of_which_the_workspace_alone_tells(tmp_path: Path) -> None:
    settings = WorkspaceSettings(client="Verbena", timezone="Europe/Madrid", currency="EUR", headline=("nps",))
    found = read_session(tmp_path, settings)
    assert (found.title, found.start, found.timezone, found.currency) == (tmp_path.name, None, "Europe/Madrid", "EUR")
    assert (found.client, found.headline) == ("Verbena", ("nps",))


def test_the_session_s_own_words_go_before_the_workspace_s(tmp_path: Path) -> None:
    settings = WorkspaceSettings(
        timezone="Europe/Madrid", currency="EUR", language="es", attribution=Attribution(after_hours=24)
    )
    found = read(tmp_path, "timezone: UTC\ncurrency: USD\nlanguage: fr\nattribution: {after_hours: 0}\n", settings)
    assert (found.timezone, found.currency, found.language, found.attribution.after_hours) == ("UTC", "USD", "fr", 0)


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("titel: Show\n", "session.yaml:1:1", 'Did you mean "title"?'),
        ("title: A\ngoals:\n  - {kpi: nps, valeu: 4}\n", "session.yaml:3:16", 'Did you mean "value"?'),
        ("clocks:\n  a.csv:\n    knd: utc\n", "session.yaml:3:5", 'Did you mean "kind"?'),
        ("attribution: {after: 2}\n", "session.yaml:1:15", "after_hours"),
        ("title: 5\n", "session.yaml:1:1", "a text is expected"),
        ("hosts: Ana\n", "session.yaml:1:1", "a list is expected"),
        ("costs: {host: much}\n", "session.yaml:1:9", "a number is expected"),
        ("start: 2026\n", "session.yaml:1:1", "a date with time and UTC offset is expected"),
        ("start: 2026-11-20\n", "session.yaml:1:1", "UTC offset is"),
        ("start: 2026-11-20T19:00:00\n", "session.yaml:1:1", "the UTC offset is missing"),
        ("start: tomorrow\n", "session.yaml:1:1", "a date with time and UTC offset is expected"),
        ("currency: euro\n", "session.yaml:1:1", '"currency"'),
        ("timezone: Europe/Barcelona\n", "session.yaml:1:1", "no time zone"),
        ("timezone: ''\n", "session.yaml:1:1", "no time zone"),
        ("clocks: {a.csv: {timezone: Mars}}\n", "session.yaml:1:18", "no time zone"),
        ("cues:\n  - {title: A}\n", "session.yaml:2:5", "this is needed"),
        ("cues:\n  - {at: soon, title: A}\n", "session.yaml:2:6", "no time in the show"),
        ("attribution: {after_hours: -1}\n", "session.yaml:1:15", "after_hours"),
        ("- a\n- b\n", "session.yaml", "keys with values are expected here"),
    ],
)
def test_a_mistake_names_its_line_and_the_way_out(tmp_path: Path, text: str, place: str, says: str) -> None:
    error = mistake(tmp_path, text)
    assert says in error.what
    assert str(error.place) == place


@pytest.mark.parametrize(
    "at", ["12:75", "1:75:00", "00:10:61", "1:2:3:4", "\N{SUPERSCRIPT TWO}:30", "-5:00", "12", "2026-11-20T19:01:00"]
)
def test_a_cue_s_time_is_read_strictly(tmp_path: Path, at: str) -> None:
    error = mistake(tmp_path, TIMES + f'cues: [{{at: "{at}", title: A}}]\n')
    assert "no time in the show" in error.what


@pytest.mark.parametrize(("at", "seconds"), [("0:00", 0), ("5:07", 307), ("100:00", 6_000), ("1:02:03", 3_723)])
def test_a_cue_s_time_counts_from_the_start(tmp_path: Path, at: str, seconds: float) -> None:
    assert read(tmp_path, f'cues: [{{at: "{at}", title: A}}]\n').cues[0].start_s == seconds


def test_an_instant_needs_a_start_to_count_from(tmp_path: Path) -> None:
    error = mistake(tmp_path, "cues: [{at: 2026-11-20T19:01:00+01:00, title: A}]\n")
    assert "no time in the show" in error.what


@pytest.mark.parametrize(
    ("end", "says"),
    [("2026-11-20T19:00:00+01:00", "ends before it begins"), ("2026-11-22T19:00:00+01:00", "more than a day")],
)
def test_a_show_has_a_length(tmp_path: Path, end: str, says: str) -> None:
    error = mistake(tmp_path, f"start: 2026-11-20T19:00:00+01:00\nend: {end}\n")
    assert says in error.what
    assert error.place is not None
    assert error.place.line == 2


def test_the_first_mistake_of_the_file_is_told_first(tmp_path: Path) -> None:
    assert '"zzz" is not a setting' in mistake(tmp_path, "zzz: 1\ntitle: 5\n").what
    assert '"title": a text is expected' in mistake(tmp_path, "title: 5\nzzz: 1\n").what
