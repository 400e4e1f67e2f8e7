"""One reading of a record into a report: seventeen sections in a fixed order, in one language and edition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from rex.model.message import say
from rex.render.blocks import Report, Section
from rex.render.client import strip_for_client
from rex.render.reading import Reading
from rex.render.sections.ahead import next_session, not_concluded
from rex.render.sections.bottom_line import bottom_line
from rex.render.sections.checks import checks
from rex.render.sections.claims import did_not, worked
from rex.render.sections.disagree import disagree
from rex.render.sections.earlier_actions import earlier_actions
from rex.render.sections.expected import expected
from rex.render.sections.measures import measures
from rex.render.sections.method import method
from rex.render.sections.new_actions import new_actions
from rex.render.sections.passport import passport, state
from rex.render.sections.products import products
from rex.render.sections.timeline import timeline
from rex.render.sections.trust import trust
from rex.render.sections.voice import voice
from rex.render.words import PAGE
from rex.text.speaker import Speaker

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.model.retrospective import Retrospective

Edition: TypeAlias = Literal["team", "client", "flash"]

SECTIONS: tuple[Callable[[Reading], Section], ...] = (
    passport,
    bottom_line,
    trust,
    expected,
    earlier_actions,
    measures,
    timeline,
    worked,
    did_not,
    products,
    voice,
    disagree,
    checks,
    new_actions,
    next_session,
    not_concluded,
    method,
)
EDITIONS: dict[str, frozenset[int]] = {
    "team": frozenset(range(17)),
    "client": frozenset(range(17)) - {11},
    "flash": frozenset({0, 1, 2, 4, 13}),
}
KICKERS = {
    "team": say("retrospective · team edition"),
    "client": say("retrospective · client edition"),
    "flash": say("retrospective · flash"),
}


def read(record: Retrospective, *, lang: str, edition: Edition = "team") -> Report:
    """Read a record into a report; the client edition is read from a record that was stripped first."""
    if edition == "client":
        record = strip_for_client(record)
    speaker = Speaker(lang, record.session.timezone or "UTC")
    reading = Reading(record, speaker, edition)
    tell = reading.tell
    shown = EDITIONS[edition]
    sections = tuple(make(reading) for number, make in enumerate(SECTIONS) if number in shown)
    return Report(
        id=record.id,
        lang=lang,
        edition=edition,
        title=record.session.title,
        subtitle=_subtitle(reading),
        kicker=tell(KICKERS[edition]),
        written=tell(
            say("written {day}, {time}", day=speaker.f.date(record.written), time=speaker.f.clock(record.written))
        ),
        state=state(reading),
        provisional=record.edition == "provisional",
        sections=sections,
        words={name: tell(text) for name, text in PAGE.items()},
        footer=tell(say("{id} · REX {version} · one file, no network", id=record.id, version=record.rex)),
    )


def _subtitle(reading: Reading) -> str:
    session = reading.record.session
    if session.start is None:
        return reading.tell(
            say("{client}. What happened, how sure we are, what to do next.", client=session.client or session.title)
        )
    return reading.tell(
        say(
            "{client}, {day}. What happened, how sure we are, what to do next.",
            client=session.client or session.title,
            day=reading.speaker.f.date(session.start),
        )
    )
