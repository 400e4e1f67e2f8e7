"""What the invented session's people said about the same things, without a name, and how forecasts fared over time."""

from __future__ import annotations

from rex.model.calibration import BrierParts, Calibration, RoleScores, Scored, Surprise
from rex.model.message import Message, quantity, say
from rex.model.question import Words
from rex.model.view import Nameless, NamelessQuestion, View, Voice

MOOD = Words(en="Client's mood", es="Ánimo del cliente", fr="Humeur du client")
RESERVED = Words(en="reserved", es="reservado", fr="réservé")
DELIGHTED = Words(en="delighted", es="encantado", fr="enchanté")


def views() -> tuple[View, ...]:
    """A scale seen differently, a goal seen alike, a moment that two people remember as two things."""
    return (
        View(
            id="view:csm.mood",
            kind="scale",
            title=MOOD,
            voices=(
                Voice(respondent="maria", role="csm", address="answer:maria.csm.mood", step=2, said=RESERVED),
                Voice(respondent="host-2", role="host", address="answer:host-2.csm.mood", step=5, said=DELIGHTED),
            ),
            steps=3,
            apart=True,
        ),
        View(
            id="moment:4",
            kind="moment",
            title=say("Around {at}", at=quantity(3060, "offset")),
            at_s=3060,
            measured="moment:4",
            data="worked",
            voices=(
                Voice(
                    respondent="maria",
                    role="csm",
                    address="claim:c6",
                    polarity="did_not",
                    text="The kit came so fast that half of the questions were lost",
                ),
                Voice(respondent="ines", role="host", address="claim:c2", polarity="worked", text="The kit sold 60"),
            ),
            apart=True,
        ),
        View(
            id="view:goal",
            kind="goal",
            title=say("Goal reached"),
            measured="metric:conversion_rate",
            reached=True,
            voices=(
                Voice(respondent="hugo", role="client", address="answer:hugo.g", step=4.2, said=share(0.8)),
                Voice(respondent="maria", role="csm", address="answer:maria.g", step=3.4, said=share(0.6)),
            ),
            steps=0.8,
        ),
    )


def share(value: float) -> Message:
    """Say a chance."""
    return say("{share}", share=quantity(value, "share"))


def nameless() -> Nameless:
    """One question that three people answered, and two answers that wait."""
    return Nameless(
        questions=(
            NamelessQuestion(
                question="host.unsaid",
                title=Words(en="Not for the meeting", es="Fuera de la reunión", fr="Hors réunion"),
                answers=("The rehearsal was too short <b>again</b>", "Nothing", "I could not read the autocue"),
            ),
        ),
        waiting=2,
    )


def calibration() -> Calibration:
    """Forecasts of eleven evenings: ranges and chances enough to score, places too few."""
    none = Scored(needs=10)
    return Calibration(
        everybody=RoleScores(
            people=3,
            sessions=11,
            forecasts=50,
            held=Scored(n=10, needs=10, k=6, value=0.6, low=0.3127, high=0.8318, method="wilson"),
            width=Scored(n=10, needs=10, value=0.6, low=0.42, high=0.78, method="t"),
            width_of_value=none,
            range_score=Scored(n=10, needs=10, value=1.4, low=0.9, high=1.9, method="t"),
            chance=Scored(n=31, needs=10, value=0.21, low=0.14, high=0.28, method="t"),
            parts=BrierParts(reliability=0.03, resolution=0.06, uncertainty=0.24),
            place=Scored(n=9, needs=10, k=4),
        ),
        surprises=(Surprise(forecast="f1", chance=0.2),),
        left_out=1,
    )
