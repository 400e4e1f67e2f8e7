"""Shows without a record, records that are no longer current, and provisional ones that can be settled."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from rex.checks.b14_faded_memory import LATE_HOURS
from rex.importers.identify import Known, identify
from rex.model.message import Message, quantity, say, say_n
from rex.model.status import Outdated, Unreviewed, Unsettled
from rex.text.catalogue import N_
from rex.workflow.desk import local_day
from rex.workflow.imports import exports_of, importers_of
from rex.workflow.status_morning import drafts_of, named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rex.model.status import Change, Kind
    from rex.workflow.status_morning import Morning
    from rex.workflow.status_records import Seen

IN_HOURS = 72
"""Up to here the time since a show is told in hours, then in days."""
KINDS: tuple[Kind, ...] = ("chat", "sales", "viewers")
"""The exports that most numbers rest on."""
LOOKED_AT = 3
"""Of so many shows it is looked at which of these exports are there; it takes a tenth of a second each."""
CHANGED: dict[Change, str] = {
    "exports": N_("{show}: its export files changed after its record was made."),
    "answers": N_("{show}: answers came or changed after its record was made."),
    "settings": N_("{show}: its settings changed after its record was made."),
    "earlier": N_("{show}: exports or records of earlier sessions came or changed after its record was made."),
    "benchmarks": N_("{show}: the benchmarks changed after its record was made."),
    "version": N_("{show}: another version of REX made its record."),
}


def unreviewed(morning: Morning) -> Iterator[Unreviewed]:
    """Give the shows that ended and have no record, the newest first: its memory can still be saved."""
    found = [one for one in morning.seen if one.gist is None]
    over = [one for one in found if one.session.end is not None and one.session.end <= morning.now]
    over.sort(key=lambda one: (one.session.end, one.folder.id), reverse=True)
    unknown = [one for one in found if one.session.end is None]
    for place, one in enumerate([*over, *unknown]):
        ended = one.session.end
        hours = None if ended is None else (morning.now - ended).total_seconds() / 3600
        sealed = sum(draft.seal is not None for draft in drafts_of(one, morning))
        says, todo = _unreviewed_said(one, hours, sealed, morning)
        yield Unreviewed(
            says=says,
            todo=todo,
            urgent=hours is not None and hours > LATE_HOURS and not sealed,
            session=one.folder.id,
            ended=ended,
            hours=None if hours is None else round(hours, 1),
            exports=one.exports,
            sealed=sealed,
            missing=_missing(one) if one.exports and place < LOOKED_AT else (),
        )


def _missing(one: Seen) -> tuple[Kind, ...]:
    """Name the kinds of exports that none of the files can hold, by their first lines alone; nothing is imported."""
    importers, _ = importers_of(one.folder)
    held: set[str] = set()
    for export in exports_of(one.folder):
        known = identify(export, importers)
        if isinstance(known, Known):
            held.update(known.importer.tables)
    if "presence" in held:
        held.add("viewers")
    return tuple(kind for kind in KINDS if kind not in held)


def _unreviewed_said(one: Seen, hours: float | None, sealed: int, morning: Morning) -> tuple[Message, str]:
    review = f"rex review {morning.short(one.folder.id)}"
    if hours is None:
        return say("{show}: it is not known yet when it ended.", show=named(one)), review
    if one.exports:
        one_file = "{show}: ended {ago}, {n} export file is there."
        files = "{show}: ended {ago}, {n} export files are there."
        return say_n(one_file, files, one.exports, show=named(one), ago=_ago(hours)), review
    if sealed:
        text = "{show}: ended {ago}, what people recall is sealed, no export yet."
        return say(text, show=named(one), ago=_ago(hours)), f"rex add FILE... --session {quote(one.folder.id)}"
    text = "{show}: ended {ago}, no export yet; you can answer from memory now."
    return say(text, show=named(one), ago=_ago(hours)), review


def _ago(hours: float) -> Message:
    if hours < IN_HOURS:
        return say("{hours} ago", hours=quantity(int(hours), "hours"))
    return say_n("{n} day ago", "{n} days ago", int(hours // 24))


def outdated(morning: Morning, changed: dict[str, tuple[Change, ...]]) -> Iterator[Outdated]:
    """Give the records that are no longer current, the newest session first."""
    for one in reversed(morning.seen):
        what = changed[one.folder.id]
        if what:
            says = say(CHANGED[what[0]], show=named(one))
            yield Outdated(says=says, todo="rex review --all", session=one.folder.id, changed=what)


def unsettled(morning: Morning, changed: dict[str, tuple[Change, ...]]) -> Iterator[Unsettled]:
    """Give the provisional records whose window for returns has ended, the oldest first.

    One whose own exports changed has the newer ones perhaps already, and is told as outdated.
    """
    for one in morning.seen:
        gist = one.gist
        ended = gist is not None and gist.settles_on is not None and gist.settles_on <= morning.now
        if gist is None or gist.settles_on is None or not ended or gist.edition == "settled":
            continue
        if "exports" in changed[one.folder.id] or not one.exports:
            continue
        day = local_day(gist.settles_on, one.told.timezone)
        says = say("{show}: returns were awaited until {day}.", show=named(one), day=str(day))
        todo = f"rex refresh {morning.short(one.folder.id)}"
        yield Unsettled(says=says, todo=todo, session=one.folder.id, settles_on=gist.settles_on)
