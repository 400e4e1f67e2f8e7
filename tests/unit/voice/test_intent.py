from __future__ import annotations

from typing import get_args

import pytest

from rex.voice.intent import intents, model
from rex.voice.line import Intent
from rex.voice.ngrams import batch
from rex.voice.word_groups import CLUES, as_written, groups_of, hits_in, longest, word_groups

JUDGED = [
    ("¿Cuánto cuesta la mochila gris?", "price"),
    ("how much for the grey rucksack", "price"),
    ("c'est combien le sac à dos", "price"),
    ("quanto custa a mochila", "price"),
    ("que talla llevas puesta, yo uso la M", "size"),
    ("what size should I get, I'm between a 10 and a 12", "size"),
    ("quelle taille pour 1m70", "size"),
    ("vous en avez encore en stock", "stock"),
    ("is the grey one sold out", "stock"),
    ("hacen envíos a Uruguay", "shipping"),
    ("do you ship to Norway", "shipping"),
    ("livrez-vous en Belgique", "shipping"),
    ("qual o frete para Curitiba", "shipping"),
    ("the discount code says expired", "promo"),
    ("tem cupom de desconto hoje", "promo"),
    ("puedo pagar con bizum", "payment"),
    ("can I pay with paypal", "payment"),
    ("on peut payer en 3 fois", "payment"),
    ("aceita pix ou cartão", "payment"),
    ("can it go in the dishwasher", "product"),
    ("se puede lavar a máquina", "product"),
    ("just ordered mine, so happy", "purchase"),
    ("commande passée, merci", "purchase"),
    ("no sound here, can't hear anything", "tech"),
    ("se congeló la imagen", "tech"),
    ("buenas noches desde Bilbao", "greeting"),
    ("bonsoir tout le monde", "greeting"),
    ("boa noite gente", "greeting"),
    ("quién ganó el sorteo", "giveaway"),
    ("follow me, link in my bio", "spam"),
    ("me encanta, qué bonito", "praise"),
]


@pytest.mark.parametrize(("text", "intent"), JUDGED)
def test_plain_lines_of_each_language_are_sorted_where_a_team_would_sort_them(text: str, intent: str) -> None:
    assert intents([text])[0].label == intent


def test_the_reason_is_the_phrase_as_it_was_written() -> None:
    assert intents(["Oye ¿CUÁNTO Cuesta la mochila?"])[0].reason == "matched 'CUÁNTO Cuesta'"


def test_without_a_phrase_the_reason_names_words_of_the_text() -> None:
    texts = ["mi Ventanuco se quedará celoso", "those are smashing on you pal", "a sua voz embala a gente"]
    for text, told in zip(texts, intents(texts), strict=True):
        words = told.reason.split("'")[1::2]
        assert told.label == "other" or words
        assert all(word in text for word in words)


def test_a_text_without_words_is_other() -> None:
    assert [told.label for told in intents(["", "  ", "---"])] == ["other"] * 3


def test_repeats_are_read_alike_and_the_order_is_kept() -> None:
    told = intents(["bonsoir", "how much", "bonsoir"])
    assert told[0] == told[2]
    assert told[0].label != told[1].label


def test_a_text_is_read_the_same_whatever_stands_beside_it() -> None:
    alone = intents(["puedo pagar con bizum"])[0]
    among = intents(["hello", "puedo pagar con bizum", "", "\U0001f602"])[1]
    assert (alone.label, alone.reason) == (among.label, among.reason)


def test_sureness_is_a_share() -> None:
    assert all(0 < told.sure <= 1 for told in intents([text for text, _ in JUDGED]))


def test_the_model_knows_the_seventeen_intents_and_every_group() -> None:
    assert set(model().labels) == set(get_args(Intent))
    assert len(model().extras) == len(word_groups().names) + len(CLUES)


def test_every_group_points_to_an_intent_or_nowhere() -> None:
    assert {name.partition(".")[0] for name in word_groups().names} <= {*get_args(Intent), "_"}


def test_a_star_stands_for_every_ending_and_phrases_win_over_words() -> None:
    groups = groups_of({"a.x": {"es": ["talla*", "de que talla*"]}, "b.x": {"es": ["que"]}})
    cut = batch(["de qué tallas hay"])
    hits = hits_in(groups, cut)
    assert set(zip(hits.groups.tolist(), hits.starts.tolist(), hits.words.tolist(), strict=True)) == {
        (0, 2, 1),  # tallas
        (0, 0, 3),  # de que tallas
        (1, 1, 1),  # que
    }
    assert longest(hits, hits.groups == 0) == {0: (0, 3)}


def test_a_phrase_does_not_run_into_the_next_text() -> None:
    groups = groups_of({"a.x": {"en": ["how much is"]}})
    assert hits_in(groups, batch(["how much", "is it"])).rows.tolist() == []


def test_written_words_are_found_through_accents_and_stretched_letters() -> None:
    assert as_written("¡Holaaaa, Qué Tal!", ["¡", "hola", "que", "tal", "!"], 1, 2) == "Holaaaa, Qué"
