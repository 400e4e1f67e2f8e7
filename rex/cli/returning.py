"""What is told of forms that came back: whose, whether their seal holds, what was changed, what was left over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import say, say_n
from rex.questionnaire.seal import fingerprint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.cli.console import Console
    from rex.model.message import Message
    from rex.questionnaire.form_taken import Taken
    from rex.text.speaker import Speaker
    from rex.workflow.forms import Returned


def tell_returned(returned: Sequence[Returned], shown: Console, speaker: Speaker) -> None:
    """Tell one line or two a form, then the values that are no answer and the ids that no question has."""
    for one in returned:
        for message in _lines(one, speaker):
            shown.talk((speaker.say(message), ""))
        for name, why in one.taken.unread:
            shown.talk(("  ? ", "unknown"), (speaker.say(say("{id}: not taken. {why}", id=name, why=why)), "unknown"))
        for name in one.taken.left:
            shown.talk(("  ? " + name, "unknown"))


def _lines(one: Returned, speaker: Speaker) -> list[Message]:
    taken, lines = one.taken, []
    if one.person:
        lines.append(_of_seal(one.person, taken, speaker))
        if taken.outdone:
            lines.append(
                say_n(
                    "{person}: {n} answer was not taken: the one on file differs, and is later or fuller.",
                    "{person}: {n} answers were not taken: those on file differ, and are later or fuller.",
                    taken.outdone,
                    person=one.person,
                )
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
    if taken.versions is not None and (taken.unread or taken.left):
        text = "This form is of version {form} of its questions, and version {own} is used here."
        lines.append(say(text, form=taken.versions[0], own=taken.versions[1]))
    if not lines:
        lines.append(say("There is no answer in this form."))
    return lines


def _of_seal(person: str, taken: Taken, speaker: Speaker) -> Message:
    """Say what became of the form's seal, or of the one that was there."""
    seal = taken.draft.seal
    if taken.changes:
        return say_n(
            "{person}: the earlier seal stays. {n} answer differs from it and is kept as a change.",
            "{person}: the earlier seal stays. {n} answers differ from it and are kept as changes.",
            taken.changes,
            person=person,
        )
    if taken.broken:
        text = "{person}: answers are saved without a seal, since theirs does not fit them. They count as not blind."
        return say(text, person=person)
    if taken.late:
        text = "{person}: answers are saved. Their seal came after the numbers were shown: they count as not blind."
        return say(text, person=person)
    if taken.verified and seal is not None:
        text = "{person}: answers are saved. Their seal fits: {at} · {hash}"
        return say(text, person=person, at=speaker.f.clock(seal.at), hash=fingerprint(seal))
    if seal is not None:
        return say("{person}: answers are saved. The earlier seal stays as it is.", person=person)
    return say("{person}: answers are saved. Nothing sealed them: they count as not blind.", person=person)
