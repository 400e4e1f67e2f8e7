"""Whole outputs, read by eyes before they were stored; REX_UPDATE_GOLDENS=1 writes them anew."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rex.render.flash import render_flash
from rex.render.markdown import render_markdown
from rex.render.terminal import checks_lines, kpis_lines, moments_lines, summary_lines, text_of
from rex.render.terminal.voice import chat_lines

if TYPE_CHECKING:
    from rex.model.retrospective import Retrospective

FOLDER = Path(__file__).parents[2] / "golden" / "render"


@pytest.mark.parametrize(
    "name",
    [
        "report.md",
        "client.md",
        "flash.txt",
        "kpis.txt",
        "moments.txt",
        "chat.txt",
        "moments-plain.txt",
        "checks.txt",
        "summary.txt",
    ],
)
def test_the_output_is_the_one_that_was_read(full: Retrospective, name: str) -> None:
    made = {
        "report.md": lambda: render_markdown(full, lang="en"),
        "client.md": lambda: render_markdown(full, lang="en", edition="client"),
        "flash.txt": lambda: render_flash(full, lang="en"),
        "kpis.txt": lambda: text_of(kpis_lines(full, lang="en", width=80)),
        "moments.txt": lambda: text_of(moments_lines(full, lang="en", width=80)),
        "chat.txt": lambda: text_of(chat_lines(full, lang="en", width=80)),
        "moments-plain.txt": lambda: text_of(moments_lines(full, lang="en", width=80, plain=True)),
        "checks.txt": lambda: text_of(checks_lines(full, lang="en", width=80, every=True)),
        "summary.txt": lambda: text_of(summary_lines(full, lang="en", width=80)),
    }[name]()
    stored = FOLDER / name
    if os.environ.get("REX_UPDATE_GOLDENS"):
        stored.parent.mkdir(parents=True, exist_ok=True)
        stored.write_text(made, encoding="utf-8")
    assert made == stored.read_text(encoding="utf-8")
