from __future__ import annotations

import pytest

from rex.render.comparison import diff_lines
from rex.text.width import width
from tests.unit.render_compare.comparisons import changes, comparison, hostile, incomparable, unjudged
from tests.unit.render_compare.shown import speaker, texts

EVERY = [comparison(), hostile(), incomparable(), unjudged()]


def shown(**options: bool) -> list[str]:
    return texts(diff_lines(comparison(), speaker(), 80, **options))


@pytest.mark.parametrize("made", EVERY)
@pytest.mark.parametrize("lang", ["en", "es", "fr"])
@pytest.mark.parametrize("cells", [40, 59, 66, 80, 100])
def test_no_line_is_wider_than_asked(made: object, lang: str, cells: int) -> None:
    for options in ({}, {"all_rows": True}, {"plain": True}, {"stat": True}):
        lines = texts(diff_lines(made, speaker(lang), cells, **options))  # type: ignore[arg-type]  # one of four comparisons
        assert max(map(width, lines)) <= cells
        assert not any(line != line.rstrip(" ") for line in lines)


def test_comparability_comes_before_any_number_and_names_the_blocked_row() -> None:
    lines = shown()
    assert lines[0] == "Calm Skin (Fri 13 Nov, 60\u00a0min) -> Autumn Glow (Fri 20 Nov, 62\u00a0min)"
    assert lines[1] == "Comparable in part: 1 of 15 measures is blocked."
    assert lines[3] == "    Cannot be compared for that reason: Refunds."
    first_number = next(i for i, line in enumerate(lines) if "4.5%" in line)
    assert first_number > lines.index("  One began at 20:00, the other at 19:00.")


def test_a_changed_row_has_mark_both_values_change_interval_and_place() -> None:
    row = next(line for line in shown() if "Conversion" in line)
    assert row.split("  ")[1].startswith("+ Conversion\u00a0*")
    assert [cell.strip() for cell in row.split("  ") if cell.strip()][1:] == [
        "4.5%",
        "6.2%",
        "+1.7\u00a0pts",
        "+0.2 to +3.2",
        "above",
    ]


def test_better_rows_stand_before_worse_ones_and_those_before_the_rest() -> None:
    signs = [line[2] for line in shown() if line[:2] == "  " and line[2:4] in {"+ ", "- ", "* ", "~ ", "? "}]
    table = signs[: signs.index("?") + 4]
    assert table == ["+"] * 4 + ["-"] * 2 + ["*"] + ["~"] * 2 + ["?"] * 4


def test_rows_without_a_clear_change_are_folded_with_their_count_and_unfolded_by_all() -> None:
    assert "  ~ 3 others: inside the usual range; --all shows them" in shown()
    assert not any("Unique viewers" in line for line in shown())
    unfolded = shown(all_rows=True)
    assert any("~ Unique viewers" in line for line in unfolded)
    assert not any("--all" in line for line in unfolded)


def test_a_row_that_cannot_be_told_says_how_much_more_is_needed() -> None:
    lines = shown()
    at = next(i for i, line in enumerate(lines) if "? Ease of ordering" in line)
    assert lines[at + 1] == "    9 answers; it takes 10."


def test_rows_with_one_reason_share_its_sentence() -> None:
    assert sum("4 earlier sessions" in line for line in shown()) == 1


def test_luck_is_said_with_its_numbers() -> None:
    lines = shown()
    at = lines.index("  Two sessions alone often differ this much by luck: the usual range decides.")
    assert lines[at + 1] == "  Of 11 compared, about 0.3 would be outside by luck."


def test_without_any_usual_range_nothing_is_said_to_decide() -> None:
    lines = texts(diff_lines(unjudged(), speaker(), 80))
    assert "  No usual range yet: it starts at 5 earlier sessions of this client." in lines
    assert not any(line.startswith(("  + ", "  - ", "  ~ ")) and "better" not in line for line in lines)


def test_what_cannot_be_compared_gets_no_table_of_verdicts() -> None:
    lines = texts(diff_lines(incomparable(), speaker(), 80))
    assert lines[1:3] == ["Not comparable.", "  One is in EUR, the other in USD."]
    assert "    Cannot be compared for that reason: every measure." in lines
    assert not any("Conversion" in line or "by luck" in line for line in lines)


def test_stat_gives_counts_alone() -> None:
    lines = shown(stat=True)
    counts = "Better than usual: 4. Worse: 2. Different: 1. As usual: 4. Cannot be told: 4."
    assert lines[3] == counts
    assert not any("Conversion" in line for line in lines)


def test_moments_claims_actions_and_checks_follow() -> None:
    joined = "\n".join(shown())
    assert "Moments  peaks 2 -> 2, drops 2 -> 2" in joined
    assert "again: Serum on skin · Sound lost · Gift draw" in joined
    assert "new: Kit sold out" in joined
    assert "gone: Shipping talk" in joined
    assert "Again: “Showing the serum on skin draws talk”" in joined
    assert "~ no clear change: Free-delivery banner during the show" in joined
    assert "Checks   Again: B24" in joined


def test_a_changed_number_changes_exactly_its_line() -> None:
    rows = list(changes())
    rows[2] = rows[2].model_copy(update={"after": 0.161, "delta": 0.161 - 218 / 1676})
    before, after = shown(), texts(diff_lines(comparison(changes=tuple(rows)), speaker(), 80))
    changed = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    assert len(changed) == 1
    assert "People who wrote" in changed[0][0]
    assert "15.6%" in changed[0][0]
    assert "16.1%" in changed[0][1]


def test_plain_lines_are_sentences_with_the_word_of_their_mark() -> None:
    lines = shown(plain=True)
    at = next(i for i, line in enumerate(lines) if "Median wait" in line)
    assert lines[at] == "  - Median wait for an answer: 2:08, then 4:50"
    assert lines[at + 1] == "      worse: slower than usual; change +2:42; could be +1:25 to +5:05"


def test_markup_stays_words_on_one_line() -> None:
    lines = texts(diff_lines(hostile(), speaker(), 80))
    joined = "\n".join(lines)
    assert "[/b]<script>alert(1)</script> **bold**" in joined
    assert all("\n" not in line and "\x1b" not in line for line in lines)
