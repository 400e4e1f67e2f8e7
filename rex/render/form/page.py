"""A form as one HTML file: the plan of its questions, one style, one script, and nothing from anywhere else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from rex.errors import UsageError
from rex.render.form.words import page_words
from rex.render.html import policy
from rex.render.theme import Theme, environment

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment

STYLES = ("form.css", "brand.css")
SCRIPTS = ("form_core.js", "form_fields.js", "form.js")
"""Joined in this order into one script: sums that need no page, the fields, the walk through the questions."""


def render_form(plan: dict[str, Any], theme: str | Path = "default") -> str:
    """Write a form's page; `plan` is what `rex.workflow.forms.make_form` lays out."""
    env = environment(theme)
    look = Theme(_joined(env, STYLES, "style"), _joined(env, SCRIPTS, "script"))
    words = page_words()
    return env.get_template("form.html.j2").render(
        lang=plan["lang"],
        title=plan["title"],
        words=words[plan["lang"]],
        plan=_safe(plan | {"words": words}),
        style=look.style,
        script=look.script,
        policy=policy(look),
    )


def _joined(env: Environment, names: tuple[str, ...], element: str) -> Markup:
    assert env.loader is not None  # noqa: S101 - the environment always has one
    text = "".join(env.loader.get_source(env, name)[0] for name in names)
    if f"</{element}" in text.lower():
        raise UsageError(f"The theme's {element} ends its own element.", todo=f"Take </{element} out of the file.")
    return Markup(text)  # noqa: S704 - a theme's own source, checked above


def _safe(plan: dict[str, Any]) -> Markup:
    """Write JSON that cannot end the element it stands in, whatever a title holds."""
    text = json.dumps(plan, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(safe)  # noqa: S704 - no sign of markup is left in it
