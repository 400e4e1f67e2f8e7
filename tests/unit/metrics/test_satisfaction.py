from __future__ import annotations

import pytest

from rex.model.tables import Row, SurveyRow
from tests.builders import START_MS, answers, measured, said

SCALES = {"csat": ("csat", 5), "csat_mean": ("csat", 5), "ces": ("ces", 7)}


def test_csat_is_the_two_upper_boxes_of_five() -> None:
    # 10 of 20 answered 4 or 5. Wilson: (10 + 1.9207) / 23.8415 -+ 1.959964 sqrt(5 + 0.960365) / 23.8415
    found = measured(answers("csat", [1, 2, 3, 4, 5, 3, 4, 5, 4, 5, 1, 2, 3, 4, 5, 3, 4, 5, 2, 1], 1, 5))["csat"]
    assert (found.value, found.k, found.n) == (0.5, 10, 20)
    assert (found.low, found.high) == pytest.approx((0.2993, 0.7007), abs=1e-4)


@pytest.mark.parametrize(("kpi", "question"), [("csat_mean", "csat"), ("ces", "ces")])
def test_a_mean_by_hand(kpi: str, question: str) -> None:
    # five 2 and five 4: mean 3, variance 10 / 9, error 1/3, t(9) = 2.262157
    found = measured(answers(question, [2, 4] * 5, *(1, SCALES[kpi][1])))[kpi]
    assert found.value == 3
    assert (found.low, found.high) == pytest.approx((3 - 0.754052, 3 + 0.754052), abs=1e-5)


@pytest.mark.parametrize(("kpi", "question"), [("csat_mean", "csat"), ("ces", "ces")])
def test_all_answers_equal_have_no_spread_and_say_so(kpi: str, question: str) -> None:
    found = measured(answers(question, [5] * 30, *(1, SCALES[kpi][1])))[kpi]
    assert (found.value, found.low, found.high) == (5, None, None)
    assert "no spread" in said(found.warnings[0])


def test_an_interval_never_leaves_its_scale() -> None:
    # nine 5 and one 4: mean 4.9, error 0.1; 4.9 + 2.26 x 0.1 would be 5.13 of 5
    assert measured(answers("csat", [5] * 9 + [4], 1, 5))["csat_mean"].high == 5
    assert measured(answers("ces", [1] * 9 + [2], 1, 7))["ces"].low == 1


@pytest.mark.parametrize("kpi", SCALES)
@pytest.mark.parametrize(("low", "high"), [(1, 10), (0, 5), (0, 7), (1, 4)])
def test_another_scale_is_not_mixed_in_and_is_said(kpi: str, low: int, high: int) -> None:
    question, _ = SCALES[kpi]
    found = measured(answers(question, [3] * 20, low, high))[kpi]
    assert (found.status, found.value) == ("not_applicable", None)
    assert "another scale" in said(found.why)


def test_five_and_seven_points_are_two_questions() -> None:
    rows = [*answers("csat", [5] * 12, 1, 5), *answers("csat", [7] * 40, 1, 7)]
    found = measured(rows)
    assert (found["csat"].n, found["csat_mean"].value) == (12, 5)
    assert measured(answers("ces", [3] * 12, 1, 5))["ces"].status == "not_applicable"


@pytest.mark.parametrize("kpi", SCALES)
def test_answers_outside_the_scale_or_without_a_number_count_nowhere(kpi: str) -> None:
    question, high = SCALES[kpi]
    found = measured(answers(question, [*[high] * 5, *[high - 1] * 5, 0, high + 1, None], 1, high))[kpi]
    assert found.n == 10
    assert found.value == (1 if kpi == "csat" else high - 0.5)


@pytest.mark.parametrize("kpi", SCALES)
def test_nine_answers_are_one_short(kpi: str) -> None:
    question, high = SCALES[kpi]
    found = measured(answers(question, [3] * 9, 1, high))[kpi]
    assert (found.status, said(found.why)) == ("insufficient", "9 answers; shown from 10 on, 1 more.")


def sheet(respondent: str, source: str, sent_s: int | None, **answered: int) -> list[Row]:
    """One person's answers as one export file has them."""
    at = None if sent_s is None else START_MS + sent_s * 1000
    return [
        SurveyRow(
            respondent=respondent, source=source, t_ms=at, question_id=question, answer_raw=str(number),
            answer_num=number, scale_min=0 if question == "nps" else 1, scale_max=10 if question == "nps" else 5,
        )
        for question, number in answered.items()
    ]  # fmt: skip


def test_a_sheet_that_two_exports_hold_counts_once() -> None:
    # 12 sheets in Monday's export, the same and 3 more in Tuesday's: 15 people, and no narrower interval than theirs.
    monday = [sheet(f"mon{n}", "mon.csv", n + 1, nps=9, csat=4) for n in range(12)]
    tuesday = [sheet(f"tue{n}", "tue.csv", n + 1, nps=9, csat=4) for n in range(15)]
    both, alone = measured(*monday, *tuesday), measured(*tuesday)
    assert both["nps"].n == both["csat"].n == 15
    assert (both["nps"], both["csat"]) == (alone["nps"], alone["csat"])


def test_two_forms_that_tell_times_to_the_minute_are_different_people_unless_three_answers_agree() -> None:
    spanish = [sheet(f"es{n}", "es.csv", 60 * n, nps=9) for n in range(30)]
    french = [sheet(f"fr{n}", "fr.csv", 60 * n, nps=9) for n in range(30)]
    assert measured(*spanish, *french)["nps"].n == 60
    fuller = [sheet(f"{file}{n}", f"{file}.csv", 60 * n, nps=9, csat=4, ces=3) for file in "ab" for n in range(12)]
    assert measured(*fuller)["nps"].n == 12


def test_two_people_who_answer_alike_in_one_export_are_two() -> None:
    assert measured(*(sheet(f"p{n}", "mon.csv", 5, nps=9) for n in range(12)))["nps"].n == 12


def test_sheets_without_an_instant_are_told_apart_by_the_service_s_id_alone() -> None:
    named = [sheet(f"p{n}", file, None, nps=9) for file in ("mon.csv", "tue.csv") for n in range(12)]
    unnamed = [sheet(f"{file}{n}", file, None, nps=9) for file in ("mon.csv", "tue.csv") for n in range(12)]
    assert measured(*named)["nps"].n == 12
    assert measured(*unnamed)["nps"].n == 24


def test_of_two_versions_of_a_sheet_the_fuller_one_counts() -> None:
    early = [sheet(f"a{n}", "a.csv", n + 1, nps=9) for n in range(12)]
    late = [sheet(f"b{n}", "b.csv", n + 1, nps=9, csat=5) for n in range(12)]
    found = measured(*early, *late)
    assert (found["nps"].n, found["csat"].n) == (12, 12)
