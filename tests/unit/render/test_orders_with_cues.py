"""Orders beside a part of the show: what stands out, and what lies as near to any other part."""

from __future__ import annotations

from rex.model.effect import CueEffect, CueEffects
from rex.model.session import Cue
from rex.render.blocks import Prose, Table
from rex.render.reading import Reading
from rex.render.sections.cue_effects import orders_with_cues
from rex.text.speaker import Speaker
from tests.builders import record

CUES = tuple(Cue(id=f"cue:{n}", start_s=600.0 * n, kind="product", title=f"Part {n}") for n in (1, 2, 3))


def effect(cue: str, value: float, low: float, high: float, *, stands_out: bool = False) -> CueEffect:
    return CueEffect(cue=cue, value=value, low=low, high=high, p=0.001, q=0.003, stands_out=stands_out)


def blocks(shifts_p: float, *effects: CueEffect) -> tuple[object, ...]:
    made = record(cues=CUES, cue_effects=CueEffects(effects=effects, orders=90, delay_s=80, shifts_p=shifts_p))
    return orders_with_cues(Reading(made, Speaker("en", "UTC"), "team"))


def test_a_part_whose_orders_fit_any_other_place_as_well_is_named_with_the_doubt() -> None:
    (said,) = blocks(0.23, effect("cue:1", 0.2, -1, 2), effect("cue:2", 28.4, 20.1, 36.2))
    assert isinstance(said, Prose)
    assert "With Part 2 came 28 orders more than usual (20 to 36)" in said.text.replace("\u00a0", " ")
    assert "in 23.0% of its places" in said.text


def test_orders_that_were_lost_are_told_with_the_smaller_end_first() -> None:
    (said,) = blocks(0.4, effect("cue:3", -12.3, -18.0, -6.0))
    assert isinstance(said, Prose)
    assert "With Part 3 came 12 orders fewer than usual (6 to 18)" in said.text


def test_what_stands_out_is_a_row_and_luck_explains_the_rest() -> None:
    found = blocks(0.02, effect("cue:1", 25, 18, 33, stands_out=True), effect("cue:2", 3, 0.5, 6))
    assert isinstance(found[0], Table)
    assert len(found[0].rows) == 1


def test_where_no_interval_is_clear_of_zero_luck_is_all_that_is_said() -> None:
    (said,) = blocks(0.6, effect("cue:1", 1, -2, 4))
    assert isinstance(said, Prose)
    assert "luck explains it" in said.text
