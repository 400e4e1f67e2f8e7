from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rex.compare.diff import compare
from rex.model.answer import Claim
from rex.model.measure import Measure, UsualRange
from rex.model.message import say
from tests.builders import answers, measure, measured, record, said, share

if TYPE_CHECKING:
    from rex.model.comparison import Change, Comparison
    from rex.model.retrospective import Retrospective

USUAL = UsualRange(low=0.02, high=0.05, centre=0.03, sessions=9, kind="trial")


def change(found: Comparison, kpi: str) -> Change:
    return next(row for row in found.changes if row.id == kpi)


def pair(before: Measure, after: Measure) -> Change:
    return compare(record(before), record(after, day=7)).changes[0]


def test_the_delta_is_after_minus_before() -> None:
    found = pair(measure("orders", 10), measure("orders", 7))
    assert (found.before, found.after, found.delta) == (10, 7, -3)
    assert (found.low, found.p_adjusted) == (None, None)


def test_a_difference_without_history_only_differs() -> None:
    found = pair(share("a", 30, 1_000, headline=True), share("a", 90, 1_000, headline=True))
    assert found.verdict == "differs"
    assert "5 earlier sessions" in said(found.why)


def test_an_interval_around_zero_is_too_little_history_not_the_same() -> None:
    found = pair(share("a", 30, 1_000), share("a", 33, 1_000))
    assert found.verdict == "too_little_history"
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0 < found.high


def test_the_usual_range_decides_over_the_interval() -> None:
    why = say("It lies inside your usual range.")
    after = share("a", 45, 1_000, usual=USUAL, verdict="usual", verdict_why=why)
    found = pair(share("a", 20, 1_000), after)
    assert found.low is not None
    assert found.low > 0  # the two numbers differ, and it is noise all the same
    assert (found.verdict, found.why, found.usual) == ("usual", why, USUAL)


def test_after_an_extreme_the_way_back_is_noted() -> None:
    why = say("Inside.")
    before = share("a", 90, 1_000, usual=USUAL, verdict="better", verdict_why=why)
    after = share("a", 30, 1_000, usual=USUAL, verdict="usual", verdict_why=why)
    assert "return towards the middle" in said(pair(before, after).notes[0])
    assert pair(after, after).notes == ()


@pytest.mark.parametrize(("editions", "noted"), [(("settled", "settled"), 0), (("settled", "provisional"), 1)])
def test_late_refunds_are_noted_while_they_can_come(editions: tuple[str, str], noted: int) -> None:
    old, new = (record(measure("orders", n, settles=True), day=n, edition=e) for n, e in enumerate(editions, start=1))
    assert len(compare(old, new).changes[0].notes) == noted


def test_two_definitions_are_blocked_and_named() -> None:
    found = compare(
        record(measure("a", 1), measure("b", 1)), record(measure("a", 2, definition="a@2"), measure("b", 2), day=7)
    )
    blocked = change(found, "a")
    assert (blocked.verdict, blocked.delta, blocked.low) == ("not_comparable", None, None)
    assert said(blocked.why) == "a@1 and a@2 are two definitions."
    assert [(o.what, o.blocks) for o in found.obstacles] == [("definition", ("a",))]
    assert change(found, "b").verdict != "not_comparable"
    assert found.comparable


def test_other_attribution_blocks_sales_and_nothing_else() -> None:
    sales, chat = measure("orders", 5, group="sales"), measure("messages", 5, group="part")
    later = record(sales, chat, day=7, session={"attribution": {"after_hours": 24}})
    found = compare(record(sales, chat), later)
    assert change(found, "orders").verdict == "not_comparable"
    assert (
        said(change(found, "orders").why)
        == "One counts orders placed during the show; the other placed during the show or within 24 after it."
    )
    assert change(found, "messages").verdict != "not_comparable"


@pytest.mark.parametrize("declared", [("EUR", "USD"), (None, None), ("EUR", "EUR")])
def test_other_currencies_block_money_whatever_the_settings_say(declared: tuple[str | None, str | None]) -> None:
    before = record(measure("revenue", 5, unit="EUR"), measure("orders", 1), session={"currency": declared[0]})
    after = record(measure("revenue", 9, unit="USD"), measure("orders", 1), day=7, session={"currency": declared[1]})
    found = compare(before, after)
    assert change(found, "revenue").verdict == "not_comparable"
    assert said(change(found, "revenue").why) == "One is in EUR, the other in USD."
    assert change(found, "orders").verdict != "not_comparable"


def test_a_settled_and_an_open_session_have_no_comparable_refunds() -> None:
    money = [measure(kpi, 5, unit="EUR") for kpi in ("revenue", "refunds", "net_revenue")]
    found = compare(record(*money), record(*money, day=7, edition="provisional"))
    words = {row.id: row.verdict for row in found.changes}
    assert words["refunds"] == words["net_revenue"] == "not_comparable"
    assert words["revenue"] != "not_comparable"


def test_the_first_obstacle_is_the_one_that_is_told() -> None:
    found = compare(
        record(measure("refunds", 1)),
        record(measure("refunds", 2, definition="refunds@2"), day=7, edition="provisional"),
    )
    assert "two definitions" in said(found.changes[0].why)
    assert [o.what for o in found.obstacles] == ["definition", "maturity"]


def test_other_tags_and_clients_are_told_and_block_nothing() -> None:
    found = compare(
        record(measure("a", 1), session={"tags": ("sale", "friday")}),
        record(measure("a", 1), day=7, session={"tags": ("friday",), "client": "Another"}),
    )
    assert [(o.what, o.blocks) for o in found.obstacles] == [("tags", ()), ("client", ())]
    assert "sale" in said(found.obstacles[0].says)
    assert found.comparable


def test_nothing_in_common_is_not_comparable() -> None:
    found = compare(record(measure("a", 1)), record(measure("a", 1, definition="a@2"), day=7))
    assert not found.comparable


def test_a_missing_value_says_whose_and_why() -> None:
    found = compare(record(measure("a", 1), measure("old", 1)), record(measure("a", None), measure("new", 1), day=7))
    assert {row.id: row.verdict for row in found.changes} == dict.fromkeys(("a", "new", "old"), "too_little_data")
    assert said(change(found, "a").why) == "Too few."
    assert (change(found, "old").before, change(found, "old").after) == (1, None)


def shares(count: int, after: int, **more: Any) -> tuple[Retrospective, Retrospective]:
    """One share that moved (a0: 30 to `after` of 1,000) among others that did not."""
    before = [share(f"a{n}", 30, 1_000, **more) for n in range(count)]
    later = [share("a0", after, 1_000, **more), *before[1:]]
    return record(*before), record(*later, day=7)


def test_among_many_explored_numbers_one_difference_is_luck() -> None:
    # 30 to 48 of 1,000: z = 0.018 / sqrt(0.039 x 0.961 / 500) = 2.079, chance 0.0376; times 3 is 0.113, over 0.10
    alone, among_two, among_three = (change(compare(*shares(n, 48)), "a0") for n in (1, 2, 3))
    assert [row.verdict for row in (alone, among_two, among_three)] == ["differs", "differs", "too_little_history"]
    assert among_two.p_adjusted == pytest.approx(2 * 0.0376, abs=1e-3)
    assert "3 explored numbers" in said(among_three.why)


def test_a_headline_was_chosen_beforehand_and_stands_alone() -> None:
    found = change(compare(*shares(30, 48, headline=True)), "a0")
    assert found.verdict == "differs"
    assert found.p_adjusted == pytest.approx(0.0376, abs=1e-3)


def test_headlines_come_first() -> None:
    found = compare(
        record(measure("a"), measure("b"), measure("c")), record(measure("a"), measure("b", headline=True), day=7)
    )
    assert [row.id for row in found.changes] == ["b", "a", "c"]


def test_few_answers_are_never_called_different() -> None:
    before, after = (measured(answers("nps", [n] * 20, 0, 10))["nps"] for n in (0, 10))
    found = pair(before, after)
    assert found.delta == 200
    assert found.low is not None
    assert found.low > 0
    assert found.verdict == "too_little_data"
    assert "50" in said(found.why)


def test_claims_and_findings_are_new_gone_or_kept() -> None:
    def claim(topic: str, text: str) -> Claim:
        return Claim(id=text, polarity="worked", text=text, topic=topic, respondent="m", role="csm", phase="commit")

    found = compare(
        record(claims=(claim("offer", "one"), claim("", "the music"))),
        record(day=7, claims=(claim("offer", "two"), claim("", "the host"))),
    )
    assert {(moved.what, moved.state) for moved in found.claims} == {
        ("offer", "kept"),
        ("the host", "new"),
        ("the music", "gone"),
    }


def test_exactly_one_changed_number_changes_exactly_one_row() -> None:
    before = record(measure("a", 1), measure("b", 2), measure("c", 3))
    after, other = (record(measure("a", 1), measure("b", b), measure("c", 3), day=7) for b in (5, 6))
    one, two = compare(before, after), compare(before, other)
    assert [x.id for x, y in zip(one.changes, two.changes, strict=True) if x != y] == ["b"]
