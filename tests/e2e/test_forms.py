"""Forms by the command line: written without a number in them, taken back from a file or a mail, never twice."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from rex.errors import FileError
from rex.model.draft import Draft
from rex.questionnaire.form_answers import block
from rex.questionnaire.seal import digest
from rex.workflow import forms
from tests.e2e.driving import record, rex, workspace

if TYPE_CHECKING:
    from pathlib import Path

ANSWERS: dict[str, Any] = {"csm.seen": ["none"], "csm.goal": "conversion 5 %", "csm.reached": "likely", "csm.mood": 4}


def form(session: str, answers: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Give what Maria's form gives back; its seal holds the first answers."""
    own = Draft(respondent="maria", role="csm", set="csm", answers=ANSWERS)
    seal = {"at": "2026-11-20T20:31:40+01:00", "hash": digest(own, list(ANSWERS)), "questions": list(ANSWERS)}
    about = {"rex_form": 1, "session": session, "set": "csm", "respondent": "maria", "role": "csm"}
    return about | {"seal": seal, "started": seal["at"], "answers": answers, "order": list(answers)} | more


@pytest.fixture
def session(tmp_path: Path) -> Path:
    [only] = workspace(tmp_path, 1)
    return only


def test_a_form_is_written_with_its_mail_and_holds_no_figure_of_the_show(session: Path, tmp_path: Path) -> None:
    ended = rex("form", "last", "--as", "maria", "--invite", cwd=tmp_path).ended(0)
    file = tmp_path / f"form-{session.name}-maria.html"
    assert ended.out.startswith(f"{file.name}\n\nSubject: Small Show")
    page = file.read_text(encoding="utf-8")
    rex("review", "last", "--no-input", "--format", "json", cwd=tmp_path).ended(0)
    revenue = next(m for m in record(session)["measures"] if m["id"] == "revenue")
    assert str(revenue["value"]) not in page
    assert "csm.peak" not in page
    again = rex("form", "last", "--as", "maria", "--out", "-", cwd=tmp_path).ended(0)
    assert again.out.strip() == page.strip(), "the same bytes, before the numbers and after them"


@pytest.mark.parametrize("name", ["shopper_exit", "shopper_after"])
def test_the_small_surveys_are_written_as_a_page_and_as_a_workbook(session: Path, tmp_path: Path, name: str) -> None:
    rex("form", "last", "--set", name, cwd=tmp_path).ended(0)
    assert f'"set":"{name}"' in (tmp_path / f"form-{session.name}-{name}.html").read_text(encoding="utf-8")
    rex("form", "last", "--set", name, "--xlsform", cwd=tmp_path).ended(0)
    assert (tmp_path / f"form-{session.name}-{name}.xlsx").is_file()


@pytest.mark.parametrize("lang", ["es", "fr"])
def test_a_form_speaks_the_language_asked_for(session: Path, tmp_path: Path, lang: str) -> None:
    assert session.is_dir()
    rex("form", "last", "--lang", lang, "--out", "f.html", cwd=tmp_path).ended(0)
    assert f'<html lang="{lang}">' in (tmp_path / "f.html").read_text(encoding="utf-8")


def test_answers_come_back_from_a_mail_and_count_as_blind(session: Path, tmp_path: Path) -> None:
    lines = block(json.dumps(form(session.name, ANSWERS))).splitlines()
    (tmp_path / "mail.txt").write_text("Hello\n" + "".join(f"> {line}\n" for line in lines), encoding="utf-8")
    ended = rex("ask", "last", "--import", "mail.txt", cwd=tmp_path).ended(0)
    assert "seal" in ended.err
    rex("review", "last", "--no-input", "--format", "json", cwd=tmp_path).ended(0)
    [who] = record(session)["respondents"]
    assert (who["id"], who["blind"]) == ("maria", True)


def test_a_broken_seal_is_told_and_counts_for_nothing(session: Path, tmp_path: Path) -> None:
    (tmp_path / "back.json").write_text(json.dumps(form(session.name, ANSWERS | {"csm.mood": 1})), encoding="utf-8")
    ended = rex("ask", "last", "--import", "back.json", cwd=tmp_path).ended(0)
    assert "does not fit" in ended.err
    kept = yaml.safe_load((session / "answers/maria.yaml").read_text(encoding="utf-8"))
    assert "seal" not in kept
    assert kept["answers"]["csm.mood"] == 1


def test_what_was_sealed_stays_and_a_later_form_becomes_changes(session: Path, tmp_path: Path) -> None:
    back = tmp_path / "back.json"
    back.write_text(json.dumps(form(session.name, ANSWERS)), encoding="utf-8")
    rex("ask", "last", "--import", "back.json", cwd=tmp_path).ended(0)
    first = yaml.safe_load((session / "answers/maria.yaml").read_text(encoding="utf-8"))
    back.write_text(json.dumps(form(session.name, ANSWERS | {"csm.mood": 1})), encoding="utf-8")
    ended = rex("ask", "last", "--import", "back.json", cwd=tmp_path).ended(0)
    assert "1 answer differs" in ended.err
    kept = yaml.safe_load((session / "answers/maria.yaml").read_text(encoding="utf-8"))
    assert kept["seal"] == first["seal"]
    assert [(c["question"], c["was"]) for c in kept["changed_after_seal"]] == [("csm.mood", 4)]


def test_an_earlier_form_quoted_below_a_later_one_is_the_earlier_one(session: Path, tmp_path: Path) -> None:
    early = form(session.name, ANSWERS, ended="2026-11-20T20:32:00+01:00")
    late = form(session.name, ANSWERS | {"csm.change": {"text": "the mail"}}, ended="2026-11-20T21:32:00+01:00")
    text = block(json.dumps(late)) + "\n" + "".join(f"> {line}\n" for line in block(json.dumps(early)).splitlines())
    (tmp_path / "mail.txt").write_text(text, encoding="utf-8")
    rex("ask", "last", "--import", "mail.txt", cwd=tmp_path).ended(0)
    kept = yaml.safe_load((session / "answers/maria.yaml").read_text(encoding="utf-8"))
    assert kept["answers"]["csm.change"] == {"text": "the mail"}
    assert len(kept["seal"]["questions"]) == 4


def test_a_form_of_another_session_or_a_wrong_name_writes_nothing(session: Path, tmp_path: Path) -> None:
    for wrong, says in (({"session": "2026-01-01-other"}, "2026-01-01-other"), ({"respondent": "../x"}, "../x")):
        document = {**form(session.name, ANSWERS), **wrong}
        (tmp_path / "back.json").write_text(json.dumps(document), encoding="utf-8")
        ended = rex("ask", "last", "--import", "back.json", cwd=tmp_path)
        assert ended.code in (2, 3), ended.told
        assert says in ended.err
    assert not list((session / "answers").glob("**/*.yaml"))


def test_the_same_nameless_form_never_counts_twice(session: Path, tmp_path: Path) -> None:
    about = {"rex_form": 1, "session": session.name, "set": "shopper", "anonymity": "anonymous"}
    given = about | {"answers": {"shopper.csat": 5, "shopper.nps": 9}}
    one, two = given | {"sheet": "a1" * 16}, given | {"sheet": "b2" * 16}
    back = tmp_path / "back.json"
    for document, says in (
        (one, "1 of these"),
        (two, "2 of these"),  # the same answers by somebody else
        (one, "was taken before"),
        (one | {"answers": {"shopper.csat": 1}}, "was taken before"),  # changed after it was sent
        (two, "was taken before"),
        (given, "3 of these"),  # nothing tells this one from the others, so it counts
    ):
        back.write_text(json.dumps(document), encoding="utf-8")
        assert says in rex("ask", "last", "--import", "back.json", cwd=tmp_path).ended(0).err
    back.write_text(block(json.dumps(two)) + "\n" + block(json.dumps(two | {"answers": {}})), encoding="utf-8")
    assert "was taken before" in rex("ask", "last", "--import", "back.json", cwd=tmp_path).ended(0).err
    folder = session / "answers/anonymous"
    slips = [file.read_text(encoding="utf-8") for file in folder.glob("*.yaml")]
    assert len(slips) == 3
    assert not any(mark in text for text in slips for mark in ("a1a1", "b2b2"))
    marks = (folder / "taken.txt").read_text(encoding="ascii").split()
    assert len(marks) == 2
    assert marks == sorted(marks), "their order tells nothing of who came last"
    assert not {"a1" * 16, "b2" * 16} & set(marks)
    assert (folder / "taken.txt").stat().st_mtime == 0


def test_two_sheets_in_one_mail_count_twice_and_one_sheet_once(session: Path, tmp_path: Path) -> None:
    about = {"rex_form": 1, "session": session.name, "set": "shopper", "anonymity": "anonymous"}
    sent = [
        about | {"sheet": sheet * 16, "answers": {"shopper.csat": n}} for sheet, n in (("a1", 5), ("b2", 5), ("a1", 4))
    ]
    (tmp_path / "mail.txt").write_text("\n".join(block(json.dumps(one)) for one in sent), encoding="utf-8")
    ended = rex("ask", "last", "--import", "mail.txt", cwd=tmp_path).ended(0)
    assert ended.err.count("was taken before") == 1
    assert len(list((session / "answers/anonymous").glob("*.yaml"))) == 2


def mixed(session: Path, tmp_path: Path) -> Path:
    """Write a set with one question that never stands beside a name, and a form of Ken's that answers it."""
    (tmp_path / "questionnaires").mkdir(exist_ok=True)
    words = "label: {en: A?, es: ¿A?, fr: A ?}\n    short: {en: A, es: A, fr: A}\n"
    (tmp_path / "questionnaires/mix.yaml").write_text(
        "set: mix\nversion: 1\nrole: csm\ntitle: {en: Mix, es: Mix, fr: Mix}\nquestions:\n"
        f"  - id: mix.open\n    type: text\n    phase: blind\n    {words}"
        f"  - id: mix.secret\n    type: text\n    phase: blind\n    anonymity: anonymous\n    {words}",
        encoding="utf-8",
    )
    about = {"rex_form": 1, "session": session.name, "set": "mix", "respondent": "ken", "role": "csm"}
    back = tmp_path / "ken.json"
    given = {"answers": {"mix.open": "said"}, "apart": {"mix.secret": "hidden words"}}
    back.write_text(json.dumps(about | given), encoding="utf-8")
    return back


def slips(session: Path) -> list[str]:
    return [file.read_text(encoding="utf-8") for file in (session / "answers/anonymous").glob("*.yaml")]


@pytest.mark.parametrize("stuck", ["anonymous", "ken.yaml"])
def test_a_write_that_fails_loses_no_nameless_answer(session: Path, tmp_path: Path, stuck: str) -> None:
    back = mixed(session, tmp_path)
    wall = session / "answers" / stuck
    wall.parent.mkdir(exist_ok=True)
    if stuck == "anonymous":
        wall.write_text("in the way", encoding="utf-8")
    else:
        wall.mkdir()
    failed = rex("ask", "last", "--import", str(back), cwd=tmp_path)
    assert failed.code != 0
    assert not (session / "answers/ken.yaml").is_file()
    assert not slips(session)
    wall.unlink() if stuck == "anonymous" else wall.rmdir()
    rex("ask", "last", "--import", str(back), cwd=tmp_path).ended(0)
    [slip] = slips(session)
    assert "hidden words" in slip
    kept = yaml.safe_load((session / "answers/ken.yaml").read_text(encoding="utf-8"))
    assert (kept["answers"], kept["states"]) == ({"mix.open": "said", "mix.secret": None}, {"mix.secret": "skipped"})
    rex("ask", "last", "--import", str(back), cwd=tmp_path).ended(0)
    assert len(slips(session)) == 1


def test_a_named_write_that_fails_takes_the_nameless_file_back(
    session: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back = mixed(session, tmp_path)

    def full(*_: object) -> None:
        assert len(slips(session)) == 1, "the nameless answers are written first"
        raise FileError("No space is left.")

    with monkeypatch.context() as patched:
        patched.setattr(forms, "save_draft", full)
        rex("ask", "last", "--import", str(back), cwd=tmp_path).ended(3)
    assert not slips(session)
    rex("ask", "last", "--import", str(back), cwd=tmp_path).ended(0)
    assert len(slips(session)) == 1


def test_a_mark_that_cannot_be_written_counts_nobody_twice(
    session: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    about = {"rex_form": 1, "session": session.name, "set": "shopper", "anonymity": "anonymous", "sheet": "a1" * 16}
    back = tmp_path / "back.json"
    back.write_text(json.dumps(about | {"answers": {"shopper.csat": 5}}), encoding="utf-8")

    def full(*_: object) -> None:
        raise FileError("No space is left.")

    with monkeypatch.context() as patched:
        patched.setattr(forms, "_remember", full)
        rex("ask", "last", "--import", "back.json", cwd=tmp_path).ended(3)
    assert not slips(session)
    assert "1 of these" in rex("ask", "last", "--import", "back.json", cwd=tmp_path).ended(0).err


def test_a_form_of_a_set_that_nobody_knows_is_told_with_its_line(session: Path, tmp_path: Path) -> None:
    document = form(session.name, ANSWERS, set="nosuch")
    (tmp_path / "back.json").write_text(json.dumps(document, indent=1), encoding="utf-8")
    ended = rex("ask", "last", "--import", "back.json", cwd=tmp_path).ended(3)
    assert "back.json, line 4" in ended.err  # {, rex_form, session, set
    assert "nosuch" in ended.err


def test_what_was_not_taken_is_told(session: Path, tmp_path: Path) -> None:
    late = form(session.name, ANSWERS, seal=None, ended="2026-11-20T23:00:00+01:00")
    early = form(session.name, ANSWERS | {"csm.goal": "old"}, seal=None, ended="2026-11-20T21:00:00+01:00")
    early |= {"set_version": 99, "answers": early["answers"] | {"csm.mood": 9}}
    back = tmp_path / "back.json"
    for document in (late, early):
        back.write_text(json.dumps(document), encoding="utf-8")
        ended = rex("ask", "last", "--import", "back.json", cwd=tmp_path).ended(0)
    assert "1 answer was not taken" in ended.err
    assert "csm.mood: not taken. One of these is expected" in ended.err
    assert "version 99" in ended.err
    kept = yaml.safe_load((session / "answers/maria.yaml").read_text(encoding="utf-8"))
    assert kept["answers"] == ANSWERS


def test_answers_by_role_are_told_so_and_the_name_stands_in_no_record(session: Path, tmp_path: Path) -> None:
    back = tmp_path / "back.json"
    back.write_text(json.dumps(form(session.name, ANSWERS, anonymity="role")), encoding="utf-8")
    ended = rex("ask", "last", "--import", "back.json", cwd=tmp_path).ended(0)
    assert "the role instead of the name" in ended.err
    kept = yaml.safe_load((session / "answers/maria.yaml").read_text(encoding="utf-8"))
    assert kept["anonymity"] == "role"
    assert "seal" in kept
    rex("review", "last", "--no-input", "--format", "json", cwd=tmp_path).ended(0)
    [who] = record(session)["respondents"]
    assert (who["id"], who["role"], who["blind"]) == ("csm", "csm", True)
    assert "maria" not in (session / "retrospective.json").read_text(encoding="utf-8").casefold()


@pytest.mark.parametrize("modes", [("role", "named"), ("named", "role")])
def test_of_two_forms_the_one_that_tells_less_holds(session: Path, tmp_path: Path, modes: tuple[str, str]) -> None:
    for mode, mood in zip(modes, (4, 1), strict=True):
        document = form(session.name, ANSWERS | {"csm.mood": mood}, anonymity=mode)
        (tmp_path / "back.json").write_text(json.dumps(document), encoding="utf-8")
        rex("ask", "last", "--import", "back.json", cwd=tmp_path).ended(0)
    assert yaml.safe_load((session / "answers/maria.yaml").read_text(encoding="utf-8"))["anonymity"] == "role"


def test_nameless_answers_hold_no_name_no_role_no_time_and_no_order(session: Path, tmp_path: Path) -> None:
    about = {"rex_form": 1, "session": session.name, "set": "csm", "anonymity": "anonymous"}
    backwards = dict(reversed(ANSWERS.items()))
    (tmp_path / "back.json").write_text(json.dumps(about | {"answers": backwards}), encoding="utf-8")
    for n in (1, 2, 3):
        ended = rex("ask", "last", "--import", "back.json", cwd=tmp_path).ended(0)
        assert f"{n} of these" in ended.err
    files = list((session / "answers/anonymous").glob("*.yaml"))
    assert len(files) == 3
    kept = yaml.safe_load(files[0].read_text(encoding="utf-8"))
    assert kept == {"set": "csm", "anonymity": "anonymous", "answers": ANSWERS}
    assert list(kept["answers"]) == list(ANSWERS)
    assert {file.stat().st_mtime for file in files} == {0}
    assert not list((session / "answers").glob("*.yaml"))


def test_a_wrong_command_line_is_told(session: Path, tmp_path: Path) -> None:
    assert session.is_dir()
    for words in (("--as", "a/b"), ("--depth", "deep"), ("--anonymous", "--as", "ana"), ("--set", "nobody")):
        assert rex("form", "last", *words, cwd=tmp_path).code == 2
    assert not list(tmp_path.glob("*.html"))


def test_a_form_given_to_the_review_keeps_its_seal(session: Path, tmp_path: Path) -> None:
    (tmp_path / "maria.json").write_text(json.dumps(form(session.name, ANSWERS)), encoding="utf-8")
    said = rex("review", "last", "--no-input", "--format", "json", "--answers", "maria.json", cwd=tmp_path).ended(0)
    assert "Their seal fits" in said.err
    (maria,) = record(session)["respondents"]
    assert (maria["id"], maria["blind"]) == ("maria", True)


@pytest.mark.usefixtures("session")
def test_a_survey_goes_out_as_an_xlsform_and_a_debrief_does_not(tmp_path: Path) -> None:
    (tmp_path / "questionnaires").mkdir()
    (tmp_path / "questionnaires/after.yaml").write_text(
        "set: after\nversion: 1\nrole: shopper\nabout: purchase\ntitle: {en: After, es: Después, fr: Après}\n"
        "questions:\n  - id: after.word\n    type: text\n    phase: blind\n"
        "    label: {en: In a word?, es: ¿En una palabra?, fr: En un mot ?}\n"
        "    short: {en: Word, es: Palabra, fr: Mot}\n",
        encoding="utf-8",
    )
    ended = rex("form", "last", "--set", "after", "--xlsform", cwd=tmp_path).ended(0)
    first = (tmp_path / ended.out.strip()).read_bytes()
    assert first.startswith(b"PK")
    rex("form", "last", "--set", "after", "--xlsform", cwd=tmp_path).ended(0)
    assert (tmp_path / ended.out.strip()).read_bytes() == first
    refused = rex("form", "last", "--xlsform", cwd=tmp_path).ended(2)
    assert "XLSForm is for surveys" in refused.err
