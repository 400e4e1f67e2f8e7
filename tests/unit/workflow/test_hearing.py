"""The chat read once through every reader: who counts, what is one question, what is told and what never is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rex.model.moment import Moment
from rex.model.session import Cue
from rex.model.tables import ChatRow, ProductRow, SalesRow
from rex.workflow.hearing import Hearing, hear_session
from rex.workflow.hearing_catalogue import catalogue_of, on_screen_of
from rex.workflow.hearing_told import tell
from tests.builders import START_MS, facts_on_disk, order

if TYPE_CHECKING:
    from pathlib import Path

    from rex.model.tables import Row


def wrote(at_s: float, who: str | None, text: str, **more: Any) -> ChatRow:
    """Make a message with its words."""
    at = round(at_s * 1000)
    shown: dict[str, Any] = {"row_id": f"r{at_s:g}-{who}", "offset_ms": at, "t_ms": START_MS + at, **more}
    return ChatRow(author=who, text=text, text_key=text.casefold(), source="chat.csv", src_row=at, **shown)


def heard(tmp_path: Path, rows: list[Row], cues: tuple[Cue, ...] = ()) -> Hearing:
    """Hear rows the whole way that exports go."""
    with facts_on_disk(tmp_path, rows) as facts:
        found = hear_session(facts, cues)
    assert found is not None
    return found


def test_without_a_chat_nobody_is_heard(tmp_path: Path) -> None:
    with facts_on_disk(tmp_path, order("a", 100)) as facts:
        assert hear_session(facts, ()) is None
        assert not facts.has_rows("heard")


def test_every_kept_message_has_one_reading_and_one_row_for_the_kpis(tmp_path: Path) -> None:
    rows = [
        wrote(10, "ana", "how much is shipping to Spain?"),
        wrote(30, "host", "shipping to Spain is 4.90 €", role="host"),
        wrote(40, "leo", "love it", deleted=True),
        wrote(-20, "zoe", "how much is the mask?"),
        ChatRow(author="eva", text="what size is it?", row_id="untimed", source="chat.csv", src_row=9),
    ]
    with facts_on_disk(tmp_path, rows) as facts:
        found = hear_session(facts, ())
        assert found is not None
        told = facts.rows("SELECT row_id, counted, question_no, answered_by, answered_ms FROM heard ORDER BY offset_ms")
    assert told == [
        ("r-20-zoe", False, None, None, None),
        ("r10-ana", True, 1, "r30-host", None),
        ("r30-host", False, None, None, None),
        ("r40-leo", False, None, None, None),
        ("untimed", False, None, None, None),
    ]
    assert [one.line.row for one in found] == [row[0] for row in told]
    ana = next(one for one in found if one.line.person == "ana")
    assert (ana.intent.label, ana.asks.label, ana.lang) == ("shipping", "question", "en")
    assert ana.answered is not None
    assert ana.answered.after_s == 20


def test_only_an_answer_that_the_platform_links_tells_the_kpi_a_time(tmp_path: Path) -> None:
    rows: list[Row] = [
        wrote(10, "ana", "how much is shipping to Spain?", msg_id="m1"),
        wrote(200, "leo", "4.90", reply_to="m1"),
    ]
    with facts_on_disk(tmp_path, rows) as facts:
        hear_session(facts, ())
        assert facts.rows("SELECT answered_ms FROM heard WHERE question_no = 1") == [(200_000,)]


def test_one_persons_same_question_has_one_number_and_others_have_their_own(tmp_path: Path) -> None:
    rows: list[Row] = [
        wrote(1, "ana", "cuánto cuesta?"),
        wrote(60, "ana", "Cuanto cuesta"),
        wrote(90, "leo", "cuánto cuesta?"),
        wrote(95, "leo", "hay talla M?"),
    ]
    assert heard(tmp_path, rows).question_no == [1, 1, 2, 3]


def test_a_flood_by_one_person_changes_no_share_by_more_than_that_person(tmp_path: Path) -> None:
    people: list[Row] = [wrote(10 + n, f"p{n}", f"how much is shipping to {place}?") for n, place in enumerate(PLACES)]
    people += [wrote(200 + n, f"q{n}", "the blue dress is gorgeous") for n in range(20)]
    flood: list[Row] = [wrote(300 + n, "loud", "what size is the blue dress?") for n in range(500)]
    calm, loud = tell(heard(tmp_path, people)).voice, tell(heard(tmp_path, people + flood)).voice
    assert (calm.people, loud.people) == (calm.people, calm.people + 1)
    assert loud.messages == calm.messages + 1  # the copies are noise, and in no count
    assert (loud.asked, loud.askers) == (calm.asked + 1, calm.askers + 1)
    for theme in calm.themes:
        same = loud.theme(theme.key)
        assert same is not None, theme.key
        assert abs(same.people - theme.people) <= 1
        assert abs(same.share - theme.share) <= 1 / calm.people
    assert sum(one.messages for one in loud.noise) >= 498
    assert all(one.people == 1 for one in loud.noise if one.kind in ("copies", "bot", "burst"))


PLACES = ("Spain", "France", "Lisbon", "Italy", "Madrid", "Paris", "Porto", "Rome")


def test_words_of_fewer_than_three_people_stay_out_of_the_record(tmp_path: Path) -> None:
    rows: list[Row] = [
        wrote(10, "ana", "does the Canary dress have pockets?"),
        wrote(20, "leo", "is the mask fine for oily skin?"),
        *(wrote(100 + n, f"p{n}", "how much is shipping?") for n in range(3)),
    ]
    read = heard(tmp_path, rows)
    record, screen = tell(read).voice, tell(read, fewest=1).voice
    assert [(one.text, one.people) for one in record.unanswered] == [("how much is shipping?", 3)]
    assert (record.open_few, record.open_few_people) == (2, 2)
    assert "Canary" not in record.model_dump_json()
    assert "does the Canary dress have pockets?" in [one.text for one in screen.unanswered]
    assert screen.open_few == 0


@pytest.mark.parametrize("words", ["will it be fine while pregnant?", "my son is 12 years old, ok for him?"])
def test_what_speaks_of_health_or_children_is_counted_and_never_shown(tmp_path: Path, words: str) -> None:
    rows: list[Row] = [wrote(10 + n, f"p{n}", words) for n in range(3)]
    voice = tell(heard(tmp_path, rows), fewest=1).voice
    assert voice.people == 3
    assert [one.text for one in voice.unanswered] == [""]
    assert words not in voice.model_dump_json()


def test_quotes_are_of_different_people_in_different_words_and_no_laughs(tmp_path: Path) -> None:
    rows: list[Row] = [
        wrote(10, "ana", "how much is shipping?"),
        wrote(11, "ana", "how much would the shipping be?"),
        wrote(12, "leo", "How much is SHIPPING??"),
        wrote(13, "eva", "shipping how much to Spain?"),
        wrote(14, "kim", "shipping?"),
    ]
    (theme,) = tell(heard(tmp_path, rows)).voice.themes
    assert theme.people == 4
    assert len(theme.quotes) == 2
    assert "shipping?" not in theme.quotes


def test_moods_are_of_thirty_messages_or_more_and_never_of_a_person(tmp_path: Path) -> None:
    happy: list[Row] = [wrote(60 + n, f"p{n}", f"love this so much, beautiful {n}") for n in range(30)]
    few: list[Row] = [wrote(1000 + n, f"z{n}", f"horrible, it broke {n}") for n in range(29)]
    moments = [_moment(1, 0, 600), _moment(2, 900, 1200)]
    voice = tell(heard(tmp_path, happy + few), moments).voice
    assert voice.mood("session") is not None
    first = voice.mood("moment:1")
    assert first is not None
    assert (first.n, first.people) == (30, 30)
    assert first.low <= first.polarity <= first.high
    assert first.polarity > 0
    assert voice.mood("moment:2") is None


def _moment(number: int, start: float, end: float) -> Moment:
    numbers = dict.fromkeys(("score", "lift", "lift_low", "lift_high", "p", "q"), 1.0)
    span = {"start_s": start, "end_s": end, "peak_s": start, "cause_s": start}
    return Moment(id=number, rank=number, kind="peak", label="a moment", **span, **numbers)


def test_barriers_count_people_with_minutes_and_products(tmp_path: Path) -> None:
    rows: list[Row] = [
        wrote(65, "ana", "my card was declined"),
        wrote(70, "ana", "payment failed again, card declined"),
        wrote(130, "leo", "my card was declined too"),
        wrote(140, "eva", "hello from Lyon"),
    ]
    (barrier,) = tell(heard(tmp_path, rows)).voice.barriers
    assert (barrier.kind, barrier.people) == ("payment_failed", 2)
    assert barrier.minutes == {"1": 1, "2": 1}
    assert barrier.share == pytest.approx(2 / 3, abs=1e-6)


def test_abusive_words_are_listed_without_their_author_or_the_message(tmp_path: Path) -> None:
    rows: list[Row] = [wrote(61, "ana", "you are an idiot, Clara"), wrote(70, "leo", "hello")]
    voice = tell(heard(tmp_path, rows)).voice
    assert [(one.at_s, one.word, one.kind) for one in voice.look] == [(61, "idiot", "insult")]
    assert "Clara" not in voice.model_dump_json()


def test_products_are_those_of_the_files_and_of_the_run_of_show_by_one_id(tmp_path: Path) -> None:
    cue = Cue(id="cue:1", start_s=100, end_s=200, title="Mask", products=("clay mask",))
    new = Cue(id="cue:2", start_s=300, end_s=None, title="New", products=("Sun Balm",))
    rows: list[Row] = [
        ProductRow(product_id="77", sku="VM-01", name="Clay Mask"),
        *order("a", 100, sku="VC-50", product="Day Cream"),
        SalesRow(order_id="b", sku="VM-01", product="Clay Mask 2025", variant="Green / 50 ml"),
        wrote(150, "ana", "is this one for dry skin?"),
        wrote(160, "leo", "I want the day cream"),
        wrote(900, "eva", "is this one for dry skin?"),
    ]
    with facts_on_disk(tmp_path, rows) as facts:
        catalogue = catalogue_of(facts, (cue, new))
        found = hear_session(facts, (cue, new))
    assert [(one.product_id, one.name) for one in catalogue] == [
        ("VM-01", "Clay Mask"),
        ("VC-50", "Day Cream"),
        ("Sun Balm", "Sun Balm"),
    ]
    assert [shown.products for shown in on_screen_of((cue, new), catalogue)] == [("VM-01",), ("Sun Balm",)]
    assert found is not None
    assert found.products == [("VM-01",), ("VC-50",), ()]


def test_the_order_of_the_rows_changes_nothing(tmp_path: Path) -> None:
    rows: list[Row] = [wrote(10 * n, f"p{n % 7}", text) for n, text in enumerate(SAID * 4)]
    assert tell(heard(tmp_path, rows)).voice == tell(heard(tmp_path, rows[::-1])).voice


SAID = (
    "how much is it?",
    "do you have size M?",
    "j'adore cette robe",
    "cuánto tarda el envío?",
    "hello everyone",
    "quanto custa o frete?",
)
