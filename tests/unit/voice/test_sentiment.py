"""The reader of moods, and the mood of many with the reader's own error in it."""

from __future__ import annotations

import pytest

from rex.voice.line import Read
from rex.voice.sentiment import FEWEST, model, mood, sentiments
from rex.voice.sentiment_words import FEATURES, counts, mood_words, plain, tokens_of


def label(text: str) -> str:
    return sentiments([text])[0].label


def counted(text: str) -> dict[str, int]:
    words, folded = mood_words(), plain(text)
    row = counts(words, text, folded, tokens_of(words, folded))
    return {name: int(count) for name, count in zip(FEATURES, row, strict=True) if count}


@pytest.mark.parametrize(
    "text",
    ["I love it so much, gorgeous", "me encanta, qué preciosidad 😍", "magnifique j'adore ❤️", "amei, que lindo demais"],
)
def test_praise_is_positive(text: str) -> None:
    assert label(text) == "positive"


@pytest.mark.parametrize(
    "text",
    [
        "mine arrived broken and nobody answers",
        "llegó roto y nadie responde, fatal",
        "toujours pas reçu, personne ne répond",
        "veio quebrado e ninguém responde, péssimo",
    ],
)
def test_a_complaint_is_negative(text: str) -> None:
    assert label(text) == "negative"


@pytest.mark.parametrize(
    "text", ["does it come in blue", "cuánto cuesta la azul", "c'est combien la bleue ?", "qual o valor da azul"]
)
def test_a_plain_question_is_neutral(text: str) -> None:
    assert label(text) == "neutral"


def test_a_negation_turns_a_good_word() -> None:
    assert "not good" in counted("no me parece bonito")
    assert "good" not in counted("no me parece bonito")
    assert "good" in counted("bonito")


def test_a_negation_inside_a_phrase_turns_nothing_else() -> None:
    assert counted("never arrived, awful")["bad"] == 1
    assert "not bad" not in counted("never arrived, awful")


def test_stretched_letters_are_read_and_kept_as_a_clue() -> None:
    assert counted("amoooooo")["good"] == 1
    assert counted("amoooooo")["stretched"] == 1
    assert "stretched" not in counted("amo")


def test_emoji_and_emotes_are_counted_up_to_three() -> None:
    assert counted("❤❤❤❤❤❤")["emoji good"] == 3
    assert counted("KEKW")["emote good"] == 1
    assert counted("sadge :(")["emote bad"] == 1


def test_a_phrase_counts_only_whole() -> None:
    assert "waits" in counted("still waiting")
    assert "waits" not in counted("still")


def test_the_word_that_points_is_the_reason() -> None:
    found = sentiments(["never came, awful service"])[0]
    assert found.label == "negative"
    assert found.reason == "matched 'awful'"
    assert 1 / 3 < found.sure <= 1


def test_equal_texts_are_read_alike_wherever_they_stand() -> None:
    read = sentiments(["hola", "fatal", "hola"])
    assert read[0] == read[2]
    assert sentiments([]) == []
    assert len(sentiments(["", "🦔"])) == 2


def reads(negative: int, neutral: int, positive: int) -> list[Read]:
    return [Read("negative")] * negative + [Read("neutral")] * neutral + [Read("positive")] * positive


PERFECT = [[1000, 0, 0], [0, 1000, 0], [0, 0, 1000]]


def test_nothing_is_said_of_fewer_than_thirty_messages() -> None:
    assert mood(reads(0, 0, FEWEST - 1)) is None
    assert mood(reads(0, 0, FEWEST)) is not None


def test_a_reader_without_error_gives_the_plain_mean() -> None:
    found = mood(reads(10, 20, 30), error=PERFECT)
    assert found is not None
    assert found.polarity == pytest.approx(20 / 60)  # (30 - 10) / 60
    assert found.read == pytest.approx(20 / 60)
    assert found.n == 60
    assert found.people is None


def test_the_error_of_the_reader_is_taken_out() -> None:
    # Of positives half are read neutral, of the others none wrongly. Read: 0 / 70 / 30 of 100. So 60 were positive.
    error = [[1000, 0, 0], [0, 1000, 0], [0, 500, 500]]
    found = mood(reads(0, 70, 30), error=error)
    assert found is not None
    assert found.read == pytest.approx(0.3)
    assert found.polarity == pytest.approx(0.6)


def test_a_reader_whose_error_is_less_known_gives_a_wider_interval() -> None:
    well = mood(reads(20, 60, 20), error=[[800, 200, 0], [0, 1000, 0], [0, 200, 800]])
    badly = mood(reads(20, 60, 20), error=[[8, 2, 0], [0, 10, 0], [0, 2, 8]])
    assert well is not None
    assert badly is not None
    assert well.polarity == pytest.approx(badly.polarity)
    assert badly.high - badly.low > 1.2 * (well.high - well.low)


def test_the_interval_of_a_perfect_reader_is_that_of_the_sample() -> None:
    # Points of 50 and 50: mean 0, variance of a point 1 * n/(n-1), so half a width of 1.96 / sqrt(99) = .197.
    found = mood(reads(50, 0, 50), error=[[10**9, 0, 0], [0, 10**9, 0], [0, 0, 10**9]])
    assert found is not None
    assert found.low == pytest.approx(-0.197, abs=0.001)
    assert found.high == pytest.approx(0.197, abs=0.001)


def test_one_loud_person_weighs_as_one() -> None:
    people: list[str | None] = [*["loud"] * 500, *(f"p{n}" for n in range(40))]
    found = mood(reads(500, 0, 40), people, error=PERFECT)
    assert found is not None
    assert found.people == 41
    assert found.polarity == pytest.approx(39 / 41)  # 40 positive people, one negative


def test_a_reader_that_tells_nothing_apart_says_nothing() -> None:
    assert mood(reads(20, 20, 20), error=[[5, 5, 5], [5, 5, 5], [5, 5, 5]]) is None
    assert mood(reads(20, 20, 20), error=[[5, 0, 0], [0, 0, 0], [0, 0, 5]]) is None


def test_bounds_stay_on_the_scale() -> None:
    found = mood(reads(0, 0, 40))
    assert found is not None
    assert -1 <= found.low <= found.polarity <= found.high <= 1


def test_the_shipped_error_was_counted_on_lines_not_learnt_from() -> None:
    assert model().confusion.sum() == 286  # viewers' lines of the validation shows


@pytest.mark.parametrize("text", ["no me gusta nada", "i don't like it, not nice at all", "não gostei, não é bonito"])
def test_a_denied_praise_is_negative(text: str) -> None:
    assert label(text) == "negative"
