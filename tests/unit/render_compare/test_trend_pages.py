from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from rex.render.comparison.telling import Telling
from rex.render.trend import trend_html, trend_markdown
from rex.render.trend.picture import picture
from rex.render.trend.sections import _picture
from rex.render.trend.view import reading_of
from tests.unit.render_compare.shown import Reader, digest, speaker
from tests.unit.render_compare.trends import anew, hostile, shop

if TYPE_CHECKING:
    from rex.model.trend import Trend

EVERY = [shop(), anew(), hostile(), shop(1), shop(230)]


def drawn(made: Trend, kpi: str) -> str:
    """Draw one KPI's picture."""
    read = reading_of(made, speaker())
    return picture(_picture(Telling(speaker()), next(row for row in read.rows if row.id == kpi)))


@pytest.mark.parametrize("made", EVERY)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_page_is_whole_safe_and_small(made: Trend, lang: str) -> None:
    page = trend_html(made, lang)
    read = Reader(page)
    assert len(read.ids) == len(set(read.ids))
    assert {link[1:] for link in read.links} <= set(read.ids)
    assert read.styles == []
    assert read.handlers == []
    assert [tag for tag, _ in read.tags].count("script") == 1
    assert digest(read.source["style"]) in read.policy
    assert digest(read.source["script"]) in read.policy
    assert "unsafe" not in read.policy
    assert "http" not in page.replace("http-equiv", "")
    assert len(page.encode()) < 160_000


def test_every_kpi_has_a_picture_with_its_sentence() -> None:
    drawings = [found for tag, found in Reader(trend_html(shop(), "en")).tags if tag == "svg"]
    assert len(drawings) == 5
    assert {found["role"] for found in drawings} == {"img"}
    assert drawings[1]["aria-label"] == (
        "Orders: lowest 47 (27 Nov 2026), highest 90 (1 Jan 2027), last 51 on 15 Jan 2027. "
        "Usual: 29 to 108. Outside its usual range in 1 of 4 judged sessions."
    )


def test_a_point_outside_has_its_shape_and_one_that_nobody_judged_is_hollow() -> None:
    svg = drawn(shop(), "orders")
    assert svg.count('class="fu"') == 1  # one triangle: better
    assert svg.count('class="hol"') == 5  # five sessions before there was a range
    assert svg.count('class="fi"') == 3


def test_each_range_on_trial_has_its_own_band_with_broken_edges() -> None:
    svg = drawn(shop(), "orders")
    assert svg.count('class="band"') == 4  # judged by 5, 6, 7 and 8 sessions
    assert svg.count('stroke-dasharray="4 3"') == 4


def test_a_locked_range_is_one_band_with_whole_edges() -> None:
    svg = drawn(shop(20), "orders")
    assert svg.count('class="band"') == 7 + 1  # by 5 to 11 sessions, and one by the first twelve
    assert svg.count('stroke-dasharray="4 3"') == 7


def test_values_in_another_currency_are_not_on_the_axis_and_a_break_is_drawn() -> None:
    svg = drawn(shop(), "revenue")
    assert svg.count('class="hol"') == 5  # the five in dollars
    assert svg.count('class="sq"') == 1
    line = re.search(r'd="(M[^"]*)"[^>]*class="s2"', svg)
    assert line is not None
    assert (line[1].count("M"), line[1].count("L")) == (1, 4)


def test_another_definition_starts_a_line_of_its_own() -> None:
    made = shop()
    kpi = next(kpi for kpi in made.kpis if kpi.id == "orders")
    revenue = next(kpi for kpi in made.kpis if kpi.id == "revenue")
    points = [
        point.model_copy(update={"broken": revenue.points[4].broken if at == 4 else None})
        for at, point in enumerate(kpi.points)
    ]
    made = made.model_copy(update={"kpis": (kpi.model_copy(update={"points": tuple(points)}),)})
    line = re.search(r'd="(M[^"]*)"[^>]*class="s2"', drawn(made, "orders"))
    assert line is not None
    assert (line[1].count("M"), line[1].count("L")) == (2, 7)  # four sessions, then five: never joined


def test_a_kpi_that_grows_by_itself_has_points_and_no_line() -> None:
    svg = drawn(shop(), "customers")
    assert svg.count('class="hol"') == 9
    assert 'stroke-width="1.2"/><path' not in svg
    assert not re.search(r'd="M[^"]*L[^"]*"', svg)


def test_sessions_with_a_tag_of_their_own_are_ticked() -> None:
    tick = re.search(r'd="([^"]*)"[^>]*stroke-width="2"', drawn(shop(), "orders"))
    assert tick is not None
    assert tick[1].count("M") == 2


def test_equal_values_and_a_single_session_can_be_drawn() -> None:
    assert "NaN" not in drawn(shop(1), "orders")
    assert "nan" not in drawn(shop(5), "nps").lower()


def test_what_people_wrote_is_letters() -> None:
    page = trend_html(hostile(), "en")
    assert "<script>alert" not in page
    assert "<b>december" not in trend_html(shop(), "en")
    assert "&lt;b&gt;december" in trend_html(shop(), "en")
    text = trend_markdown(hostile(), "en")
    assert "<script>" not in text


def test_markdown_says_every_kpi_and_every_session_without_a_drawing() -> None:
    text = trend_markdown(anew(), "en")
    assert "svg" not in text
    for words in ("Conversion (headline)", "Orders (headline)", "Revenue", "Customers so far", "NPS", "Show 56"):
        assert words in text
    assert "Its range was started anew on Fri 27 Nov 2026: new" in text
    assert "2026\\-10\\-01\\-lost" in text or "2026-10-01-lost" in text


def test_what_stands_out_is_said_first() -> None:
    text = trend_markdown(shop(), "en")
    assert text.index("2 of 8 judged points outside") < text.index("| Measure")
    assert "- Show 56 (2027-01-15): Conversion above its range." in text


def test_the_same_trend_gives_the_same_bytes() -> None:
    assert trend_html(shop(), "fr") == trend_html(shop(), "fr")
