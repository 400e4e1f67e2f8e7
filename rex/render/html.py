"""A report as one HTML file that opens anywhere: no network, no script from elsewhere, no inline style."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from rex.render.theme import Theme, environment

if TYPE_CHECKING:
    from pathlib import Path

    from rex.model.retrospective import Retrospective
    from rex.render.view import Edition


def render_html(record: Retrospective, *, lang: str, edition: Edition = "team", theme: str | Path = "default") -> str:
    """Write one session's report as one self-contained HTML page.

    `theme` is a shipped theme's name, or the folder of a person's own, which may override any template
    and inherits the rest. The page holds only what its edition shows.
    """
    from rex.render.view import read

    report = read(record, lang=lang, edition=edition)
    return page("report.html.j2", lang=lang, words=report.words, theme=theme, report=report)


def page(template: str, *, lang: str, words: dict[str, str], theme: str | Path = "default", **values: Any) -> str:
    """Write any page of a theme with the theme's style, its script and a policy that allows only these two."""
    env = environment(theme)
    look = Theme.of(env)
    text = env.get_template(template).render(
        lang=lang, words=words, style=look.style, script=look.script, policy=policy(look), **values
    )
    return _tidy(text)


def policy(look: Theme) -> str:
    """Forbid everything except the page's own style and script, named by their hashes."""
    return (
        f"default-src 'none'; style-src '{_hash(look.style)}'; script-src '{_hash(look.script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(source: str) -> str:
    return "sha256-" + b64encode(sha256(source.encode()).digest()).decode()


def _tidy(text: str) -> str:
    """Take out the blank lines that templates leave; no content spans lines."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip()) + "\n"
