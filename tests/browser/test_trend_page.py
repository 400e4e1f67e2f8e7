"""The page of a trend in a real browser: silent, offline, accessible, narrow, dark, on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from rex.render.trend import trend_html
from tests.browser.test_compare_pages import UNFOLD, opened
from tests.unit.render_compare.trends import anew, hostile, shop

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
PAGES = ["shop", "anew", "hostile", "first", "long"]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Write every page once and give their addresses."""
    folder = tmp_path_factory.mktemp("trends")
    made = {"shop": shop(), "anew": anew(), "hostile": hostile(), "first": shop(1), "long": shop(230)}
    for name, trend in made.items():
        (folder / f"{name}.html").write_text(trend_html(trend, "en"), encoding="utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in made}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_asks_for_nothing_says_nothing_and_never_scrolls_sideways(
    browser: Browser, drawn: dict[str, str], name: str
) -> None:
    with opened(browser, drawn[name]) as (page, noise):
        page.evaluate(UNFOLD)
        for width in (1280, 860, 760, 620, 360, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 688, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 688
        assert noise == []


@pytest.mark.parametrize(
    ("name", "width", "scheme"), [("shop", 1280, "light"), ("anew", 360, "dark"), ("hostile", 1280, "dark")]
)
def test_axe_finds_nothing(
    browser: Browser, drawn: dict[str, str], name: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with opened(browser, drawn[name], width, scheme) as (page, _):
        page.evaluate(UNFOLD)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_explored_pictures_start_folded_on_a_phone_and_stand_open_on_a_desk(
    browser: Browser, drawn: dict[str, str]
) -> None:
    shown = (
        "[...document.querySelectorAll('svg.smp')].filter(s => s.checkVisibility({contentVisibilityAuto: true})).length"
    )
    for width, seen in ((1280, 5), (360, 2)):
        with opened(browser, drawn["shop"], width) as (page, _):
            assert page.evaluate(shown) == seen


def test_dark_drawings_are_dark_and_words_on_a_phone_can_be_read(browser: Browser, drawn: dict[str, str]) -> None:
    with opened(browser, drawn["shop"], scheme="dark") as (page, _):
        assert page.evaluate("getComputedStyle(document.querySelector('.smp .fu')).fill") == "rgb(127, 193, 240)"
        assert page.evaluate("getComputedStyle(document.querySelector('.smp .band')).fill") == "rgb(58, 62, 70)"
    measure = """[...document.querySelectorAll('svg text')].filter(t => t.getBoundingClientRect().width)
        .map(t => { const s = t.ownerSVGElement; const b = s.getBoundingClientRect();
            return parseFloat(t.getAttribute('font-size')) * b.width / s.viewBox.baseVal.width; })"""
    with opened(browser, drawn["shop"], 360) as (page, _):
        assert min(page.evaluate(measure)) >= 9.5
