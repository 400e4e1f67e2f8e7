from __future__ import annotations

from typing import Any

from rex.model.tables import ChatRow, Row
from tests.builders import START_MS, flat, measured, order, said, watching


def talk(at_s: float, text: str, **more: Any) -> ChatRow:
    return ChatRow(author="ana", text=text, offset_ms=round(at_s * 1000), t_ms=START_MS + round(at_s * 1000), **more)


def sold(name: str, at_s: float, sku: str, product: str) -> list[Row]:
    return flat(order(name, 1000, at_s=at_s, sku=sku, product=product))


AUDIENCE = [watching(at, 100) for at in range(0, 3600, 60)]
CUES = (300, 1200, 2400)
TIED = [sold(f"t{n}", CUES[n % 3] + 20 + n, "SER", "Rose Serum") for n in range(18)]
REST = [sold(f"r{n}", 700 + 290 * n, "SER", "Rose Serum") for n in range(9)]
FREE = [sold(f"f{n}", 60 + 175 * n, "KIT", "Night Kit") for n in range(20)]
TALK = [talk(at, "look at the ROSE SERUM") for at in CUES] + [talk(at + 5, "night kit?") for at in (100, 900, 1900)]


def test_orders_that_follow_mentions_stand_out_and_the_others_do_not() -> None:
    found = measured(AUDIENCE, *TIED, *REST, *FREE, TALK)["mention_lift"]
    first, second = found.ranked
    assert (first.id, first.name, first.tied) == ("SER", "Rose Serum", False)
    assert first.value > 5
    assert (second.id, second.tied) == ("KIT", True)
    assert said(found.warnings[0]) == "Of 2 products, further than luck explains: Rose Serum."


def test_the_ratio_by_hand() -> None:
    # Three windows of 3 minutes are 9 of 60 minutes: 18 orders and 2 of the rest inside, 7 in the other 51 minutes.
    found = measured(AUDIENCE, *TIED, *REST, TALK)["mention_lift"]
    assert found.k == 20
    assert abs((found.value or 0) - 20 / (7 * 9 / 51)) < 1e-6
    assert found.low is not None
    assert 1 < found.low < (found.value or 0)


def test_a_crowd_that_comes_with_the_mentions_lets_expect_more_orders() -> None:
    # 9 minutes of 1,000 people and 51 of 250: expected are 7 x 9000 / 12750, not 7 x 9 / 51.
    crowd = [watching(at, 1000 if any(cue <= at < cue + 180 for cue in CUES) else 250) for at in range(0, 3600, 60)]
    found = measured(crowd, *TIED, *REST, TALK)["mention_lift"]
    assert abs((found.value or 0) - 20 / (7 * 9000 / 12750)) < 1e-6


def test_too_few_mentions_or_orders_say_so() -> None:
    few = measured(AUDIENCE, *TIED, *REST, TALK[:2])["mention_lift"]
    assert few.status == "insufficient"
    assert "mentions" in said(few.why)
    assert "mention_lift" not in measured(AUDIENCE, *FREE[:4], TALK)


def test_machines_deleted_messages_and_words_of_three_letters_mention_nothing() -> None:
    lost = [talk(at, "rose serum", role="bot") for at in CUES] + [talk(at, "rose serum", deleted=True) for at in CUES]
    assert measured(AUDIENCE, *TIED, *REST, lost, [talk(9, "ser")])["mention_lift"].status == "insufficient"


def test_what_the_team_writes_is_a_mention_too() -> None:
    told = [talk(at, "Now: Rose Serum", role="host") for at in CUES]
    assert measured(AUDIENCE, *TIED, *REST, told, [talk(9, "hi")])["mention_lift"].status == "measured"


def test_a_word_or_a_number_that_only_holds_the_name_is_no_mention() -> None:
    def mentions(*texts: str) -> bool:
        """Three mentions are enough to look at the product."""
        said_at = [talk(at, text) for at, text in zip(CUES, texts, strict=True)]
        sales = [sold(f"t{n}", CUES[n % 3] + 20 + n, "1001", "Rose (50 ml)") for n in range(18)]
        rest = [sold(f"r{n}", 700 + 290 * n, "1001", "Rose (50 ml)") for n in range(9)]
        return measured(AUDIENCE, *sales, *rest, said_at)["mention_lift"].status == "measured"

    assert mentions("rose (50 ml)!", "the 1001, please", "«Rose (50 ml)»")
    assert not mentions("roses (50 ml)", "primrose (50 ml)", "a primrose (50 ml)")
    assert not mentions("10015 pesos", "91001", "10010")


def test_a_product_is_called_as_most_of_its_orders_call_it() -> None:
    old = sold("old", 3000, "SER", "Zzz old name")
    assert measured(AUDIENCE, *TIED, *REST, old, TALK)["mention_lift"].ranked[0].name == "Rose Serum"
