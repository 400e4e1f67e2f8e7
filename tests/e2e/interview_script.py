"""One interview on this terminal, as `rex review` holds it: the blind part, the seal, then the rest."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from rex.cli.prompts.header import header
from rex.cli.prompts.open import open_asker
from rex.errors import Interrupted
from rex.model.draft import Draft
from rex.questionnaire.drive import drive
from rex.questionnaire.facts import BlindFacts, Named, RevealFacts, Sealed, Told
from rex.questionnaire.load import load_set
from rex.questionnaire.respondents import main_claim
from rex.questionnaire.run import Interview
from rex.store.answers import answers_file, load_draft, save_draft
from rex.text.catalogue import Catalogue

BLIND = BlindFacts(
    session="2026-11-20-autumn-glow",
    title="Autumn Glow",
    goal="conversion 5.0%, with the new kit",
    goal_kpi="conversion_rate",
    kpis=(Named("conversion_rate", "Conversion"), Named("revenue", "Revenue placed"), Named("nps", "NPS")),
    open_actions=(Named("A-011", "Free-delivery banner"),),
    duration_s=62 * 60,
)
PEAK = Told("moment:4", "59 orders in 8 minutes", "kit revealed; about 9 were expected", "worked", at_s=2280)
DROP = Told("moment:5", "viewers 592 to 504", "kit sold out, still shown", "did_not", at_s=2750)
MARKED = Told("metric:conversion_rate", "Conversion, above usual", "", "worked", "up", topic="conversion_rate")


def main(folder: str, lang: str, columns: str, plain: str, whole: str) -> int:
    """Ask; 130 when the person stops."""
    path = answers_file(Path(folder), "maria")
    question_set, words = load_set("csm"), Catalogue(lang)
    draft = load_draft(path) or Draft(respondent="maria", role="csm", set="csm", language=lang)

    def now() -> datetime:
        return datetime.now(UTC)

    asker = open_asker(sys.stdin, sys.stderr, words, columns=int(columns), plain=plain == "plain")
    interview = Interview(question_set, draft, BLIND, lambda d: save_draft(path, d), now, lang)
    try:
        points = interview.points_left("blind")
        sys.stderr.write(header(words, BLIND.title, (2, 6, "blind"), points, int(columns)) + "\n")
        drive(interview, asker, "blind", go_on="rex review last")
        if interview.draft.seal is None:
            if asker.pick(["Seal these answers?"], [("enter", "seal"), ("q", "save, seal later")]) == "q":
                return 130
            interview.seal()
        if whole != "whole":
            return 0
        sealed = Sealed.of(interview.draft)
        claim = main_claim(interview.draft, question_set, BLIND.session)
        facts = RevealFacts(sealed, BLIND, (PEAK,), (DROP,), (MARKED,), evidence=(PEAK, DROP, MARKED), main_claim=claim)
        told = Interview(question_set, interview.draft, facts, lambda d: save_draft(path, d), now, lang)
        for phase in ("reveal", "commit"):
            drive(told, asker, phase, go_on="rex review last")
    except Interrupted as stopped:
        sys.stderr.write(f"{stopped.kept} {stopped.todo}\n")
        return int(stopped.exit_code)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:6]))
