"""The page: one file, nothing inline that the policy would refuse, hostile words as words."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError, TemplateNotFound

from rex.errors import UsageError
from rex.render.html import page, render_html
from rex.render.theme import environment

if TYPE_CHECKING:
    from pathlib import Path

    from rex.model.retrospective import Retrospective


class Outline(HTMLParser):
    """Collects tags, ids, links and attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.targets.append(value or "")


@pytest.fixture(scope="module")
def html(full: Retrospective) -> str:
    return render_html(full, lang="en")


def test_the_page_is_the_same_every_time(full: Retrospective, html: str) -> None:
    assert render_html(full, lang="en") == html


def test_a_page_of_ninety_minutes_stays_under_300_kb(html: str) -> None:
    assert len(html.encode()) < 300_000


def test_the_script_stays_under_3_kb(html: str) -> None:
    script = re.search(r"<script>(.*?)</script>", html, re.DOTALL)
    assert script
    assert len(script[1].encode()) < 3_000


def test_the_policy_names_exactly_the_style_and_script_that_stand_in_the_page(html: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    text = policy[1].replace("&#39;", "'")
    for name in ("style", "script"):
        found = re.findall(rf"<{name}>(.*?)</{name}>", html, re.DOTALL)
        assert len(found) == 1
        digest = b64encode(sha256(found[0].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in text
    assert text.startswith("default-src 'none'")
    assert "unsafe" not in text


def test_nothing_is_inline_that_the_policy_would_refuse(html: str) -> None:
    outline = Outline(html)
    assert "style" not in outline.attributes
    assert not [a for a in outline.attributes if a.startswith("on")]
    assert not {"iframe", "object", "embed", "link", "img", "base", "form"} & set(outline.tags)
    assert not re.search(r"url\(|@import|//[a-z]", html.split("</head>", maxsplit=1)[0].split("<style>")[1])


def test_viewers_words_are_words_and_no_markup(html: str) -> None:
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<img" not in html


def test_ids_are_unique_and_every_way_leads_somewhere(html: str) -> None:
    outline = Outline(html)
    assert len(outline.ids) == len(set(outline.ids))
    inside = {t[1:] for t in outline.targets if t.startswith("#")}
    assert inside <= set(outline.ids)
    assert all(t.startswith("#") for t in outline.targets)


def test_the_timeline_is_drawn_for_desk_paper_and_phone(html: str) -> None:
    assert [html.count(f'viewBox="0 0 {w} ') for w in (920, 690, 328)] == [1, 1, 1]


def test_every_picture_has_a_sentence(html: str) -> None:
    for tag in re.findall(r"<svg[^>]*>", html):
        assert re.search(r'role="(img|group)"', tag)
        assert re.search(r'aria-label="[^"]+\.?"', tag)


def test_a_bare_record_makes_a_whole_page(bare: Retrospective) -> None:
    text = render_html(bare, lang="en")
    assert "First &lt;b&gt;show&lt;/b&gt;" in text
    assert text.count('class="sec"') == 16
    assert "<svg" not in text


def test_the_client_page_holds_no_name_no_check_id_and_no_internal_word(full: Retrospective) -> None:
    text = render_html(full, lang="en", edition="client")
    for word in (
        "Maria",
        "maria",
        "Inès",
        "ines",
        "Lucía",
        "Hugo",
        "hugo",
        "B06",
        "B25",
        "renewal",
        "ask Hugo",
        "studio",
    ):
        assert not re.search(rf"(?<!\w){word}(?!\w)", text), word


def test_an_own_theme_overrides_one_file_and_inherits_the_rest(full: Retrospective, tmp_path: Path) -> None:
    (tmp_path / "brand.css").write_text(":root{--up:#004d40}", encoding="utf-8")
    text = render_html(full, lang="en", theme=tmp_path)
    assert "--up:#004d40" in text
    assert "Autumn Glow" in text


def test_an_own_template_may_extend_the_shipped_one(full: Retrospective, tmp_path: Path) -> None:
    own = '{% extends "default/report.html.j2" %}{% block title %}{{ report.title }} for us{% endblock %}'
    (tmp_path / "report.html.j2").write_text(own, encoding="utf-8")
    assert "<title>Autumn Glow for us</title>" in render_html(full, lang="en", theme=tmp_path)


@pytest.mark.parametrize(
    ("template", "error"),
    [
        ("{{ nobody }}", UndefinedError),
        ("{{ ''.__class__.__mro__ }}", SecurityError),
        ("{% include '../../../../etc/passwd' %}", TemplateNotFound),
    ],
)
def test_an_own_template_is_confined(tmp_path: Path, template: str, error: type[Exception]) -> None:
    (tmp_path / "x.html.j2").write_text(template, encoding="utf-8")
    with pytest.raises(error):
        page("x.html.j2", lang="en", words={}, theme=tmp_path)


def test_a_style_sheet_cannot_end_its_element(tmp_path: Path, full: Retrospective) -> None:
    (tmp_path / "brand.css").write_text("</STYLE><script>alert(1)</script>", encoding="utf-8")
    with pytest.raises(UsageError):
        render_html(full, lang="en", theme=tmp_path)


def test_an_unknown_theme_is_named_with_those_that_exist() -> None:
    with pytest.raises(UsageError, match="no theme called"):
        environment("../default")
