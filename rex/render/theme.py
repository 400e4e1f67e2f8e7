"""Themes: a folder of templates, a style sheet and a script; a person's own overrides the shipped one file by file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from rex.errors import UsageError
from rex.render.charts.forecast import forecast
from rex.render.charts.range_bar import range_bar
from rex.render.charts.timeline import PAPER, PHONE, WIDE, timeline
from rex.resources import templates

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.bccache import Bucket

    from rex.render.figures import Bar, ForecastFigure, TimelineFigure

FRAMES = {"wide": WIDE, "paper": PAPER, "phone": PHONE}
STYLES = ("style.css", "charts.css", "phone.css", "print.css", "brand.css")
"""Read in this order; `brand.css` is empty in the shipped theme and is the place for a client's own."""


class Compiled(BytecodeCache):
    """Templates compiled in this run: each text once, however many pages are made from it."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled from the same text of the same file."""
        if made := self._made.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(made)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what has just been compiled."""
        self._made[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_COMPILED = Compiled()
"""Shared by all environments below, which are of one kind: a text compiles to the same code in each."""


class Charts:
    """The charts as templates call them; each gives finished markup whose words are escaped."""

    def range_bar(self, bar: Bar, width: float = 170, *, ends: bool = False) -> Markup:
        """Draw one measure against its usual range."""
        return Markup(range_bar(bar, width, ends=ends))  # noqa: S704 - the chart escapes every word it is given

    def timeline(self, figure: TimelineFigure, frame: str) -> Markup:
        """Draw the show in the frame `wide`, `paper` or `phone`."""
        return Markup(timeline(figure, FRAMES[frame]))  # noqa: S704 - as above

    def forecast(self, figure: ForecastFigure) -> Markup:
        """Draw the forecasts of one KPI."""
        return Markup(forecast(figure))  # noqa: S704 - as above


@dataclass(frozen=True, slots=True)
class Theme:
    """What a page carries with it, as it stands in the file: its style and its script."""

    style: Markup
    script: Markup

    @classmethod
    def of(cls, env: Environment) -> Theme:
        """Read a theme's own files; they are source, not templates, and hold nothing from outside."""
        style = "".join(_source(env, name) for name in STYLES)
        return cls(_inline(style, "style"), _inline(_source(env, "page.js"), "script"))


def _source(env: Environment, name: str) -> str:
    assert env.loader is not None  # noqa: S101 - the environment below always has one
    return env.loader.get_source(env, name)[0]


def _inline(source: str, element: str) -> Markup:
    """Refuse a file that would end the element it stands in."""
    if f"</{element}" in source.lower():
        raise UsageError(f"The theme's {element} ends its own element.", todo=f"Take </{element} out of the file.")
    return Markup(_compact(source))  # noqa: S704 - a theme's own source, checked above


def _compact(source: str) -> str:
    """Take indentation, blank lines and whole-line comments out; the rest stays as it was written."""
    lines = (line.strip() for line in source.splitlines())
    kept = (
        line
        for line in lines
        if line and not line.startswith("//") and not (line.startswith("/*") and line.endswith("*/"))
    )
    return "\n".join(kept)


def folder(theme: str | Path) -> Path:
    """Find a theme: a shipped one by its name, or a folder."""
    if isinstance(theme, Path):
        return theme
    found = templates() / "themes" / theme
    if not theme.isidentifier() or not found.is_dir():
        known = ", ".join(sorted(p.name for p in (templates() / "themes").iterdir() if p.is_dir()))
        raise UsageError(f"There is no theme called “{theme}”.", todo=f"Themes: {known}.")
    return found


def environment(theme: str | Path = "default") -> Environment:
    """Make the sandbox in which templates run: escaped, strict about unknown names, confined to its folders."""
    shipped = FileSystemLoader(templates() / "themes" / "default")
    env = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(folder(theme)), shipped, PrefixLoader({"default": shipped})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_COMPILED,
    )
    env.globals = {"chart": Charts(), "kind": lambda block: type(block).__name__, "namespace": env.globals["namespace"]}
    return env
