"""`session.yaml`: what was decided about one session, as a person wrote it, made into the `Session` noun."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

from pydantic import AwareDatetime, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from rex.config.placed import Placed, read
from rex.config.strict import build
from rex.config.workspace import WorkspaceSettings, check_zone
from rex.model.attribution import Attribution
from rex.model.noun import Noun
from rex.model.session import ClockSetting, Cue, Goal, Language, Session

if TYPE_CHECKING:
    from pathlib import Path

    from rex.errors import FileError

FILE = "session.yaml"
LONGEST_HOURS = 24
_OFFSET = re.compile(r"(?:([0-9]{1,2}):(?=[0-5][0-9]:))?([0-9]{1,3}):([0-5][0-9])\Z")
"""`mm:ss`, the minutes as many as there are, or `hh:mm:ss`."""


def _written_out(value: object) -> object:
    """Refuse a bare number, which would be read as seconds since 1970."""
    if isinstance(value, int | float):
        raise PydanticCustomError("datetime_parsing", "a date with time and UTC offset is expected")
    return value


Instant = Annotated[AwareDatetime, BeforeValidator(_written_out)]


class CueEntry(Noun):
    """One entry of `cues`, its time an offset (`"00:12:00"`) or an instant."""

    at: str
    until: str | None = None
    kind: str = "other"
    title: str
    products: tuple[str, ...] = ()


class SessionFile(Noun):
    """The keys of `session.yaml`, as the contract lists them."""

    title: str | None = None
    start: Instant | None = None
    end: Instant | None = None
    timezone: str | None = None
    platform: str = ""
    hosts: tuple[str, ...] = ()
    currency: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    language: Language | None = None
    goals: tuple[Goal, ...] = ()
    cues: tuple[CueEntry, ...] = ()
    attribution: Attribution | None = None
    clocks: dict[str, ClockSetting] = {}
    costs: dict[str, Annotated[float, Field(ge=0, le=1e12)]] = {}
    margin: float | None = Field(default=None, gt=0, le=1)
    tags: tuple[str, ...] = ()
    replay: str = ""
    launch: tuple[str, ...] = ()


def read_session(folder: Path, workspace: WorkspaceSettings) -> Session:
    """Read a session folder's `session.yaml` over the workspace's settings.

    A folder without one is a session of which nothing is known yet. Raises FileError with the line.
    """
    file = folder / FILE
    placed = read(file) if file.exists() else Placed({}, {}, FILE)
    written = build(SessionFile, placed)
    _check_times(written, placed)
    zone = written.timezone or workspace.timezone
    if written.timezone is not None:
        check_zone(written.timezone, lambda what: placed.error(("timezone",), what))
    for name, clock in written.clocks.items():
        if clock.timezone is not None:
            check_zone(clock.timezone, lambda what, name=name: placed.error(("clocks", name, "timezone"), what))  # type: ignore[misc]  # the name is bound early on purpose
    return Session(
        id=folder.name,
        title=written.title or folder.name,
        client=workspace.client,
        start=written.start,
        end=written.end,
        timezone=zone,
        platform=written.platform,
        hosts=written.hosts,
        currency=written.currency or workspace.currency,
        language=written.language or workspace.language,
        goals=written.goals,
        cues=_cues(written, placed),
        attribution=written.attribution or workspace.attribution,
        clocks=written.clocks,
        costs=written.costs,
        margin=workspace.margin if written.margin is None else written.margin,
        tags=written.tags,
        replay=written.replay,
        launch=written.launch,
        headline=workspace.headline,
        settles_after_days=workspace.settles_after_days,
    )


def _check_times(written: SessionFile, placed: Placed) -> None:
    if written.start is None or written.end is None:
        return
    if written.end <= written.start:
        raise placed.error(("end",), "the session ends before it begins.", todo="Correct start or end.")
    if written.end - written.start > timedelta(hours=LONGEST_HOURS):
        raise placed.error(("end",), "the session would last more than a day.", todo="Correct start or end.")


def _cues(written: SessionFile, placed: Placed) -> tuple[Cue, ...]:
    cues: list[Cue] = []
    for number, entry in enumerate(written.cues):
        start = seconds_from_start(entry.at, written, placed, ("cues", number, "at"))
        end = (
            None if entry.until is None else seconds_from_start(entry.until, written, placed, ("cues", number, "until"))
        )
        cues.append(
            Cue(
                id=f"cue:{number + 1}",
                start_s=start,
                end_s=end,
                kind=entry.kind,
                title=entry.title,
                products=entry.products,
            )
        )
    return tuple(sorted(cues, key=lambda cue: cue.start_s))


def seconds_from_start(text: str, written: SessionFile, placed: Placed, way: tuple[str | int, ...]) -> float:
    """Read a cue's time: `mm:ss`, `hh:mm:ss`, or an instant with its UTC offset."""
    from datetime import datetime

    if match := _OFFSET.match(text):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return float(hours * 3600 + minutes * 60 + seconds)
    try:
        instant = datetime.fromisoformat(text)
        if instant.tzinfo is None or written.start is None:
            raise ValueError
    except ValueError:
        error: FileError = placed.error(
            way, f'"{text}" is no time in the show. Write "00:12:00" from its start, or an instant with its UTC offset.'
        )
        raise error from None
    return (instant - written.start).total_seconds()
