"""Choosing with arrow keys or digits: one of a list, several of a list, an order of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import Window
from prompt_toolkit.layout.controls import FormattedTextControl

from rex.cli.prompts.frame import Frame
from rex.cli.prompts.scale import Scale, lies_on_one_line
from rex.cli.prompts.terminal import hung
from rex.questionnaire.replies import Given, Reply

if TYPE_CHECKING:
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyPressEvent

    from rex.cli.prompts.terminal import Terminal
    from rex.questionnaire.asked import Option
    from rex.questionnaire.replies import Screen

DIGITS = 9  # options that a digit can name


def choose_one(terminal: Terminal, screen: Screen, *, saved: str = "") -> Reply:
    """Ask for one choice: a digit takes it at once, arrows move, Enter takes."""
    if lies_on_one_line(screen):
        return Scale(terminal, screen, saved).ask()
    return _One(terminal, screen, saved).ask()


def choose_several(terminal: Terminal, screen: Screen, *, saved: str = "") -> Reply:
    """Ask for any number of choices: Space or a digit chooses, Enter takes. A rank counts them as they are chosen."""
    kind = _Order if screen.asked.question.type == "rank" else _Several
    return kind(terminal, screen, saved).ask()


class _One:
    """A list of which one is taken.

    The mark stands nowhere until a key moves it: an Enter of habit would take the first choice, which on a scale is an
    extreme one.
    """

    takes_one = True

    def __init__(self, terminal: Terminal, screen: Screen, saved: str) -> None:
        self.terminal, self.screen = terminal, screen
        self.options = screen.asked.options
        begin = screen.begin
        at = begin.get("choice") if isinstance(begin, dict) else begin
        first = -1 if self.takes_one else next((n for n, option in enumerate(self.options) if not option.reason), 0)
        self.at = next((n for n, option in enumerate(self.options) if option.id == str(at)), first)
        self.frame = Frame(terminal, screen, self._own(), letters=True, saved=saved, half=self._half)

    def ask(self) -> Reply:
        body = Window(FormattedTextControl(self._rows, show_cursor=False), dont_extend_height=True)
        return self.frame.run(body, self._keys())

    def _own(self) -> list[tuple[str, str]]:
        say = self.terminal.words.say
        return [(self._digits(), say("answer")), (say("Up/Down"), say("move")), (say("Enter"), say("take"))]

    def _digits(self) -> str:
        return f"1-{min(len(self.options), DIGITS)}"

    def _half(self) -> str:
        """Give what is half chosen; where one key chooses, the half-typed words that belong to it."""
        return self.screen.typed if self.screen.half else ""

    def _box(self, _option: Option) -> str:
        """Give what stands before a choice."""
        return ""

    def _rows(self) -> StyleAndTextTuples:
        made: StyleAndTextTuples = []
        for n, option in enumerate(self.options):
            here = n == self.at
            number = f"{n + 1}  " if n < DIGITS else "   "
            first = f"    {'>' if here else ' '} {number}{self._box(option)}"
            label = f"{option.label}  ({option.reason})" if option.reason else option.label
            style = " ".join(part for part, holds in (("reverse", here), ("dim", option.reason)) if holds)
            made.append(("[SetCursorPosition]" if here else "", "" if n == 0 else "\n"))
            made.append((style, "\n".join(hung(first, label, self.terminal.width))))
        return made

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        for names, step in ((("up", "c-p"), -1), (("down", "c-n"), 1)):
            for name in names:
                keys.add(name)(lambda _event, step=step: self._move(step))
        for n in range(min(len(self.options), DIGITS)):
            keys.add(str(n + 1))(lambda event, n=n: self._digit(event, n))
        keys.add("enter")(self._enter)
        keys.add("c-j")(self._enter)  # what Enter sends when it was pressed before the question was drawn
        return keys

    def _move(self, step: int) -> None:
        start = -1 if self.at < 0 and step > 0 else max(self.at, 0)
        self.at = (start + step) % len(self.options)

    def _digit(self, event: KeyPressEvent, n: int) -> None:
        self.at = n
        self._enter(event)

    def _enter(self, event: KeyPressEvent) -> None:
        if self.at < 0:
            self.frame.complaint = self.terminal.words.say("Choose with a digit or the arrows, or leave it out with s.")
            return
        option = self.options[self.at]
        if not self._refused(option):
            event.app.exit(result=Given(option.id))

    def _refused(self, option: Option) -> bool:
        """Say why a choice cannot be taken, and tell whether that is so."""
        self.frame.complaint = ""
        if option.reason:
            told = self.terminal.words.say(
                "“{choice}” cannot be taken: {reason}", choice=option.label, reason=option.reason
            )
            self.frame.complaint = told
        return bool(option.reason)


class _Several(_One):
    """A list of which any number is taken."""

    takes_one = False

    def __init__(self, terminal: Terminal, screen: Screen, saved: str) -> None:
        begin = screen.begin
        self.before = [str(item) for item in begin] if isinstance(begin, list) else []
        known = [option.id for option in screen.asked.options]
        half = [name for name in screen.typed.split() if name in known] if screen.half else []
        self.chosen = half or list(self.before)
        super().__init__(terminal, screen, saved)

    def _own(self) -> list[tuple[str, str]]:
        say = self.terminal.words.say
        choose = (f"{say('Space')} {self._digits()}", say("choose"))
        return [(say("Up/Down"), say("move")), choose, (say("Enter"), say("accept"))]

    def _half(self) -> str:
        return "" if self.chosen == self.before else " ".join(self.chosen)

    def _box(self, option: Option) -> str:
        return "[x] " if option.id in self.chosen else "[ ] "

    def _keys(self) -> KeyBindings:
        keys = super()._keys()
        keys.add("space")(lambda _event: self._toggle(self.options[self.at]))
        return keys

    def _digit(self, event: KeyPressEvent, n: int) -> None:
        self.at = n
        option = self.options[n]
        at_once = option.alone and not self.chosen
        self._toggle(option)
        if at_once and self.chosen:
            # It excludes all others, so nothing is left to choose.
            self.terminal.taken_at_once()
            self._enter(event)

    def _toggle(self, option: Option) -> None:
        if self._refused(option):
            return
        if option.id in self.chosen:
            self.chosen.remove(option.id)
            return
        alone = {other.id for other in self.options if other.alone}
        held = [] if option.alone else [name for name in self.chosen if name not in alone]
        self.chosen = [*held, option.id]

    def _value(self) -> list[str]:
        return [option.id for option in self.options if option.id in self.chosen]

    def _enter(self, event: KeyPressEvent) -> None:
        value = self._value()
        if not value:
            self.frame.complaint = self.terminal.words.say("Choose with Space first, or leave it out with s.")
            return
        wrong = self.screen.wrong(value)
        if wrong is None:
            event.app.exit(result=Given(value))
        else:
            self.frame.complaint = self.terminal.say(wrong)


class _Order(_Several):
    """A list whose choices are numbered in the order in which they are chosen."""

    def _own(self) -> list[tuple[str, str]]:
        say = self.terminal.words.say
        choose = (f"{say('Space')} {self._digits()}", say("the next in order"))
        return [(say("Up/Down"), say("move")), choose, (say("Enter"), say("accept"))]

    def _box(self, option: Option) -> str:
        place = str(self.chosen.index(option.id) + 1) if option.id in self.chosen else " "
        return f"[{place.rjust(len(str(len(self.options))))}] "

    def _value(self) -> list[str]:
        return list(self.chosen)
