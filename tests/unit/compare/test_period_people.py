"""Different people over a row of sessions, from counts of who was last seen where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rex.compare.period_people import beside, people_over, said
from rex.model.comparison import PeriodMeasure
from rex.model.crowd import Crowd, Crowds
from rex.model.message import say
from rex.workflow.crowds import _crowd
from tests.builders import measure, record, share
from tests.builders import said as read

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rex.model.crowd import PeriodPeople
    from rex.model.retrospective import Retrospective

ANA_TO_TIA = frozenset(f"p{n}" for n in range(20))


def shows(
    evenings: Sequence[Collection[str]], *, unnamed: int = 0, keep: Collection[int] | None = None
) -> list[Retrospective]:
    """Make the records of daily shows with these people; `keep` are those whose record is there."""
    made: list[Retrospective] = []
    names = [record(day=day).session.id for day in range(len(evenings))]
    for day, people in enumerate(evenings):
        earlier = [(names[e], {"chatters": (frozenset(evenings[e]), 0)}) for e in range(day - 1, -1, -1)]
        crowd = _crowd("chatters", frozenset(people), unnamed, earlier)  # type: ignore[arg-type]
        crowds = Crowds(sessions=tuple(name for name, _ in earlier), kinds=(crowd,))
        made.append(record(measure("unique_chatters", len(people)), day=day).model_copy(update={"crowds": crowds}))
    return [one for day, one in enumerate(made) if keep is None or day in keep]


def chatters(records: Sequence[Retrospective]) -> PeriodPeople:
    (found,) = people_over(records)
    return found


def test_people_who_came_twice_count_once() -> None:
    # 20 the first evening; 15 of them and 10 new ones the second: 30 different people, 45 by adding.
    second = {*(f"p{n}" for n in range(15)), *(f"n{n}" for n in range(10))}
    found = chatters(shows([ANA_TO_TIA, second]))
    assert (found.low, found.high, found.summed, found.sessions) == (30, 30, 45, 2)
    assert (
        read(found.says) == "People who wrote: 30 different ones over 2 sessions; added session by session they are 45."
    )


def test_who_skipped_a_session_is_still_known() -> None:
    others = {f"o{n}" for n in range(20)}
    assert chatters(shows([ANA_TO_TIA, others, ANA_TO_TIA])).high == 40


def test_who_came_before_the_period_alone_is_new_to_it() -> None:
    # The same twenty in three shows; a period of the last two has twenty people, not none.
    found = chatters(shows([ANA_TO_TIA] * 3)[1:])
    assert (found.low, found.high) == (20, 20)


@given(st.lists(st.sets(st.integers(0, 60), min_size=20), min_size=2, max_size=6), st.data())
def test_any_row_of_sessions_adds_up_to_the_people_in_it(evenings: list[set[int]], data: st.DataObject) -> None:
    people = [{f"p{n}" for n in evening} for evening in evenings]
    first = data.draw(st.integers(0, len(people) - 2))
    until = data.draw(st.integers(first + 2, len(people)))
    found = chatters(shows(people)[first:until])
    truth = len(set().union(*people[first:until]))
    assert (found.low, found.high) == (truth, truth)


@given(st.lists(st.sets(st.integers(0, 40), min_size=1), min_size=3, max_size=6), st.data())
def test_what_cannot_be_told_is_a_range_that_holds_the_truth(evenings: list[set[int]], data: st.DataObject) -> None:
    people = [{f"p{n}" for n in evening} for evening in evenings]
    keep = data.draw(st.sets(st.integers(0, len(people) - 1), min_size=2))
    found = chatters(shows(people, keep=keep))
    truth = len(set().union(*(people[day] for day in keep)))
    assert found.low is not None
    assert found.high is not None
    assert found.low <= truth <= found.high


def test_people_without_a_name_widen_the_range_upwards() -> None:
    # Three orders a night without a customer: perhaps the twenty, perhaps six others.
    found = chatters(shows([ANA_TO_TIA, ANA_TO_TIA], unnamed=3))
    assert (found.low, found.high, found.summed) == (20, 26, 46)
    assert "20 to 26 different ones" in read(found.says)


def test_of_fewer_than_twenty_only_their_number_is_kept() -> None:
    nineteen = {f"p{n}" for n in range(19)}
    second = shows([ANA_TO_TIA, nineteen])[1].crowds
    assert second is not None
    assert second.kinds[0].last_seen is None
    found = chatters(shows([ANA_TO_TIA, nineteen]))
    assert (found.low, found.high) == (20, 39)


def test_viewers_that_a_platform_only_counts_stay_unknown() -> None:
    plain = [record(measure("unique_viewers", 400), day=day).model_copy(update={"crowds": Crowds()}) for day in (0, 1)]
    (found,) = people_over(plain)
    assert (found.low, found.high, found.unknown, found.summed) == (None, None, "nameless", 800)
    assert [read(one) for one in said((found,))] == [
        "People who came to several sessions count once a session: different people over the period are unknown."
    ]


def test_a_session_counted_without_an_earlier_one_is_named_by_number() -> None:
    first, second = shows([ANA_TO_TIA, ANA_TO_TIA])
    blind = second.model_copy(update={"crowds": Crowds(kinds=(Crowd(came="chatters", people=20, last_seen={}),))})
    found = chatters([first, blind])
    assert (found.high, found.unknown) == (None, "alone")
    assert "1 session was counted without an earlier one. Review it again" in read(found.says)


def test_a_record_of_before_this_count_asks_for_a_review_too() -> None:
    first, second = shows([ANA_TO_TIA, ANA_TO_TIA])
    assert chatters([first, second.model_copy(update={"crowds": None})]).unknown == "alone"


def test_buyers_are_added_where_the_conversion_has_a_value_too() -> None:
    rate = record(share("conversion_rate", 30, 400), day=0).model_copy(update={"crowds": Crowds()})
    (found,) = people_over([rate, rate.model_copy()])
    assert (found.came, found.summed) == ("buyers", 60)


def test_one_session_has_nothing_to_say() -> None:
    assert people_over(shows([ANA_TO_TIA])) == ()


def test_the_sum_is_told_beside_the_different_people() -> None:
    records = shows([ANA_TO_TIA, ANA_TO_TIA])
    row = PeriodMeasure(total=measure("unique_chatters", 40), says=say("Not judged."))
    other = PeriodMeasure(total=measure("orders", 40), says=say("Not judged."))
    told, left = beside((row, other), people_over(records))
    assert read(told.says).startswith("Not judged. People who wrote: 20 different ones")
    assert left == other


@pytest.mark.parametrize("few", [20, 21])
def test_counts_are_all_that_is_kept(few: int) -> None:
    people = [f"secret{n}" for n in range(few)]
    text = "".join(one.model_dump_json() for one in shows([people, people]))
    assert "secret" not in text
