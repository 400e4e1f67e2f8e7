"""The list that `rex map` asks with, its keys from a pipe; and its screens in a narrow window."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input.defaults import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from rex.cli.mapping_screens import rows_screen
from rex.cli.prompts.asker import TerminalAsker
from rex.cli.prompts.offer import Choice, offer
from rex.cli.prompts.plain import PlainAsker
from rex.cli.prompts.terminal import Terminal
from rex.importers.preview import ReadRow, Shown
from rex.model.message import quantity
from rex.text.catalogue import Catalogue
from rex.text.speaker import Speaker
from rex.text.width import width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_toolkit.input.base import PipeInput

COLUMNS = [Choice("Hora", "Hora", ("19:05", "19:06")), Choice("Quién", "Quién", ("ana",)), Choice("", "none of them")]


@pytest.fixture
def pipe() -> Iterator[PipeInput]:
    with create_pipe_input() as keys:
        yield keys


def asked(pipe: PipeInput, keys: str, choices: list[Choice] | None = None) -> tuple[str | None, str]:
    drawn = StringIO()
    output = Vt100_Output(drawn, lambda: Size(rows=24, columns=80), enable_cpr=False)
    terminal = Terminal(drawn, Catalogue("en"), 80, colour=False, input=pipe, output=output)
    pipe.send_text(keys)
    return offer(TerminalAsker(terminal), "Which column tells when?", choices or COLUMNS), drawn.getvalue()


@pytest.mark.parametrize(
    ("keys", "given"),
    [
        ("1", "Hora"), ("\r", "Hora"), ("2", "Quién"), ("\x1b[B\r", "Quién"), ("\x1b[A\r", ""), ("3", ""),
        ("q", None), ("\x03", None), ("\x04", None),
    ],
)  # fmt: skip
def test_a_digit_takes_arrows_move_and_q_stops(pipe: PipeInput, keys: str, given: str | None) -> None:
    chosen, drawn = asked(pipe, keys)
    assert chosen == given
    assert "19:05 · 19:06" in drawn
    assert "stop, save nothing" in drawn
    left = drawn.rstrip().splitlines()[-1]
    assert ("Which column tells when?" in left) == (given is not None)


def test_the_tenth_column_is_reached_with_arrows(pipe: PipeInput) -> None:
    many = [Choice(str(n), f"column {n}") for n in range(1, 13)]
    assert asked(pipe, "\x1b[B" * 9 + "\r", many)[0] == "10"


@pytest.mark.parametrize(
    ("lines", "given"), [("2\n", "Quién"), ("7\n2\n", "Quién"), ("3\n", ""), ("q\n", None), ("", None)]
)
def test_line_by_line_it_is_a_number(lines: str, given: str | None) -> None:
    said = StringIO()
    asker = PlainAsker(StringIO(lines), said, Catalogue("en"))
    assert offer(asker, "Which column tells when?", COLUMNS) == given
    assert "  1  Hora · 19:05 · 19:06" in said.getvalue()


ROW = ReadRow(
    4,
    7,
    (
        Shown("Momento de la compra", "20/11/2026 19:05", "time", "2026-11-20 19:05:00+01:00, 00:05:00 from the start"),
        Shown("Cobrado", "1.234,50", "total", quantity(123_450, "EUR")),
        Shown("Cliente", "…", "customer", ""),
    ),
    "unreadable",
)


@pytest.mark.parametrize("cells", [40, 60, 80, 100])
def test_rows_fit_the_window_and_say_every_value(cells: int) -> None:
    lines = ["".join(text for text, _ in line) for line in rows_screen([ROW], Speaker("en"), cells)]
    assert max(map(width, lines)) <= cells
    told = " ".join(" ".join(lines).split())
    for word in ("line 7: cannot be read", "1,234.50 EUR", "from the start", "customer", "–"):
        assert word in told, lines
