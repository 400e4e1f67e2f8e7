"""Noise: what repeats, floods or sells, with its reason; what people really say is left alone."""

from __future__ import annotations

import pytest

from rex.voice.line import Line, Role
from rex.voice.noise import Limits, noise
from rex.voice.phrases import words_of
from rex.voice.spam_words import spam_reason


def kinds(lines: list[Line], limits: Limits | None = None) -> list[str | None]:
    return [mark.kind if mark else None for mark in (noise(lines, limits) if limits else noise(lines))]


def lines(*texts: str, person: str = "a", apart_s: float = 20.0, role: Role = "viewer") -> list[Line]:
    return [Line(f"r{n}", text, person, role, n * apart_s) for n, text in enumerate(texts)]


def test_of_five_hundred_equal_messages_by_one_author_the_first_stays() -> None:
    marked = noise([Line(str(n), "OFERTA ya!!", "loud", t_s=n * 0.5) for n in range(500)])
    assert marked[0] is None
    assert all(mark is not None and mark.kind == "copies" for mark in marked[1:])
    assert marked[7] is not None
    assert marked[7].reason == "same text 500 times by one person"
    assert marked[7].row == "7"


def test_asking_a_second_time_is_no_noise() -> None:
    assert kinds(lines("hay talla 40?", "otra cosa", "Hay talla 40??")) == [None, None, None]


def test_the_same_words_by_different_people_stand() -> None:
    assert kinds([Line(str(n), "lo quiero", f"p{n}", t_s=float(n)) for n in range(30)]) == [None] * 30


def test_a_long_text_by_four_people_within_minutes_is_pasted_but_its_first_stays() -> None:
    text = "gran sorteo entrad todos y llevad premio seguro"
    sent = [Line(str(n), text, f"p{n}", t_s=n * 30.0) for n in range(4)]
    assert kinds(sent) == [None, "pasted", "pasted", "pasted"]
    assert kinds(sent[:3]) == [None, None, None]
    slow = [Line(str(n), text, f"p{n}", t_s=n * 1000.0) for n in range(4)]
    assert kinds(slow) == [None] * 4


def test_the_sixth_message_within_ten_seconds_is_a_burst() -> None:
    quick = lines(*(f"mensaje {n}" for n in range(7)), apart_s=1.0)
    assert kinds(quick) == [None] * 5 + ["burst", "burst"]
    assert kinds(lines(*(f"mensaje {n}" for n in range(7)), apart_s=3.0)) == [None] * 7
    assert kinds(quick, Limits(burst=7)) == [None] * 7


def test_a_text_sent_every_five_minutes_to_the_second_is_a_bot() -> None:
    marked = noise(lines(*["follow our account for news"] * 6, apart_s=300.0))
    assert marked[0] is None
    assert marked[3] is not None
    assert (marked[3].kind, marked[3].reason) == ("bot", "same text every 300 s, 6 times")


def test_a_person_who_repeats_at_odd_times_is_no_bot() -> None:
    times = (0.0, 40.0, 200.0, 230.0, 700.0, 1500.0)
    assert kinds([Line(str(t), "hola?", "a", t_s=t) for t in times])[1:] == ["copies"] * 5


def test_what_the_platform_calls_a_bot_is_one() -> None:
    assert kinds(lines("!giveaway started", role="bot")) == ["bot"]


def test_a_wall_of_one_letter_or_one_word_is_marked() -> None:
    assert kinds(lines("A" * 60, "compra " * 12, "me gusta mucho pero mucho mucho mucho de verdad que sí")) == [
        "wall",
        "wall",
        None,
    ]


@pytest.mark.parametrize("role", ["host", "moderator"])
def test_the_team_is_never_marked(role: Role) -> None:
    assert kinds(lines(*["check out my channel [link]"] * 9, apart_s=0.5, role=role)) == [None] * 9


@pytest.mark.parametrize(
    "text",
    [
        "sub for sub anyone",
        "Check out my new video guys",
        "gana 200 al día escríbeme al whatsapp",
        "préstamos rápidos sin papeles",
        "gagnez de l'argent depuis chez vous",
        "renda extra me chama no zap",
        "visit [link] for cheap followers",
        "best prices at www.example.com",
    ],
)
def test_words_that_sell_from_elsewhere_are_spam_with_their_reason(text: str) -> None:
    marked = noise(lines(text))[0]
    assert marked is not None
    assert marked.kind == "spam"
    assert marked.reason


@pytest.mark.parametrize(
    "text",
    [
        "where is the link to the dress",
        "no me sale el enlace",
        "is shipping free over 50€?",
        "el sorteo cuándo es",
        "je gagne quoi avec le code ?",
        "quero ganhar o sorteio",
        "can i pay by whatsapp",
    ],
)
def test_what_shoppers_say_is_no_spam(text: str) -> None:
    assert spam_reason(text, words_of(text)) == ""


def test_messages_without_a_person_are_never_copies_of_one_another() -> None:
    assert kinds([Line(str(n), "hola", None, t_s=float(n)) for n in range(20)]) == [None] * 20


def test_messages_without_a_time_are_copies_all_the_same() -> None:
    assert kinds([Line(str(n), "hola", "a") for n in range(4)]) == [None, "copies", "copies", "copies"]
