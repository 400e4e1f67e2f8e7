"""Facts that no export can say: asked once, written into `session.yaml` with its comments kept, never asked again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rex.errors import Interrupted
from rex.text.catalogue import N_
from rex.workflow.facts_of_session import write_facts

if TYPE_CHECKING:
    from collections.abc import Callable

    from rex.cli.console import Console
    from rex.text.speaker import Speaker
    from rex.workflow.desk import Desk


def ask_text(
    question: str, default: str, shown: Console, check: Callable[[str], str] | None = None, *, go_on: str = ""
) -> str:
    """Ask for one line of text; Ctrl-C and Ctrl-D stop the review with everything saved."""
    import questionary
    from prompt_toolkit.output import create_output
    from prompt_toolkit.output.vt100 import Vt100_Output

    def valid(text: str) -> bool | str:
        problem = check(text) if check is not None else ""
        return problem or True

    output = create_output(stdout=shown.err)
    if isinstance(output, Vt100_Output):
        output.enable_cpr = False  # a terminal that does not answer would be scolded on the screen
    asked = questionary.text(question, default=default, validate=valid, qmark=" ", output=output)
    try:
        return str(asked.unsafe_ask())
    except (KeyboardInterrupt, EOFError) as stop:
        todo = f"Go on with:  {go_on}" if go_on else ""
        raise Interrupted("Stopped at your wish.", kept="Every answer is saved.", todo=todo) from stop


def ask_missing(desk: Desk, shown: Console, speaker: Speaker, go_on: str = "") -> Desk:
    """Ask for the zone, start and end where `session.yaml` does not say them; `go_on` is told to who stops."""
    session = desk.session
    found: dict[str, str] = {}
    zone = session.timezone
    if zone is None:
        zone = ask_text(
            speaker.t(N_("In which time zone was the show? (such as Europe/Madrid)")), "", shown, _zone, go_on=go_on
        )
        found["timezone"] = zone
    for key, value, question in (
        ("start", session.start, N_("When did the show begin? (2026-11-20 19:00)")),
        ("end", session.end, N_("When did it end? (2026-11-20 20:00)")),
    ):
        if value is None:
            start = found.get("start") or (session.start.isoformat() if session.start else "")

            def fits(text: str, key: str = key, start: str = start) -> str:
                return _wall(text) or (_after(text, zone, start) if key == "end" else "")

            text = ask_text(speaker.t(question), "", shown, fits, go_on=go_on)
            found[key] = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).isoformat()
    if not found:
        return desk
    write_facts(desk.folder.path, found)
    return replace(desk, session=desk.folder.session())


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError):
        return "A name such as Europe/Madrid is expected."
    return ""


def _after(text: str, zone: str, start: str) -> str:
    end = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    return "" if end > datetime.fromisoformat(start) else "The show would end before it begins."


def _wall(text: str) -> str:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return "Write it like 2026-11-20 19:00."
    return ""
