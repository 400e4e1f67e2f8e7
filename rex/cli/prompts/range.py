"""A range on one screen: lowest, likeliest, highest, each a short field; Enter leads on and accepts at the last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import HSplit, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl

from rex.cli.prompts.frame import Frame
from rex.cli.prompts.reading import number
from rex.cli.prompts.terminal import fragments, hung
from rex.questionnaire.replies import Back, Given, Reply
from rex.text.catalogue import N_
from rex.text.width import pad_right, width

if TYPE_CHECKING:
    from collections.abc import Callable

    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyPressEvent

    from rex.cli.prompts.terminal import Terminal
    from rex.questionnaire.replies import Screen

PARTS = {"low": N_("lowest"), "mid": N_("likeliest"), "high": N_("highest")}
MEANT = N_("Meant to hold the result 8 times in 10.")
INDENT = " " * 10


def begin_of(screen: Screen, part: str) -> str:
    """Give what a part begins with: its half-typed words, else what was answered."""
    held = screen.begin.get(part) if isinstance(screen.begin, dict) else None
    return screen.parts.get(part, "" if held is None else str(held))


def write_range(terminal: Terminal, screen: Screen, *, saved: str = "") -> Reply:
    """Ask for a range; gives its parts as they were typed, those that are empty left out."""
    return _Range(terminal, screen, saved).ask()


def _before(prompt: str) -> Callable[[int, int], StyleAndTextTuples]:
    return lambda _line, _wrap: [("", prompt)]


class _Range:
    def __init__(self, terminal: Terminal, screen: Screen, saved: str) -> None:
        self.terminal, self.screen = terminal, screen
        self.begun = {part: begin_of(screen, part) for part in PARTS}
        self.buffers = {
            part: Buffer(multiline=False, document=Document(text, len(text))) for part, text in self.begun.items()
        }
        self.fields: dict[str, Window] = {}
        own = [
            (terminal.words.say("Enter"), terminal.words.say("next, accept")),
            (terminal.words.say("Up/Down"), terminal.words.say("move")),
        ]
        self.frame = Frame(terminal, screen, own, letters=False, saved=saved, half=self._half)

    def ask(self) -> Reply:
        say = self.terminal.words.say
        widest = max(width(say(word)) for word in PARTS.values())
        for part, word in PARTS.items():
            prompt = f"{INDENT}{pad_right(say(word), widest)} > "
            self.fields[part] = Window(BufferControl(self.buffers[part]), height=1, get_line_prefix=_before(prompt))
        note = Window(FormattedTextControl(self._note), dont_extend_height=True)
        body = HSplit([*self.fields.values(), note])
        return self.frame.run(body, self._keys(), focus=self.fields["low"])

    def _note(self) -> StyleAndTextTuples:
        lines = hung(INDENT, self.terminal.words.say(MEANT), self.terminal.width)
        return fragments([("dim", line) for line in lines])

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        armed = Condition(lambda: self.frame.armed)
        for names, step in ((("up", "s-tab"), -1), (("down", "tab"), 1)):
            for name in names:
                keys.add(name, eager=True)(lambda event, step=step: self._move(event, step))
        keys.add("enter", eager=True)(self._enter)
        keys.add("c-j", eager=True)(self._enter)
        # After Esc a letter that is no key is a letter again.
        keys.add(Keys.Any, filter=armed)(self._letter)
        return keys

    def _letter(self, event: KeyPressEvent) -> None:
        self.frame.armed = False
        event.current_buffer.insert_text(event.data)

    def _at(self, event: KeyPressEvent) -> int:
        return next(n for n, buffer in enumerate(self.buffers.values()) if buffer is event.current_buffer)

    def _move(self, event: KeyPressEvent, step: int) -> None:
        to = self._at(event) + step
        if 0 <= to < len(PARTS):
            event.app.layout.focus(list(self.fields.values())[to])
        elif to < 0 and self.screen.can_back and not any(self._cells().values()):
            event.app.exit(result=Back(self._half()))

    def _enter(self, event: KeyPressEvent) -> None:
        self.frame.complaint, self.frame.armed = "", False
        if self._at(event) < len(PARTS) - 1:
            self._move(event, 1)
            return
        cells: dict[str, Any] = self._cells()
        wrong = self.screen.wrong(cells)
        if wrong is None:
            event.app.exit(result=Given(cells))
        else:
            self.frame.complaint = self.terminal.say(wrong)

    def _cells(self) -> dict[str, str]:
        read = {part: number(buffer.text) for part, buffer in self.buffers.items()}
        return {part: text for part, text in read.items() if text}

    def _half(self) -> str:
        """Keep each part's words beside the question; none of them is the answer's own text."""
        for part, buffer in self.buffers.items():
            if buffer.text != self.begun[part]:
                self.screen.keep(part, buffer.text)
        return ""
