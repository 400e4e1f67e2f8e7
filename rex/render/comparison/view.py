"""One reading of a comparison: comparability first, then what changed, then what only looks so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from rex.model.message import Message, quantity, say
from rex.render.blocks import Bullets, Mark
from rex.render.comparison.actions import action_rows
from rex.render.comparison.comparability import comparability
from rex.render.comparison.moments import evenings, pairs
from rex.render.comparison.pieces import Comparing, SideWords, Trio
from rex.render.comparison.rows import change_rows, lies
from rex.render.comparison.telling import Telling
from rex.render.luck import headline_luck_of
from rex.text.speaker import Speaker

if TYPE_CHECKING:
    from rex.model.comparison import Comparison, Moved, Side
    from rex.render.comparison.pieces import ChangeRow

SIDES: tuple[Literal["before"], Literal["after"]] = ("before", "after")


def comparing(comparison: Comparison, speaker: Speaker) -> Comparing:
    """Read a comparison in one language; every format shows this reading and nothing else."""
    telling = Telling(speaker)
    tell = telling.tell
    years = comparison.before.start.year != comparison.after.start.year
    sides = tuple(_side(telling, side, year=years) for side in (comparison.before, comparison.after))
    before, after = sides
    rows = change_rows(telling, comparison.changes)
    return Comparing(
        title=tell(_title(before, after)),
        subtitle=tell(_subtitle(comparison)),
        client=comparison.after.client,
        before=before,
        after=after,
        comparable=comparison.comparable,
        comparability=comparability(telling, comparison, (before, after)),
        changed=tuple(row for row in rows if row.mark.sign in "+-*"),
        usual=tuple(row for row in rows if row.mark.sign == "~"),
        unknown=tuple(row for row in rows if row.mark.sign == "?"),
        counts=tell(_counts(comparison, rows)),
        luck=tuple(tell(sentence) for sentence in _luck(telling, comparison)),
        pairs=pairs(telling, comparison),
        evenings=evenings(telling, comparison, (before, after)),
        peaks=_number_of("peak", comparison),
        drops=_number_of("drop", comparison),
        claims=_trio(telling, comparison.claims, say("Nobody claimed anything in either session."), quoted=True),
        actions=action_rows(telling, comparison.actions),
        findings=_trio(telling, comparison.findings, say("No check spoke in either session.")),
        legend=legend(telling),
    )


def legend(telling: Telling) -> tuple[Mark, ...]:
    """Name the five marks."""
    tell = telling.tell
    return (
        Mark("+", "better", tell(say("better"))),
        Mark("-", "worse", tell(say("worse"))),
        Mark("*", "changed", tell(say("different, neither good nor bad"))),
        Mark("~", "usual", tell(say("inside the usual range"))),
        Mark("?", "unknown", tell(say("cannot be told"))),
    )


def _side(telling: Telling, side: Side, *, year: bool) -> SideWords:
    f = Speaker(telling.speaker.lang, side.timezone).f
    return SideWords(
        session=side.session,
        title=side.title,
        day=f.date(side.start),
        weekday=f.date(side.start, year=year),
        short_day=f.date(side.start, weekday=False, year=year),
        start=f.clock(side.start),
        length=f.minutes(round(side.duration_s / 60)),
    )


def _title(before: SideWords, after: SideWords) -> Message:
    if before.day == after.day:
        text = "{day}, {before} and {after}"
        return say(text, day=after.short_day, before=before.start, after=after.start)
    return say("{before} to {after}", before=before.short_day, after=after.short_day)


def _subtitle(comparison: Comparison) -> Message:
    before, after = comparison.before, comparison.after
    if before.client != after.client:
        return say(
            "{before} of {client}, then {after} of {other}. What changed beyond the usual.",
            before=before.title,
            client=before.client,
            after=after.title,
            other=after.client,
        )
    if not comparison.comparable:
        return say("{client}: {before}, then {after}.", client=after.client, before=before.title, after=after.title)
    return say(
        "{client}: {before}, then {after}. What changed beyond the usual.",
        client=after.client,
        before=before.title,
        after=after.title,
    )


def _counts(comparison: Comparison, rows: tuple[ChangeRow, ...]) -> Message:
    if not comparison.comparable:
        return say("Nothing is called a change: the two cannot be compared.")
    signs = [row.mark.sign for row in rows]
    counts = {
        "better": quantity(signs.count("+"), "count"),
        "worse": quantity(signs.count("-"), "count"),
        "usual": quantity(signs.count("~"), "count"),
        "unknown": quantity(signs.count("?"), "count"),
    }
    outside = signs.count("*")
    if outside:
        return say(
            "Better than usual: {better}. Worse: {worse}. Different: {outside}. "
            "As usual: {usual}. Cannot be told: {unknown}.",
            outside=quantity(outside, "count"),
            **counts,
        )
    return say("Better than usual: {better}. Worse: {worse}. As usual: {usual}. Cannot be told: {unknown}.", **counts)


def _luck(telling: Telling, comparison: Comparison) -> tuple[Message, ...]:
    """Say what luck alone does; without a usual range nothing can decide."""
    judged = sum(change.usual is not None for change in comparison.changes)
    often = say("Two sessions alone often differ this much by luck: the usual range decides.")
    if not judged:
        return often, say("No usual range yet: it starts at 5 earlier sessions of this client.")
    return (
        often,
        say(
            "Of {n} compared, about {luck} would be outside by luck.",
            n=quantity(judged, "count"),
            luck=telling.rough(comparison.expected_by_luck),
        ),
        *headline_luck_of(comparison.changes),
        *_as_luck_has_it(telling, comparison),
    )


def _as_luck_has_it(telling: Telling, comparison: Comparison) -> tuple[Message, ...]:
    """Name the rows that lie outside their range and are not called changed: whoever looks for them finds the reason.

    Where the comparison speaks of several, one sentence does for all; each has its own in the table of every row.
    """
    outside = [change for change in comparison.changes if change.verdict == "usual" and lies(change) != "inside"]
    if not outside:
        return ()
    text = "Outside their usual range, yet no further than luck puts some of so many numbers: {names}."
    return (say(text, names=telling.listing([telling.title(change.title) for change in outside])),)


def _number_of(kind: str, comparison: Comparison) -> tuple[int, int]:
    """Count the peaks or drops before and after."""
    before, after = (comparison.moments.get(side, ()) for side in SIDES)
    return sum(m.kind == kind for m in before), sum(m.kind == kind for m in after)


def _trio(telling: Telling, moved: tuple[Moved, ...], nothing: Message, *, quoted: bool = False) -> Trio:
    def of(state: str, title: Message) -> Bullets:
        items = (m.what for m in moved if m.state == state)
        return Bullets(tuple(f"“{item}”" if quoted else item for item in items), telling.tell(title))

    return Trio(
        of("kept", say("Again")), of("new", say("New")), of("gone", say("Gone")), "" if moved else telling.tell(nothing)
    )
