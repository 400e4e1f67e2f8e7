"""A line of text: letters are letters, Esc makes the next one a key, and half-typed words are saved in a pause."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from prompt_toolkit.application import get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import HSplit, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl

from rex.cli.prompts.frame import Frame
from rex.cli.prompts.reading import unit
from rex.cli.prompts.terminal import fragments, hung
from rex.errors import RexError
from rex.questionnaire.brief import typed
from rex.questionnaire.replies import Back, Given, Reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyPressEvent

    from rex.cli.prompts.terminal import Terminal
    from rex.model.message import Message
    from rex.questionnaire.replies import Screen

PROMPT = "> "
INDENT = " " * 10


def write_text(
    terminal: Terminal,
    screen: Screen,
    *,
    saved: str = "",
    read: Callable[[str], Any] = str,
    wrong: Callable[[Any], Message | None] | None = None,
) -> Reply:
    """Ask for a line of text; `read` makes the value of it, `wrong` judges it (else the screen does)."""
    return _Field(terminal, screen, saved, read, wrong or screen.wrong).ask()


class _Field:
    def __init__(
        self,
        terminal: Terminal,
        screen: Screen,
        saved: str,
        read: Callable[[str], Any],
        wrong: Callable[[Any], Message | None],
    ) -> None:
        self.terminal, self.screen, self.read, self.wrong = terminal, screen, read, wrong
        self.buffer = Buffer(multiline=False, document=Document(screen.typed, len(screen.typed)))
        self.buffer.on_text_changed += self._changed
        self.pause: asyncio.TimerHandle | None = None
        enter = terminal.words.say("keep") if screen.proposed else terminal.words.say("accept")
        own = [(terminal.words.say("Enter"), enter)]
        self.frame = Frame(terminal, screen, own, letters=False, saved=saved, half=self._half)

    def ask(self) -> Reply:
        indent = INDENT if self.terminal.width >= 2 * len(INDENT) else ""
        prompt = f"{unit(self.screen)} {PROMPT}".lstrip()
        field = Window(
            BufferControl(self.buffer),
            wrap_lines=True,
            dont_extend_height=True,
            get_line_prefix=lambda _line, wrap: [("", indent + (prompt if wrap == 0 else " " * len(prompt)))],
        )
        note = Window(FormattedTextControl(lambda: self._note(indent)), dont_extend_height=True)
        try:
            return self.frame.run(HSplit([field, note]), self._keys(), focus=field)
        finally:
            if self.pause is not None:
                self.pause.cancel()

    def _note(self, indent: str) -> StyleAndTextTuples:
        """Say where a proposed text comes from, or show an example while the field is empty."""
        text = "" if self.buffer.text else self.screen.asked.placeholder
        if self.screen.proposed and self.buffer.text == self.screen.typed:
            text = self.terminal.words.say("(from session.yaml; Enter keeps it)")
        return fragments([("dim", line) for line in hung(indent + " " * len(PROMPT), text, self.terminal.width)])

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        armed = Condition(lambda: self.frame.armed)
        empty = Condition(lambda: not self.buffer.text and self.screen.can_back)
        keys.add("enter", eager=True)(self._enter)
        keys.add("c-j", eager=True)(self._enter)
        keys.add("up", filter=empty, eager=True)(lambda event: event.app.exit(result=Back()))
        keys.add(Keys.BracketedPaste, eager=True)(lambda event: self._insert(" ".join(event.data.split())))
        # After Esc a letter that is no key is a letter again.
        keys.add(Keys.Any, filter=armed)(lambda event: self._insert(event.data))
        return keys

    def _insert(self, text: str) -> None:
        self.frame.armed = False
        self.buffer.insert_text(text)

    def _enter(self, event: KeyPressEvent) -> None:
        value = self.read(self.buffer.text)
        wrong = self.wrong(value)
        if wrong is None:
            event.app.exit(result=Given(value))
        else:
            self.frame.complaint, self.frame.armed = self.terminal.say(wrong), False

    def _half(self) -> str:
        """Give the words in the field when they are more than what it began with."""
        text = self.buffer.text
        return "" if text == typed(self.screen.asked, self.screen.begin) else text

    def _changed(self, _buffer: Buffer) -> None:
        self.frame.complaint = ""
        if self.pause is not None:
            self.pause.cancel()
        loop = asyncio.get_running_loop()
        self.pause = loop.call_later(self.terminal.pause_s, self._save_half)

    def _save_half(self) -> None:
        try:
            self.screen.typing(self._half())
        except RexError as error:
            # A full disk in a pause of typing: say so and go on, the words are on the screen.
            say = self.terminal.words.say
            self.frame.complaint = say("Not saved yet: {reason}", reason=error.what)
            get_app().invalidate()
