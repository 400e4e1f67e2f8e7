"""B34: ranges that hold too seldom, or nearly always."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.checks.parts import TrackRecord
from rex.checks.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.finding import Checks
    from rex.model.message import Message


@pytest.mark.parametrize(
    ("ranges", "held", "fires"),
    [
        (10, 5, True),  # 50 %; at most 5 of 10 at 0.8: 0.0328
        (10, 6, False),  # near miss: 60 %
        (11, 6, False),  # 55 %, but at most 6 of 11 happens in 0.0504
        (14, 14, True),  # 0.8^14 = 0.0440
        (13, 13, False),  # near miss: 0.0550
        (40, 38, False),  # 95 % is the edge
        (40, 39, True),
        (20, 16, False),  # told well
    ],
)
def test_it_speaks_of_ranges_too_narrow_and_too_wide(
    look: Callable[[str, Subject], Checks], ranges: int, held: int, fires: bool
) -> None:
    assert bool(look("B34", Subject(track_record=TrackRecord(ranges, held, 5))).findings) is fires


def test_it_says_how_many_held_and_what_to_do(
    look: Callable[[str, Subject], Checks], read: Callable[[Message], str]
) -> None:
    narrow = look("B34", Subject(track_record=TrackRecord(10, 4, 3))).findings[0]
    # at most 4 of 10 at 0.8: (210 * 4^4 + 120 * 4^3 + 45 * 4^2 + 10 * 4 + 1) / 5^10 = 62201 / 9765625
    assert read(narrow.says) == (
        "Ranges that should hold in 0.8 share of cases: 4 count of 10 count held (0.4 share). "
        "Ranges told well would do so in 0.006369 share of cases."
    )
    assert "widen" in read(narrow.instead)
    wide = look("B34", Subject(track_record=TrackRecord(20, 20, 3))).findings[0]
    assert "0.01153 share of cases" in read(wide.says)  # 0.8^20
    assert "narrow it" in read(wide.instead)


@pytest.mark.parametrize("record", [TrackRecord(9, 2, 5), TrackRecord(30, 2, 2)])
def test_few_ranges_or_few_sessions_are_too_little(look: Callable[[str, Subject], Checks], record: TrackRecord) -> None:
    assert look("B34", Subject(track_record=record)).not_applicable


def test_it_can_be_hidden_with_a_reason(look: Callable[[str, Subject], Checks]) -> None:
    subject = Subject(track_record=TrackRecord(10, 2, 3), suppressions={"B34": "the first quarter"})
    assert look("B34", subject).findings[0].suppressed == "the first quarter"
