"""Weekdays and hours as a trend shows them: on the screen, as a page, as Markdown, in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.render.trend import trend_html, trend_lines, trend_markdown
from rex.text.speaker import Speaker
from tests.builders import measure
from tests.unit.compare.test_slot_table import ALIKE, FAR, FRIDAY, TUESDAY, over, shows

if TYPE_CHECKING:
    from rex.model.retrospective import Retrospective
    from rex.model.trend import Trend


def screen(found: Trend, width: int = 80, lang: str = "en") -> str:
    lines = trend_lines(found, Speaker(lang, found.timezone), width)
    return "\n".join("".join(span if isinstance(span, str) else span.text for span in line) for line in lines)


@pytest.fixture
def week() -> Trend:
    return over(shows(FAR, FRIDAY), shows(ALIKE, TUESDAY), shows((200, 210), FRIDAY, -6))


def test_a_slot_of_too_few_shows_is_named_and_has_no_line(week: Trend) -> None:
    shown = screen(week)
    assert "1 slot has under 3 shows: Fri 13:00." in shown
    lines = [line.split()[:4] for line in shown.splitlines() if line.startswith("   ") and " 19:00 " in line]
    # Drawn a little towards 199.5 from 99.67 and 398.66 (the cube roots of 990,000 and 63,360,000).
    assert lines[-2:] == [["Tue", "19:00", "3", "99.9"], ["Fri", "19:00", "3", "398"]]
    assert "best" not in shown


def test_a_cell_of_two_values_says_so_beside_full_ones() -> None:
    def also_orders(made: list[Retrospective], many: int) -> list[Retrospective]:
        return [
            one.model_copy(update={"measures": (*one.measures, measure("orders", 5 + at, title="Orders"))})
            if at < many
            else one
            for at, one in enumerate(made)
        ]

    found = over(
        also_orders(shows(FAR, FRIDAY), 2), also_orders(shows(ALIKE, TUESDAY), 3), only=("unique_viewers", "orders")
    )
    assert "too few (2 shows)" in screen(found, 120)


WORDS = {"en": "Weekdays and hours", "es": "Días y horas", "fr": "Jours et heures"}


@pytest.mark.parametrize("lang", WORDS)
def test_the_page_and_the_wiki_have_the_table_in_each_language(week: Trend, lang: str) -> None:
    for page in (trend_html(week, lang), trend_markdown(week, lang)):
        assert WORDS[lang] in page
        assert page.count("19:00") >= 2
    assert "| Tue 19:00" in trend_markdown(week, "en")


def test_a_screen_has_no_table_of_fifteen_slots_and_the_page_has() -> None:
    found = over(*(shows(ALIKE, day, hour) for day in range(5) for hour in (0, -6, 4)))
    assert "15 slots as a table: rex trend --format html" in screen(found)
    assert "towards all slots" not in screen(found)
    assert trend_markdown(found, "en").count("| 3 |") == 15


def test_no_line_is_wider_than_the_screen(week: Trend) -> None:
    assert max(map(len, screen(week, 60).splitlines())) <= 60


def test_shows_of_one_slot_have_no_such_part() -> None:
    found = over(shows(FAR, FRIDAY))
    assert "Weekdays" not in trend_html(found, "en")
    assert "slot" not in screen(found)
