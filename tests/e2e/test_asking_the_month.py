"""`rex report --month --ask`: in a pseudo-terminal blind first and sealed; without one, files or a list by id."""

from __future__ import annotations

import os
import re
import shutil
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.e2e.driving import Ran, record, rex, workspace
from tests.e2e.sitting import Sitting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MONTH = "2026-11"
GIVEN: Mapping[str, Any] = {
    "period.changed": "Longer shows on Fridays",
    "period.held": "Say the delivery cost aloud",
    "period.not_held": "An earlier start sells more",
    "period.celebrate": "The clay mask evening",
    "period.mood": 4,
    "period.stop": "Reading codes twice",
}
LABELS = {
    "What do you believe changed": "period.changed",
    "Which lesson from earlier sessions held": "period.held",
    "Which lesson from earlier sessions did not": "period.not_held",
    "What is there to celebrate": "period.celebrate",
    "What was your mood": "period.mood",
}


@pytest.fixture(scope="module")
def _reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("month")
    for session in workspace(root, 2):
        rex("review", session, "--no-input", cwd=root).ended(0)
    return root


@pytest.fixture
def root(_reviewed: Path, tmp_path: Path) -> Path:
    """Two reviewed sessions of one month, for this test alone."""
    place = tmp_path / "shop"
    shutil.copytree(_reviewed, place)
    return place


def report(root: Path, *words: object) -> Ran:
    return rex("report", "--month", MONTH, *words, cwd=root)


def answers(root: Path, person: str) -> Any:
    file = root / f"reports/answers/{MONTH}/{person}.yaml"
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def written(tmp_path: Path, given: Mapping[str, Any], name: str = "answers.yaml") -> Path:
    file = tmp_path / name
    file.write_text(yaml.safe_dump(dict(given), allow_unicode=True), encoding="utf-8")
    return file


@cache
def measured(root: Path) -> frozenset[str]:
    """Give every value of the month and its sessions of three digits or more, as a person could read it."""
    total = report(root, "--json").ended(0).json
    values = [m["total"]["value"] for m in total["measures"]]
    values += [m["value"] for folder in (root / "sessions").iterdir() for m in record(folder)["measures"]]
    known = {float(value) for value in values if value is not None}
    known |= {value / 100 for value in known} | {value * 100 for value in known}
    forms = {format(abs(value), form) for value in known for form in (".0f", ",.0f", ".2f")}
    every = {form.replace(",", sign) for form in forms for sign in (",", ".", "\u202f", "\u00a0")}
    return frozenset(form for form in every if sum(letter.isdigit() for letter in form) > 2)


def asked(seat: Sitting) -> str:
    """Name the question that is open: two of them change places from person to person."""
    text = re.sub(r"\s+", " ", " ".join(seat.lines))
    return max(LABELS, key=text.rfind)


@pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal is needed")
@pytest.mark.flaky(reruns=2)  # a loaded machine may lag behind the keys; a real fault fails thrice
def test_no_digit_of_the_month_stands_on_the_screen_before_the_seal(root: Path, tmp_path: Path) -> None:
    numbers = measured(root)
    assert {"240", "612"} & numbers
    words = ("report", "--month", MONTH, "--ask", "--as", "maria")
    seat = Sitting(*words, cwd=root, log=tmp_path / "opened.log")
    try:
        seat.wait_for_question()
        seat.answer(f"{GIVEN[LABELS[asked(seat)]]}\r")
        seat.press("\x03")
        assert seat.end() == 130
        told = re.sub(r"\s+", " ", seat.told)
        assert "rex report --month 2026-11 --ask --as maria" in told
        assert len(answers(root, "maria")["answers"]) == 1
        before = seat.told
        seat = Sitting(*words, cwd=root, log=tmp_path / "opened.log")
        assert seat.wait_for_question() == 2, "what is answered is not asked again"
        for _ in range(4):
            name = LABELS[asked(seat)]
            seat.answer("4" if name == "period.mood" else f"{GIVEN[name]}\r")
        seat.wait("Seal these answers?")
        before += seat.told
        assert "seal" not in answers(root, "maria")
        assert not list((root / "reports").glob("*.*"))
        place = len(seat.told)
        seat.press("\r")
        seat.wait("What would you stop doing?")
        assert not list((root / "reports").glob("*.*")), "files are written after the last question"
        seat.press(f"{GIVEN['period.stop']}\r")
        assert seat.end() == 0, seat.told[-2000:]
        after = seat.told[place:]
    finally:
        seat.child.close(force=True)
    assert set(re.findall(r"\d[\d.,\u202f\u00a0]*\d|\d", before)) & numbers == set()
    assert set(re.findall(r"\d[\d.,\u202f\u00a0]*\d|\d", after)) & numbers != set(), "the numbers come after the seal"
    assert answers(root, "maria")["answers"] == GIVEN
    assert sorted(answers(root, "maria")["seal"]["questions"]) == sorted(LABELS.values())
    page = (root / f"reports/{MONTH}.md").read_text(encoding="utf-8")
    assert "Reading codes twice (after the numbers)" in page.replace("\\", "")
    assert "4 high (sealed before the numbers)" in page.replace("\\", "")


def test_without_a_terminal_what_is_missing_is_listed_and_the_report_is_made(root: Path) -> None:
    ran = report(root, "--ask", "--no-input").ended(3)
    assert [line.split()[0] for line in ran.err.splitlines() if "period." in line] == list(GIVEN)
    assert (root / f"reports/{MONTH}.html").exists()
    assert not (root / "reports/answers").exists()


def test_answers_from_files_of_two_people_stand_in_the_team_s_report_alone(root: Path, tmp_path: Path) -> None:
    report(root, "--ask", "--answers", written(tmp_path, GIVEN)).ended(0)
    second = {"respondent": "hugo", "period.mood": 2, "period.changed": "Nothing much"}
    ran = report(root, "--ask", "--as", "someone", "--answers", written(tmp_path, second, "hugo.yaml")).ended(0)
    assert "hugo.yaml: the answers of hugo are kept." in ran.err
    assert answers(root, "hugo")["answers"] == {"period.mood": 2, "period.changed": "Nothing much"}
    team = report(root, "--format", "md,html,text,json").ended(0)
    texts = [team.out, *((root / f"reports/{MONTH}.{kind}").read_text("utf-8") for kind in ("md", "html"))]
    for text in texts:
        assert "Longer shows on Fridays (unsealed)" in re.sub(r"\s+", " ", text.replace("\\", ""))
        assert "2, 4; 2 answers" in text
    said = report(root, "--json").ended(0).json["said"]
    assert [(a["person"], a["step"]) for a in said if a["question"] == "period.mood"] == [("hugo", 2), ("team", 4)]
    report(root, "--edition", "client", "--format", "md,html,text,json").ended(0)
    shown = report(root, "--edition", "client").ended(0)
    client = [shown.out, *(path.read_text("utf-8") for path in (root / "reports").glob(f"{MONTH}-client.*"))]
    assert len(client) == 4
    for text in client:
        assert not [words for words in GIVEN.values() if isinstance(words, str) and words in text]
        assert "hugo" not in text
        assert "What the team said" not in text


def test_one_wrong_value_in_the_last_file_leaves_nothing_of_the_first(root: Path, tmp_path: Path) -> None:
    good, wrong = written(tmp_path, GIVEN), written(tmp_path, {"period.mood": 9}, "wrong.yaml")
    ran = report(root, "--ask", "--answers", good, "--answers", wrong).ended(3)
    assert "period.mood" in ran.err
    assert not (root / "reports/answers").exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--as", "maria"), 2),
        (("--ask", "--no-input", "--set", "csm"), 2),
        (("--ask", "--no-input", "--as", "../maria"), 2),
    ],
)
def test_what_cannot_be_asked_is_a_wrong_command_line(root: Path, words: tuple[str, ...], code: int) -> None:
    report(root, *words).ended(code)


def test_nobody_is_asked_about_a_month_without_a_session(root: Path) -> None:
    rex("report", "--month", "2026-07", "--ask", "--no-input", cwd=root).ended(4)


@pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal is needed")
@pytest.mark.flaky(reruns=2)
def test_a_person_is_asked_on_in_the_language_they_began_in(root: Path, tmp_path: Path) -> None:
    report(root, "--ask", "--answers", written(tmp_path, {"respondent": "luc", "period.mood": 3}), "--lang", "fr")
    seat = Sitting("report", "--month", MONTH, "--ask", "--as", "luc", cwd=root, log=tmp_path / "opened.log")
    try:
        seat.wait("changé pendant cette période")
        seat.press("\x03")
        assert seat.end() == 130
    finally:
        seat.child.close(force=True)
