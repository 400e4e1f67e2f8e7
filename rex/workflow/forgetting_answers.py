"""Take the name of somebody who answered off her answers: what she concluded stays, and is nobody's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rex.store.answers import answers_files
from rex.store.atomic import write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rex.importers.erase import Person
    from rex.store.workspace import Folder

NOBODY = "someone"
"""What she is called from then on: with a number where another who was forgotten has that name."""
TEXTS = (".json", ".html", ".md", ".txt")


def is_hers(path: Path, person: Person) -> bool:
    """Tell whether a file holds the answers that she gave under her own name."""
    return path.parent.name == "answers" and path.suffix == ".yaml" and person.is_named_by(path.stem)


def unname(workspace: Path, sessions: Iterable[Folder], person: Person) -> None:
    """Rename each file of her answers, and her as a respondent in the records and reports that rest on it."""
    renamed = {
        path.stem: _renamed(path) for folder in sessions for path in answers_files(folder.path) if is_hers(path, person)
    }
    for path in _telling(workspace) if renamed else ():
        before = path.read_text(encoding="utf-8", errors="surrogateescape")
        after = before
        for old, new in renamed.items():
            after = _without(after, old, new, json=path.suffix == ".json")
        if after != before:
            path.write_text(after, encoding="utf-8", errors="surrogateescape")


def _renamed(path: Path) -> str:
    taken = {other.stem for other in path.parent.glob("*.yaml")}
    numbers = (NOBODY if n == 1 else f"{NOBODY}-{n}" for n in range(1, len(taken) + 2))
    new = next(name for name in numbers if name not in taken)
    text = path.read_text(encoding="utf-8")
    said = re.compile(rf"^respondent:[ \t]*(['\"]?){re.escape(path.stem)}\1[ \t]*$", re.MULTILINE)
    path.rename(path.with_name(f"{new}.yaml"))
    write_text(path.with_name(f"{new}.yaml"), said.sub(f"respondent: {new}", text))
    return new


def _telling(workspace: Path) -> Iterator[Path]:
    """Give the records, reports and pages of the workspace, which name a respondent by her file's name."""
    for root in (workspace / "reports", workspace / "sessions"):
        yield from (path for path in sorted(root.rglob("*")) if path.suffix in TEXTS and "exports" not in path.parts)


def _without(text: str, old: str, new: str, *, json: bool) -> str:
    """Put the new name where the old one is an id (`ana.repeat`), a place of a page, or a whole value of a document."""
    name = re.escape(old)
    text = re.sub(rf"(?<![\w.@-]){name}(?=\.[a-z_])", new, text)
    anchor = re.escape(re.sub(r"[^\w-]", "-", old))  # a page writes `c-ana-repeat` where it links to her words
    text = re.sub(rf"((?:id=\"|href=\"#)[a-z]+-){anchor}(?=[-\"])", rf"\g<1>{new}", text)
    return re.sub(rf'"{name}"', f'"{new}"', text) if json else text
