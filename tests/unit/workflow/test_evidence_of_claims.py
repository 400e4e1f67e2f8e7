"""The evidence of a conclusion points to what the record holds, and to nothing else."""

from __future__ import annotations

from rex.model.answer import Claim
from rex.workflow.opinions import in_record


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
