"""B01: a conclusion that agrees with its author's sealed forecast, beside a signal that does not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from rex.checks.subject import Subject, Theme
from rex.model.answer import Forecast

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.answer import Claim, Respondent
    from rex.model.finding import Checks
    from rex.model.measure import Measure
    from rex.model.message import Message
    from rex.model.moment import Moment


def forecast(said: str = "above", **parts: Any) -> Forecast:
    given = {"id": "f1", "respondent": "maria", "role": "csm", "kpi": "conversion_rate", "said": said}
    return Forecast.model_validate({**given, **parts})


@pytest.fixture
def expected(
    claim: Callable[..., Claim], measure: Callable[..., Measure], person: Callable[..., Respondent]
) -> Subject:
    """Maria expected more, says that it worked, and the headline KPI is worse than usual."""
    return Subject(
        claims=(claim("worked", id="5", text="It converted", topic="conversion_rate", evidence=("moment:1",)),),
        forecasts=(forecast("above"),),
        respondents=(person(),),
        measures=(measure(verdict="worse", headline=True),),
    )


def test_it_speaks_with_the_signal_and_a_way_out(
    look: Callable[[str, Subject], Checks], expected: Subject, read: Callable[[Message], str]
) -> None:
    finding = look("B01", expected).findings[0]
    assert read(finding.says) == (
        "“It converted” agrees with what its author (csm) had sealed; 1 count piece of evidence for it, none against. "
        "Pointing the other way: Conversion rate, 0.03 share, is outside its usual range of 0.04 share to 0.06 share."
    )
    assert finding.evidence == ("claim:5", "metric:conversion_rate")
    assert finding.strength == 0.5  # one signal: 1 - 1/2
    assert read(finding.instead).startswith("Add it as evidence against")


def test_bad_expected_is_treated_as_good_expected(
    look: Callable[[str, Subject], Checks],
    expected: Subject,
    claim: Callable[..., Claim],
    measure: Callable[..., Measure],
) -> None:
    mirrored = replace(
        expected,
        claims=(claim("did_not", topic="conversion_rate", evidence=("moment:1",)),),
        forecasts=(forecast("below"),),
        measures=(measure(verdict="better", headline=True),),
    )
    assert look("B01", mirrored).findings[0].strength == look("B01", expected).findings[0].strength


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"against": ("moment:2",)}, "it has evidence against"),
        ({"evidence": ()}, "it has no evidence and is an opinion"),
        ({"respondent": "ines"}, "its author expected nothing"),
        ({"topic": "sound"}, "it is about something else"),
        ({"polarity": "did_not"}, "it goes against the forecast"),
    ],
)
def test_near_misses_of_the_conclusion(
    look: Callable[[str, Subject], Checks], expected: Subject, change: dict[str, Any], why: str
) -> None:
    other = replace(expected, claims=tuple(one.model_copy(update=change) for one in expected.claims))
    assert look("B01", other).passed, why


@pytest.mark.parametrize("change", [{"headline": False}, {"verdict": "usual"}, {"verdict": "better"}, {"id": "aov"}])
def test_near_misses_of_the_signal(
    look: Callable[[str, Subject], Checks], expected: Subject, change: dict[str, Any]
) -> None:
    other = replace(expected, measures=tuple(one.model_copy(update=change) for one in expected.measures))
    assert not look("B01", other).findings


def test_where_less_is_better_below_is_the_good_forecast(
    look: Callable[[str, Subject], Checks], expected: Subject
) -> None:
    lower = tuple(one.model_copy(update={"better": "lower"}) for one in expected.measures)
    assert not look("B01", replace(expected, measures=lower)).findings
    assert look("B01", replace(expected, measures=lower, forecasts=(forecast("below"),))).findings


@pytest.mark.parametrize(
    ("given", "fires"),
    [
        (forecast("range", low=0.06, high=0.08), True),  # wholly above the usual 0.04 to 0.06
        (forecast("range", low=0.05, high=0.08), False),  # reaches into it: expected nothing special
        (forecast("usual"), False),
        (forecast("probability", probability=0.7), True),
        (forecast("probability", probability=0.6), False),
    ],
)
def test_what_counts_as_having_expected_good(
    look: Callable[[str, Subject], Checks], expected: Subject, given: Forecast, fires: bool
) -> None:
    assert bool(look("B01", replace(expected, forecasts=(given,))).findings) is fires


def test_a_drop_at_the_same_time_or_on_the_same_topic_is_a_signal_and_a_peak_is_not(
    look: Callable[[str, Subject], Checks], expected: Subject, moment: Callable[..., Moment]
) -> None:
    quiet = replace(expected, measures=tuple(m.model_copy(update={"verdict": "usual"}) for m in expected.measures))
    timed = replace(quiet, claims=tuple(c.model_copy(update={"at_s": 1555.0}) for c in quiet.claims))
    assert look("B01", replace(timed, moments=(moment(2, "drop"),))).findings[0].evidence == ("claim:5", "moment:2")
    assert look("B01", replace(timed, moments=(moment(2, "peak"),))).passed
    assert look("B01", replace(quiet, moments=(moment(2, "drop"),))).passed  # no time, no topic in common
    assert look("B01", replace(quiet, moments=(moment(2, "drop", about=("conversion_rate",)),))).findings


def test_a_peak_is_held_against_a_bad_conclusion_and_a_drop_is_not(
    look: Callable[[str, Subject], Checks],
    expected: Subject,
    claim: Callable[..., Claim],
    moment: Callable[..., Moment],
    read: Callable[[Message], str],
) -> None:
    sad = replace(
        expected,
        claims=(claim("did_not", id="6", topic="conversion_rate", evidence=("metric:conversion_rate",), at_s=1555.0),),
        forecasts=(forecast("below"),),
    )
    finding = look("B01", replace(sad, moments=(moment(2, "peak"),))).findings[0]
    assert finding.evidence == ("claim:6", "moment:2")
    assert "At 1560 offset the audience peaked (sound lost)." in read(finding.says)
    assert look("B01", replace(sad, moments=(moment(2, "drop"),))).passed


@pytest.mark.parametrize(
    ("people", "polarity", "topic", "fires"),
    [
        (5, "complaint", "conversion_rate", True),
        (4, "complaint", "conversion_rate", False),
        (5, "praise", "conversion_rate", False),
        (5, None, "conversion_rate", False),
        (5, "complaint", "", False),
    ],
)
def test_a_complaint_of_five_people_on_the_topic_is_a_signal(
    look: Callable[[str, Subject], Checks], expected: Subject, people: int, polarity: Any, topic: str, fires: bool
) -> None:
    theme = Theme("cannot pay", people, 60, polarity, topic, "quote:7")
    quiet = replace(expected, measures=tuple(m.model_copy(update={"verdict": "usual"}) for m in expected.measures))
    assert bool(look("B01", replace(quiet, themes=(theme,))).findings) is fires


def test_passing_says_what_was_looked_at(
    look: Callable[[str, Subject], Checks], expected: Subject, read: Callable[[Message], str]
) -> None:
    quiet = replace(expected, measures=tuple(m.model_copy(update={"verdict": "usual"}) for m in expected.measures))
    assert read(look("B01", quiet).passed[0].says) == (
        "Conclusions: 1 count; 1 count agree with a sealed forecast, and nothing left out says otherwise."
    )


def test_informed_or_unsealed_forecasts_are_no_forecasts(
    look: Callable[[str, Subject], Checks], expected: Subject, person: Callable[..., Respondent]
) -> None:
    assert look("B01", replace(expected, forecasts=(forecast(informed=True),))).not_applicable
    assert look("B01", replace(expected, respondents=(person(sealed=False),))).not_applicable
    assert look("B01", replace(expected, respondents=(person(blind=False),))).not_applicable


def test_it_can_be_hidden_with_a_reason(look: Callable[[str, Subject], Checks], expected: Subject) -> None:
    hidden = look("B01", replace(expected, suppressions={"B01": "looked at, holds"})).findings[0]
    assert hidden.suppressed == "looked at, holds"
