"""The voice of the chat as a record keeps it: what people asked, what stopped them, how they felt; of people, no name.

A text stands here only where at least three different people said the like, redacted and free of sensitive words. What
an answer is: one that stands in the chat. What a host said aloud is in no export.
"""

from __future__ import annotations

from rex.model.noun import Noun


class Mood(Noun):
    """The mean polarity of thirty messages or more, from -1 (negative) to 1 (positive), each person weighing the same.

    Corrected for the reader's measured error; `low` and `high` hold it with 95 % confidence. `of` is `session`,
    `moment:3` or `theme:<key>`.
    """

    of: str
    polarity: float
    low: float
    high: float
    n: int
    people: int | None = None


class Theme(Noun):
    """What several people wrote alike, whatever the words: `people` are distinct, `share` is of all who wrote.

    `key` is the same in every session; `name` the most central real message, "" where none may be quoted. `intent` is
    what most of its people wrote it for. `asked` are questions (one person's same question is one), `answered` those of
    them that were answered in the chat.
    """

    key: str
    name: str
    people: int
    share: float
    low: float
    high: float
    messages: int
    top_author_share: float
    intent: str
    asked: int = 0
    answered: int = 0
    languages: dict[str, int] = {}
    products: tuple[str, ...] = ()
    first_s: float | None = None
    last_s: float | None = None
    quotes: tuple[str, ...] = ()


class OpenQuestion(Noun):
    """A question that nobody answered in the chat: a real message that asks it, and how many different people did."""

    text: str
    key: str
    people: int
    messages: int
    products: tuple[str, ...] = ()
    first_s: float | None = None


class Returning(Noun):
    """A theme of this session that was asked about in earlier ones too, among the last `shows`, this one included.

    `asked_in` are the shows in which it was asked, `answered_in` those of them in which most who asked had an answer
    in the chat.
    """

    key: str
    name: str
    shows: int
    asked_in: int
    answered_in: int


class Barrier(Noun):
    """What kept people from buying, as they said it: distinct people, the minutes (from 0) and products they named."""

    kind: str
    people: int
    share: float
    low: float
    high: float
    minutes: dict[str, int] = {}
    products: dict[str, int] = {}


class Noise(Noun):
    """Messages of one kind that are in no share: how many, and of how many people."""

    kind: str
    messages: int
    people: int


class Look(Noun):
    """A message that somebody should have a look at: when, which word was met, of what kind; never who wrote it."""

    at_s: float | None
    word: str
    kind: str


class Voice(Noun):
    """The chat of one session, read.

    `messages` and `people` are what is counted: viewers' own messages while the show was on, without `noise`.
    `open_few` and `open_few_people` are open questions that fewer than three people asked, whose words are not kept.
    `intents` counts people by what they wrote for, `languages` messages. `readers` names what read the chat.
    """

    messages: int
    people: int
    asked: int
    answered: int
    askers: int
    unanswered: tuple[OpenQuestion, ...] = ()
    open_few: int = 0
    open_few_people: int = 0
    themes: tuple[Theme, ...] = ()
    returning: tuple[Returning, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    moods: tuple[Mood, ...] = ()
    noise: tuple[Noise, ...] = ()
    look: tuple[Look, ...] = ()
    intents: dict[str, int] = {}
    languages: dict[str, int] = {}
    readers: dict[str, str] = {}

    def mood(self, of: str) -> Mood | None:
        """Find the mood of the session, a moment or a theme; None where too few wrote."""
        return next((mood for mood in self.moods if mood.of == of), None)

    def theme(self, key: str) -> Theme | None:
        """Find a theme by its key."""
        return next((theme for theme in self.themes if theme.key == key), None)
