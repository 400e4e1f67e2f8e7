"""Every importer, a minute long, on files of its own that are damaged in every way that comes to mind.

`REX_SOAK_SECONDS` says how long for each importer, `REX_SOAK_SEED` which damage; a failure names both.
"""

from __future__ import annotations

import os
from itertools import cycle
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from rex.importers.base import Importer
from rex.plugins.find import find
from tests.fixtures.damage import Damage
from tests.fixtures.exports import made, reader_of
from tests.fixtures.trial import UNKNOWN, Trial, memory_mb

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = float(os.environ.get("REX_SOAK_SECONDS", "60"))
SEED = os.environ.get("REX_SOAK_SEED", "1")
MOST_MB = 500
FEWEST_TAKEN = 0.1
FILES = made()
ROOM = find("rex.importers", Importer)

pytestmark = pytest.mark.soak


@pytest.mark.parametrize("importer", ROOM.plugins.values(), ids=list(ROOM.plugins))
def test_anything_ends_in_rows_and_reasons(importer: Importer, tmp_path: Path) -> None:
    own = {name: content for name, content in FILES.items() if reader_of(name) == importer.id}
    assert own, "no file of this importer in tests/fixtures/exports_*.py"
    trial, before, ends = Trial(tmp_path / "x"), memory_mb(), monotonic() + SECONDS
    damages = {name: Damage(f"{SEED} {name}") for name in own}
    tried = taken = 0
    for name in cycle(own):
        content = damages[name].of(own[name])
        tried += 1
        try:
            taken += trial(importer, content, UNKNOWN if tried % 4 == 0 else trial.show)
        except Exception as error:
            kept = tmp_path / "damaged"
            kept.write_bytes(content)
            raise AssertionError(f"{name}, seed {SEED}, damage {tried}: {content[:300]!r} (whole: {kept})") from error
        if monotonic() > ends:
            break
    assert taken > tried * FEWEST_TAKEN, "so much damage that nothing is tried"
    assert trial.slowest_s < 1, trial.slowest[:300]
    assert memory_mb() - before < MOST_MB
