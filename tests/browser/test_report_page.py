"""The report in a real browser: silent, offline, accessible, narrow, dark, on paper, by keyboard."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PAGES = ["full", "spanish", "bare", "client"]


@contextmanager
def opened(
    browser: Browser, address: str, width: int = 1280, scheme: Literal["light", "dark"] = "light"
) -> Iterator[tuple[Page, list[str]]]:
    """Open a page; whatever it asks for or complains about is collected."""
    noise: list[str] = []
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.on("request", lambda r: None if r.url == address else noise.append(r.url))
    page.on("console", lambda m: noise.append(m.text))
    page.on("pageerror", lambda e: noise.append(str(e)))
    page.goto(address)
    yield page, noise
    page.close()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_a_page_asks_for_nothing_and_says_nothing(
    browser: Browser, pages: dict[str, str], name: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    with opened(browser, pages[name], width, scheme) as (page, noise):
        page.mouse.move(width / 2, 400)
        page.emulate_media(media="print")
        assert noise == []


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [
        ("full", 1280, "light"),
        ("full", 1280, "dark"),
        ("full", 360, "light"),
        ("spanish", 360, "dark"),
        ("bare", 1280, "light"),
        ("client", 1280, "dark"),
    ],
)
def test_axe_finds_nothing(
    browser: Browser, pages: dict[str, str], name: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with opened(browser, pages[name], width, scheme) as (page, _):
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways(browser: Browser, pages: dict[str, str], name: str) -> None:
    with opened(browser, pages[name]) as (page, _):
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        for width in (1000, 760, 620, 360, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_phone_starts_with_later_sections_folded_and_opens_what_is_linked(
    browser: Browser, pages: dict[str, str]
) -> None:
    with opened(browser, pages["full"], 360) as (page, _):
        assert page.locator("details.fold[open]").count() == 0
        page.evaluate("location.hash = '#b-B06'")
        page.wait_for_selector("#s12 > details[open]")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator("details.fold:not([open])").count() == 0
    with opened(browser, pages["full"], 1280) as (page, _):
        assert page.locator("details.fold:not([open])").count() == 0


def test_the_readout_follows_the_keyboard(browser: Browser, pages: dict[str, str]) -> None:
    with opened(browser, pages["full"]) as (page, _):
        page.focus("#minute")
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        said = page.locator(".read output").inner_text()
        assert said.startswith("00:03 · Welcome · People watching ")
        assert page.locator("#minute").get_attribute("aria-valuetext") == said
        assert page.locator(".w .cur").get_attribute("visibility") == "visible"


def test_everything_that_acts_can_be_reached_by_keyboard(browser: Browser, pages: dict[str, str]) -> None:
    with opened(browser, pages["full"]) as (page, _):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        seen = set()
        for _ in range(120):
            page.keyboard.press("Tab")
            seen.add(page.evaluate("(document.activeElement.getAttribute('href') || document.activeElement.id || '')"))
        assert {"#s5", "#m-1", "minute", "#k-revenue"} <= seen


def test_dark_paper_is_dark_and_printed_paper_is_white(browser: Browser, pages: dict[str, str]) -> None:
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    with opened(browser, pages["full"], scheme="dark") as (page, _):
        assert page.evaluate(ground) == "rgb(21, 23, 26)"
        assert page.evaluate("getComputedStyle(document.querySelector('svg .fu')).fill") == "rgb(127, 193, 240)"
        page.emulate_media(media="print")
        assert page.evaluate(ground) == "rgb(255, 255, 255)"


def test_on_paper_one_timeline_is_drawn_and_nothing_that_needs_a_hand(browser: Browser, pages: dict[str, str]) -> None:
    with opened(browser, pages["full"]) as (page, _):
        page.emulate_media(media="print")
        shown = "[...document.querySelectorAll('.tl > div')].filter(d => d.offsetHeight).map(d => d.className)"
        assert page.evaluate(shown) == ["m"]
        assert page.locator(".read").is_hidden()
        assert page.locator(".toc").is_hidden()


def test_one_drawing_of_the_timeline_is_seen_at_each_width(browser: Browser, pages: dict[str, str]) -> None:
    shown = "[...document.querySelectorAll('.tl > div')].filter(d => d.offsetHeight).map(d => d.className)"
    for width, name in ((1280, "w"), (820, "m"), (360, "n")):
        with opened(browser, pages["full"], width) as (page, _):
            assert page.evaluate(shown) == [name]


def test_no_words_in_a_phone_s_charts_are_smaller_than_ten_pixels(browser: Browser, pages: dict[str, str]) -> None:
    measure = """[...document.querySelectorAll('svg text')].filter(t => t.getBoundingClientRect().width)
        .map(t => { const s = t.ownerSVGElement; const b = s.getBoundingClientRect();
            return parseFloat(t.getAttribute('font-size')) * b.width / s.viewBox.baseVal.width; })"""
    with opened(browser, pages["full"], 360) as (page, _):
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        assert min(page.evaluate(measure)) >= 9.5
