from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rex.questionnaire.expression import LONGEST, ExpressionError, Value, parse

FACTS: dict[str, Value] = {
    "goal": "conversion 5%",
    "csm.mood": 2,
    "csm.seen": ["none"],
    "kpis": [],
    "depth": "quick",
    "yes": True,
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("goal", "conversion 5%"),
        ("csm.mood <= 2", True),
        ("csm.mood < 2", False),
        ("csm.mood == 2 and depth == 'quick'", True),
        ("'none' in csm.seen", True),
        ("csm.mood in [1, 2.0]", True),
        ("depth in 'quickly'", True),
        ("not kpis", True),
        ("not not kpis", False),
        ("kpis or goal", "conversion 5%"),
        ('not (yes and kpis) and depth != "full"', True),
        ("yes == true", True),
        ("missing == none", True),
        ("-1 < 0.5", True),
        ("goal.__class__", None),  # a dot is part of a question's name and reaches into nothing
    ],
)
def test_an_expression_has_the_value_a_reader_expects(text: str, value: Value) -> None:
    assert parse(text).value(FACTS) == value


@pytest.mark.parametrize("text", ["goal < 3", "missing > 1", "kpis >= kpis", "3 in depth", "csm.mood in none"])
def test_things_that_cannot_be_compared_are_false_and_never_an_error(text: str) -> None:
    assert parse(text).value(FACTS) is False


def test_or_binds_less_than_and() -> None:
    # true or (true and false) is true; (true or true) and false would be false
    assert parse("true or true and false").holds({})


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("goal = 3", 6),
        ("goal ==", 8),
        ("(goal", 6),
        ("goal goal", 6),
        ("__import__('os')", 11),
        ("[1 2]", 4),
        ("", 1),
        ("a;b", 2),
        ("(" * 30 + "a" + ")" * 30, 22),
        ("a or " * 200 + "a", LONGEST),
    ],
)
def test_a_mistake_names_its_column(text: str, column: int) -> None:
    with pytest.raises(ExpressionError) as raised:
        parse(text)
    assert raised.value.column == column


def test_the_names_are_known_with_their_columns() -> None:
    assert parse("goal or csm.mood == 2").names == (("goal", 1), ("csm.mood", 9))


@given(st.text(alphabet="ab.()[]<>=!'\"01 notandorin,", max_size=40), st.none() | st.integers() | st.text(max_size=3))
def test_every_text_is_an_expression_or_a_named_mistake_and_always_has_a_value(text: str, fact: Value) -> None:
    try:
        expression = parse(text)
    except ExpressionError:
        return
    expression.value({"a": fact, "b": [fact]})
