from __future__ import annotations

import pkgutil
import subprocess
import sys
from pathlib import Path

import rex.stats

ROOT = Path(rex.stats.__file__).parent.parent.parent


def test_the_room_is_entered_without_numpy_or_scipy() -> None:
    names = [f"rex.stats.{module.name}" for module in pkgutil.iter_modules(rex.stats.__path__)]
    assert "rex.stats.intervals" in names
    lines = "; ".join(
        ["import sys", *(f"import {name}" for name in names), "print('numpy' in sys.modules, 'scipy' in sys.modules)"]
    )
    found = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True, cwd=ROOT)
    assert found.stdout.split() == ["False", "False"]
