"""Write the viewer curve the way three different dashboards would."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from sample_sessions.generate.plan import Plan

HEADERS = {
    "iso": ("time,viewers,unique_viewers", ","),
    "minute": ("minute,viewers,unique_viewers", ","),
    "es": ("hora;espectadores;espectadores_unicos", ";"),
    "fr": ("heure;spectateurs;spectateurs_uniques", ";"),
}


def write_curve(plan: Plan, rows: list[tuple[int, int, int]], style: str) -> bytes:
    """Give the curve as CSV in the named style: `iso`, `minute`, `es` or `fr`."""
    header, sep = HEADERS[style]
    lines = [header]
    for second, viewers, unique in rows:
        lines.append(sep.join((_time(plan.clock(second), second, style), str(viewers), str(unique))))
    return ("\n".join(lines) + "\n").encode("utf-8-sig" if style in ("es", "fr") else "utf-8")


def _time(moment: datetime, second: int, style: str) -> str:
    if style == "iso":
        return moment.isoformat()
    if style == "minute":
        return f"{second / 60:g}"
    return f"{moment:%d/%m/%Y %H:%M:%S}"
