"""How a refresh talks: what was, what is, and what moved in between."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from rex.cli import edge, writing
from rex.errors import FileError
from rex.model.message import say
from rex.store.records import load

if TYPE_CHECKING:
    from rex.cli.reviewing import Review
    from rex.store.workspace import Folder


def refresh(review: Review, folder: Folder) -> int:
    """Make a session's record again without asking, and say what that changed; raises FileError without a record.

    What a PDF needs is looked for before the work, as a review does.
    """
    if not folder.record.exists():
        what = f"{folder.id} has no record yet, so there is nothing to refresh."
        raise FileError(what, todo=f"Make it:  rex review {folder.id}")
    writing.look_for(review.kinds, review.edition, folder.path)
    old = load(folder.record)
    code = review.without_asking(folder, [])
    new = load(folder.record)
    speaker = edge.speaker_for(review.lang, new.session.language, new.session.timezone)
    review.shown.talk()
    if len(new.restatements) == len(old.restatements):
        review.shown.talk((speaker.say(say("The exports are the same as before: no number changed.")), ""))
        if new.waits_for_orders:
            text = "Still provisional: its orders were exported before returns closed. If nothing came since:"
            review.shown.talk((speaker.say(say(text)), ""))
            review.shown.talk((f"  rex refresh {folder.id} --settled", "key"))
        return code
    from rex.render.reading import Reading
    from rex.render.sections.restated import restatement_said

    said = restatement_said(Reading(new, speaker, "team"), new.restatements[-1])
    review.shown.talk((speaker.say(say("Restated")), "bold"))
    for line in wrap(said, review.shown.width - 2):
        review.shown.talk(("  " + line, ""))
    return code
