"""What is quoted from a stretch stands for several people, and for that stretch alone."""

from __future__ import annotations

from rex.moments.words import Said, themes


def said(*texts: str, start: float = 0.0, first: int = 0) -> list[Said]:
    return [Said(start + n, first + n, text) for n, text in enumerate(texts)]


ELSEWHERE = said(*(f"hola qué tal {n}" for n in range(40)), first=100)


def anything(_: str) -> bool:
    return True


def test_a_word_of_three_people_is_a_theme_quoted_from_one_of_them() -> None:
    inside = said("no se oye nada", "aquí no se oye", "se oye fatal", "hola qué tal", "otra cosa")
    (theme,) = themes(inside, ELSEWHERE, anything, most=1)
    assert (theme.word, theme.people) == ("oye", 3)
    assert "oye" in theme.quote.text


def test_what_two_people_wrote_is_no_theme() -> None:
    assert themes(said("no se oye", "no se oye", "hola", "qué tal"), ELSEWHERE, anything) == []


def test_one_loud_person_is_one_person() -> None:
    assert themes([Said(n, 7, "no se oye nada") for n in range(30)], ELSEWHERE, anything) == []


def test_a_word_that_everybody_always_writes_is_not_the_stretch_s_own() -> None:
    assert themes(said("hola qué tal", "hola a todas", "hola hola"), ELSEWHERE, anything) == []


def test_a_text_that_is_not_allowed_is_never_quoted() -> None:
    inside = said("no se oye nada", "aquí no se oye", "se oye fatal")
    assert themes(inside, ELSEWHERE, lambda _: False) == []


def test_two_themes_are_quoted_from_two_people() -> None:
    inside = [
        *said("se agotó el kit", "el kit agotado", "agotado otra vez el kit"),
        *said("el sonido falla", "falla el sonido", "sonido malo, falla", first=10),
    ]
    found = themes(inside, ELSEWHERE, anything)
    assert len({theme.quote.author for theme in found}) == len(found) == 2
