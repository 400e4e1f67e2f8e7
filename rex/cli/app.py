"""From arguments to an exit code: finds the command's file, runs it, and turns every stop into sentences."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from typing import TYPE_CHECKING

from rex.cli import commands as room
from rex.errors import Exit, FileError, Interrupted, Place, RexError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import typer


def names() -> list[str]:
    """Name every command that has a file; a file of a reserved word ends in an underscore."""
    return sorted(info.name.rstrip("_") for info in pkgutil.iter_modules(room.__path__))


def run(arguments: Sequence[str]) -> int:
    """Run the command line; the result is the exit code of the contract. Nothing escapes as a traceback."""
    from rex.cli.console import Console

    console = Console.of_process(arguments)
    try:
        return _dispatch(list(arguments))
    except Interrupted as stop:
        console.stopped(stop)
        return int(stop.exit_code)
    except (RexError, PermissionError) as error:
        told = _forbidden(error) if isinstance(error, PermissionError) else error
        console.stopped(told)
        return int(told.exit_code)
    except KeyboardInterrupt:
        console.interrupted()
        return int(Exit.INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): that is its right, and no fault.
        sys.stdout = open("/dev/null", "w", encoding="utf-8")  # noqa: PTH123, SIM115 - so that closing it stays quiet
        return int(Exit.DONE)
    except Exception as error:  # noqa: BLE001 - the boundary: our fault ends in one line and a log, never in a traceback
        from rex.cli.fault import report

        return report(error, console, arguments)


def _forbidden(error: PermissionError) -> FileError:
    """Say which file or folder may not be read or written; whoever may can put it right."""
    name = str(error.filename or "")
    return FileError(
        f"{name or 'A file'} may not be read or written here: {error.strerror or 'permission denied'}.",
        place=Place(name) if name else None,
        todo="Give yourself the right to it, or work on a copy of the folder, and run the same command again.",
    )


def _dispatch(arguments: list[str]) -> int:
    if arguments and arguments[0] in {"--version", "-V"}:
        from rex import __version__

        sys.stdout.write(f"rex {__version__}\n")
        return int(Exit.DONE)
    name = arguments[0] if arguments else ""
    if name not in names():
        raise _unknown(name)
    import typer

    try:
        result = _application(name)(args=arguments, prog_name="rex", standalone_mode=False)
    except typer.Abort as error:
        raise KeyboardInterrupt from error
    except Exception as error:
        from rex.cli.misspelt import explained, is_misspelt

        if is_misspelt(error):
            raise explained(error, name) from error
        raise
    return int(result) if isinstance(result, int) else int(Exit.DONE)


def _unknown(name: str) -> UsageError:
    from rex.text.similar import nearest

    close = nearest(name, names(), 1)
    hint = f' Did you mean "{close[0]}"?' if close else ""
    return UsageError(f'rex has no command "{name}".{hint}', todo="All commands: rex --help", kept="")


def _application(name: str) -> typer.Typer:
    """Load the one command that was asked for; the others stay on disk."""
    import typer

    try:
        module = importlib.import_module(f"rex.cli.commands.{name}")
    except ModuleNotFoundError:
        module = importlib.import_module(f"rex.cli.commands.{name}_")
    app = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )

    @app.callback()
    def _rex() -> None:
        """Keep the command's name in the usage line."""

    app.command(name)(module.command)
    return app
