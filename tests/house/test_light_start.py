from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import rex

ROOT = Path(rex.__file__).parent.parent
HEAVY = {"pandas", "duckdb", "rich", "questionary", "typer", "numpy", "scipy", "pydantic", "jinja2", "babel", "yaml"}


def imported(*arguments: str) -> set[str]:
    """Give the packages that a run imports, as Python itself counts them."""
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return {match.split(".")[0] for match in re.findall(r"^import time:.*\|\s+(\S+)$", ran.stderr, re.MULTILINE)}


@pytest.mark.parametrize("arguments", [("-m", "rex", "--help"), ("-m", "rex"), ("-c", "import rex.cli.front_page")])
def test_the_front_page_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    found = imported(*arguments)
    assert "rex" in found
    assert found & HEAVY == set()


def test_the_measure_of_imports_sees_a_heavy_one() -> None:
    assert "pydantic" in imported("-c", "import rex.model.noun")
