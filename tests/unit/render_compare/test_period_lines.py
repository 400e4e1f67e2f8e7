from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.render.period import period_lines
from rex.text.width import width
from tests.unit.render_compare.periods import hostile_period, measures, period, sparse_period
from tests.unit.render_compare.shown import speaker, texts

if TYPE_CHECKING:
    from rex.model.comparison import Period


def shown(made: Period | None = None, cells: int = 80) -> list[str]:
    return texts(period_lines(made or period(), speaker(), cells))


@pytest.mark.parametrize("made", [period(), hostile_period(), sparse_period()])
@pytest.mark.parametrize("lang", ["en", "es", "fr"])
@pytest.mark.parametrize("cells", [40, 59, 80, 100])
def test_no_line_is_wider_than_asked(made: Period, lang: str, cells: int) -> None:
    for plain in (False, True):
        lines = texts(period_lines(made, speaker(lang), cells, plain))
        assert max(map(width, lines)) <= cells


def test_the_bottom_line_comes_first() -> None:
    lines = shown()
    assert lines[0].startswith("Maison Verbena · November 2026 · Provisional: 2 sessions are still open")
    assert lines[3] == "  3 of 16 headline numbers left their usual range; about 0.4 would by luck"


def test_a_total_has_its_interval_its_base_and_the_sessions_outside() -> None:
    lines = shown()
    at = next(i for i, line in enumerate(lines) if "+ Conversion" in line)
    assert [cell.strip() for cell in lines[at].split("  ") if cell.strip()][1:] == ["5.3%", "4.8 to 5.8%", "1 of 4"]
    assert lines[at + 1].startswith("      368 of 6,994 · Outside its usual range in 1 of 4 sessions.")


def test_measures_that_stayed_inside_are_counted_not_listed() -> None:
    lines = shown()
    assert "    2 others: nothing outside their range" in lines
    assert not any("Unique viewers" in line for line in lines)


def test_measures_that_nobody_could_judge_are_not_called_inside() -> None:
    untold = tuple(
        one.model_copy(update={"verdicts": ("too_little_history",) * 4, "usual": None})
        if one.total.title == "Unique viewers"
        else one
        for one in measures()
    )
    lines = shown(period().model_copy(update={"measures": untold}))
    assert "    1 other: nothing outside its range" in lines
    assert "    1 other: not judged yet" in lines


def test_promises_stand_with_their_verdict() -> None:
    lines = shown()
    at = lines.index("  Promised: 4. Done: 3. Moved as hoped: 2.")
    assert lines[at + 4] == "  ? never tried: Cut the welcome from 6 to 4 minutes"


def test_a_record_that_could_not_be_used_is_named() -> None:
    assert "  Left out   2026-11-24: Its record was written by a newer REX." in shown()


def test_a_period_of_one_session_says_that_nothing_can_be_judged() -> None:
    lines = shown(sparse_period())
    assert "  Too few sessions so far to call anything in this period unusual." in lines
    assert any("? Orders" in line and "not judged" in line for line in lines)
    assert "  Nothing was promised for this period." in lines


def test_a_changed_number_changes_exactly_its_lines() -> None:
    made = list(measures())
    total = made[0].total.model_copy(update={"value": 0.051, "k": 357})
    made[0] = made[0].model_copy(update={"total": total})
    before, after = shown(), shown(period(measures=tuple(made)))
    changed = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    assert len(changed) == 2  # the value's line and the one under it with k of n
    assert "5.3%" in changed[0][0]
    assert "5.1%" in changed[0][1]
    assert "357 of 6,994" in changed[1][1]
