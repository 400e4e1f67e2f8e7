from __future__ import annotations

import numpy as np
import pytest

from rex.voice.ngrams import BITS, Batch, LinearModel, batch, features, load, pieces, place, plain, shares, tokens


def model_of(**weights: float) -> LinearModel:
    """Two labels; a word's whole form gives its weight to the second."""
    table = np.zeros((1 << BITS, 2), np.float32)
    for word, weight in weights.items():
        table[place(f"={word}"), 1] = weight
    return LinearModel(("no", "yes"), table, np.zeros((1, 2), np.float32), np.zeros(2, np.float32))


def test_folding_takes_accents_capitals_and_stretched_letters() -> None:
    assert plain(["¿CUÁNTO cuestaaaaa?", "ÇA va"]) == ["¿cuanto cuesta?", "ca va"]


def test_a_zero_byte_in_a_text_does_not_move_the_others() -> None:
    assert plain(["a\0b", "c"]) == ["a b", "c"]


def test_words_numbers_and_signs_are_told_apart() -> None:
    assert tokens("c'est 38€ ?? \U0001f602") == ["c", "est", "38", "€", "??", "\U0001f602"]


def test_pieces_are_of_two_to_five_letters_with_the_edges() -> None:
    # "<ab>": the word; ab>: 3 of two, 2 of three; five and four letters would be the whole
    assert pieces("ab") == ["=ab", "<a", "ab", "b>", "<ab", "ab>"]
    assert pieces("38") == ["=38", "##"]


@pytest.mark.parametrize("word", ["a", "ab", "rucksack", "38", "été", "a" * 40, "\U0001f602"])
def test_a_word_is_spelt_by_its_pieces(word: str) -> None:
    assert Batch([[word]]).spelt.places.tolist() == [place(piece) for piece in pieces(word)]


def test_the_rows_of_the_learner_are_what_the_reader_adds_up() -> None:
    rng = np.random.default_rng(7)
    weights = rng.normal(size=(1 << BITS, 3)).astype(np.float32)
    model = LinearModel(("a", "b", "c"), weights, np.zeros((1, 3), np.float32), np.array([1, 2, 3], np.float32))
    texts = ["the blue one the blue one", "", "hola", "12 \U0001f602"]
    rows, (scores, _) = features(texts), model.scores(batch(texts))
    for number in range(len(texts)):
        some = rows.places[rows.starts[number] : rows.starts[number + 1]]
        expected = weights[some].sum(axis=0) / np.sqrt(max(len(some), 1)) + [1, 2, 3]
        assert scores[number] == pytest.approx(expected, abs=1e-4)


def test_neighbours_in_another_order_are_another_pair() -> None:
    ends, mixed = batch(["red dress", "dress red"]).pairs
    assert ends.tolist() == [1, 3]
    assert mixed[0] != mixed[1]


def test_no_pair_spans_two_texts() -> None:
    assert batch(["red", "dress"]).pairs[0].tolist() == []


def test_a_word_is_spelt_once_however_often_it_is_written() -> None:
    cut: Batch = batch(["si si si", "si"])
    assert cut.words == ["si"]
    assert cut.held.tolist() == [0, 0, 0, 0]


def test_each_held_word_tells_what_it_said() -> None:
    _, said = model_of(good=2.0).scores(batch(["good day"]))
    assert said[:, 1].tolist() == [2.0, 0.0]


def test_what_is_counted_besides_is_weighed_too() -> None:
    model = LinearModel(
        ("no", "yes"), np.zeros((1 << BITS, 2), np.float32), np.array([[0, 3]], np.float32), np.zeros(2, np.float32)
    )
    assert model.scores(batch(["x"]), np.array([[2.0]], np.float32))[0].tolist() == [[0.0, 6.0]]


def test_nothing_to_read_gives_nothing() -> None:
    assert model_of().scores(batch([]))[0].shape == (0, 2)
    assert features([]).starts.tolist() == [0]


def test_shares_sum_to_one_and_bear_large_scores() -> None:
    told = shares(np.array([[1000.0, 1000.0], [0.0, 0.0]], np.float32))
    assert told.tolist() == [[0.5, 0.5], [0.5, 0.5]]


@pytest.mark.parametrize("name", ["intents", "questions"])
def test_the_shipped_models_have_a_weight_for_every_place_and_label(name: str) -> None:
    model = load(name)
    assert model.weights.shape == (1 << BITS, len(model.labels))
    assert np.isfinite(model.weights).all()
