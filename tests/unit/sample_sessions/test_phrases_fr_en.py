import re
from collections import Counter
from pathlib import Path

import pytest

PHRASES = Path(__file__).parents[3] / "sample_sessions" / "generate" / "phrases"
LANGUAGES = ("fr", "en")
TOPICS = (
    *("balm_shades", "before_show", "bought", "code_refused", "complaint", "cream", "giveaway", "goodbye", "greeting"),
    *("ingredients", "jokes", "kit", "late_arrival", "mask", "off_topic", "oil", "payment", "praise", "price"),
    *("product_question", "promo_code", "raid", "reactions_short", "replies", "serum_demo", "shipping", "skin_type"),
    *("smalltalk", "sold_out", "sound_lost", "stock", "suggestion", "video_lag"),
)
MAIL = re.compile(r"\S@\S")
PHONE = re.compile(r"\d(?:[\s./()-]*\d){6,}")  # seven digits or more, however they are spaced


def lines_of(language: str, topic: str) -> list[str]:
    text = (PHRASES / language / f"{topic}.txt").read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def bank(language: str) -> list[str]:
    return [line for topic in TOPICS for line in lines_of(language, topic)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_has_at_least_eight_lines(language: str, topic: str) -> None:
    assert len(lines_of(language, topic)) >= 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_file_stands_outside_the_listed_topics(language: str) -> None:
    assert {path.stem for path in (PHRASES / language).iterdir()} == set(TOPICS)


@pytest.mark.parametrize(("language", "floor"), [("fr", 1200), ("en", 700)])
def test_a_bank_is_large_enough_not_to_repeat_itself(language: str, floor: int) -> None:
    assert len(bank(language)) >= floor


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_written_twice_in_a_language(language: str) -> None:
    counted = Counter(line.casefold() for line in bank(language))
    assert [line for line, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_fits_a_chat_message(language: str) -> None:
    assert [line for line in bank(language) if len(line) > 140] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_holds_a_mail_or_a_phone_number(language: str) -> None:
    assert [line for line in bank(language) if MAIL.search(line) or PHONE.search(line)] == []


@pytest.mark.parametrize("contact", ["+34 600 000 000", "06.00.00.00.00", "(555) 010-0000"])
def test_the_phone_pattern_sees_spaced_numbers(contact: str) -> None:
    assert PHONE.search(contact)


def test_the_mail_pattern_sees_an_address() -> None:
    assert MAIL.search("someone@example.com")
