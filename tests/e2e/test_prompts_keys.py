"""Every key of every kind of question, from a pipe."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from rex.cli.prompts.asker import TerminalAsker
from rex.questionnaire.asked import Option
from rex.questionnaire.drive import Back, DontKnow, Given, Quit, Reply, Screen, Skip

if TYPE_CHECKING:
    from prompt_toolkit.input.base import PipeInput

    from rex.cli.prompts.terminal import Terminal

ScreenOf = Callable[[str], Screen]
Ask = Callable[[str, str], Reply]
UP, DOWN, ESC, CTRL_C, CTRL_D = "\x1b[A", "\x1b[B", "\x1b", "\x03", "\x04"


@pytest.fixture
def ask(terminal: Terminal, pipe: PipeInput, screen_of: ScreenOf) -> Ask:
    def asked(name: str, keys: str) -> Reply:
        screen = screen_of(name)
        pipe.send_text(keys)
        return TerminalAsker(terminal).ask(screen)

    return asked


def drawn(terminal: Terminal) -> str:
    assert isinstance(terminal.stream, StringIO)
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", terminal.stream.getvalue())


def on_sight(terminal: Terminal, *then: tuple[str, str]) -> None:
    """Press keys once a text is on the screen."""
    terminal.stream.then = list(then)  # type: ignore[attr-defined]  # the fixture's own stream


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        ("4", Given("likely")),
        ("\r4", Given("likely")),  # the mark stands nowhere: an Enter of habit takes nothing
        ("\n4", Given("likely")),
        (DOWN + "\r", Given("very_unlikely")),
        (DOWN + DOWN + "\r", Given("unlikely")),
        (UP + "\r", Given("very_likely")),
        ("\x0e\x0e\x10\r", Given("very_unlikely")),  # Ctrl-N twice, Ctrl-P
        ("b", Back()),
        ("s", Skip()),
        ("d", DontKnow()),
        ("q", Quit()),
        (CTRL_C, Quit()),
        (CTRL_D, Quit()),
        ("?4", Given("likely")),
        ("??4", Given("likely")),
        ("z94", Given("likely")),
    ],
)
def test_a_list_takes_digits_arrows_and_the_letters(ask: Ask, keys: str, reply: Reply) -> None:
    assert ask("csm.reached", keys) == reply


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (" \r", ["nothing"]),
        ("23\r", ["promo", "paid_traffic"]),
        ("32\r", ["promo", "paid_traffic"]),
        ("223\r", ["paid_traffic"]),
        ("21\r", ["nothing"]),  # "nothing" stands alone
        (" 2\r", ["promo"]),
        ("1", ["nothing"]),  # nothing else fits beside it, so nothing is left to choose
        ("2 1\r", ["nothing"]),
        (DOWN + " " + DOWN + " \r", ["promo", "paid_traffic"]),
        ("\r2\r", ["promo"]),  # Enter with nothing chosen asks again
    ],
)
def test_several_are_chosen_with_space_or_digits(ask: Ask, keys: str, value: list[str]) -> None:
    assert ask("csm.context", keys) == Given(value)


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        ("best bids\r", Given("best bids")),
        ("?\r", Given("?")),
        ("abc" + ESC + "b", Back("abc")),
        ("abc" + ESC + "s", Skip()),
        ("abc" + ESC + "d", DontKnow()),
        ("abc" + ESC + "q", Quit("abc")),
        ("abc" + CTRL_C, Quit("abc")),
        ("abc" + CTRL_D, Quit("abc")),
        (ESC + "?" + "abc\r", Given("abc")),
        (ESC + "zb\r", Given("zb")),  # Esc and a letter that is no key: a letter
        (ESC + ESC + "b\r", Given("b")),
        (UP, Back()),
        ("a" + UP + "\r", Given("a")),
        ("ac\x1b[Db\r", Given("abc")),  # Left is a movement, not Esc
        ("\x1b[200~one\ntwo\x1b[201~\r", Given("one two")),
        ("\r", Given("")),
        ("é¿🌟\r", Given("é¿🌟")),
    ],
)
def test_in_a_text_letters_are_letters_and_esc_makes_keys(ask: Ask, keys: str, reply: Reply) -> None:
    assert ask("csm.repeat", keys) == reply


def test_a_proposed_text_is_kept_with_enter_and_is_no_half_typed_word(ask: Ask) -> None:
    assert ask("csm.goal", "\r") == Given("conversion 5.0%")
    assert ask("csm.goal", " and kits\r") == Given("conversion 5.0% and kits")
    assert ask("csm.goal", ESC + "q") == Quit("")


def test_the_first_question_has_no_way_back(ask: Ask) -> None:
    assert ask("csm.seen", "b1\r") == Given(["none"])


def test_why_opens_in_place_and_the_hint_turns_to_close(ask: Ask, terminal: Terminal) -> None:
    # The cursor stands on the second line when the reasons open, and is still there when they are closed.
    on_sight(terminal, ("Why: Over several sessions", "?\r"))
    assert ask("csm.reached", DOWN + DOWN + "?") == Given("unlikely")
    assert "close" in drawn(terminal)


def test_a_wrong_value_says_so_and_the_words_stay(terminal: Terminal, pipe: PipeInput, screen_of: ScreenOf) -> None:
    screen = screen_of("csm.sentence")
    on_sight(terminal, ("At most 300 letters", "\x7f\r"))
    pipe.send_text("x" * 301 + "\r")
    assert TerminalAsker(terminal).ask(screen) == Given("x" * 300)


def test_half_typed_words_are_saved_after_a_pause(terminal: Terminal, pipe: PipeInput, screen_of: ScreenOf) -> None:
    kept: list[str] = []

    def typing(text: str) -> None:
        kept.append(text)
        pipe.send_text("\r")

    pipe.send_text("half")
    assert TerminalAsker(terminal).ask(replace(screen_of("csm.repeat"), typing=typing)) == Given("half")
    assert kept == ["half"]


def test_a_closed_terminal_is_quit_and_keeps_the_words(
    terminal: Terminal, pipe: PipeInput, screen_of: ScreenOf
) -> None:
    screen = screen_of("csm.repeat")

    def typing(_: str) -> None:
        pipe.close()

    pipe.send_text("half")
    assert TerminalAsker(terminal).ask(replace(screen, typing=typing)) == Quit("half")


@pytest.mark.parametrize(("key", "value"), [("0", 0), ("9", 9), ("x", 10), ("\x1b[C\x1b[C\r", 1)])
def test_a_long_scale_lies_on_one_line_and_takes_one_key(
    terminal: Terminal, pipe: PipeInput, screen_of: ScreenOf, key: str, value: int
) -> None:
    screen = screen_of("csm.mood")
    options = tuple(Option(str(n), {0: "nothing", 10: "all"}.get(n, "")) for n in range(11))
    pipe.send_text(key)
    asked = replace(screen.asked, options=options)
    assert TerminalAsker(terminal).ask(replace(screen, asked=asked, begin=None)) == Given(value)
    assert "x ten" in drawn(terminal)


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        ("2luck\r", Given({"choice": "surprising", "text": "luck"})),
        ("1" + ESC + "s", Given({"choice": "expected", "text": ""})),
        ("1" + ESC + "b" + "2luck\r", Given({"choice": "surprising", "text": "luck"})),
        ("b", Back()),
        ("1lu" + ESC + "q", Quit("lu")),
    ],
)
def test_a_choice_with_a_few_words_is_two_steps_and_back_takes_one(ask: Ask, keys: str, reply: Reply) -> None:
    assert ask("csm.marked", keys) == reply


WHOLE = {
    "what": "stock",
    "owner": "Lucía",
    "due": "2026-11-26",
    "kpi": "revenue",
    "direction": "down",
    "smallest_effect": "7",
}


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        ("stock\rLucía\r2026-11-26\r227\r", Given(WHOLE)),
        ("stock\rLucía\rsoon\r" + "\x7f" * 4 + "2026-11-26\r227\r", Given(WHOLE)),
        ("stock\rMaria\r" + ESC + "b" + "\x7f" * 5 + "Lucía\r2026-11-26\r227\r", Given(WHOLE)),
        ("stock\r\r\rss\r", Given({"what": "stock"})),
        ("\r", Skip()),
        (ESC + "d", DontKnow()),
        ("stock\rLu" + ESC + "q", Quit("stock")),
        ("sto" + CTRL_C, Quit("sto")),
    ],
)
def test_an_action_is_asked_part_by_part(ask: Ask, keys: str, reply: Reply) -> None:
    assert ask("csm.action.1", keys) == reply


def test_one_of_a_few_keys_is_waited_for(terminal: Terminal, pipe: PipeInput) -> None:
    asker = TerminalAsker(terminal)
    keys = [("enter", "seal"), ("b", "look again"), ("q", "later")]
    for pressed, key in (("zb", "b"), ("\r", "enter"), (CTRL_C, "q"), (CTRL_D, "q")):
        pipe.send_text(pressed)
        assert asker.pick(["Seal?"], keys) == key
