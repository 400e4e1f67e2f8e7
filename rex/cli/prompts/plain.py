"""Asks line by line, for ears, braille and terminals that cannot draw: numbered choices, a number and Enter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TextIO

from rex.cli.prompts import hints
from rex.cli.prompts.form import LEAVING, PARTED
from rex.cli.prompts.range import MEANT, PARTS, begin_of
from rex.cli.prompts.reading import number, reading, unit
from rex.cli.prompts.scale import lies_on_one_line
from rex.cli.prompts.settled import said
from rex.questionnaire.brief import brief
from rex.questionnaire.replies import Back, DontKnow, Edit, Given, NotApplicable, Quit, Reply, Skip, Speak
from rex.questionnaire.run import minutes
from rex.text.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rex.model.message import Message
    from rex.questionnaire.replies import Screen, Settled

SEVERAL = ("multiselect", "rank")
LETTERS = "bsdnelq?"


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
        if kind in PARTED:
            return PARTED[kind](self, screen, self.words)
        if kind == "forecast":
            return self._range(screen)
        if screen.asked.options:
            return self.part_choice(screen)
        return self.part_text(screen, *reading(screen))

    def settled(self, line: Settled) -> None:
        """Say that the answer is saved, and what it is."""
        answer = said(self.words, line.state, line.says)
        self._line(self.words.say("saved {time}: {answer}", time=f"{line.at:%H:%M:%S}", answer=answer))
        self._line()

    def note(self, text: str) -> None:
        """Say something that is no question."""
        self._line(text)

    def choose(self, lines: Sequence[Settled]) -> str | None:
        """Let the person choose which of these answers to change; None for none of them."""
        keys = [
            (str(n), f"{line.asked.short}: {said(self.words, line.state, line.says)}")
            for n, line in enumerate(lines, 1)
        ]
        key = self.pick([self.words.say("Which answer should change?")], [*keys, ("q", self.words.say("back"))])
        return lines[int(key) - 1].asked.id if key.isdecimal() else None

    def speak(self, lang: str) -> Callable[[Message], str]:
        """Go on in this language."""
        self.words = Catalogue(lang)
        return self._said

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
        kind = screen.asked.question.type
        several = kind in SEVERAL and len(screen.asked.options) > 0
        steps = lies_on_one_line(screen)
        self._head(screen)
        for n, option in enumerate(screen.asked.options, 1):
            against = f"  ({option.reason})" if option.reason else ""
            if not steps or option.label:
                self._line(f"  {option.id if steps else n}  {option.label}{against}")
        how = self._how(screen)

        def read(text: str) -> Any:
            ids = [self._option(screen, part, steps=steps) for part in text.replace(",", " ").split()]
            return ids if several else (ids[0] if len(ids) == 1 else "")

        return self._until(screen, how, read, screen.wrong)

    def _how(self, screen: Screen) -> str:
        kind, options = screen.asked.question.type, screen.asked.options
        if lies_on_one_line(screen):
            low, high = options[0].id, options[-1].id
            return self.words.say("A number from {low} to {high} and Enter.", low=low, high=high)
        if kind == "rank":
            return self.words.say("Numbers in your order, the first one first, such as 3 1, and Enter.")
        if kind == "multiselect":
            return self.words.say("Numbers, such as 1 3, and Enter.")
        return self.words.say("A number and Enter.")

    def part_text(self, screen: Screen, read: Callable[[str], Any], wrong: Callable[[Any], Message | None]) -> Reply:
        """Ask for a line of text; `.b` gives the text b."""
        self._head(screen)
        if unit(screen):
            self._line(f"  {unit(screen)}")
        if screen.asked.placeholder:
            self._line(f"  {screen.asked.placeholder}")
        how = self.words.say("Text and Enter; a text that is one of these letters with a dot before it: .b")
        return self._until(screen, how, lambda text: read(text[1:] if _dotted(text) else text), wrong)

    def _range(self, screen: Screen) -> Reply:
        """Ask for the three values of a range, one line each; what is wrong with them together is said at the end."""
        asked = screen.asked
        detail = f"{asked.detail}\n  {self.words.say(MEANT)}".strip()
        cells: dict[str, str] = {}
        begun = {part: begin_of(screen, part) for part in PARTS}
        at = 0
        while at < len(PARTS):
            part = list(PARTS)[at]
            words = self.words.say(PARTS[part])
            text = cells.get(part, begun[part])
            label = f"{asked.label} ({words})"
            one = replace(
                screen,
                asked=replace(asked, label=label, detail=detail if at == 0 else "", default=None),
                typed=text,
                begin=text,
                can_back=screen.can_back or at > 0,
                half=False,
                complaint=screen.complaint if at == 0 else None,
            )
            reply = self.part_text(one, number, lambda _: None)
            if isinstance(reply, Back) and at > 0:
                at -= 1
                continue
            if not isinstance(reply, Given):
                if isinstance(reply, LEAVING):
                    for name, value in cells.items():
                        screen.keep(name, value)
                return reply
            cells[part] = str(reply.value)
            at += 1
            if at == len(PARTS):
                wrong = screen.wrong({name: value for name, value in cells.items() if value})
                if wrong is not None:
                    self._line(self._said(wrong))
                    at = 0
        return Given({name: value for name, value in cells.items() if value})

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
                return Quit(_half(screen))
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
        if screen.asked.options and not self._listed(screen, value):
            self._line(self.words.say("One of the numbers, please."))
            return None
        complaint = wrong(value) if screen.asked.question.type != "action" or not screen.asked.options else None
        if complaint is not None:
            self._line(self._said(complaint))
            return None
        return Given(value)

    def _listed(self, screen: Screen, value: Any) -> bool:
        """Tell whether what was typed names choices: the choice of another name is one too."""
        named = value if isinstance(value, list) else [value.get("choice") if isinstance(value, dict) else value]
        return bool(named) and all(screen.asked.option(name) is not None for name in named)

    def _command(self, screen: Screen, text: str) -> Reply | None:
        half = _half(screen)
        replies: dict[str, tuple[bool, Reply]] = {
            "b": (screen.can_back, Back(half)),
            "s": (screen.can_skip, Skip()),
            "d": (True, DontKnow()),
            "n": (screen.can_not_apply, NotApplicable()),
            "e": (screen.can_edit, Edit(half)),
            "l": (True, Speak(screen.next_language, half)),
            "q": (True, Quit(half)),
        }
        holds, reply = replies.get(text, (False, None))
        return reply if holds else None

    def _option(self, screen: Screen, text: str, *, steps: bool) -> str | None:
        options = screen.asked.options
        if steps:
            return None if screen.asked.option(text) is None else text
        return options[int(text) - 1].id if text.isdecimal() and 0 < int(text) <= len(options) else None

    def _head(self, screen: Screen) -> None:
        place = self.words.say("{n} of {of}", n=str(screen.number), of=str(screen.of))
        self._line(f"{place}  {screen.asked.label}")
        if screen.asked.detail:
            self._line(f"  {screen.asked.detail}")
        self._line("  " + self.words.say("{n} min left", n=str(minutes(screen.points_left))))
        if screen.complaint is not None:
            self._line(self._said(screen.complaint))

    def _said(self, message: Message) -> str:
        return self.words.say(message.text, **{key: str(value) for key, value in message.values.items()})

    def _read(self) -> str | None:
        """Read a line; None when the input is at its end, the window is gone, or the person pressed Ctrl-C."""
        try:
            self.stream.write("> ")
            self.stream.flush()
            line = self.source.readline()
        except (KeyboardInterrupt, OSError):
            return None
        return line.rstrip("\r\n") if line else None

    def _line(self, text: str = "") -> None:
        self.stream.write(text.rstrip() + "\n")


def _half(screen: Screen) -> str:
    """Give the half-typed words of an earlier moment: lines that are not given leave them as they are."""
    return screen.typed if screen.half else ""


def _dotted(text: str) -> bool:
    return len(text) == 2 and text[0] == "." and text[1] in LETTERS
