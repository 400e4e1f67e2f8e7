"""The hand-written bank: full, the same topics in each language, and no frames with one word changed."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from sample_sessions.generate.bank import LANGUAGES, PHRASES, Decks, read_topic
from sample_sessions.generate.dice import Dice
from sample_sessions.generate.habits import make_voice, say
from sample_sessions.generate.team import intent_of

TOPICS = sorted(path.stem for path in (PHRASES / "es").glob("*.txt"))
LATER = "hands"  # a topic that was added: its folder holds a file for each language


def test_every_language_has_the_same_topics() -> None:
    for lang in LANGUAGES:
        assert sorted(path.stem for path in (PHRASES / lang).glob("*.txt")) == TOPICS
        assert {line.topic for line in read_topic(lang, LATER)} == {LATER}


def test_the_spanish_bank_has_2500_lines_and_the_others_900() -> None:
    sizes = {lang: sum(len(read_topic(lang, topic)) for topic in TOPICS) for lang in LANGUAGES}
    assert sizes["es"] >= 2_500
    assert min(sizes.values()) >= 900


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_is_another_one_with_a_single_word_changed(lang: str) -> None:
    for topic in TOPICS:
        frames: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for line in read_topic(lang, topic):
            words = re.findall(r"\w+", line.text.lower())
            for place in range(len(words) if len(words) >= 4 else 0):
                frames[(*words[:place], "_", *words[place + 1 :])].add(line.text)
        assert not [same for same in frames.values() if len(same) >= 3], topic


def test_a_line_of_november_is_not_said_in_september() -> None:
    line = next(line for line in read_topic("es", "smalltalk") if "Navidad" in line.text)
    assert not Decks(Dice(1), frozenset()).fits(line)
    assert Decks(Dice(1), frozenset({"november"})).fits(line)


def test_a_long_line_is_drawn_twice_at_most() -> None:
    decks = Decks(Dice(1), frozenset(), limit=2)
    said = [line.text for line in iter(lambda: decks.draw("es", "oil"), None) if len(line.text) > 12]
    assert max(said.count(text) for text in set(said)) == 2


def test_a_person_types_in_their_own_way_but_keeps_codes_and_handles() -> None:
    dice = Dice(3)
    for number in range(300):
        voice = make_voice(Dice(number), "es", "spain")
        typed = say("el código GLOW15 no me va @nadia.verbena", voice, dice)
        assert "glow15" in typed.casefold()
        assert "@nadia.verbena" in typed


def test_trouble_draws_no_hearts_and_grief_no_laughter() -> None:
    dice = Dice(5)
    for number in range(400):
        voice = make_voice(Dice(number), "es", "spain")
        assert "❤️" not in say("no se oye nada", voice, dice, upset=True)
        assert not re.search("😂|🤣|jaja", say("un abrazo enorme, la quimio es dura", voice, dice))


def test_a_moderators_answer_fits_the_question() -> None:
    for question, intent in (
        ("envían a México?", "ship_far"),
        ("je suis enceinte je peux ?", "pregnancy"),
        ("qué limpiador usa Inès?", None),
        ("how much is the serum?", "price"),
        ("va a haber más kits?", "more_kits"),
    ):
        found = intent_of(question)
        assert (found.id if found else None) == intent, question
