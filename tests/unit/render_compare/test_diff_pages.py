from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from rex.errors import UsageError
from rex.render.comparison import diff_html, diff_markdown
from tests.unit.render_compare.comparisons import changes, comparison, hostile, incomparable, unjudged
from tests.unit.render_compare.shown import Reader, digest

if TYPE_CHECKING:
    from pathlib import Path

    from rex.model.comparison import Comparison

EVERY = [comparison(), hostile(), incomparable(), unjudged()]


@pytest.mark.parametrize("made", EVERY)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_page_is_whole_safe_and_small(made: Comparison, lang: str) -> None:
    page = diff_html(made, lang)
    read = Reader(page)
    assert len(read.ids) == len(set(read.ids))
    assert {link[1:] for link in read.links} <= set(read.ids)
    assert read.styles == []
    assert read.handlers == []
    assert [tag for tag, _ in read.tags].count("script") == 1
    assert digest(read.source["style"]) in read.policy
    assert digest(read.source["script"]) in read.policy
    assert "unsafe" not in read.policy
    assert "http" not in page.replace("http-equiv", "").replace("https://example.com", "")
    assert len(page.encode()) < 160_000


def test_every_drawing_is_an_image_with_its_sentence() -> None:
    drawings = [found for tag, found in Reader(diff_html(comparison(), "en")).tags if tag == "svg"]
    assert len(drawings) == 7 + 3  # a bar a changed row, and both evenings in three sizes
    assert all(found["role"] == "img" and found["aria-label"] for found in drawings)
    says = [found["aria-label"] for found in drawings]
    assert "Conversion: 4.5%, then 6.2%; usual 2.9% to 6.1%: better: above usual." in says
    assert "Moments on one axis. 13 Nov · Calm Skin: 2 peaks, 2 drops. 20 Nov · Autumn Glow: 2 peaks, 2 drops." in says


def test_the_parts_stand_in_their_order() -> None:
    page = diff_html(comparison(), "en")
    titles = ["Comparable?", "What changed", "No clear change", "Moments of both", "Claims", "Actions", "Bias checks"]
    places = [page.index(f"</span> {title}") for title in titles]
    assert places == sorted(places)


def test_a_page_that_cannot_compare_shows_no_number() -> None:
    page = diff_html(incomparable(), "en")
    assert "Not comparable." in page
    assert "What changed" not in page
    assert "4.5%" not in page


def test_hostile_names_are_words_on_the_page() -> None:
    page = diff_html(hostile(), "en")
    assert "<script>alert" not in page
    assert "[/b]&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_changed_number_changes_its_row_and_its_bar_alone() -> None:
    rows = list(changes())
    rows[0] = rows[0].model_copy(update={"after": 0.07, "delta": 0.07 - 75 / 1676})
    before, after = diff_html(comparison(), "en"), diff_html(comparison(changes=tuple(rows)), "en")
    changed = [(a, b) for a, b in zip(before.splitlines(), after.splitlines(), strict=True) if a != b]
    assert all("6.2%" in a or "+1.7" in a for a, _ in changed)
    assert len(changed) == 3  # the value, the change, the bar with its sentence


@pytest.mark.parametrize("made", EVERY)
def test_markdown_tables_keep_their_columns(made: Comparison) -> None:
    text = diff_markdown(made, "en")
    blocks = [block.splitlines() for block in text.split("\n\n") if block.startswith("| ")]
    for block in blocks:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in block}) == 1


def test_markdown_says_the_same_as_the_screen_with_every_row() -> None:
    text = diff_markdown(comparison(), "en")
    assert text.startswith("<!-- rex:diff:maison-verbena -->\n\n# 13 Nov to 20 Nov\n")
    assert "| Conversion (headline) | 4.5% | 6.2% | +1.7 pts | +0.2 to +3.2 |" in text
    assert "| Unique viewers | 1,676 | 1,842 | +166 | counted | 1,273 to 1,900 |" in text
    assert "Of 11 compared, about 0.3 would be outside by luck." in text
    assert "| Sound lost | drop 2 at 00:29:00: 480 to 408 people watching |" in text


def test_hostile_names_act_nowhere_in_markdown() -> None:
    text = diff_markdown(hostile(), "en")
    assert "<script>" not in text.replace("\\<script\\>", "")
    assert "[link](" not in text
    assert "\n| a |" not in text
    assert not re.search(r"@(?=everyone)", text)


def test_the_same_comparison_gives_the_same_bytes() -> None:
    assert diff_html(comparison(), "fr") == diff_html(comparison(), "fr")
    assert diff_markdown(comparison(), "fr") == diff_markdown(comparison(), "fr")


def test_a_theme_s_own_sheet_and_template_take_the_shipped_ones_place(tmp_path: Path) -> None:
    assert ".chg " in Reader(diff_html(comparison(), "en")).source["style"]
    (tmp_path / "comparison.css").write_text(".chg td{color:red}\n", encoding="utf-8")
    (tmp_path / "comparison.html.j2").write_text(
        '{% extends "default/comparison.html.j2" %}{% block title %}Ours{% endblock %}', encoding="utf-8"
    )
    read = Reader(diff_html(comparison(), "en", tmp_path))
    assert read.source["style"].endswith(".chg td{color:red}")
    assert digest(read.source["style"]) in read.policy
    assert "Ours" in read.words


def test_a_sheet_that_ends_its_element_is_refused(tmp_path: Path) -> None:
    (tmp_path / "comparison.css").write_text("</style><script>alert(1)</script>", encoding="utf-8")
    with pytest.raises(UsageError):
        diff_html(comparison(), "en", tmp_path)
