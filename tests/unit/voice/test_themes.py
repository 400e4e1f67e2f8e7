"""What several people say alike, in any of four languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from rex.voice import grouping
from rex.voice.grouping import group
from rex.voice.line import Line
from rex.voice.meaning import meaning, stem
from rex.voice.themes import key_of, same_theme, themes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

PRICE = ["cuánto cuesta?", "how much is it", "c'est combien ?", "quanto custa"]
DELIVERY = ["hacéis envíos a Canarias?", "do you ship to Canada", "vous livrez en Belgique ?", "mandam pra Portugal?"]
SOUND = ["no se oye nada", "there is no sound", "pas de son", "tô sem som aqui"]


def chat(*texts: str) -> list[Line]:
    return [Line(f"r{n}", text, f"p{n}", "viewer", 10.0 * n) for n, text in enumerate(texts)]


def test_the_same_question_in_four_languages_is_one_theme() -> None:
    labels = group([*PRICE, *DELIVERY, *SOUND])
    assert labels == [0] * 4 + [1] * 4 + [2] * 4


def test_case_accents_signs_and_stretched_letters_do_not_part_texts() -> None:
    assert group(["¿QUÉ PRECIO tiene?", "que precio tiene", "que precioooo tiene!!!", "otra cosa distinta"]) == [
        0,
        0,
        0,
        1,
    ]


def test_texts_without_concepts_meet_by_their_words() -> None:
    texts = ["the plinth wobbles", "my plinth wobbles too", "zebra crossing ahead"]
    assert group(texts) == [0, 0, 1]


def test_words_that_nobody_else_uses_bring_nobody_together() -> None:
    alone = [f"qwx{chr(97 + n // 26)}{chr(97 + n % 26)}zz" for n in range(300)]
    assert group(alone) == list(range(300))


def test_words_of_their_own_keep_texts_apart_that_share_a_common_one() -> None:
    assert group(["plinth", "plinth", "plinth quarry marble garden kettle lantern"]) == [0, 0, 1]


def test_texts_without_any_word_stay_apart() -> None:
    assert group(["😂😂", "🔥", "😂😂", ""]) == [0, 1, 0, 2]


def test_a_text_of_two_subjects_does_not_draw_both_into_one_group() -> None:
    both = "how much and do you ship to Canada"
    labels = group([both, *PRICE, *DELIVERY])
    assert labels[1] != labels[5]
    assert len(set(labels[1:5])) == len(set(labels[5:])) == 1


def test_with_a_number_of_groups_like_ones_are_joined() -> None:
    assert len(set(group([*PRICE, *DELIVERY, *SOUND], groups=2))) == 2
    assert group([*PRICE, *DELIVERY, *SOUND], groups=3) == [0] * 4 + [1] * 4 + [2] * 4


def test_beyond_the_most_texts_that_are_compared_later_ones_still_join(monkeypatch: pytest.MonkeyPatch) -> None:
    assert grouping.MOST == 5_000
    monkeypatch.setattr(grouping, "MOST", 20)
    many = [f"wordy{n} thing{n} stuff{n}" for n in range(40)]
    assert group([*many, "wordy3 thing3 stuff3 indeed"]) == [*range(40), 3]
    assert group([*many, "late twin words", "late twin words indeed"]) == [*range(42)]  # not compared with one another


def test_a_theme_counts_people_share_languages_and_times() -> None:
    lines = [*chat(*PRICE, "bonsoir tout le monde", "precioso"), Line("h", "cuánto cuesta?", "shop", "host", 99.0)]
    found = themes(lines, picked=[0, 1, 2, 3, 6], languages=["es", "en", "fr", "pt", "fr", "es", "es"])
    assert len(found) == 1
    theme = found[0]
    assert theme.members == (0, 1, 2, 3)  # the host is no viewer
    assert (theme.people, theme.share) == (4, 4 / 6)
    # Wilson at 95 %, 4 of 6: 0.3000 to 0.9032.
    assert (theme.interval.low, theme.interval.high) == pytest.approx((0.3000, 0.9032), abs=1e-4)
    assert theme.top_author_share == 0.25
    assert theme.languages == (("en", 1), ("es", 1), ("fr", 1), ("pt", 1))
    assert (theme.first_s, theme.last_s) == (0.0, 30.0)
    assert theme.name in PRICE
    assert lines[int(theme.row[1:])].text == theme.name


def test_a_flood_of_500_equal_messages_by_one_author_is_one_person_and_no_theme_alone() -> None:
    flood = [Line(f"f{n}", "follow my profile for crypto", "spammer", "viewer", float(n)) for n in range(500)]
    asked = chat(*PRICE)
    found = themes([*flood, *asked])
    assert [theme.people for theme in found] == [4]
    alone = themes([*flood, *asked], least_people=1)
    assert [(theme.people, theme.top_author_share) for theme in alone] == [(4, 0.25), (1, 1.0)]
    assert alone[1].share == 1 / 5


def test_a_flood_of_a_text_without_author_is_one_person() -> None:
    flood = [Line(f"f{n}", "cuánto cuesta?" if n % 2 else "CUANTO CUESTA", None) for n in range(500)]
    assert [theme.people for theme in themes(flood, least_people=1)] == [1]


def test_a_flood_does_not_choose_the_name() -> None:
    flood = [Line(f"f{n}", "precio del zapato horroroso ya", "pesado", "viewer", float(n)) for n in range(500)]
    asked = [Line(f"r{n}", "precio del bolso rojo", f"p{n}") for n in range(3)]
    found = themes([*flood, *asked])
    assert [theme.name for theme in found] == ["precio del bolso rojo"]


def test_the_name_is_a_real_message_and_never_one_of_health_or_children() -> None:
    lines = chat(
        "tengo 12 años, cuánto cuesta", "tengo 11 años, cuánto cuesta", "cuánto cuesta el bolso de piel marrón"
    )
    (theme,) = themes(lines)
    assert theme.name == "cuánto cuesta el bolso de piel marrón"
    (unnamed,) = themes(lines[:2])
    assert (unnamed.name, unnamed.row) == ("", "")


def test_themes_come_by_people_and_the_same_in_any_run() -> None:
    lines = chat(*DELIVERY, *PRICE, "do you ship to India")
    assert [theme.people for theme in themes(lines)] == [5, 4]
    assert themes(lines) == themes(lines)


def test_a_key_is_the_same_in_another_session_and_another_language() -> None:
    (spanish,) = themes(chat("cuánto cuesta el bolso?", "qué precio tiene el bolso"))
    (english,) = themes(chat("how much is the coat", "price of the coat pls"))
    (sound,) = themes(chat(*SOUND))
    assert key_of(spanish) == key_of(english) == "price"
    assert same_theme(spanish, english)
    assert not same_theme(spanish, sound)


def test_keys_that_mostly_agree_are_the_same_theme() -> None:
    (wide,) = themes(
        chat("do you ship to Canada", "do you ship to France how many days", "ship to Spain in how many days")
    )
    (near,) = themes(chat("do you ship to Canada", "livraison en Belgique ?"))
    assert (key_of(wide), key_of(near)) == ("delivery+place+when_delivered", "delivery+place")
    assert same_theme(wide, near)


class _Twins:
    """A made space: texts of the same first letter lie together."""

    name = "made 1"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), 8), dtype=np.float32)
        for row, text in enumerate(texts):
            rows[row, ord(text[0]) % 8] = 1
        return rows


def test_an_embedder_brings_together_what_words_do_not() -> None:
    texts = ["azure heron", "apple motor", "basil socket"]
    assert group(texts) == [0, 1, 2]
    assert group(texts, _Twins()) == [0, 0, 1]


def test_a_text_without_concepts_borrows_those_of_its_nearest_in_the_vectors() -> None:
    subjects = np.array([[2, 0], [0, 1], [0, 0]], dtype=np.float32)
    vectors = np.array([[1, 0], [0, 1], [0.8, 0.6]], dtype=np.float32)
    grouping._lend([subjects, subjects.copy()], vectors)
    # The third lies 0.8 and 0.6 from the two; a borrowed concept counts 0.4.
    assert subjects == pytest.approx(np.array([[1, 0], [0, 1], [0.32, 0.24]]))


def test_many_that_are_like_nothing_do_not_use_up_the_groups() -> None:
    loners = [f"wordy{n} thing{n}" for n in range(30)]
    labels = group([*PRICE, *DELIVERY, *SOUND, *loners], groups=4)
    assert [len(set(labels[start : start + 4])) for start in (0, 4, 8)] == [1, 1, 1]
    assert len({labels[0], labels[4], labels[8]}) == 3


@pytest.mark.parametrize("text", ["PRECIO", "precio", "pre\u0301cio", "ｐｒｅｃｉｏ", "preciooooo"])
def test_a_word_is_known_however_it_is_dressed(text: str) -> None:
    assert meaning(text).concepts == {"price"}


def test_words_are_stemmed_lightly() -> None:
    assert stem("rojas") == stem("rojo")
    assert stem("pantalones") == stem("pantalon")
    assert stem("son") == "son"
    assert not meaning("de la que y the").words


def test_nothing_in_nothing_out() -> None:
    assert group([]) == []
    assert themes([]) == []
