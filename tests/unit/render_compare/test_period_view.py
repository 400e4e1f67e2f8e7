from __future__ import annotations

import pytest

from rex.model.comparison import Totals
from rex.model.measure import UsualRange
from rex.model.message import say
from rex.render.blocks import Bullets, Mark, Table
from rex.render.comparison.multiple import multiple
from rex.render.comparison.pieces import Folded, Multiple, Point
from rex.render.comparison.telling import Telling
from rex.render.period.lines import period_lines
from rex.render.period.measures import measure_row, period_mark, rests_on
from rex.render.period.measures import multiple as multiple_of
from rex.render.period.sections import page_of
from rex.render.period.view import reading_of
from tests.unit.render_compare.periods import ALL_USUAL, measured, measures, over, period, session
from tests.unit.render_compare.shown import speaker

TELL = Telling(speaker())
NO_VALUES = ("too_little_data",) * 4


@pytest.mark.parametrize(
    ("verdicts", "sign", "word"),
    [
        (("usual", "better", "usual", "usual"), "+", "better than usual in 1 of 4"),
        (("worse", "worse", "usual", "usual"), "-", "worse than usual in 2 of 4"),
        (("worse", "better", "usual", "usual"), "*", "outside the usual in 2 of 4"),
        (("up", "usual", "usual", "too_little_history"), "*", "outside the usual in 1 of 3"),
        (("usual", "usual", "too_little_data", "usual"), "~", "as usual in all 3"),
        (("too_little_history",) * 4, "?", "cannot be told yet"),
    ],
)
def test_sessions_readings_add_up_to_one_mark(verdicts: tuple[str, ...], sign: str, word: str) -> None:
    mark = period_mark(TELL, over(measured("a", "A", "count", 4), (1, 1, 1, 1), verdicts))
    assert (mark.sign, mark.word) == (sign, word)


def test_a_measure_that_does_not_add_up_says_why() -> None:
    assert rests_on(TELL, measures()[6].total) == "Different people over several sessions are unknown."
    bare = measured("a", "A", "count", None, status="not_applicable")
    assert rests_on(TELL, bare) == "It does not add up over sessions."


def test_a_calendar_month_is_named_in_the_reader_s_language_and_another_span_by_its_days() -> None:
    assert reading_of(period(), speaker("es")).title == "Noviembre de 2026"
    half = period(last=period().first.replace(day=14))
    assert reading_of(half, speaker("es")).title == "Dom 1 nov 2026 a sáb 14 nov 2026"


def test_without_headline_measures_the_first_with_values_are_drawn() -> None:
    plain = tuple(m.model_copy(update={"total": m.total.model_copy(update={"headline": False})}) for m in measures())
    assert [m.title for m in reading_of(period(measures=plain), speaker()).multiples] == [
        "Conversion",
        "Revenue placed",
        "Questions answered in chat",
        "Average view duration",
    ]


def test_the_picture_s_sentence_has_every_session_with_its_own_reading() -> None:
    says = reading_of(period(), speaker()).multiples[0].says
    assert says == (
        "Conversion, session by session: 6 Nov 4.7% (as usual); 13 Nov 4.5% (as usual); "
        "20 Nov 6.2% (better than usual); 27 Nov 5.5% (as usual). Usual: 2.9 to 6.1%."
    )
    assert "6 Nov no value; 13 Nov +36" in reading_of(period(), speaker()).multiples[4].says


def test_all_settled_is_said() -> None:
    settled = (session(6, "A"), session(13, "B"), session(20, "C"), session(27, "D"))
    assert reading_of(period(sessions=settled), speaker()).state == "Settled: returns are known"


def small(values: tuple[float | None, ...], *, trial: bool) -> Multiple:
    points = tuple(Point(value, "better" if value == 10 else "usual", f"{i} Nov") for i, value in enumerate(values))
    return Multiple("A", "1", (), points, (2, 6), ("2", "6"), trial, Mark("~", "usual", "as usual"), "A sentence.")


def test_a_session_without_a_value_leaves_a_gap_in_the_line() -> None:
    drawn = multiple(small((2, None, 4, 10), trial=True))
    line = next(part for part in drawn.split("<path ") if 'class="s2"' in part)
    assert line.count("M") == 2
    assert line.count("L") == 1


def test_the_band_is_broken_while_it_is_on_trial_and_whole_when_locked() -> None:
    assert 'stroke-dasharray="4 3"' in multiple(small((2, 4), trial=True))
    assert "stroke-dasharray" not in multiple(small((2, 4), trial=False))


def test_points_and_band_share_one_scale() -> None:
    drawn = multiple(small((2, 10), trial=False))
    # 2 to 10 spans y 80 to 12, 8.5 a unit: the band's upper edge 6 is at 80 - 4 * 8.5 = 46, its lower edge 2 at 80.
    assert "M0 46H" in drawn
    assert 'cy="80"' in drawn
    assert "6l6 10h-12z" in drawn  # the better session's triangle, 6 above its place at 12


def test_one_session_alone_stands_in_the_middle() -> None:
    usual = UsualRange(low=1, high=3, centre=2, sessions=6, kind="trial")
    one = over(measured("a", "A", "count", 2, headline=True), (2,), ("usual",), usual=usual)
    made = period(measures=(one,), sessions=(session(6, "Alone"),))
    drawn = multiple(reading_of(made, speaker()).multiples[0])
    right = 280 - (0.6 * 10 + 8)  # one digit of 10 px beside the band
    assert f'cx="{right / 2:.0f}"' in drawn


def test_what_no_session_told_is_one_line_a_reason_and_no_row() -> None:
    chat, shop = say("The chat is needed."), say("The orders are needed.")
    empty = [
        over(measured(kpi, kpi, "count", None, status="not_applicable", why=why), (None,) * 4, NO_VALUES, says=why)
        for kpi, why in (("talk", chat), ("asked", chat), ("sold", shop))
    ]
    made = period(measures=(*measures(), *empty))
    read = reading_of(made, TELL.speaker)
    numbers = page_of(TELL, read).sections[2]
    table, lacking = numbers.blocks
    assert isinstance(table, Table)
    assert isinstance(lacking, Bullets)
    assert len(table.rows) == len(measures())
    assert lacking.items == (
        "talk and asked: The chat is needed.",
        "sold: The orders are needed.",
    )
    assert numbers.headline.endswith("Without a value: 3.")


def test_a_headline_number_that_no_session_told_keeps_its_row_and_is_not_drawn() -> None:
    why = say("The chat is needed.")
    empty = measured("talk", "Talk", "count", None, status="not_applicable", why=why, headline=True)
    read = reading_of(period(measures=(over(empty, (None,) * 4, NO_VALUES, says=why), *measures())), TELL.speaker)
    row = read.measures[0]
    assert (row.told, row.mark.word, row.rests_on, row.says) == (False, "no value", "The chat is needed.", "")
    assert "Talk" not in read.session_heads
    assert all(picture.title != "Talk" for picture in read.multiples)


def test_many_sessions_are_told_by_their_span_beside_the_picture() -> None:
    many = over(measured("a", "A", "count", 91), tuple(range(1, 14)), ("usual",) * 13, says=say("Inside in all 13."))
    assert multiple_of(TELL, many, ("day",) * 13).says == (
        "A in 13 sessions: from 1 to 13, the middle one 7. Inside in all 13."
    )
    few = over(measured("a", "A", "count", 78), tuple(range(1, 13)), ("usual",) * 12)
    assert multiple_of(TELL, few, ("day",) * 12).says.count("day") == 12


@pytest.mark.parametrize(
    ("across", "points", "words"),
    [
        ("add", (3, 4), "counted"),
        ("max", (3, 4), "the highest session"),
        ("last", (3, 4), "as of the last session"),
        ("max", (4,), "counted"),
    ],
)
def test_what_is_no_sum_is_not_called_one(across: str, points: tuple[float, ...], words: str) -> None:
    made = over(measured("a", "A", "count", 4), points, ("usual",) * len(points), across=across)
    assert measure_row(TELL, made).could_be == words


def test_a_ratio_in_money_is_no_sum() -> None:
    assert measure_row(TELL, over(measured("a", "A", "EUR", 4, n=9), (3, 4), ALL_USUAL[:2])).could_be == "no interval"
    assert measure_row(TELL, over(measured("a", "A", "EUR", 4), (3, 4), ALL_USUAL[:2])).could_be == "a sum, no interval"


def test_without_orders_the_platform_s_sums_stand_under_their_own_names() -> None:
    told = over(measured("platform_orders", "Orders, by the platform", "count", 36), (9,) * 4, ALL_USUAL)
    made = period(totals=Totals(sessions=4, revenue={}), measures=(told,))
    read = reading_of(made, TELL.speaker)
    assert [(fact.label, fact.text) for fact in read.totals] == [
        ("Sessions", "4"),
        ("Orders, by the platform", "36"),
        ("State", "Sales as the platform reports them: what came back is not in these files"),
    ]
    heads = [column.label for column in page_of(TELL, read).sections[-3].blocks[0].columns]  # type: ignore[union-attr]
    assert heads[:2] == ["Session", "When"]
    assert "State" not in heads
    own = reading_of(period(measures=(told,)), TELL.speaker)
    assert [fact.label for fact in own.totals] == ["Sessions", "Orders", "Units sold", "Revenue placed", "State"]


def test_a_long_list_of_sessions_stands_behind_one_line() -> None:
    many = tuple(session(1 + n, "Show", session=f"s{n}") for n in range(21))
    row = over(measured("orders", "Orders", "count", 21), (1,) * 21, ("usual",) * 21)
    read = reading_of(period(sessions=many, measures=(row,)), TELL.speaker)
    (folded,) = page_of(TELL, read).sections[-3].blocks
    assert isinstance(folded, Folded)
    assert (folded.line, len(folded.table.rows)) == ("21 sessions", 21)
    text = "\n".join(
        "".join(span if isinstance(span, str) else span.text for span in line)
        for line in period_lines(period(sessions=many, measures=(row,)), TELL.speaker, 80)
    )
    assert "21, from Sun 1 Nov, 19:00 to Sat 21 Nov, 19:00; the report lists them." in " ".join(text.split())
