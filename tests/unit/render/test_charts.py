"""The charts: places computed by hand, gaps left open, words escaped, nothing outside the drawing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from rex.render.charts.forecast import forecast
from rex.render.charts.range_bar import range_bar
from rex.render.charts.svg import Scale, element, fitted
from rex.render.charts.timeline import PAPER, PHONE, WIDE, Frame, timeline
from rex.render.figures import Bar, Series, Span, Stretch, Tick, TimelineFigure
from rex.render.reading import Reading
from rex.render.sections.forecast_figure import figure as forecast_figure
from rex.render.sections.timeline_figure import figure as timeline_figure
from rex.render.ticks import ticks
from rex.text.speaker import Speaker

if TYPE_CHECKING:
    from rex.model.retrospective import Retrospective


def bar(**more: object) -> Bar:
    values: dict[str, object] = {
        "value": 5.0, "low": 4.0, "high": 6.0, "band": (2.0, 8.0), "ticks": (3.0, 7.0), "goal": None,
        "tone": "usual", "ends": ("2", "8"), "says": "Five of <ten>.",
    }  # fmt: skip
    return Bar(**(values | more))  # type: ignore[arg-type]  # the table above is checked by the constructor


def drawn(figure: TimelineFigure, frame: Frame = WIDE) -> ET.Element:
    return ET.fromstring(timeline(figure, frame))  # noqa: S314 - our own drawing


def test_a_bar_stands_where_the_scale_puts_it() -> None:
    # Values 2 to 8 go to 10 to 160 on a drawing of 170: 5 is in the middle, at 85.
    svg = range_bar(bar(), 170)
    assert '<circle cx="85" cy="15"' in svg
    assert 'x="10" y="7" width="150"' in svg


@pytest.mark.parametrize(
    ("tone", "shape"),
    [
        ("better", "l6 10h-12z"),
        ("worse", "l6 -10h-12z"),
        ("unknown", "l6 6l-6 6l-6 -6z"),
        ("changed", "l6 6l-6 6l-6 -6z"),
        ("usual", "circle"),
    ],
)
def test_every_verdict_has_a_shape_of_its_own(tone: str, shape: str) -> None:
    assert shape in range_bar(bar(tone=tone))


def test_trial_limits_are_dashed_and_locked_ones_are_not() -> None:
    assert 'stroke-dasharray="3 2"' in range_bar(bar(trial=True))
    assert "stroke-dasharray" not in range_bar(bar(trial=False))


def test_a_bar_without_range_or_spread_is_still_drawn() -> None:
    svg = range_bar(bar(low=None, high=None, band=None, ticks=(), ends=None))
    ET.fromstring(svg)  # noqa: S314 - our own drawing
    assert 'cx="85"' in svg


def test_the_ends_of_the_band_stay_inside_and_apart() -> None:
    svg = range_bar(bar(band=(4.9, 5.1), ends=("€1,234,567", "€1,334,567")), 150, ends=True)
    places = [float(x) for x in re.findall(r'<text x="([\d.]+)"', svg)]
    assert places[0] >= 0
    assert places[1] + 10 * 5.4 <= 151
    assert places[1] - places[0] >= 10 * 5.4


def test_words_in_a_picture_are_escaped() -> None:
    assert 'aria-label="Five of &lt;ten&gt;."' in range_bar(bar())
    assert element("a", aria_label='"><script>') == '<a aria-label="&quot;&gt;&lt;script&gt;"/>'


def test_a_scale_without_extent_puts_everything_in_the_middle() -> None:
    assert Scale(3, 3, 0, 10)(3) == 5


def test_ticks_are_round_and_hold_both_ends() -> None:
    assert ticks(0.03, 0.08) == (0.02, 0.04, 0.06, 0.08)
    assert ticks(0, 612, 3) == (0, 250, 500, 750)
    assert ticks(5, 5)[0] <= 5 <= ticks(5, 5)[-1]


def test_words_are_shortened_to_their_room() -> None:
    assert fitted("Welcome", 200, 10) == "Welcome"
    assert fitted("Welcome", 30, 10).endswith("…")
    assert fitted("Welcome", 4, 10) == ""


def show(**more: object) -> TimelineFigure:
    values: dict[str, object] = {
        "says": "A show.", "key": "", "duration_s": 600.0, "step_s": 60.0, "cues": (Span(0, 600, "<b>"),),
        "incidents": (),
        "series": (Series("People", "line", (1, 2, None, None, 3, 4, 4, 4, 4, 4), top_label="4 at 00:05"),),
        "stretches": (), "ticks": (Tick(0, "00:00"),), "table_title": "", "table_head": (), "table_rows": (),
        "slider": "",
    }  # fmt: skip
    return TimelineFigure(**(values | more))  # type: ignore[arg-type]  # as above


def test_a_gap_in_the_curve_lifts_the_pen() -> None:
    line = next(p.get("d", "") for p in drawn(show()).iter("path") if p.get("stroke-width") == "1.6")
    assert line.count("M") == 2


def test_peaks_are_round_and_drops_are_square_in_one_series() -> None:
    svg = drawn(show(stretches=(Stretch(1, "peak", 60, 120, "up", "m-1"), Stretch(2, "drop", 300, 360, "down", "m-2"))))
    links = list(svg.iter("a"))
    assert [a.get("href") for a in links] == ["#m-1", "#m-2"]
    assert [a.get("aria-label") for a in links] == ["1. up", "2. down"]
    assert links[0].find("circle") is not None
    assert links[1].find("circle") is None


def test_numbers_that_would_touch_stand_on_two_lines() -> None:
    near = (Stretch(1, "peak", 60, 62, "a", "m-1"), Stretch(2, "drop", 63, 65, "b", "m-2"))
    marks = [float(t.get("y", 0)) for t in drawn(show(stretches=near)).iter("text") if t.text in {"1", "2"}]
    assert abs(marks[0] - marks[1]) == 24


def test_no_edge_of_a_moment_crosses_a_row_s_title() -> None:
    two = (*show().series, Series("Orders", "bars", (1,) * 10))
    svg = drawn(show(series=two, stretches=(Stretch(1, "peak", 60, 120, "a", "m-1"),)))
    titles = [float(t.get("y", 0)) for t in svg.iter("text") if t.text in {"People", "Orders"}]
    edges = next(p.get("d", "") for p in svg.iter("path") if p.get("class") == "su")
    stretches = [(float(a), float(b)) for a, b in re.findall(r"M[\d.]+ ([\d.]+)V([\d.]+)", edges)]
    assert not [t for t in titles for a, b in stretches if a < t < b]


@pytest.mark.parametrize("frame", [WIDE, PAPER, PHONE])
def test_the_whole_show_fits_every_frame(full: Retrospective, frame: Frame) -> None:
    figure = timeline_figure(Reading(full, Speaker("en", "Europe/Madrid"), "team"))
    assert figure
    svg = drawn(figure, frame)
    for shape in svg.iter("rect"):
        assert -1 <= float(shape.get("x", 0)) <= frame.width
        assert float(shape.get("x", 0)) + float(shape.get("width", 0)) <= frame.width + 1
    sizes = [float(t.get("font-size", 0)) for t in svg.iter("text")]
    assert min(sizes) >= 10


def test_forecasts_with_open_ends_reach_the_edge(full: Retrospective) -> None:
    figure = forecast_figure(Reading(full, Speaker("en", "Europe/Madrid"), "team"), "conversion_rate")
    assert figure
    # The client said "above usual": from 6.1% on, with no upper end; it held.
    client = figure.rows[-1]
    assert (client.low, client.high, client.held) == (0.061, None, True)
    svg = forecast(figure)
    assert "H342" in svg
    assert "happened 6.2%" in svg


def test_a_show_of_three_hours_stays_small() -> None:
    long = Series("People", "bars", tuple(range(180)))
    svg = timeline(show(duration_s=10800.0, series=(long, long, long)), WIDE)
    assert len(svg) < 30_000
