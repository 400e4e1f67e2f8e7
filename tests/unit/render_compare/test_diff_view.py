from __future__ import annotations

from pathlib import Path

import rex
from rex.model.comparison import Obstacle
from rex.model.message import say
from rex.render.comparison.change_bar import change_bar
from rex.render.comparison.pieces import ChangeBar
from rex.render.comparison.view import comparing
from rex.text.extract import sentences
from tests.unit.render_compare.comparisons import AFTER, BEFORE, changes, comparison, moment
from tests.unit.render_compare.shown import speaker


def test_nothing_different_is_said_as_such() -> None:
    alike = AFTER.model_copy(update={"start": AFTER.start.replace(hour=19)})
    read = comparing(comparison(obstacles=(), changes=changes()[:3], after=alike), speaker())
    assert read.comparability.headline == "Comparable: nothing that counts was different."
    assert {text for _, text in read.comparability.same} == {"the same"}
    assert read.comparability.differs == ()


def test_differences_that_block_nothing_are_counted_but_leave_it_comparable() -> None:
    tags = Obstacle(what="tags", says=say("Only one of the two has: {tags}.", tags="kit"))
    read = comparing(comparison(obstacles=(tags,), changes=changes()[:3]), speaker())
    assert read.comparability.headline == "Comparable, and 2 things were different."  # the tag, and the hour
    assert ("Tags", "different") in read.comparability.same
    assert ("Only one of the two has: kit.", "") in read.comparability.differs


def test_a_much_longer_show_is_said_and_a_slightly_longer_one_is_not() -> None:
    longer = AFTER.model_copy(update={"duration_s": 90 * 60})
    said = [says for says, _ in comparing(comparison(after=longer), speaker()).comparability.differs]
    assert "One lasted 60\u00a0min, the other 90\u00a0min." in said
    said = [says for says, _ in comparing(comparison(), speaker()).comparability.differs]  # 60 and 62 minutes
    assert not any("lasted" in one for one in said)


def test_an_obstacle_names_only_rows_that_are_there() -> None:
    read = comparing(comparison(), speaker())  # it blocks refunds and net_revenue; net_revenue was never measured
    assert dict(read.comparability.differs)["One session is settled, the other can still lose orders to returns."] == (
        "Refunds"
    )


def test_moments_of_one_kind_and_name_meet_and_others_are_new_or_gone() -> None:
    pairs = comparing(comparison(), speaker()).pairs
    assert [(pair.label, pair.state) for pair in pairs] == [
        ("Serum on skin", "again"),
        ("Sound lost", "again"),
        ("Gift draw", "again"),
        ("Shipping talk", "gone"),
        ("Kit sold out", "new"),
    ]
    assert pairs[0].before == "peak 1 at 00:22:00: 2.4 times what was expected (1.8 to 3.1)"
    assert pairs[1].after == "drop 2 at 00:26:10: 488 to 414 people watching"


def test_a_peak_and_a_drop_of_one_name_are_two_things() -> None:
    made = {"before": (moment(1, "peak", 60, "Price"),), "after": (moment(1, "drop", 60, "Price"),)}
    assert [pair.state for pair in comparing(comparison(moments=made), speaker()).pairs] == ["gone", "new"]


def test_a_name_that_comes_twice_in_one_session_meets_once() -> None:
    twice = (moment(1, "peak", 60, "Draw"), moment(2, "peak", 900, "Draw"))
    made = {"before": twice[:1], "after": twice}
    assert [pair.state for pair in comparing(comparison(moments=made), speaker()).pairs] == ["again", "new"]


def test_two_sessions_of_one_day_are_told_apart_by_the_hour() -> None:
    early = BEFORE.model_copy(update={"start": AFTER.start.replace(hour=9)})
    assert comparing(comparison(before=early), speaker()).title == "20 Nov, 10:00 and 19:00"


def test_years_are_named_where_they_differ() -> None:
    old = BEFORE.model_copy(update={"start": BEFORE.start.replace(year=2025)})
    assert comparing(comparison(before=old), speaker()).title == "13 Nov 2025 to 20 Nov 2026"


def test_two_clients_are_both_named() -> None:
    other = BEFORE.model_copy(update={"client": "Atelier Nord"})
    subtitle = comparing(comparison(before=other), speaker()).subtitle
    assert subtitle.startswith("Calm Skin of Atelier Nord, then Autumn Glow of Maison Verbena.")


def test_each_session_is_told_in_its_own_time_zone() -> None:
    abroad = AFTER.model_copy(update={"timezone": "America/Mexico_City"})
    assert comparing(comparison(after=abroad), speaker()).after.start == "12:00"  # 18:00 UTC, six hours behind


def test_the_bar_puts_before_after_and_band_on_one_scale() -> None:
    bar = ChangeBar(before=0, after=100, band=(25, 75), ticks=(50,), tone="better", trial=True, says="From 0 to 100.")
    drawn = change_bar(bar)
    # 0 to 100 spans x 10 to 226, 2.16 a unit: 25 is 64, 75 is 172, 50 is 118.
    assert 'cx="10"' in drawn
    assert "M64 12v16M172 12v16" in drawn
    assert "M118 23v5" in drawn
    assert "M226 14l6 10h-12z" in drawn
    assert 'stroke-dasharray="3 2"' in drawn
    assert 'aria-label="From 0 to 100."' in drawn


def test_the_words_name_no_cause_and_no_statistician_s_term() -> None:
    rooms = [Path(rex.__file__).parent / "render" / room for room in ("comparison", "period")]
    said = [s.singular + " " + s.plural for room in rooms for s in sentences(room)]
    assert len(said) > 100
    banned = ("because", "caused", "thanks to", "due to", "p-value", "significan", "null", "confidence", "!")
    assert [one for one in said if any(word in one.casefold() for word in banned)] == []
