"""A real browser, where there is one, and the pages it opens from files."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "render"))

import records

from rex.render.html import render_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once; without one the tests are skipped unless REX_REQUIRE_BROWSER is set."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        if os.environ.get("REX_REQUIRE_BROWSER"):
            pytest.fail("REX_REQUIRE_BROWSER is set and there is no Chromium")
        pytest.skip("no Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Write the pages of the full record, the bare one and the client edition; give their addresses."""
    folder = tmp_path_factory.mktemp("pages")
    written = {
        "full": render_html(records.full(), lang="en"),
        "spanish": render_html(records.full(), lang="es"),
        "bare": render_html(records.bare(), lang="fr"),
        "client": render_html(records.full(), lang="en", edition="client"),
    }
    for name, text in written.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in written}
