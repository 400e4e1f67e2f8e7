"""The reading of a record: seventeen sections in order, each saying something even about nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.model.answer import Respondent
from rex.model.message import say
from rex.model.moment import Timeline
from rex.render.blocks import Beside, Entries, Headlines, Prose, Table
from rex.render.figures import TimelineFigure
from rex.render.reading import Reading
from rex.render.view import read
from rex.text.speaker import Speaker

if TYPE_CHECKING:
    from rex.model.retrospective import Retrospective
    from rex.render.blocks import Report, Section

TITLES = [
    "Passport",
    "Bottom line",
    "Can I trust it?",
    "Expected vs happened",
    "Previous actions",
    "Measures",
    "Timeline",
    "What worked, and how",
    "What did not, and how",
    "Products",
    "Voice of the customer",
    "Where we disagree",
    "Bias checks",
    "New actions",
    "Next session",
    "What we did not conclude",
    "Method and provenance",
]


def section(report: Report, number: int) -> Section:
    return next(s for s in report.sections if s.number == number)


def texts(part: Section) -> list[str]:
    return [b.text for b in part.blocks if isinstance(b, Prose)]


@pytest.mark.parametrize("name", ["full", "bare"])
def test_the_team_edition_has_all_sections_in_the_order_of_the_specification(
    name: str, request: pytest.FixtureRequest
) -> None:
    report = read(request.getfixturevalue(name), lang="en")
    assert [s.title for s in report.sections] == TITLES
    assert [s.number for s in report.sections] == list(range(17))


@pytest.mark.parametrize("name", ["full", "bare"])
def test_every_section_has_a_finding_a_decision_and_something_in_it(name: str, request: pytest.FixtureRequest) -> None:
    for part in read(request.getfixturevalue(name), lang="en").sections:
        assert part.headline.endswith((".", "?")), part.title
        assert part.decision.startswith("You decide: ")
        assert part.blocks


def test_what_is_not_known_is_said_and_never_a_zero(bare: Retrospective) -> None:
    report = read(bare, lang="en")
    assert "No survey answers in these files." in texts(section(report, 10))
    assert "Nobody sealed a forecast before the numbers were shown." in texts(section(report, 3))
    assert section(report, 11).headline == "Nobody has answered yet, so there is nothing to compare."
    heads = next(b for b in section(report, 1).blocks if isinstance(b, Headlines))
    assert (heads.items[0].value, heads.items[0].doubt) == ("not shown", ("no count of viewers in these files",))
    assert heads.items[0].mark.word == "cannot be computed"


def test_the_client_is_not_told_that_nobody_forecast_when_forecasts_are_only_left_out(full: Retrospective) -> None:
    shown = texts(section(read(full.model_copy(update={"forecasts": ()}), lang="en", edition="client"), 3))
    assert "The team's own forecasts are not part of this edition." in shown
    assert "Nobody sealed a forecast before the numbers were shown." not in shown


def test_the_client_sees_no_section_about_disagreement(full: Retrospective) -> None:
    numbers = [s.number for s in read(full, lang="en", edition="client").sections]
    assert numbers == [*range(11), *range(12, 17)]


def test_the_flash_edition_has_five_sections(full: Retrospective) -> None:
    assert [s.number for s in read(full, lang="en", edition="flash").sections] == [0, 1, 2, 4, 13]


def test_measures_are_counted_by_verdict(full: Retrospective) -> None:
    # better: participation, conversion, revenue, aov; worse: answered, wait; different: questions;
    # usual: viewers, most at once, view duration, orders; unknown: NPS, ease, best sellers. 4+2+1+4+3 = 14
    headline = section(read(full, lang="en"), 5).headline
    assert headline == "Better than usual: 4. Worse: 2. Different: 1. As usual: 4. Cannot be told: 3."


def test_a_wait_is_slower_and_not_above(full: Retrospective) -> None:
    table = next(b for b in section(read(full, lang="en"), 5).blocks if isinstance(b, Table))
    row = next(r for r in table.rows if r.anchor == "k-first-response-time")
    assert row.cells[-1].mark
    assert row.cells[-1].mark.word == "worse: slower than usual"


def test_no_band_stands_on_fewer_than_five_sessions(full: Retrospective) -> None:
    table = next(b for b in section(read(full, lang="en"), 5).blocks if isinstance(b, Table))
    nps = next(r for r in table.rows if r.anchor == "k-nps")
    assert nps.cells[3].text == "none yet"
    assert nps.cells[2].bar
    assert nps.cells[2].bar.band is None


def test_goals_are_compared_in_the_measure_s_own_unit(full: Retrospective) -> None:
    # The goal of 8000 euro is 800000 cents; 907800 cents reach it.
    table = next(b for b in section(read(full, lang="en"), 3).blocks if isinstance(b, Table))
    revenue = next(r for r in table.rows if r.cells[0].text == "Revenue placed")
    assert [c.text for c in revenue.cells[1:3]] == ["€8,000", "€9,078"]
    assert revenue.cells[3].mark
    assert revenue.cells[3].mark.word == "goal reached"


def test_forecasts_of_people_who_had_seen_the_figure_do_not_count(full: Retrospective) -> None:
    # Seven forecasts, one of them informed; of the six others the host's and the client's on conversion held.
    assert section(read(full, lang="en"), 3).headline == "2 of 6 forecasts held."


def test_missing_curves_are_left_out_and_said(full: Retrospective) -> None:
    line = full.timeline
    quiet = full.model_copy(update={"timeline": Timeline(people_writing=line.people_writing)})
    part = section(read(quiet, lang="en"), 6)
    drawn = next(b for b in part.blocks if isinstance(b, TimelineFigure))
    assert [s.title for s in drawn.series] == ["People writing, each minute"]
    assert "No viewer curve in these files, so the row of people watching is left out." in texts(part)
    assert "No orders with times in these files, so the row of orders is left out." in texts(part)


def test_drops_come_first_when_the_record_says_so(full: Retrospective) -> None:
    part = section(read(full.model_copy(update={"drops_first": True}), lang="en"), 6)
    both = next(b for b in part.blocks if isinstance(b, Beside))
    assert (both.first.title, both.second.title) == ("Drops", "Peaks")


def test_claims_without_evidence_are_called_opinions(full: Retrospective) -> None:
    entries = next(b for b in section(read(full, lang="en"), 8).blocks if isinstance(b, Entries))
    evidence = [next(f for f in e.facts if f.label == "Evidence") for e in entries.items]
    assert [bool(f.links) for f in evidence] == [True, False]
    assert evidence[1].text == "none in this record: an opinion"


def test_one_respondent_is_no_agreement(full: Retrospective) -> None:
    alone = full.model_copy(
        update={"respondents": (Respondent(id="maria", role="csm", set="s"),), "forecasts": (), "claims": ()}
    )
    part = section(read(alone, lang="en"), 11)
    assert part.headline == "One person has answered; agreement needs a second view."
    assert "Answered: Customer success. Not answered yet: Host and Client." in texts(part)


def test_host_and_data_that_differ_stand_first_on_the_agenda(full: Retrospective) -> None:
    table = next(b for b in section(read(full, lang="en"), 11).blocks if isinstance(b, Table) and b.style == "dis")
    row = table.rows[0]
    assert row.cells[0].text == "Questions answered in chat"
    assert [c.mark.word for c in row.cells if c.mark] == ["did not work", "worked", "worse: below usual"]


def test_titles_are_translated_but_people_s_words_are_not_patterns(full: Retrospective) -> None:
    braces = full.model_copy(update={"session": full.session.model_copy(update={"title": "{client} {x}"})})
    assert read(braces, lang="en").title == "{client} {x}"
    assert "{client} {x}, Maison Verbena." in section(read(braces, lang="en"), 0).headline


def test_evidence_leads_only_to_what_the_record_holds(full: Retrospective) -> None:
    reading = Reading(full, Speaker("en", "Europe/Madrid"), "team")
    links = reading.links(
        ("moment:1", "moment:99", "metric:aov", "metric:none", "answer:maria.x", "quote:q1", "claim:c1")
    )
    assert [link.anchor for link in links] == ["m-1", "k-aov", "q-q1", "c-c1"]


def test_a_bet_in_points_is_written_in_points(full: Retrospective) -> None:
    entries = next(b for b in section(read(full, lang="en"), 13).blocks if isinstance(b, Entries))
    bets = [next(f.text for f in e.facts if f.label == "Bet") for e in entries.items]
    # 500 euro are 50000 cents; 5 points stay 5 points.
    assert bets == ["up by at least €500.00", "up by at least 5 points"]


@pytest.mark.parametrize("lang", ["en", "es", "fr"])
def test_every_language_renders_every_sentence(full: Retrospective, lang: str) -> None:
    report = read(full, lang=lang)
    assert len(report.sections) == 17
    assert not any("{" in s.headline for s in report.sections)


def test_the_speaker_formats_counts_inside_plurals(full: Retrospective) -> None:
    from rex.model.message import say_n

    speaker = Speaker("en", full.session.timezone or "UTC")
    assert speaker.say(say_n("{n} row", "{n} rows", 1842)) == "1,842 rows"
    assert speaker.say(say_n("{n} row", "{n} rows", 1)) == "1 row"
    assert speaker.say(say("{a} and {b}", a=say_n("{n} row", "{n} rows", 2), b="{a}")) == "2 rows and {a}"


def test_a_measure_without_a_value_has_no_verdict(full: Retrospective) -> None:
    broken = full.measures[0].model_copy(update={"status": "error", "value": None, "verdict": "better"})
    record = full.model_copy(update={"measures": (broken, *full.measures[1:])})
    part = section(read(record, lang="en"), 5)
    table = next(b for b in part.blocks if isinstance(b, Table))
    mark = table.rows[0].cells[-1].mark
    assert mark
    assert (mark.sign, mark.word) == ("?", "could not be computed")
    # One of the usual ones moved to those that cannot be told.
    assert part.headline == "Better than usual: 4. Worse: 2. Different: 1. As usual: 3. Cannot be told: 4."


def test_differences_are_counted_and_single_voices_are_not(full: Retrospective) -> None:
    # Answered questions: host against CSM and data; both forecast KPIs: outside what somebody expected.
    # Half-face test and the welcome have one voice each; voice by voice, the mood and the kit's moment differ.
    part = section(read(full, lang="en"), 11)
    assert part.headline == "People or data differ on 5 subjects."
    assert "2 subjects were named by one side alone." in texts(part)
