"""A form in a real browser, as wide as a phone: by keyboard, offline, saved as it goes, sealed as Python seals."""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

import pytest

from rex.questionnaire.expression import parse
from rex.questionnaire.form_tree import tree
from rex.questionnaire.respondents import respondent
from rex.questionnaire.seal import digest
from rex.render.form.page import render_form
from rex.store.answers import load_draft
from rex.text.clean import clean
from rex.workflow.forms import make_form, take_forms
from rex.workflow.runtime import Runtime
from tests.browser import form_set
from tests.fixtures.workspace import make

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

    from rex.model.draft import Draft

pytestmark = pytest.mark.browser
RUNTIME = Runtime(datetime.now(UTC), lambda n: bytes(range(n)))
"""The page has the machine's clock, so the import has it too: a seal from far ahead would be one that nobody made."""
PHONE = {"width": 360, "height": 740}


@dataclass
class Sheet:
    """One form on one phone: whatever it asks for or complains about is collected."""

    page: Page
    address: str
    noise: list[str] = field(default_factory=list)

    def again(self) -> None:
        """Reload the page; it shows its first screen when it has looked into both places where answers are kept."""
        self.page.reload()
        self.page.wait_for_selector("#head")

    def at(self) -> str:
        return str(self.page.evaluate("st.at"))

    def next(self) -> None:
        self.page.locator("button[type=submit]").click()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)


@contextmanager
def phone(
    browser: Browser, file: Path, scheme: Literal["light", "dark"] = "light", width: int = 360
) -> Iterator[tuple[Sheet, BrowserContext]]:
    """Open a form on a phone without a network."""
    viewport: Any = PHONE | {"width": width}
    context = browser.new_context(viewport=viewport, color_scheme=scheme, offline=True, accept_downloads=True)
    yield sheet(context, file), context
    context.close()


def sheet(context: BrowserContext, file: Path) -> Sheet:
    """Open the page and listen."""
    made = Sheet(context.new_page(), file.as_uri())
    quiet = (made.address, "blob:")  # a download is a blob of the page's own
    made.page.on("request", lambda r: None if r.url.startswith(quiet) else made.noise.append(r.url))
    made.page.on("console", lambda m: made.noise.append(m.text))
    made.page.on("pageerror", lambda e: made.noise.append(str(e)))
    made.page.goto(made.address)
    made.page.wait_for_selector("#head")
    return made


def csm(root: Path) -> Path:
    """Write the shipped set's quick form for Maria."""
    make(root, 1, exports=False)
    file = root / "form.html"
    file.write_text(render_form(make_form(form_set.desk(root, "csm"), "maria", "en").plan), encoding="utf-8")
    return file


def made(root: Path, person: str | None = "maria", *, nameless: bool = False, **more: Any) -> Path:
    """Write the made set's form."""
    form_set.written(root, **more)
    file = root / "form.html"
    plan = make_form(form_set.desk(root), person, "en", "full", nameless=nameless).plan
    file.write_text(render_form(plan), encoding="utf-8")
    return file


def downloaded(on: Sheet, to: Path) -> Path:
    """Save the answers file as a person does."""
    with on.page.expect_download() as started:
        on.page.get_by_role("button", name="Save the answers file").click()
    started.value.save_as(to)
    return to


def kept(root: Path, name: str = "csm", person: str = "maria") -> Draft:
    """Read what the import has written."""
    draft = load_draft(form_set.desk(root, name).folder.answers / f"{person}.yaml")
    assert draft is not None
    return draft


def test_the_quick_form_is_filled_by_keyboard_alone_and_comes_back_blind(browser: Browser, tmp_path: Path) -> None:
    file = csm(tmp_path)
    with phone(browser, file) as (on, _):
        until(on, "Start")
        on.press("Enter")
        seen: list[str] = []
        while on.at() != "seal":
            seen.append(on.at())
            answer_by_keys(on)
            if seen[-1] == "csm.mood":  # the phone goes to sleep, and the page is opened again
                on.again()
                assert on.at() not in ("start", "csm.mood")
            assert on.at() != seen[-1]
        assert set(seen) == {
            "csm.seen", "csm.goal", "csm.reached", "csm.mood", "csm.context", "csm.repeat", "csm.change",
            "csm.forecast.conversion_rate", "csm.forecast.revenue", "csm.forecast.participation",
        }  # fmt: skip
        until(on, "Seal these answers")
        on.press("Enter")
        on.page.wait_for_selector(".seal")
        until(on, "Continue")
        on.press("Enter")
        commit_by_keys(on)
        answers, stamp = on.page.evaluate("st.answers"), on.page.evaluate("st.seal")
        back = downloaded(on, tmp_path / "back.json")
        assert on.noise == []
    returned = take_forms(form_set.desk(tmp_path, "csm"), back, RUNTIME)
    assert returned is not None
    assert [(r.person, r.taken.verified, r.taken.broken) for r in returned] == [("maria", True, False)]
    draft = kept(tmp_path)
    assert draft.answers == answers
    assert draft.answers["csm.repeat"] == {"text": "what was seen in csm.repeat", "at": "00:12:00"}
    assert draft.states == {"csm.action.2": "skipped"}
    assert draft.seal is not None
    assert (draft.seal.hash, draft.seal.hash) == (stamp["hash"], digest(draft, draft.seal.questions))
    assert respondent(draft, form_set.desk(tmp_path, "csm").questions).blind


def answer_by_keys(on: Sheet) -> None:
    """Answer the question on the screen, the heading of which has the focus."""
    name, kind = on.at(), on.page.evaluate("current.type")
    on.press("Tab")
    if kind == "multiselect":
        on.press("Space", "Enter")  # the first: none yet, nothing
    elif kind in ("select", "likert", "forecast_steps"):
        on.press("Space", "ArrowDown", "Enter")  # the second
    elif kind == "confirm":
        on.press("Tab", "Enter")
    elif kind == "moment_text":
        on.page.keyboard.type(f"what was seen in {name}")
        on.press("Tab")
        on.page.keyboard.type("00:12")
        on.press("Enter")


def commit_by_keys(on: Sheet) -> None:
    """Give one action and the sentence, and leave the second action out."""
    assert on.at() == "csm.action.1"
    on.press("Tab")
    on.page.keyboard.type("Second moderator")
    until(on, "Continue")
    on.press("Enter")
    until(on, "Skip")
    on.press("Enter")
    assert on.at() == "csm.sentence"
    on.press("Tab")
    on.page.keyboard.type("The serum test carried the show.")
    until(on, "Continue")
    on.press("Enter")
    assert on.at() == "end"


def until(on: Sheet, name: str) -> None:
    """Press Tab until the button of that name has the focus."""
    for _ in range(60):
        if on.page.evaluate("document.activeElement.tagName + document.activeElement.textContent") == "BUTTON" + name:
            return
        on.press("Tab")
    pytest.fail(f"{name} is not reached by keyboard")


def comes_true(on: Sheet, script: str) -> None:
    """Ask the page again and again, at most five seconds; its policy lets no waiting script in."""
    for _ in range(100):
        if on.page.evaluate(script):
            return
        on.page.wait_for_timeout(50)
    pytest.fail(f"{script} does not come true")


ACTION = {"what": "Try it", "owner": "Iker", "due": "2026-12-04", "kpi": "revenue", "direction": "up"}
Given = tuple[str, Any, dict[str, str]]
BY_HAND: list[Given] = [
    ("text", "naïve “x” 👩‍🦰", {"#f": "  naïve\u200b “x”\t👩‍🦰 \u0007"}),
    ("long", "one two", {"#f": "one\n\ntwo"}),
    ("sure", "as planned", {}),
    ("pick", "b", {"#o-b": "check"}),
    ("only_b", "seen", {"#f": "seen"}),
    ("many", ["a", "c"], {"#o-a": "check", "#o-c": "check"}),
    ("barred", "x", {"#o-x": "check"}),
    ("scale", 4, {"#o-4": "check"}),
    ("nps", 10, {"#o-10": "check"}),
    ("order", ["c", "a"], {"#r-a": "click", "#r-c": "click", "#r-c:not([x])": "click"}),
    ("number", 12.5, {"#f": "12.5"}),
    ("int", 12345, {"#f": "12,345"}),
    ("money", 1234.56, {"#f": "1,234.56"}),
    ("percent", 0.00001, {"#f": "0.00001"}),
    ("range", {"low": 10, "mid": 20, "high": 30}, {"#f-low": "10", "#f-mid": "20", "#f-high": "30"}),
    ("day", "2026-12-01", {"#f": "2026-12-01"}),
    ("minute", "00:20:00", {"#f": "20"}),
    ("moment", {"text": "sold out", "at": "00:40:00"}, {"#f": "sold out", "#f-at": "00:40"}),
    ("told", {"choice": "a", "text": "so it was"}, {"#o-a": "check", "#f": "so it was"}),
    ("product", "Serum", {"#f": "Serum"}),
    ("person", "Nerea", {"#o-Nerea": "check"}),
    ("held", 6, {"#f": "6"}),
]
COMMIT: list[Given] = [
    (
        "act.1",
        ACTION | {"smallest_effect": 0.5},
        {"#f": "Try it", "#f-owner": "Iker", "#f-due": "2026-12-04", "#w-up": "check", "#f-effect": "0.5"},
    )
]


def give(on: Sheet, *rows: Given) -> dict[str, Any]:
    """Fill these questions in turn; gives what is expected back."""
    expected: dict[str, Any] = {}
    for name, value, acts in rows:
        assert on.at() == f"made.{name}"
        for where, what in acts.items():
            target = on.page.locator(where)
            if what in ("check", "click"):
                (target.check if what == "check" else target.click)()
            else:
                target.fill(what)
        on.next()
        expected[f"made.{name}"] = value
    return expected


def every_kind(on: Sheet) -> dict[str, Any]:
    """Fill the made set's form by hand; gives what is expected back."""
    page = on.page
    page.get_by_role("button", name="Start").click()
    on.next()  # the note
    expected = give(on, *BY_HAND)
    for _ in range(2):  # in this person's order
        expected |= give(on, (on.at().removeprefix("made."), "pair", {"#f": "pair"}))
    page.locator("#f").fill("nobody listens")
    on.next()
    page.get_by_role("button", name="Seal these answers").click()
    page.wait_for_selector(".seal")
    page.get_by_role("button", name="Continue").click()
    page.locator("#f-kpi").select_option("revenue")
    expected |= give(on, *COMMIT)
    page.get_by_role("button", name="Don’t know").click()
    expected["made.act.2"] = None
    expected |= give(on, ("high", "ten", {"#f": "ten"}))
    assert on.at() == "end"
    return expected


def test_what_cannot_be_taken_is_said_beside_it(browser: Browser, tmp_path: Path) -> None:
    with phone(browser, made(tmp_path)) as (on, _):
        page = on.page
        page.evaluate("st.answers = {'made.pick': 'b'}; show('made.barred')")
        assert page.locator("#o-y").is_disabled()
        assert "b was chosen" in page.inner_text("form")
        for name, typed, says in (
            ("held", "5", "More than five is needed."),
            ("number", "-11", "A number from -10 to 1,000,000 is expected here."),
            ("number", "many", "A number is expected here."),
            ("int", "1.5", "A whole number is expected here."),
            ("minute", "9:99", "A time inside the show is expected here, such as 00:20."),
            ("text", "x" * 61, "At most 60 letters fit here."),
            ("text", " ", "Write something, or skip."),
        ):
            page.evaluate(f"show('made.{name}')")
            page.locator("#f").fill(typed)
            on.next()
            assert (on.at(), page.inner_text("#wrong")) == (f"made.{name}", says)
            assert page.locator("#f").get_attribute("aria-invalid") == "true"
            assert page.evaluate("document.activeElement.id") == "f"
        page.evaluate("show('made.many')")
        page.locator("#o-none").check()
        page.locator("#o-a").check()
        on.next()
        assert page.inner_text("#wrong") == "“choice none” stands alone: take it or the others."


def test_answers_of_every_kind_come_back_identical_by_file_and_by_mail(browser: Browser, tmp_path: Path) -> None:
    file = made(tmp_path)
    with phone(browser, file) as (on, _):
        expected = every_kind(on)
        back = downloaded(on, tmp_path / "back.json")
        block = str(on.page.locator("#mail").input_value())
        assert on.noise == []
    mail = "Dear team,\r\n\r\n" + "".join(f"> > {line} \r\n" for line in block.splitlines()) + "\r\nBest, Maria\r\n"
    (tmp_path / "mail.txt").write_bytes(mail.encode("cp1252"))
    for source in (tmp_path / "mail.txt", back):  # the second time nothing is new
        returned = take_forms(form_set.desk(tmp_path), source, RUNTIME)
        assert returned is not None
        assert [(r.taken.verified, r.taken.changes) for r in returned] == [(True, 0)]
    draft = kept(tmp_path, "made")
    assert {k: v for k, v in draft.answers.items() if k != "made.many"} == {
        k: v for k, v in expected.items() if k != "made.many"
    } | {"made.whisper": None}
    assert sorted(draft.answers["made.many"]) == expected["made.many"]  # type: ignore[arg-type]
    assert draft.states == {"made.act.2": "dont_know", "made.whisper": "skipped"}
    [nameless] = (form_set.desk(tmp_path).folder.answers / "anonymous").glob("*.yaml")
    assert "nobody listens" in nameless.read_text(encoding="utf-8")
    assert "maria" not in nameless.read_text(encoding="utf-8")
    assert "nobody listens" not in (form_set.desk(tmp_path).folder.answers / "maria.yaml").read_text(encoding="utf-8")


def test_sealed_answers_are_read_only_until_reopened_and_that_is_recorded(browser: Browser, tmp_path: Path) -> None:
    file = made(tmp_path, questions=form_set.QUESTIONS[1:5])
    with phone(browser, file) as (on, _):
        page = on.page
        page.get_by_role("button", name="Start").click()
        page.locator("#f").fill("first")
        on.next()
        for _ in range(3):
            page.get_by_role("button", name="Skip").click()
        page.get_by_role("button", name="Seal these answers").click()
        page.wait_for_selector(".seal")
        page.get_by_role("button", name="Read “Text”").click()
        assert page.locator("#f").is_disabled()
        assert page.locator("#f").input_value() == "first"
        page.get_by_role("button", name="Reopen to change").click()
        page.locator("#f").fill("second")
        on.next()
        page.evaluate("show('end')")
        back = downloaded(on, tmp_path / "back.json")
    returned = take_forms(form_set.desk(tmp_path), back, RUNTIME)
    assert returned is not None
    assert returned[0].taken.verified
    draft = kept(tmp_path, "made")
    assert draft.given("made.text") == "second"
    assert draft.sealed("made.text") == ("given", "first")


def test_an_anonymous_form_gives_no_name_no_role_and_no_time(browser: Browser, tmp_path: Path) -> None:
    file = made(tmp_path, None, nameless=True, questions=form_set.QUESTIONS[1:5])
    with phone(browser, file) as (on, _):
        on.page.get_by_role("button", name="Start").click()
        on.page.locator("#f").fill("free words")
        on.next()
        for _ in range(3):
            on.page.get_by_role("button", name="Skip").click()
        assert on.at() == "end"
        back = downloaded(on, tmp_path / "back.json")
    assert set(json.loads(back.read_text(encoding="utf-8"))) == {
        "rex_form", "session", "set", "set_version", "anonymity", "sheet", "answers",
    }  # fmt: skip
    returned = take_forms(form_set.desk(tmp_path), back, RUNTIME)
    assert returned is not None
    assert (returned[0].person, returned[0].nameless) == ("", 1)
    assert not list(form_set.desk(tmp_path).folder.answers.glob("*.yaml"))


def test_a_nameless_form_is_one_sheet_until_its_answers_are_deleted(browser: Browser, tmp_path: Path) -> None:
    file = made(tmp_path, None, nameless=True, questions=form_set.QUESTIONS[1:3])
    with phone(browser, file) as (on, _):
        assert on.page.locator("#m-role").count() == 0
        on.page.get_by_role("button", name="Start").click()
        first = on.page.evaluate("returned().sheet")
        on.again()
        assert on.page.evaluate("returned().sheet") == first
        on.page.evaluate("show('end')")
        on.page.get_by_role("button", name="Delete my answers from this device").click()
        on.page.get_by_role("button", name="Delete for good").click()
        second = on.page.evaluate("returned().sheet")
    assert len(first) == len(second) == 32
    assert first != second


def test_the_name_or_the_role_is_chosen_before_the_first_answer_and_stays(browser: Browser, tmp_path: Path) -> None:
    file = made(tmp_path, questions=form_set.QUESTIONS[1:5])
    with phone(browser, file) as (on, _):
        page = on.page
        assert page.locator("#m-named").is_checked()
        page.get_by_label("Under my role alone").check()
        page.locator("#language").select_option("fr")
        assert page.locator("#m-role").is_checked()
        page.locator("#language").select_option("en")
        on.again()
        assert page.locator("#m-role").is_checked()
        page.get_by_role("button", name="Start").click()
        page.locator("#f").fill("free words")
        on.next()
        page.evaluate("show('start')")
        assert page.locator("#m-role").count() == 0
        assert page.inner_text("#mode") == "The report shows these answers under your role alone."
        page.evaluate("show('end')")
        back = downloaded(on, tmp_path / "back.json")
        assert on.noise == []
    assert take_forms(form_set.desk(tmp_path), back, RUNTIME) is not None
    assert kept(tmp_path, "made").anonymity == "role"


def test_an_address_lies_apart_from_the_answers_it_came_with(browser: Browser, tmp_path: Path) -> None:
    asked = [form_set.QUESTIONS[1], form_set.question("mail", "text", pii=True)]
    file = made(tmp_path, None, questions=asked, about="purchase")
    with phone(browser, file) as (on, _):
        on.page.get_by_role("button", name="Start").click()
        on.page.locator("#f").fill("well done")
        on.next()
        assert "kept apart from your other answers" in on.page.inner_text("form")
        on.page.locator("#f").fill("ana@example.com")
        on.next()
        back = downloaded(on, tmp_path / "back.json")
    drawn = iter((b"\x01" * 8, b"\x02" * 8))
    returned = take_forms(form_set.desk(tmp_path), back, Runtime(RUNTIME.now, lambda _: next(drawn)))
    assert returned is not None
    assert returned[0].nameless == 1
    files = sorted((form_set.desk(tmp_path).folder.answers / "anonymous").glob("*.yaml"))
    assert [file.name for file in files] == ["01" * 8 + ".yaml", "02" * 8 + "-contact.yaml"]
    assert "ana@" not in files[0].read_text(encoding="utf-8")
    assert "well done" not in files[1].read_text(encoding="utf-8")


def test_the_language_changes_midway_and_nothing_is_lost(browser: Browser, tmp_path: Path) -> None:
    with phone(browser, made(tmp_path)) as (on, _):
        page = on.page
        page.evaluate("show('made.text')")
        page.locator("#f").fill("half typ")
        page.locator("#language").select_option("fr")
        assert page.locator("#head").inner_text() == "What of text? (fr)"
        assert page.locator("#f").input_value() == "half typ"
        on.again()
        assert page.evaluate("document.documentElement.lang") == "fr"
        assert page.locator("#f").input_value() == "half typ"
        page.evaluate("show('made.many')")
        page.locator("#o-b").check()
        page.locator("#language").select_option("es")
        assert page.locator("#o-b").is_checked()
        page.evaluate("show('made.number')")
        page.locator("#f").fill("1.500")
        assert page.inner_text(".echo") == "" or "1500" in page.inner_text(".echo").replace(".", "")
        on.next()
        assert page.evaluate("st.answers['made.number']") == 1500


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_screen(browser: Browser, tmp_path: Path, scheme: Literal["light", "dark"]) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with phone(browser, made(tmp_path), scheme) as (on, _):
        every = on.page.evaluate("['start', ...asked('blind').map(q => q.id), 'seal']")
        screens: list[tuple[str, str]] = [(name, f"show('{name}')") for name in every]
        screens.append(("wrong", "show('made.text'); complain(t().write)"))
        for name, act in screens:
            on.page.evaluate(act)
            narrow_and_large(on, name)
            found = Axe().run(on.page)
            assert found.violations_count == 0, name + found.generate_report()
        on.page.evaluate("st.answers = {'made.text': 'x', 'made.pick': 'a'}; void makeSeal()")
        on.page.wait_for_selector(".seal")
        for name in ("seal", "made.text", "made.act.1", "end"):
            on.page.evaluate(f"show('{name}')")
            narrow_and_large(on, name)
            found = Axe().run(on.page)
            assert found.violations_count == 0, name + found.generate_report()
        assert on.noise == []


SMALL = """[...document.querySelectorAll('button,select,textarea,input:not([type=hidden]),label.opt')]
    .map(e => e.matches('.opt input') ? e.closest('.opt') : e)
    .map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
    .filter(([, r]) => r.width && (r.height < 44 || r.width < 44)).map(([t]) => t)"""


def narrow_and_large(on: Sheet, name: str) -> None:
    """Demand that nothing is wider than a small phone, and nothing to be pressed is smaller than a finger."""
    assert on.page.evaluate(SMALL) == [], name
    on.page.set_viewport_size({"width": 320, "height": 640})
    assert on.page.evaluate("document.documentElement.scrollWidth") <= 320, name
    on.page.set_viewport_size({"width": 360, "height": 740})


NO_FIRST = "Storage.prototype.setItem = () => { throw new Error('full'); };"
NO_SECOND = "IDBObjectStore.prototype.put = () => { throw new Error('full'); };"
EMPTY_FIRST = "Storage.prototype.getItem = () => null;"
"""What Chromium does after a few reloads: as long as the page is open, its localStorage looks empty and is not."""


def test_where_nothing_can_be_kept_the_page_says_so(browser: Browser, tmp_path: Path) -> None:
    with phone(browser, made(tmp_path)) as (on, _):
        assert on.page.inner_text("#saved") == ""  # nothing was given yet, and nothing was kept
        on.page.evaluate(NO_FIRST + NO_SECOND + "show('made.text')")
        on.page.wait_for_selector("#saved.bad")
        assert on.page.inner_text("#saved").startswith("This device does not keep answers.")


@pytest.mark.parametrize("broken", ["", NO_FIRST, NO_SECOND])
def test_answers_are_kept_in_two_places_and_one_is_enough(browser: Browser, tmp_path: Path, broken: str) -> None:
    with phone(browser, made(tmp_path)) as (on, _):
        on.page.evaluate(broken + "show('made.text')")
        on.page.locator("#f").fill("given once")
        on.page.get_by_text("Saved on this device").wait_for()
        on.again()
        assert on.page.locator("#f").input_value() == "given once"


def test_a_place_that_looks_empty_is_not_written_over(browser: Browser, tmp_path: Path) -> None:
    with phone(browser, made(tmp_path)) as (on, _):
        on.page.evaluate("show('made.text')")
        on.page.locator("#f").fill("given once")
        on.next()
        comes_true(on, "inDrawer('readonly', (d) => d.count())")
        on.page.add_init_script(EMPTY_FIRST)
        on.again()
        assert on.page.evaluate("st.answers['made.text']") == "given once"
        on.page.evaluate("localStorage.setItem(KEY, 'as it was')")
        on.again()
        assert on.page.evaluate("Object.keys(localStorage).map((k) => localStorage[k])") == ["as it was"]


def test_deleted_answers_are_gone_from_both_places(browser: Browser, tmp_path: Path) -> None:
    with phone(browser, made(tmp_path, questions=form_set.QUESTIONS[1:3])) as (on, _):
        on.page.evaluate("show('made.text')")
        on.page.locator("#f").fill("given once")
        on.next()
        on.page.evaluate("show('end')")
        on.page.get_by_role("button", name="Delete my answers from this device").click()
        on.page.get_by_role("button", name="Delete for good").click()
        comes_true(on, "document.getElementById('saved').textContent === t().forgotten")
        assert on.page.evaluate("localStorage.length") == 0
        assert on.page.evaluate("inDrawer('readonly', (d) => d.count())") == 0


HOSTILE = [
    "",
    "plain",
    "más de 5 %",
    "日本語 😀",
    'quotes " and \\ back',
    "tab\tand\nlines",
    "\u2028\u2029\x7f\x85",
    "e\u0301",
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07x",
    "a\u200db",
    "👩\u200d🦰",
    "zero\u200bwidth\ufeff",
    "\u202eabc",
    "x" * 300,
    "a" + "\u0301" * 9,
    "🏴\U000e0067\U000e0062\U000e007f",
    "\ud83d\ude00",
    "\x00\x01\x1c\x1d z",
    "\u3000wide\u00a0space",
]
NUMBERS = [0, 1, -1, 5.0, 0.1, 1e-5, 1.5e-7, 12345.678, 2**60, 1e21, 0.3, 100, 1e15 + 0.5, 123456789.123]


def test_browser_and_python_hash_write_and_clean_alike(browser: Browser, tmp_path: Path) -> None:
    with phone(browser, made(tmp_path)) as (on, _):
        run = on.page.evaluate
        for text in HOSTILE:
            assert run("clean", text) == clean(text, 100_000), ascii(text)
            text = clean(text, 100_000)  # noqa: PLW2901 - no half of a pair is left in it
            assert run("sha256", text) == hashlib.sha256(text.encode()).hexdigest()
            assert run("hashed", text) == hashlib.sha256(text.encode()).hexdigest()
            canonical = json.dumps({"b": [text], "a": None}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            assert run("canon", {"b": [text], "a": None}) == canonical
        for number in NUMBERS:
            whole = int(number) if float(number).is_integer() else number
            assert run("canon", number) == json.dumps(whole)
        keys = {"\ue000": 1, "😀": 2, "z": 3, "at": 4}  # by code point, not by half of a pair
        assert run("canon", keys) == json.dumps(keys, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


FACTS: dict[str, Any] = {
    "a.n": 3,
    "a.t": "cold",
    "a.l": ["x", "y"],
    "a.e": [],
    "a.z": 0,
    "a.s": "",
    "a.y": True,
    "a.h": "😀",
    "a.p": "\ue000",
}
EXPRESSIONS = [
    "[a.l, a.n]",
    "[[a.n], a.l] == [none, none]",
    "a.e in [[], 1]",
    "a.n",
    "not a.n",
    "not not a.z",
    "a.t == 'cold' and a.n > 2",
    "a.missing or a.e or 'last'",
    "a.e and a.n",
    "'x' in a.l",
    "'z' in a.l",
    "'ol' in a.t",
    "a.n in [1, 2, 3]",
    "a.n in [3.0]",
    "a.y == 1",
    "a.y == 'true'",
    "a.t < 'd'",
    "a.t < 5",
    "a.n <= 3.0",
    "a.h < a.p",
    "a.h > a.p",
    "[a.n, 'x'] == [3, 'x']",
    "a.s != none",
    "a.missing == none",
    "not (a.n == 3 or a.t == 'x') and true",
    "a.n == 3 or a.t == 'x' and false",
    "a.y > false",
    "-2 < a.z",
    "a.l == a.e",
    "[] or 'x'",
]


def test_browser_and_python_agree_on_every_expression(browser: Browser, tmp_path: Path) -> None:
    with phone(browser, made(tmp_path)) as (on, _):
        for text in EXPRESSIONS:
            got = on.page.evaluate("([node, facts]) => evaluate(node, facts)", [tree(text), FACTS])
            assert got == parse(text).value(FACTS), text


WRITTEN = [
    ("1,234.5", "en", 1234.5),
    ("1.234,5", "es", 1234.5),
    ("1 234,5", "fr", 1234.5),
    ("12,500", "en", 12500),
    ("12.500", "es", 12500),
    ("12,500", "es", 12.5),
    ("12.5", "es", 12.5),
    ("0,125", "en", 0.125),
    ("−3", "en", -3),
    ("1.000.000", "es", 1000000),
    ("5 %", "fr", 5),
    ("abc", "en", None),
    ("1,2,3.4.5", "en", None),
    ("", "en", None),
]


def test_numbers_are_read_as_people_of_each_language_write_them(browser: Browser, tmp_path: Path) -> None:
    with phone(browser, made(tmp_path, questions=form_set.QUESTIONS[1:2])) as (on, _):
        for text, lang, value in WRITTEN:
            assert on.page.evaluate("([t, l]) => numberIn(t, l)", [text, lang]) == value, (text, lang)


def test_orders_are_drawn_as_python_draws_them(browser: Browser, tmp_path: Path) -> None:
    from rex.questionnaire.asked import lay_out
    from rex.text.speaker import Speaker
    from rex.workflow.desk import blind_facts, draft_of

    for person in ("maria", "hugo", "ana", "lee"):
        root = tmp_path / person
        with phone(browser, made(root, person)) as (on, _):
            desk = form_set.desk(root)
            draft = draft_of(desk, person, "en").model_copy(update={"depth": "full"})
            laid = lay_out(desk.questions, "blind", blind_facts(desk, Speaker("en")), draft, "en", apart=True)
            assert on.page.evaluate("asked('blind').map(q => q.id)") == [one.id for one in laid]
            [many] = [one for one in laid if one.id == "made.many"]
            got = on.page.evaluate("optionsOf(q('made.many')).map(o => o.id)")
            assert got == [option.id for option in many.options]


def test_on_paper_the_answers_stand_without_what_needs_a_hand(browser: Browser, tmp_path: Path) -> None:
    with phone(browser, made(tmp_path), width=688) as (on, _):
        on.page.evaluate("show('seal')")
        on.page.emulate_media(media="print")
        assert on.page.locator(".acts").first.is_hidden()
        assert on.page.locator(".given").is_visible()
        assert on.page.evaluate("document.documentElement.scrollWidth") <= 688
