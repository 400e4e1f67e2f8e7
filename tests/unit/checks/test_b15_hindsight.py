"""B15: said to have been known before, without a sealed forecast that said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.checks.subject import Subject
from rex.model.answer import Forecast

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.answer import Claim, Respondent
    from rex.model.finding import Checks
    from rex.model.measure import Measure
    from rex.model.message import Message

KNEW = ["We all knew the lamp would sit there.", "Se veía venir.", "On savait que ça resterait là."]


def forecast(said: str, **parts: object) -> Forecast:
    given = {"id": "f1", "respondent": "maria", "role": "csm", "kpi": "conversion_rate", "said": said}
    return Forecast.model_validate({**given, **parts})


@pytest.mark.parametrize("text", KNEW)
@pytest.mark.parametrize("polarity", ["worked", "did_not"])
@pytest.mark.parametrize("said", ["below", "usual", "above"])
def test_it_is_held_against_the_author_s_sealed_forecast(
    *,
    look: Callable[[str, Subject], Checks],
    claim: Callable[..., Claim],
    person: Callable[..., Respondent],
    measure: Callable[..., Measure],
    text: str,
    polarity: str,
    said: str,
) -> None:
    subject = Subject(
        claims=(claim(polarity, id="1", text=text, topic="conversion_rate"),),
        forecasts=(forecast(said),),
        respondents=(person(),),
        measures=(measure(),),
    )
    checks = look("B15", subject)
    foreseen = (polarity, said) in {("worked", "above"), ("did_not", "below")}
    assert bool(checks.findings) is not foreseen
    if checks.findings:
        assert checks.findings[0].evidence == ("claim:1", "forecast:f1")


@pytest.mark.parametrize(
    ("parts", "sealed", "kpi"),
    [
        ({"respondent": "luis"}, True, "conversion_rate"),  # somebody else's
        ({"informed": True}, True, "conversion_rate"),  # figures seen first
        ({"changed": True}, True, "conversion_rate"),
        ({}, False, "conversion_rate"),
        ({"kpi": "aov"}, True, "conversion_rate"),
    ],
)
def test_a_forecast_that_is_no_proof_does_not_count(
    *,
    look: Callable[[str, Subject], Checks],
    claim: Callable[..., Claim],
    person: Callable[..., Respondent],
    measure: Callable[..., Measure],
    read: Callable[[Message], str],
    parts: dict[str, object],
    sealed: bool,
    kpi: str,
) -> None:
    subject = Subject(
        claims=(claim("did_not", text=KNEW[0], topic=kpi),),
        forecasts=(forecast("below", **parts),),
        respondents=(person(sealed=sealed), person("luis")),
        measures=(measure(), measure("aov")),
    )
    (finding,) = look("B15", subject).findings
    assert "No sealed forecast" in read(finding.says)
    assert "“We all knew” " not in read(finding.says)
    assert finding.level == "info"


@pytest.mark.parametrize(
    "text",
    [
        "“we all knew it”, wrote a viewer",
        "It was not obvious at all",
        "¿Se veía venir?",
        "« on le savait », une cliente",
        "Fine",
    ],
)
def test_quotes_questions_and_denials_pass(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim], text: str
) -> None:
    assert look("B15", Subject(claims=(claim(text=text),), forecasts=(forecast("below"),))).passed


def test_it_needs_forecasts_and_can_be_hidden(
    look: Callable[[str, Subject], Checks], claim: Callable[..., Claim]
) -> None:
    claims = (claim(text=KNEW[0]),)
    assert look("B15", Subject(claims=claims)).not_applicable
    subject = Subject(claims=claims, forecasts=(forecast("below"),), suppressions={"B15": "said on stage"})
    assert look("B15", subject).findings[0].suppressed == "said on stage"
