"""Short ways to make what checks look at, and to read what they say."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from rex.checks.base import Check
from rex.checks.run import run
from rex.model.answer import Answer, Claim, Respondent, Seal
from rex.model.measure import Measure, UsualRange
from rex.model.message import Message, Quantity
from rex.model.moment import Moment
from rex.plugins.find import Room, find

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.checks.subject import Subject
    from rex.model.finding import Checks


@pytest.fixture(scope="session")
def shipped() -> Room[Check]:
    return find("rex.checks", Check)


@pytest.fixture(scope="session")
def look(shipped: Room[Check]) -> Callable[[str, Subject], Checks]:
    def one(check: str, subject: Subject) -> Checks:
        return run(subject, Room({check: shipped.plugins[check]}))

    return one


@pytest.fixture(scope="session")
def read() -> Callable[[Message], str]:
    def plain(message: Message) -> str:
        text = message.plural if message.plural and message.n != 1 else message.text
        values = {
            name: plain(v)
            if isinstance(v, Message)
            else f"{v.value:.4g} {v.unit}"
            if isinstance(v, Quantity)
            else str(v)
            for name, v in message.values.items()
        }
        return text.format(**values)

    return plain


@pytest.fixture(scope="session")
def claim() -> Callable[..., Claim]:
    count = iter(range(1, 10_000))

    def one(polarity: str = "worked", **parts: Any) -> Claim:
        given = {
            "id": str(next(count)),
            "text": "a conclusion",
            "respondent": "maria",
            "role": "csm",
            "phase": "commit",
        }
        return Claim.model_validate({**given, "polarity": polarity, **parts})

    return one


@pytest.fixture(scope="session")
def measure() -> Callable[..., Measure]:
    def one(kpi: str = "conversion_rate", verdict: str = "usual", **parts: Any) -> Measure:
        given = {
            "id": kpi,
            "definition": f"{kpi}@1",
            "title": kpi.replace("_", " ").capitalize(),
            "status": "measured",
            "value": 0.03,
            "unit": "share",
            "better": "higher",
            "usual": UsualRange(low=0.04, high=0.06, centre=0.05, sessions=9, kind="trial"),
        }
        return Measure.model_validate({**given, "verdict": verdict, **parts})

    return one


@pytest.fixture(scope="session")
def person() -> Callable[..., Respondent]:
    def one(name: str = "maria", *, sealed: bool = True, **parts: Any) -> Respondent:
        seal = Seal(at=datetime(2026, 11, 20, 20, 31, tzinfo=UTC), hash="7f3a", questions=("mood",)) if sealed else None
        given = {
            "id": name,
            "role": "csm",
            "set": "quick",
            "seal": seal,
            "blind": sealed,
            "hours_after_end": 0.5,
            "answers": (Answer(question="mood", phase="blind", value=4),),
        }
        return Respondent.model_validate({**given, **parts})

    return one


@pytest.fixture(scope="session")
def moment() -> Callable[..., Moment]:
    def one(number: int = 2, kind: str = "drop", **parts: Any) -> Moment:
        given = {
            "id": number,
            "rank": number,
            "start_s": 1560,
            "end_s": 1740,
            "peak_s": 1600,
            "cause_s": 1550,
            "score": 3,
            "lift": 0.5,
            "lift_low": 0.4,
            "lift_high": 0.7,
            "p": 0.001,
            "q": 0.01,
            "label": "sound lost",
        }
        return Moment.model_validate({**given, "kind": kind, **parts})

    return one
