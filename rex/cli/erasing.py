"""How `rex forget` and `rex purge` talk: what would go, one question, and what is left for a person to do."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rex.errors import FileError, Interrupted, Place
from rex.model.message import say, say_n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.cli.console import Console
    from rex.text.speaker import Speaker
    from rex.workflow.forgetting import InFile
    from rex.workflow.purging import Old


def agreed(question: str, shown: Console, *, yes: bool, ask: bool) -> bool:
    """Ask once; `--yes` has answered, and without a terminal nothing is done."""
    if yes:
        return True
    if not (ask and shown.interactive and sys.stdin.isatty()):
        return False
    import questionary

    answer = questionary.confirm(question, default=False).ask()
    if answer is None:
        raise Interrupted("Stopped at your wish.", kept="Nothing was changed.")
    return bool(answer)


def tell_found(found: Sequence[InFile], shown: Console, speaker: Speaker) -> None:
    """Say file by file what holds the person, and which files REX leaves and why."""
    for item in found:
        rows = say_n("{n} row", "{n} rows", item.rows)
        mentions = say_n("{n} mention", "{n} mentions", item.mentions)
        told = f"{speaker.say(rows)}, {speaker.say(mentions)}" if item.certain else ""
        hand = "" if item.left is None else "  " + speaker.say(item.left)
        shown.show([[("  ", ""), (item.name, ""), (f"  {told}" if told else "", "dim"), (hand, "unknown")]])


def tell_left(left: Sequence[InFile], commits: int | None, shown: Console, speaker: Speaker) -> None:
    """Say what REX could not do: its reason file by file, and the history in git.

    Raises FileError where a file of the workspace still holds the person for sure: it is then not done.
    """
    for item in left:
        if item.left is not None:
            text = say("Not erased in {file}, {why}.", file=item.name, why=speaker.say(item.left))
            shown.talk(("? ", "unknown"), (speaker.say(text), ""))
    if commits:
        text = say_n(
            "Still in the history of git: {n} commit. Only rewriting the history removes it there.",
            "Still in the history of git: {n} commits. Only rewriting the history removes it there.",
            commits,
        )
        shown.talk(("? ", "unknown"), (speaker.say(text), ""))
    if commits is None:
        shown.talk((speaker.say(say("The history of git was not looked at: the workspace is in none.")), "dim"))
    text = say("Copies outside this workspace (sent reports, the platform, backups) are yours to look after.")
    shown.talk((speaker.say(text), "dim"))
    certain = [item for item in left if item.certain]
    if certain:
        raise FileError(
            speaker.say(say_n("{n} file still names the person.", "{n} files still name the person.", len(certain))),
            place=Place(certain[0].name),
            todo=speaker.say(say("Take the name out there by hand, then run the same command again.")),
            kept=speaker.say(say("What REX could erase is erased.")),
        )


def tell_old(found: Sequence[Old], shown: Console, speaker: Speaker) -> None:
    """Say which sessions' exports would go, which stay and what to do about that, and which links are left."""
    for old in found:
        megabytes = speaker.f.number(old.size / 1024**2, 1)
        files = speaker.say(say_n("{n} file", "{n} files", old.files))
        stays = "" if old.stays is None else "  " + speaker.say(old.stays)
        shown.show([[("  ", ""), (old.folder.id, ""), (f"  {files}, {megabytes} MB", "dim"), (stays, "unknown")]])
        for link in old.links:
            text = speaker.say(say("a link, which stays with what lies behind it"))
            shown.show([[("    ", ""), (link, ""), (f"  {text}", "unknown")]])
