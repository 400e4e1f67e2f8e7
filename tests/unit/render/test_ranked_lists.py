"""Lists beside the products: sources of buyers and pairs of products, ranked with their doubt."""

from __future__ import annotations

from rex.metrics.touchpoints import UNNAMED
from rex.model.measure import Ranked
from rex.render.blocks import Prose, Table
from rex.render.reading import Reading
from rex.render.sections.ranked import ranked_lists
from rex.text.speaker import Speaker
from tests.builders import measure, record, share


def line(rank: int, name: str, value: float, *, tied: bool = False) -> Ranked:
    return Ranked(rank=rank, id=name, name=name, value=value, low=value / 2, high=min(1, value * 2), tied=tied)


def reading(*measures: object, lang: str = "en") -> Reading:
    return Reading(record(*measures), Speaker(lang, "UTC"), "team")  # type: ignore[arg-type]


SOURCES = (
    line(1, "newsletter", 0.4),
    line(1, "instagram", 0.35, tied=True),
    Ranked(rank=3, id="?", name="x", value=0.25),
)


def test_sources_stand_with_their_share_and_those_who_tell_none_last_in_the_reader_s_words() -> None:
    assert UNNAMED  # what the KPI calls them; its lines have the id "?"
    for lang, untold in (("en", "not told"), ("es", "no dicho"), ("fr", "non dit")):
        (table,) = ranked_lists(reading(share("touchpoints", 40, 100, ranked=SOURCES), lang=lang))
        assert isinstance(table, Table)
        names = [row.cells[0].text for row in table.rows]
        assert names == ["newsletter", "instagram", untold]
        assert table.rows[1].cells[0].tag
        assert not table.rows[0].cells[0].tag


def test_a_long_list_is_cut_and_what_is_cut_is_counted() -> None:
    pairs = tuple(line(n, f"A + B{n}", 30 - n) for n in range(1, 12))
    table, rest = ranked_lists(reading(measure("bought_together", 29, ranked=pairs)))
    assert isinstance(table, Table)
    assert isinstance(rest, Prose)
    assert len(table.rows) == 8
    assert rest.text == "3 more lines stand in the record."


def test_one_line_is_no_ranking_and_nothing_is_no_list() -> None:
    assert ranked_lists(reading(measure("bought_together", 29, ranked=(line(1, "A + B", 29),)))) == ()
    assert ranked_lists(reading(measure("orders", 29))) == ()
