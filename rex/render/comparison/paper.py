"""A page of parts set in a theme: the theme's own style and script, a sheet of our own, a policy by their hashes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from rex.errors import UsageError
from rex.render.charts.timeline import PAPER, PHONE, WIDE
from rex.render.comparison.change_bar import change_bar
from rex.render.comparison.evenings import evenings
from rex.render.comparison.multiple import multiple
from rex.render.html import policy
from rex.render.theme import Theme, environment

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment

    from rex.render.comparison.pieces import ChangeBar, Evenings, Multiple, Page

SHEET = "comparison.css"
FRAMES = {"wide": WIDE, "paper": PAPER, "phone": PHONE}


class Drawings:
    """The drawings of these pages as templates call them; each escapes every word it is given."""

    def change_bar(self, bar: ChangeBar) -> Markup:
        """Draw two sessions' values against the usual range."""
        return Markup(change_bar(bar))  # noqa: S704 - the drawing escapes every word it is given

    def evenings(self, figure: Evenings, frame: str) -> Markup:
        """Draw both shows on one axis in the frame `wide`, `paper` or `phone`."""
        return Markup(evenings(figure, FRAMES[frame]))  # noqa: S704 - as above

    def multiple(self, item: Multiple) -> Markup:
        """Draw one KPI over a period."""
        return Markup(multiple(item))  # noqa: S704 - as above


def paper(template: str, page: Page, *, lang: str, theme: str | Path = "default") -> str:
    """Write a page with a theme; a person's own theme may override the templates and the sheet."""
    env = environment(theme)
    look = Theme.of(env)
    look = Theme(look.style + Markup("\n") + _sheet(env), look.script)
    text = env.get_template(template).render(
        lang=lang,
        words=page.words,
        page=page,
        draw=Drawings(),
        style=look.style,
        script=look.script,
        policy=policy(look),
    )
    return "\n".join(line.strip() for line in text.splitlines() if line.strip()) + "\n"


def _sheet(env: Environment) -> Markup:
    assert env.loader is not None  # noqa: S101 - the environment of a theme always has one
    source = env.loader.get_source(env, SHEET)[0]
    if "</style" in source.lower():
        raise UsageError("The theme's style ends its own element.", todo="Take </style out of the file.")
    lines = (line.strip() for line in source.splitlines())
    return Markup("\n".join(line for line in lines if line and not line.startswith("/*")))  # noqa: S704 - checked above
