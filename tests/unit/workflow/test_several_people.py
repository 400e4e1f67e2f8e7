"""Several people in one record: names where they were given, roles where they were not, and nobody for the rest."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from rex.checks.b01_confirmation import expected_only
from rex.checks.base import Cannot
from rex.checks.subject import Subject
from rex.model.draft import Change, Draft
from rex.model.moment import Moments
from rex.model.session import Goal, Session
from rex.questionnaire.load import Sets
from rex.questionnaire.seal import seal
from rex.store.answers import save_draft
from rex.text.speaker import Speaker
from rex.workflow.disputing import disputed
from rex.workflow.opinions import Opinions, opinions_of
from tests.builders import measure

if TYPE_CHECKING:
    from pathlib import Path

    from rex.workflow.analysis import Analysis
    from rex.workflow.desk import Desk

NOW = datetime(2026, 11, 20, 21, tzinfo=UTC)
SETS = Sets()
SESSION = Session(id="s", title="S", start=NOW, end=NOW, goals=(Goal(kpi="orders", value=90),))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    folder = SimpleNamespace(path=tmp_path, answers=tmp_path / "answers", id="s")
    return cast("Desk", SimpleNamespace(sets=SETS, folder=folder, session=SESSION))


@pytest.fixture
def analysis() -> Analysis:
    computed = SimpleNamespace(
        measures=(measure("orders", 100),), quotes=(), moments=Moments.model_validate({"said": {"text": ""}})
    )
    return cast("Analysis", SimpleNamespace(session=SESSION, computed=computed, earlier=()))


def sealed(name: str, mood: int = 4, role: str = "host", **more: Any) -> Draft:
    answers = {
        "csm.seen": ["none"],
        "csm.mood": mood,
        "csm.reached": "likely",
        "csm.forecast.orders": "above",
        "csm.repeat": {"text": "the test", "at": "00:20:00"},
    }
    draft = Draft.model_validate({"respondent": name, "role": role, "set": "csm", "answers": answers, **more})
    return seal(draft, SETS["csm"], NOW)


def made(found: Opinions) -> str:
    parts = (*found.respondents, *found.forecasts, *found.claims, *found.views)
    return "".join(part.model_dump_json() for part in parts) + ("" if found.nameless is None else str(found.nameless))


def test_a_name_behind_a_role_is_in_no_part_of_the_record(desk: Desk, analysis: Analysis) -> None:
    found = opinions_of(desk, [sealed("ines", anonymity="role"), sealed("maria", role="csm")], analysis)
    assert [r.id for r in found.respondents] == ["host", "maria"]
    assert {f.respondent for f in found.forecasts} == {"host", "maria"}
    assert found.respondents[0].seal is not None
    assert "ines" not in made(found)
    assert "maria" in made(found)


def test_an_anonymous_person_is_in_no_claim_forecast_or_view(desk: Desk, analysis: Analysis) -> None:
    people = [sealed(name, anonymity="anonymous") for name in ("quirina", "wences")]
    found = opinions_of(desk, people, analysis)
    assert (found.respondents, found.forecasts, found.claims, found.views) == ((), (), (), ())
    assert found.nameless is not None
    assert (found.nameless.questions, found.nameless.waiting > 0) == ((), True)
    found = opinions_of(desk, [*people, sealed("xiomara", anonymity="anonymous")], analysis)
    assert found.nameless is not None
    assert "csm.repeat" in {one.question for one in found.nameless.questions}
    assert not any(name in made(found) for name in ("quirina", "wences", "xiomara"))


def test_slips_of_a_form_are_read_beside_named_answers(desk: Desk, analysis: Analysis) -> None:
    folder = desk.folder.answers / "anonymous"
    folder.mkdir(parents=True)
    for name in ("9f", "1a", "77"):
        (folder / f"{name}.yaml").write_text("set: csm\nanswers: {csm.mood: 2}\n", encoding="utf-8")
    found = opinions_of(desk, [sealed("maria")], analysis)
    assert found.nameless is not None
    assert [len(one.answers) for one in found.nameless.questions] == [3]
    assert [r.id for r in found.respondents] == ["maria"]
    assert "9f" not in found.nameless.model_dump_json()


def test_a_forecast_that_was_changed_after_the_seal_is_marked(desk: Desk, analysis: Analysis) -> None:
    draft = sealed("maria")
    change = Change(question="csm.forecast.orders", was="above", at=NOW)
    answers = draft.answers | {"csm.forecast.orders": "below"}
    changed = draft.model_copy(update={"answers": answers, "changed_after_seal": (change,)})
    found = opinions_of(desk, [changed], analysis)
    assert {f.kpi + f.said: f.changed for f in found.forecasts} == {"ordersabove": True, "ordersprobability": False}
    alone = tuple(f for f in found.forecasts if f.changed)
    subject = Subject(claims=found.claims, forecasts=alone, respondents=found.respondents)
    assert isinstance(expected_only.look(subject), Cannot)  # B01 holds no claim against words taken back
    kept = tuple(f.model_copy(update={"changed": False}) for f in alone)
    subject = Subject(claims=found.claims, forecasts=kept, respondents=found.respondents)
    assert not isinstance(expected_only.look(subject), Cannot)
    known = tuple(f.model_copy(update={"informed": True}) for f in kept)
    subject = Subject(claims=found.claims, forecasts=known, respondents=found.respondents)
    assert isinstance(expected_only.look(subject), Cannot)


def test_what_is_seen_differently_can_be_asked_about(desk: Desk, analysis: Analysis) -> None:
    save_draft(desk.folder.answers / "ines.yaml", sealed("ines", mood=2))
    (told,) = disputed(desk, analysis, sealed("maria", mood=5, role="csm"), Speaker("en"))
    assert (told.id, told.title) == ("view:csm.mood", "Client's mood")
    assert told.detail == "Customer success: delighted and Host: reserved"
    assert disputed(desk, analysis, sealed("maria", mood=3, role="csm"), Speaker("en")) == ()


def test_what_somebody_is_still_writing_is_shown_to_nobody(desk: Desk, analysis: Analysis) -> None:
    unsealed = sealed("ines", mood=1).model_copy(update={"seal": None})
    save_draft(desk.folder.answers / "ines.yaml", unsealed)
    assert disputed(desk, analysis, sealed("maria", mood=5), Speaker("en")) == ()
