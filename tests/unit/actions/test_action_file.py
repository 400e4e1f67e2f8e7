"""One action's file: read strictly, written so that a person's own lines stay."""

from __future__ import annotations

from datetime import date

import pytest

from rex.actions.action_file import parse, unparse
from rex.errors import FileError
from rex.model.action import Action

TEXT = """\
# agreed on the phone
id: A-017
what: "Stock for 30 minutes: the hero set"
owner: Lucía
due: 2026-11-26   # a Thursday
kpi: conversion_rate
direction: up
smallest_effect: 7
decided: 2026-11-23
session: 2026-11-20-autumn-glow
lever: offer
note: 12:30
"""


def refused(text: str) -> FileError:
    with pytest.raises(FileError) as caught:
        parse(text, "actions/A-017.yaml")
    return caught.value


def test_every_value_is_read_as_the_kind_its_key_wants() -> None:
    action = parse(TEXT, "actions/A-017.yaml")
    assert action.what == "Stock for 30 minutes: the hero set"
    assert action.due == date(2026, 11, 26)
    assert action.smallest_effect == 7.0
    assert action.note == "12:30"  # 750 where YAML 1.1 has its way
    assert (action.status, action.done_on, action.carried) == ("open", None, 0)


@pytest.mark.parametrize("value", ["no", "0017", "2026-11-26", "1e3", "null-able"])
def test_a_text_that_looks_like_another_kind_stays_a_text(value: str) -> None:
    assert parse(TEXT.replace("Lucía", value), "a").owner == value


def test_an_empty_value_is_as_good_as_none() -> None:
    assert parse(TEXT + "done_on:\norigin: ~\n", "a").done_on is None


def test_a_misspelt_key_gets_its_line_and_the_nearest_spelling() -> None:
    error = refused(TEXT.replace("smallest_effect", "smalest_efect"))
    assert error.place is not None
    assert str(error.place) == "actions/A-017.yaml:8:1"
    assert error.place.excerpt == "smalest_efect: 7"
    assert "“smallest_effect”" in error.todo


def test_a_key_like_no_other_gets_the_list() -> None:
    assert "smallest_effect" in refused(TEXT + "zzzz: 1\n").todo


@pytest.mark.parametrize(
    ("old", "new", "place", "todo"),
    [
        ("direction: up", "direction: upwards", "7:12", "'up' or 'down'"),
        ("2026-11-26", "26/11/2026", "5:6", "2026-11-26"),
        ("smallest_effect: 7", "smallest_effect: seven", "8:18", "number"),
        ("smallest_effect: 7", "smallest_effect: nan", "8:18", "number"),
        ("lever: offer", "lever: offers", "11:8", "'offer'"),
        ("lever: offer", "status: opened", "11:9", "'open'"),
    ],
)
def test_a_wrong_value_gets_its_place_and_what_could_stand_there(old: str, new: str, place: str, todo: str) -> None:
    error = refused(TEXT.replace(old, new))
    assert str(error.place) == f"actions/A-017.yaml:{place}"
    assert todo in error.todo
    assert error.kept.startswith("The file was left as it is")


def test_a_missing_owner_is_named() -> None:
    error = refused(TEXT.replace("owner: Lucía\n", ""))
    assert error.what == "“owner” is missing."


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a list",
        "just words",
        "id: [1",
        "id: A-1\nid: A-2",
        "what: {a: b}",
        "id: &x A\nwhat: *x",
        "id: \x00",
        "[" * 9999,
    ],
)
def test_what_is_no_action_is_refused_with_a_sentence(text: str) -> None:
    assert refused(text).what.endswith(".")


def test_what_is_written_is_read_back() -> None:
    action = Action(
        id="A-001",
        what="Say “sin género”: yes, # and all",
        owner="Inès",
        due=date(2026, 12, 4),
        kpi="nps",
        direction="down",
        smallest_effect=2.5,
        decided=date(2026, 11, 23),
        session="2026-11-20-autumn-glow",
        status="done",
        done_on=date(2026, 11, 30),
        carried=2,
        origin="moment:5",
        note="no\nno",
    )
    assert parse(unparse(action), "a") == action
    assert unparse(action) == unparse(action, unparse(action))


def test_comments_and_order_of_the_person_who_edited_it_stay() -> None:
    done = parse(TEXT, "a").model_copy(update={"status": "done", "done_on": date(2026, 11, 26), "note": ""})
    text = unparse(done, TEXT)
    assert text.startswith("# agreed on the phone\nid: A-017\n")
    assert "due: 2026-11-26   # a Thursday\n" in text
    assert "note" not in text
    assert parse(text, "a") == done


def test_a_text_that_cannot_be_read_is_not_written_over() -> None:
    for before in ("id: [1", "- a list"):
        with pytest.raises(ValueError, match=r".+"):
            unparse(parse(TEXT, "a"), before)
