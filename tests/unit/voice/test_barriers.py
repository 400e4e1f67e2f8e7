"""What kept people from buying, by made chats."""

from __future__ import annotations

import pytest

from rex.voice.barriers import KINDS, barriers, barriers_of
from rex.voice.line import Line, Read


@pytest.mark.parametrize(
    ("kind", "intent", "texts"),
    [
        (
            "out_of_stock",
            "stock",
            ["sold out already, gutted", "vaya, agotada otra vez", "encore épuisé", "esgotou tão rápido"],
        ),
        ("price_too_high", "price", ["way too dear for me", "uf carísimo", "c'est trop cher", "achei caro demais"]),
        (
            "shipping_cost",
            "shipping",
            ["shipping costs more than the mug", "el envío sale más que la taza", "le port plus cher", "frete caro"],
        ),
        (
            "shipping_area",
            "shipping",
            [
                "don't ship to Malta",
                "no enviáis a Canarias",
                "vous ne livrez pas en Suisse",
                "não entregam no Acre",
            ],
        ),
        (
            "shipping_time",
            "shipping",
            ["it takes too long", "tarda mucho en llegar", "le délai trop long", "demora muito"],
        ),
        (
            "payment_failed",
            "payment",
            ["card declined again", "tarjeta rechazada", "ma carte refusée", "o cartão recusado"],
        ),
        ("code_failed", "promo", ["it says invalid", "me pone no válido", "le code ne marche pas", "deu inválido"]),
        ("size_missing", "size", ["not my size", "no hay mi talla", "plus ma taille", "não tem meu tamanho"]),
        ("technical", "tech", ["black screen here", "no se oye", "ça saccade", "travou tudo"]),
    ],
)
def test_each_kind_is_found_in_four_languages_with_its_reason(kind: str, intent: str, texts: list[str]) -> None:
    for text in texts:
        found = dict(barriers_of(text, intent))
        assert kind in found, text
        assert found[kind].startswith("matched '"), text


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("not expensive at all", "price"),
        ("pas cher du tout", "price"),
        ("no es caro la verdad", "price"),
        ("me voló en la cara", "price"),
        ("qué bonito", "praise"),
        ("sold out stadium, great band", "greeting"),
    ],
)
def test_what_only_sounds_alike_is_none(text: str, intent: str) -> None:
    assert barriers_of(text, intent) == []


def test_who_only_asks_has_met_none_but_for_what_fails() -> None:
    assert barriers_of("sold out?", "stock", asks=True) == []
    assert barriers_of("sold out", "stock", asks=False) != []
    assert [kind for kind, _ in barriers_of("why card declined?", "payment", asks=True)] == ["payment_failed"]


def test_an_unhappy_statement_counts_without_such_words_and_a_happy_one_never() -> None:
    assert barriers_of("189, there goes my holiday", "price", feels="negative") == [
        ("price_too_high", "intent price, negative")
    ]
    assert barriers_of("189, there goes my holiday", "price", feels="neutral") == []
    assert barriers_of("189, there goes my holiday?", "price", asks=True, feels="negative") == []
    assert barriers_of("expensive and worth it", "price", feels="positive") == []


def test_tech_is_technical_unless_it_asks_for_the_replay() -> None:
    assert barriers_of("your lips move and nothing comes out", "tech") == [("technical", "intent tech")]
    assert barriers_of("will there be a replay", "tech") == []


def test_people_minutes_products_and_rows_are_counted() -> None:
    lines = [
        Line("1", "sold out already", "ana", "viewer", 59.0),
        Line("2", "agotado?? noo", "leo", "viewer", 121.0),
        Line("3", "sold out in seconds", "ana", "viewer", 200.0),
        Line("4", "too dear for me", "eva", "viewer", None),
        Line("5", "sold out, sorry", "shop", "host", 90.0),
    ]
    intents = [Read("stock"), Read("stock"), Read("stock"), Read("price"), Read("stock")]
    products = [["MUG"], ["MUG", "CUP"], ["MUG"], ["CUP"], []]
    stock, price = barriers(lines, intents, products)
    assert (stock.kind, stock.people, stock.row_ids) == ("out_of_stock", 2, ("1", "2", "3"))
    assert stock.reasons == ("matched 'sold out'", "matched 'agotado'", "matched 'sold out'")
    assert stock.minutes == ((0, 1), (2, 1))  # 59 s is minute 0, 121 s minute 2; ana counts when she first said it
    assert stock.products == (("MUG", 2), ("CUP", 1))
    assert (price.kind, price.people, price.minutes) == ("price_too_high", 1, ())


def test_a_flood_of_500_by_one_author_is_one_person() -> None:
    flood = [Line(f"f{n}", "too expensive", "pesado", "viewer", float(n)) for n in range(500)]
    others = [Line(f"o{n}", "sold out", f"p{n}", "viewer", 1.0) for n in range(2)]
    found = barriers([*flood, *others], [Read("price")] * 500 + [Read("stock")] * 2, [["MUG"]] * 502)
    assert [(one.kind, one.people, len(one.row_ids)) for one in found] == [
        ("out_of_stock", 2, 2),
        ("price_too_high", 1, 500),
    ]
    assert found[1].products == (("MUG", 1),)
    assert found[1].minutes == ((0, 1),)


def test_spam_says_nothing() -> None:
    assert barriers([Line("1", "sold out everywhere, buy my copies", "x")], [Read("spam")]) == []


def test_every_kind_has_words_in_every_language() -> None:
    from rex.voice.meaning import shipped_lexicon

    entries = shipped_lexicon("barriers")
    assert set(entries) == set(KINDS)
    for entry in entries.values():
        assert all(len(entry[language]) >= 5 for language in ("en", "es", "fr", "pt"))


def test_lists_of_unlike_length_are_refused() -> None:
    with pytest.raises(ValueError, match="one entry a line"):
        barriers([Line("1", "x")], [])
