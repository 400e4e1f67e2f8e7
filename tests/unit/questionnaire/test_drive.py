from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.errors import Exit, FileError, Interrupted
from rex.model.draft import Draft
from rex.questionnaire.drive import (
    Back,
    DontKnow,
    Edit,
    Given,
    NotApplicable,
    Quit,
    Reply,
    Screen,
    Settled,
    Skip,
    Speak,
    drive,
    english,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rex.model.message import Message
    from rex.questionnaire.run import Interview


class Scripted:
    """An asker that replies from a list, then skips, and remembers what it was shown."""

    def __init__(self, replies: Iterable[Reply]) -> None:
        self.replies = list(replies)
        self.screens: list[Screen] = []
        self.lines: list[Settled] = []
        self.wanted: str | None = None
        self.offered: list[str] = []
        self.spoken: list[str] = []

    def ask(self, screen: Screen) -> Reply:
        self.screens.append(screen)
        assert len(self.screens) < 100, "asked without end"
        return self.replies.pop(0) if self.replies else Skip()

    def settled(self, line: Settled) -> None:
        self.lines.append(line)

    def choose(self, lines: Sequence[Settled]) -> str | None:
        self.offered = [line.asked.id for line in lines]
        return self.wanted

    def speak(self, lang: str) -> Callable[[Message], str]:
        self.spoken.append(lang)
        return lambda message: f"{lang}: {english(message)}"

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


def test_any_answer_can_be_edited_and_the_question_that_was_open_is_asked_again(interview: Interview) -> None:
    asker = Scripted([Given(["none"]), Given("5 %"), Given("likely"), Edit("half"), Given("6 %"), Given("below")])
    asker.wanted = "csm.goal"
    drive(interview, asker, "blind")
    assert asker.ids[:6] == ["seen", "goal", "reached", "forecast.conversion_rate", "goal", "forecast.conversion_rate"]
    assert asker.offered == ["csm.seen", "csm.goal", "csm.reached"]
    assert asker.screens[4].typed == "5 %"
    assert [screen.can_edit for screen in asker.screens[:6]] == [False, True, True, True, False, True]
    assert asker.screens[5].typed == "half"
    assert interview.draft.given("csm.goal") == "6 %"


@pytest.mark.parametrize("leave", [Back(), Edit()])
def test_an_edit_that_is_not_wanted_after_all_changes_nothing(interview: Interview, leave: Reply) -> None:
    asker = Scripted([Given(["none"]), Edit(), leave, Given("7 %")])
    asker.wanted = "csm.seen" if leave == Back() else None
    drive(interview, asker, "blind")
    assert interview.draft.given("csm.seen") == ["none"]


def test_another_language_keeps_answers_and_half_typed_words(interview: Interview) -> None:
    asker = Scripted([Given(["none"]), Speak("es", "half a go"), Quit("half a goal")])
    with pytest.raises(Interrupted) as raised:
        drive(interview, asker, "blind", go_on="rex review last")
    assert asker.ids == ["seen", "goal", "goal"]
    assert asker.screens[1].next_language == "es"
    assert (asker.screens[2].typed, asker.screens[2].lang) == ("half a go", "es")
    assert asker.screens[2].asked.label != asker.screens[1].asked.label
    assert interview.draft.language == "es"
    assert interview.draft.given("csm.seen") == ["none"]
    assert raised.value.kept == "es: Saved: 1 of 10 answers."


def test_not_applicable_is_an_answer_only_where_it_is_offered(interview: Interview) -> None:
    asker = Scripted([NotApplicable(), Given(["none"])])
    drive(interview, asker, "blind")
    assert asker.screens[1].complaint is not None
    mood = next(q for q in interview.question_set.questions if q.id == "csm.mood")
    free = mood.model_copy(update={"not_applicable": True})
    questions = tuple(free if q.id == mood.id else q for q in interview.question_set.questions)
    interview.question_set = interview.question_set.model_copy(update={"questions": questions})
    interview.not_applicable("csm.mood")
    assert (interview.draft.state("csm.mood"), interview.draft.given("csm.mood")) == ("not_applicable", None)


class FullDisk:
    """A writer whose disk is full while it says so."""

    def __init__(self) -> None:
        self.full, self.written = False, Draft(respondent="maria", role="csm", set="csm")

    def __call__(self, draft: Draft) -> None:
        if self.full:
            raise FileError("maria.yaml could not be written: No space left on device.")
        self.written = draft


class Tidying(Scripted):
    """Replies from its list; makes room on the disk before its nth question, or never."""

    def __init__(self, replies: Iterable[Reply], disk: FullDisk, fills: int, frees: int) -> None:
        super().__init__(replies)
        self.disk, self.fills, self.frees = disk, fills, frees

    def ask(self, screen: Screen) -> Reply:
        n = len(self.screens)
        self.disk.full = self.fills <= n < self.frees
        return super().ask(screen)


def test_on_a_full_disk_the_answer_stays_on_the_screen_until_it_is_saved(interview: Interview) -> None:
    disk = FullDisk()
    interview._save = disk
    asker = Tidying([Given(["none"]), Given("5 %"), Given("5 %"), Given("likely")], disk, 1, 3)
    drive(interview, asker, "blind")
    assert asker.ids[:5] == ["seen", "goal", "goal", "goal", "reached"]
    told = asker.screens[2].complaint
    assert told is not None
    assert "No space left" in english(told)
    assert asker.screens[2].typed == "5 %"
    assert [line.asked.id for line in asker.lines[:1]] == ["csm.seen"]
    assert disk.written.given("csm.seen") == ["none"]


def test_who_stops_on_a_full_disk_is_told_that_it_is_not_saved(interview: Interview) -> None:
    disk = FullDisk()
    interview._save = disk
    with pytest.raises(FileError, match="No space left"):
        drive(interview, Tidying([Given(["none"]), Given("5 %"), Quit()], disk, 1, 99), "blind")
    assert list(disk.written.answers) == ["csm.seen"]
    assert not interview.draft.has("csm.goal")
