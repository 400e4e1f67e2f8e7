from __future__ import annotations

import pytest

from rex.compare.trend import trend
from rex.compare.trend_seen import in_order, seen
from rex.render.trend import trend_lines
from rex.render.trend.lines import bars
from rex.text.width import width as cells
from tests.builders import measure, record
from tests.unit.render_compare.shown import speaker, texts
from tests.unit.render_compare.trends import anew, hostile, shop

SCREEN = """\
Maison Verbena · 9 sessions, Fri 20 Nov 2026 to Fri 15 Jan 2027

  Of 5 KPIs over 9 sessions: 2 of 8 judged points outside their usual range; by
  luck alone fewer than one would be.
  2 sessions stand out by their headline numbers; 2 others that could be judged
  do not.
    Show 56 (2027-01-15): Conversion above its range.
    Show 42 (2027-01-01): Orders above its range. Its tags: <b>december</b>,
      draw.

          tagged   '    '     last  usual range
  + Conversion *  ▁▂▁▁▂▁▂▁█  10.3%  4.0 to 7.5%  better
      Outside its range: 15 Jan 2027.
  ~ Orders *      ▁▁▃▂▁▁█▁▁     51  29 to 108    as usual
      Outside its range: 1 Jan 2027.
  ? 3 others not judged: --all shows them

  + better   ~ inside the usual range
  A star after a name: a headline measure, chosen beforehand.
  Usual ranges: on trial, 8 sessions.
  Bars run from the lowest to the highest of a row, not from zero. A dot: no
  value.

  Tags       draw: 27 Nov 2026, 1 Jan 2027; <b>december</b>: 1 Jan 2027
  Forecasts  No record holds a sealed range whose value is known: nothing to
             score yet.
  Actions    No record tells of an earlier action: there is no hit rate yet.
  Data       Late orders and refunds can still move the sales of 15 Jan 2027.
"""


def shown(width: int = 80, **more: bool) -> list[str]:
    return texts(trend_lines(shop(), speaker(), width, **more))


def test_the_screen_of_a_shop() -> None:
    assert "\n".join(shown()) == SCREEN.rstrip("\n")


@pytest.mark.parametrize("width", [40, 60, 80, 100])
@pytest.mark.parametrize("lang", ["en", "es", "fr"])
def test_no_line_is_wider_than_the_screen(width: int, lang: str) -> None:
    for made in (shop(), anew(), hostile(), shop(40)):
        for options in ({}, {"all_rows": True}, {"points": True}, {"plain": True}):
            lines = texts(trend_lines(made, speaker(lang), width, **options))
            assert max(cells(line) for line in lines) <= width


def test_plain_draws_nothing_and_says_both_ends() -> None:
    text = " ".join(" ".join(shown(plain=True)).split())
    assert not set(text) & set("▁▂▃▄▅▆▇█·") - {"·"}
    assert "Orders *: 51 on 15 Jan 2027; as usual" in text
    assert "Lowest 47 (27 Nov 2026), highest 90 (1 Jan 2027)." in text


def test_headline_rows_come_first_and_the_rest_is_folded_with_its_count() -> None:
    lines = shown()
    rows = [line.strip() for line in lines if line[:4] in {"  + ", "  ~ ", "  ? "}]
    assert rows[0].startswith("+ Conversion")
    assert rows[1].startswith("~ Orders")
    assert rows[2] == "? 3 others not judged: --all shows them"
    assert any(line.startswith("  ? NPS") for line in shown(all_rows=True))


def test_every_session_can_be_listed_with_its_verdict_its_tags_and_its_own_unit() -> None:
    lines = shown(points=True)
    assert any(
        "1 Jan 2027" in line and "90" in line and "+ better than usual  <b>december</b>, draw" in line for line in lines
    )
    assert any("20 Nov 2026  €2,600" in line for line in lines)
    assert any("18 Dec 2026  US$2,450" in line or "$2,450" in line for line in lines)


def test_what_is_before_a_break_is_not_on_the_line() -> None:
    [row] = [line for line in shown(all_rows=True) if "Revenue" in line and "▁" in line]
    drawn = sum(char in "▁▂▃▄▅▆▇█" for char in row)
    assert drawn == 5  # the four sessions in euros are left blank
    assert "it is in USD, before it was in EUR" in " ".join(" ".join(shown(all_rows=True)).split())


def test_a_kpi_that_grows_by_itself_has_no_line() -> None:
    [row] = [line for line in shown(all_rows=True) if "Customers so far" in line]
    assert not set(row) & set("▁▂▃▄▅▆▇█")
    assert "108" in row


def test_a_range_started_anew_is_said_with_its_reason() -> None:
    text = " ".join(" ".join(texts(trend_lines(anew(), speaker(), 80))).split())
    assert "Its range was started anew on Fri 27 Nov 2026: new <studio>" in text
    assert "2026-10-01-lost: It is damaged." in text


def test_a_row_that_began_before_the_shown_sessions_names_its_first_one() -> None:
    rising = [seen(record(measure("orders", n, title="Orders", headline=True), day=n)) for n in range(9)]
    made = trend(in_order(evening for evening in rising if evening is not None), {}, last=3)
    text = " ".join(" ".join(texts(trend_lines(made, speaker(), 80))).split())
    assert "9 sessions in a row, each higher than the one before, Show 0 (2026-11-20) to 28 Nov." in text


def test_more_sessions_than_columns_show_the_newest_and_say_so() -> None:
    lines = texts(trend_lines(shop(40), speaker(), 80))
    assert any("The lines show the last 24 sessions." in line for line in lines)
    [row] = [line for line in lines if line.startswith("  ~ Orders")]
    assert sum(char in "▁▂▃▄▅▆▇█" for char in row) == 24


def test_bars_run_from_the_lowest_to_the_highest() -> None:
    # eight steps over 0 to 70: each ten is one
    assert bars((0, 10, 20, 30, 40, 50, 60, 70)) == "▁▂▃▄▅▆▇█"
    assert bars((5, None, 5)) == "▁·▁"
    assert bars((None, None)) == "··"
