"""Sets that build on others: what is taken over, changed, left out, and refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.errors import FileError
from rex.questionnaire.load import load_set

if TYPE_CHECKING:
    from pathlib import Path

    from rex.model.question import QuestionSet


def question(name: str, **keys: str) -> str:
    more = "".join(f"    {key}: {value}\n" for key, value in keys.items())
    return (
        f"  - id: {name}\n    type: text\n    phase: blind\n{more}"
        f"    label: {{en: L {name}, es: E {name}, fr: F {name}}}\n    short: {{en: S, es: E, fr: F}}\n"
    )


def head(name: str, joins: str = "") -> str:
    return f"set: {name}\nversion: 1\nrole: host\ntitle: {{en: {name}, es: e, fr: f}}\n{joins}questions:\n"


def shelf(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / (name.replace("__", "/") + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def ids(found: QuestionSet) -> list[str]:
    return [one.id for one in found.questions]


def test_a_set_takes_over_changes_adds_and_drops(tmp_path: Path) -> None:
    base = head("base") + question("base.one", points="4") + question("base.two") + question("base.three")
    own = (
        head("own", "extends: base\ndrop: [base.three]\n")
        + "  - {id: base.one, points: 2}\n"
        + question("own.new", after="base.one")
        + question("own.last")
    )
    found = load_set("own", [shelf(tmp_path, base=base, own=own)])
    assert ids(found) == ["base.one", "own.new", "base.two", "own.last"]
    first = found.questions[0]
    assert (first.points, first.label.es) == (2, "E base.one")  # the key written here, and the rest as it was
    assert (found.set, found.role) == ("own", "host")


def test_a_pack_is_included_and_is_no_set_of_its_own(tmp_path: Path) -> None:
    pack = head("mood") + question("mood.now")
    own = head("own", "include: [mood]\n") + question("own.one")
    folder = shelf(tmp_path, packs__mood=pack, own=own)
    assert ids(load_set("own", [folder])) == ["mood.now", "own.one"]


def test_a_workspace_changes_a_shipped_set_under_its_own_name(tmp_path: Path) -> None:
    own = "set: csm\nextends: csm\nquestions:\n  - {id: csm.mood, points: 3}\n"
    shipped, changed = load_set("csm"), load_set("csm", [shelf(tmp_path, csm=own)])
    assert ids(changed) == ids(shipped)
    mood, was = changed.question("csm.mood"), shipped.question("csm.mood")
    assert mood is not None
    assert was is not None
    assert (was.points, mood.points, mood.label) == (1, 3, was.label)


@pytest.mark.parametrize(
    ("joins", "laid"),
    [
        ("include: [mood]\n", ["base.one", "base.two", "mood.now", "mood.then", "own.one", "own.two"]),
        (
            "include: {pack: mood, before: base.two}\n",
            ["base.one", "mood.now", "mood.then", "base.two", "own.one", "own.two"],
        ),
        (
            "include:\n  - {pack: mood, after: base.one}\n",
            ["base.one", "mood.now", "mood.then", "base.two", "own.one", "own.two"],
        ),
        # a question of the file itself is a place as well
        (
            "include: [{pack: mood, after: own.one}]\n",
            ["base.one", "base.two", "own.one", "mood.now", "mood.then", "own.two"],
        ),
        (
            "include: [mood]\npacks_before: base.one\n",
            ["mood.now", "mood.then", "base.one", "base.two", "own.one", "own.two"],
        ),
        # two packs at one place stand in the order in which they are named
        (
            "include: [mood, {pack: talk, before: base.one}]\npacks_before: base.one\n",
            ["mood.now", "mood.then", "talk.now", "base.one", "base.two", "own.one", "own.two"],
        ),
    ],
)
def test_a_pack_goes_to_the_place_that_is_named(tmp_path: Path, joins: str, laid: list[str]) -> None:
    base = head("base") + question("base.one") + question("base.two")
    mood = head("mood") + question("mood.now") + question("mood.then")
    talk = head("talk") + question("talk.now")
    own = head("own", "extends: base\n" + joins) + question("own.one") + question("own.two")
    folder = shelf(tmp_path, base=base, packs__mood=mood, packs__talk=talk, own=own)
    assert ids(load_set("own", [folder])) == laid


def test_a_set_says_where_packs_go_for_all_that_build_on_it(tmp_path: Path) -> None:
    base = head("base", "packs_before: base.last\n") + question("base.one") + question("base.last")
    mood = head("mood") + question("mood.now")
    own = head("own", "extends: base\ninclude: [mood]\n") + question("own.tied", after="mood.now")
    without = head("without", "extends: base\ninclude: [mood]\ndrop: [base.last]\n").replace("questions:\n", "")
    folder = shelf(tmp_path, base=base, packs__mood=mood, own=own, without=without)
    assert ids(load_set("own", [folder])) == ["base.one", "mood.now", "own.tied", "base.last"]
    assert ids(load_set("without", [folder])) == ["base.one", "mood.now"]


@pytest.mark.parametrize(
    ("joins", "line", "says"),
    [
        ("include: {pack: mood, before: base.on}\n", 6, '"base.one"'),
        ("include:\n  - pack: mood\n    after: base.twoo\n", 8, '"base.two"'),
        ("include:\n  - mood\n  - {pack: mod}\n", 8, '"mood"'),
        ("include: {pack: mood, behind: base.one}\n", 6, '"behind" is not a key'),
        ("include: {pack: mood, before: base.one, after: base.one}\n", 6, "not both"),
        ("include: {before: base.one}\n", 6, '"pack" is missing'),
        ("include: {pack: mood, before: mood.now}\n", 6, "outside of that pack"),
        ("include: mood\n", 6, "names packs"),
        ("include: [3]\n", 6, "names packs"),
        ("extends: [base]\n", 6, "names another set"),
        ("include: [mood]\npacks_before: base.on\n", 7, '"base.one"'),
    ],
)
def test_a_pack_without_a_place_is_shown_in_its_line(tmp_path: Path, joins: str, line: int, says: str) -> None:
    base = head("base") + question("base.one") + question("base.two")
    mood = head("mood") + question("mood.now")
    joins = joins if joins.startswith("extends") else "extends: base\n" + joins
    own = head("own", joins if joins.startswith("extends: base") else "# made\n" + joins)
    own = own.replace("questions:\n", "")
    with pytest.raises(FileError) as error:
        load_set("own", [shelf(tmp_path, base=base, packs__mood=mood, own=own)])
    assert error.value.place is not None
    assert (error.value.place.file, error.value.place.line) == ("own.yaml", line)
    assert says in f"{error.value.what} {error.value.todo}"


@pytest.mark.parametrize(
    ("joins", "questions", "line", "says"),
    [
        ("extends: bse\n", "", 5, '"base"'),
        ("include: [nothing_like_it]\n", "", 5, "there is no set"),
        ("extends: ../../secret\n", "", 5, "there is no set"),
        ("extends: base\ndrop: [base.on]\n", "", 6, '"base.one"'),
        ("extends: base\n", question("own.x", after="base.twoo"), 10, "base.two"),
        ("extends: base\n", "  - {id: base.one, points: many}\n", 7, "points"),
        ("extends: base\n", "  - {id: base.one, when: base.nothing}\n", 7, "nothing is called"),
        ("extends: ring\n", "", 5, "builds on this set"),
    ],
)
def test_what_cannot_be_joined_is_shown_in_its_line(
    tmp_path: Path, joins: str, questions: str, line: int, says: str
) -> None:
    base = head("base") + question("base.one") + question("base.two")
    ring = head("ring", "extends: own\n")
    own = head("own", joins) + questions
    with pytest.raises(FileError) as error:
        load_set("own", [shelf(tmp_path, base=base, ring=ring.replace("questions:\n", ""), own=own)])
    assert error.value.place is not None
    told = f"{error.value.what} {error.value.todo}"
    assert says in told
    if "builds on" not in says:
        assert (error.value.place.file, error.value.place.line) == ("own.yaml", line)


def test_a_mistake_in_what_is_built_on_is_shown_there(tmp_path: Path) -> None:
    base = head("base") + question("base.one", points="much")
    own = head("own", "extends: base\n") + "  - {id: base.one, depth: full}\n"
    with pytest.raises(FileError) as error:
        load_set("own", [shelf(tmp_path, base=base, own=own)])
    assert error.value.place is not None
    assert (error.value.place.file, error.value.place.line) == ("base.yaml", 9)


def test_sets_do_not_build_on_one_another_without_end(tmp_path: Path) -> None:
    files = {f"s{n}": head(f"s{n}", f"extends: s{n + 1}\n") for n in range(8)}
    files["s8"] = head("s8") + question("s8.one")
    with pytest.raises(FileError, match="more than 5"):
        load_set("s0", [shelf(tmp_path, **files)])


def test_a_set_of_too_many_questions_is_refused(tmp_path: Path) -> None:
    many = head("many") + "".join(question(f"many.q{n}") for n in range(201))
    with pytest.raises(FileError, match="201 questions are too many"):
        load_set("many", [shelf(tmp_path, many=many)])


def test_packs_included_twice_do_not_double_questions(tmp_path: Path) -> None:
    pack = head("mood") + question("mood.now")
    own = head("own", "include: [mood, mood]\n") + question("own.one")
    with pytest.raises(FileError, match="taken already"):
        load_set("own", [shelf(tmp_path, packs__mood=pack, own=own)])
