"""`rex review --all`: every session without a current record, one after the other, and the gates of all of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rex.cli import edge
from rex.cli.gating import Gating
from rex.errors import Exit, Interrupted, RexError, UsageError
from rex.model.message import say, say_n
from rex.store.workspace import Folder, sessions_of, workspace_of
from rex.workflow.current import is_current
from rex.workflow.imports import exports_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.cli.reviewing import Review
    from rex.text.speaker import Speaker


def review_all(review: Review) -> int:
    """Review what has exports and no current record, oldest first; a session that stops is told and the rest goes on.

    The gates are judged once, at the end, over every session that has exports: also those that were current.
    """
    root = workspace_of(review.here)
    if root is None:
        raise UsageError("This is no workspace.", todo="Go to one, or name a session.", kept="")
    home = Folder(root, root)
    settings = home.settings()
    speaker = edge.speaker_for(review.lang, settings.language, settings.timezone)
    review.gating.demand(root)
    filled = [folder for folder in sessions_of(root) if exports_of(folder)]
    code, due = _each(replace(review, gating=Gating()), filled)
    if not due:
        _tell_nothing_due(review, speaker, len(filled))
    return _gates(review, filled, speaker, settings.client, code)


def _each(review: Review, filled: Sequence[Folder]) -> tuple[int, int]:
    """Review one after the other; gives the worst exit code and how many were due."""
    worst, due, told = int(Exit.DONE), 0, ""
    for folder in filled:
        try:
            if is_current(folder):
                continue
            due += 1
            review.shown.talk((folder.id, "bold"))
            worst = max(worst, review.without_asking(folder, []))
        except Interrupted:
            raise
        except RexError as stop:
            if stop.what != told:  # one mistake in rex.yaml stops every session: it is told once
                review.shown.stopped(stop)
                review.shown.talk()
            told, worst = stop.what, max(worst, int(stop.exit_code))
    return worst, due


def _gates(review: Review, filled: Sequence[Folder], speaker: Speaker, client: str, code: int) -> int:
    """Judge every session that has a record by now."""
    if not review.gating.asked:
        return code
    from rex.render.ci.summary import summary_of_all
    from rex.workflow.gating import judged_sessions

    suites = judged_sessions(filled, review.gating.judged)
    return review.gating.told(
        suites, review.shown, speaker, code, lambda: summary_of_all(client or review.here.name, suites, speaker)
    )


def _tell_nothing_due(review: Review, speaker: Speaker, current: int) -> None:
    """Say why nothing was done, and how a record is made again all the same."""
    if not current:
        review.shown.talk((speaker.say(say("No session has exports yet.")), ""))
        return
    text = say_n(
        "{n} session has a current record: nothing to do.",
        "{n} sessions, all with a current record: nothing to do.",
        current,
    )
    review.shown.talk((speaker.say(text), ""))
    again = say("To make one again: {command}", command="rex review SESSION --no-input")
    review.shown.talk((speaker.say(again), "dim"))
