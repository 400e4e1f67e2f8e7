"""A peak full of broken sound or of complaints is told as that, and offered to nobody as something to repeat."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rex.model.message import say
from rex.model.moment import Moment, Moments
from rex.voice.line import Line, Read
from rex.workflow.hearing import Hearing, read
from rex.workflow.hearing_moments import with_meaning
from rex.workflow.revealing import strongest

BROKEN = "no se oye nada"


def heard(intents: dict[str, int], at_s: float = 310.0) -> Hearing:
    """Give a chat in which so many people each write once, for this."""
    lines = [
        Line(f"{kind}{n}", f"{kind} {n}", f"{kind}{n}", "viewer", at_s)
        for kind, people in intents.items()
        for n in range(people)
    ]
    made = read(lines, [False] * len(lines), [True] * len(lines))
    told = [Read(kind, "a test") for kind, people in intents.items() for _ in range(people)]
    return replace(made, intents=told, counted=[True] * len(lines))


def peak(kind: str = "peak", about: tuple[str, ...] = ()) -> Moments:
    made = Moment.model_validate(
        {"id": 1, "rank": 1, "kind": kind, "start_s": 300, "end_s": 360, "peak_s": 330, "cause_s": 292, "score": 9,
         "lift": 3, "lift_low": 2, "lift_high": 4, "p": 0.001, "q": 0.01, "label": "the serum", "about": about}
    )  # fmt: skip
    return Moments(moments=(made,), said=say("One."))


@pytest.mark.parametrize(
    ("intents", "about"),
    [
        ({"tech": 5, "other": 10}, ("incident",)),
        ({"tech": 5, "other": 11}, ()),  # 5 of 16 is under a third
        ({"tech": 4, "other": 2}, ()),  # four people are too few to call an evening broken
        ({"complaint": 6, "praise": 4}, ("complaint",)),
        ({"praise": 9, "complaint": 2, "tech": 2}, ()),
    ],
)
def test_a_third_of_the_people_decide_what_a_peak_is_about(intents: dict[str, int], about: tuple[str, ...]) -> None:
    found = with_meaning(peak(), heard(intents))
    assert found.moments[0].about == about
    assert (strongest(found.moments, "peak") is None) == bool(about)


def test_one_loud_person_breaks_no_evening() -> None:
    lines = [Line(f"r{n}", BROKEN, "ana", "viewer", 305.0 + n) for n in range(20)]
    lines += [Line(f"s{n}", "me encanta", f"p{n}", "viewer", 320.0) for n in range(6)]
    assert with_meaning(peak(), read(lines, [False] * 26, [True] * 26)).moments[0].about == ()


def test_words_outside_the_moment_drops_and_known_kinds_change_nothing() -> None:
    assert with_meaning(peak(), heard({"tech": 30}, at_s=400.0)) == peak()
    assert with_meaning(peak("drop"), heard({"tech": 30})) == peak("drop")
    assert with_meaning(peak(about=("raid",)), heard({"tech": 30})) == peak(about=("raid",))
    assert with_meaning(peak(), None) == peak()
