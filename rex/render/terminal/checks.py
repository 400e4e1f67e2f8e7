"""The screen of `rex check`: what speaks, what was answered, what passed, what could not look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say, say_n
from rex.render.terminal.head import begin, head
from rex.render.terminal.lines import Line, Screen, Span, Style, cell
from rex.text.width import width as cells

if TYPE_CHECKING:
    from rex.model.finding import Checks, Finding
    from rex.model.message import Value
    from rex.model.retrospective import Retrospective
    from rex.render.reading import Reading

STATES: dict[str, Message] = {
    "open": say("open"),
    "accepted": say("accepted"),
    "explained": say("answered"),
    "suppressed": say("hidden"),
}
LEVELS: dict[str, Message] = {"info": say("info"), "warn": say("warn"), "block": say("block")}
MOST = 5
"""Findings that are shown where not all are asked for; they come by severity, then by strength."""
FEW = 2
"""So many passed checks are named before the rest is only counted."""


def checks_lines(
    record: Retrospective, *, lang: str, width: int, plain: bool = False, every: bool = False
) -> list[Line]:
    """Write the list of checks; `every` names all that passed or could not look."""
    screen, reading = begin(record, lang=lang, width=width, plain=plain)
    found = record.checks
    screen.add(Span(head(reading), "bold"))
    screen.say(reading.tell(_counts(found)))
    screen.blank()
    states = [reading.tell(m) for m in (*STATES.values(), say("pass"), say("n/a"))]
    size = max(map(cells, states)) + 1
    for finding in found.findings if every else found.findings[:MOST]:
        _finding(screen, reading, finding, size, full=every)
    more = 0 if every else len(found.findings) - MOST
    if more > 0:
        said = say_n("{n} more speaks: {command}", "{n} more speak: {command}", more, command="rex check --all")
        screen.say(reading.tell(said), 2, "dim")
    _passed(screen, reading, size, every=every)
    _unable(screen, reading, size, every=every)
    screen.blank()
    opened = sum(f.response == "open" for f in found.findings)
    screen.say(reading.tell(say_n("{n} is open.", "{n} are open.", opened)))
    changed = len({one.claim for one in record.revisions})
    if changed:
        text = "{n} conclusion was changed because of a check."
        screen.say(reading.tell(say_n(text, "{n} conclusions were changed because of a check.", changed)))
    return screen.lines


def _counts(found: Checks) -> Message:
    counts: dict[str, Value] = {
        "speak": quantity(len(found.findings), "count"),
        "passed": quantity(len(found.passed), "count"),
        "unable": quantity(len(found.not_applicable), "count"),
    }
    whole = len(found.findings) + len(found.passed) + len(found.not_applicable)
    return say_n(
        "{n} check: {speak} speak, {passed} pass, {unable} could not look",
        "{n} checks: {speak} speak, {passed} pass, {unable} could not look",
        whole,
        **counts,
    )


def _finding(screen: Screen, reading: Reading, f: Finding, size: int, *, full: bool) -> None:
    level: Style = "dim" if f.response == "suppressed" else "bold" if f.level == "info" else "worse"
    word = reading.tell(LEVELS[f.level])
    state = cell(reading.tell(STATES[f.response]), size)
    screen.add(
        "  ",
        state,
        " ",
        Span(cell(word, 5), level),
        " ",
        cell(f.check, 4),
        " ",
        Span(reading.speaker.t(f.title), "bold"),
    )
    indent = 2 + size + 1 + 6 + 5
    screen.say(reading.tell(f.says), indent)
    if full or f.response == "open":
        screen.say(reading.tell(say("Way out: {instead}", instead=f.instead)), indent, "dim")
    if f.suppressed:
        screen.say(reading.tell(say("hidden, since: {reason}", reason=f.suppressed)), indent, "dim")


def _passed(screen: Screen, reading: Reading, size: int, *, every: bool) -> None:
    passed = reading.record.checks.passed
    word = cell(reading.tell(say("pass")), size)
    for p in passed if every else passed[:FEW]:
        says = reading.tell(say("{title}: {says}", title=reading.speaker.t(p.title), says=p.says))
        _quiet(screen, word, p.check, says, every=every)
    more = len(passed) - FEW
    if not every and more > 0:
        screen.add(
            "  ",
            Span(cell("...", size + 7), "dim"),
            Span(reading.tell(say_n("{n} more passes", "{n} more pass", more)), "dim"),
        )


def _unable(screen: Screen, reading: Reading, size: int, *, every: bool) -> None:
    unable = reading.record.checks.not_applicable
    word = cell(reading.tell(say("n/a")), size)
    if every:
        for n in unable:
            says = reading.tell(say("{title}: {says}", title=reading.speaker.t(n.title), says=n.why))
            _quiet(screen, word, n.check, says, every=True)
    elif unable:
        said = say_n("{n} could not look", "{n} could not look", len(unable))
        screen.add("  ", Span(f"{word}       {reading.tell(said)}", "dim"))


def _quiet(screen: Screen, word: str, check: str, says: str, *, every: bool) -> None:
    """Write a check that has no finding: in full where all are asked for, else in one line."""
    head = f"  {word}       {cell(check, 4)} "
    if every:
        screen.labelled(head.strip(), says, len(head), style="dim")
    else:
        screen.add(Span(head + says, "dim"))
