"""The screens of `rex actions`."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from rex.model.message import quantity, say
from rex.render.shelf import tried
from rex.text.catalogue import N_
from rex.text.width import fit
from rex.text.width import pad_right as pad
from rex.text.width import width as cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rex.model.action import Settled
    from rex.text.speaker import Speaker

Line = list[tuple[str, str]]

VERDICTS = {
    "moved": ("+", "better", N_("moved as hoped")),
    "no_clear_change": ("~", "", N_("no clear change")),
    "wrong_way": ("-", "worse", N_("wrong way")),
    "too_early": ("?", "unknown", N_("too early")),
    "never_tried": ("?", "unknown", N_("never tried")),
    "not_measured": ("?", "unknown", N_("not measured")),
}


def listing(settled: Sequence[Settled], client: str, speaker: Speaker, width: int) -> Iterator[Line]:
    """Show every action in one line: mark, id, owner, what, due, verdict."""
    if not settled:
        yield [(speaker.t("No actions yet. A review writes at most three."), "")]
        return
    still_open = sum(1 for one in settled if one.action.status == "open")
    yield [(client, "bold"), (f" · {speaker.f.count(still_open)} {speaker.t('open')}", "")]
    yield []
    words = max(cells(speaker.t(word)) for _, _, word in VERDICTS.values())
    what_cells = max(16, width - 32 - words)
    for one in settled:
        mark, style, word = VERDICTS[one.verdict]
        action = one.action
        closed = action.status != "open"
        due = speaker.t("dropped") if action.status == "dropped" else f"{action.due:%Y-%m-%d}"
        yield [
            (f"  {mark} ", style),
            (pad(action.id, 7), "dim" if closed else "bold"),
            (pad(fit(action.owner, 8), 9), ""),
            (pad(fit(action.what, what_cells - 1), what_cells), "dim" if closed else ""),
            (pad(due, 12), "worse" if one.overdue else "dim"),
            (speaker.t(word), style),
        ]


def single(one: Settled, speaker: Speaker, width: int) -> Iterator[Line]:
    """Show one action with everything that is known of it."""
    action = one.action
    mark, style, word = VERDICTS[one.verdict]
    yield [(f"{action.id}  ", "bold"), (action.what, "bold")]
    yield [(f"  {mark} {speaker.t(word)}", style)]
    for line in wrap(speaker.say(one.says), width - 4):
        yield [("    " + line, "")]
    facts = (
        (N_("Owner"), action.owner),
        (N_("Due"), f"{action.due:%Y-%m-%d}"),
        (N_("Number"), f"{action.kpi}, {action.direction}, {action.smallest_effect:g}"),
        (N_("Decided"), f"{action.decided:%Y-%m-%d}, {action.session}"),
        (N_("Status"), action.status),
        (N_("Carried"), str(action.carried)),
        (N_("From"), action.origin),
        (N_("Note"), action.note),
    )
    for name, value in facts:
        if value:
            yield [("  " + pad(speaker.t(name), 12), "dim"), (value, "")]


def by_lever(settled: Sequence[Settled], speaker: Speaker, width: int) -> Iterator[Line]:
    """Count by what was changed how often its number moved as hoped, of the times that can be judged."""
    if not settled:
        yield [(speaker.t("No actions yet. A review writes at most three."), "")]
        return
    counted = tried.by_lever(settled)
    size = max(cells(speaker.say(tried.LEVERS[lever])) for lever in counted)
    for lever, (verdicts, judged) in counted.items():
        moved = say("moved as hoped {k} of {n}", k=quantity(verdicts["moved"], "count"), n=quantity(judged, "count"))
        waits = say("not judged yet: {n}", n=quantity(verdicts.total() - judged, "count"))
        told = [speaker.say(moved)] if judged else []
        if verdicts.total() > judged:
            told.append(speaker.say(waits))
        name = pad(speaker.say(tried.LEVERS[lever]), size + 2)
        yield [("  " + name, ""), (" · ".join(told), "" if judged else "dim")]
    yield []
    text = "The number moved after the change; whether the change did it, nobody can tell from this."
    for line in wrap(speaker.say(say(text)), width - 2):
        yield [("  " + line, "dim")]
