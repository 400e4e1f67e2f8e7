"""Where the files that ship with REX lie: templates, translations, sample sessions.

In the wheel they lie inside the package, in a checkout beside it; nobody else needs to know which.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def shipped(name: str) -> Path:
    """Give the folder of that name (`templates`, `sample_sessions`), wherever this REX keeps it."""
    package = Path(str(files("rex")))
    inside = package / name
    return inside if inside.is_dir() else package.parent / name


def templates() -> Path:
    """Give the folder of questionnaires, themes, mappings and translations."""
    return shipped("templates")


def sample_sessions() -> Path:
    """Give the folder that holds the sample workspace."""
    return shipped("sample_sessions")
