"""What REX says, in the reader's language: whole English sentences beside the code, translated by gettext catalogues.

`templates/locales/<lang>.po` holds one language; a new one is one file. English needs none. A sentence that
nobody translated is said in English: a report with one English line is better than no report.
"""

from __future__ import annotations

import gettext
import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from rex import resources
from rex.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SOURCE = "en"
_PLACE = re.compile(r"\{\{|\}\}|\{(\w+)\}")


def N_(text: str) -> str:  # noqa: N802 - gettext's own name, which translators' tools look for
    """Mark a sentence for translation where it stands, and give it back unchanged; it is said later."""
    return text


def locales() -> Path:
    """Give the folder of the translations that ship with REX."""
    return resources.templates() / "locales"


def languages(folder: Path | None = None) -> tuple[str, ...]:
    """List the languages REX speaks, English first, the others in alphabetical order."""
    return (SOURCE, *sorted(file.stem for file in (folder or locales()).glob("*.po") if file.stem != SOURCE))


def places(sentence: str) -> frozenset[str]:
    """Name the places of a sentence: {"n", "total"} for "{n} of {total}"."""
    return frozenset(found[1] for found in _PLACE.finditer(sentence) if found[1])


def fill(sentence: str, values: dict[str, str]) -> str:
    """Put values into the named places of a sentence; `{{` and `}}` are braces. KeyError names a place without value.

    Values are put in as they are: a brace inside a value is a letter, never a place.
    """
    return _PLACE.sub(lambda found: values[found[1]] if found[1] else found[0][0], sentence)


@dataclass(frozen=True)
class Catalogue:
    """The sentences of one language.

    `lang` may carry a region ("es-MX" reads es.po). `folder` is for tests and private translations; the shipped
    ones otherwise. UsageError when REX does not speak the language.
    """

    lang: str = SOURCE
    folder: Path | None = None

    def __post_init__(self) -> None:
        language = self.lang.replace("_", "-").split("-", maxsplit=1)[0].lower()
        known = languages(self.folder)
        if language not in known:
            raise UsageError(f"REX does not speak {self.lang!r}.", todo=f"Choose one of: {', '.join(known)}.")
        object.__setattr__(self, "lang", language)

    def say(self, message: str, /, **values: str) -> str:
        """Say a sentence with its places filled: `say("{n} of {total} answered", n="3", total="5")`.

        Values are strings, formatted already for the language (see `Formatter`). KeyError when one is missing.
        """
        return fill(self._singular.get(message) or message, values)

    def say_n(self, singular: str, plural: str, n: float, /, **values: str) -> str:
        """Say the sentence that goes with `n` things; `{n}` is filled with the number unless given formatted."""
        forms = self._plural.get((singular, plural))
        sentence = forms[min(self._form(n), len(forms) - 1)] if forms else singular if n == 1 else plural
        return fill(sentence, {"n": str(n), **values})

    def translations(self, singular: str, plural: str = "") -> tuple[str, ...]:
        """Give the language's forms of a sentence, () when it is not translated; English is its own translation."""
        if self.lang == SOURCE:
            return (singular, plural) if plural else (singular,)
        if plural:
            return self._plural.get((singular, plural), ())
        return (self._singular[singular],) if singular in self._singular else ()

    @cached_property
    def _form(self) -> Callable[[float], int]:
        """Give the language's rule from a number to its plural form, fractions included."""
        whole = gettext.c2py(self._expression)
        from babel.core import Locale

        category = Locale.parse(self.lang).plural_form

        def form(n: float) -> int:
            n = abs(n)
            if n == int(n):
                return whole(int(n))
            # gettext knows whole numbers only: 1.7 goes like the first whole number of its CLDR category.
            alike = next((one for one in (0, 1, 2, 5, 11) if category(one) == category(n)), 2)
            return whole(alike)

        return form

    @property
    def _singular(self) -> dict[str, str]:
        return _read(self.lang, self.folder)[0]

    @property
    def _plural(self) -> dict[tuple[str, str], tuple[str, ...]]:
        return _read(self.lang, self.folder)[1]

    @property
    def _expression(self) -> str:
        return _read(self.lang, self.folder)[2]


_Read = tuple[dict[str, str], dict[tuple[str, str], tuple[str, ...]], str]


@cache
def _read(lang: str, folder: Path | None) -> _Read:
    """Read one catalogue: finished translations alone, those marked fuzzy are guesses of a tool."""
    singular: dict[str, str] = {}
    plural: dict[tuple[str, str], tuple[str, ...]] = {}
    file = (folder or locales()) / f"{lang}.po"
    if not file.is_file():
        return singular, plural, "n != 1"
    from babel.messages.pofile import read_po

    with file.open("rb") as opened:
        read = read_po(opened, locale=lang, abort_invalid=True)
    for message in read:
        if not message.id or message.fuzzy:
            continue
        if isinstance(message.id, (tuple, list)) and isinstance(message.string, (tuple, list)):
            if all(message.string):
                plural[(message.id[0], message.id[1])] = tuple(message.string)
        elif isinstance(message.id, str) and isinstance(message.string, str) and message.string:
            singular[message.id] = message.string
    return singular, plural, read.plural_expr
