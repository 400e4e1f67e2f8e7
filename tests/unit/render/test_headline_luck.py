"""How many headline KPIs luck alone would flag is said wherever they are judged."""

from __future__ import annotations

from rex.compare.diff import compare
from rex.model.chance import headline_luck
from rex.model.measure import Measure, UsualRange
from rex.render.comparison.view import comparing
from rex.render.markdown import render_markdown
from rex.render.terminal.kpis import kpis_lines
from rex.text.speaker import Speaker
from tests.builders import measure, record, said


def judged(kpi: str, *, headline: bool = True, sessions: int = 8) -> Measure:
    usual = UsualRange(low=5, high=15, centre=10, sessions=sessions, kind="trial")
    return measure(kpi, 10, usual=usual, verdict="usual", headline=headline)


# 8 earlier sessions: 3.1 % a KPI (rex.stats.luck), so 0.093 for three, one session in 11
SAID = (
    "Of 3 headline numbers with a usual range, luck alone would flag about 0.093 a session: "
    "one every 11 sessions or so."
)
THREE = [judged("a"), judged("b"), judged("c"), judged("d", headline=False), measure("e", 1, headline=True)]


def test_the_report_the_screen_and_the_comparison_say_it() -> None:
    full = record(*THREE)
    assert SAID in render_markdown(full, lang="en")
    screen = "".join(span.text for line in kpis_lines(full, lang="en", width=200) for span in line)
    assert SAID in screen
    assert SAID in comparing(compare(full, record(*THREE, day=7)), Speaker("en", "UTC")).luck


def test_without_a_headline_that_can_be_judged_nothing_is_said() -> None:
    full = record(judged("d", headline=False), measure("e", 1, headline=True))
    assert "luck alone would flag" not in render_markdown(full, lang="en")
    assert headline_luck(0, 0) is None


def test_very_little_is_not_rounded_to_nothing() -> None:
    text = headline_luck(1, 0.019)  # one KPI, twelve sessions
    assert said(text).startswith(
        "Of 1 headline number with a usual range, luck alone would flag less than 0.1 a session"
    )
    assert "one every 53 sessions" in said(text)
