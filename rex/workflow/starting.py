"""Making a workspace, and the sample one: what is written, and nothing that exists is ever overwritten."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rex.errors import UsageError
from rex.resources import sample_sessions
from rex.store.atomic import write_text
from rex.store.workspace import IGNORED, SESSIONS, SETTINGS

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = "maison-verbena"
_MADE_BY_REX = ("retrospective.", ".rex", "reports/")


@dataclass(frozen=True, slots=True)
class Answers:
    """What `rex init` asks: everything can change later in `rex.yaml`."""

    client: str
    language: str = "en"
    currency: str = "EUR"
    timezone: str = "Europe/Madrid"
    headline: tuple[str, ...] = ("conversion_rate", "revenue", "participation", "average_concurrent", "aov")


_SETTINGS = """\
# Settings of this workspace: one client, all of its sessions.   rex explain rex.yaml
client: {client}
language: {language}          # of reports: en, es or fr
currency: {currency}
timezone: {timezone}   # where the sessions happen

# The numbers that are judged first, at most five, chosen before you see a result.
# All others are "explored": with more numbers, luck finds a winner.   rex list kpis
headline: [{headline}]

# Orders count from the start of a show until so many hours after its end.
attribution: {{after_hours: 0}}

# So many days after a show returns are over, and its report is called settled.
settles_after_days: 14
"""


def make_workspace(folder: Path, answers: Answers) -> list[str]:
    """Make a workspace and name what was made; raises UsageError where one stands already."""
    if (folder / SETTINGS).exists():
        raise UsageError(
            f"{folder.name} is a workspace already.",
            todo="Its settings stand in rex.yaml.",
            kept="Nothing was changed.",
        )
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder.name} is a file.", todo="Name another folder.", kept="Nothing was changed.")
    for name in (SESSIONS, "mappings", "questionnaires", "actions"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    text = _SETTINGS.format(
        client=_quoted(answers.client),
        language=answers.language,
        currency=answers.currency,
        timezone=answers.timezone,
        headline=", ".join(answers.headline),
    )
    write_text(folder / SETTINGS, text)
    ignore = folder / ".gitignore"
    before = ignore.read_text(encoding="utf-8") if ignore.exists() else ""
    missing = [line for line in IGNORED.splitlines() if line not in before.splitlines()]
    if missing:
        write_text(ignore, before + ("" if not before or before.endswith("\n") else "\n") + "\n".join(missing) + "\n")
    return [SETTINGS, f"{SESSIONS}/", "mappings/", "questionnaires/", "actions/", ".gitignore"]


def _quoted(text: str) -> str:
    """Write a text as a YAML scalar that reads back as itself."""
    import json

    return json.dumps(text, ensure_ascii=False)


def copy_sample(target: Path) -> bool:
    """Copy the sample workspace; tells whether anything was copied.

    A copy that stands there unchanged is used as it is, and one that a person changed is never touched:
    UsageError says so.
    """
    source = sample_sessions() / SAMPLE
    if target.exists() and any(target.iterdir()):
        if _same(source, target):
            return False
        raise UsageError(
            f"{target.name}/ holds something else, or has your changes.",
            todo="Name another folder:  rex demo another-folder",
            kept="Nothing was changed.",
        )
    shutil.copytree(source, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    return True


def _same(source: Path, target: Path) -> bool:
    """Tell whether every file of the sample stands in the target, byte for byte, actions aside: reviews write them."""
    for file in sorted(source.rglob("*")):
        relative = file.relative_to(source)
        if file.is_dir() or relative.parts[0] == "actions" or "answers" in relative.parts:
            continue
        copied = target / relative
        if not copied.is_file() or _digest(copied) != _digest(file):
            return False
    return True


def _digest(file: Path) -> bytes:
    return hashlib.sha256(file.read_bytes()).digest()
