"""Markdown: the same words, none of them active."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from rex.render.markdown import code, escape, escape_quote, render_markdown

if TYPE_CHECKING:
    from rex.model.retrospective import Retrospective

GAP = "\u200b"


@pytest.mark.parametrize(
    ("words", "inert"),
    [
        ("<script>", "&lt;script&gt;"),
        ("[a](b)", r"\[a\](b)"),
        ("![a](b)", r"!\[a\](b)"),
        ("a | b", r"a \| b"),
        ("**x** _y_ ~~z~~ `c`", r"\*\*x\*\* \_y\_ \~\~z\~\~ \`c\`"),
        ("# heading", r"\# heading"),
        ("- item", r"\- item"),
        ("1. item", r"1\. item"),
        ("14.8 min", "14.8 min"),
        ("+41", "+41"),
        ("&lt;", "&amp;lt;"),
        ("$x$", r"\$x\$"),
        ("a\nb\r\n> c", "a b &gt; c"),
        ("@everyone", f"@{GAP}everyone"),
        ("see #12", f"see \\#{GAP}12"),
        ("https://example.com", f"https{GAP}://example.com"),
        ("www.example.com", f"www{GAP}.example.com"),
        (":smile: at 00:18:10", f":{GAP}smile: at 00:18:10"),
        ("back\\slash", r"back\\slash"),
    ],
)
def test_escape_makes_words_inert(words: str, inert: str) -> None:
    assert escape(words) == inert


def test_a_quote_holds_no_domain() -> None:
    assert (
        escape_quote("shop.example.com a.b@example.com") == f"shop.{GAP}example.{GAP}com a.{GAP}b@{GAP}example.{GAP}com"
    )


def test_code_cannot_be_left() -> None:
    assert code("a`b|c") == r"`a'b\|c`"


def test_the_document_holds_every_section_once(full: Retrospective) -> None:
    text = render_markdown(full, lang="en")
    assert re.findall(r"^## (\d+)\.", text, re.MULTILINE) == [str(n) for n in range(17)]


def test_hostile_words_stay_words(full: Retrospective) -> None:
    text = render_markdown(full, lang="en")
    assert "<script" not in text
    assert "<img" not in text
    assert not re.search(r"(?<!\\)\]\(", text)
    assert "@everyone" not in text
    assert not re.search(r"(?<!\\)<(?!!--|br>)", text)


def test_every_table_row_has_as_many_cells_as_its_head(full: Retrospective) -> None:
    size = 0
    for line in render_markdown(full, lang="en").splitlines():
        cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
        assert not cells or not size or cells == size, line
        size = cells


def test_the_first_line_is_a_stable_marker(full: Retrospective) -> None:
    assert render_markdown(full, lang="en").startswith("<!-- rex:review:maison-verbena -->\n")


def test_markdown_says_what_the_page_says(full: Retrospective) -> None:
    from rex.render.view import read

    text = render_markdown(full, lang="en")
    for section in read(full, lang="en").sections:
        assert escape(section.headline) in text
        assert escape(section.decision) in text
