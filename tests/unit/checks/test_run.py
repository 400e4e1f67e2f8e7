"""The room as a whole: what runs, in which order, what is hidden, what breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.checks.base import Answer, Check, Clear, Fires, beyond, check, unlikely
from rex.checks.run import run
from rex.checks.subject import Subject
from rex.model.message import say
from rex.plugins.find import Broken, Room

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.answer import Claim
    from rex.model.finding import Level
    from rex.model.message import Message


def firing(name: str, level: Level, strength: float) -> Check:
    @check(id=name, title=name, level=level, needs=(), source="a test")
    def look(_: Subject) -> Answer:
        return Fires(say("It is there."), say("Look again."), strength=strength)

    return look


def room(*checks: Check) -> Room[Check]:
    return Room({one.id: one for one in checks})


def test_every_shipped_check_has_its_name_tag_and_its_page(shipped: Room[Check]) -> None:
    # B37, leading questions, is a rule of the linter of question sets
    assert list(shipped.plugins) == [f"B{n:02}" for n in range(1, 39) if n != 37]
    assert shipped.broken == ()
    for one in shipped.plugins.values():
        assert one.title
        assert one.source
        assert "Too little" in one.page
        assert "It speaks when" in one.page


def test_nothing_at_all_is_said_aloud_by_every_check(shipped: Room[Check]) -> None:
    checks = run(Subject(), shipped)
    assert [one.check for one in checks.not_applicable] == list(shipped.plugins)
    assert not checks.findings
    assert not checks.passed


def test_findings_come_by_severity_then_strength_then_id() -> None:
    found = run(
        Subject(),
        room(
            firing("X5", "info", 0.9),
            firing("X4", "warn", 0.1),
            firing("X3", "warn", 0.7),
            firing("X2", "warn", 0.7),
            firing("X1", "block", 0),
        ),
    ).findings
    assert [one.check for one in found] == ["X1", "X2", "X3", "X4", "X5"]


def test_a_suppression_with_a_reason_hides_and_keeps_the_reason() -> None:
    found = run(Subject(suppressions={"X1": "the encoder log shows it"}), room(firing("X1", "warn", 0))).findings[0]
    assert (found.suppressed, found.response) == ("the encoder log shows it", "suppressed")


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_suppression_without_a_reason_hides_nothing(reason: str) -> None:
    found = run(Subject(suppressions={"X1": reason}), room(firing("X1", "warn", 0))).findings[0]
    assert (found.suppressed, found.response) == (None, "open")


def test_a_broken_check_is_named_without_its_data_and_the_rest_goes_on() -> None:
    @check(id="X1", title="breaks", level="warn", needs=(), source="a test")
    def breaks(_: Subject) -> Answer:
        raise ValueError("viewer ana@example.com wrote")

    told: list[Broken] = []
    checks = run(Subject(), room(breaks, firing("X2", "warn", 0)), on_broken=told.append)
    assert [one.check for one in checks.findings] == ["X2"]
    assert checks.not_applicable[0].check == "X1"
    assert "example.com" not in checks.model_dump_json()
    assert told == [Broken("X1", "ValueError")]


def test_a_check_that_could_not_be_loaded_is_named_too() -> None:
    loaded: Room[Check] = Room({}, (Broken("rex.checks.mine", "ImportError: no module at /somewhere"),))
    checks = run(Subject(), loaded)
    assert checks.not_applicable[0].check == "rex.checks.mine"
    assert "/somewhere" not in checks.model_dump_json()


def test_a_check_that_answers_nothing_is_broken_and_not_passed() -> None:
    @check(id="X1", title="forgets", level="warn", needs=(), source="a test")
    def forgets(_: Subject) -> Answer:
        return None  # type: ignore[return-value]

    assert [one.check for one in run(Subject(), room(forgets)).not_applicable] == ["X1"]


def test_a_check_sees_only_what_it_declared(claim: Callable[..., Claim]) -> None:
    @check(id="X1", title="peeks", level="warn", needs=("claims",), source="a test")
    def peeks(subject: Subject) -> Answer:
        return Clear(say("{n}", n=len(subject.measures)))

    told: list[Broken] = []
    run(Subject(claims=(claim(),)), room(peeks), on_broken=told.append)
    assert told == [Broken("X1", "UndeclaredError")]


def test_a_missing_need_says_which(read: Callable[[Message], str]) -> None:
    @check(id="X1", title="needs", level="warn", needs=("claims",), source="a test")
    def needs(_: Subject) -> Answer:
        raise AssertionError

    assert read(run(Subject(), room(needs)).not_applicable[0].why) == "No conclusion was written down."


def test_a_share_of_zero_is_known_and_not_missing() -> None:
    @check(id="X1", title="zero", level="warn", needs=("orders_unmatched",), source="a test")
    def zero(_: Subject) -> Answer:
        return Clear(say("Looked."))

    assert run(Subject(orders_unmatched=0.0), room(zero)).passed
    assert run(Subject(), room(zero)).not_applicable


def test_strength_is_zero_on_the_threshold_and_half_at_twice() -> None:
    assert beyond(0.05, 0.05) == 0
    assert beyond(0.10, 0.05) == 0.5
    assert unlikely(0.05, 0.05) == 0
    assert unlikely(0.0025, 0.05) == pytest.approx(0.5)  # the square of 0.05


def test_no_shipped_text_blames_or_shouts(shipped: Room[Check]) -> None:
    for one in shipped.plugins.values():
        page = one.page.casefold()
        assert not any(
            word in page for word in ("you are", "p-value", "significant", "null hypothesis", "because", "!")
        )
