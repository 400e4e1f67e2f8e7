"""B04: conclusions that stand on data which are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rex.checks.subject import Subject
from rex.model.source import Coverage

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.answer import Claim
    from rex.model.finding import Checks
    from rex.model.measure import Measure
    from rex.model.message import Message

TABLES = {"participation": ("chat",), "conversion_rate": ("sales", "viewers"), "aov": ("sales",)}


def stream(table: str = "chat", *gaps: tuple[float, float], rows: int = 1698) -> Coverage:
    return Coverage(table=table, rows=rows, gaps=gaps)


def subject(*coverage: Coverage, **parts: Any) -> Subject:
    return Subject(coverage=coverage, duration_s=3600, kpi_tables=TABLES, **parts)


@pytest.mark.parametrize(
    ("gaps", "fires"),
    [
        ([(0, 181)], True),  # 181 of 3600 s = 5.03 %
        ([(0, 180)], False),  # near miss: 5 % exactly
        ([(0, 100), (200, 281)], True),  # 181 in two pieces
        ([(0, 150), (100, 180)], False),  # overlapping seconds count once: 180
        ([(3500, 3900)], False),  # only 100 s of it lie in the show
        ([(-300, 100)], False),  # the same at the start
    ],
)
def test_more_than_a_twentieth_of_the_show_is_a_hole(
    look: Callable[[str, Subject], Checks], gaps: list[tuple[float, float]], fires: bool
) -> None:
    assert bool(look("B04", subject(stream("chat", *gaps))).findings) is fires


def test_quiet_minutes_in_the_orders_are_no_hole(look: Callable[[str, Subject], Checks]) -> None:
    assert look("B04", subject(stream("sales", (0, 1800)))).passed


def test_it_says_how_much_is_missing_and_what_stands_on_it(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], read: Callable[[Message], str]
) -> None:
    claims = (claim(id="1", topic="participation"), claim(id="2", evidence=("metric:participation",)), claim(id="3"))
    finding = look("B04", subject(stream("chat", (600, 1320)), claims=claims)).findings[0]
    assert read(finding.says) == (
        "Missing from the exports (chat): 12 minutes of 60 minutes, 0.2 share. 2 count conclusions depend on it."
    )
    assert finding.evidence == ("coverage:chat", "claim:1", "claim:2")
    assert finding.level == "warn"
    assert finding.strength == 0.75  # 1 - 0.05 / 0.20


def test_it_blocks_when_a_headline_stands_on_the_hole(
    look: Callable[[str, Subject], Checks], measure: Callable[..., Measure]
) -> None:
    hole = stream("viewers", (0, 600))
    measures = (measure("conversion_rate", headline=True), measure("participation", headline=True))
    blocked = look("B04", subject(hole, measures=measures)).findings[0]
    assert blocked.level == "block"
    assert blocked.evidence == ("coverage:viewers", "metric:conversion_rate")
    assert look("B04", subject(hole, measures=(measure("conversion_rate"),))).findings[0].level == "warn"


@pytest.mark.parametrize("polarity", ["worked", "did_not"])
def test_a_conclusion_on_data_that_are_not_there_is_a_hole(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], read: Callable[[Message], str], polarity: str
) -> None:
    claims = (claim(polarity, id="4", topic="aov"),)
    finding = look("B04", subject(stream(), claims=claims)).findings[0]
    assert read(finding.says) == "Not in the exports at all: orders. One conclusion depends on it."
    assert finding.evidence == ("coverage:sales", "claim:4")
    assert look("B04", subject(stream(), stream("sales"), claims=claims)).passed
    assert look("B04", subject(stream(), stream("sales", rows=0), claims=claims)).findings


def test_an_absent_stream_that_nobody_leans_on_is_no_finding(look: Callable[[str, Subject], Checks]) -> None:
    assert look("B04", subject(stream())).passed


@pytest.mark.parametrize(("share", "fires"), [(0.10, False), (0.11, True), (0.0, False), (None, False)])
def test_more_than_a_tenth_of_the_orders_unmatched(
    look: Callable[[str, Subject], Checks], share: float | None, fires: bool
) -> None:
    assert bool(look("B04", subject(stream(), orders_unmatched=share)).findings) is fires


def test_passing_says_what_was_looked_at(
    look: Callable[[str, Subject], Checks], read: Callable[[Message], str]
) -> None:
    assert read(look("B04", subject(stream(), orders_unmatched=0.02)).passed[0].says) == (
        "Kinds of data: 1 count, over 60 minutes; no gap above 0.05 share in those that should never be silent. "
        "Orders that could not be matched: 0.02 share."
    )


def test_without_a_known_length_or_any_export_it_does_not_apply(look: Callable[[str, Subject], Checks]) -> None:
    assert look("B04", Subject(coverage=(stream(),))).not_applicable
    assert look("B04", Subject(duration_s=3600)).not_applicable


def test_it_can_be_hidden_with_a_reason(look: Callable[[str, Subject], Checks]) -> None:
    hidden = look("B04", subject(stream("chat", (0, 600)), suppressions={"B04": "chat opened late"})).findings[0]
    assert hidden.suppressed == "chat opened late"
