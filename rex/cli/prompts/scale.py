"""A long scale on one line: its digit takes a step at once, `x` takes ten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import Window
from prompt_toolkit.layout.controls import FormattedTextControl

from rex.cli.prompts.frame import Frame
from rex.cli.prompts.terminal import hung
from rex.questionnaire.replies import Given, Reply
from rex.text.width import width

if TYPE_CHECKING:
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyPressEvent

    from rex.cli.prompts.terminal import Terminal
    from rex.questionnaire.replies import Screen

STEPS = 6
"""Steps from which a scale lies on one line."""
INDENT = " " * 10
TEN = "10"


def lies_on_one_line(screen: Screen) -> bool:
    """Tell whether a question's choices are the steps of a long scale."""
    kind = screen.asked.question.type
    return kind == "nps" or (kind == "likert" and len(screen.asked.options) >= STEPS)


class Scale:
    """The scale, the words of its ends below it."""

    def __init__(self, terminal: Terminal, screen: Screen, saved: str) -> None:
        """Begin at the earlier answer, else at none: a mark that stands somewhere already draws answers to it."""
        self.terminal, self.screen, self.options = terminal, screen, screen.asked.options
        steps = [option.id for option in self.options]
        self.at = steps.index(str(screen.begin)) if str(screen.begin) in steps else -1
        self.frame = Frame(terminal, screen, self._own(), letters=True, saved=saved, half=self._half)

    def ask(self) -> Reply:
        """Show it until a step is taken."""
        body = Window(FormattedTextControl(self._rows, show_cursor=False), dont_extend_height=True)
        return self.frame.run(body, self._keys())

    def _half(self) -> str:
        return self.screen.typed if self.screen.half else ""

    def _own(self) -> list[tuple[str, str]]:
        say = self.terminal.words.say
        steps = [option.id for option in self.options]
        digits = [step for step in steps if len(step) == 1]
        own = [(f"{digits[0]}-{digits[-1]}", say("answer"))]
        return [*own, ("x", say("ten"))] if TEN in steps else own

    def _rows(self) -> StyleAndTextTuples:
        row: StyleAndTextTuples = [("", f"\n{INDENT}")]
        for n, option in enumerate(self.options):
            row += [("reverse" if n == self.at else "", option.id), ("", "  ")]
        return [*row, ("", f"\n{self._ends()}\n")]

    def _ends(self) -> str:
        """Give the words of both ends: below them where they fit, else one below the other."""
        cells = sum(len(option.id) + 2 for option in self.options) - 2
        first, last = self.options[0], self.options[-1]
        space = max(3, cells - width(first.label) - width(last.label))
        line = f"{INDENT}{first.label}{' ' * space}{last.label}"
        if width(line) <= self.terminal.width:
            return line
        ends = [hung(f"{INDENT}{end.id}  ", end.label, self.terminal.width) for end in (first, last)]
        return "\n".join(line for lines in ends for line in lines)

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        for n, option in enumerate(self.options):
            key = "x" if option.id == TEN else option.id
            if len(key) == 1:
                keys.add(key)(lambda event, n=n: event.app.exit(result=Given(int(self.options[n].id))))
        for name, step in (("left", -1), ("right", 1)):
            keys.add(name)(lambda _event, step=step: self._move(step))
        keys.add("enter")(self._enter)
        keys.add("c-j")(self._enter)  # what Enter sends when it was pressed before the question was drawn
        return keys

    def _move(self, step: int) -> None:
        self.at = (self.at + step) % len(self.options) if self.at >= 0 else 0

    def _enter(self, event: KeyPressEvent) -> None:
        if self.at >= 0:
            event.app.exit(result=Given(int(self.options[self.at].id)))
