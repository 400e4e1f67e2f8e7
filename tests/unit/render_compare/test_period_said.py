"""What the team said, beside the numbers: in the team's edition of every format, in no client's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from rex.model.comparison import Period, PeriodAnswer
from rex.model.message import say
from rex.model.question import Words
from rex.render.jsonfile import to_json
from rex.render.period import period_html, period_lines, period_markdown, strip_period_for_client
from tests.unit.render_compare.comparisons import MARKUP
from tests.unit.render_compare.periods import period
from tests.unit.render_compare.shown import speaker, texts

if TYPE_CHECKING:
    from rex.render.period.view import Edition

MOOD = Words(en="Mood", es="Ánimo", fr="Humeur")
HIGH = Words(en="high", es="alto", fr="haute")
CHANGED = Words(en="Changed", es="Qué cambió", fr="Ce qui a changé")
PLANTED = ("Zyxwords alpha", "Zyxwords beta", "Quirina", "wences")


def answer(question: str, title: Words, said: Words | str, **more: Any) -> PeriodAnswer:
    shared: dict[str, Any] = {"question": question, "title": title, "said": said, "role": "team", "phase": "blind"}
    return PeriodAnswer.model_validate(shared | more)


SAID = (
    answer("period.changed", CHANGED, PLANTED[0], person="Quirina"),
    answer("period.changed", CHANGED, PLANTED[1], person="wences", unsealed=True),
    answer("period.mood", MOOD, HIGH, person="Quirina", step=4),
    answer("period.mood", MOOD, Words(en="low", es="bajo", fr="basse"), person="wences", step=2),
    answer("period.stop", Words(en="To stop", es="Para dejar", fr="À cesser"), "Stopzyx", phase="commit"),
)


def every(made: Period, lang: str, edition: Edition) -> list[str]:
    """Write a period in every format, spaces and Markdown's escapes evened out."""
    shown = strip_period_for_client(made) if edition == "client" else made
    written = (
        period_html(made, lang, edition),
        period_markdown(made, lang, edition).replace("\\", ""),
        "\n".join(texts(period_lines(shown, speaker(lang), 80))),
    )
    return [re.sub(r"\s+", " ", text) for text in written]


def test_each_persons_answer_stands_with_its_seal() -> None:
    for text in every(period(said=SAID), "en", "team"):
        assert "What the team said" in text
        assert "Quirina (Team)" in text
        assert "Zyxwords alpha (sealed before the numbers)" in text
        assert "Zyxwords beta (unsealed)" in text
        assert "Stopzyx (after the numbers)" in text
        # Of four blind answers one is unsealed; three names, since one answered for the team.
        assert "3 people answered; sealed before the numbers: 3 of 4 answers." in text


def test_the_mood_is_every_step_and_how_many_there_are() -> None:
    for text in every(period(said=SAID), "en", "team"):
        assert "4 high" in text
        assert "2, 4; 2 answers" in text


@pytest.mark.parametrize(("lang", "label", "step"), [("es", "Ánimo", "4 alto"), ("fr", "Humeur", "4 haute")])
def test_labels_and_choices_are_in_the_readers_language(lang: str, label: str, step: str) -> None:
    for text in every(period(said=SAID), lang, "team"):
        assert label in text
        assert step in text


@pytest.mark.parametrize("lang", ["en", "es", "fr"])
def test_no_word_and_no_name_of_the_team_reaches_the_client(lang: str) -> None:
    planted = period(said=SAID, data_notes=(say("{who} told it.", who="wences"),))
    forbidden = (*PLANTED, "Stopzyx", MOOD.said(lang), CHANGED.said(lang), "What the team said")
    for text in (*every(planted, lang, "client"), to_json(strip_period_for_client(planted))):
        assert [word for word in forbidden if word in text] == []


def test_where_nobody_was_asked_there_is_no_such_part() -> None:
    for text in every(period(), "en", "team"):
        assert "What the team said" not in text


def test_it_stands_after_the_numbers_and_both_kinds_of_lesson_stay_side_by_side() -> None:
    page = period_html(period(said=SAID), "en")
    titles = ("Measures", "What the team said", "Lessons that worked", "Lessons that did not")
    places = [page.index(f"</span> {title}") for title in titles]
    assert places == sorted(places)
    pair = page[page.index('<div class="pair">') :]
    assert 'id="s4"' not in pair
    assert pair.index('id="s5"') < pair.index('id="s6"')


def test_what_people_wrote_is_inert_and_the_document_reads_back() -> None:
    made = period(said=(answer("period.changed", CHANGED, MARKUP, person=MARKUP),))
    assert "<script>alert" not in period_html(made, "en")
    assert Period.model_validate_json(to_json(made)) == made
