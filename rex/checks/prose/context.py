"""What surrounds a sentence's words: quotes of others, questions, plans, hedges, negations.

The words stand in `rules/context.yaml`; the few shapes that are no words (quote marks, sentence ends) stand here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from rex.checks.prose.pattern import compiled, joined, plain
from rex.config import placed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rex.checks.prose.rule import Situation

QUOTES = re.compile(
    r"«[^«»]{0,600}»|“[^“”]{0,600}”|„[^„“”]{0,600}[“”]|\"[^\"\n]{0,600}\""
    r"|(?<!\w)'(?:[^'\n]|(?<=\w)'(?=\w)){3,300}'(?!\w)"
)
END = re.compile(r"[.!?…]+[\"”»)\]]*(?=\s|$)|\n\s*(?=\n|[-*+•] |\d+[.)] |#|\|)")
NEAR = 34
"""How many letters before a hit a negation may stand. [heur]"""
EVERYDAY: Mapping[str, str] = {
    "en": (
        "The|This|That|These|Those|Our|Their|His|Her|Its|They|You|She|And|But|When|Then|With|From|For|All|Half|Some|Not|Nobody"
        "|Everybody|Everyone|Somebody|Someone|Viewers?|Customers?|Shoppers?|Buyers?|Chat|Camera|Sound|People|Android|Instagram"
        "|TikTok|YouTube|Facebook|Shopify|One|Two|Three|Four|First|Second|Third|Last|Next|After|Before|Nothing|There|Here"
        "|Orders?|Sales|Stock|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Only|Every|Each|Once|Again|What|Who"
    ),
    "es": (
        "Los|Las|Una|Uno|Unos|Unas|Nos|Nosotros|Este|Esta|Esto|Ese|Esa|Eso|Pero|Cuando|Como|Con|Sin|Por|Para|Todo|Todos|Todas"
        "|Nadie|Alguien|Android|Instagram|TikTok|YouTube|Chat|Desde|Hasta|Tras|Luego|Ayer|Hoy|Antes|Tambien|Ventas|Pedidos"
        "|Otra|Otro|Solo|Ninguna|Ninguno|Una|Que|Quien|Lunes|Martes|Miercoles|Jueves|Viernes|Sabado|Domingo|Aqui|Ahi"
    ),
    "fr": (
        "Les|Des|Une|Nous|Vous|Ils|Elles|Elle|Cette|Cet|Ces|Mais|Quand|Comme|Avec|Sans|Pour|Par|Tout|Tous|Toutes|Personne"
        "|Quelqu|Android|Instagram|TikTok|YouTube|Chat|Depuis|Apres|Avant|Hier|Encore|Notre|Nos|Leur|Leurs|Dans|Deux|Trois"
        "|Ventes|Commandes|Aucune|Aucun|Lundi|Mardi|Mercredi|Jeudi|Vendredi|Samedi|Dimanche|Qui|Que|Ici|Rien"
    ),
}
"""Words that begin with a capital at the head of a sentence and are no person's name."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in plain letters, quotes blanked out, and where it begins in the text."""

    start: int
    words: str


def masked(text: str) -> str:
    """Blank out what others said: quoted words and lines that begin with `>`; every place stays where it is."""
    lines = "".join(
        " " * (len(line) - 1) + "\n"
        if line.lstrip().startswith(">") and line.endswith("\n")
        else " " * len(line)
        if line.lstrip().startswith(">")
        else line
        for line in text.splitlines(keepends=True)
    )
    return QUOTES.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), lines)


def sentences(text: str) -> Iterator[Sentence]:
    """Cut a text into sentences, each in plain letters with its place."""
    bare = plain(masked(text))
    start = 0
    for end in END.finditer(bare):
        if bare[start : end.end()].strip():
            yield Sentence(start, bare[start : end.end()])
        start = end.end()
    if bare[start:].strip():
        yield Sentence(start, bare[start:])


def stands(situation: Situation, sentence: Sentence, lang: str, at: int, end: int) -> bool:
    """Tell whether the words from `at` to `end` of a sentence stand in a situation."""
    if situation == "question":
        return "?" in sentence.words[end:]
    if situation == "negated":
        before = sentence.words[max(0, at - NEAR) : at]
        clause = re.split(r"[,;:]", before)[-1]
        found = _words(lang)["negated"].search(clause)
        return found is not None or stands("disclaimed", sentence, lang, at, end)
    if situation == "disclaimed":
        return _words(lang)["disclaimed"].search(sentence.words[:end]) is not None
    return _holds(situation, sentence, lang)


def everyday(lang: str) -> dict[str, str]:
    """Give the word lists that every file may use: `<name>`, a word with a capital that is no everyday word."""
    return {"name": rf"(?-i:(?!(?:{EVERYDAY[lang]})\b)[A-Z][a-z]{{2,}})"}


def _holds(situation: str, sentence: Sentence, lang: str) -> bool:
    return _words(lang)[situation].search(sentence.words) is not None


@cache
def _words(lang: str) -> dict[str, re.Pattern[str]]:
    with as_file(files("rex.checks.prose") / "rules" / "context.yaml") as path:
        listed: dict[str, list[str]] = placed.read(path).value[lang]
    lists = everyday(lang)
    for name, words in listed.items():
        lists[name] = joined(words, lists)
    return {name: compiled(pattern, {}) for name, pattern in lists.items()}
