"""Write facts into a person's `session.yaml`: only the keys that were asked for, comments and order kept."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rex.config.session import FILE
from rex.store.atomic import write_text

if TYPE_CHECKING:
    from pathlib import Path


def write_facts(folder: Path, facts: dict[str, str]) -> None:
    """Add keys to `session.yaml`, made if it is not there."""
    from ruamel.yaml import YAML

    file = folder / FILE
    yaml = YAML()
    yaml.width = 4096
    held = yaml.load(file.read_text(encoding="utf-8")) if file.exists() else None
    document = held if held is not None else yaml.map()
    for key, value in facts.items():
        document[key] = value
    text = io.StringIO()
    yaml.dump(document, text)
    write_text(file, text.getvalue())
