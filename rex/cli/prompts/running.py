"""Runs one drawn question; a terminal that goes away is a person who stops, not a crash."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from prompt_toolkit.application import Application

T = TypeVar("T")

# Seconds until a lone Esc counts as Esc and not as the beginning of an arrow key.
ESC_S = 0.05
LEAVING = ("SIGHUP", "SIGTERM", "SIGINT")
"""What a closed window, a machine that shuts down, and another program send; the key Ctrl-C is read as a key."""


def run(app: Application[T], closed: Callable[[], T]) -> T:
    """Show it until it is answered; `closed` is the answer of a terminal that is closed, at its end, or interrupted."""
    app.ttimeoutlen = app.timeoutlen = ESC_S

    def leave() -> None:
        if not app.is_done:
            app.exit(result=closed())

    def listen() -> None:
        loop = asyncio.get_running_loop()
        for name in LEAVING:
            number = getattr(signal, name, None)
            if number is not None:
                # Not every system, and only the main thread, can listen.
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, leave)

    try:
        return app.run(pre_run=listen, handle_sigint=False)
    except (EOFError, KeyboardInterrupt, OSError):  # OSError: the window is gone, and nothing can be drawn on it
        return closed()
