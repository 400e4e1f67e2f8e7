"""The same theme recognised in later sessions, and how often it was answered there."""

from __future__ import annotations

from rex.model.voice import Theme, Voice
from rex.workflow.hearing_over_sessions import returning


def theme(key: str, asked: int, answered: int = 0, people: int = 5) -> Theme:
    """Make a theme."""
    return Theme(
        key=key,
        name="how much is shipping?",
        people=people,
        share=0.1,
        low=0.0,
        high=0.3,
        messages=9,
        top_author_share=0.2,
        intent="shipping",
        asked=asked,
        answered=answered,
    )


def voice(*themes: Theme) -> Voice:
    """Make a session's voice."""
    return Voice(messages=50, people=20, asked=9, answered=1, askers=9, themes=themes)


def test_a_theme_asked_in_five_of_six_shows_and_answered_in_one_is_told_so() -> None:
    shows = [
        voice(theme("delivery", 9, 9)),  # too long ago to be looked at
        voice(theme("delivery", 8, 5)),  # mostly answered
        voice(theme("delivery", 6, 3)),  # half is not most
        voice(theme("colour", 7)),
        voice(theme("delivery", 4, 1)),
        voice(theme("delivery", 3), theme("delivery+place", 2)),  # one show, however many themes
        voice(theme("delivery", 5), theme("colour", 0)),
    ]
    (one,) = returning(shows)
    assert (one.key, one.shows, one.asked_in, one.answered_in) == ("delivery", 6, 5, 1)


def test_keys_that_share_most_of_their_parts_are_one_theme() -> None:
    shows = [voice(theme("delivery+place", 8, 5)), voice(theme("delivery+place+when_delivered", 5))]
    (one,) = returning(shows)
    assert (one.asked_in, one.answered_in) == (2, 1)


def test_what_is_asked_for_the_first_time_does_not_return() -> None:
    assert returning([voice(theme("colour", 3)), voice(theme("delivery", 5))]) == ()
    assert returning([voice(theme("delivery", 0)), voice(theme("delivery", 5))]) == ()
    assert returning([]) == ()


def test_praise_in_which_one_person_asked_something_is_not_asked_again() -> None:
    loved = theme("love", 1, people=30)
    assert returning([voice(loved), voice(loved)]) == ()
    assert returning([voice(theme("love", 8)), voice(loved)]) == ()  # a question once, a topic now
    assert returning([voice(loved), voice(theme("love", 8))]) == ()  # a topic once, a question now
    half = theme("love", 4, people=8)
    assert returning([voice(half), voice(half)])[0].asked_in == 2
    assert returning([voice(half), voice(theme("love", 4, people=9))]) == ()
