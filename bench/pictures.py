"""Screenshots of the demo's report, with an installed Chromium: `python bench/pictures.py`.

Writes docs/img/: the report on a desktop, on a phone, dark, and its first printed page; the terminal's
screens are text and need no picture.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "img"
NEWEST = "2026-11-20-autumn-glow"
NOW = "2026-11-23T09:12:00+01:00"
SHOTS = (("report", 1280, 1500, "light"), ("report-phone", 360, 1500, "light"), ("report-dark", 1280, 1500, "dark"))


def browser() -> str:
    """Find the browser's program, or leave with a sentence."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    sys.exit("Pictures need Chromium. Install it (Debian: apt-get install chromium) and run make pictures again.")


def main() -> None:
    """Review the sample into a scratch folder and photograph its newest report."""
    from playwright.sync_api import sync_playwright

    program = browser()
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run([sys.executable, "-m", "rex", "demo", "--now", NOW, "--quiet"], cwd=scratch, check=True)
        page = Path(scratch) / "rex-demo" / "sessions" / NEWEST / "retrospective.html"
        with sync_playwright() as play:
            chromium = play.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
            for name, width, height, scheme in SHOTS:
                tab = chromium.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]  # two of its own words
                tab.goto(page.as_uri())
                tab.screenshot(path=TARGET / f"{name}.png")
                timeline = tab.locator("#timeline")
                if name == "report" and timeline.count():
                    timeline.screenshot(path=TARGET / "timeline.png")
                tab.close()
            chromium.close()
    for picture in sorted(TARGET.glob("*.png")):
        print(picture.relative_to(ROOT))


if __name__ == "__main__":
    main()
