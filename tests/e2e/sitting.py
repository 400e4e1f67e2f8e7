"""A person at a terminal: a window with `rex` in it, what it drew, and what it opened."""

from __future__ import annotations

import re
import signal
import sys
import time
from typing import TYPE_CHECKING

import pexpect
import pyte

from tests.e2e.driving import surroundings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PATIENCE_S = 30
WATCHED = """\
import sys
seen = open({log!r}, "a", buffering=1)
def hook(event, arguments):
    if event == "open" and ("/exports/" in str(arguments[0]) or "/facts-" in str(arguments[0])):
        seen.write(str(arguments[0]) + "\\n")
sys.addaudithook(hook)
sys.argv = ["rex", *{words!r}]
from rex.__main__ import main
main()
"""
"""Starts REX so that every export or fact that it opens is written down."""
ASKING = re.compile(r"^ {0,3}(\d+) of (\d+)  ")


class Sitting:
    """One run of REX in a window of 24 lines by 80 columns, on a machine that may be slow."""

    def __init__(self, *words: object, cwd: Path, log: Path, env: Mapping[str, str] | None = None) -> None:
        self.screen = pyte.HistoryScreen(80, 24, history=10_000)
        self.stream = pyte.Stream(self.screen)
        self.drawn = ""
        code = WATCHED.format(log=str(log), words=[str(word) for word in words])
        log.touch()
        self.child = pexpect.spawn(
            sys.executable,
            ["-c", code],
            dimensions=(24, 80),
            encoding="utf-8",
            timeout=PATIENCE_S,
            cwd=str(cwd),
            env={**surroundings(env), "TERM": "xterm-256color"},
        )

    @property
    def lines(self) -> list[str]:
        """Give what stands on the screen now."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def told(self) -> str:
        """Give all that was drawn since the beginning, without the terminal's own codes."""
        return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>]|\r", "", self.drawn)

    def read(self) -> bool:
        """Read what comes within a moment; tells whether the program still runs."""
        try:
            text = self.child.read_nonblocking(65536, timeout=0.2)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.drawn += text
        self.stream.feed(text)
        return True

    def wait(self, text: str) -> None:
        """Read until a text stands on the screen."""
        end = time.monotonic() + PATIENCE_S
        while not any(text in line for line in self.lines):
            alive = self.read()
            if text in "\n".join(self.lines):
                return
            if not alive or time.monotonic() > end:
                raise AssertionError(f"never saw {text!r}:\n" + "\n".join(self.lines))

    def wait_for_question(self) -> int:
        """Read until a question is open, its keys below it; gives its number. 0 when the seal is asked for."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            if any("Seal these answers?" in line for line in self.lines):
                return 0
            numbers = [int(found[1]) for line in self.lines if (found := ASKING.match(line))]
            if numbers and any(line.endswith(("? why", "? more")) for line in self.lines):
                return numbers[-1]
            if not self.read():
                break
        raise AssertionError("no question:\n" + "\n".join(self.lines))

    def press(self, keys: str) -> None:
        """Press keys."""
        self.child.send(keys)

    def answer(self, keys: str) -> None:
        """Press keys and wait until another question is open."""
        before = self.wait_for_question()
        self.press(keys)
        end = time.monotonic() + PATIENCE_S
        while self.wait_for_question() == before:
            if not self.read() or time.monotonic() > end:
                raise AssertionError("the question stays:\n" + "\n".join(self.lines))

    def end(self) -> int:
        """Read to the end and give the exit code."""
        end = time.monotonic() + PATIENCE_S
        while self.read():
            if time.monotonic() > end:
                raise AssertionError("it does not end:\n" + "\n".join(self.lines))
        self.child.close()
        return -1 if self.child.exitstatus is None else int(self.child.exitstatus)

    def kill(self) -> None:
        """End it as a power cut does."""
        self.child.kill(signal.SIGKILL)
        self.child.close(force=True)
