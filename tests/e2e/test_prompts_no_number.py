"""Whatever set is asked, the recorded terminal shows no digit of a measured KPI before the seal."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from rex import resources
from rex.questionnaire.load import load_set
from tests.e2e.driving import record, rex, workspace
from tests.e2e.sitting import Sitting

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal is needed"),
    pytest.mark.flaky(reruns=2),  # a loaded machine may lag behind the keys; a real fault fails thrice
]

SETS = sorted(file.stem for file in (resources.templates() / "questionnaires").glob("*.yaml"))
ABOUT_A_SESSION = [name for name in SETS if load_set(name).about == "session"]
DONT_KNOW = "\x1bd"


@cache
def measured(root: Path) -> frozenset[str]:
    """Give every measured value of three digits or more, in each way that a person could read it."""
    _, session = workspace(root, 2)
    rex("review", session, "--no-input", cwd=root).ended(0)
    made = record(session)["measures"]
    values = {float(m["value"]) for m in made if m["value"] is not None}
    values |= {value / 100 for value in values} | {value * 100 for value in values}
    written = {format(abs(value), form) for value in values for form in (".0f", ",.0f", ".2f")}
    forms = {form.replace(",", sign) for form in written for sign in (",", ".", "\u202f", "\u00a0")}
    return frozenset(form for form in forms if sum(letter.isdigit() for letter in form) > 2)


@pytest.fixture(scope="session")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    return measured(tmp_path_factory.mktemp("measured"))


@pytest.mark.parametrize("name", ABOUT_A_SESSION)
def test_no_digit_of_a_measured_kpi_before_the_seal(name: str, tmp_path: Path, numbers: frozenset[str]) -> None:
    workspace(tmp_path, 2)
    seat = Sitting("review", "last", "--as", "maria", "--set", name, cwd=tmp_path, log=tmp_path / "opened.log")
    try:
        while seat.wait_for_question():
            seat.answer(DONT_KNOW)
        before = seat.told
    finally:
        seat.child.close(force=True)
    assert {"240", "612"} <= numbers
    assert (tmp_path / "opened.log").read_text() == "", "no export and no fact is opened before the seal"
    shown = set(re.findall(r"\d[\d.,\u202f\u00a0]*\d|\d", before))
    assert shown & numbers == set()
