"""Read the invented names."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def names() -> dict[str, Any]:
    """Give nicknames and words for handles, first names, surnames, streets and towns for buyers."""
    loaded: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "names.yaml").read_text("utf-8"))
    return loaded
