"""Who changes the language midway reads everything in it, the names of KPIs among it; answers stay as they are."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rex.model.draft import Draft
from rex.questionnaire.facts import BlindFacts, Named
from rex.questionnaire.run import Interview

if TYPE_CHECKING:
    from rex.model.question import QuestionSet

NAMES = {"en": "Revenue placed", "es": "Ventas brutas"}


def told_in(lang: str) -> BlindFacts:
    return BlindFacts(session="s", title="A show", kpis=(Named("revenue", NAMES[lang]),))


def test_the_names_of_kpis_are_told_in_the_language_gone_on_in(csm: QuestionSet) -> None:
    draft = Draft(respondent="maria", role="csm", set="csm")
    interview = Interview(csm, draft, told_in("en"), lambda _: None, lambda: datetime.now(UTC), "en", told_in)
    interview.answer("csm.mood", 4)

    def forecast() -> str:
        [asked] = [asked for asked in interview.asked("blind") if asked.id == "csm.forecast.revenue"]
        return asked.label

    assert "Revenue placed" in forecast()
    interview.speak("es")
    assert "Ventas brutas" in forecast()
    assert interview.draft.answers == {"csm.mood": 4}
