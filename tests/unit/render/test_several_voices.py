"""Sections 3 and 11 with several people: scores with their doubt, every voice, and no name that was not given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.model.calibration import Calibration, RoleScores, Scored
from rex.model.view import Nameless
from rex.render.blocks import Bullets, Prose, Table
from rex.render.client import strip_for_client
from rex.render.html import render_html
from rex.render.markdown import render_markdown
from rex.render.terminal import ending_lines, summary_lines, text_of
from rex.render.view import read

if TYPE_CHECKING:
    from rex.model.retrospective import Retrospective
    from rex.render.blocks import Section


def part(record: Retrospective, number: int, lang: str = "en") -> Section:
    return next(s for s in read(record, lang=lang).sections if s.number == number)


def table(section: Section, style: str) -> Table:
    return next(b for b in section.blocks if isinstance(b, Table) and b.style == style)


def notes(section: Section) -> str:
    return " ".join(b.text for b in section.blocks if isinstance(b, Prose))


def test_each_voice_has_its_line_and_the_data_one_below(full: Retrospective) -> None:
    rows = table(part(full, 11), "voices").rows
    mood = [r for r in rows if r.group == "Client's mood: seen differently"]
    assert [(r.cells[0].text, r.cells[1].text, r.cells[1].sub) for r in mood] == [
        ("Customer success", "reserved", "maria · 2 of 5"),
        ("Host", "delighted", "5 of 5"),  # answered under the role: no name
        ("Data", "no number measures this", ""),
    ]
    assert "wrong" not in text_of(summary_lines(full, lang="en", width=80))


def test_a_moment_leads_to_its_numbers_and_a_goal_to_its_result(full: Retrospective) -> None:
    rows = [r for r in table(part(full, 11), "voices").rows if r.cells[0].text == "Data"]
    assert [link.anchor for link in rows[1].cells[1].links] == ["m-4"]
    assert rows[2].cells[1].mark is not None
    assert rows[2].cells[1].mark.word == "goal reached"


def test_a_score_stands_with_its_interval_and_what_it_rests_on(full: Retrospective) -> None:
    rows = {r.cells[0].text: [c.text for c in r.cells[1:]] for r in table(part(full, 3), "fit").rows}
    assert rows == {
        "Ranges that held the value": ["60.0%", "31.3 to 83.2%", "6 of 10 forecasts"],
        "Width of the ranges": ["0.60", "0.42 to 0.78", "10 forecasts"],
        "Chances told of the goal (Brier)": ["0.21", "0.14 to 0.28", "31 forecasts"],
        "Below, as usual or above that held": ["too few to say", "–", "9 forecasts; 10 are needed"],
    }


def test_where_all_are_too_few_one_quiet_line_says_so(full: Retrospective) -> None:
    none = Scored(needs=10)
    few = RoleScores(
        people=1,
        sessions=2,
        forecasts=4,
        held=Scored(n=4, needs=10, k=3),
        width=Scored(n=4, needs=10),
        width_of_value=none,
        range_score=none,
        chance=none,
        place=none,
    )
    section = part(full.model_copy(update={"calibration": Calibration(everybody=few)}), 3)
    assert "How well forecasts fit is too early to say: 4 are settled so far, and 10 of one kind are needed." in notes(
        section
    )
    assert not any(isinstance(b, Table) and b.style == "fit" for b in section.blocks)


def test_a_surprise_is_told_in_the_forecasters_own_chances(full: Retrospective) -> None:
    (bullets,) = [b for b in part(full, 3).blocks if isinstance(b, Bullets)]
    assert bullets.items == (
        "Conversion: Customer success left a chance of 20.0% to values outside 3.8 to 5.5%; it was 6.2%.",
    )


def test_a_forecast_taken_back_does_not_count(full: Retrospective) -> None:
    before = part(full, 3).headline
    taken = tuple(f.model_copy(update={"changed": f.id == "f0"}) for f in full.forecasts)
    section = part(full.model_copy(update={"forecasts": taken}), 3)
    assert (before, section.headline) == ("2 of 6 forecasts held.", "1 of 5 forecasts held.")
    assert "1 forecast was changed after the seal; what was sealed stands here, and it does not count." in notes(
        section
    )


def test_two_voices_of_one_role_are_both_there(full: Retrospective) -> None:
    again = full.claims[2].model_copy(update={"id": "c9", "polarity": "worked", "respondent": "lea"})
    rows = table(part(full.model_copy(update={"claims": (*full.claims, again)}), 11), "dis").rows
    cell = rows[0].cells[1]
    assert cell.mark is not None
    assert (cell.mark.word, cell.sub) == ("both", "did not work: 1, worked: 1")


def test_below_three_only_the_number_waits(full: Retrospective) -> None:
    section = part(full.model_copy(update={"nameless": Nameless(waiting=1)}), 11)
    assert "1 anonymous answer waits until three people have answered the same question." in notes(section)
    assert not any(isinstance(b, Bullets) for b in section.blocks)


def test_no_voice_score_or_nameless_word_reaches_a_client(full: Retrospective) -> None:
    stripped = strip_for_client(full)
    assert (stripped.views, stripped.nameless, stripped.calibration) == ((), None, None)
    page = render_html(full, lang="en", edition="client") + render_markdown(full, lang="en", edition="client")
    assert not any(word in page for word in ("autocue", "seen differently", "Brier", "reserved"))


def test_the_end_of_a_review_says_quietly_who_has_not_answered(full: Retrospective) -> None:
    waiting = full.model_copy(update={"forecasts": tuple(f for f in full.forecasts if f.role != "client")})
    for lines in (summary_lines(waiting, lang="en", width=80), ending_lines(waiting, lang="en", width=80)):
        assert "  Not answered yet: Client." in text_of(lines)
    assert "Not answered" not in text_of(summary_lines(full, lang="en", width=80))


@pytest.mark.parametrize("lang", ["es", "fr"])
def test_a_sets_own_words_are_read_in_the_readers_language(full: Retrospective, lang: str) -> None:
    groups = {r.group for r in table(part(full, 11, lang), "voices").rows}
    assert any(("Ánimo del cliente" if lang == "es" else "Humeur du client") in group for group in groups)
