"""A period on paper: tagged, whole, the same bytes, and the client's without what is internal."""

from __future__ import annotations

from io import BytesIO

import pytest

from rex.render.pdf.period import render_period_pdf
from tests.unit.render_compare.comparisons import settled
from tests.unit.render_compare.periods import DID_NOT, WORKED, hostile_period, period, sparse_period

pypdf = pytest.importorskip("pypdf")
pytest.importorskip("typst")


def text(made: bytes) -> str:
    pages = pypdf.PdfReader(BytesIO(made)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_it_is_tagged_titled_and_in_its_language() -> None:
    reader = pypdf.PdfReader(BytesIO(render_period_pdf(period(), lang="fr")))
    assert reader.metadata.title == "Novembre 2026"
    assert reader.trailer["/Root"]["/Lang"] == "fr"
    assert bool(reader.trailer["/Root"]["/MarkInfo"]["/Marked"])


def test_every_part_of_the_page_stands_on_paper() -> None:
    told = text(render_period_pdf(period(), lang="en"))
    for words in (
        "3 of 16 headline numbers left their usual range",
        "Orders 390",
        "Tell the app when the offer is shown",
        "Questions asked",
        "Night Garden",
        "Its record was written by a newer REX.",
        "Marks and words",
    ):
        assert words in told, words


def test_page_one_sums_up_what_worked_what_did_not_and_the_bets() -> None:
    bet = settled()[0].action
    pages = pypdf.PdfReader(BytesIO(render_period_pdf(period(bets=(bet,)), lang="en"))).pages
    first = " ".join(pages[0].extract_text().split())
    for words in (WORKED[0].text, DID_NOT[0].text, bet.what):
        assert words[:30] in first, words
    assert "Said by" not in first


def test_the_same_period_is_the_same_file() -> None:
    assert render_period_pdf(period(), lang="en") == render_period_pdf(period(), lang="en")


def test_the_client_s_paper_names_nobody_of_the_team() -> None:
    assert "Inès" in text(render_period_pdf(period(), lang="en"))
    assert "Inès" not in text(render_period_pdf(period(), lang="en", edition="client"))


def test_a_hostile_period_is_printed_as_letters_and_one_of_a_single_session_too() -> None:
    told = text(render_period_pdf(hostile_period(), lang="es")).replace(" ", "")
    assert "<script>" in told
    assert "First Light" in text(render_period_pdf(sparse_period(), lang="fr"))
