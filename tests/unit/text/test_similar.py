"""The word that was meant."""

from __future__ import annotations

from rex.text.similar import nearest

COMMANDS = ["review", "render", "refresh", "report", "kpis", "moments", "init"]


def test_a_slip_finds_the_word_that_was_meant_first() -> None:
    assert nearest("reveiw", COMMANDS)[0] == "review"
    assert nearest("kpi", COMMANDS) == ["kpis"]
    assert nearest("mom", COMMANDS) == ["moments"]


def test_case_and_joining_signs_do_not_count() -> None:
    assert nearest("Conversion-Rate", ["conversion_rate", "aov"]) == ["conversion_rate"]


def test_nothing_is_proposed_when_nothing_is_close() -> None:
    assert nearest("xyzzy", COMMANDS) == []
    assert nearest("", COMMANDS) == []
    assert nearest("review", []) == []


def test_no_more_are_proposed_than_asked_for_and_each_once() -> None:
    assert nearest("re", ["rea", "reb", "rec", "rea"], n=2) == ["rea", "reb"]
