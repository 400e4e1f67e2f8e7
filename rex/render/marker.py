"""The hidden first line of a page, by which a program finds the comment it wrote before and writes over it."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["review", "reviews", "diff", "period", "trend"]


def marker(kind: Kind, client: str) -> str:
    """Give the marker of one kind of page of one client: the same for every session, month and version of the files."""
    name = re.sub(r"[\W_]+", "-", client).strip("-").lower()  # two hyphens in a row may not stand in a comment
    return f"<!-- rex:{kind}{':' if name else ''}{name} -->"
