"""The action ledger of a workspace: listed with what each bet's number did, added to, closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rex.actions import impact, ledger
from rex.config.workspace import WorkspaceSettings, read_workspace
from rex.errors import FileError, UsageError
from rex.metrics.base import Metric
from rex.model.action import Action, Settled
from rex.plugins.find import find
from rex.store.records import all_records
from rex.store.workspace import SETTINGS, find_session, workspace_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Literal


@dataclass(frozen=True)
class Workspace:
    """A workspace and its settings."""

    root: Path
    settings: WorkspaceSettings

    def metrics(self) -> Mapping[str, Metric]:
        """Find the KPIs that a bet may be made on, the client's own ones among them."""
        return find("rex.metrics", Metric, folders=[self.root / name for name in self.settings.plugins]).plugins


@dataclass(frozen=True)
class Overview:
    """Every action with what its number did so far, and the files that could not be read."""

    settled: tuple[Settled, ...]
    problems: tuple[FileError, ...]


@dataclass(frozen=True)
class Wanted:
    """A new action as it was asked for on the command line."""

    what: str
    owner: str
    due: str
    kpi: str
    direction: str
    smallest: float
    session: str


def workspace_here(here: Path) -> Workspace:
    """Find the workspace around this folder; raises UsageError outside of one."""
    root = workspace_of(here)
    if root is None:
        raise UsageError("This is no workspace.", todo="Go to one, or make one:  rex init my-client", kept="")
    return Workspace(root, read_workspace(root / SETTINGS))


def overview(workspace: Workspace, today: date) -> Overview:
    """Settle every action on the records there are."""
    read = ledger.read(workspace.root / "actions")
    records, _ = all_records(workspace.root)
    metrics = workspace.metrics()
    settled: list[Settled] = []
    for action in read.actions:
        measured = impact.measured(records, action.kpi)
        metric = metrics.get(action.kpi)
        unit = next((m.unit for r in reversed(records) if (m := r.measure(action.kpi)) is not None), "count")
        title = action.kpi if metric is None else metric.title
        settled.append(impact.settle(action, measured, title=title, unit=unit, today=today))
    return Overview(tuple(settled), read.problems)


def add(workspace: Workspace, wanted: Wanted, today: date, here: Path) -> Action:
    """Write a new action; an action is a bet, so it needs who, by when, which number and which way."""
    metrics = workspace.metrics()
    missing = [name for name in ("what", "owner", "due", "kpi") if not getattr(wanted, name)]
    if missing:
        raise UsageError(
            f"An action needs {', '.join(missing)}.",
            todo='rex actions add "What" --owner Who --due 2026-11-27 --kpi conversion_rate',
        )
    if wanted.kpi not in metrics:
        raise UsageError(f'"{wanted.kpi}" is no KPI.', todo="All of them: rex list kpis")
    if wanted.direction not in {"up", "down"}:
        raise UsageError(f'--direction is up or down, not "{wanted.direction}".')
    try:
        due = date.fromisoformat(wanted.due)
    except ValueError as error:
        raise UsageError(f'--due "{wanted.due}" is no date.', todo="Write it like 2026-11-27.") from error
    folder = workspace.root / "actions"
    known = ledger.read(folder).actions
    action = Action(
        id=ledger.next_id(a.id for a in known),
        what=wanted.what,
        owner=wanted.owner,
        due=due,
        kpi=wanted.kpi,
        direction="up" if wanted.direction == "up" else "down",
        smallest_effect=wanted.smallest,
        decided=today,
        session=find_session(wanted.session, here).id,
    )
    ledger.add(folder, action)
    return action


def close(workspace: Workspace, name: str, status: Literal["done", "dropped"], today: date) -> Action:
    """Close an action: done today, or dropped, which is an honourable end."""
    folder = workspace.root / "actions"
    found = next((a for a in ledger.read(folder).actions if a.id == name), None)
    if found is None:
        raise UsageError(f'There is no action "{name}".', todo="All of them: rex actions")
    update: dict[str, object] = {"status": status}
    if status == "done":
        update["done_on"] = today
    changed = found.model_copy(update=update)
    ledger.write(folder, changed)
    return changed
