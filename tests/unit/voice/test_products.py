"""Mentions: names, aliases, codes, misspellings, and what is on screen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rex.voice.line import Line
from rex.voice.product_spelling import Spelling, sound
from rex.voice.products import OnScreen, Product, mentions

CATALOGUE = (
    Product("p1", "Vestido Amapola", "VA-7010", ("amapola",), ("rojo", "negro")),
    Product("p2", "Bolso Tresnal", "BT-88", (), ("rouge",)),
    Product("p3", "Sunvale Garden Bench", "44120"),
    Product("p4", "Collier Lune Pâle", "CLP-3", ("lune pâle",)),
    Product("p5", "Garrafa Moinho", "GM5", ("moinho",), ("azul",)),
)
DATA = Path(__file__).parents[3] / "bench/data"


def said(text: str, *on_screen: OnScreen, t_s: float | None = 10.0) -> tuple[str, ...]:
    return mentions([Line("r1", text, t_s=t_s)], CATALOGUE, on_screen)[0]


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("cuánto el VESTIDO amapola?", ("p1",)),
        ("la amapola en negro", ("p1",)),
        ("va7010 sigue?", ("p1",)),
        ("VA 7010 y el bt-88", ("p1", "p2")),
        ("is 44120 sold out", ("p3",)),
        ("sunvale bench delivery", ("p3",)),
        ("sun vale bench", ("p3",)),
        ("el tresnal me encanta", ("p2",)),
        ("collier de lune pale svp", ("p4",)),
    ],
)
def test_a_name_an_alias_and_a_code_are_met(text: str, products: tuple[str, ...]) -> None:
    assert said(text) == products


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("vestido amapla", "p1"),  # a letter missing
        ("el vestido amaploa", "p1"),  # two swapped
        ("amappola talla 40", "p1"),  # one doubled
        ("volso tresnall", "p2"),  # as it sounds
        ("snvale gardn bench", "p3"),
        ("garafa moiho", "p5"),
    ],
)
def test_a_misspelt_name_is_met(text: str, product: str) -> None:
    assert said(text) == (product,)


@pytest.mark.parametrize(
    "text",
    [
        "busco un vestido largo",  # what it is called, no name
        "the garden is under water",
        "7010 personas mirando",  # half a code
        "la lune est belle ce soir, je suis pâle",  # the words apart
        "bench press",
        "44 120",
        "",
        "😍😍",
    ],
)
def test_a_word_shared_with_a_name_is_no_mention(text: str) -> None:
    assert said(text) == ()


def test_a_plain_word_near_a_name_is_not_taken_for_its_misspelling() -> None:
    catalogue = [Product("x", "Vela Quanta", None, ("quanta",))]
    assert mentions([Line("1", "quanto é o frete"), Line("2", "a vela quamta")], catalogue) == [(), ("x",)]


def test_each_product_is_told_once_and_in_the_order_of_the_text() -> None:
    assert said("moinho o amapola? mejor moinho") == ("p5", "p1")


def test_the_longer_name_wins_over_the_name_inside_it() -> None:
    catalogue = [Product("a", "Tresnal"), Product("b", "Tresnal Noche")]
    assert mentions([Line("1", "tresnal noche por favor"), Line("2", "tresnal")], catalogue) == [("b",), ("a",)]


SHOW = (OnScreen(0, 60, ("p1",)), OnScreen(60, 120, ("p1", "p2")), OnScreen(300, 360, ("p5",)))


@pytest.mark.parametrize(
    "text", ["cuánto cuesta ese", "ese de ahí", "this one please", "celle-ci en 38 ?", "quero esse"]
)
def test_pointing_words_mean_the_one_product_on_screen(text: str) -> None:
    assert said(text, *SHOW, t_s=30) == ("p1",)


def test_a_pointing_word_may_be_stretched() -> None:
    assert said("eseeee cuánto cuesta?", *SHOW, t_s=30) == ("p1",)


def test_a_colour_picks_the_product_that_comes_in_it() -> None:
    show = OnScreen(0, 60, ("p1", "p5"))
    assert said("le rouge me plaît", show) == ("p1",)
    assert said("quero o azul", show) == ("p5",)
    assert said("the green one", show) == ()


def test_pointing_means_nothing_when_two_products_are_on_screen_or_none() -> None:
    assert said("ese cuánto", *SHOW, t_s=90) == ()
    assert said("ese cuánto", *SHOW, t_s=200) == ()  # 80 s after the last
    assert said("ese cuánto", *SHOW, t_s=None) == ()


def test_a_colour_that_two_products_on_screen_have_picks_neither() -> None:
    catalogue = [Product("a", "Bolso Uno", colours=("azul",)), Product("b", "Saco Dos", colours=("azul", "verde"))]
    show = [OnScreen(0, 60, ("a", "b"))]
    chat = [Line("1", "el azul cuánto", t_s=5.0), Line("2", "el verde cuánto", t_s=5.0)]
    assert mentions(chat, catalogue, show) == [(), ("b",)]


def test_what_has_left_the_screen_is_not_meant_beside_what_is_on_it() -> None:
    show = (OnScreen(0, 60, ("p1",)), OnScreen(60, 120, ("p2",)))
    assert said("ese cuánto", *show, t_s=60) == ("p2",)
    assert said("ese cuánto", *show, t_s=59) == ("p1",)


def test_who_types_slowly_still_means_what_has_just_left() -> None:
    assert said("ese cuánto", OnScreen(0, 60, ("p1",)), t_s=75) == ("p1",)


def test_a_demonstrative_before_something_else_points_at_nothing() -> None:
    assert said("ese código no va", *SHOW, t_s=30) == ()
    assert said("this stream lags", *SHOW, t_s=30) == ()


def test_a_product_that_is_named_is_meant_whatever_is_on_screen() -> None:
    assert said("y ese bolso tresnal?", *SHOW, t_s=30) == ("p2",)


def test_letters_that_sound_alike_are_one() -> None:
    assert sound("quimera") == sound("kimera")
    assert sound("brisa") == sound("briza")
    assert Spelling(["quimera"]).nearest("kimerra") == {"quimera"}
    assert Spelling(["quimera"]).nearest("primera") == frozenset()
    assert Spelling(["lunera"]).nearest("unerap") == frozenset()  # one letter missing and one too many


def test_the_products_set_is_read_as_promised() -> None:
    """Recall and precision of .95 on the half of the invented catalogues that was not looked at."""
    catalogues = json.loads((DATA / "products_catalogues.json").read_text(encoding="utf-8"))
    rows = [json.loads(line) for line in (DATA / "products.jsonl").read_text(encoding="utf-8").splitlines()]
    right = told = wanted = 0
    for name, held in catalogues.items():
        products = [
            Product(one["id"], one["name"], one["sku"], tuple(one["aliases"]), tuple(one["colours"]))
            for one in held["products"]
        ]
        here = [row for row in rows if row["catalogue"] == name and row["split"] == "test"]
        for row, found in zip(here, mentions([Line(row["id"], row["text"]) for row in here], products), strict=True):
            right += len(set(found) & set(row["products"]))
            told += len(found)
            wanted += len(row["products"])
    assert wanted > 150
    assert right / told >= 0.95
    assert right / wanted >= 0.95
