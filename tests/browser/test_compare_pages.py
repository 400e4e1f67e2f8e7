"""The pages over several sessions in a real browser: silent, offline, accessible, narrow, dark, on paper."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

import pytest

from rex.render.comparison import diff_html
from rex.render.period import period_html
from rex.render.shelf.html import shelf_html
from tests.unit.render_compare.comparisons import comparison, hostile, incomparable, unjudged
from tests.unit.render_compare.periods import hostile_period, period, sparse_period
from tests.unit.render_compare.shelves import empty_shelf, hostile_shelf, shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PAGES = ["diff", "diff-hostile", "diff-blocked", "diff-first", "month", "month-hostile", "month-sparse", "month-client"]
PAGES += ["index", "index-hostile", "index-first"]
UNFOLD = "document.querySelectorAll('details').forEach(d => { d.open = true; })"


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Write every page once and give their addresses."""
    folder = tmp_path_factory.mktemp("compared")
    written = {
        "diff": diff_html(comparison(), "en"),
        "diff-hostile": diff_html(hostile(), "es"),
        "diff-blocked": diff_html(incomparable(), "fr"),
        "diff-first": diff_html(unjudged(), "en"),
        "month": period_html(period(), "en"),
        "month-hostile": period_html(hostile_period(), "es"),
        "month-sparse": period_html(sparse_period(), "fr"),
        "month-client": period_html(period(), "fr", "client"),
        "index": shelf_html(shelf(), "en"),
        "index-hostile": shelf_html(hostile_shelf(), "es"),
        "index-first": shelf_html(empty_shelf(), "fr"),
    }
    for name, text in written.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in written}


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
def test_a_page_asks_for_nothing_and_says_nothing(browser: Browser, compared: dict[str, str], name: str) -> None:
    for width, scheme in ((1280, "light"), (360, "dark")):
        with opened(browser, compared[name], width, scheme) as (page, noise):  # type: ignore[arg-type]  # one of the two
            page.evaluate(UNFOLD)
            page.emulate_media(media="print")
            assert noise == []


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [
        ("diff", 1280, "light"),
        ("diff", 360, "dark"),
        ("diff-hostile", 1280, "dark"),
        ("diff-first", 360, "light"),
        ("month", 1280, "dark"),
        ("month", 360, "light"),
        ("month-hostile", 1280, "light"),
        ("month-sparse", 360, "dark"),
        ("month-client", 1280, "light"),
    ],
)
def test_axe_finds_nothing(
    browser: Browser, compared: dict[str, str], name: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with opened(browser, compared[name], width, scheme) as (page, _):
        page.evaluate(UNFOLD)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways(browser: Browser, compared: dict[str, str], name: str) -> None:
    with opened(browser, compared[name]) as (page, _):
        page.evaluate(UNFOLD)
        for width in (1280, 1000, 860, 760, 640, 620, 360, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, width


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_cut_on_paper(browser: Browser, compared: dict[str, str], name: str) -> None:
    with opened(browser, compared[name], 688) as (page, _):  # A4 less its margins, in CSS pixels
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.evaluate("document.documentElement.scrollWidth") <= 688


def test_rows_stack_on_a_phone_and_stand_in_columns_on_a_desk(browser: Browser, compared: dict[str, str]) -> None:
    display = "getComputedStyle(document.querySelector('.chg tbody tr')).display"
    with opened(browser, compared["diff"]) as (page, _):
        assert page.evaluate(display) == "table-row"
        page.set_viewport_size({"width": 620, "height": 800})
        assert page.evaluate(display) == "grid"


def test_folded_rows_open_by_keyboard_and_stand_open_on_paper(browser: Browser, compared: dict[str, str]) -> None:
    with opened(browser, compared["diff"]) as (page, _):
        rest = page.locator("details.rest")
        assert rest.get_attribute("open") is None
        rest.locator("summary").focus()
        page.keyboard.press("Enter")
        assert rest.locator("table").is_visible()
    with opened(browser, compared["diff"]) as (page, _):
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator("details.rest").locator("table").is_visible()


def test_one_drawing_of_both_evenings_is_seen_at_each_width(browser: Browser, compared: dict[str, str]) -> None:
    shown = "[...document.querySelectorAll('.tl > div')].filter(d => d.offsetHeight).map(d => d.className)"
    for width, name in ((1280, "w"), (820, "m"), (360, "n")):
        with opened(browser, compared["diff"], width) as (page, _):
            assert page.evaluate(shown) == [name]


def test_dark_pages_are_dark_and_their_drawings_too(browser: Browser, compared: dict[str, str]) -> None:
    with opened(browser, compared["month"], scheme="dark") as (page, _):
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(21, 23, 26)"
        assert page.evaluate("getComputedStyle(document.querySelector('.smp .fu')).fill") == "rgb(127, 193, 240)"
        assert page.evaluate("getComputedStyle(document.querySelector('.smp .band')).fill") == "rgb(58, 62, 70)"


def test_evidence_leads_to_its_row(browser: Browser, compared: dict[str, str]) -> None:
    with opened(browser, compared["month"], 360) as (page, _):
        page.locator("a.ev").first.click()
        assert page.evaluate("location.hash") == "#k-conversion-rate"
        assert page.evaluate("document.querySelector(':target') !== null")


def test_no_words_in_a_phone_s_charts_are_smaller_than_ten_pixels(browser: Browser, compared: dict[str, str]) -> None:
    measure = """[...document.querySelectorAll('svg text')].filter(t => t.getBoundingClientRect().width)
        .map(t => { const s = t.ownerSVGElement; const b = s.getBoundingClientRect();
            return parseFloat(t.getAttribute('font-size')) * b.width / s.viewBox.baseVal.width; })"""
    for name in ("diff", "month"):
        with opened(browser, compared[name], 360) as (page, _):
            assert min(page.evaluate(measure)) >= 9.5
