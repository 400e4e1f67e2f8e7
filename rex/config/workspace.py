"""`rex.yaml`: what holds for all sessions of one client."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from rex.config.placed import read
from rex.config.strict import build
from rex.model.attribution import Attribution
from rex.model.gate import Gate
from rex.model.noun import Noun
from rex.model.session import Language

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rex.errors import FileError

MOST_HEADLINES = 5
"""With more headline KPIs luck finds a winner; all others are called explored."""


DEFAULT_HEADLINES = ("conversion_rate", "revenue", "participation")


class Brand(Noun):
    """How reports to the client look: a name, a logo beside `rex.yaml`, two colours."""

    name: str = ""
    logo: str = ""
    colours: tuple[str, ...] = ()


class Suppression(Noun):
    """A check that is switched off, and why; the reason is printed in every report."""

    check: str
    reason: str = Field(min_length=3)


def _written_day(value: object) -> object:
    """Refuse a bare number, which would be read as seconds since 1970."""
    if isinstance(value, int | float):
        raise PydanticCustomError("date_from_datetime_parsing", "a date is expected")
    return value


Day = Annotated[date, BeforeValidator(_written_day)]


class LimitsFrom(Noun):
    """Where a KPI's usual range starts anew, and why: it is drawn from the sessions of these days, both included.

    Without `until` the first twelve sessions from that day on lock it, as they do at the start of a history.
    """

    from_: Day = Field(alias="from")
    until: Day | None = None
    reason: str = Field(min_length=3)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until is not None and self.until < self.from_:
            raise ValueError("until lies before from")
        return self


class WorkspaceSettings(Noun):
    """The settings of a workspace."""

    client: str = ""
    language: Language = "en"
    currency: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    timezone: str | None = None
    headline: tuple[str, ...] = Field(default=DEFAULT_HEADLINES, max_length=MOST_HEADLINES)
    attribution: Attribution = Attribution()
    margin: float | None = Field(default=None, gt=0, le=1)
    settles_after_days: int = Field(default=14, ge=0, le=120)
    gates: tuple[Gate, ...] = ()
    brand: Brand = Brand()
    plugins: tuple[str, ...] = ()
    suppress: tuple[Suppression, ...] = ()
    limits: dict[str, LimitsFrom] = {}


def read_workspace(file: Path) -> WorkspaceSettings:
    """Read `rex.yaml`; a missing file gives the defaults, a mistake raises FileError with its line."""
    if not file.exists():
        return WorkspaceSettings()
    placed = read(file)
    settings = build(WorkspaceSettings, placed)
    if settings.timezone is not None:
        check_zone(settings.timezone, lambda what: placed.error(("timezone",), what))
    return settings


def check_zone(name: str, error: Callable[[str], FileError]) -> None:
    """Refuse a time zone that is not in the IANA list; `error` makes the error to raise."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as unknown:
        raise error(f'"{name}" is no time zone. Use a name such as Europe/Madrid.') from unknown
