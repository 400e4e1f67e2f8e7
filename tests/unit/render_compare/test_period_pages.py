from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from rex.render.period import period_html, period_markdown
from tests.unit.render_compare.periods import hostile_period, measures, period, sparse_period
from tests.unit.render_compare.shown import Reader, digest

if TYPE_CHECKING:
    from rex.model.comparison import Period
    from rex.render.period.view import Edition

EVERY = [period(), hostile_period(), sparse_period()]


@pytest.mark.parametrize("made", EVERY)
@pytest.mark.parametrize(("lang", "edition"), [("en", "team"), ("fr", "client")])
def test_a_page_is_whole_safe_and_small(made: Period, lang: str, edition: Edition) -> None:
    page = period_html(made, lang, edition)
    read = Reader(page)
    assert len(read.ids) == len(set(read.ids))
    assert {link[1:] for link in read.links} <= set(read.ids)
    assert read.styles == []
    assert read.handlers == []
    assert [tag for tag, _ in read.tags].count("script") == 1
    assert digest(read.source["style"]) in read.policy
    assert digest(read.source["script"]) in read.policy
    assert "http" not in page.replace("http-equiv", "").replace("https://example.com", "")
    assert len(page.encode()) < 160_000


def test_the_parts_stand_in_their_order() -> None:
    page = period_html(period(), "en")
    titles = ["Bottom line", "Promised", "Measures", "Lessons that worked", "Lessons that did not", "Sessions", "Data"]
    places = [page.index(f"</span> {title}") for title in (*titles, "Method")]
    assert places == sorted(places)


def test_both_kinds_of_lesson_have_one_shape_side_by_side() -> None:
    page = period_html(period(), "en")
    pair = page[page.index('<div class="pair">') :]
    assert pair.index('id="s4"') < pair.index('id="s5"') < pair.index('id="s6"')
    labels = [re.findall(r"<dt>(.*?)</dt>", part) for part in re.split(r"<article", pair)[1:]]
    assert labels[0] == labels[2] == ["How", "Evidence", "Against", "Said by"]


def test_each_headline_measure_has_one_picture_with_its_sentence() -> None:
    drawings = [found for tag, found in Reader(period_html(period(), "en")).tags if tag == "svg"]
    assert len(drawings) == 5
    assert all(found["role"] == "img" and "session by session" in (found["aria-label"] or "") for found in drawings)


def test_evidence_leads_to_the_period_s_own_measure() -> None:
    page = period_html(period(), "en")
    assert '<a class="ev" href="#k-conversion-rate">Conversion</a>' in page
    assert 'id="k-conversion-rate"' in page


def test_hostile_names_are_words_on_the_page_and_in_markdown() -> None:
    page = period_html(hostile_period(), "en")
    assert "<script>alert" not in page
    assert "[/b]&lt;script&gt;alert(1)&lt;/script&gt;" in page
    text = period_markdown(hostile_period(), "en")
    assert "[link](" not in text
    assert "\n| a |" not in text
    assert not re.search(r"@(?=everyone)", text)


@pytest.mark.parametrize("made", EVERY)
def test_markdown_tables_keep_their_columns(made: Period) -> None:
    for block in period_markdown(made, "en").split("\n\n"):
        if block.startswith("| "):
            assert len({len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}) == 1


def test_markdown_has_totals_sessions_problems_and_pictures_as_sentences() -> None:
    text = period_markdown(period(), "en")
    assert text.startswith("<!-- rex:period:maison-verbena -->\n\n# November 2026\n")
    assert "- Conversion, session by session: 6 Nov 4.7% (as usual)" in text.replace("\\(", "(").replace("\\)", ")")
    assert "5.3%<br>368 of 6,994" in text
    assert "| 2026-11-24 | Its record was written by a newer REX. |" in text


def test_a_changed_number_changes_no_sentence_but_its_own() -> None:
    made = list(measures())
    made[3] = made[3].model_copy(update={"total": made[3].total.model_copy(update={"value": 14.4})})
    before = period_html(period(), "en").splitlines()
    after = period_html(period(measures=tuple(made)), "en").splitlines()
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert len(changed) == 2  # the small picture's figure and the table's cell
    assert all("14.3\u00a0min" in a and "14.4\u00a0min" in b for a, b in changed)


def test_the_same_period_gives_the_same_bytes() -> None:
    assert period_html(period(), "fr", "client") == period_html(period(), "fr", "client")
