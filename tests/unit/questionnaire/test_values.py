from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rex.questionnaire.brief import brief, typed
from rex.questionnaire.values import BadValueError, accept

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.questionnaire.asked import Asked
    from rex.questionnaire.run import Interview


@pytest.fixture
def question(interview: Interview, reveal: Callable[[Interview], Interview]) -> Callable[[str], Asked]:
    told = reveal(interview)
    asked = {a.id: a for phase in ("blind", "reveal", "commit") for a in told.asked(phase)}
    return asked.__getitem__


@pytest.mark.parametrize(
    ("name", "given", "kept", "line"),
    [
        ("csm.seen", "none", ["none"], "none yet"),
        ("csm.seen", ["chat", "viewers", "chat"], ["viewers", "chat"], "viewers, the chat"),
        ("csm.goal", "  5 %\x1b[31m\tred ", "5 % red", "5 % red"),
        ("csm.mood", "4", 4, "4 pleased"),
        ("csm.mood", 1, 1, "1 unhappy"),
        ("csm.forecast.nps", "above", "above", "above usual"),
        ("csm.repeat", "00:20 test", {"text": "test", "at": "00:20:00"}, "00:20:00 test"),
        ("csm.repeat", {"text": "test", "at": "45:50"}, {"text": "test", "at": "00:45:50"}, "00:45:50 test"),
        ("csm.repeat", "", {"text": ""}, ""),
        (
            "csm.peak",
            "kit",
            {"text": "kit", "about": "moment:4", "at": "00:38:00", "polarity": "worked"},
            "kit",
        ),
        (
            "csm.marked",
            {"choice": "surprising", "text": "luck"},
            {
                "choice": "surprising",
                "text": "luck",
                "about": "metric:revenue",
                "polarity": "worked",
                "direction": "up",
                "topic": "revenue",
            },
            "surprising, luck",
        ),
        (
            "csm.action.1",
            {"what": "stock", "owner": "Lucía", "due": "2026-11-26", "direction": "up", "smallest_effect": "7,5"},
            {"what": "stock", "owner": "Lucía", "due": "2026-11-26", "direction": "up", "smallest_effect": 7.5},
            "stock, Lucía, 2026-11-26",
        ),
    ],
)
def test_a_value_is_kept_in_one_form_and_said_in_one_line(
    question: Callable[[str], Asked], name: str, given: Any, kept: Any, line: str
) -> None:
    asked = question(name)
    assert accept(asked, given) == kept
    assert brief(asked, accept(asked, given)) == line


def test_an_answer_given_again_is_the_same_answer(question: Callable[[str], Asked]) -> None:
    for name, value in (("csm.repeat", "00:20 test"), ("csm.peak", "kit"), ("csm.goal", "5 %")):
        kept = accept(question(name), value)
        assert accept(question(name), typed(question(name), kept)) == kept


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("csm.seen", ["none", "chat"], "stands alone"),
        ("csm.seen", ["nine"], "One of these"),
        ("csm.seen", 3, "list"),
        ("csm.mood", 6, "One of these"),
        ("csm.mood", True, "One of these"),
        ("csm.goal", 5, "Words"),
        ("csm.goal", "x" * 2001, "At most 2000"),
        ("csm.sentence", "x" * 301, "At most 300"),
        ("csm.repeat", {"text": "x", "at": "99:99"}, "time inside the show"),
        ("csm.marked", {"choice": "odd"}, "One of these"),
        ("csm.action.1", {"what": "x", "due": "tomorrow"}, "2026-11-27"),
        ("csm.action.1", {"what": "x", "direction": "left"}, "up, down"),
        ("csm.action.1", {"what": "x", "whom": "y"}, "whom"),
        ("csm.action.1", {"what": "x", "smallest_effect": "much"}, "number"),
        ("csm.action.1", {"owner": "x"}, "Words"),
    ],
)
def test_a_value_that_is_no_answer_says_what_would_be_one(
    question: Callable[[str], Asked], name: str, value: Any, says: str
) -> None:
    with pytest.raises(BadValueError) as raised:
        accept(question(name), value)
    message = raised.value.message
    assert says in message.text.format(**message.values)
