from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.render.blocks import Table
from rex.render.comparison.pieces import Folded, Multiples, Part
from rex.render.comparison.telling import Telling
from rex.render.shelf.html import shelf_html
from rex.render.shelf.page import page_of
from rex.render.shelf.tried import LEVERS, tried
from tests.unit.render_compare.comparisons import action, settled
from tests.unit.render_compare.shelves import empty_shelf, hostile_shelf, shelf, shelved
from tests.unit.render_compare.shown import speaker

if TYPE_CHECKING:
    from rex.model.action import Settled

TELL = Telling(speaker())


def parts(**changed: object) -> dict[str, Part]:
    return {part.title: part for part in page_of(TELL, shelf(**changed)).sections}


def texts(table: object) -> list[list[str]]:
    assert isinstance(table, Table)
    return [[cell.text for cell in row.cells] for row in table.rows]


def one(verdict: str, lever: str, number: int = 1) -> Settled:
    made = action(number, "Say the delivery cost", "Inès").model_copy(update={"lever": lever})
    return settled()[0].model_copy(update={"action": made, "verdict": verdict})


def test_the_newest_session_is_told_first_and_what_waits_is_counted() -> None:
    stand = parts()["Where things stand"]
    assert stand.headline == "Night Garden: A show."
    facts, drawn, missing = stand.blocks
    assert [(fact.label, fact.text) for fact in facts.items] == [  # type: ignore[union-attr]
        ("Sessions", "3"),
        ("Still open to returns", "1"),
        ("Without a retrospective", "1"),
        ("Period reports", "2"),
    ]
    assert isinstance(drawn, Multiples)
    assert drawn.label == "The last 4 sessions"
    assert missing.text == (  # type: ignore[union-attr]
        "1 session has no retrospective yet: 2026-12-11-next. Make it:  rex review --all"
    )


def test_a_month_is_a_table_and_only_the_newest_stands_open() -> None:
    newest, older = parts()["Sessions"].blocks
    assert texts(newest) == [["Night Garden", "Fri 4 Dec, 19:00", "A show.", ""]]
    assert isinstance(older, Folded)
    assert older.line == "November 2026: 2 sessions"
    assert [row[1] for row in texts(older.table)] == ["Fri 27 Nov, 19:00", "Fri 20 Nov, 19:00"]


def test_every_page_is_linked_and_the_client_s_is_called_so() -> None:
    newest = parts()["Sessions"].blocks[0]
    assert isinstance(newest, Table)
    assert [(way.label, way.href) for way in newest.rows[0].cells[-1].ways] == [
        ("HTML", "../sessions/s/retrospective.html"),
        ("PDF, client", "../sessions/s/r-client.pdf"),
    ]
    html = shelf_html(shelf(), "en")
    for way in ("../sessions/s/retrospective.html", "../sessions/s/r-client.pdf", "trend.html"):
        assert f'href="{way}"' in html
    assert "http" not in html.replace("http-equiv", "")


def test_a_report_that_sessions_have_outrun_says_so() -> None:
    (table,) = parts()["Periods"].blocks
    assert isinstance(table, Table)
    november, week, trend = table.rows
    assert november.cells[1].sub == "2 sessions are newer than this report: write it again."
    assert november.cells[1].text.startswith("3 of 16 headline numbers")
    assert (week.cells[0].text, week.cells[1].text, week.cells[1].sub) == ("Week 47 of 2026", "", "")
    assert trend.cells[0].text == "Every measure over time"


def test_what_could_not_be_read_is_named_and_absent_where_all_could() -> None:
    assert parts()["Not read"].blocks[0].items == (  # type: ignore[union-attr]
        "2026-10-02-old: Its record was written by a newer REX.",
    )
    assert "Not read" not in parts(unread=())


def test_verdicts_are_counted_by_what_was_changed_among_those_that_can_be_judged() -> None:
    found = tried(
        TELL,
        [
            one("moved", "offer", 1),
            one("wrong_way", "offer", 2),
            one("too_early", "offer", 3),
            one("no_clear_change", "team", 4),
            one("never_tried", "format", 5),
        ],
        4,
    )
    assert found.headline == ("Of 3 actions that can be judged, the number moved as hoped after 1. Not judged yet: 2.")
    assert texts(found.blocks[0]) == [
        ["Offer and price", "1 of 2", "0 of 2", "1 of 2", "1"],
        ["Team", "0 of 1", "1 of 1", "0 of 1", "0"],
    ]


def test_without_any_verdict_no_table_pretends_one() -> None:
    found = tried(TELL, [one("too_early", "offer")], 4)
    assert found.headline == "1 action was tried; none can be judged yet."
    assert len(found.blocks) == 1
    assert tried(TELL, [], 4).headline == "No action has been settled yet."


def test_many_actions_stand_behind_one_line() -> None:
    many = [one("moved", "offer", n) for n in range(13)]
    assert isinstance(tried(TELL, many, 4).blocks[-1], Folded)
    assert isinstance(tried(TELL, many[:12], 4).blocks[-1], Table)


def test_every_lever_of_the_ledger_has_a_name() -> None:
    from typing import get_args

    from rex.model.action import Lever

    assert set(LEVERS) == set(get_args(Lever))


@pytest.mark.parametrize("lang", ["en", "es", "fr"])
def test_hostile_names_are_letters_and_nothing_runs(lang: str) -> None:
    html = shelf_html(hostile_shelf(), lang)
    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_the_first_evening_has_a_page_too() -> None:
    page = page_of(TELL, empty_shelf())
    assert page.sections[0].headline == "No session has a retrospective yet. Make the first one:  rex review"
    assert page.written == ""
    assert page.sections[1].headline == "No period has a report yet. Write one:  rex report --month 2026-10"


def test_one_session_alone_is_not_drawn_and_one_without_a_start_has_a_place() -> None:
    lost = shelved(0)
    timeless = lost.record.model_copy(update={"session": lost.record.session.model_copy(update={"start": None})})
    from rex.model.shelf import ShelvedSession

    sessions = page_of(TELL, shelf(sessions=(ShelvedSession("lost", timeless, ()),), recent=None)).sections[2]
    assert sessions.blocks[0].caption == "Without a day: 1 session"  # type: ignore[union-attr]
