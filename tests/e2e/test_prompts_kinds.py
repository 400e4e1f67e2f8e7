"""Every other kind of question at both askers: order, 0 to 10, numbers, money, ranges, days, names, what cannot be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest

from rex.cli.prompts.asker import TerminalAsker
from rex.cli.prompts.plain import PlainAsker
from rex.model.question import Question
from rex.questionnaire.asked import Asked, Option
from rex.questionnaire.drive import Back, Edit, Given, NotApplicable, Quit, Reply, Screen, Speak
from rex.questionnaire.values import BadValueError, accept
from rex.text.catalogue import Catalogue

if TYPE_CHECKING:
    from prompt_toolkit.input.base import PipeInput

    from rex.cli.prompts.terminal import Terminal
    from rex.model.message import Message

Ask = Callable[..., Reply]
DOWN, ESC, RUBOUT = "\x1b[B", "\x1b", "\x7f"
WORDS = {"en": "What?", "es": "¿Qué?", "fr": "Quoi ?"}
COLOURS = (Option("red", "red"), Option("green", "green"), Option("blue", "blue", reason="sold out"))
STEPS = tuple(Option(str(n), {0: "not at all", 10: "extremely"}.get(n, "")) for n in range(11))


def screen_for(kind: str, options: tuple[Option, ...] = (), **more: Any) -> Screen:
    """Make a screen of a kind; its values are judged as in an interview."""
    question = Question.model_validate(
        {"id": "x.asked", "type": kind, "phase": "blind", "label": WORDS, "short": WORDS, "not_applicable": True}
    )
    asked = Asked("x.asked", question, "What?", "What", options=options, currency="EUR")

    def wrong(value: Any) -> Message | None:
        try:
            accept(asked, value)
        except BadValueError as error:
            return error.message
        return None

    whole = {"begin": None, "typed": "", "today": date(2026, 11, 20), "can_edit": True, "can_not_apply": True} | more
    return Screen(
        asked, 2, 3, 6, proposed=False, can_back=True, can_skip=True, wrong=wrong, typing=lambda _: None, **whole
    )


RANK = (COLOURS[0], COLOURS[1], Option("grey", "grey"))
NAMES = (Option("p1", "Serum"), Option("p2", "Mask"))
CASES: list[tuple[str, tuple[Option, ...], str, str, Reply]] = [
    ("rank", RANK, "31\r", "3 1\n", Given(["grey", "red"])),
    ("rank", RANK, "311\r", "3\n", Given(["grey"])),
    ("rank", RANK, DOWN + " " + DOWN + " \r", "2 3\n", Given(["green", "grey"])),
    ("nps", STEPS, "x", "10\n", Given(10)),
    ("nps", STEPS, "0", "0\n", Given(0)),
    ("select", COLOURS, "32", "3\n2\n", Given("green")),
    ("product", NAMES, "2", "2\n", Given("p2")),
    ("product", NAMES, "3Lip oil\r", "3\nLip oil\n", Given("Lip oil")),
    ("person", (), "Ana\r", "Ana\n", Given("Ana")),
    ("date", (), "+7\r", "+7\n", Given("2026-11-27")),
    ("date", (), "soon" + "\r" + RUBOUT * 4 + "2026-12-01\r", "soon\n2026-12-01\n", Given("2026-12-01")),
]


def at_the_terminal(terminal: Terminal, pipe: PipeInput, screen: Screen, keys: str) -> Reply:
    pipe.send_text(keys)
    return TerminalAsker(terminal).ask(screen)


def in_lines(screen: Screen, given: str) -> tuple[Reply, str]:
    shown = StringIO()
    return PlainAsker(StringIO(given), shown, Catalogue("en")).ask(screen), shown.getvalue()


@pytest.mark.parametrize(("kind", "options", "keys", "lines", "reply"), CASES)
def test_each_kind_is_asked_at_both(
    terminal: Terminal,
    pipe: PipeInput,
    kind: str,
    options: tuple[Option, ...],
    keys: str,
    lines: str,
    reply: Given,
) -> None:
    got = at_the_terminal(terminal, pipe, screen_for(kind, options), keys)
    plain, _ = in_lines(screen_for(kind, options), lines)
    asked = screen_for(kind, options).asked
    assert isinstance(got, Given)
    assert isinstance(plain, Given)
    assert accept(asked, got.value) == accept(asked, plain.value) == reply.value


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("money", "1200", 1200),
        ("money", "€ 1.200,50", 1200.5),
        ("money", "1,200.50 EUR", 1200.5),
        ("money", "1 200", 1200),
        ("money", "1\u202f200,50", 1200.5),
        ("money", "12,5", 12.5),
        ("number", "-3", -3),
        ("number", "0.125", 0.125),
        ("percent", "50 %", 50),
        ("int", "7", 7),
    ],
)
def test_numbers_are_read_as_people_write_them(
    terminal: Terminal, pipe: PipeInput, kind: str, typed: str, value: float
) -> None:
    screen = screen_for(kind)
    for got in (at_the_terminal(terminal, pipe, screen, typed + "\r"), in_lines(screen, typed + "\n")[0]):
        assert isinstance(got, Given)
        assert accept(screen.asked, got.value) == value


@pytest.mark.parametrize(("kind", "typed"), [("money", "1.200"), ("money", "1,200"), ("int", "2.5"), ("number", "ten")])
def test_a_number_that_could_be_two_is_asked_again(terminal: Terminal, pipe: PipeInput, kind: str, typed: str) -> None:
    again = RUBOUT * len(typed) + "3\r"
    got = at_the_terminal(terminal, pipe, screen_for(kind), typed + "\r" + again)
    assert got == Given("3")
    assert in_lines(screen_for(kind), f"{typed}\n3\n")[0] == Given("3")


def test_the_currency_stands_before_the_field(terminal: Terminal, pipe: PipeInput) -> None:
    at_the_terminal(terminal, pipe, screen_for("money"), "5\r")
    assert isinstance(terminal.stream, StringIO)
    assert "EUR >" in terminal.stream.getvalue()
    assert "EUR" in in_lines(screen_for("money"), "5\n")[1]


def test_a_range_is_three_fields_on_one_screen(terminal: Terminal, pipe: PipeInput) -> None:
    keys = "10\r30\r20\r" + RUBOUT * 2 + "45\r"
    value = {"low": "10", "mid": "30", "high": "45"}
    assert at_the_terminal(terminal, pipe, screen_for("forecast"), keys) == Given(value)
    assert isinstance(terminal.stream, StringIO)
    drawn = terminal.stream.getvalue()
    assert all(word in drawn for word in ("lowest", "likeliest", "highest", "8 times in 10"))
    plain, shown = in_lines(screen_for("forecast"), "10\n30\n20\n10\n30\n45\n")
    assert plain == Given(value)
    assert "8 times in 10" in shown


def test_leaving_a_range_keeps_each_field(terminal: Terminal, pipe: PipeInput) -> None:
    kept: dict[str, str] = {}
    screen = screen_for("forecast", keep=kept.__setitem__)
    assert at_the_terminal(terminal, pipe, screen, "10\r3" + ESC + "q") == Quit()
    assert kept == {"low": "10", "mid": "3"}
    again = screen_for("forecast", parts=kept)
    assert at_the_terminal(terminal, pipe, again, "\r0\r50\r") == Given({"low": "10", "mid": "30", "high": "50"})


@pytest.mark.parametrize(
    ("key", "reply"), [("n", NotApplicable()), ("e", Edit()), ("l", Speak("es")), ("b", Back()), ("q", Quit())]
)
@pytest.mark.parametrize(("kind", "options"), [("select", RANK), ("nps", STEPS), ("rank", RANK), ("product", NAMES)])
def test_the_keys_everywhere_work_in_each_list(
    terminal: Terminal, pipe: PipeInput, key: str, reply: Reply, kind: str, options: tuple[Option, ...]
) -> None:
    assert at_the_terminal(terminal, pipe, screen_for(kind, options), key) == reply
    assert in_lines(screen_for(kind, options), key + "\n")[0] == reply


@pytest.mark.parametrize(("key", "reply"), [("n", NotApplicable()), ("e", Edit("ab")), ("l", Speak("es", "ab"))])
def test_in_a_text_they_work_after_esc_and_keep_the_words(
    terminal: Terminal, pipe: PipeInput, key: str, reply: Reply
) -> None:
    assert at_the_terminal(terminal, pipe, screen_for("text"), "ab" + ESC + key) == reply


def test_half_chosen_ones_come_back(terminal: Terminal, pipe: PipeInput) -> None:
    assert at_the_terminal(terminal, pipe, screen_for("rank", RANK), "31l") == Speak("es", "grey red")
    again = screen_for("rank", RANK, typed="grey red", half=True)
    assert at_the_terminal(terminal, pipe, again, "2\r") == Given(["grey", "red", "green"])


def test_what_cannot_be_taken_says_why(terminal: Terminal, pipe: PipeInput) -> None:
    assert at_the_terminal(terminal, pipe, screen_for("select", COLOURS), "31") == Given("red")
    assert isinstance(terminal.stream, StringIO)
    assert "(sold out)" in terminal.stream.getvalue()
    assert "(sold out)" in in_lines(screen_for("select", COLOURS), "1\n")[1]


def test_an_action_keeps_its_parts_as_they_are_given(terminal: Terminal, pipe: PipeInput) -> None:
    kept: dict[str, str] = {}
    words: list[str] = []
    screen = replace(screen_for("action", keep=kept.__setitem__), typing=words.append)
    reply = at_the_terminal(terminal, pipe, screen, "stock\rAna\r+7\rconv" + ESC + "l")
    assert reply == Speak("es", "stock")
    assert kept == {"owner": "Ana", "due": "2026-11-27", "kpi": "conv"}
    again = screen_for("action", parts=kept, typed="stock", half=True)
    whole = {"what": "stock", "owner": "Ana", "due": "2026-11-27", "kpi": "conv", "direction": "up"}
    assert at_the_terminal(terminal, pipe, again, "\r\r\r\r1\r") == Given(whole)


def test_an_earlier_answer_is_chosen_from_a_list(terminal: Terminal, pipe: PipeInput) -> None:
    from datetime import UTC, datetime

    from rex.questionnaire.drive import Settled

    at = datetime(2026, 11, 20, tzinfo=UTC)
    lines = [
        Settled(n, 2, replace(screen_for("text").asked, id=f"x.{n}"), "given", f"was {n}", None, None, at)
        for n in (1, 2)
    ]
    pipe.send_text("2")
    assert TerminalAsker(terminal).choose(lines) == "x.2"
    pipe.send_text("q")
    assert TerminalAsker(terminal).choose(lines) is None
    shown = StringIO()
    assert PlainAsker(StringIO("2\n"), shown, Catalogue("en")).choose(lines) == "x.2"
    assert "was 1" in shown.getvalue()


def test_an_enter_of_habit_after_a_key_that_took_the_answer_is_no_answer(terminal: Terminal, pipe: PipeInput) -> None:
    alone = (Option("none", "none", alone=True), Option("some", "some"))
    asker = TerminalAsker(terminal)
    pipe.send_text("1\r")
    assert asker.ask(screen_for("multiselect", alone)) == Given(["none"])
    pipe.send_text("ab\r")
    assert asker.ask(screen_for("text", typed="kept", begin="kept")) == Given("keptab")
