"""Weekdays and hours: no value under three shows, and none called better by luck."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from rex.compare.trend import trend
from rex.compare.trend_seen import in_order, seen
from tests.builders import START, measure, record, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.model.retrospective import Retrospective
    from rex.model.slot import SlotTable
    from rex.model.trend import Trend

# The builders' first show began on Friday 2026-11-20 at 18:00 UTC, 19:00 on the wall in Madrid.
FRIDAY, TUESDAY, NOON = 0, 4, 1


def shows(values: Sequence[float], days_after: int, hours: float = 0, **more: Any) -> list[Retrospective]:
    """Make one show a week."""
    about = more.pop("session", {})
    made = []
    for week, value in enumerate(values):
        start = START + timedelta(days=7 * week + days_after, hours=hours)
        session = {"id": f"{start:%Y-%m-%d-%H%M}", "start": start, "end": start + timedelta(hours=1), **about}
        given = {"headline": True, "scale": "log", **more}
        made.append(record(measure("unique_viewers", value, title="Unique viewers", **given), session=session))
    return made


def over(*parts: Sequence[Retrospective], **more: Any) -> Trend:
    found = [seen(one) for part in parts for one in part]
    return trend(in_order(evening for evening in found if evening is not None), {}, **more)


def table(*parts: Sequence[Retrospective], **more: Any) -> SlotTable:
    found = over(*parts, **more).slots
    assert found is not None
    return found


ALIKE = (100.0, 110.0, 90.0)
FAR = (400.0, 440.0, 360.0)


def test_slots_stand_in_the_order_of_the_week_by_their_own_clock() -> None:
    found = table(shows(FAR, FRIDAY), shows(ALIKE, TUESDAY), shows(ALIKE, FRIDAY, -6))
    assert [said(slot.name) for slot in found.slots] == ["Tue 19:00", "Fri 13:00", "Fri 19:00"]
    assert [slot.weekday for slot in found.slots] == [1, 4, 4]


def test_a_slot_is_named_by_the_middle_of_its_beginnings() -> None:
    late = [*shows(ALIKE[:1], FRIDAY), *shows(ALIKE, FRIDAY, 21 * 8 + 0.5), *shows(ALIKE, TUESDAY)]
    assert [slot.clock for slot in table(late).slots] == ["19:00", "19:30"]


def test_slots_that_differ_by_more_than_luck_are_said_with_their_ranges() -> None:
    found = table(shows(FAR, FRIDAY), shows(ALIKE, TUESDAY))
    (kpi,) = found.kpis
    assert [cell.stands for cell in kpi.cells] == ["below", "above"]
    assert [cell.sessions for cell in kpi.cells] == [3, 3]
    assert kpi.p is not None
    assert kpi.p < 0.001
    low, high = kpi.cells
    # The middle of three logarithms, 99.67 (cube root of 990,000), drawn a little towards 199.3.
    assert low.own == pytest.approx(99.666, abs=0.001)
    assert low.own < (low.value or 0) < (kpi.centre or 0) < (high.value or 0) < (high.own or 0)
    text = said(found.says[0])
    assert text.startswith("Unique viewers, by more than luck apart from 199.33")
    assert "Tue 19:00 below, " in text
    assert "; Fri 19:00 above, " in text
    assert "on purpose" in said(found.says[1])


def test_alike_slots_are_told_to_be_alike_and_none_is_best() -> None:
    found = table(shows(ALIKE, FRIDAY), shows((95, 112, 101), TUESDAY))
    assert {cell.stands for cell in found.kpis[0].cells} == {"alike"}
    assert said(found.says[0]) == (
        "Of 2 slots 2 have 3 shows or more, and these differ by no more than luck: none can be called the best."
    )


def test_a_slot_of_two_shows_has_no_value_however_far_it_lies() -> None:
    found = table(shows(ALIKE, FRIDAY), shows((95, 112, 101), TUESDAY), shows((900, 950), FRIDAY, -6))
    cell = found.kpis[0].cells[1]
    assert (cell.stands, cell.sessions, cell.own, cell.value) == ("too_few", 2, None, None)
    assert {c.stands for c in found.kpis[0].cells} == {"alike", "too_few"}
    assert said(found.says[-1]) == "1 slot has under 3 shows: Fri 13:00."


def test_without_three_shows_anywhere_one_sentence_says_so() -> None:
    found = table(shows((1, 2), FRIDAY), shows((1, 2), TUESDAY))
    assert [said(one) for one in found.says] == ["No slot has 3 shows yet, so none can be told from another."]


def test_one_full_slot_has_nothing_to_be_compared_with() -> None:
    found = table(shows(ALIKE, FRIDAY), shows((1, 2), TUESDAY))
    assert said(found.says[0]) == "One slot has 3 shows or more: two are needed to compare."


def test_shows_of_one_slot_make_no_table() -> None:
    assert over(shows(FAR, FRIDAY)).slots is None


def test_a_sales_day_is_in_no_slot_and_is_counted() -> None:
    special = shows((900,), FRIDAY + 35, session={"tags": ("black-friday",)})
    found = table(shows(ALIKE, FRIDAY), shows(ALIKE, TUESDAY), special)
    assert found.left_out == 1
    assert [len(slot.sessions) for slot in found.slots] == [3, 3]
    assert said(found.says[-1]) == "1 show of a season or promotion is left out."


def test_values_of_another_definition_are_in_no_cell() -> None:
    old = shows((900, 950, 920), FRIDAY, definition="unique_viewers@0")
    found = table(old, shows(ALIKE, FRIDAY + 21), shows(ALIKE, TUESDAY))
    assert [cell.sessions for cell in found.kpis[0].cells] == [3, 3]


def test_the_audience_is_there_though_it_is_no_headline() -> None:
    found = table(shows(ALIKE, FRIDAY, headline=False), shows(ALIKE, TUESDAY, headline=False))
    assert [kpi.id for kpi in found.kpis] == ["unique_viewers"]


def test_where_a_platform_alone_counts_its_viewers_are_the_audience() -> None:
    def of_platform(made: list[Retrospective]) -> list[Retrospective]:
        return [
            one.model_copy(update={"measures": (measure("platform_viewers", 100 + at),)}) for at, one in enumerate(made)
        ]

    found = table(of_platform(shows(ALIKE, FRIDAY)), of_platform(shows(ALIKE, TUESDAY)))
    assert [kpi.id for kpi in found.kpis] == ["platform_viewers"]


def test_several_kpis_share_one_risk_of_being_wrong() -> None:
    # Two of four slots lie 3.2 off, spread 2.45: p is .0238, under .05 for one KPI and over .05 / 3 for three.
    def four(more: int) -> SlotTable:
        extra = [measure(f"other{n}", 5, title="Other", headline=True) for n in range(more)]
        made = [
            one.model_copy(update={"measures": (*one.measures, *extra)})
            for days, hours, away in ((FRIDAY, 0, -3.2), (FRIDAY, -6, 3.2), (TUESDAY, 0, 0), (TUESDAY, -6, 0))
            for one in shows([100 + away + step for step in (-3, 0, 3, 0)], days, hours, scale="plain")
        ]
        return table(made)

    alone, among = four(0).kpis[0], four(2).kpis[0]
    assert alone.p == among.p == pytest.approx(0.0238, abs=1e-4)
    assert [cell.stands for cell in alone.cells] == ["alike", "alike", "above", "below"]
    assert {cell.stands for cell in among.cells} == {"alike"}


def test_a_chosen_kpi_is_the_only_one() -> None:
    found = table(shows(ALIKE, FRIDAY), shows(ALIKE, TUESDAY), only=("unique_viewers",))
    assert [kpi.id for kpi in found.kpis] == ["unique_viewers"]
