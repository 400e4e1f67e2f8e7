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
from rex.cli.prompts.running import run
from rex.cli.prompts.terminal import fragments, hung, numbered, wrapped
from rex.questionnaire.replies import Back, DontKnow, Edit, NotApplicable, Quit, Reply, Skip, Speak
from rex.questionnaire.run import minutes
from rex.text.width import pad_left, width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyPressEvent
    from prompt_toolkit.layout.containers import AnyContainer

    from rex.cli.prompts.terminal import Terminal
    from rex.questionnaire.replies import Screen


class Frame:
    """One question on the screen, drawn in place and erased when it is answered.

    `half` gives the words in the field, so that going back or quitting keeps them. With `letters` the
    keys b, s, d, n, e, l, q and ? work at once; without, after Esc, since letters are letters in a text.
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
        # Nothing that happens while it is drawn may be lost: the words in the field go with every way out.
        app: Application[Reply] = Application(
            layout=Layout(self._layout(body), focused_element=focus),
            key_bindings=merge_key_bindings([keys, self._common()]),
            erase_when_done=True,
            input=self.terminal.input,
            output=self.terminal.output,
            color_depth=None if self.terminal.colour else ColorDepth.DEPTH_1_BIT,
        )
        return run(app, lambda: Quit(self.half()))

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
                _optional(lambda: self.complaint, self._complaint),
                _optional(lambda: self.why and self.screen.asked.help, self._reasons),
                _text(self._corner),
                _text(self._hints),
            ]
        )

    def _reasons(self) -> StyleAndTextTuples:
        say, cells = self.terminal.words.say, self.terminal.width
        indent = " " * (10 if cells > 40 else 2)
        lines = wrapped(say("Why: {reason}", reason=self.screen.asked.help), max(10, cells - len(indent)))
        return fragments([("", ""), *(("", indent + line) for line in lines)])

    def _complaint(self) -> StyleAndTextTuples:
        indent = " " * (10 if self.terminal.width > 40 else 2)
        return fragments([("bold", line) for line in hung(indent, self.complaint, self.terminal.width)])

    def _corner(self) -> StyleAndTextTuples:
        """Say how long it still takes and when the last answer was saved."""
        left = self.terminal.words.say("{n} min left", n=str(minutes(self.screen.points_left)))
        told = " · ".join(part for part in (left, self.saved) if part)
        return [("dim", pad_left(told, self.terminal.width))]

    def _hints(self) -> StyleAndTextTuples:
        words = self.terminal.words
        brief = self.terminal.brief and not self.why
        common = hints.everywhere(words, self.screen, why=self.why, brief=brief)
        before = "" if self.letters else words.say("Esc, then:")
        before = "Esc:" if brief and before else before
        own = self._shortened() if brief else self.own
        rows = hints.lines(own, common, self.terminal.width, before, whole=not brief)
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
        if self.screen.can_not_apply:
            on("n", lambda event: event.app.exit(result=NotApplicable()))
        if self.screen.can_edit:
            on("e", lambda event: event.app.exit(result=Edit(self.half())))
        on("l", lambda event: event.app.exit(result=Speak(self.screen.next_language, self.half())))
        on("q", lambda event: event.app.exit(result=Quit(self.half())))
        on("?", self._toggle_why)
        for key in ("enter", "c-j"):
            on(key, self.terminal.echoed, when=Condition(self.terminal.is_echo))
        for key in ("c-c", "c-d"):
            on(key, lambda event: event.app.exit(result=Quit(self.half())), when=True)
        if not self.letters:
            on("escape", self._arm, when=True)
        return keys

    def _shortened(self) -> list[tuple[str, str]]:
        """Leave out the keys that a list has beside its digits, and the word of the digits that number it."""
        say = self.terminal.words.say
        moving, answer = (say("move"), say("take")), say("answer")
        return [(key, "" if word == answer else word) for key, word in self.own if word not in moving]

    def _toggle_why(self, _event: KeyPressEvent) -> None:
        self.why, self.armed = not self.why, False

    def _arm(self, _event: KeyPressEvent) -> None:
        self.armed = not self.armed


def _text(lines: Callable[[], StyleAndTextTuples]) -> Window:
    return Window(FormattedTextControl(lambda: list(lines())), dont_extend_height=True, always_hide_cursor=True)


def _optional(shown: Callable[[], object], lines: Callable[[], StyleAndTextTuples]) -> ConditionalContainer:
    return ConditionalContainer(_text(lines), Condition(lambda: bool(shown())))
