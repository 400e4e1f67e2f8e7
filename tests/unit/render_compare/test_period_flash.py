from __future__ import annotations

import pytest

from rex.render.flash import LONGEST
from rex.render.period.flash import period_flash
from tests.unit.render_compare.periods import period


@pytest.mark.parametrize("lang", ["en", "es", "fr"])
def test_the_flash_of_a_period_fits_into_a_chat_and_begins_with_its_bottom_line(lang: str) -> None:
    text = period_flash(period(), lang)
    head, bottom, *_ = text.splitlines()
    assert len(text) < LONGEST
    assert head.startswith("Maison Verbena · ")
    assert "16" in bottom  # 3 of 16 headline numbers, as the made period says
    assert "|" not in text


def test_the_flash_names_nobody_and_keeps_the_mark_beside_its_word() -> None:
    text = period_flash(period(), "en")
    assert "Inès" not in text
    assert "Hugo" not in text
    assert any(line[:2] in {"+ ", "- ", "~ ", "* ", "? "} for line in text.splitlines())
