"""Fifty marked words in everything that is internal: none of them reaches a page that a client gets."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from rex.compare.period import Frame, period
from rex.model.retrospective import Retrospective
from rex.render.client import strip_for_client
from rex.render.flash import render_flash
from rex.render.html import render_html
from rex.render.jsonfile import to_json
from rex.render.markdown import render_markdown
from rex.render.period import period_html, period_lines, period_markdown, strip_period_for_client
from rex.render.period.flash import period_flash
from rex.text.speaker import Speaker

if TYPE_CHECKING:
    from collections.abc import Callable

MARK = "planted"
FRAME = Frame("2026-11", date(2026, 11, 1), date(2026, 11, 30), datetime(2026, 12, 1, tzinfo=UTC), "en")


class Planter:
    """Hands out marked words, each another one."""

    def __init__(self) -> None:
        self.given = 0

    def __call__(self, what: str) -> str:
        self.given += 1
        return f"{MARK}{self.given:03d}{what}"


def planted(full: Retrospective) -> tuple[Retrospective, int]:
    """Put a marked word into every place that is the team's own; gives the record and how many there are."""
    word = Planter()
    record: Any = full.model_dump(mode="json", by_alias=True)
    _people(record, word)
    _claims(record, word)
    for finding in record["checks"]["findings"]:
        finding["check"], finding["explanation"] = word("check"), word("why")
        finding["suppressed"] = finding["suppressed"] and word("reason")
    for one in (*record["checks"]["passed"], *record["checks"]["not_applicable"]):
        one["check"] = word("check")
    bet = {**record["actions"][0], "id": "A-090", "what": word("secret"), "origin": "answer:maria.csm.renewal"}
    record["actions"].append(bet)
    return Retrospective.model_validate_json(json.dumps(record)), word.given


def _people(record: Any, word: Planter) -> None:
    record["session"]["hosts"] = [word("Host"), word("Cohost")]
    record["session"]["costs"] = {word("cost"): 100_00}
    for person in record["respondents"]:
        person["id"] = word("Person")
        for answer in person["answers"]:
            answer["value"] = word("answer")
    for forecast in record["forecasts"]:
        if forecast["role"] != "client":
            forecast["respondent"] = word("Forecaster")
    for view in record["views"]:
        for voice in view["voices"]:
            voice["text"] = word("voice")
    for action in (*record["actions"], *(s["action"] for s in record["settled"])):
        action["owner"], action["note"] = word("Owner"), word("note")


def _claims(record: Any, word: Planter) -> None:
    for claim in record["claims"]:
        claim["respondent"] = word("Author")
        if not claim["evidence"]:
            claim["text"], claim["how"] = word("opinion"), word("how")
    renewal = {"id": "c90", "text": word("renewal"), "how": word("risk"), "topic": "revenue"}
    evidence = ["metric:revenue", "answer:maria.csm.renewal"]
    record["claims"].append({**record["claims"][0], **renewal, "evidence": evidence})


@pytest.fixture(scope="module")
def told(full: Retrospective) -> Retrospective:
    record, words = planted(full)
    assert words >= 50
    return record


SESSION: dict[str, Callable[[Retrospective], str]] = {
    "json": lambda record: to_json(strip_for_client(record)),
    "html": lambda record: render_html(record, lang="en", edition="client"),
    "md": lambda record: render_markdown(record, lang="es", edition="client"),
    "flash": lambda record: render_flash(strip_for_client(record), lang="fr"),
}


@pytest.mark.parametrize("name", SESSION)
def test_no_planted_word_is_in_a_session_for_the_client(told: Retrospective, name: str) -> None:
    assert MARK in to_json(told)
    assert MARK not in SESSION[name](told).casefold()


def test_no_planted_word_is_in_a_period_for_the_client(told: Retrospective) -> None:
    day = told.session.start
    assert day is not None
    again = told.model_copy(
        update={"session": told.session.model_copy(update={"id": "again", "start": day.replace(day=day.day - 7)})}
    )
    found = period((again, told), FRAME, lambda *_: None)
    assert found.bets
    assert MARK in to_json(found)
    stripped = strip_period_for_client(found)
    lines = period_lines(stripped, Speaker("en", "UTC"), 80)
    pages = (
        to_json(stripped),
        period_html(found, "en", "client"),
        period_markdown(found, "es", "client"),
        period_flash(found, "fr"),
        "\n".join("".join(span.text for span in line) for line in lines),
    )
    for page in pages:
        assert MARK not in page.casefold()
