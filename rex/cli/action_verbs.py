"""What `rex actions` does for each of its verbs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from rex.cli import action_screens, edge
from rex.cli.documents import to_json
from rex.errors import Exit, UsageError
from rex.store.atomic import write_text
from rex.workflow import bets

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from rex.cli.console import Console
    from rex.model.action import Settled
    from rex.text.speaker import Speaker

VERBS = ("list", "show", "add", "done", "drop")
FORMATS = ("text", "ics", "csv", "md")


@dataclass(frozen=True)
class Asked:
    """What was asked of `rex actions`."""

    verb: str
    name: str
    owner: str
    due: str
    kpi: str
    direction: str
    smallest: float
    session: str
    json: bool
    lang: str | None
    now: str | None
    by: str = ""
    format: str = "text"
    out: Path | None = None


def run(asked: Asked) -> int:
    """Do what the verb says and give the exit code."""
    shown = edge.console()
    workspace = bets.workspace_here(Path.cwd())
    speaker = edge.speaker_for(asked.lang, workspace.settings.language, workspace.settings.timezone)
    today = edge.clock(asked.now).astimezone(ZoneInfo(workspace.settings.timezone or "UTC")).date()
    if asked.verb not in VERBS:
        raise UsageError(f'rex actions has no "{asked.verb}".', todo=f"It has: {', '.join(VERBS)}.", kept="")
    _demand_known(asked)
    if asked.verb == "add":
        wanted = bets.Wanted(
            asked.name, asked.owner, asked.due, asked.kpi, asked.direction, asked.smallest, asked.session
        )
        shown.text(bets.add(workspace, wanted, today, Path.cwd()).id)
        return int(Exit.DONE)
    if asked.verb in {"done", "drop"}:
        return _close(asked, workspace, shown, speaker, today)
    return _tell(asked, workspace, shown, speaker, today)


def _demand_known(asked: Asked) -> None:
    """Refuse what the list cannot do, and what belongs to the list alone."""
    if asked.by not in ("", "lever"):
        raise UsageError(f'--by "{asked.by}" does not exist.', todo="Use --by lever.", kept="")
    if asked.format not in FORMATS:
        raise UsageError(f'--format "{asked.format}" does not exist.', todo=f"Formats: {', '.join(FORMATS)}.", kept="")
    if asked.verb != "list" and (asked.by or asked.format != "text" or asked.out):
        raise UsageError("--by, --format and --out go with the list.", todo="rex actions --format ics", kept="")
    if asked.out and asked.format == "text":
        raise UsageError("--out needs a format.", todo="rex actions --format ics --out actions.ics", kept="")


def _close(asked: Asked, workspace: bets.Workspace, shown: Console, speaker: Speaker, today: date) -> int:
    status: Literal["done", "dropped"] = "done" if asked.verb == "done" else "dropped"
    changed = bets.close(workspace, asked.name, status, today)
    says = speaker.t("is done.") if status == "done" else speaker.t("is dropped.")
    shown.talk((f"{changed.id} ", "bold"), (says, ""))
    return int(Exit.DONE)


def _tell(asked: Asked, workspace: bets.Workspace, shown: Console, speaker: Speaker, today: date) -> int:
    found = bets.overview(workspace, today)
    settled = [one for one in found.settled if asked.verb == "list" or one.action.id == asked.name]
    if asked.verb == "show" and not settled:
        raise UsageError(f'There is no action "{asked.name}".', todo="All of them: rex actions", kept="")
    if asked.json:
        shown.text(to_json({"actions": settled}, speaker))
    elif asked.format != "text":
        _hand_on(asked, settled, workspace, shown, speaker)
    elif asked.by:
        shown.show(action_screens.by_lever(settled, speaker, shown.width))
    elif asked.verb == "show":
        shown.show(action_screens.single(settled[0], speaker, shown.width))
    else:
        shown.show(action_screens.listing(settled, workspace.settings.client, speaker, shown.width))
    for problem in found.problems:
        shown.talk(("? ", "unknown"), ("" if problem.place is None else f"{problem.place}: ", ""), (problem.what, ""))
    return int(Exit.FILES) if found.problems else int(Exit.DONE)


def _hand_on(
    asked: Asked, settled: Sequence[Settled], workspace: bets.Workspace, shown: Console, speaker: Speaker
) -> None:
    """Write the ledger for another program, on stdout or to a file."""
    from rex.render.ledger import ledger_csv, ledger_ical, ledger_tasks

    client = workspace.settings.client
    if asked.format == "ics":
        text = ledger_ical(settled, client, speaker, edge.clock(asked.now))
    elif asked.format == "csv":
        text = ledger_csv(settled)
    else:
        text = ledger_tasks(settled, client, speaker)
    if asked.out is None or str(asked.out) == "-":
        shown.text(text.replace("\r\n", "\n"))
        return
    write_text(asked.out, text)
    shown.text(str(asked.out))
