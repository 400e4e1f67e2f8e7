from __future__ import annotations

import pytest

from rex import errors
from rex.errors import Exit, FileError, MissingFacts, Place, RexError


def test_exit_codes_are_the_contract_s() -> None:
    assert {code.name: int(code) for code in Exit} == {
        "DONE": 0,
        "GATE": 1,
        "USAGE": 2,
        "FILES": 3,
        "NOTHING": 4,
        "PLUGIN": 5,
        "FAULT": 70,
        "INTERRUPTED": 130,
    }


@pytest.mark.parametrize(
    ("kind", "code"),
    [("UsageError", 2), ("FileError", 3), ("NothingToMeasure", 4), ("PluginFailure", 5), ("Interrupted", 130)],
)
def test_every_stop_has_its_code(kind: str, code: int) -> None:
    assert getattr(errors, kind)("A sentence.").exit_code == code
    assert issubclass(getattr(errors, kind), RexError)


@pytest.mark.parametrize(
    ("place", "text"), [(Place("a.csv"), "a.csv"), (Place("a.csv", 3), "a.csv:3"), (Place("a.csv", 3, 7), "a.csv:3:7")]
)
def test_a_place_reads_as_editors_understand_it(place: Place, text: str) -> None:
    assert str(place) == text


def test_an_error_keeps_its_parts_apart() -> None:
    error = FileError("It broke.", place=Place("a", 1), why="y", todo="Mend it.")
    assert (str(error), error.what, error.why, error.todo, error.kept) == (
        "It broke.",
        "It broke.",
        "y",
        "Mend it.",
        "Nothing was written.",
    )


def test_missing_facts_are_named_by_id() -> None:
    error = MissingFacts("1 missing.", (("session.start", "when it began"),))
    assert error.missing == (("session.start", "when it began"),)
    assert error.why == "session.start  when it began"
    assert error.exit_code == Exit.FILES
