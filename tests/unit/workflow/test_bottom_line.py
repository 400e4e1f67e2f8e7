"""The bottom line says what the record holds, and nothing where it holds nothing."""

from __future__ import annotations

from rex.model.answer import Claim
from rex.model.moment import Moment
from rex.workflow.bottom_line import _concluded
from rex.workflow.revealing import moment_detail, strongest
from tests.builders import said


def moment(kind: str, rank: int, *about: str) -> Moment:
    return Moment.model_validate(
        {
            "id": rank,
            "rank": rank,
            "kind": kind,
            "about": about,
            "start_s": 10,
            "end_s": 70,
            "peak_s": 30,
            "cause_s": 2,
            "score": 1,
            "lift": 2,
            "lift_low": 1.5,
            "lift_high": 2.5,
            "p": 0.01,
            "q": 0.01,
            "label": "x",
            "people": 41,
            "viewers_before": 488,
            "viewers_after": 414,
        }
    )


def test_a_draw_a_raid_and_an_incident_are_never_offered_as_something_to_keep() -> None:
    moments = [moment("peak", 1, "giveaway"), moment("peak", 2, "raid"), moment("peak", 3, "incident")]
    assert strongest(moments, "peak") is None
    kept = strongest([*moments, moment("peak", 4)], "peak")
    assert kept is not None
    assert kept.rank == 4


def test_an_incident_is_still_the_strongest_drop() -> None:
    dropped = strongest([moment("drop", 2), moment("drop", 1, "incident")], "drop")
    assert dropped is not None
    assert dropped.rank == 1


def test_a_peak_is_told_by_who_wrote_and_a_drop_by_who_left() -> None:
    assert "people wrote" in moment_detail(moment("peak", 1)).text
    assert moment_detail(moment("drop", 1)).text.startswith("viewers {before} to {after}")


def test_a_rush_of_orders_is_told_by_its_orders() -> None:
    rush = moment("peak", 1, "orders").model_copy(update={"orders": 59, "people": 0})
    told = moment_detail(rush)
    assert told.text.startswith("{orders} orders came")


def claim(text: str, question: str, *evidence: str) -> Claim:
    return Claim.model_validate(
        {
            "id": f"maria.csm.{question}",
            "polarity": "did_not" if question == "change" else "worked",
            "text": text,
            "respondent": "maria",
            "role": "csm",
            "phase": "blind",
            "evidence": evidence,
        }
    )


def test_without_a_strong_moment_a_conclusion_with_evidence_stands_there_and_an_opinion_does_not() -> None:
    claims = [claim("the music", "repeat"), claim("it cost more", "marked", "metric:orders")]
    claims += [claim("the kit", "repeat", "metric:orders"), claim("late start", "change")]
    kept = _concluded(claims, "repeat")
    assert kept is not None
    assert said(kept) == "“the kit” (the team's conclusion, with evidence from the record)."
    assert _concluded(claims, "change") is None
