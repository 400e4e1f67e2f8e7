"""The committed sample sessions, opened for the tests beside this file."""

from __future__ import annotations

import csv
import gzip
import io
import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
import yaml

SAMPLE = Path(__file__).resolve().parents[3] / "sample_sessions"
WORKSPACE = SAMPLE / "maison-verbena"
SESSIONS = tuple(sorted(path.name for path in (WORKSPACE / "sessions").iterdir()))


@dataclass(frozen=True)
class Said:
    """One text message of a chat."""

    second: float
    author: str
    text: str
    team: bool


@dataclass(frozen=True)
class Folder:
    """One session folder, its exports read plainly, without REX."""

    path: Path

    def export(self, *words: str) -> Path:
        """Find the export whose name holds one of the words."""
        exports = sorted((self.path / "exports").iterdir())
        return next(path for path in exports if any(word in path.name for word in words))

    @cached_property
    def actions(self) -> list[tuple[float, dict[str, Any]]]:
        """Read every chat action with its offset in seconds; a broken line is left out."""
        text = gzip.decompress(self.export("live_chat").read_bytes()).decode("utf-8")
        read = []
        for line in text.splitlines():
            try:
                item = json.loads(line)["replayChatItemAction"]
            except json.JSONDecodeError:
                continue
            read += [(int(item["videoOffsetTimeMsec"]) / 1000, action) for action in item["actions"]]
        return read

    @cached_property
    def messages(self) -> list[Said]:
        """Read the text messages."""
        said = []
        for second, action in self.actions:
            item = action.get("addChatItemAction", {}).get("item", {}).get("liveChatTextMessageRenderer")
            if item:
                icons = [badge["liveChatAuthorBadgeRenderer"].get("icon") for badge in item.get("authorBadges", [])]
                said.append(Said(second, item["authorName"]["simpleText"], _text(item), any(icons)))
        return said

    @cached_property
    def orders(self) -> list[dict[str, str]]:
        """Read the orders file, one dictionary a row."""
        text = self.export("orders").read_text("utf-8")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    @cached_property
    def timed_orders(self) -> list[tuple[float, dict[str, str]]]:
        """Read the order rows with their second of the show; rows without a readable time are left out."""
        start = datetime.fromisoformat(self.settings["start"])
        rows = [(row["Created at"] or "", row) for row in self.orders]
        return [
            ((datetime.fromisoformat(stamp.replace(" +", "+")) - start).total_seconds(), row)
            for stamp, row in rows
            if stamp and "99:99" not in stamp
        ]

    @cached_property
    def length(self) -> float:
        """Give the length of the show in seconds."""
        start, end = (datetime.fromisoformat(self.settings[key]) for key in ("start", "end"))
        return (end - start).total_seconds()

    @cached_property
    def curve(self) -> list[tuple[int, int]]:
        """Read (viewers, unique viewers), one pair every 30 seconds."""
        lines = self.export("viewers.csv", "curva", "courbe").read_text("utf-8-sig").splitlines()[1:]
        cells = [line.replace(";", ",").split(",") for line in lines]
        return [(int(viewers), int(unique)) for _, viewers, unique in cells]

    @cached_property
    def settings(self) -> dict[str, Any]:
        """Read session.yaml."""
        loaded: dict[str, Any] = yaml.safe_load((self.path / "session.yaml").read_text("utf-8"))
        return loaded


def _text(item: dict[str, Any]) -> str:
    return "".join(run.get("text") or run["emoji"]["emojiId"] for run in item["message"]["runs"])


@pytest.fixture(scope="session")
def folders() -> dict[str, Folder]:
    return {name: Folder(WORKSPACE / "sessions" / name) for name in SESSIONS}


@pytest.fixture(params=SESSIONS)
def folder(request: pytest.FixtureRequest, folders: dict[str, Folder]) -> Folder:
    return folders[request.param]


@pytest.fixture(scope="session")
def truths() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((SAMPLE / "truths.yaml").read_text("utf-8"))
    return loaded
