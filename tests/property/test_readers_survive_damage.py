"""Every importer, on small files of its own with something wrong in them: rows and reasons, never a traceback.

The same damage on every run. `make soak` runs the same for a minute an importer, with other damage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.importers.base import Importer
from rex.plugins.find import find
from tests.fixtures.damage import Damage
from tests.fixtures.exports import made, reader_of
from tests.fixtures.trial import UNKNOWN, Trial, memory_mb

if TYPE_CHECKING:
    from pathlib import Path

TIMES = 80
MOST_MB = 300
FILES = made()
ROOM = find("rex.importers", Importer)


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    return Trial(tmp_path / "x")


def test_every_importer_has_a_small_file_to_damage() -> None:
    """A new importer: add a file to tests/fixtures/exports_json.py, exports_text.py or exports_tables.py."""
    assert ROOM.broken == ()
    assert {reader_of(name) for name in FILES} == set(ROOM.plugins)


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_sound_file_is_its_importers_own_and_every_row_is_handed_over_once(name: str, trial: Trial) -> None:
    importer = ROOM.plugins[reader_of(name)]
    assert trial(importer, FILES[name])
    assert trial(importer, FILES[name], UNKNOWN)  # nothing is known about the session


@pytest.mark.parametrize("name", sorted(FILES))
def test_damage_ends_in_rows_and_reasons(name: str, trial: Trial) -> None:
    importer, damage, before = ROOM.plugins[reader_of(name)], Damage(name), memory_mb()
    taken = 0
    for number in range(TIMES):
        content = damage.of(FILES[name])
        try:
            taken += trial(importer, content, UNKNOWN if number % 4 == 0 else trial.show)
        except Exception as error:
            raise AssertionError(f"{name}, damage {number}: {len(content)} bytes, {content[:300]!r}") from error
    assert taken > TIMES / 10, "so much damage that nothing is tried"
    assert trial.slowest_s < 1, trial.slowest[:300]
    assert memory_mb() - before < MOST_MB
