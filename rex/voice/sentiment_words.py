"""What a text's words, emoji and emotes say about a mood: counts of the groups of `lexicons/sentiment.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from rex.text.folding import fold
from rex.voice.spam_words import spam_reason

if TYPE_CHECKING:
    from collections.abc import Sequence

WORD_GROUPS: Final = (
    *("good", "thanks", "greet", "wish", "bought", "laugh", "bad", "fails", "waits", "dear", "fraud"),
    *("not", "very", "but", "asks", "suggests"),
)
"""Groups of words, in the order of the features."""

SIGNS: Final = ("emoji good", "emoji laugh", "emoji bad", "emoji neutral", "emote good", "emote bad")
CLUES: Final = ("?", "!", "stretched", "capitals", "number", "short", "long", "...", "sells")
_DENIABLE: Final = ("good", "wish", "bought", "bad", "fails", "waits", "dear")
FEATURES: Final = (
    *WORD_GROUPS,
    *SIGNS,
    *CLUES,
    *(f"not {group}" for group in _DENIABLE),
    *(f"{group} asked" for group in WORD_GROUPS[:11]),
    *("good, no other", "bad, no other", "good and bad"),
)
"""What is counted of a text, each as 0 or 1 or a small number; the shape shared by the learner and the reader."""

_PLACE: Final = {name: place for place, name in enumerate(FEATURES)}
_NOT: Final = WORD_GROUPS.index("not")
_ASKS: Final = WORD_GROUPS.index("asks")
_SELLS: Final = _PLACE["sells"]
_FIRST_NOT: Final = _PLACE["not good"]
_FIRST_ASKED: Final = _PLACE["good asked"]
_DENIED: Final = {WORD_GROUPS.index(group): place for place, group in enumerate(_DENIABLE, start=_FIRST_NOT)}
_REACH = 3  # words after a negation that it may turn round
_TOKEN = re.compile(r"[a-z]+|[0-9]+")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_LETTERS: Final[dict[int, str | None]] = {code: fold(chr(code)) for code in range(0xC0, 0x250)} | dict.fromkeys(
    range(0x300, 0x370)
)
_LETTERS.update({ord("’"): "'", 0xFE0F: None})
_MOST = 3  # of one group; the tenth heart says no more than the third
_FEW_WORDS, _MANY_WORDS = 3, 12
_MOST_KNOWN = 200_000  # words remembered at a time; random letters must not fill the memory


Token = tuple[str, tuple[int, ...]]
"""A word without stretched letters, and the places of its groups."""


_Begun = dict[str, tuple[tuple[tuple[str, ...], int], ...]]
"""What a first word begins: by the second word, the words after it and the group of the whole phrase."""


@dataclass(frozen=True, slots=True)
class MoodWords:
    """The lexicon ready to look words up; `known` remembers what a written word resolved to."""

    words: dict[str, tuple[int, ...]]
    stems: dict[str, tuple[int, ...]]
    phrases: dict[str, _Begun]
    signs: dict[str, tuple[int, ...]]
    emotes: dict[str, int]
    sign: re.Pattern[str]
    known: dict[str, tuple[str, tuple[int, ...]]] = field(default_factory=dict)

    def resolve(self, token: str) -> tuple[str, tuple[int, ...]]:
        """Give a word without its stretched letters, and the places of its groups."""
        if len(self.known) > _MOST_KNOWN:
            self.known.clear()
        found = self._resolved(token)
        self.known[token] = found
        return found

    def _resolved(self, token: str) -> tuple[str, tuple[int, ...]]:
        forms = [token]
        if _STRETCHED.search(token):
            forms += [_STRETCHED.sub(r"\1", token), _STRETCHED.sub(r"\1\1", token)]
        for form in forms:
            if form in self.words or form in self.phrases:
                return form, self.words.get(form, ())
        for form in forms[-2:]:
            for end in range(len(form), 1, -1):
                groups = self.stems.get(form[:end])
                if groups:
                    return form, groups
        return forms[min(1, len(forms) - 1)], ()


def plain(text: str) -> str:
    """Fold capitals and accents quickly; signs and emoji stay."""
    lower = text.lower()
    return lower if lower.isascii() else lower.translate(_LETTERS)


def tokens_of(words: MoodWords, folded: str) -> list[Token]:
    """Give a folded text's words without stretched letters, each with the places of its groups."""
    known = words.known
    return [known.get(token) or words.resolve(token) for token in _TOKEN.findall(folded)]


def counts(words: MoodWords, text: str, folded: str, tokens: list[Token]) -> list[int]:
    """Count the features of a text, in the order of `FEATURES`."""
    row = [0] * len(FEATURES)
    denied_until = -1
    last = len(tokens) - 1
    for place, (word, groups) in enumerate(tokens):
        begun = words.phrases.get(word)
        whole = _phrases_at(tokens, place, begun) if begun is not None and place < last else ()
        for group in (*groups, *whole) if whole else groups:
            if group == _NOT:
                # in "never arrived, awful" the negation belongs to the phrase, and turns nothing after it
                denied_until = place + (1 if whole else _REACH)
            elif place <= denied_until and group in _DENIED:
                row[_DENIED[group]] = 1
                continue
            row[group] = min(row[group] + 1, _MOST)
    _add_signs(words, row, folded)
    _add_clues(row, text, folded, len(tokens))
    row[_SELLS] = bool(spam_reason(text, [word for word, _ in tokens]))
    return row


def _phrases_at(tokens: list[Token], place: int, begun: _Begun) -> list[int]:
    """Give the groups of the phrases that stand whole from a place on."""
    return [
        group
        for rest, group in begun.get(tokens[place + 1][0], ())
        if not rest or tuple(word for word, _ in tokens[place + 2 : place + 2 + len(rest)]) == rest
    ]


def _add_signs(words: MoodWords, row: list[int], folded: str) -> None:
    if not folded.isascii():
        for sign in words.sign.findall(folded):
            for place in words.signs[sign]:
                row[place] = min(row[place] + 1, _MOST)
    for part in folded.split():
        emote = words.emotes.get(part)
        if emote is not None:
            row[emote] = 1


def _add_clues(row: list[int], text: str, folded: str, length: int) -> None:
    first = _PLACE["?"]
    asked = "?" in text
    row[first] = asked
    row[first + 1] = "!" in text
    row[first + 2] = _STRETCHED.search(folded) is not None
    row[first + 3] = text.isupper() and length > 1
    row[first + 4] = any(map(str.isdigit, text))
    row[first + 5] = length <= _FEW_WORDS
    row[first + 6] = length >= _MANY_WORDS
    row[first + 7] = "..." in text or "…" in text
    if asked or row[_ASKS]:
        for group in range(11):
            row[_FIRST_ASKED + group] = min(row[group], 1)
    good = row[0] or row[1] or row[_PLACE["emoji good"]]
    bad = row[6] or row[7] or row[8] or row[9]
    row[-3:] = [int(bool(good and not bad)), int(bool(bad and not good)), int(bool(good and bad))]


def pointing_word(words: MoodWords, text: str, tokens: Sequence[Token], label: str) -> str:
    """Name the first word or sign of a text that points the way of `label`; empty when none does."""
    wanted = _POINTS.get(label, frozenset())
    for word, groups in tokens:
        if groups and not wanted.isdisjoint(groups):
            return word
    for sign in () if text.isascii() else words.sign.findall(text):
        if not wanted.isdisjoint(words.signs[sign]):
            return str(sign)
    return ""


_POINTS: Final = {
    "positive": frozenset(
        _PLACE[name] for name in ("good", "thanks", "greet", "wish", "bought", "laugh", "emoji good")
    ),
    "negative": frozenset(_PLACE[name] for name in ("bad", "fails", "waits", "dear", "fraud", "emoji bad")),
}


@cache
def mood_words() -> MoodWords:
    """Load the shipped lexicon once."""
    import yaml

    text = files("rex.voice").joinpath("lexicons/sentiment.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return _read(yaml.load(text, loader))  # noqa: S506 -- both are safe loaders


def _read(raw: dict[str, Any]) -> MoodWords:
    words: dict[str, set[int]] = {}
    stems: dict[str, set[int]] = {}
    phrases: dict[str, _Begun] = {}
    for place, group in enumerate(WORD_GROUPS):
        for entry in (entry for entries in raw[group].values() for entry in entries):
            parts = _TOKEN.findall(fold(entry))
            if len(parts) > 1:
                after = phrases.setdefault(parts[0], {})
                meant = (tuple(parts[2:]), place)
                if meant not in after.get(parts[1], ()):
                    after[parts[1]] = (*after.get(parts[1], ()), meant)
            elif parts:
                (stems if entry.endswith("*") else words).setdefault(parts[0], set()).add(place)
    signs: dict[str, set[int]] = {}
    for kind, entries in raw["emoji"].items():
        for sign in entries:
            signs.setdefault(sign, set()).add(_PLACE[f"emoji {kind}"])
    emotes = {emote: _PLACE[f"emote {kind}"] for kind, entries in raw["emote"].items() for emote in entries}
    return MoodWords(
        words={word: tuple(sorted(places)) for word, places in words.items()},
        stems={stem: tuple(sorted(places)) for stem, places in stems.items()},
        phrases=phrases,
        signs={sign: tuple(sorted(places)) for sign, places in signs.items()},
        emotes=emotes,
        sign=re.compile("[" + "".join(map(re.escape, signs)) + "]"),
    )
