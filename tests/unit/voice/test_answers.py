"""Who answered what, by made chats."""

from __future__ import annotations

import pytest

from rex.voice.answers import answers
from rex.voice.line import Line


def viewer(row: str, text: str, person: str, t_s: float | None = None, **more: str) -> Line:
    return Line(row, text, person, "viewer", t_s, **more)


def team(row: str, text: str, t_s: float | None = None) -> Line:
    return Line(row, text, "shop", "moderator", t_s)


def test_a_reply_field_settles_it_whatever_the_words_and_the_time() -> None:
    lines = [
        viewer("q", "is it lined?", "ana", 0.0, msg_id="m1"),
        viewer("x", "so pretty", "leo", 5.0),
        viewer("a", "banana", "leo", 4_000.0, msg_id="m2", reply_to="m1"),
    ]
    found = answers(lines, [True, False, False])
    assert found[0] is not None
    assert (found[0].index, found[0].row, found[0].after_s, found[0].how) == (2, "a", 4_000.0, "reply")
    assert found[1:] == [None, None]


def test_nobody_answers_themselves() -> None:
    lines = [viewer("q", "is it lined?", "ana", 0.0, msg_id="m1"), viewer("a", "it is", "ana", 5.0, reply_to="m1")]
    assert answers(lines, [True, False]) == [None, None]


def test_a_reply_to_a_later_or_unknown_message_is_none() -> None:
    lines = [viewer("a", "yes", "leo", 0.0, reply_to="m9"), viewer("q", "is it lined?", "ana", 5.0, msg_id="m9")]
    assert answers(lines, [False, True]) == [None, None]


@pytest.mark.parametrize(
    ("question", "answer", "aside"),
    [
        ("cuánto cuesta el bolso", "el bolso 39 euros", "qué buena tarde hace"),
        ("combien pour la poêle", "la poêle fait 34,90 €", "bonsoir la Belgique"),
        ("how much is the tote", "the tote is 25 quid", "hello from the studio"),
        ("quanto custa a saia", "a saia sai 119 reais", "que noite linda gente"),
    ],
)
def test_the_team_answers_where_time_and_words_fit_in_four_languages(question: str, answer: str, aside: str) -> None:
    lines = [viewer("q", question, "ana", 10.0), team("x", aside, 22.0), team("a", answer, 31.0)]
    found = answers(lines, [True, False, False])
    assert found[0] is not None
    assert (found[0].row, found[0].after_s, found[0].how) == ("a", 21.0, "team")
    assert found[0].reason


def test_the_same_words_long_after_are_taken_for_chance() -> None:
    question, answer = viewer("q", "cuánto cuesta el bolso", "ana", 0.0), "el bolso 39 euros"
    assert answers([question, team("a", answer, 20.0)], [True, False])[0] is not None
    assert answers([question, team("a", answer, 301.0)], [True, False])[0] is None


def test_without_times_nearness_is_counted_in_lines() -> None:
    question, answer = viewer("q", "cuánto cuesta el bolso", "ana"), team("a", "el bolso 39 euros")
    between = [viewer(f"x{n}", f"palabra{n}", "leo") for n in range(41)]
    near = answers([question, *between[:2], answer], [True, False, False, False])[0]
    assert near is not None
    assert near.after_s is None
    assert answers([question, *between, answer], [True] + [False] * 42)[0] is None


def test_one_message_answers_several_questions_of_the_same_meaning() -> None:
    lines = [
        viewer("q1", "precio del bolso?", "ana", 0.0),
        viewer("q2", "el bolso cuánto cuesta", "leo", 4.0),
        viewer("q3", "a qué hora es el sorteo", "eva", 6.0),
        team("a", "para quien pregunta: el bolso 39 euros", 12.0),
    ]
    found = answers(lines, [True, True, True, False])
    assert [one and one.row for one in found] == ["a", "a", None, None]


def test_a_question_after_the_answer_is_not_answered_by_it() -> None:
    lines = [team("a", "el bolso 39 euros", 0.0), viewer("q", "cuánto cuesta el bolso", "ana", 5.0)]
    assert answers(lines, [False, True]) == [None, None]


def test_a_viewer_counts_only_with_a_mention() -> None:
    question = viewer("q", "cuánto cuesta el bolso", "ana", 0.0)
    plain = viewer("a", "el bolso 39 euros", "leo", 6.0)
    named = viewer("a", "[@] el bolso 39 euros", "leo", 6.0)
    assert answers([question, plain], [True, False])[0] is None
    found = answers([question, named], [True, False])[0]
    assert found is not None
    assert found.how == "mention"


def test_a_bot_and_another_question_answer_nothing() -> None:
    question = viewer("q", "cuánto cuesta el bolso", "ana", 0.0)
    bot = Line("b", "el bolso 39 euros", "nightbot", "bot", 5.0)
    asks = team("t", "el bolso 39 euros, os gusta?", 6.0)
    assert answers([question, bot, asks], [True, False, True])[0] is None


def test_the_first_answer_stays() -> None:
    lines = [
        viewer("q", "cuánto cuesta el bolso", "ana", 0.0),
        team("a1", "el bolso 39 euros", 10.0),
        team("a2", "el bolso 39 euros", 14.0),
    ]
    found = answers(lines, [True, False, False])[0]
    assert found is not None
    assert found.row == "a1"


def test_the_first_reply_stays() -> None:
    lines = [
        viewer("q", "is it lined?", "ana", 0.0, msg_id="m1"),
        viewer("a1", "yes", "leo", 10.0, reply_to="m1"),
        viewer("a2", "it is", "eva", 20.0, reply_to="m1"),
    ]
    found = answers(lines, [True, False, False])[0]
    assert found is not None
    assert found.row == "a1"


def test_without_times_even_the_very_same_words_are_chance_after_forty_lines() -> None:
    question = viewer("q", "vestido largo viscosa forro cremallera bolsillos cuánto cuesta", "ana")
    answer = team("a", "vestido largo viscosa forro cremallera bolsillos 39 euros")
    between = [viewer(f"x{n}", f"palabra{n}", "leo") for n in range(40)]
    assert answers([question, *between[:39], answer], [True] + [False] * 40)[0] is not None
    assert answers([question, *between, answer], [True] + [False] * 41)[0] is None


def test_a_flood_of_one_question_does_not_push_the_others_out() -> None:
    flood = [viewer(f"f{n}", "me seguís en mi perfil?", "spammer", 1.0 + n / 100) for n in range(500)]
    lines = [viewer("q", "cuánto cuesta el bolso", "ana", 0.0), *flood, team("a", "el bolso 39 euros", 12.0)]
    found = answers(lines, [True] * 501 + [False])
    assert found[0] is not None
    assert found[1:] == [None] * 501


def test_a_mark_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="0 marks for 1 lines"):
        answers([team("a", "hola")], [])
