"""The blind part in a pseudo-terminal: one key a choice in three languages, killed after every answer, piped."""

from __future__ import annotations

import os
import re
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pyte
import pytest

from rex.store.answers import answers_file, load_draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.model.draft import Draft

pytestmark = pytest.mark.flaky(reruns=2)  # a loaded machine may lag behind the keys; a real fault fails thrice


ROOT = Path(__file__).parents[2]
SCRIPT = str(Path(__file__).with_name("interview_script.py"))
ORDER = ("seen", "goal", "reached", "conversion_rate", "revenue", "nps", "mood", "context", "change", "repeat")
# One key for each choice; lists of several take a second one, Enter. The texts are typed.
KEYS = ("1\r", "\r", "4", "1", "2", "3", "4", "2\r", "sold out\r", "00:20 half-face test\r")
VALUES = {
    "csm.seen": ["none"],
    "csm.goal": "conversion 5.0%, with the new kit",
    "csm.reached": "likely",
    "csm.forecast.conversion_rate": "below",
    "csm.forecast.revenue": "usual",
    "csm.forecast.nps": "above",
    "csm.mood": 4,
    "csm.context": ["promo"],
    "csm.change": {"text": "sold out"},
    "csm.repeat": {"text": "half-face test", "at": "00:20:00"},
}


class Window:
    """A terminal window with a program in it: what it drew, as a person sees it."""

    def __init__(self, folder: Path, lang: str = "en", columns: int = 80, plain: str = "no", *, out: str = "") -> None:
        self.screen = pyte.Screen(columns, 40)
        self.stream = pyte.Stream(self.screen)
        command = f"{sys.executable} {SCRIPT} {folder} {lang} {columns} {plain} blind"
        self.child = pexpect.spawn(
            "/bin/sh",
            ["-c", f"exec {command} {out}"],
            dimensions=(40, columns),
            encoding="utf-8",
            timeout=10,
            cwd=str(ROOT),
            env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"},
        )

    def wait(self, text: str) -> None:
        """Read until a text stands on the screen."""
        while not any(text in line for line in self.lines):
            try:
                self.stream.feed(self.child.read_nonblocking(65536, timeout=10))
            except (pexpect.EOF, pexpect.TIMEOUT) as end:
                raise AssertionError(f"never saw {text!r}:\n" + "\n".join(self.lines)) from end

    def press(self, keys: str) -> None:
        self.child.send(keys)

    def end(self) -> int:
        """Read to the end and give the exit code."""
        while True:
            try:
                self.stream.feed(self.child.read_nonblocking(65536, timeout=10))
            except pexpect.EOF:
                break
        self.child.close()
        return -1 if self.child.exitstatus is None else int(self.child.exitstatus)

    def kill(self) -> None:
        self.child.kill(signal.SIGKILL)
        self.child.close(force=True)

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self.screen.display]


@pytest.fixture
def window() -> Iterator[type[Window]]:
    opened: list[Window] = []

    class Kept(Window):
        def __init__(self, *args: object, **more: object) -> None:
            super().__init__(*args, **more)  # type: ignore[arg-type]  # handed on as they are
            opened.append(self)

    yield Kept
    for one in opened:
        one.child.close(force=True)


def given(folder: Path) -> Draft:
    draft = load_draft(answers_file(folder, "maria"))
    assert draft is not None
    return draft


@pytest.mark.parametrize(
    ("lang", "first", "answer"),
    [
        ("en", "Which figures of this show have you already seen?", "likely, about 7 in 10"),
        ("es", "¿Qué cifras de este directo ha visto ya?", "probable, 7 de cada 10"),
        ("fr", "Quels chiffres de ce live avez-vous déjà vus ?", "probable, 7 chances sur 10"),
    ],
)
def test_the_blind_part_takes_one_key_a_choice(
    tmp_path: Path, window: type[Window], lang: str, first: str, answer: str
) -> None:
    shown = window(tmp_path, lang)
    shown.wait(first)
    for n, keys in enumerate(KEYS, 1):
        _wait_for_question(shown, n)
        shown.press(keys)
    shown.wait("Seal these answers?")
    assert any(answer in line for line in shown.lines)
    shown.press("\r")
    assert shown.end() == 0
    draft = given(tmp_path)
    assert draft.answers == VALUES
    assert [name.rpartition(".")[2] for name in draft.order] == list(ORDER)
    assert draft.seal is not None
    assert draft.language == lang


def _wait_for_question(shown: Window, n: int) -> None:
    """Wait until question n is open: its number is the last one on the screen, with hints below."""
    while True:
        numbered = [line.split()[0] for line in shown.lines if line[:5].strip().isdigit()]
        if numbered and numbered[-1] == str(n) and _keys_stand(shown.lines):
            return
        shown.stream.feed(shown.child.read_nonblocking(65536, timeout=10))


def _keys_stand(lines: list[str]) -> bool:
    """Tell whether the keys are drawn, the last of them too, on one line or on two."""
    return any(" q " in line for line in lines) and any(re.search(r"(^| )\?( |$)", line) for line in lines)


def test_killed_after_every_answer_nothing_is_lost_and_only_open_questions_are_asked(
    tmp_path: Path, window: type[Window]
) -> None:
    for n, keys in enumerate(KEYS, 1):
        shown = window(tmp_path)
        _wait_for_question(shown, n)
        shown.press(keys)
        if n < len(KEYS):
            _wait_for_question(shown, n + 1)
        else:
            shown.wait("Seal these answers?")
        shown.kill()
        draft = given(tmp_path)
        assert len(draft.answers) == n
        assert draft.answers == {name: VALUES[name] for name in draft.answers}
        numbered = [line for line in shown.lines if line[:5].strip().isdigit()]
        # What was answered in an earlier run is not on this screen.
        assert len(numbered) == (2 if n < len(KEYS) else 1)


@pytest.mark.parametrize("key", ["\x03", "\x04", "\x1bq"])
def test_stopping_in_the_middle_of_a_word_keeps_the_word_and_ends_with_130(
    tmp_path: Path, window: type[Window], key: str
) -> None:
    shown = window(tmp_path)
    _wait_for_question(shown, 1)
    shown.press("1\r")
    _wait_for_question(shown, 2)
    shown.press(" and more")
    shown.wait("kit and more")
    shown.press(key)
    assert shown.end() == 130
    assert any("Saved: 1 of 10 answers. Go on at question 2 with: rex review last" in line for line in shown.lines)
    again = window(tmp_path)
    again.wait("> conversion 5.0%, with the new kit and more")
    assert not given(tmp_path).has("csm.goal")


def test_when_stdout_is_piped_it_holds_the_result_alone(tmp_path: Path, window: type[Window]) -> None:
    out = tmp_path / "out.txt"
    shown = window(tmp_path, out=f"> {out}")
    for n, keys in enumerate(KEYS, 1):
        _wait_for_question(shown, n)
        shown.press(keys)
    shown.wait("Seal these answers?")
    shown.press("\r")
    assert shown.end() == 0
    assert out.read_text() == ""


@pytest.mark.parametrize(("lang", "columns"), [("en", 80), ("es", 50), ("fr", 42)])
def test_every_key_is_on_the_screen_in_a_narrow_window(
    tmp_path: Path, window: type[Window], lang: str, columns: int
) -> None:
    shown = window(tmp_path, lang, columns)
    _wait_for_question(shown, 1)
    shown.press("1\r")
    _wait_for_question(shown, 2)
    hints = [line.split() for line in shown.lines[-40:] if " q" in line][-1]
    assert {"b", "s", "d", "q", "?"} <= set(hints)


def test_the_plain_way_draws_nothing_twice(tmp_path: Path, window: type[Window]) -> None:
    shown = window(tmp_path, plain="plain")
    shown.wait("Numbers, such as 1 3, and Enter.")
    shown.press("1\n")
    shown.wait("2 of 10")
    shown.press("q\n")
    assert shown.end() == 130
    assert given(tmp_path).answers == {"csm.seen": ["none"]}
