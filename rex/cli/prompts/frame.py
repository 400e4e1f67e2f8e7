"""What every question on the terminal has in common: its head, its reasons, its hints, and the keys everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.layout import ConditionalContainer, HSplit, Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.output import ColorDepth

from rex.cli.prompts import hints
from rex.cli.prompts.terminal import fragments, hung, numbered, wrapped
from rex.questionnaire.drive import Back, DontKnow, Quit, Reply, Skip
from rex.text.width import pad_left, width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyPressEvent
    from prompt_toolkit.layout.containers import AnyContainer

    from rex.cli.prompts.terminal import Terminal
    from rex.questionnaire.drive import Screen

# Seconds until a lone Esc counts as Esc and not as the beginning of an arrow key.
ESC_S = 0.05


class Frame:
    """One question on the screen, drawn in place and erased when it is answered.

    `half` gives the words in the field, so that going back or quitting keeps them. With `letters` the
    keys b, s, d, q and ? work at once; without, after Esc, since letters are letters in a text.
    """

    def __init__(
        self,
        terminal: Terminal,
        screen: Screen,
        own: Sequence[tuple[str, str]],
        *,
        letters: bool,
        saved: str = "",
        half: Callable[[], str] = str,
    ) -> None:
        """Prepare the parts that do not depend on the kind of question."""
        self.terminal, self.screen, self.own = terminal, screen, own
        self.letters, self.saved, self.half = letters, saved, half
        self.why = self.armed = False
        self.complaint = "" if screen.complaint is None else terminal.say(screen.complaint)

    def run(self, body: AnyContainer, keys: KeyBindings, *, focus: Window | None = None) -> Reply:
        """Show the question until it is answered; a closed terminal counts as `q`."""
        app: Application[Reply] = Application(
            layout=Layout(self._layout(body), focused_element=focus),
            key_bindings=merge_key_bindings([keys, self._common()]),
            erase_when_done=True,
            input=self.terminal.input,
            output=self.terminal.output,
            color_depth=None if self.terminal.colour else ColorDepth.DEPTH_1_BIT,
        )
        app.ttimeoutlen = app.timeoutlen = ESC_S
        try:
            return app.run()
        except (EOFError, KeyboardInterrupt):
            return Quit(self.half())

    def head(self) -> list[tuple[str, str]]:
        """Give the lines that ask: number, question, and what it is about."""
        screen, detail = self.screen, self.screen.asked.detail
        first = numbered(self.terminal, screen.number, screen.of)
        lines = [("bold", line) for line in hung(first, screen.asked.label, self.terminal.width)]
        lines += [("", line) for line in hung(" " * width(first), detail, self.terminal.width) if detail]
        return lines

    def _layout(self, body: AnyContainer) -> HSplit:
        return HSplit(
            [
                _text(lambda: fragments(self.head())),
                body,
                _optional(lambda: self.complaint, lambda: [("bold", f"          {self.complaint}")]),
                _optional(lambda: self.why, self._reasons),
                _optional(lambda: bool(self.saved), self._saved),
                _text(self._hints),
            ]
        )

    def _reasons(self) -> StyleAndTextTuples:
        say, cells = self.terminal.words.say, self.terminal.width
        indent = " " * (10 if cells > 40 else 2)
        lines = wrapped(say("Why: {reason}", reason=self.screen.asked.help), max(10, cells - len(indent)))
        return fragments([("", ""), *(("", indent + line) for line in lines)])

    def _saved(self) -> StyleAndTextTuples:
        return [("dim", pad_left(self.saved, self.terminal.width))]

    def _hints(self) -> StyleAndTextTuples:
        words = self.terminal.words
        common = hints.everywhere(words, self.screen, why=self.why)
        before = "" if self.letters else words.say("Esc, then:")
        rows = hints.lines(self.own, common, self.terminal.width, before)
        made: StyleAndTextTuples = []
        for n, row in enumerate(rows):
            made += [("", "\n" if n else ""), *(("reverse", text) if self.armed else (s, text) for s, text in row)]
        return made

    def _common(self) -> KeyBindings:
        keys = KeyBindings()
        live = Condition(lambda: self.letters or self.armed)

        def on(key: str, does: Callable[[KeyPressEvent], None], *, when: Any = live) -> None:
            keys.add(key, filter=when, eager=True)(does)

        if self.screen.can_back:
            on("b", lambda event: event.app.exit(result=Back(self.half())))
        if self.screen.can_skip:
            on("s", lambda event: event.app.exit(result=Skip()))
        on("d", lambda event: event.app.exit(result=DontKnow()))
        on("q", lambda event: event.app.exit(result=Quit(self.half())))
        if self.screen.asked.help:
            on("?", self._toggle_why)
        for key in ("c-c", "c-d"):
            on(key, lambda event: event.app.exit(result=Quit(self.half())), when=True)
        if not self.letters:
            on("escape", self._arm, when=True)
        return keys

    def _toggle_why(self, _event: KeyPressEvent) -> None:
        self.why, self.armed = not self.why, False

    def _arm(self, _event: KeyPressEvent) -> None:
        self.armed = not self.armed


def _text(lines: Callable[[], StyleAndTextTuples]) -> Window:
    return Window(FormattedTextControl(lambda: list(lines())), dont_extend_height=True, always_hide_cursor=True)


def _optional(shown: Callable[[], object], lines: Callable[[], StyleAndTextTuples]) -> ConditionalContainer:
    return ConditionalContainer(_text(lines), Condition(lambda: bool(shown())))
