from __future__ import annotations

import numpy as np

from rex.moments.codes import author_codes, paste_codes
from rex.moments.series import ChatTimes
from rex.moments.signals.people import first_in_a_while


def counted(t_s: list[float], author: list[int], text_key: list[int] | None = None) -> list[bool]:
    keys = np.array(text_key or [], dtype=np.int64)
    kept = first_in_a_while(ChatTimes(np.array(t_s), np.array(author, dtype=np.int64), keys))
    return [bool(k) for k in kept]


def test_an_author_counts_once_in_thirty_seconds() -> None:
    # from the last message that counted: 0 counts, 10 and 29 do not, 30 does, 59 does not, 60 does
    assert counted([0, 10, 29, 30, 59, 60], [7] * 6) == [True, False, False, True, False, True]


def test_unknown_authors_count_with_every_message() -> None:
    assert counted([0, 1, 2], [-1, -1, -1]) == [True, True, True]


def test_five_copies_of_a_text_within_thirty_seconds_count_once() -> None:
    assert counted([0, 1, 2, 3, 4], [1, 2, 3, 4, 5], [9] * 5) == [True, False, False, False, False]


def test_a_few_people_who_say_the_same_all_count() -> None:
    assert counted([0, 1, 2, 3], [1, 2, 3, 4], [9] * 4) == [True] * 4


def test_copies_spread_over_minutes_are_no_flood() -> None:
    assert counted([0, 20, 40, 60, 80], [1, 2, 3, 4, 5], [9] * 5) == [True] * 5


def test_texts_without_a_code_are_never_a_flood() -> None:
    assert counted([0, 1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6], [-1] * 6) == [True] * 6


def test_no_message_is_no_message() -> None:
    assert counted([], []) == []


def test_codes_follow_the_order_of_appearance_and_minus_one_is_unknown() -> None:
    assert author_codes(["b", "", "a", "b", None]).tolist() == [0, -1, 1, 0, -1]


def test_short_texts_have_no_code_since_people_agree() -> None:
    assert paste_codes(["wow", "x" * 20, "x" * 19, "x" * 20]).tolist() == [-1, 0, -1, 0]
