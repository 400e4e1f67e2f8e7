"""Waits for one of a few keys: seal, look again, stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.output import ColorDepth

from rex.cli.prompts.running import run
from rex.text.width import pad_right

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prompt_toolkit.formatted_text import StyleAndTextTuples

    from rex.cli.prompts.terminal import Terminal


def pick(terminal: Terminal, lines: Sequence[str], keys: Sequence[tuple[str, str]]) -> str:
    """Show the lines, then each key with its word, and give the one that was pressed; Ctrl-C and Ctrl-D are `q`."""
    shown: StyleAndTextTuples = [("", f"  {line}\n") for line in lines]
    for key, word in keys:
        name = terminal.words.say("Enter") if key == "enter" else key
        shown += [("bold", f"    {pad_right(name, 7)}"), ("", f"{word}\n")]
    bound = KeyBindings()
    for key, _ in keys:
        bound.add(key)(lambda event, key=key: event.app.exit(result=key))
    for key in ("enter", "c-j"):
        bound.add(key, filter=Condition(terminal.is_echo), eager=True)(terminal.echoed)
    for key in ("c-c", "c-d"):
        bound.add(key)(lambda event: event.app.exit(result="q"))
    app: Application[str] = Application(
        layout=Layout(Window(FormattedTextControl(shown, show_cursor=False), dont_extend_height=True)),
        key_bindings=bound,
        erase_when_done=True,
        input=terminal.input,
        output=terminal.output,
        color_depth=None if terminal.colour else ColorDepth.DEPTH_1_BIT,
    )
    return run(app, lambda: "q")
