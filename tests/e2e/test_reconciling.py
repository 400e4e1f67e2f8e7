"""The checks at the terminal: one key each, a conclusion changed at once, and the change told in the report."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.e2e.driving import record, rex, workspace
from tests.e2e.sitting import ASKING, Sitting

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal is needed"),
    pytest.mark.flaky(reruns=2),  # a loaded machine may lag behind the keys; a real fault fails thrice
]
BLIND = """\
respondent: maria
csm.seen: [none]
csm.goal: conversion 5 %
csm.reached: likely
csm.forecast.conversion_rate: above
csm.forecast.revenue: usual
csm.forecast.participation: {state: dont_know}
csm.mood: 4
csm.context: [promo]
csm.repeat: {text: the serum test, at: 00:12:00}
csm.change: {text: the editor forgot the code, at: 00:20:00}
"""


@pytest.mark.parametrize(
    ("keys", "did", "left"),
    [
        ("w", "withdrawn", None),
        ("h", "hedged", "Perhaps: the editor forgot the code"),
        ("r", "reworded", "the code was sent late"),
        ("e", "evidence", "the editor forgot the code"),
    ],
)
def test_an_accepted_check_changes_the_conclusion_at_once(
    keys: str, did: str, left: str | None, tmp_path: Path
) -> None:
    (session,) = workspace(tmp_path)
    (session / "exports").rename(tmp_path / "held")
    (tmp_path / "maria.yaml").write_text(BLIND, encoding="utf-8")
    rex("review", "last", "--no-input", "--answers", "maria.yaml", cwd=tmp_path).ended(0)
    (tmp_path / "held").rename(session / "exports")
    seat = Sitting("review", "last", "--as", "maria", cwd=tmp_path, log=tmp_path / "opened.log")
    try:
        seat.wait("Your answers are sealed")
        answered(seat, keys)
        file = yaml.safe_load((session / "answers/maria.yaml").read_text(encoding="utf-8"))
    finally:
        seat.child.close(force=True)
    assert file["checks"]["B28"] == {"response": "accepted"}
    assert [(one["claim"], one["check"], one["did"]) for one in file["revisions"]] == [("maria.csm.change", "B28", did)]
    assert file["answers"]["csm.change"]["text"] == "the editor forgot the code", "what was sealed stays"
    rex("review", "last", "--no-input", "--format", "md", cwd=tmp_path).ended(0)
    made = record(session)
    assert made["respondents"][0]["blind"] is True
    claims = {claim["id"]: claim for claim in made["claims"]}
    assert (claims.get("maria.csm.change") or {"text": None})["text"] == left
    assert [one["did"] for one in made["revisions"]] == [did]
    page = (session / "retrospective.md").read_text(encoding="utf-8")
    assert "1 conclusion was changed because of a check" in page
    assert "B28: “the editor forgot the code”" in page
    assert "1 conclusion was changed because of a check." in rex("check", "last", cwd=tmp_path).out
    rex(
        "render", session / "retrospective.json", "--edition", "client", "--format", "md", "--out", "c.md", cwd=tmp_path
    )
    assert "because of a check" not in "".join(one.read_text() for one in tmp_path.glob("c*.md"))
    assert list(tmp_path.glob("c*.md"))


def answered(seat: Sitting, keys: str) -> None:
    """Skip the questions about the numbers, accept the first check, and change the conclusion that it is about."""
    skipped: set[str] = set()
    while not any("accept: it has a point" in line for line in seat.lines):
        assert seat.read(), seat.told[-2000:]
        open_ones = [line for line in seat.lines if ASKING.match(line) and not line.endswith("(skipped)")]
        if open_ones and open_ones[-1] not in skipped and seat.lines[-1:] != open_ones[-1:]:
            seat.wait_for_question()
            skipped.add(open_ones[-1])
            seat.press("\x1bs")
    assert any("  B28 " in line for line in seat.lines)
    seat.press("a")
    seat.wait("put it in other words")
    seat.press(keys)
    if keys == "r":
        seat.wait("in other words:")
        seat.press("\x01\x0bthe code was sent late\r")
    if keys == "e":
        seat.wait("What speaks most strongly for it?")
        seat.press("1")
    seat.wait("Written down")
