"""One choice out of a list with samples: which column, which table. What is chosen leaves one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import HSplit, Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.output import ColorDepth

from rex.cli.prompts import hints
from rex.cli.prompts.plain import PlainAsker
from rex.cli.prompts.running import run
from rex.cli.prompts.terminal import fragments, hung
from rex.text.width import fit, pad_right, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prompt_toolkit.formatted_text import StyleAndTextTuples

    from rex.cli.prompts.asker import TerminalAsker
    from rex.cli.prompts.terminal import Terminal

DIGITS = 9
_INDENT = 4
_GAP = 2
_MOST_LABEL = 28


class Choice(NamedTuple):
    """What is given back, what it is called, and samples of it."""

    value: str
    label: str
    samples: tuple[str, ...] = ()


def offer(asker: TerminalAsker | PlainAsker, question: str, choices: Sequence[Choice]) -> str | None:
    """Ask for one of the choices: a digit takes it, arrows move, Enter takes. None when the person stops."""
    if isinstance(asker, PlainAsker):
        return _by_number(asker, question, choices)
    chosen = choice_of(asker.terminal, question, choices, asker.terminal.words.say("stop, save nothing"))
    if chosen is not None:
        label = next(choice.label for choice in choices if choice.value == chosen)
        asker.terminal.line([("dim", f"  {question}  "), ("", label)])
    return chosen


def choice_of(terminal: Terminal, question: str, choices: Sequence[Choice], stop: str) -> str | None:
    """Ask for one of the choices and leave no line; `stop` is the word of the key q, which gives None."""
    return _List(terminal, question, choices, stop).ask()


def _by_number(asker: PlainAsker, question: str, choices: Sequence[Choice]) -> str | None:
    """Ask line by line, for ears and braille."""
    keys = [(str(n), " · ".join((one.label, *one.samples))) for n, one in enumerate(choices, start=1)]
    key = asker.pick([question], [*keys, ("q", asker.words.say("stop, save nothing"))])
    return choices[int(key) - 1].value if key.isdecimal() else None


class _List:
    """The list on the screen, erased when it is answered."""

    def __init__(self, terminal: Terminal, question: str, choices: Sequence[Choice], stop: str) -> None:
        self.terminal, self.question, self.choices, self.stop = terminal, question, choices, stop
        self.at = 0

    def ask(self) -> str | None:
        app: Application[str | None] = Application(
            layout=Layout(
                HSplit(
                    [
                        _text(fragments([("bold", line) for line in hung("  ", self.question, self.terminal.width)])),
                        Window(FormattedTextControl(self._rows, show_cursor=False), dont_extend_height=True),
                        _text(self._hints()),
                    ]
                )
            ),
            key_bindings=self._keys(),
            erase_when_done=True,
            input=self.terminal.input,
            output=self.terminal.output,
            color_depth=None if self.terminal.colour else ColorDepth.DEPTH_1_BIT,
        )
        return run(app, lambda: None)

    def _rows(self) -> StyleAndTextTuples:
        made: StyleAndTextTuples = []
        most = _MOST_LABEL if any(choice.samples for choice in self.choices) else self.terminal.width
        widest = min(most, max(width(choice.label) for choice in self.choices))
        for n, choice in enumerate(self.choices):
            here = n == self.at
            number = f"{n + 1}  " if n < DIGITS else "   "
            head = f"{' ' * _INDENT}{'>' if here else ' '} {number}"
            room = self.terminal.width - width(head) - widest - _GAP
            told = pad_right(fit(choice.label, widest), widest) + " " * _GAP + fit(" · ".join(choice.samples), room)
            made.append(("[SetCursorPosition]" if here else "", "" if n == 0 else "\n"))
            made.append(("reverse" if here else "", (head + told).rstrip()))
        return made

    def _hints(self) -> StyleAndTextTuples:
        say = self.terminal.words.say
        digits = f"1-{min(len(self.choices), DIGITS)}"
        own = [(digits, say("answer")), (say("Up/Down"), say("move")), (say("Enter"), say("take"))]
        made: StyleAndTextTuples = []
        for n, row in enumerate(hints.lines(own, [("q", self.stop)], self.terminal.width)):
            made += [("", "\n" if n else ""), *row]
        return made

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        for names, step in ((("up", "c-p"), -1), (("down", "c-n"), 1)):
            for name in names:
                keys.add(name)(lambda _event, step=step: self._move(step))
        for n in range(min(len(self.choices), DIGITS)):
            keys.add(str(n + 1))(lambda event, n=n: event.app.exit(result=self.choices[n].value))
        for name in ("enter", "c-j"):
            keys.add(name)(lambda event: event.app.exit(result=self.choices[self.at].value))
        for name in ("q", "c-c", "c-d"):
            keys.add(name)(lambda event: event.app.exit(result=None))
        return keys

    def _move(self, step: int) -> None:
        self.at = (self.at + step) % len(self.choices)


def _text(shown: StyleAndTextTuples) -> Window:
    return Window(FormattedTextControl(shown), dont_extend_height=True, always_hide_cursor=True)
