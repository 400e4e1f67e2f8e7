"""The client edition's record: internal words and names are gone before anything is drawn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rex.model.benchmark import BenchmarkGap
from rex.model.message import say
from rex.model.session import Goal, Session
from rex.render.client import strip_for_client
from rex.render.jsonfile import to_json
from rex.render.markdown import render_markdown

if TYPE_CHECKING:
    from rex.model.retrospective import Retrospective

NAMES = ("Maria", "maria", "Inès", "ines", "Lucía", "Hugo", "hugo")


def test_no_name_of_a_respondent_owner_or_host_is_left(full: Retrospective) -> None:
    text = to_json(strip_for_client(full))
    for name in NAMES:
        assert not re.search(rf"(?<!\w){name}(?!\w)", text), name


def test_answers_seals_costs_and_notes_are_gone(full: Retrospective) -> None:
    stripped = strip_for_client(full)
    assert stripped.respondents == ()
    assert stripped.session.costs == {}
    assert all(a.note == "" and a.owner == "" for a in stripped.actions)
    assert "answer:" not in to_json(stripped)


def test_opinions_stay_inside_and_claims_with_evidence_go_out(full: Retrospective) -> None:
    assert [c.id for c in strip_for_client(full).claims] == ["c1", "c2", "c3", "c5"]


def test_only_the_client_s_own_forecasts_go_out(full: Retrospective) -> None:
    assert {(f.role, f.respondent) for f in strip_for_client(full).forecasts} == {("client", "")}


def test_findings_lose_their_ids_and_suppressed_ones_stay_inside(full: Retrospective) -> None:
    checks = strip_for_client(full).checks
    assert [f.check for f in checks.findings] == ["", ""]
    assert all(f.explanation == "" and f.suppressed is None for f in checks.findings)


def test_actions_that_come_from_a_renewal_signal_stay_inside(full: Retrospective) -> None:
    secret = full.actions[0].model_copy(update={"id": "A-099", "origin": "answer:maria.csm.renewal"})
    told = strip_for_client(full.model_copy(update={"actions": (*full.actions, secret)}))
    assert [a.id for a in told.actions] == ["A-017", "A-018"]


def test_measures_moments_and_quotes_are_untouched(full: Retrospective) -> None:
    stripped = strip_for_client(full)
    assert stripped.measures == full.measures
    assert stripped.moments == full.moments
    assert stripped.quotes == full.quotes


def test_a_client_hears_the_chat_without_the_list_of_abusive_words_or_a_word_to_the_team(full: Retrospective) -> None:
    stripped = strip_for_client(full)
    assert full.voice is not None
    assert stripped.voice == full.voice.model_copy(update={"look": ()})
    text = render_markdown(full, lang="en", edition="client")
    assert "vous livrez en Suisse ?" in text
    assert "idiota" not in text
    assert "rex chat" not in text
    team = render_markdown(full, lang="en", edition="team")
    assert "idiota" in team
    assert "rex chat" in team


def test_stripping_twice_changes_nothing(full: Retrospective) -> None:
    once = strip_for_client(full)
    assert strip_for_client(once) == once


def test_a_role_or_the_client_s_own_name_is_no_person(full: Retrospective) -> None:
    session = Session(id="s", title="Client evening", client="Verbena", hosts=("Host", "Verbena"))
    kept = strip_for_client(full.model_copy(update={"session": session}))
    assert kept.session.title == "Client evening"
    assert kept.session.client == "Verbena"


def test_no_benchmark_goal_or_open_question_tells_what_the_show_cost(full: Retrospective) -> None:
    cost = full.measures[0].model_copy(update={"id": "cost_per_order", "title": "Cost per order", "group": "costs"})
    open_question = say("{kpi}: {why}", kpi=say("Cost per order"), why=say("Too few."))
    gap = BenchmarkGap(
        kpi="cost_per_order", title="Cost per order", unit="EUR", value=2366, benchmark=1000, gap=1366,
        says=say("Above."), definition="x", source="own", year=2026, kind="own",
    )  # fmt: skip
    told = full.model_copy(
        update={
            "measures": (*full.measures, cost),
            "session": full.session.model_copy(update={"goals": (Goal(kpi="cost_per_order", value=20),)}),
            "benchmarks": (gap,),
            "not_concluded": (*full.not_concluded, open_question),
        }
    )
    stripped = strip_for_client(told)
    assert "cost_per_order" not in to_json(stripped)
    assert "Cost per order" not in to_json(stripped)
    assert stripped.not_concluded == full.not_concluded
