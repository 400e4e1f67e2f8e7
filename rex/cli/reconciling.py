"""The step between numbers and actions: each check that speaks is answered with one key, and conclusions are mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from rex.cli.blind_first import BlindFirst
from rex.errors import Interrupted
from rex.model.message import say
from rex.model.revision import Did, Revision
from rex.store.answers import answers_file, load_draft, save_draft
from rex.text.catalogue import N_
from rex.workflow.revealing import evidence_to_pick
from rex.workflow.review import preview

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeAlias

    from rex.model.answer import Claim
    from rex.model.draft import Draft
    from rex.model.finding import Finding
    from rex.model.retrospective import Retrospective
    from rex.workflow.analysis import Analysis
    from rex.workflow.desk import Desk
    from rex.workflow.runtime import Runtime

    Update: TypeAlias = Callable[[Draft], dict[str, Any]]

MOST_FINDINGS = 5
"""Findings shown by default; all stand in the record."""
ONE_KEY = "123456789"
"""Keys that choose from a list; what is beyond the ninth is not offered."""


def _asks(finding: Finding) -> bool:
    """Tell whether somebody is asked about a finding: an info is read in the report, and costs nobody a key."""
    return finding.response == "open" and finding.level != "info"


class Reconciling(BlindFirst):
    """Goes through the findings with the person who drew the conclusions, and writes down what came of each."""

    _runtime: Runtime
    _person: str
    _desk: Desk

    def reconcile(self, desk: Desk, analysis: Analysis) -> None:
        """Go through the findings: accept, explain, hide with a reason, or leave open; own conclusions can be changed.

        What a change puts right is not asked about any more, so the checks look again after each.
        """
        record = preview(desk, analysis, self._runtime)
        seen: set[str] = set()
        left = [one for one in record.checks.findings if _asks(one)][:MOST_FINDINGS]
        of = len(left)
        if left:
            self._head(4, None)
        while left and len(seen) < of:
            finding = left[0]
            seen.add(finding.check)
            if self._respond(finding, len(seen), of, desk):
                self._change(finding, record, desk, analysis)
                record = preview(desk, analysis, self._runtime)
            left = [one for one in record.checks.findings if _asks(one) and one.check not in seen]

    def _respond(self, finding: Finding, number: int, of: int, desk: Desk) -> bool:
        """Ask what to do about one finding; tells whether it was accepted."""
        t = self._speaker.t
        head = f"{number}/{of}  {finding.check} {t(finding.title)}   {t(finding.level)}"
        self._shown.talk(("  " + head, "bold"))
        for text in (finding.says, finding.instead):
            self._asker.note(self._speaker.say(text))
        key = self._asker.pick(
            [],
            [
                ("a", t(N_("accept: it has a point"))),
                ("e", t(N_("explain, and keep mine"))),
                ("x", t(N_("hide it, with a reason"))),
                ("s", t(N_("leave it open in the report"))),
                ("q", t(N_("save and quit"))),
            ],
        )
        if key == "q":
            self._stop()
        if key == "s":
            return False
        reason = ""
        if key in {"e", "x"}:
            reason = self._typed(t(N_("In one line, what is the reason?")), "")
            if not reason:
                self._say(N_("Without a reason it stays open."))
                return False
        word = {"a": "accepted", "e": "explained", "x": "suppressed"}[key]
        said = {"response": word, "reason": reason} if reason else {"response": word}
        self._keep(desk, lambda draft: {"checks": {**draft.checks, finding.check: said}})
        return key == "a"

    def _change(self, finding: Finding, record: Retrospective, desk: Desk, analysis: Analysis) -> None:
        """Offer to mend the person's own conclusion that a finding is about, at once; nobody changes another's."""
        claim = self._which([c for c in record.claims if c.respondent == self._person and _about(finding, c)])
        if claim is None:
            return
        t = self._speaker.t
        key = self._asker.pick(
            [self._speaker.say(say("“{claim}”", claim=claim.text))],
            [
                ("r", t(N_("put it in other words"))),
                ("h", t(N_("say it with doubt"))),
                ("e", t(N_("name evidence for it"))),
                ("w", t(N_("withdraw it"))),
                ("k", t(N_("keep it as it is"))),
                ("q", t(N_("save and quit"))),
            ],
        )
        if key == "q":
            self._stop()
        made = self._revision(key, claim, finding, analysis)
        if made is None:
            return
        self._keep(desk, lambda draft: {"revisions": (*draft.revisions, made)})
        self._say(N_("Written down, with what it was before. A sealed answer stays as it was sealed."))

    def _which(self, own: list[Claim]) -> Claim | None:
        """Choose one of several conclusions with one key."""
        if len(own) < 2:
            return next(iter(own), None)
        keys = [(key, claim.text) for key, claim in zip(ONE_KEY, own, strict=False)]
        picked = self._asker.pick(
            [self._speaker.t(N_("Which one is to be changed?"))], [*keys, ("k", self._speaker.t(N_("none of them")))]
        )
        return own[ONE_KEY.index(picked)] if picked in ONE_KEY[: len(own)] else None

    def _revision(self, key: str, claim: Claim, finding: Finding, analysis: Analysis) -> Revision | None:
        """Ask for what a change needs; None where nothing was changed."""
        did: dict[str, Did] = {"r": "reworded", "h": "hedged", "e": "evidence", "w": "withdrawn"}
        now = ""
        evidence: tuple[str, ...] = ()
        if key == "r":
            now = self._typed(self._speaker.t(N_("The conclusion in other words:")), claim.text)
        elif key == "h":
            now = self._speaker.say(say("Perhaps: {claim}", claim=claim.text))
        elif key == "e":
            evidence = self._evidence(claim, analysis)
        if key not in did or (key in {"r", "h"} and now in {"", claim.text}) or (key == "e" and not evidence):
            return None
        return Revision(
            claim=claim.id,
            check=finding.check,
            did=did[key],
            was=claim.text,
            now=now,
            evidence=evidence,
            at=self._runtime.instant(self._desk.session.timezone),
        )

    def _evidence(self, claim: Claim, analysis: Analysis) -> tuple[str, ...]:
        """Choose one thing of the record that speaks for the conclusion; nothing where none does."""
        told = [one for one in evidence_to_pick(analysis, self._speaker, None) if one.id not in claim.evidence]
        keys = [(key, one.title) for key, one in zip(ONE_KEY, told, strict=False)]
        picked = self._asker.pick(
            [self._speaker.t(N_("What speaks most strongly for it?"))],
            [*keys, ("k", self._speaker.t(N_("none of these")))],
        )
        return (told[ONE_KEY.index(picked)].id,) if picked in ONE_KEY[: len(keys)] else ()

    def _typed(self, question: str, default: str) -> str:
        from rex.cli.facts import ask_text

        return ask_text(question, default, self._shown, go_on=self._go_on).strip()

    def _stop(self) -> NoReturn:
        t = self._speaker.t
        raise Interrupted(
            t(N_("Stopped at your wish.")),
            kept=t(N_("Every answer is saved.")),
            todo=self._speaker.say(say("Go on with: {command}", command=self._go_on)),
        )

    def _keep(self, desk: Desk, update: Update) -> None:
        """Keep what was done in the person's own file, beside the answers."""
        file = answers_file(desk.folder.path, self._person)
        draft = load_draft(file) or self._interview.draft
        made = draft.model_copy(update=update(draft))
        save_draft(file, made)
        self._interview.draft = made


def _about(finding: Finding, claim: Claim) -> bool:
    return f"claim:{claim.id}" in finding.evidence
