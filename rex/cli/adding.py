"""How `rex add` talks: what it offers from a folder, and what it did with every file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rex.errors import FileError, Interrupted, Place, UsageError
from rex.model.message import say, say_n
from rex.text.catalogue import N_

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rex.cli.console import Console
    from rex.text.speaker import Speaker
    from rex.workflow.adding import Adding, Placed

MOST_SHOWN = 12
_FEW = 4
"""Files or sessions named one by one; of more, the number is said."""


def demand_zone(timezone: str | None) -> None:
    """Refuse a time zone that does not exist."""
    try:
        if timezone is not None:
            ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise UsageError(f'"{timezone}" is no time zone.', todo="Use a name such as Europe/Madrid.", kept="") from error


def chosen_from(
    folder: Path, adding: Adding, shown: Console, speaker: Speaker, session: str | None, *, ask: bool
) -> list[Path]:
    """Offer the newest known files of a folder; without a terminal they are listed with the command that adds them."""
    if not folder.is_dir():
        raise FileError(f"There is no folder {folder}.", place=Place(str(folder)), todo="Check its name.")
    offers = adding.offers(folder)
    if not offers:
        shown.talk(
            (
                speaker.say(
                    say("None of the newest files in {folder} is an export that REX knows.", folder=str(folder))
                ),
                "",
            )
        )
        return []
    if ask and shown.interactive and sys.stdin.isatty():
        import questionary

        choices = [
            questionary.Choice(f"{offer.path.name}  ({offer.importer})", value=offer.path, checked=False)
            for offer in offers[:MOST_SHOWN]
        ]
        picked = questionary.checkbox(
            speaker.say(say("Which of these belong to the session? Space marks, Enter adds.")), choices=choices
        ).ask()
        if picked is None:
            raise Interrupted("Stopped at your wish.", kept="Nothing was copied.")
        return list(picked)
    for offer in offers[:MOST_SHOWN]:
        shown.show([[(f"{offer.path.name}", ""), (f"  {offer.importer}", "dim")]])
    names = " ".join(f"'{offer.path}'" if " " in str(offer.path) else str(offer.path) for offer in offers[:MOST_SHOWN])
    shown.talk((speaker.say(say("To add them:")), "dim"), (f" rex add {names} --session {session or 'SESSION'}", "key"))
    return []


def may_share_out(path: Path, adding: Adding, shown: Console, speaker: Speaker) -> bool:
    """Show which sessions a file of many would become, and ask once; a file of one session needs no question."""
    lives = adding.lives(path)
    if not lives:
        return True
    text = say_n("{file} holds {n} session:", "{file} holds {n} sessions:", len(lives), file=path.name)
    shown.show([[(speaker.say(text), "bold")]])
    few = lives if len(lives) <= _FEW + 1 else [*lives[: _FEW - 1], lives[-1]]
    for place, live in enumerate(few):
        if len(few) < len(lives) and place == len(few) - 1:
            shown.show([[("  …", "dim")]])
        shown.show([[(f"  {live.start:%Y-%m-%d %H:%M}  ", "dim"), (live.title, "")]])
    import questionary

    question = say_n("Make a folder for it?", "Make a folder for each of the {n}?", len(lives))
    answer = questionary.confirm(speaker.say(question), default=True).ask()
    if not answer:
        note = say("Nothing was copied. With --session it stays one file of one session.")
        shown.talk((speaker.say(note), ""))
    return bool(answer)


def document(placed: Placed) -> dict[str, object]:
    """Give one file's entry of `rex add --json`."""
    return {
        "file": placed.file,
        "session": placed.session,
        "added": placed.added,
        "new_session": placed.made,
        "importer": placed.importer or None,
        "why_not_read": placed.why_not_read,
    }


def tell_assumed(adding: Adding, shown: Console, speaker: Speaker) -> None:
    """Say which zone and currency new sessions of a shared-out file got: most such files name neither."""
    zone, currency = (text or speaker.t(N_("not known")) for text in adding.assumed)
    text = (
        "The new sessions have the time zone {zone} and the currency {currency}: "
        "as told, or from rex.yaml. To change them: session.yaml."
    )
    shown.talk((speaker.say(say(text, zone=zone, currency=currency)), "dim"))


def tell(placed: Sequence[Placed], shown: Console, speaker: Speaker) -> None:
    """Say what became of every file, and what to do next."""
    made = sorted({one.session for one in placed if one.made})
    for one in placed[:MOST_SHOWN]:
        shown.show([_line(one, speaker)])
        if one.why_not_read is not None:
            shown.talk(("  ? ", "unknown"), (speaker.say(one.why_not_read), ""))
    if len(placed) > MOST_SHOWN:
        more = say_n("… and {n} more", "… and {n} more", len(placed) - MOST_SHOWN)
        shown.show([[(speaker.say(more), "dim")]])
    if made:
        new = say_n("{n} new session", "{n} new sessions", len(made))
        shown.talk((speaker.say(new), "bold"))
    sessions = sorted({one.session for one in placed})
    following = f"rex review {sessions[0]}" if len(sessions) == 1 else "rex review --all --no-input"
    shown.talk((speaker.say(say("Next:")), "dim"), (f" {following}", "key"))


def _line(one: Placed, speaker: Speaker) -> list[tuple[str, str]]:
    if not one.added:
        text = say("{file} was in {session} already.", file=one.file, session=one.session)
    elif one.replaced:
        text = say("{file} takes the place of an older one in {session}.", file=one.file, session=one.session)
    elif one.numbered:
        text = say(
            "{file} is in {session} as {name}: another file of that name is there.",
            file=one.file,
            session=one.session,
            name=one.stored,
        )
    else:
        text = say("{file} is in {session}.", file=one.file, session=one.session)
    reader = f"  {one.importer}" if one.importer else ""
    return [(speaker.say(text), ""), (reader, "dim")]
