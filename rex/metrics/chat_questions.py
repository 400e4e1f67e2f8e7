"""What the KPIs of questions in the chat share: the sums they are made of, and why there may be none."""

from __future__ import annotations

from rex.metrics.base import Estimated, Sum
from rex.model.message import say

ASKED = {
    "heard": Sum("heard", "count(*)"),
    "questions": Sum("chat_questions", "count(*)"),
    "askers": Sum("chat_questions", "count(distinct person)"),
}
IN_CHAT = say("Answered in chat: what the host says aloud is in no file, so more may have been answered than this.")


def unread() -> Estimated:
    """Say that no message was read: there is none in these files."""
    return Estimated("not_applicable", n=0, why=say("These files hold no message that could be read."))


def nothing_asked() -> Estimated:
    """Say that nobody asked anything, so that there is no share and no wait."""
    return Estimated("not_applicable", n=0, why=say("No viewer asked anything in the chat."))
