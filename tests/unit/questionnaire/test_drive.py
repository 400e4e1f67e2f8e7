from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.errors import Exit, Interrupted
from rex.questionnaire.drive import Back, DontKnow, Given, Quit, Reply, Screen, Settled, Skip, drive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rex.questionnaire.run import Interview


class Scripted:
    """An asker that replies from a list, then skips, and remembers what it was shown."""

    def __init__(self, replies: Iterable[Reply]) -> None:
        self.replies = list(replies)
        self.screens: list[Screen] = []
        self.lines: list[Settled] = []

    def ask(self, screen: Screen) -> Reply:
        self.screens.append(screen)
        assert len(self.screens) < 100, "asked without end"
        return self.replies.pop(0) if self.replies else Skip()

    def settled(self, line: Settled) -> None:
        self.lines.append(line)

    @property
    def ids(self) -> list[str]:
        return [screen.asked.id.removeprefix("csm.") for screen in self.screens]


def test_all_open_questions_are_asked_once(interview: Interview) -> None:
    asker = Scripted([])
    drive(interview, asker, "blind")
    assert asker.ids == [a.id.removeprefix("csm.") for a in interview.asked("blind")]
    assert interview.open("blind") == ()
    again = Scripted([])
    drive(interview, again, "blind")
    assert again.ids == []


def test_back_asks_the_one_before_with_its_answer_and_then_goes_on(interview: Interview) -> None:
    asker = Scripted([Given(["chat"]), Given("5 %"), Back(), Given("6 %"), DontKnow()])
    drive(interview, asker, "blind")
    assert asker.ids[:5] == ["seen", "goal", "reached", "goal", "reached"]
    assert asker.screens[3].typed == "5 %"
    assert [(line.was, line.says) for line in asker.lines[1:3]] == [(None, "5 %"), ("5 %", "6 %")]
    assert interview.draft.given("csm.goal") == "6 %"


def test_back_twice_comes_forward_again_over_both(interview: Interview) -> None:
    asker = Scripted([Given(["chat"]), Given("5 %"), Back(), Back(), Given(["none"]), Given("5 %"), Skip()])
    drive(interview, asker, "blind")
    assert asker.ids[:7] == ["seen", "goal", "reached", "goal", "seen", "goal", "reached"]


def test_half_typed_words_come_back_after_going_back(interview: Interview) -> None:
    asker = Scripted([Given(["none"]), Back(typed="half a goal"), Given(["none"])])
    drive(interview, asker, "blind")
    assert asker.ids[:4] == ["seen", "goal", "seen", "goal"]
    assert (asker.screens[1].typed, asker.screens[1].proposed) == ("conversion 5.0%", True)
    assert (asker.screens[3].typed, asker.screens[3].proposed) == ("half a goal", False)


def test_stopping_saves_the_half_typed_words_and_says_how_to_go_on(interview: Interview) -> None:
    with pytest.raises(Interrupted) as raised:
        drive(interview, Scripted([Given(["none"]), Quit(typed="half")]), "blind", go_on="rex review last")
    stopped = raised.value
    assert stopped.exit_code == Exit.INTERRUPTED
    assert stopped.kept == "Saved: 1 of 10 answers."
    assert stopped.todo == "Go on at question 2 with: rex review last"
    assert interview.draft.draft == {"csm.goal": "half"}
    assert not interview.draft.has("csm.goal")


def test_a_value_that_is_no_answer_is_asked_again_with_the_reason(interview: Interview) -> None:
    asker = Scripted([Given(["none", "chat"]), Given(["none"])])
    drive(interview, asker, "blind")
    assert asker.ids[:3] == ["seen", "seen", "goal"]
    assert asker.screens[0].complaint is None
    assert asker.screens[1].complaint is not None


def test_looking_again_asks_everything_with_what_was_answered(interview: Interview) -> None:
    drive(interview, Scripted([Given(["none"]), Given("5 %")]), "blind")
    again = Scripted([Given(["none"]), Given("7 %")])
    drive(interview, again, "blind", again=True)
    assert len(again.ids) == 10
    assert again.screens[1].typed == "5 %"
    assert interview.draft.given("csm.goal") == "7 %"


def test_each_screen_counts_on_and_the_first_cannot_go_back(interview: Interview) -> None:
    asker = Scripted([])
    drive(interview, asker, "blind")
    assert [screen.number for screen in asker.screens] == list(range(1, 11))
    assert [screen.can_back for screen in asker.screens] == [False] + [True] * 9
    assert [screen.points_left for screen in asker.screens][:3] == [18, 16, 15]


def test_after_the_seal_reveal_and_commit_are_driven_alike(
    interview: Interview, reveal: Callable[[Interview], Interview]
) -> None:
    told = reveal(interview)
    for phase in ("reveal", "commit"):
        drive(told, Scripted([]), phase)
        assert told.open(phase) == ()
