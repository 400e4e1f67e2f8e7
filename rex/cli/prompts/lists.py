"""Choosing with arrow keys or digits: one of a list, several of a list, a step of a scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import Window
from prompt_toolkit.layout.controls import FormattedTextControl

from rex.cli.prompts.frame import Frame
from rex.cli.prompts.terminal import hung
from rex.questionnaire.drive import Given, Reply

if TYPE_CHECKING:
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyPressEvent

    from rex.cli.prompts.terminal import Terminal
    from rex.questionnaire.asked import Option
    from rex.questionnaire.drive import Screen

DIGITS = 9  # options that a digit can name
SCALE = 6  # steps from which a scale lies on one line


def choose_one(terminal: Terminal, screen: Screen, *, saved: str = "") -> Reply:
    """Ask for one choice: a digit takes it at once, arrows move, Enter takes."""
    options = screen.asked.options
    if screen.asked.question.type == "likert" and len(options) >= SCALE:
        return _Scale(terminal, screen, saved).ask()
    return _List(terminal, screen, saved, several=False).ask()


def choose_several(terminal: Terminal, screen: Screen, *, saved: str = "") -> Reply:
    """Ask for any number of choices: Space or a digit chooses, Enter takes."""
    return _List(terminal, screen, saved, several=True).ask()


class _List:
    def __init__(self, terminal: Terminal, screen: Screen, saved: str, *, several: bool) -> None:
        self.terminal, self.screen, self.several = terminal, screen, several
        self.options = screen.asked.options
        begin = screen.begin
        self.chosen = {str(item) for item in begin} if isinstance(begin, list) else set()
        at = begin.get("choice") if isinstance(begin, dict) else begin
        self.at = next((n for n, option in enumerate(self.options) if option.id == str(at)), 0)
        self.frame = Frame(terminal, screen, self._own(), letters=True, saved=saved)

    def ask(self) -> Reply:
        body = Window(FormattedTextControl(self._rows, show_cursor=False), dont_extend_height=True)
        return self.frame.run(body, self._keys())

    def _own(self) -> list[tuple[str, str]]:
        say = self.terminal.words.say
        digits = f"1-{min(len(self.options), DIGITS)}"
        if self.several:
            space = say("Space")
            choose = (f"{space} {digits}", say("choose"))
            return [(say("Up/Down"), say("move")), choose, (say("Enter"), say("accept"))]
        return [(digits, say("answer")), (say("Up/Down"), say("move")), (say("Enter"), say("take"))]

    def _rows(self) -> StyleAndTextTuples:
        made: StyleAndTextTuples = []
        for n, option in enumerate(self.options):
            here = n == self.at
            number = f"{n + 1}  " if n < DIGITS else "   "
            box = ("[x] " if option.id in self.chosen else "[ ] ") if self.several else ""
            first = f"    {'>' if here else ' '} {number}{box}"
            lines = hung(first, option.label, self.terminal.width)
            made.append(("[SetCursorPosition]" if here else "", "" if n == 0 else "\n"))
            made.append(("reverse" if here else "", "\n".join(lines)))
        return made

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        for names, step in ((("up", "c-p"), -1), (("down", "c-n"), 1)):
            for name in names:
                keys.add(name)(lambda _event, step=step: self._move(step))
        for n in range(min(len(self.options), DIGITS)):
            keys.add(str(n + 1))(lambda event, n=n: self._digit(event, n))
        if self.several:
            keys.add("space")(lambda _event: self._toggle(self.options[self.at]))
        keys.add("enter")(self._enter)
        keys.add("c-j")(self._enter)  # what Enter sends when it was pressed before the question was drawn
        return keys

    def _move(self, step: int) -> None:
        self.at = (self.at + step) % len(self.options)

    def _digit(self, event: KeyPressEvent, n: int) -> None:
        self.at = n
        if self.several:
            self._toggle(self.options[n])
        else:
            event.app.exit(result=Given(self.options[n].id))

    def _toggle(self, option: Option) -> None:
        self.frame.complaint = ""
        if option.id in self.chosen:
            self.chosen.discard(option.id)
            return
        alone = {other.id for other in self.options if other.alone}
        self.chosen = {option.id} if option.alone else (self.chosen - alone) | {option.id}

    def _enter(self, event: KeyPressEvent) -> None:
        if not self.several:
            event.app.exit(result=Given(self.options[self.at].id))
            return
        if not self.chosen:
            self.frame.complaint = self.terminal.words.say("Choose with Space first, or leave it out with s.")
            return
        value = [option.id for option in self.options if option.id in self.chosen]
        wrong = self.screen.wrong(value)
        if wrong is None:
            event.app.exit(result=Given(value))
        else:
            self.frame.complaint = self.terminal.say(wrong)


class _Scale:
    """A long scale on one line: its digit takes a step at once, `x` takes ten."""

    def __init__(self, terminal: Terminal, screen: Screen, saved: str) -> None:
        self.terminal, self.screen, self.options = terminal, screen, screen.asked.options
        steps = [option.id for option in self.options]
        self.at = steps.index(str(screen.begin)) if str(screen.begin) in steps else -1
        self.frame = Frame(terminal, screen, self._own(), letters=True, saved=saved)

    def ask(self) -> Reply:
        body = Window(FormattedTextControl(self._rows, show_cursor=False), dont_extend_height=True)
        return self.frame.run(body, self._keys())

    def _own(self) -> list[tuple[str, str]]:
        say = self.terminal.words.say
        steps = [option.id for option in self.options]
        digits = [step for step in steps if len(step) == 1]
        own = [(f"{digits[0]}-{digits[-1]}", say("answer"))]
        return [*own, ("x", say("ten"))] if "10" in steps else own

    def _rows(self) -> StyleAndTextTuples:
        indent = " " * 10
        row: StyleAndTextTuples = [("", f"\n{indent}")]
        for n, option in enumerate(self.options):
            row += [("reverse" if n == self.at else "", option.id), ("", "  ")]
        cells = sum(len(option.id) + 2 for option in self.options) - 2
        low, high = self.options[0].label, self.options[-1].label
        space = " " * max(2, cells - len(low) - len(high))
        return [*row, ("dim", f"\n{indent}{low}{space}{high}\n")]

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        for n, option in enumerate(self.options):
            key = "x" if option.id == "10" else option.id
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
