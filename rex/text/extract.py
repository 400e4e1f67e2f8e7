"""Which sentences there are to translate, so that a test can ask every language for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rex.text.catalogue import Catalogue, fill, places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_KEYWORDS: dict[str, Any] = {"_": None, "N_": None, "Message": None, "say": None, "say_n": (1, 2)}
_TEMPLATES = frozenset({".html", ".md", ".txt", ".j2"})


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """One sentence to translate and where it is said first; `plural` is empty unless it comes in two forms."""

    singular: str
    plural: str
    file: str
    line: int


def sentences(package: Path, templates: Path | None = None) -> tuple[Sentence, ...]:
    """List every sentence of the code below `package` and the templates below `templates`, once, in order of place.

    In code: the first string of `_`, `N_`, `Message`, `say`, the first two of `say_n`; in templates Jinja's `_("...")`.
    A template that Jinja cannot read raises its error.
    """
    found: dict[tuple[str, str], Sentence] = {}
    for file in sorted(package.rglob("*.py")):
        for sentence in _extract("python", file, package.parent):
            found.setdefault((sentence.singular, sentence.plural), sentence)
    if templates is not None:
        for file in sorted(templates.rglob("*")):
            if file.suffix in _TEMPLATES and file.is_file():
                for sentence in _extract("jinja2", file, templates.parent):
                    found.setdefault((sentence.singular, sentence.plural), sentence)
    return tuple(found.values())


def _extract(method: str, file: Path, root: Path) -> Iterator[Sentence]:
    from babel.messages.extract import extract

    # Jinja's extractor skips what it cannot read unless told to complain.
    options: dict[str, Any] = {"encoding": "utf-8", "silent": "false"}
    with file.open("rb") as opened:
        for line, message, _comments, _context in extract(method, opened, keywords=_KEYWORDS, options=options):
            singular, plural = (message, "") if isinstance(message, str) else (str(message[0]), str(message[1]))
            yield Sentence(singular, plural, file.relative_to(root).as_posix(), line)


def untranslated(lang: str, said: Iterable[Sentence], folder: Path | None = None) -> tuple[Sentence, ...]:
    """List the sentences a language lacks, or whose translation names other places than the English one."""
    catalogue = Catalogue(lang, folder)
    return tuple(one for one in said if _has_words(one.singular) and not _is_complete(catalogue, one))


def _has_words(sentence: str) -> bool:
    """Say whether a sentence has anything to translate: "{what}" has not."""
    return any(char.isalpha() for char in fill(sentence, dict.fromkeys(places(sentence), "")))


def _is_complete(catalogue: Catalogue, said: Sentence) -> bool:
    forms = catalogue.translations(said.singular, said.plural)
    wanted = places(said.singular) | places(said.plural)
    # A form for "one" may leave its number unsaid; no form may ask for a place that the code does not fill.
    return bool(forms) and all(places(form) <= wanted for form in forms) and places(forms[-1]) == wanted
