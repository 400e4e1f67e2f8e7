from __future__ import annotations

import json
from datetime import datetime
from typing import Any, get_args

import pytest
from pydantic import BaseModel, ValidationError

from rex.model.comparison import Comparison, Period
from rex.model.measure import MARKS, Measure, UsualRange, Verdict
from rex.model.message import Message, Quantity, quantity, say, say_n
from rex.model.moment import Estimate, Timeline
from rex.model.retrospective import SCHEMA, Retrospective
from rex.model.session import Session
from rex.model.tables import TABLES, ChatRow, SalesRow
from rex.render.jsonfile import to_json
from tests.builders import answers, flat, measure, measured, message, order, record, share, unique, watching


@pytest.mark.parametrize(
    ("noun", "name"),
    [(Retrospective, "rex.retrospective/1"), (Comparison, "rex.comparison/1"), (Period, "rex.period/1")],
)
def test_every_document_has_a_json_schema_that_names_it(noun: type[BaseModel], name: str) -> None:
    schema = noun.model_json_schema(by_alias=True)
    assert schema["properties"]["schema"]["const"] == name
    assert schema["additionalProperties"] is False
    assert json.loads(json.dumps(schema)) == schema
    assert SCHEMA == "rex.retrospective/1"


def test_a_record_comes_back_byte_for_byte() -> None:
    rows = flat(
        [row for n in range(45) for row in order(str(n), 100 + n * n)],
        [message(n * 20, f"p{n % 30}") for n in range(150)],
        unique(401),
        watching(0, 90),
        answers("nps", [9, 3, 8] * 5, 0, 10),
    )
    made = record(
        *measured(rows).values(),
        timeline=Timeline(viewers=(1, None, 3), expected_writing=(0.1, None, 2.5)),
        trust=(say_n("{n} row", "{n} rows", 3, share=quantity(0.1, "share"), inner=say("Ñandú {x}.", x="€")),),
        session={"tags": ("a", "b"), "costs": {"host": 300.5}},
    )
    text = to_json(made)
    again = Retrospective.model_validate_json(text)
    assert again == made
    assert to_json(again) == text
    assert "NaN" not in text
    assert text.startswith('{\n "schema": "rex.retrospective/1",\n')


def test_keys_stand_in_the_model_s_order_whatever_order_they_came_in() -> None:
    made = record(measure("a", 1))
    shuffled = dict(reversed(list(json.loads(to_json(made)).items())))
    assert to_json(Retrospective.model_validate(shuffled)) == to_json(made)


BAD = [float("nan"), float("inf"), float("-inf")]


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize(
    "make",
    [
        lambda x: measure("a", x),
        lambda x: measure("a", 1, low=x),
        lambda x: quantity(x, "count"),
        lambda x: say("{a}", a=Quantity(value=x, unit="count")),
        lambda x: Estimate(value=x),
        lambda x: Timeline(expected_writing=(1.0, x)),
        lambda x: UsualRange(low=x, high=1, centre=1, sessions=5, kind="trial"),
        lambda x: UsualRange(low=0, high=1, centre=1, sessions=5, kind="trial", values=(x,)),
        lambda x: Session(id="a", title="a", costs={"host": x}),
        lambda x: record(duration_s=x),
    ],
)
def test_what_is_no_number_is_refused(make: Any, bad: float) -> None:
    with pytest.raises(ValidationError):
        make(bad)


def test_unknown_keys_are_mistakes_and_nouns_do_not_change() -> None:
    with pytest.raises(ValidationError):
        Message.model_validate({"text": "a", "txet": "b"})
    with pytest.raises(ValidationError):
        say("a").text = "b"


def test_every_verdict_has_one_mark_and_the_words_are_the_contract_s() -> None:
    words = [
        "better",
        "worse",
        "up",
        "down",
        "usual",
        "differs",
        "too_little_data",
        "too_little_history",
        "not_comparable",
    ]
    assert list(get_args(Verdict)) == words
    assert MARKS.keys() == set(words)
    assert {word for word, mark in MARKS.items() if mark == "?"} == set(words[-3:])
    assert (MARKS["better"], MARKS["worse"], MARKS["usual"]) == ("+", "-", "~")
    assert MARKS["up"] == MARKS["down"] == MARKS["differs"] == "*"


def test_a_kpi_in_json_has_every_field_of_the_contract() -> None:
    promised = [
        "id",
        "definition",
        "status",
        "why",
        "value",
        "unit",
        "better",
        "n",
        "low",
        "high",
        "confidence",
        "method",
        "verdict",
        "usual",
        "warnings",
        "sums",
    ]
    dumped = share("a", 1, 10, usual=UsualRange(low=0, high=1, centre=0.5, sessions=5, kind="trial")).model_dump()
    assert set(promised) <= dumped.keys()
    assert {"low", "high", "sessions"} <= dumped["usual"].keys()


def test_a_plural_has_its_count_as_a_value() -> None:
    made = say_n("{n} order", "{n} orders", 2)
    assert (made.n, made.values["n"]) == (2, Quantity(value=2, unit="count"))


def test_the_length_is_known_only_between_two_instants() -> None:
    begun = Session(id="a", title="a", start=datetime.fromisoformat("2026-11-20T19:00:00+01:00"))
    assert begun.duration_s is None
    ended = begun.model_copy(update={"end": datetime.fromisoformat("2026-11-20T18:30:00Z")})
    assert ended.duration_s == 1_800


def test_a_record_finds_its_measures() -> None:
    made = record(measure("a", 1))
    assert made.measure("a") is not None
    assert made.measure("b") is None


def test_tables_hold_whole_numbers_words_and_yes_or_no_only() -> None:
    assert set(TABLES) >= {"chat", "sales", "viewers", "survey", "set_aside"}
    assert (ChatRow().role, SalesRow().line_no) == ("viewer", 1)
    assert isinstance(measure("a", 1), Measure)
