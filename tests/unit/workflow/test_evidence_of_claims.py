"""The evidence of a conclusion points to what the record holds, and to nothing else."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Literal, cast

from rex.model.answer import Claim
from rex.model.moment import Moment, Quote
from rex.questionnaire.facts import Told
from rex.text.speaker import Speaker
from rex.workflow.opinions import in_record
from rex.workflow.revealing import evidence_to_pick
from tests.builders import measure

if TYPE_CHECKING:
    from rex.workflow.analysis import Analysis


def test_an_address_that_is_gone_is_left_out_and_answers_stay() -> None:
    claim = Claim(
        id="maria.csm.repeat", polarity="worked", text="the test", respondent="maria", role="csm", phase="blind",
        evidence=("moment:4", "metric:nps", "quote:2"), against=("moment:9", "answer:maria.csm.against"),
    )  # fmt: skip
    held = in_record(claim, {"moment:4", "quote:1"})
    assert (held.evidence, held.against) == (("moment:4",), ("answer:maria.csm.against",))


def test_a_conclusion_whose_evidence_is_all_gone_is_an_opinion_again() -> None:
    claim = Claim(
        id="a.b.c", polarity="worked", text="t", respondent="a", role="csm", phase="blind", evidence=("metric:nps",)
    )
    assert in_record(claim, ()).opinion


def moment(number: int, kind: Literal["peak", "drop"], start_s: float, rank: int, *about: str) -> Moment:
    return Moment.model_validate(
        {
            "id": number, "rank": rank, "kind": kind, "about": about, "start_s": start_s, "end_s": start_s + 60,
            "peak_s": start_s, "cause_s": start_s, "score": 5, "lift": 2, "lift_low": 1, "lift_high": 3, "p": 0.01,
            "q": 0.05, "label": f"M{number}", "people": 9, "viewers_before": 100, "viewers_after": 80,
        }
    )  # fmt: skip


def test_offered_are_the_strongest_moments_of_each_kind_and_the_one_of_the_conclusion_s_minute() -> None:
    moments = (
        moment(1, "peak", 0, 3), moment(2, "peak", 600, 1, "giveaway"), moment(3, "peak", 900, 2),
        moment(4, "drop", 300, 1), moment(5, "peak", 1200, 9),
    )  # fmt: skip
    quotes = (
        Quote(id="quote:1", text="where is it", at_s=10, people=7),
        Quote(id="quote:2", text="b", at_s=9, people=3),
    )
    measures = (measure("orders", 9, headline=True), measure("aov", 5), measure("nps", None, headline=True))
    computed = SimpleNamespace(moments=SimpleNamespace(moments=moments), measures=measures, quotes=quotes)
    analysis = cast("Analysis", SimpleNamespace(computed=computed))
    main = Told("claim:maria.csm.repeat", "the test", at_s=1230)
    told = evidence_to_pick(analysis, Speaker("en", "UTC"), main)
    # In show order: the drop at 5 min, the peaks of rank 1 (a draw) and 2, and the weak one at the remembered minute.
    assert [t.id for t in told] == ["moment:4", "moment:2", "moment:3", "moment:5", "metric:orders", "quote:1"]
    assert told[0].title == "00:05:00 M4: viewers 100 to 80"
    assert told[-1].title == "“where is it”, 7 people wrote"
    assert [t.id for t in evidence_to_pick(analysis, Speaker("en", "UTC"), None)][:3] == [
        "moment:4",
        "moment:2",
        "moment:3",
    ]
