"""The terminal: the same words in lines that fit, with and without drawn characters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from rex.render.terminal import (
    Line,
    checks_lines,
    ending_lines,
    kpis_lines,
    moments_lines,
    report_lines,
    reveal_lines,
    summary_lines,
    text_of,
)
from rex.render.terminal.lines import Screen, Span, wrapped
from rex.render.terminal.moment_explained import explained_lines
from rex.render.terminal.spark import spark
from rex.render.terminal.voice import chat_lines
from rex.render.view import read
from rex.text.width import width

if TYPE_CHECKING:
    from rex.model.retrospective import Retrospective


class Writer(Protocol):
    """What every screen takes."""

    def __call__(self, record: Retrospective, *, lang: str, width: int, plain: bool = False) -> list[Line]: ...


SCREENS: list[Writer] = [
    summary_lines, kpis_lines, moments_lines, checks_lines, reveal_lines, ending_lines, report_lines, chat_lines,
]  # fmt: skip
DRAWN = set("▁▂▃▄▅▆▇█▲▼─│━·┃".replace("·", ""))


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("size", [40, 60, 80, 120])
def test_every_line_fits_the_width(full: Retrospective, bare: Retrospective, screen: Writer, size: int) -> None:
    for record in (full, bare):
        for plain in (False, True):
            lines = text_of(screen(record, lang="en", width=size, plain=plain)).splitlines()
            assert max(map(width, lines)) <= size


@pytest.mark.parametrize("screen", SCREENS)
def test_plain_lines_hold_no_drawn_character(full: Retrospective, screen: Writer) -> None:
    assert not DRAWN & set(text_of(screen(full, lang="en", width=80, plain=True)))


@pytest.mark.parametrize("screen", SCREENS)
def test_wide_letters_do_not_break_the_columns(full: Retrospective, screen: Writer) -> None:
    session = full.session.model_copy(update={"title": "秋の輝き" * 12, "client": "🌸" * 50})
    lines = text_of(screen(full.model_copy(update={"session": session}), lang="en", width=60)).splitlines()
    assert max(map(width, lines)) <= 60


def test_markup_and_control_characters_stay_words(full: Retrospective) -> None:
    session = full.session.model_copy(update={"title": "a\x1b[31mb\u202ec[/b]"})
    text = text_of(moments_lines(full.model_copy(update={"session": session}), lang="en", width=80))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "[/b]<script>alert(1)</script>" in text


def test_the_table_of_measures_reads_like_this(full: Retrospective) -> None:
    lines = text_of(kpis_lines(full, lang="en", width=80)).splitlines()
    assert "  + Conversion *                  6.2%  5.2 to 7.4    2.9 to 6.1      better" in lines
    assert "  - Median wait for an answer     4:50  3:40 to 7:10  1:14 to 3:34    worse" in lines
    assert "  ? Ease of ordering                 -  -             9 answers; it takes 10" in lines


def test_only_named_measures_are_shown_and_sums_on_request(full: Retrospective) -> None:
    first = full.measures[0].model_copy(update={"sums": {"viewers": 1842, "by_device": {"phone": 1200}}})
    record = full.model_copy(update={"measures": (first, *full.measures[1:])})
    text = text_of(kpis_lines(record, lang="en", width=80, only=("unique_viewers",), sums=True))
    assert "viewers 1,842 · by_device.phone 1,200" in text
    assert "Conversion" not in text


def test_marks_are_coloured_and_always_beside_a_word(full: Retrospective) -> None:
    line = next(row for row in kpis_lines(full, lang="en", width=80) if "Conversion" in "".join(s.text for s in row))
    assert Span("+", "better") in line
    assert Span("better", "better") in line


def test_moments_stand_under_their_minute(full: Retrospective) -> None:
    lines = text_of(moments_lines(full, lang="en", width=120)).splitlines()
    viewers = next(row for row in lines if row.lstrip().startswith("viewers"))
    marks = lines[next(i for i, row in enumerate(lines) if "▲" in row)]
    start = viewers.index("▂")
    # Ninety columns, one a minute: moment 1 is from 18:10 to 22:00, its middle in minute 20.
    assert marks.index("▲") - start == 20


def test_one_moment_alone_can_be_asked_for(full: Retrospective) -> None:
    text = text_of(moments_lines(full, lang="en", width=80, at=4))
    assert "Kit revealed at €69" in text
    assert "Sound lost" not in text
    assert "There is no moment 9." in text_of(moments_lines(full, lang="en", width=80, at=9))


def test_passing_checks_are_said_aloud(full: Retrospective) -> None:
    text = text_of(checks_lines(full, lang="en", width=80))
    assert "6 checks: 3 speak, 2 pass, 1 could not look" in text
    assert "B07  Only negatives" in text
    assert "hidden, since: the encoder log shows it (Maria)" in text
    assert "B29" in text_of(checks_lines(full, lang="en", width=80, every=True))


def test_the_reveal_shows_a_person_s_own_forecasts(full: Retrospective) -> None:
    text = text_of(reveal_lines(full, lang="en", width=80, respondent="hugo"))
    assert "1 of 2 inside." in text
    assert "3.8 to 5.5%" not in text
    assert "You sealed no forecast" in text_of(reveal_lines(full, lang="en", width=80, respondent="nobody"))


def test_the_path_of_the_report_stands_alone_on_its_line(full: Retrospective) -> None:
    path = "sessions/" + "a-very-long-name-" * 8 + "/retrospective.html"
    assert (Span(path, "path"),) in ending_lines(full, lang="en", width=80, path=path, minutes=10.2)


def test_the_terminal_says_what_the_page_says(full: Retrospective) -> None:
    text = " ".join(text_of(report_lines(full, lang="en", width=200)).split())
    for section in read(full, lang="en").sections:
        assert " ".join(section.headline.split()) in text


def test_sparks_show_gaps_as_dots_and_zero_as_the_lowest_block() -> None:
    assert spark((0, None, 4, 8), 4) == "▁·▄█"
    assert spark((1, 2, 3, 8), 2) == "▂█"
    assert spark((), 0) == ""


def test_long_words_are_broken_and_short_ones_kept_together() -> None:
    assert wrapped("one two", 8) == ["one two"]
    assert wrapped("x" * 20, 8) == ["x" * 8, "x" * 8, "x" * 4]
    assert wrapped("", 8) == [""]


def test_a_screen_never_has_two_empty_lines() -> None:
    screen = Screen(40)
    screen.blank()
    screen.add("a")
    screen.blank()
    screen.blank()
    assert screen.lines == [(Span("a"),), ()]


def test_a_moment_is_explained_number_by_number_and_an_unknown_rank_says_which_there_are(
    full: Retrospective, bare: Retrospective
) -> None:
    first = next(one for one in full.moments.moments if one.rank == 1)
    lines = text_of(explained_lines(full, lang="en", width=80, rank=1)).splitlines()
    told = " ".join(" ".join(lines).split())
    assert f"{first.lift:.2f} times what the audience present lets expect" in told
    assert "tested; of those shown about" in told
    assert all(len(line) <= 80 for line in lines)
    assert "ratio" not in told
    assert "There is no moment of rank 99" in text_of(explained_lines(full, lang="en", width=80, rank=99))
    assert "rank" not in text_of(explained_lines(bare, lang="en", width=80, rank=1))
