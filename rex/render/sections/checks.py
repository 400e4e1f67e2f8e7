"""Section 12: what the checks of the reasoning say, and how many looked and found nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rex.model.message import Message, quantity, say, say_n
from rex.render.blocks import Block, Bullets, Entries, Entry, Fact, Prose, Section
from rex.render.reading import slug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rex.model.finding import Finding
    from rex.model.revision import Revision
    from rex.render.reading import Reading

RESPONSES: dict[str, Message] = {
    "open": say("Open"),
    "accepted": say("Accepted"),
    "explained": say("Answered"),
    "suppressed": say("Suppressed"),
}


def checks(reading: Reading) -> Section:
    """Show findings with their arithmetic and way out; then what passed and what could not look."""
    tell, found = reading.tell, reading.record.checks
    title, decision = tell(say("Bias checks")), tell(say("You decide: whether to reopen a conclusion"))
    if not (found.findings or found.passed or found.not_applicable):
        empty = Prose(tell(say("No check of the reasoning was run on this record.")), "empty")
        return Section(12, title, decision, tell(say("The reasoning was not checked.")), (empty,))
    blocks: list[Block] = [
        Prose(tell(say("About the reasoning in this report, never about a person.")), "note"),
        Entries(
            tuple(_entry(reading, f) for f in found.findings),
            empty=tell(say("No check found anything to say.")),
            layout="checks",
        ),
    ]
    blocks += _changed(reading)
    if found.passed:
        passed = tuple(_line(reading, p.check, p.title, p.says) for p in found.passed)
        blocks.append(Bullets(passed, tell(say_n("{n} check passed", "{n} checks passed", len(passed)))))
    if found.not_applicable:
        unable = tuple(_line(reading, n.check, n.title, n.why) for n in found.not_applicable)
        blocks.append(
            Bullets(unable, tell(say_n("{n} check could not look", "{n} checks could not look", len(unable))))
        )
    return Section(12, title, decision, tell(_headline(reading)), tuple(blocks))


def _headline(reading: Reading) -> Message:
    found = reading.record.checks
    opened = sum(f.response == "open" for f in found.findings)
    passed = quantity(len(found.passed), "count")
    if opened:
        return say_n(
            "{n} check is open; {passed} passed.", "{n} checks are open; {passed} passed.", opened, passed=passed
        )
    return say("No check is open; {passed} passed.", passed=passed)


BECAME: dict[str, Message] = {
    "reworded": say("{id}: “{was}” was put in other words: “{now}”"),
    "hedged": say("{id}: “{was}” is now said with doubt: “{now}”"),
    "evidence": say("{id}: “{was}” was tied to more evidence: {evidence}"),
    "withdrawn": say("{id}: “{was}” was withdrawn by whoever said it."),
}
"""What became of a conclusion when a check spoke of it, by what was done."""


def _changed(reading: Reading) -> list[Block]:
    """List what people changed about their own conclusions because of a check; a sealed answer stays as it was."""
    changes = reading.record.revisions
    if not changes:
        return []
    lines = []
    for one in changes:
        links = [link.label for link in reading.links(one.evidence)] or list(one.evidence)
        places: dict[str, str] = {"id": one.check, "was": one.was, "now": one.now}
        lines.append(
            reading.tell(say(BECAME[one.did].text, **places, evidence=reading.speaker.f.listing(links)))
            if one.did == "evidence"
            else reading.tell(say(BECAME[one.did].text, **places))
        )
    text = "{n} conclusion was changed because of a check"
    return [
        Bullets(tuple(lines), reading.tell(say_n(text, "{n} conclusions were changed because of a check", _n(changes))))
    ]


def _n(changes: Sequence[Revision]) -> int:
    """Count the conclusions that were changed, each once."""
    return len({one.claim for one in changes})


def _line(reading: Reading, check: str, title: str, says: Message) -> str:
    name = reading.speaker.t(title)
    if check:
        return reading.tell(say("{id} {title}: {says}", id=check, title=name, says=says))
    return reading.tell(say("{title}: {says}", title=name, says=says))


def _entry(reading: Reading, f: Finding) -> Entry:
    tell = reading.tell
    facts = [
        Fact(tell(say("Arithmetic")), tell(f.says), reading.links(f.evidence)),
        Fact(tell(say("Way out")), tell(f.instead)),
    ]
    if f.explanation:
        facts.append(Fact(tell(say("Answer")), f.explanation))
    if f.suppressed:
        facts.append(Fact(tell(say("Suppressed, with the reason")), f.suppressed))
    level = {"info": say("info"), "warn": say("warning"), "block": say("must be settled")}[f.level]
    return Entry(
        reading.speaker.t(f.title),
        tuple(facts),
        state=tell(RESPONSES[f.response]),
        when=tell(level),
        code=f.check,
        anchor=f"b-{slug(f.check)}" if f.check else "",
    )
