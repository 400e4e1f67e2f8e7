"""A mistake in a command line, said as everything else is said: what, and what was probably meant."""

from __future__ import annotations

from typing import Any

from rex.errors import UsageError
from rex.text.similar import nearest

EXPECTED = {int: "a whole number", float: "a number"}


def is_misspelt(error: Exception) -> bool:
    """Tell whether the parser complains: all its complaints share the base of the one that it makes public."""
    import typer

    return isinstance(error, typer.BadParameter.__mro__[1])


def explained(error: Any, command: str) -> UsageError:
    """Turn the parser's complaint into ours; an unknown option comes with its nearest spelling."""
    todo = f"All of it: rex {command} --help"
    wrong = getattr(error, "option_name", None)
    if wrong is not None and hasattr(error, "possibilities"):
        close = nearest(str(wrong), _options(error), 1)
        hint = f' Did you mean "{close[0]}"?' if close else ""
        return UsageError(f'rex {command} has no option "{wrong}".{hint}', todo=todo, kept="")
    if type(error).__name__ == "MissingParameter":
        wanted = getattr(error.param, "metavar", None) or str(getattr(error.param, "name", "") or "").upper()
        return UsageError(f"rex {command} needs {wanted}.", todo=todo, kept="")
    kind = getattr(getattr(getattr(error, "param", None), "type_descriptor", None), "annotation", None)
    if kind in EXPECTED:
        option = max(error.param.opts, key=len)
        return UsageError(f"rex {command} {option} takes {EXPECTED[kind]}.", todo=todo, kept="")
    said = str(error.format_message()).strip()
    return UsageError(f"rex {command}: {said}" + ("" if said.endswith((".", "?")) else "."), todo=todo, kept="")


def _options(error: Any) -> list[str]:
    """Name the command's options, where the parser says which command it was reading."""
    found = error.ctx.command.params if getattr(error, "ctx", None) is not None else ()
    return [name for param in found for name in param.opts if name.startswith("-")]
