"""Asks line by line, for ears, braille and terminals that cannot draw: numbered choices, a number and Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO

from rex.cli.prompts import hints
from rex.cli.prompts.form import action, explained
from rex.cli.prompts.settled import said
from rex.questionnaire.brief import brief
from rex.questionnaire.drive import Back, DontKnow, Given, Quit, Reply, Skip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rex.model.message import Message
    from rex.questionnaire.drive import Screen, Settled
    from rex.text.catalogue import Catalogue

ONE = ("select", "likert", "forecast_steps", "explained_choice")


class PlainAsker:
    """The `Asker` that writes whole lines and reads whole lines: no redraw, no cursor, no colour."""

    def __init__(self, source: TextIO, stream: TextIO, words: Catalogue) -> None:
        """Read from one stream, write to the other."""
        self.source, self.stream, self.words = source, stream, words

    def ask(self, screen: Screen) -> Reply:
        """Ask one question in the way of its kind."""
        kind = screen.asked.question.type
        if kind == "note":
            self._line(screen.asked.label)
            return Given("")
        if kind == "explained_choice":
            return explained(self, screen)
        if kind == "action":
            return action(self, screen, self.words)
        if screen.asked.options:
            return self.part_choice(screen)
        return self.part_text(screen, str, screen.wrong)

    def settled(self, line: Settled) -> None:
        """Say that the answer is saved, and what it is."""
        answer = said(self.words, line.state, line.says)
        self._line(self.words.say("saved {time}: {answer}", time=f"{line.at:%H:%M:%S}", answer=answer))
        self._line()

    def note(self, text: str) -> None:
        """Say something that is no question."""
        self._line(text)

    def pick(self, lines: Sequence[str], keys: Sequence[tuple[str, str]]) -> str:
        """Show lines and keys and wait for one of them; the end of the input gives `q`."""
        for line in lines:
            self._line(line)
        for key, word in keys:
            name = self.words.say("Enter") if key == "enter" else key
            self._line(f"  {name}  {word}")
        known = {key for key, _ in keys}
        while True:
            given = self._read()
            if given is None:
                return "q"
            key = given.strip() or "enter"
            if key in known:
                return key

    def part_choice(self, screen: Screen) -> Reply:
        """Ask for one choice, or for several where the question takes several."""
        several = screen.asked.question.type == "multiselect"
        self._head(screen)
        for n, option in enumerate(screen.asked.options, 1):
            self._line(f"  {n}  {option.label}")
        how = self.words.say("Numbers, such as 1 3, and Enter.") if several else self.words.say("A number and Enter.")

        def read(text: str) -> Any:
            ids = [self._option(screen, part) for part in text.replace(",", " ").split()]
            return ids if several else (ids[0] if len(ids) == 1 else "")

        return self._until(screen, how, read, screen.wrong)

    def part_text(self, screen: Screen, read: Callable[[str], Any], wrong: Callable[[Any], Message | None]) -> Reply:
        """Ask for a line of text; `.b` gives the text b."""
        self._head(screen)
        if screen.asked.placeholder:
            self._line(f"  {screen.asked.placeholder}")
        how = self.words.say("Text and Enter; a text that is one of these letters with a dot before it: .b")
        return self._until(screen, how, lambda text: read(text[1:] if _dotted(text) else text), wrong)

    def _until(
        self, screen: Screen, how: str, read: Callable[[str], Any], wrong: Callable[[Any], Message | None]
    ) -> Reply:
        common = hints.everywhere(self.words, screen, why=False)
        self._line("  ".join([how, *(f"{key} {word}" for key, word in common)]))
        begin = screen.typed if not screen.asked.options else brief(screen.asked, screen.begin)
        if begin:
            self._line(self.words.say("Enter keeps: {text}", text=begin))
        while True:
            text = self._read()
            if text is None:
                return Quit()
            reply = self._command(screen, text.strip())
            if reply is None:
                reply = self._value(screen, text.strip(), bool(begin), read, wrong)
            if reply is not None:
                return reply

    def _value(
        self,
        screen: Screen,
        text: str,
        keeps: bool,
        read: Callable[[str], Any],
        wrong: Callable[[Any], Message | None],
    ) -> Reply | None:
        if text == "?":
            self._line(self.words.say("Why: {reason}", reason=screen.asked.help))
            return None
        kept = screen.begin if screen.asked.options else read(screen.typed)
        value = kept if not text and keeps else read(text)
        complaint = wrong(value) if screen.asked.question.type != "action" or not screen.asked.options else None
        if screen.asked.options and value in ("", []):
            self._line(self.words.say("One of the numbers, please."))
            return None
        if complaint is not None:
            self._line(self._said(complaint))
            return None
        return Given(value)

    def _command(self, screen: Screen, text: str) -> Reply | None:
        if text == "b" and screen.can_back:
            return Back()
        if text == "s" and screen.can_skip:
            return Skip()
        if text == "d":
            return DontKnow()
        return Quit() if text == "q" else None

    def _option(self, screen: Screen, text: str) -> str:
        options = screen.asked.options
        return options[int(text) - 1].id if text.isdecimal() and 0 < int(text) <= len(options) else ""

    def _head(self, screen: Screen) -> None:
        number = self.words.say("{n} of {of}", n=str(screen.number), of=str(screen.of))
        self._line(f"{number}  {screen.asked.label}")
        if screen.asked.detail:
            self._line(f"  {screen.asked.detail}")
        if screen.complaint is not None:
            self._line(self._said(screen.complaint))

    def _said(self, message: Message) -> str:
        return self.words.say(message.text, **{key: str(value) for key, value in message.values.items()})

    def _read(self) -> str | None:
        """Read a line; None when the input is at its end or the person pressed Ctrl-C."""
        self.stream.write("> ")
        self.stream.flush()
        try:
            line = self.source.readline()
        except KeyboardInterrupt:
            return None
        return line.rstrip("\r\n") if line else None

    def _line(self, text: str = "") -> None:
        self.stream.write(text.rstrip() + "\n")


def _dotted(text: str) -> bool:
    return len(text) == 2 and text[0] == "." and text[1] in "bsdq?"
