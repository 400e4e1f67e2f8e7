"""The lines around the questions: header, hints, one line an answer; and the plain asker, which has only lines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from rex.cli.prompts import hints
from rex.cli.prompts.header import header
from rex.cli.prompts.open import open_asker
from rex.cli.prompts.plain import PlainAsker
from rex.cli.prompts.settled import settled_line
from rex.cli.prompts.terminal import Terminal, wrapped
from rex.errors import FileError, Interrupted
from rex.questionnaire.drive import Back, DontKnow, Given, Quit, Reply, Screen, Settled, Skip, drive
from rex.text.catalogue import Catalogue
from rex.text.width import width

if TYPE_CHECKING:
    from rex.model.answer import State
    from rex.questionnaire.run import Interview

WORDS = Catalogue("en")
ScreenOf = Callable[[str], Screen]


def test_the_header_says_where_one_is_and_how_long_it_takes() -> None:
    line = header(WORDS, "Autumn Glow", (2, 6, "blind"), 18, 80)
    assert line == "REX  Autumn Glow                             2 of 6 blind · about 3 minutes left"
    assert len(line) == 80
    assert header(WORDS, "Autumn Glow", (2, 6, "blind"), 3, 80).endswith("about 1 minute left")
    assert header(WORDS, "Autumn Glow", (6, 6, "report"), None, 40) == "REX  Autumn Glow           6 of 6 report"


@pytest.mark.parametrize("cells", [30, 50, 60, 80, 100])
def test_a_narrow_header_shortens_the_title_first(cells: int) -> None:
    line = header(WORDS, "Autumn Glow " * 9, (2, 6, "blind"), 18, cells)
    assert "2 of 6 blind · about 3 minutes left" in line
    assert width(line) <= max(cells, 40)


OWN = [("Enter", "keep")]
COMMON = [("b", "back"), ("s", "skip"), ("d", "don't know"), ("q", "save and quit"), ("?", "why")]


@pytest.mark.parametrize(("cells", "rows"), [(100, 1), (80, 2), (60, 2), (50, 2), (40, 2)])
def test_hints_are_shortened_and_every_key_stays(cells: int, rows: int) -> None:
    laid = hints.lines(OWN, COMMON, cells, "Esc, then:")
    texts = ["".join(text for _, text in row) for row in laid]
    assert len(texts) == rows
    assert all(width(text) <= cells for text in texts)
    keys = [text for row in laid for style, text in row if style == "bold"]
    assert any("Esc, then:" in text for text in texts)
    assert [key for key in " ".join(keys).split() if key != "Enter"] == ["b", "s", "d", "q", "?"]


def test_words_are_wrapped_between_words_and_by_their_width_on_the_screen() -> None:
    assert wrapped("one two three", 7) == ["one two", "three"]
    assert wrapped("日本語 テスト", 6) == ["日本語", "テスト"]
    assert wrapped("abcdefgh", 3) == ["abc", "def", "gh"]
    assert wrapped("", 5) == [""]
    assert wrapped("vus\u00a0? oui", 6) == ["vus\u00a0?", "oui"]
    assert wrapped("déjà vus\u00a0?", 8) == ["déjà", "vus\u00a0?"]


def line(screen: Screen, says: str, state: State = "given", was: str | None = None) -> Settled:
    at = datetime(2026, 11, 20, 20, 27, 8, tzinfo=UTC)
    return Settled(3, 10, screen.asked, state, says, was, None if was is None else "given", at)


@pytest.mark.parametrize(
    ("settled", "text"),
    [
        (("even", "given", None), "   3 of 10  Goal reached?               even"),
        (("", "skipped", None), "   3 of 10  Goal reached?               (skipped)"),
        (("", "dont_know", None), "   3 of 10  Goal reached?               (don't know)"),
        (("", "given", None), "   3 of 10  Goal reached?               (empty)"),
        (("even", "given", "likely"), "   3 of 10  Goal reached?               likely -> even  changed"),
        (("even", "given", "even"), "   3 of 10  Goal reached?               even"),
    ],
)
def test_an_answer_leaves_one_line(screen_of: ScreenOf, settled: tuple[str, State, str | None], text: str) -> None:
    terminal = Terminal(StringIO(), WORDS)
    says, state, was = settled
    parts = settled_line(terminal, line(screen_of("csm.reached"), says, state, was))
    assert "".join(part for _, part in parts).rstrip() == text


@pytest.mark.parametrize("columns", [40, 50, 80, 120])
def test_a_long_answer_is_cut_with_three_dots_and_never_wraps(screen_of: ScreenOf, columns: int) -> None:
    parts = settled_line(Terminal(StringIO(), WORDS, columns), line(screen_of("csm.reached"), "日本 " * 60))
    text = "".join(part for _, part in parts)
    assert width(text) <= columns
    assert text.rstrip().endswith("...")


def test_colour_off_is_the_same_line_without_escapes(screen_of: ScreenOf) -> None:
    lines = []
    for colour in (True, False):
        stream = StringIO()
        terminal = Terminal(stream, WORDS, colour=colour)
        terminal.line(settled_line(terminal, line(screen_of("csm.reached"), "even")))
        lines.append(stream.getvalue())
    assert "\x1b" in lines[0]
    assert lines[0].replace("\x1b[2m", "").replace("\x1b[0m", "") == lines[1]


def test_without_a_terminal_nobody_is_asked() -> None:
    with pytest.raises(FileError, match="no terminal") as raised:
        open_asker(StringIO("1\n"), StringIO(), WORDS)
    assert "--answers" in raised.value.todo


def plain(screen: Screen, given: str) -> tuple[Reply, str]:
    stream = StringIO()
    return PlainAsker(StringIO(given), stream, WORDS).ask(screen), stream.getvalue()


@pytest.mark.parametrize(
    ("name", "given", "reply"),
    [
        ("csm.reached", "4\n", Given("likely")),
        ("csm.reached", "nine\n99\n4\n", Given("likely")),
        ("csm.reached", "?\n4\n", Given("likely")),
        ("csm.reached", "b\n", Back()),
        ("csm.reached", "s\n", Skip()),
        ("csm.reached", "d\n", DontKnow()),
        ("csm.reached", "q\n", Quit()),
        ("csm.reached", "", Quit()),
        ("csm.context", "2 3\n", Given(["promo", "paid_traffic"])),
        ("csm.context", "1,2\n2,3\n", Given(["promo", "paid_traffic"])),
        ("csm.goal", "\n", Given("conversion 5.0%")),
        ("csm.goal", "7 %\n", Given("7 %")),
        ("csm.repeat", ".b\n", Given("b")),
        ("csm.repeat", "best\n", Given("best")),
        ("csm.repeat", "\n", Given("")),
        ("csm.marked", "2\nluck\n", Given({"choice": "surprising", "text": "luck"})),
        ("csm.action.1", "stock\nLucía\n\ns\ns\n\n", Given({"what": "stock", "owner": "Lucía"})),
    ],
)
def test_the_plain_asker_takes_a_number_and_enter(screen_of: ScreenOf, name: str, given: str, reply: Reply) -> None:
    got, shown = plain(screen_of(name), given)
    assert got == reply
    assert "\x1b" not in shown


def test_the_plain_asker_holds_a_whole_interview(interview: Interview) -> None:
    stream = StringIO()
    asker = PlainAsker(StringIO("1\n\n4\n2\n3\n4\n2 3\nsold out\n00:20 test\n"), stream, WORDS)
    drive(interview, asker, "blind")
    assert interview.open("blind") == ()
    assert "saved 20:27:08: likely, about 7 in 10" in stream.getvalue()
    with pytest.raises(Interrupted):
        drive(interview, PlainAsker(StringIO(""), stream, WORDS), "reveal", go_on="rex review last")
