"""`rex.yaml`: what holds for all sessions of one client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from rex.config.placed import read
from rex.config.strict import build
from rex.model.attribution import Attribution
from rex.model.noun import Noun
from rex.model.session import Language

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rex.errors import FileError

MOST_HEADLINES = 5
"""With more headline KPIs luck finds a winner; all others are called explored."""


DEFAULT_HEADLINES = ("conversion_rate", "revenue", "participation")


class Gate(Noun):
    """One gate of `--fail-on`: a KPI that must not fall below (or rise above) a value, warned or failed."""

    kpi: str
    at_least: float | None = None
    at_most: float | None = None
    level: Literal["warn", "error"] = "warn"


class Brand(Noun):
    """How reports to the client look: a name, a logo beside `rex.yaml`, two colours."""

    name: str = ""
    logo: str = ""
    colours: tuple[str, ...] = ()


class Suppression(Noun):
    """A check that is switched off, and why; the reason is printed in every report."""

    check: str
    reason: str = Field(min_length=3)


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
