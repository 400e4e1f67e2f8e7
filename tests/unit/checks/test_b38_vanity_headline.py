"""B38: headlines that are sizes alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.checks.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.finding import Checks
    from rex.model.measure import Measure
    from rex.model.message import Message


@pytest.mark.parametrize(
    ("headline", "level"),
    [
        (("unique_viewers", "revenue", "platform_likes"), "warn"),
        (("unique_viewers", "revenue", "refund_rate"), ""),  # near miss: one of three tells of returns
        (("unique_viewers", "conversion_rate"), ""),
        (("unique_viewers", "my_own_kpi"), ""),  # a plug-in's KPI is taken to tell more than a size
        (("peak_concurrent",), "info"),  # a single choice is a remark
        (("csat",), ""),
    ],
)
def test_it_speaks_when_all_are_sizes(
    look: Callable[[str, Subject], Checks],
    measure: Callable[..., Measure],
    headline: tuple[str, ...],
    level: str,
) -> None:
    kpis = dict.fromkeys(("unique_viewers", "revenue", "platform_likes", "conversion_rate", *headline))
    measures = tuple(measure(kpi, headline=kpi in headline) for kpi in kpis)
    found = look("B38", Subject(measures=measures)).findings
    assert [finding.level for finding in found] == ([level] if level else [])


def test_it_offers_what_is_there(
    look: Callable[[str, Subject], Checks], measure: Callable[..., Measure], read: Callable[[Message], str]
) -> None:
    sizes = (measure("revenue", headline=True), measure("messages", headline=True))
    finding = look("B38", Subject(measures=(*sizes, measure("csat"), measure("nps", value=None)))).findings[0]
    assert read(finding.says) == (
        "Headline KPIs: 2 count, all of them sizes (Revenue among them); none tells what became of the audience."
    )
    assert read(finding.instead) == "Put one beside them that tells what became of the audience: Csat is there."
    assert finding.evidence == ("metric:revenue", "metric:messages")
    assert finding.strength == 0.5  # 1 - 1/2


def test_with_nothing_to_offer_it_is_a_remark(
    look: Callable[[str, Subject], Checks], measure: Callable[..., Measure]
) -> None:
    sizes = (measure("revenue", headline=True), measure("messages", headline=True))
    assert look("B38", Subject(measures=sizes)).findings[0].level == "info"


def test_passing_names_one_that_tells_more(
    look: Callable[[str, Subject], Checks], measure: Callable[..., Measure], read: Callable[[Message], str]
) -> None:
    subject = Subject(measures=(measure("revenue", headline=True), measure("conversion_rate", headline=True)))
    assert read(look("B38", subject).passed[0].says) == (
        "Headline KPIs: 2 count; 1 count of them tell more than a size, such as Conversion rate."
    )


def test_without_a_headline_it_does_not_apply(
    look: Callable[[str, Subject], Checks], measure: Callable[..., Measure]
) -> None:
    none = (measure("revenue"), measure("conversion_rate", headline=True, value=None))
    assert look("B38", Subject(measures=none)).not_applicable


def test_it_can_be_hidden_with_a_reason(
    look: Callable[[str, Subject], Checks], measure: Callable[..., Measure]
) -> None:
    sizes = (measure("revenue", headline=True), measure("messages", headline=True))
    finding = look("B38", Subject(measures=sizes, suppressions={"B38": "a launch for reach"})).findings[0]
    assert finding.suppressed == "a launch for reach"
