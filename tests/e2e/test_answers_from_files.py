"""Answers that come from files: taken in every language, refused with their line, listed by id when missing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.e2e.driving import record, rex, workspace
from tests.fixtures.workspace import add_action

if TYPE_CHECKING:
    from pathlib import Path

BLIND = """\
csm.seen: [none]
csm.goal: conversion 5 %
csm.reached: likely
csm.forecast.conversion_rate: above
csm.forecast.revenue: usual
csm.forecast.participation: dont_know
csm.mood: 4
csm.context: [promo]
csm.repeat: {text: the serum test, at: 00:12:00}
csm.change: {text: nobody answered the mail question, at: 00:20:00}
"""
ALONE = ("--no-input", "--format", "json")
"""Nobody is asked, and no page is drawn: these tests read the record."""
FULL = (
    BLIND.replace("csm.forecast.participation: dont_know", "csm.forecast.participation: {state: dont_know}")
    + """\
csm.sentence: The serum test carried the show.
respondent: maria
role: csm
actions:
  - {what: Second moderator for mails, owner: Iker, due: 2026-12-04, kpi: participation, direction: up}
  - {what: Clay mask earlier, owner: Nerea, due: 2026-11-27, kpi: revenue, direction: up, smallest_effect: 200}
"""
)


@pytest.fixture
def session(tmp_path: Path) -> Path:
    """Give the newer of two sessions, with an open action of the older one."""
    _, newer = workspace(tmp_path, 2)
    add_action(tmp_path)
    return newer


@pytest.mark.parametrize("lang", ["en", "es", "fr"])
def test_a_file_of_answers_makes_claims_forecasts_a_sentence_and_actions(
    lang: str, session: Path, tmp_path: Path
) -> None:
    (tmp_path / "maria.yaml").write_text(FULL, encoding="utf-8")
    ended = rex("review", "last", *ALONE, "--answers", "maria.yaml", "--lang", lang, cwd=tmp_path).ended(0)
    made = record(session)
    assert [r["id"] for r in made["respondents"]] == ["maria"]
    assert made["respondents"][0]["blind"] is False, "nothing sealed these answers"
    assert {c["text"] for c in made["claims"]} >= {"the serum test", "nobody answered the mail question"}
    assert made["bottom_line"]["sentence"] == "The serum test carried the show."
    said = {f["kpi"]: f["said"] for f in made["forecasts"]}
    assert (said["revenue"], "participation" in said) == ("usual", False)
    assert [a["what"] for a in made["actions"]] == ["Second moderator for mails", "Clay mask earlier"]
    files = sorted(path.name for path in (tmp_path / "actions").glob("*.yaml"))
    assert files == ["A-001.yaml", "A-002.yaml", "A-003.yaml"]
    second = yaml.safe_load((tmp_path / "actions/A-003.yaml").read_text(encoding="utf-8"))
    assert (second["owner"], second["kpi"], second["smallest_effect"]) == ("Nerea", "revenue", 200)
    # What is still open is listed by id, and nothing that was given is.
    assert "csm.open_action.A-001" in ended.err
    assert "csm.mood" not in ended.err
    kept = yaml.safe_load((session / "answers/maria.yaml").read_text(encoding="utf-8"))
    assert kept["answers"]["csm.mood"] == 4


def test_the_same_file_twice_writes_nothing_twice(session: Path, tmp_path: Path) -> None:
    (tmp_path / "maria.yaml").write_text(FULL, encoding="utf-8")
    rex("review", "last", *ALONE, "--answers", "maria.yaml", cwd=tmp_path).ended(0)
    first = (session / "retrospective.json").read_bytes()
    rex("review", "last", *ALONE, "--answers", "maria.yaml", cwd=tmp_path).ended(0)
    assert (session / "retrospective.json").read_bytes() == first
    assert len(list((tmp_path / "actions").glob("*.yaml"))) == 3


def test_actions_of_a_file_are_listed_at_the_next_review_and_asked_about(tmp_path: Path) -> None:
    older, _ = workspace(tmp_path, 2)
    (tmp_path / "maria.yaml").write_text(FULL.replace("2026-12-04", "2026-11-19"), encoding="utf-8")
    at = "2026-11-14T09:00:00+01:00"
    rex("review", older, *ALONE, "--answers", "maria.yaml", cwd=tmp_path, now=at).ended(0)
    next_time = rex("review", "last", *ALONE, cwd=tmp_path).ended(0)
    assert "csm.open_action.A-001" in next_time.err
    assert "csm.open_action.A-002" in next_time.err
    listed = rex("actions", cwd=tmp_path).ended(0).out
    assert "Second moderator" in listed
    assert "Clay mask earlier" in listed
    (tmp_path / "next.yaml").write_text("csm.open_action.A-001: done\ncsm.open_action.A-002: dropped\n")
    rex("review", "last", *ALONE, "--answers", "next.yaml", cwd=tmp_path).ended(0)
    states = [yaml.safe_load(f.read_text())["status"] for f in sorted((tmp_path / "actions").glob("*.yaml"))]
    assert states == ["done", "dropped"]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("csm.seen: [none]\ncsm.moood: 4\n", 2, '"csm.mood"'),
        ("answers:\n  csm.seen: [none]\n  csm.repat: {text: x}\n", 3, '"csm.repeat"'),
        ("csm.mood: 9\n", 1, "csm.mood"),
        ("csm.seen: [none, chat]\n", 1, "csm.seen"),
        ("csm.reached: perhaps\n", 1, "likely"),
        ("csm.mood: 4\nactions:\n  - {what: x, owner: y, due: soon, kpi: revenue, direction: up}\n", 3, "2026-"),
        ("csm.mood: {state: later}\n", 1, "skipped"),
        ("csm.mood: 4\ncsm.mood: 5\n", 2, "twice"),
        ("csm.mood: [4\n", 2, "line 2"),
    ],
)
def test_a_wrong_answer_is_shown_in_its_line_and_nothing_is_written(
    text: str, line: int, told: str, session: Path, tmp_path: Path
) -> None:
    (tmp_path / "wrong.yaml").write_text(text)
    stopped = rex("review", "last", *ALONE, "--answers", "wrong.yaml", cwd=tmp_path).ended(3)
    assert f"wrong.yaml, line {line}" in stopped.err, stopped.told
    assert told in " ".join(stopped.err.split()), stopped.told
    assert not (session / "retrospective.json").exists()
    assert not (session / "answers").exists()


def test_a_file_of_answers_that_is_not_there_is_named(session: Path, tmp_path: Path) -> None:
    stopped = rex("review", "last", *ALONE, "--answers", "gone.yaml", cwd=tmp_path).ended(3)
    assert "gone.yaml" in stopped.err
    assert not (session / "retrospective.json").exists()


def test_what_nobody_answered_is_listed_by_id_with_the_way_to_give_it(session: Path, tmp_path: Path) -> None:
    ended = rex("review", "last", *ALONE, cwd=tmp_path).ended(0)
    listed = [line.split()[0] for line in ended.err.splitlines() if line.strip().startswith("csm.")]
    assert listed[:2] == ["csm.seen", "csm.goal"]
    assert "csm.forecast.conversion_rate" in listed
    assert "rex ask SESSION --template" in ended.err
    assert rex("review", "last", *ALONE, "--quiet", cwd=tmp_path).ended(0).err == ""
    # Every listed id is one that the template offers.
    offered = rex("ask", "last", "--template", cwd=tmp_path).ended(0).out
    assert all(f"\n{name}:" in offered for name in listed)
    del session


def test_a_filled_template_is_taken_as_it_is(session: Path, tmp_path: Path) -> None:
    text = rex("ask", "last", "--template", "--lang", "fr", cwd=tmp_path).ended(0).out
    filled = text.replace("csm.mood:\n", "csm.mood: 2\n").replace("respondent:\n", "respondent: hugo\n")
    assert filled != text
    (tmp_path / "hugo.yaml").write_text(filled, encoding="utf-8")
    rex("review", "last", *ALONE, "--answers", "hugo.yaml", cwd=tmp_path).ended(0)
    kept = yaml.safe_load((session / "answers/hugo.yaml").read_text(encoding="utf-8"))
    assert kept["answers"] == {"csm.mood": 2}


def test_one_more_person_s_answers_are_imported_without_a_number(session: Path, tmp_path: Path) -> None:
    (tmp_path / "hugo.yaml").write_text(BLIND.replace("csm.forecast.participation: dont_know\n", ""))
    ended = rex("ask", "last", "--as", "hugo", "--import", "hugo.yaml", cwd=tmp_path).ended(0)
    assert "not blind" in ended.err
    assert not (session / "retrospective.json").exists()
    rex("review", "last", *ALONE, cwd=tmp_path).ended(0)
    assert [r["id"] for r in record(session)["respondents"]] == ["hugo"]
    (tmp_path / "hugo.yaml").write_text("csm.mod: 4\n")
    stopped = rex("ask", "last", "--as", "hugo", "--import", "hugo.yaml", cwd=tmp_path).ended(3)
    assert '"csm.mood"' in stopped.err


def test_without_a_terminal_nobody_is_asked(session: Path, tmp_path: Path) -> None:
    stopped = rex("ask", "last", "--as", "hugo", cwd=tmp_path).ended(3)
    assert "--template" in stopped.err
    assert stopped.out == ""
    assert not (session / "answers").exists()


@pytest.mark.parametrize("person", ["../maria", "ma/ria", "", "a" * 80, ".hidden", "con trol\n"])
def test_a_name_that_cannot_name_a_file_is_refused(person: str, session: Path, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("csm.mood: 4\n")
    stopped = rex("ask", "last", "--as", person, "--import", "a.yaml", cwd=tmp_path).ended(2)
    assert "respondent" in stopped.err
    assert not (session / "answers").exists()
    assert not (session.parent / "maria.yaml").exists()


def test_a_check_is_hidden_with_a_reason_and_without_one_it_is_not(session: Path, tmp_path: Path) -> None:
    # Forecasts by somebody who had seen the numbers: B17 says that they are no forecasts.
    (tmp_path / "seen.yaml").write_text(FULL.replace("csm.seen: [none]", "csm.seen: [orders, viewers]"))
    rex("review", "last", *ALONE, "--answers", "seen.yaml", cwd=tmp_path).ended(0)
    found = {f["check"]: f["suppressed"] for f in rex("check", "last", "--json", cwd=tmp_path).json["findings"]}
    assert found, "some check speaks of these answers"
    name = min(found)
    assert found[name] is None
    settings = (tmp_path / "rex.yaml").read_text()
    (tmp_path / "rex.yaml").write_text(settings + f"suppress: [{{check: {name}, reason: we know}}]\n")
    rex("review", "last", *ALONE, cwd=tmp_path).ended(0)
    shown = {f["check"]: f["suppressed"] for f in rex("check", "last", "--json", cwd=tmp_path).json["findings"]}
    assert shown[name] == "we know"
    assert "we know" in json.dumps(record(session)["checks"])
    (tmp_path / "rex.yaml").write_text(settings + f"suppress: [{{check: {name}}}]\n")
    stopped = rex("review", "last", *ALONE, cwd=tmp_path).ended(3)
    assert "reason" in stopped.err
    (tmp_path / "rex.yaml").write_text(settings)
    # The same, by the person who answers, in the file of the answers.
    file = session / "answers/maria.yaml"
    file.write_text(file.read_text() + f"checks:\n  {name}: {{response: suppressed, reason: the client knows}}\n")
    rex("review", "last", *ALONE, cwd=tmp_path).ended(0)
    again = {f["check"]: f["suppressed"] for f in rex("check", "last", "--json", cwd=tmp_path).json["findings"]}
    assert again[name] == "the client knows"


def test_a_fourth_action_is_refused_with_the_way_out(session: Path, tmp_path: Path) -> None:
    four = "".join(
        f"  - {{what: Bet {n}, owner: Iker, due: 2026-12-04, kpi: revenue, direction: up}}\n" for n in range(4)
    )
    (tmp_path / "a.yaml").write_text("actions:\n" + four)
    stopped = rex("review", "last", *ALONE, "--answers", "a.yaml", cwd=tmp_path).ended(3)
    assert "3 actions" in stopped.err
    for person, bets in (("a", "01"), ("b", "23")):
        lines = [f"  - {{what: Bet {n}, owner: Iker, due: 2026-12-04, kpi: revenue, direction: up}}\n" for n in bets]
        (tmp_path / f"{person}.yaml").write_text(f"respondent: {person}\nactions:\n" + "".join(lines))
    stopped = rex("review", "last", *ALONE, "--answers", "a.yaml", "--answers", "b.yaml", cwd=tmp_path).ended(3)
    assert "Bet 3" in stopped.err
    assert "Take one out of the answers" in stopped.err, stopped.told
    assert "no action and no report was written" in stopped.err
    assert not list((tmp_path / "actions").glob("A-002*"))
    (session / "answers/a.yaml").unlink()
    (tmp_path / "c.yaml").write_text("respondent: c\nactions:\n" + four.splitlines(keepends=True)[1])
    rex("review", "last", *ALONE, "--answers", "c.yaml", cwd=tmp_path).ended(0)
    (tmp_path / "d.yaml").write_text("respondent: d\nactions:\n" + four.splitlines(keepends=True)[0])
    stopped = rex("review", "last", *ALONE, "--answers", "d.yaml", cwd=tmp_path).ended(3)
    assert "rex actions drop A-002" in stopped.err, stopped.told
    (session / "answers/d.yaml").unlink()
    assert {a["what"] for a in record(session)["actions"] if a["status"] == "open"} == {"Bet 1", "Bet 2", "Bet 3"}


def test_an_action_without_an_owner_or_a_day_is_said_to_be_an_idea(session: Path, tmp_path: Path) -> None:
    idea = FULL + "  - {what: Try a second camera}\n"
    (tmp_path / "maria.yaml").write_text(idea, encoding="utf-8")
    ended = rex("review", "last", *ALONE, "--answers", "maria.yaml", cwd=tmp_path).ended(0)
    assert "“Try a second camera” is kept as an idea" in " ".join(ended.err.split())
    assert "Try a second camera" not in [action["what"] for action in record(session)["actions"]]


def test_blind_answers_are_kept_before_any_export_has_come(session: Path, tmp_path: Path) -> None:
    held = tmp_path / "held"
    (session / "exports").rename(held)
    (tmp_path / "maria.yaml").write_text(FULL, encoding="utf-8")
    said = rex("review", "last", *ALONE, "--answers", "maria.yaml", cwd=tmp_path).ended(0)
    assert "No export has arrived yet" in said.err
    assert "csm.sentence" in said.err, "what belongs after the numbers is named"
    kept = yaml.safe_load((session / "answers" / "maria.yaml").read_text(encoding="utf-8"))
    assert kept["answers"]["csm.mood"] == 4
    assert "csm.sentence" not in kept["answers"]
    assert not (session / "retrospective.json").exists()
    held.rename(session / "exports")
    rex("review", "last", *ALONE, "--answers", "maria.yaml", cwd=tmp_path).ended(0)
    assert record(session)["respondents"][0]["id"] == "maria"


def test_a_mistake_in_the_second_file_leaves_nothing_of_the_first_behind(session: Path, tmp_path: Path) -> None:
    (tmp_path / "maria.yaml").write_text(FULL, encoding="utf-8")
    (tmp_path / "iker.yaml").write_text("respondent: iker\ncsm.mood: 9\n", encoding="utf-8")
    rex("review", "last", *ALONE, "--answers", "maria.yaml", "--answers", "iker.yaml", cwd=tmp_path).ended(3)
    assert not (session / "answers" / "maria.yaml").exists()


HOST = """\
set: floor
version: 1
role: host
title: {en: Floor, es: Plató, fr: Plateau}
questions:
  - id: floor.sound
    type: text
    phase: blind
    makes: claim
    polarity: did_not
    label: {en: What was heard?, es: ¿Qué se oyó?, fr: "Qu'a-t-on entendu ?"}
    short: {en: Sound, es: Sonido, fr: Son}
"""


def test_people_of_two_sets_stand_in_one_record(session: Path, tmp_path: Path) -> None:
    (tmp_path / "questionnaires").mkdir()
    (tmp_path / "questionnaires/floor.yaml").write_text(HOST, encoding="utf-8")
    (tmp_path / "maria.yaml").write_text(FULL, encoding="utf-8")
    (tmp_path / "hugo.yaml").write_text("respondent: hugo\nfloor.sound: the music was too loud\n", encoding="utf-8")
    both = ("--answers", "maria.yaml", "--answers", "hugo.yaml")
    rex("review", "last", *ALONE, *both, cwd=tmp_path).ended(0)
    made = record(session)
    assert {r["id"]: (r["role"], r["set"]) for r in made["respondents"]} == {
        "hugo": ("host", "floor"),
        "maria": ("csm", "csm"),
    }
    claim = next(c for c in made["claims"] if c["respondent"] == "hugo")
    assert (claim["text"], claim["role"], claim["polarity"]) == ("the music was too loud", "host", "did_not")


def test_answers_of_a_set_that_is_not_there_are_named(session: Path, tmp_path: Path) -> None:
    (session / "answers").mkdir(exist_ok=True)
    (session / "answers/hugo.yaml").write_text("answers: {flor.sound: loud}\n", encoding="utf-8")
    ended = rex("review", "last", *ALONE, cwd=tmp_path).ended(3)
    assert 'answers/hugo.yaml: there is no question set "flor"' in ended.err


def test_a_file_that_answers_in_full_is_asked_in_full_and_what_nobody_is_asked_is_named(
    session: Path, tmp_path: Path
) -> None:
    text = "respondent: num3\ncsm.promised: a second moderator\ncsm.renewal: 4\ncsm.ticket: T-1\n"
    (tmp_path / "in.yaml").write_text(text)
    ended = rex("review", "last", *ALONE, "--answers", "in.yaml", cwd=tmp_path).ended(0)
    kept = yaml.safe_load((session / "answers/num3.yaml").read_text(encoding="utf-8"))
    assert (kept["depth"], kept["answers"]) == ("full", {"csm.promised": "a second moderator", "csm.renewal": 4})
    assert "in.yaml: not taken, since nobody is asked this here: csm.ticket" in " ".join(ended.err.split())


def test_steps_and_ranges_in_one_file_are_both_taken_and_the_range_counts_where_both_are_given(
    session: Path, tmp_path: Path
) -> None:
    text = (
        "respondent: ana\ncsm.forecast.conversion_rate: above\ncsm.forecast.revenue: usual\n"
        "csm.range.conversion_rate: {low: 4, high: 7}\n"
    )
    (tmp_path / "in.yaml").write_text(text, encoding="utf-8")
    ended = rex("review", "last", *ALONE, "--answers", "in.yaml", cwd=tmp_path).ended(0)
    assert "not taken" not in ended.err
    said = {one["kpi"]: (one["said"], one["low"]) for one in record(session)["forecasts"]}
    assert said == {"conversion_rate": ("range", 0.04), "revenue": ("usual", None)}
    kept = yaml.safe_load((session / "answers/ana.yaml").read_text(encoding="utf-8"))
    assert kept["depth"] == "full"


def test_after_a_review_from_files_no_seal_makes_the_answers_blind(session: Path, tmp_path: Path) -> None:
    (tmp_path / "in.yaml").write_text("respondent: maria\ncsm.forecast.revenue: above\n")
    rex("review", "last", *ALONE, "--answers", "in.yaml", cwd=tmp_path).ended(0)
    kept = yaml.safe_load((session / "answers/maria.yaml").read_text(encoding="utf-8"))
    assert kept["shown"] is not None
    assert "seal" not in kept
    assert record(session)["respondents"][0]["blind"] is False


def test_answers_that_no_question_before_the_numbers_asks_for_are_not_called_saved(
    session: Path, tmp_path: Path
) -> None:
    (tmp_path / "in.yaml").write_text("csm.drop: sold out\n")
    ended = rex("ask", "last", "--as", "ev", "--import", "in.yaml", cwd=tmp_path).ended(0)
    assert "No answer was saved" in ended.err
    assert not (session / "answers/ev.yaml").exists()
