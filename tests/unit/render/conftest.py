"""The records every test of this room reads."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import records

if TYPE_CHECKING:
    from rex.model.retrospective import Retrospective


@pytest.fixture(scope="session")
def full() -> Retrospective:
    """A session with everything, hostile words included."""
    return records.full()


@pytest.fixture(scope="session")
def bare() -> Retrospective:
    """A session of which almost nothing is known."""
    return records.bare()
