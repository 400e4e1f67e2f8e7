from __future__ import annotations

from typing import get_args

import pytest

from rex.voice.complaint_object import FALLBACK, complaint_objects, object_groups
from rex.voice.line import Object

JUDGED = [
    ("my parcel never arrived", "delivery"),
    ("el repartidor dejó el paquete en la calle", "delivery"),
    ("colis toujours pas livré", "delivery"),
    ("a transportadora atrasou a entrega", "delivery"),
    ("customer service ignored my emails", "service"),
    ("nadie responde a mi reclamación", "service"),
    ("le sav ne répond pas", "service"),
    ("the app charged me twice", "platform"),
    ("l'appli a débité deux fois", "platform"),
    ("parle trop, abrège", "host"),
    ("slow down, you talk too fast", "host"),
    ("hidden fees on the last page", "price"),
    ("frais cachés, prix gonflé", "price"),
    ("the zip broke after two washes", "product"),
    ("la costura se rompió", "product"),
]


@pytest.mark.parametrize(("text", "about"), JUDGED)
def test_a_complaint_is_about_what_its_words_name(text: str, about: str) -> None:
    assert complaint_objects([text])[0].label == about


def test_without_a_word_it_says_product_and_is_unsure() -> None:
    told = complaint_objects(["meh"])[0]
    assert (told.label, told.reason) == (FALLBACK, "")
    assert told.sure < 0.5


def test_a_phrase_counts_for_more_than_a_word_and_is_the_reason() -> None:
    told = complaint_objects(["Customer  Service lost my parcel"])[0]
    # "customer service" counts 3, "parcel" 1: sure 3 / 4
    assert (told.label, told.reason, told.sure) == ("service", "matched 'Customer  Service'", 0.75)


def test_order_and_repeats_are_kept() -> None:
    assert [one.label for one in complaint_objects(["meh", "parcel lost", "meh"])] == ["product", "delivery", "product"]


def test_the_lexicon_names_the_objects_of_the_contract() -> None:
    assert set(object_groups().names) == set(get_args(Object))
