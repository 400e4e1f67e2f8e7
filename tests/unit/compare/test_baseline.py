from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from rex.compare.baseline import comparable, same_slot, slots, special_tags, told
from rex.compare.history import Past, judge, past_of
from tests.builders import START, measure, said
from tests.builders import record as made

if TYPE_CHECKING:
    from rex.model.retrospective import Retrospective
    from rex.model.session import Session


def show(week: int, *tags: str, hours: float = 0) -> Session:
    """A show so many weeks after the first, at its hour or so many hours later."""
    start = START + timedelta(weeks=week, hours=hours)
    plain = made().session
    more = {"id": f"{start:%Y-%m-%d-%H%M}", "tags": tags, "start": start, "end": start + timedelta(hours=1)}
    return plain.model_copy(update=more)


def record(week: int, *tags: str, value: float = 10, hours: float = 0) -> Retrospective:
    return made(measure("kpi", value)).model_copy(update={"session": show(week, *tags, hours=hours)})


def kpi_of(session: Session, records: list[Retrospective]) -> list[Past]:
    """Collect the made KPI as a review does."""
    return past_of(measure("kpi"), session, records, slots([*(one.session for one in records), session]))


@pytest.mark.parametrize("tag", [
    "Black-Friday", "black friday 2026", "Promoción", "REBAJAS", "Noël", "soldes_2026", "Christmas",
])  # fmt: skip
def test_seasons_and_promotions_are_known_in_four_languages_however_they_are_written(tag: str) -> None:
    assert len(special_tags(show(0, tag, "beauty"))) == 1


def test_other_tags_make_no_session_special() -> None:
    assert special_tags(show(0, "beauty", "with Ana", "promotional video", "2026")) == frozenset()


def test_one_slot_is_the_same_weekday_within_an_hour_and_a_half() -> None:
    assert same_slot(show(0), show(3, hours=1.5))
    assert not same_slot(show(0), show(3, hours=1.6))
    assert not same_slot(show(0), show(3, hours=24))
    assert same_slot(show(0, hours=-1), show(1, hours=0.4))
    # Saturday 23:30 and Sunday 00:30 of the week's turn are an hour apart, though their weekdays have other names.
    late = show(0).model_copy(update={"start": START.replace(day=22, hour=23, minute=30)})
    early = show(0).model_copy(update={"start": START.replace(day=23, hour=0, minute=30)})
    assert same_slot(late, early)


def test_a_sales_day_is_in_no_ordinary_session_s_range_and_is_told() -> None:
    ordinary = [record(n, value=10 + n % 3) for n in range(6)]
    sale = record(6, "black-friday", value=90)
    assert comparable(show(8), [*ordinary, sale]) == ordinary
    (note,) = told(show(8), [*ordinary, sale])
    assert said(note) == "1 earlier session of another kind is in no usual range (black friday)."
    judged = judge(measure("kpi", 30), kpi_of(show(8), comparable(show(8), [*ordinary, sale])))
    assert judged.verdict == "better"


def test_a_sales_day_is_compared_with_sales_days_where_there_are_five() -> None:
    sales = [record(n, "rebajas") for n in range(5)]
    ordinary = [record(n) for n in range(5, 12)]
    assert comparable(show(20, "Rebajas"), [*sales, *ordinary]) == sales
    assert [said(note) for note in told(show(20, "Rebajas"), [*sales, *ordinary])] == [
        "7 earlier sessions of another kind are in no usual range (ordinary ones)."
    ]
    assert comparable(show(20, "Rebajas"), [*sales[:4], *ordinary]) == ordinary
    assert [said(note) for note in told(show(20, "Rebajas"), [*sales[:4], *ordinary])] == [
        "This session is tagged rebajas, and too few earlier ones are: it is compared with ordinary sessions."
    ]


def test_the_same_weekday_and_hour_make_the_range_from_five_sessions_on() -> None:
    evenings = [record(n, value=10 + n % 2) for n in range(5)]
    mornings = [record(n, value=100 + n % 2, hours=-9) for n in range(5, 11)]
    judged = judge(measure("kpi", 10), kpi_of(show(12), [*evenings, *mornings]))
    assert judged.usual is not None
    assert judged.usual.names == tuple(one.session.id for one in evenings)
    assert [said(note) for note in told(show(12), [*evenings, *mornings])] == [
        "Where they can, usual ranges rest on the 5 of 11 earlier sessions of this weekday and hour."
    ]


def test_too_few_of_the_weekday_and_hour_are_compared_with_all_and_say_so() -> None:
    evenings = [record(n, value=10 + n % 2) for n in range(4)]
    mornings = [record(n, value=10 + n % 2, hours=-9) for n in range(4, 8)]
    judged = judge(measure("kpi", 10), kpi_of(show(12), [*evenings, *mornings]))
    assert judged.usual is not None
    assert judged.usual.sessions == 8
    assert [said(note) for note in told(show(12), [*evenings, *mornings])] == [
        "4 of 8 earlier sessions had this weekday and hour, too few for a range: all are compared."
    ]


def test_sessions_that_are_all_alike_need_no_word() -> None:
    assert told(show(9), [record(n) for n in range(8)]) == ()
    assert told(show(9), []) == ()


def test_a_session_is_in_one_slot_named_by_its_first() -> None:
    # 20:00, 21:15 and 22:30: the second is near both others, the third is not near the first
    shows = [show(0), show(1, hours=1.25), show(2, hours=2.5)]
    assert list(slots(shows).values()) == [shows[0].id, shows[0].id, shows[2].id]
