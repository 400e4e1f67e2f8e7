"""What people of a session see differently, for the questions that ask about it after the seal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, say
from rex.questionnaire.facts import Told
from rex.render.sections.views import POLARITY
from rex.render.words import ROLES
from rex.workflow.desk import all_drafts
from rex.workflow.opinions import opinions_of

if TYPE_CHECKING:
    from rex.model.draft import Draft
    from rex.model.view import View, Voice
    from rex.text.speaker import Speaker
    from rex.workflow.analysis import Analysis
    from rex.workflow.desk import Desk


def disputed(desk: Desk, analysis: Analysis, draft: Draft, speaker: Speaker) -> tuple[Told, ...]:
    """Name what is seen differently, the farthest apart first, by roles alone.

    Others count from their seal on: what somebody is still writing is not shown to anybody.
    """
    others = [d for d in all_drafts(desk) if d.respondent != draft.respondent and d.seal is not None]
    if not others:
        return ()
    found = opinions_of(desk, [*others, draft], analysis).views
    return tuple(_told(view, speaker) for view in found if view.apart)


def _told(view: View, speaker: Speaker) -> Told:
    title = view.title
    return Told(
        id=view.measured if view.kind == "moment" and view.measured else view.id,
        title=speaker.say(title) if isinstance(title, Message) else title.said(speaker.lang),
        detail=speaker.f.listing([_voice(voice, speaker) for voice in view.voices]),
        at_s=view.at_s,
    )


def _voice(voice: Voice, speaker: Speaker) -> str:
    """Say who holds what: the role and its answer, or the side that it takes."""
    role = ROLES.get(voice.role)
    answer = ""
    if isinstance(voice.said, Message):
        answer = speaker.say(voice.said)
    elif voice.said is not None:
        answer = voice.said.said(speaker.lang)
    elif voice.polarity is not None:
        answer = speaker.say(POLARITY[voice.polarity][2])
    return speaker.say(say("{role}: {answer}", role=voice.role if role is None else role, answer=answer))
