"""A trend's page set in a theme: the page of several sessions, with pictures of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from rex.render.comparison.paper import Drawings, _sheet
from rex.render.html import policy
from rex.render.theme import Theme, environment
from rex.render.trend.picture import Picture, picture

if TYPE_CHECKING:
    from pathlib import Path

    from rex.render.comparison.pieces import Multiple, Page


class TrendDrawings(Drawings):
    """The drawings as the shared template calls them, a small multiple being a trend's."""

    def multiple(self, item: Multiple | Picture) -> Markup:
        """Draw one KPI over the sessions."""
        if isinstance(item, Picture):
            return Markup(picture(item))  # noqa: S704 - the drawing escapes every word it is given
        return super().multiple(item)


def trend_paper(page: Page, *, lang: str, theme: str | Path = "default") -> str:
    """Write the page with a theme: self-contained, its style and script allowed by their hashes alone."""
    env = environment(theme)
    look = Theme.of(env)
    look = Theme(look.style + Markup("\n") + _sheet(env), look.script)
    text = env.get_template("trend.html.j2").render(
        lang=lang,
        words=page.words,
        page=page,
        draw=TrendDrawings(),
        style=look.style,
        script=look.script,
        policy=policy(look),
    )
    return "\n".join(line.strip() for line in text.splitlines() if line.strip()) + "\n"
