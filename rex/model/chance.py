"""What luck alone would flag, in words: nobody judges three headline numbers without knowing it."""

from __future__ import annotations

from rex.model.message import Message, quantity, say, say_n


def headline_luck(judged: int, expected: float) -> Message | None:
    """Say of how many headline KPIs luck alone would flag how many, and in how many sessions that is one.

    `expected` is the mean number outside their usual ranges in one session with nothing changed. None where no headline
    KPI has a usual range yet.
    """
    if judged == 0 or expected <= 0:
        return None
    return say_n(
        "Of {n} headline number with a usual range, luck alone would flag {luck} a session: "
        "one every {every} sessions or so.",
        "Of {n} headline numbers with a usual range, luck alone would flag {luck} a session: "
        "one every {every} sessions or so.",
        judged,
        luck=_said(expected),
        every=quantity(max(1, round(1 / expected)), "count"),
    )


def _said(expected: float) -> Message:
    """Write the mean with the one decimal it can bear."""
    tenth = quantity(0.1, "score")
    return say("less than {n}", n=tenth) if expected < 0.05 else say("about {n}", n=quantity(expected, "score"))
