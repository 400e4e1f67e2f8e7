"""What a report is made of, whatever it is written in: sections, and the few kinds of block inside them.

Every text here is finished: translated, with its numbers formatted. Nothing is escaped, since only the
format that is written knows how; a viewer's words and our own are treated alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from rex.render.figures import Bar, ForecastFigure, TimelineFigure

Tone: TypeAlias = Literal["better", "worse", "usual", "changed", "unknown"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign and its word; a sign never stands without one."""

    sign: str
    tone: Tone
    word: str


@dataclass(frozen=True, slots=True)
class Link:
    """A way to a place in the same report."""

    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Way:
    """A way to another page, relative to the page it stands on."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph. `empty` says that a section has nothing to say, `note` is small print."""

    text: str
    role: Literal["body", "note", "empty", "label"] = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A short list of sentences under an optional title."""

    items: tuple[str, ...]
    title: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it says, with the evidence it leads to; an `open` tag names a state that can still move."""

    label: str
    text: str
    links: tuple[Link, ...] = ()
    tag: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Labelled facts side by side, such as the passport or the three bottom lines."""

    items: tuple[Fact, ...]
    layout: Literal["passport", "lines", "sure"] = "passport"


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody's words and what is known about them."""

    text: str
    note: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Quotes:
    """Words of viewers, already redacted when they entered the record."""

    items: tuple[Quoted, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a text, small print under it, and perhaps a mark, a range bar or links."""

    text: str = ""
    sub: str = ""
    mark: Mark | None = None
    bar: Bar | None = None
    links: tuple[Link, ...] = ()
    tag: str = ""
    code: bool = False
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column's title; `kind` says how its cells are set."""

    label: str
    kind: Literal["text", "number", "wide"] = "text"


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row. The first cell names it; `group` begins a new group where it changes."""

    cells: tuple[Cell, ...]
    group: str = ""
    anchor: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; a folded one stands behind a line that opens it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    folded: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class Headline:
    """One headline measure: its value large, its doubt under it, its place in the usual range."""

    label: str
    value: str
    doubt: tuple[str, ...]
    mark: Mark
    anchor: str
    bar: Bar | None = None


@dataclass(frozen=True, slots=True)
class Headlines:
    """The headline measures, chosen before the session."""

    label: str
    items: tuple[Headline, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with a heading and labelled facts: a moment, a claim, a finding, an action."""

    title: str
    facts: tuple[Fact, ...] = ()
    mark: Mark | None = None
    number: str = ""
    kind: Literal["peak", "drop", ""] = ""
    when: str = ""
    state: str = ""
    code: str = ""
    quotes: tuple[Quoted, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries of one kind under a title; `empty` is said when there are none."""

    items: tuple[Entry, ...]
    title: str = ""
    empty: str = ""
    layout: Literal["claims", "moments", "checks", "actions"] = "claims"


@dataclass(frozen=True, slots=True)
class Beside:
    """Two groups of the same shape side by side, so that good and bad have the same room."""

    first: Entries
    second: Entries


@dataclass(frozen=True, slots=True)
class Forecasts:
    """The forecast figures, one a KPI, and how to read them."""

    key: str
    figures: tuple[ForecastFigure, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """How to read range bars and marks."""

    text: str
    marks: tuple[Mark, ...]


Block: TypeAlias = (
    Prose | Bullets | Facts | Quotes | Table | Headlines | Entries | Beside | Forecasts | Key | TimelineFigure
)


@dataclass(frozen=True, slots=True)
class Section:
    """One numbered section: its name, what the reader decides from it, its finding, its blocks."""

    number: int
    title: str
    decision: str
    headline: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One session's report in one language and edition, ready to be written in any format."""

    id: str
    lang: str
    edition: str
    title: str
    subtitle: str
    kicker: str
    written: str
    state: str
    provisional: bool
    sections: tuple[Section, ...]
    words: dict[str, str]
    footer: str
