"""How `rex check --text` talks: each place with its words, why it matters and the way out, then what is clean."""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from rex.model.message import quantity, say, say_n
from rex.workflow.proofing import Proof, bytes_of, proof

if TYPE_CHECKING:
    from rex.cli.console import Console
    from rex.model.finding import Finding
    from rex.text.speaker import Speaker

STDIN = "-"


def read(file: str, lang: str | None) -> Proof:
    """Read a file, or what is piped in where the file is `-`, with the rules of a language."""
    if file == STDIN:
        stream = getattr(sys.stdin, "buffer", None)
        data = sys.stdin.read().encode() if stream is None else stream.read()
        return proof(STDIN, data, lang, Path.cwd())
    return proof(file, bytes_of(Path(file), file), lang, Path.cwd())


def tell(found: Proof, shown: Console, speaker: Speaker) -> None:
    """Show every finding in the order of severity, and how many are hidden with a reason."""
    listed = found.checks.findings
    for one in listed:
        _finding(found.name, one, shown, speaker)
    hidden = sum(one.suppressed is not None for one in listed)
    text = say_n(
        "{n} place in {words} words; {hidden} hidden with a reason.",
        "{n} places in {words} words; {hidden} hidden with a reason.",
        len(listed),
        words=quantity(found.words, "count"),
        hidden=quantity(hidden, "count"),
    )
    shown.show([[(speaker.say(text), "bold")]])
    for why in {one.why.text: one.why for one in found.checks.not_applicable}.values():
        shown.show([[(speaker.say(why), "dim")]])


def _finding(name: str, one: Finding, shown: Console, speaker: Speaker) -> None:
    place, words = one.evidence[0], one.evidence[1]
    level = "dim" if one.suppressed else "bold" if one.level == "info" else "worse"
    says = {"info": say("info"), "warn": say("warn"), "block": say("block")}[one.level]
    head = f"{one.check} {speaker.t(one.title)}"
    shown.show([[(f"{name}:{place}  ", "path"), (speaker.say(says), level), (f"  {head}", "bold")]])
    texts = [(say("“{words}”", words=words), ""), (one.says, "")]
    if one.suppressed:
        texts.append((say("hidden, since: {reason}", reason=one.suppressed), "dim"))
    else:
        texts.append((say("Way out: {instead}", instead=one.instead), "dim"))
    for text, style in texts:
        shown.show([[("    " + line, style)] for line in wrap(speaker.say(text), max(shown.width - 4, 20))])
