"""Templates that would outgrow any memory, or contradict themselves, are refused with a sentence and their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from rex.config.placed import read
from rex.errors import FileError, UsageError
from rex.model.answer import Forecast
from rex.questionnaire.answers_file import template
from rex.questionnaire.expression import Value, parse
from rex.questionnaire.facts import BlindFacts
from rex.questionnaire.form_tree import tree
from rex.questionnaire.load import load, load_set
from rex.questionnaire.xlsform import sheets
from rex.resources import templates
from rex.workflow.linting import look_through

if TYPE_CHECKING:
    from pathlib import Path

    from rex.config.placed import Placed

TEXT = "{en: a, es: a, fr: a}"
HEAD = 5  # lines of a head without more keys; a question has its id in the next one and five lines in all


def head(name: str, more: str = "") -> str:
    return f"set: {name}\nversion: 1\nrole: csm\ntitle: {TEXT}\n{more}questions:\n"


def question(name: str, more: str = "", kind: str = "text") -> str:
    return f"  - id: {name}\n    type: {kind}\n    phase: blind\n    label: {TEXT}\n    short: {TEXT}\n{more}"


def shelf(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def refused(folder: Path, text: str, name: str = "own", **others: str) -> FileError:
    with pytest.raises(FileError) as caught:
        load_set(name, [shelf(folder, **{name: text}, **others)])
    return caught.value


def where(error: FileError) -> tuple[str, int | None]:
    assert error.place is not None
    assert error.what.startswith(f"{error.place.file}, line {error.place.line}: ")
    return error.place.file, error.place.line


@pytest.mark.parametrize(
    ("repeat", "key"),
    [
        ("most: 100000000", "most"),
        ("most: 21", "most"),
        ("most: 0", "most"),
        ("most: 3, counted: -1", "counted"),
        ("most: 3, counted: 100000000", "counted"),
    ],
)
def test_a_question_is_repeated_a_handful_of_times(tmp_path: Path, repeat: str, key: str) -> None:
    error = refused(tmp_path, head("own") + question("own.a", f"    repeat: {{{repeat}}}\n"))
    assert where(error) == ("own.yaml", HEAD + 6)
    assert f'"{key}" cannot be' in error.what


def test_no_more_times_are_counted_than_are_asked(tmp_path: Path) -> None:
    error = refused(tmp_path, head("own") + question("own.a", "    repeat: {most: 3, counted: 4}\n"))
    assert where(error) == ("own.yaml", HEAD + 6)
    assert "4 times are counted, and it is asked 3 times at most" in error.what


def test_many_questions_repeated_often_are_too_many(tmp_path: Path) -> None:
    # 10 questions asked 20 times each are 200; the eleventh, asked once more, is in line 5 + 10 x 6 + 1.
    twenty = "    repeat: {most: 20}\n"
    full = head("own") + "".join(question(f"own.q{n}", twenty) for n in range(10))
    assert len(load_set("own", [shelf(tmp_path, own=full)]).questions) == 10
    error = refused(tmp_path, full + question("own.last"))
    assert where(error) == ("own.yaml", HEAD + 61)
    assert "201 questions; 200 are the most" in error.what


def test_a_list_holds_single_values_so_lists_of_lists_cannot_grow() -> None:
    # Sixty of x1 = [x0, x0], each a list of the one before, would be 2 to the 60 values.
    value: Value = [1, 2]
    for _ in range(60):
        value = parse("[x, x]").value({"x": value})
        assert value == [None, None]  # from the first step on: it never holds more than it names
    assert parse("[1, x, 'a']").value({"x": 2}) == [1, 2, "a"]
    assert parse("2 in [1, x]").holds({"x": 2})
    assert parse("[[1]] == [none]").holds({})


def test_the_forms_page_keeps_lists_flat_as_python_does() -> None:
    # The page evaluates this tree in a browser; here only that the tree keeps both lists and the page its bound.
    assert tree("[x, [1]]") == ["list", ["name", "x"], ["list", ["is", 1]]]
    script = (templates() / "themes" / "default" / "form_core.js").read_text(encoding="utf-8")
    made = next(line for line in script.splitlines() if 'case "list":' in line)
    assert "Array.isArray(item) ? null : item" in made


def test_a_tower_of_lists_is_walked_to_its_end(tmp_path: Path) -> None:
    # As in the test above, and where it would hurt: each answer works out all sixty again, and proposes the last.
    tower = question("own.x0", '    compute: "[goal, goal]"\n', "computed")
    for n in range(1, 60):
        tower += question(f"own.x{n}", f'    compute: "[own.x{n - 1}, own.x{n - 1}]"\n', "computed")
    choices = f"    choices: [{{id: one, label: {TEXT}}}]\n    default: own.x59\n"
    asked = question("own.m", choices + '    when: "own.x59 == own.x58"\n', "multiselect")
    looked = look_through([shelf(tmp_path, own=head("own") + tower + asked) / "own.yaml"], tmp_path)
    assert {doubt.rule for doubt in looked[0].doubts} == {"feeds-nothing"}


@pytest.fixture
def read_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note each file that is read while a set is joined."""
    noted: list[str] = []

    def noting(path: Path) -> Placed:
        noted.append(path.name)
        return read(path)

    monkeypatch.setattr("rex.questionnaire.joined.read", noting)
    return noted


def test_few_files_do_not_make_very_many(tmp_path: Path, read_files: list[str]) -> None:
    # Three packs that each take the next sixty times would be read 216,000 times.
    packs = {f"p{n}": head(f"p{n}", f"include: [{', '.join([f'p{n + 1}'] * 60)}]\n") + "    []\n" for n in range(3)}
    packs["p3"] = head("p3") + question("p3.a")
    error = refused(tmp_path, head("own", "include: [p0]\n") + question("own.a"), **packs)
    assert where(error) == ("p2.yaml", 5)
    assert "taken already" in error.what
    assert read_files == ["own.yaml", "p0.yaml", "p1.yaml", "p2.yaml", "p3.yaml"]


def test_more_than_twenty_files_make_no_set(tmp_path: Path, read_files: list[str]) -> None:
    packs = {f"p{n}": head(f"p{n}") + question(f"p{n}.a") for n in range(25)}
    error = refused(tmp_path, head("own", f"include: [{', '.join(packs)}]\n") + question("own.a"), **packs)
    assert where(error) == ("own.yaml", 5)
    assert "more than 20 files" in error.what
    assert len(read_files) == 20
    nineteen = head("own", f"include: [{', '.join(list(packs)[:19])}]\n") + question("own.a")
    assert len(load_set("own", [shelf(tmp_path, own=nineteen)]).questions) == 20


@pytest.mark.parametrize("name", ["own.a.1", "own.a.note"])
def test_an_id_inside_a_repeated_question_is_nobody_elses(tmp_path: Path, name: str) -> None:
    repeated, own = question("own.a", "    repeat: {most: 3}\n"), question(name)
    error = refused(tmp_path, head("own") + repeated + own)
    assert where(error) == ("own.yaml", HEAD + 7)
    assert f'"{name}" could be an answer of a repeated question' in error.what
    assert where(refused(tmp_path, head("own") + own + repeated)) == ("own.yaml", HEAD + 1)  # in whichever order
    beside = question("own.ab") + question("own.a", "    repeat: {most: 3}\n")
    assert load_set("own", [shelf(tmp_path, own=head("own") + beside)]).question("own.a.1") is not None


@pytest.mark.parametrize("name", ["it's", "a b", "", "=cmd()", "<b>", "Yes", "sí", "x" * 70])
def test_a_choices_id_is_plain(tmp_path: Path, name: str) -> None:
    choices = f'    choices:\n      - {{id: "{name}", label: {TEXT}}}\n'
    error = refused(tmp_path, head("own") + question("own.a", choices, "select"))
    assert where(error) == ("own.yaml", HEAD + 7)
    assert '"id" cannot be' in error.what


@pytest.mark.parametrize(
    ("kind", "limits", "says"),
    [
        ("number", "low: 5, high: 2", "at least 5 and at most 2"),
        ("percent", "low: 120", "at least 120 and at most 100"),
        ("percent", "high: -1", "at least 0 and at most -1"),
        ("text", "longest: 0", '"longest" cannot be'),
        ("text", "longest: -5", '"longest" cannot be'),
        ("multiselect", "most: 0", '"most" cannot be'),
    ],
)
def test_limits_leave_room_for_an_answer(tmp_path: Path, kind: str, limits: str, says: str) -> None:
    error = refused(tmp_path, head("own") + question("own.a", f"    limits: {{{limits}}}\n", kind))
    assert where(error) == ("own.yaml", HEAD + 6)
    assert says in error.what


def test_limits_may_leave_one_answer(tmp_path: Path) -> None:
    one = question("own.a", "    limits: {low: 2, high: 2, longest: 1, most: 1}\n", "number")
    assert load_set("own", [shelf(tmp_path, own=head("own") + one)]).questions[0].limits.low == 2


@pytest.mark.parametrize("worth", ["", ", worth: 5", ", worth: 1.01", ", worth: -0.1"])
def test_a_chance_is_worth_something_between_nought_and_one(tmp_path: Path, worth: str) -> None:
    sure = f"      - {{id: sure, worth: 1, label: {TEXT}}}\n      - {{id: never, worth: 0, label: {TEXT}}}\n"
    choices = f"    makes: probability\n    choices:\n{sure}      - {{id: likely, label: {TEXT}{worth}}}\n"
    error = refused(tmp_path, head("own") + question("own.a", choices, "select"))
    assert where(error) == ("own.yaml", HEAD + 10)
    assert '"likely" stands for a chance' in error.what
    assert "a number from 0 to 1" in error.what


def test_a_chance_in_percent_has_no_worth_and_stays_below_a_hundred(tmp_path: Path) -> None:
    def percent(limits: str) -> str:
        return head("own") + question("own.a", f"    makes: probability\n{limits}", "percent")

    assert load_set("own", [shelf(tmp_path, own=percent(""))]).questions[0].makes == "probability"
    whole = percent("    limits: {low: 10, high: 100}\n")
    assert load_set("own", [shelf(tmp_path, own=whole)]).questions[0].limits.high == 100
    for limits in ("high: 500", "low: -10"):  # 500 % would be a probability of 5
        error = refused(tmp_path, percent(f"    limits: {{{limits}}}\n"))
        assert where(error) == ("own.yaml", HEAD + 7)
        assert "from 0 to 100" in error.what


def test_a_chance_that_nothing_stands_for_is_none(tmp_path: Path) -> None:
    error = refused(tmp_path, head("own") + question("own.a", "    makes: probability\n", "number"))
    assert where(error) == ("own.yaml", HEAD + 6)
    assert "no choices that stand for one" in error.what


@pytest.mark.parametrize("chance", [5.0, -0.1, 1.0001])
def test_no_record_holds_a_chance_above_one_or_below_nought(chance: float) -> None:
    known = {"id": "ana.goal", "respondent": "ana", "role": "csm", "kpi": "revenue", "said": "probability"}
    assert Forecast.model_validate(known | {"probability": 1.0}).probability == 1
    with pytest.raises(ValidationError, match="probability"):
        Forecast.model_validate(known | {"probability": chance})


def test_a_file_is_called_as_its_set_is(tmp_path: Path) -> None:
    error = refused(tmp_path, head("csm") + question("own.a"), name="evil")
    assert where(error) == ("evil.yaml", 1)
    assert 'called evil.yaml, and its set "csm"' in error.what


def test_a_file_that_takes_its_name_from_what_it_builds_on_is_told_the_line(tmp_path: Path) -> None:
    error = refused(tmp_path, f"# ours\nextends: csm\nquestions:\n{question('ours.a')}", name="ours")
    assert where(error) == ("ours.yaml", 2)
    assert 'its set "csm"' in error.what
    assert "Write set: ours" in (error.todo or "")


def test_a_workspace_still_builds_on_what_ships_under_its_name_or_its_own(tmp_path: Path) -> None:
    own = f"extends: csm\nquestions:\n{question('csm.own')}"
    for name, text in (("csm", own), ("ours", f"set: ours\n{own}")):
        found = load_set(name, [shelf(tmp_path, **{name: text})])
        assert found.set == name
        assert found.questions[-1].id == "csm.own"
        assert len(found.questions) > 20


def test_a_set_that_builds_on_its_own_name_is_told_so(tmp_path: Path) -> None:
    for joins in ("extends: sh\n", "include: [sh]\n"):
        error = refused(tmp_path, head("sh", joins) + question("sh.a"), name="sh")
        assert where(error) == ("sh.yaml", 5)
        assert '"sh" is this file itself' in error.what
        assert "Did you mean" not in (error.todo or "")


def test_two_questions_of_one_name_make_no_form_for_others(tmp_path: Path) -> None:
    # The names in a form have no dots, so both are own_a_b; the sheets are made from a loaded set, which has no lines.
    own = load_set("own", [shelf(tmp_path, own=head("own") + question("own.a_b") + question("own.a.b"))])
    with pytest.raises(UsageError, match=r'"own.a_b" and "own.a.b" would both be called own_a_b'):
        sheets(own, {})


@pytest.mark.parametrize("when", ["own.a == [1]", "own.a in [[1, 2], 3]"])
def test_a_list_that_a_form_of_others_cannot_hold_is_refused(tmp_path: Path, when: str) -> None:
    asked = question("own.a") + question("own.b", f'    when: "{when}"\n')
    own = load_set("own", [shelf(tmp_path, own=head("own") + asked)])
    with pytest.raises(UsageError, match="behind “in”"):
        sheets(own, {})


def test_a_file_to_fill_in_asks_for_nothing_that_is_worked_out(tmp_path: Path) -> None:
    computed = question("own.b", '    compute: "own.a"\n', "computed")
    own = load_set("own", [shelf(tmp_path, own=head("own") + question("own.a") + computed)])
    written = template(own, BlindFacts(session="s", title="A show"), "en", "hugo")
    assert "own.a:" in written
    assert "own.b" not in written
    assert "respondent: hugo" in written


EXPLODING = {
    "repeated": question("own.a", "    repeat: {most: 100000000}\n"),
    "often": "".join(question(f"own.q{n}", "    repeat: {most: 20}\n") for n in range(200)),
    "inside": question("own.a", "    repeat: {most: 3}\n") + question("own.a.1"),
}


@pytest.mark.parametrize("name", list(EXPLODING))
def test_lint_refuses_before_it_walks(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def walked(*_: object) -> None:
        pytest.fail("a set that does not load was walked through")

    monkeypatch.setattr("rex.workflow.linting.lint", walked)
    with pytest.raises(FileError, match=r"own\.yaml, line \d+: "):
        look_through([shelf(tmp_path, own=head("own") + EXPLODING[name]) / "own.yaml"], tmp_path)


def test_every_set_that_ships_holds() -> None:
    files = sorted((templates() / "questionnaires").rglob("*.yaml"))
    assert len(files) >= 10
    assert [load(file).set for file in files] == [file.stem for file in files]
