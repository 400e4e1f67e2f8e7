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
    with pytest.raises(FileError, match="asked twice"):
        load_set("own", [shelf(tmp_path, packs__mood=pack, own=own)])
