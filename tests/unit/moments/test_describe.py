"""Candidates become moments in the words of the run of show and of the chat."""

from __future__ import annotations

from dataclasses import replace

from rex.model.session import Cue
from rex.moments.describe import Surroundings, describe
from rex.moments.series import Candidate, Delay, Found, Span
from rex.moments.words import Said

PEAK = Candidate(
    kind="peak",
    about=(),
    start_s=100.0,
    end_s=160.0,
    peak_s=120.0,
    cause_s=92.0,
    score=3.0,
    lift=2.0,
    lift_low=1.5,
    lift_high=2.6,
    extra_messages=Span(30.0, 20.0, 40.0),
    extra_orders=None,
    p=0.0001,
    q=0.01,
    signals={"chat": 4.0},
    id=1,
    rank=1,
)
DROP = replace(PEAK, kind="drop", start_s=130.0, end_s=170.0, id=2, rank=2)
SERUM = Cue(id="cue:1", start_s=0, end_s=300, kind="product", title="Serum on bare skin", products=("VS-30",))
DRAW = Cue(id="cue:1", start_s=0, end_s=300, kind="giveaway", title="The draw")


def found(*candidates: Candidate) -> Found:
    return Found(candidates, 1_000, 0.02, 1.6, Delay(8.0))


def around(cue: Cue | None, *, orders: list[float] | None = None) -> Surroundings:
    inside = [Said(105.0 + n, n, text) for n, text in enumerate(["se nota muchísimo", "cómo se nota", "se nota, sí"])]
    outside = [Said(400.0 + n, 50 + n, f"hola qué tal {n}") for n in range(30)]
    viewers = [(0.0, 400), (130.0, 400), (170.0, 320)]
    return Surroundings([*inside, *outside], [] if cue is None else [cue], orders, viewers, lambda _: True)


def test_a_label_is_the_cue_and_what_several_people_wrote() -> None:
    (moment,) = describe(found(PEAK), around(SERUM, orders=[90.0, 110.0, 160.0, 200.0])).moments
    assert moment.label.startswith("Serum on bare skin, “")
    assert "nota" in moment.label
    assert (moment.cue, moment.product, moment.people, moment.orders) == ("Serum on bare skin", "VS-30", 3, 2)


def test_without_a_cue_the_words_alone_name_it() -> None:
    (moment,) = describe(found(PEAK), around(None)).moments
    assert moment.label.startswith("“")
    assert moment.cue is None


def test_greetings_and_farewells_are_no_moments_and_numbers_have_no_gap() -> None:
    ritual = replace(PEAK, about=("start",), start_s=2.0, end_s=40.0, id=1, rank=2)
    later = replace(PEAK, id=2, rank=1)
    (moment,) = describe(found(ritual, later), around(SERUM)).moments
    assert (moment.id, moment.rank, moment.start_s) == (1, 1, 100.0)


def test_a_draw_and_a_chat_full_of_complaints_are_named_as_such() -> None:
    (peak,) = describe(found(PEAK), around(DRAW)).moments
    assert peak.about == ("giveaway",)
    both = describe(found(PEAK, DROP), around(SERUM)).moments
    assert [moment.about for moment in both] == [("incident",), ("incident",)]


def test_a_drop_says_how_many_watched_before_and_after() -> None:
    (drop,) = describe(found(DROP), around(SERUM)).moments
    assert (drop.viewers_before, drop.viewers_after) == (400, 320)


def test_a_quiet_show_says_so_with_what_could_not_have_been_seen() -> None:
    said = describe(found(), around(SERUM)).said
    assert said.text.startswith("Nothing stands out")
    assert said.values["lift"].value == 1.6  # type: ignore[union-attr]
    nothing = describe(Found((), 0, 0.0, None, Delay(8.0)), around(SERUM)).said
    assert nothing.text.startswith("There is too little chat")
