"""Workspaces' shelves made by hand: a shop's two months, one where every name is hostile, one without anything."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from rex.model.message import say
from rex.model.shelf import Leaf, Shelf, ShelvedPeriod, ShelvedSession, Unread
from tests.builders import measure, record
from tests.unit.render_compare.comparisons import MARKUP, PIPES, settled
from tests.unit.render_compare.periods import hostile_period, period

PAGES = (Leaf("html", False, "../sessions/s/retrospective.html"), Leaf("pdf", True, "../sessions/s/r-client.pdf"))


def shelved(day: int, title: str = "Calm Skin", **more: Any) -> ShelvedSession:
    """Put a session so many days after 20 November 2026 on the shelf."""
    about = {"title": title, "id": f"session-{day}"}
    return ShelvedSession(f"session-{day}", record(measure("orders", 5 + day), day=day, session=about, **more), PAGES)


def shelf(**changed: Any) -> Shelf:
    """Give a shelf with three sessions of two months, two reports, an unread record and six actions."""
    month = ShelvedPeriod("2026-11", date(2026, 11, 1), date(2026, 11, 30), PAGES[:1], period(), 2)
    week = ShelvedPeriod("2026-W47", date(2026, 11, 16), date(2026, 11, 22), PAGES, None, 0)
    given: dict[str, Any] = {
        "client": "Maison Verbena",
        "timezone": "Europe/Madrid",
        "sessions": (shelved(14, "Night Garden", edition="provisional"), shelved(7), shelved(0)),
        "periods": (month, week),
        "trends": (Leaf("html", False, "trend.html"),),
        "recent": period(),
        "tried": settled(),
        "unreviewed": ("2026-12-11-next",),
        "unread": (Unread("2026-10-02-old", "Its record was written by a newer REX."),),
        "written": datetime(2026, 12, 5, 8, 30, tzinfo=UTC),
    }
    return Shelf(**(given | changed))


def hostile_shelf() -> Shelf:
    """Everything that a person can name is hostile."""
    bad = shelved(0, MARKUP)
    said = bad.record.bottom_line.model_copy(update={"sentence": PIPES, "headline": say("{x}", x=MARKUP)})
    worse = ShelvedSession(MARKUP, bad.record.model_copy(update={"bottom_line": said}), PAGES)
    return shelf(
        client=MARKUP,
        sessions=(worse,),
        recent=hostile_period(),
        unreviewed=(MARKUP, PIPES),
        unread=(Unread(PIPES, MARKUP),),
    )


def empty_shelf() -> Shelf:
    """Give the shelf of a workspace of the first evening."""
    return Shelf(client="Maison Verbena", timezone="UTC", unreviewed=("2026-11-20-first",))
