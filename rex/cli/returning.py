"""What is told of forms that came back: whose, whether their seal holds, what was changed, what was left over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import say, say_n
from rex.questionnaire.seal import fingerprint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.cli.console import Console
    from rex.model.message import Message
    from rex.text.speaker import Speaker
    from rex.workflow.forms import Returned


def tell_returned(returned: Sequence[Returned], shown: Console, speaker: Speaker) -> None:
    """Tell one line or two a form, then the ids that no question has."""
    for one in returned:
        for message in _lines(one, speaker):
            shown.talk((speaker.say(message), ""))
        for name in one.taken.left:
            shown.talk(("  ? " + name, "unknown"))


def _lines(one: Returned, speaker: Speaker) -> list[Message]:
    taken, lines = one.taken, []
    if one.person:
        seal = taken.draft.seal
        if taken.changes:
            lines.append(
                say_n(
                    "{person}: the earlier seal stays. {n} answer differs from it and is kept as a change.",
                    "{person}: the earlier seal stays. {n} answers differ from it and are kept as changes.",
                    taken.changes,
                    person=one.person,
                )
            )
        elif taken.broken:
            text = (
                "{person}: answers are saved without a seal, since theirs does not fit them. They count as not blind."
            )
            lines.append(say(text, person=one.person))
        elif taken.verified and seal is not None:
            text = "{person}: answers are saved. Their seal fits: {at} · {hash}"
            lines.append(say(text, person=one.person, at=speaker.f.clock(seal.at), hash=fingerprint(seal)))
        elif seal is not None:
            lines.append(say("{person}: answers are saved. The earlier seal stays as it is.", person=one.person))
        else:
            lines.append(
                say("{person}: answers are saved. Nothing sealed them: they count as not blind.", person=one.person)
            )
        if taken.draft.anonymity == "role":
            lines.append(say("{person}: the report shows the role instead of the name.", person=one.person))
    if one.again:
        lines.append(
            say("This nameless form was taken before. Nothing was added, so that nobody's answers count twice.")
        )
    if taken.apart:
        lines.append(
            say_n(
                "Kept without a name; there is now {n} of these, and they are shown from three on.",
                "Kept without a name; there are now {n} of these, and they are shown from three on.",
                one.nameless,
            )
        )
    if not lines:
        lines.append(say("There is no answer in this form."))
    return lines
