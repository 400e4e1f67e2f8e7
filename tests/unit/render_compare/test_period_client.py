from __future__ import annotations

from rex.model.message import say
from rex.render.period import period_html, period_lines, period_markdown, strip_period_for_client
from tests.unit.render_compare.comparisons import action, settled
from tests.unit.render_compare.periods import DID_NOT, WORKED, claim, period
from tests.unit.render_compare.shown import speaker, texts


def test_claims_that_rest_on_answers_or_on_internal_questions_are_gone() -> None:
    only_answers = claim(9, "worked", "Inès was quick", evidence=("answer:ines.best",))
    stripped = strip_period_for_client(period(worked=(*WORKED, only_answers)))
    assert [c.id for c in stripped.worked] == ["c1", "c2"]
    assert [c.id for c in stripped.did_not] == ["c3"]  # c4 cites an answer about the renewal


def test_addresses_of_answers_and_checks_are_gone() -> None:
    cites = claim(
        1, "worked", "A", evidence=("metric:orders", "answer:ines.best", "check:B07"), against=("finding:B24",)
    )
    stripped = strip_period_for_client(period(worked=(cites,)))
    assert stripped.worked[0].evidence == ("metric:orders",)
    assert stripped.worked[0].against == ()


def test_owners_notes_and_internal_origins_are_gone() -> None:
    made = (
        settled()[0].model_copy(update={"action": action(1, "Keep", "Hugo", note="ask Inès", origin="check:B24")}),
        settled()[0].model_copy(update={"action": action(2, "Drop", "Hugo", origin="answer:csm.renewal")}),
    )
    stripped = strip_period_for_client(period(actions=made))
    assert [(s.action.id, s.action.owner, s.action.note, s.action.origin) for s in stripped.actions] == [
        ("A-001", "", "", "")
    ]


def test_a_name_inside_a_sentence_is_replaced_and_the_translators_text_is_not() -> None:
    note = say("Inès told: {who}.", who="Hugo and Inès")
    stripped = strip_period_for_client(period(data_notes=(note,)))
    assert stripped.data_notes[0].values["who"] == "[…] and […]"
    assert stripped.data_notes[0].text == note.text


def test_a_session_named_after_a_person_keeps_its_title() -> None:
    made = period()
    named = made.sessions[0].model_copy(update={"title": "Inès"})
    stripped = strip_period_for_client(made.model_copy(update={"sessions": (named, *made.sessions[1:])}))
    assert stripped.sessions[0].title == "Inès"


def test_stripping_twice_changes_nothing() -> None:
    once = strip_period_for_client(period())
    assert strip_period_for_client(once) == once


def test_no_name_and_no_internal_claim_reaches_the_client_in_any_format() -> None:
    stripped = strip_period_for_client(period())
    written = (
        period_html(period(), "en", "client"),
        period_markdown(period(), "en", "client"),
        "\n".join(texts(period_lines(stripped, speaker(), 80))),
    )
    for text in written:
        assert "Inès" not in text
        assert "Hugo" not in text
        assert "Lucía" not in text
        assert DID_NOT[1].text not in text
    team = period_html(period(), "en")
    assert "Hugo" in team
    assert DID_NOT[1].text in team
