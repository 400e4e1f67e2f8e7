"""What the invented session's people said and promised: claims, forecasts, actions, and the checks on them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from shown import PIPES

from rex.model.action import Action, Settled
from rex.model.answer import Answer, Claim, Forecast, Respondent, Seal
from rex.model.finding import Checks, Finding, NotApplicable, Passed
from rex.model.message import quantity, say


def claims() -> tuple[Claim, ...]:
    """Two for, two against, one of them an opinion, one that names a cause."""
    return (
        Claim(
            id="c1",
            polarity="worked",
            text="The half-face test drew the most talk before the kit",
            how="A viewer asked, the host did it at once, close, without a script.",
            topic="half-face test",
            respondent="maria",
            role="csm",
            phase="blind",
            evidence=("moment:1", "quote:q1"),
        ),
        Claim(
            id="c2",
            polarity="worked",
            text="The kit sold 60 in under eight minutes",
            how="One price, one set.",
            respondent="ines",
            role="host",
            phase="reveal",
            states_cause=True,
            evidence=("moment:4", "metric:revenue", "answer:ines.best_moment"),
        ),
        Claim(
            id="c3",
            polarity="did_not",
            text="Half of the questions had no answer in chat",
            how="One moderator for three languages; the second was not on the roster.",
            topic="metric:answered_share",
            respondent="maria",
            role="csm",
            phase="reveal",
            evidence=("metric:answered_share",),
        ),
        Claim(
            id="c4",
            polarity="did_not",
            text=f"Inès says the welcome is too long {PIPES}",
            respondent="ines",
            role="host",
            phase="blind",
        ),
        Claim(
            id="c5",
            polarity="worked",
            text="Questions were answered quickly",
            topic="metric:answered_share",
            respondent="ines",
            role="host",
            phase="blind",
            against=("metric:answered_share",),
            evidence=("quote:q2",),
        ),
    )


def forecasts() -> tuple[Forecast, ...]:
    """Sealed forecasts of three people about two KPIs, and one chance of reaching the goal."""
    rows = (
        ("ines", "host", "conversion_rate", "range", 0.035, 0.07, "held"),
        ("maria", "csm", "conversion_rate", "range", 0.038, 0.055, "missed"),
        ("hugo", "client", "conversion_rate", "above", None, None, "held"),
        ("ines", "host", "answered_share", "above", None, None, "missed"),
        ("maria", "csm", "answered_share", "range", 0.6, 0.78, "missed"),
        ("hugo", "client", "answered_share", "usual", None, None, "missed"),
    )
    made = tuple(
        Forecast.model_validate(
            {
                "id": f"f{i}",
                "respondent": who,
                "role": role,
                "kpi": kpi,
                "said": said,
                "low": low,
                "high": high,
                "outcome": outcome,
                "actual": 114 / 1842 if kpi == "conversion_rate" else 129 / 236,
            }
        )
        for i, (who, role, kpi, said, low, high, outcome) in enumerate(rows)
    )
    chance = Forecast(
        id="f9",
        respondent="maria",
        role="csm",
        kpi="conversion_rate",
        said="probability",
        probability=0.6,
        actual=114 / 1842,
        outcome="held",
        informed=True,
    )
    return (*made, chance)


def respondents() -> tuple[Respondent, ...]:
    """Two people who sealed their answers; the client's person did not answer the questions."""
    return tuple(
        Respondent(
            id=who,
            role=role,
            set="post-live@1",
            blind=True,
            seal=Seal(at=datetime(2026, 11, 20, 19, 31, tzinfo=UTC), hash="9f" * 32, questions=("csm.goal",)),
            answers=(Answer(question="csm.renewal", phase="commit", value="Inès may leave"),),
        )
        for who, role in (("maria", "csm"), ("ines", "host"))
    )


def action(ident: str, what: str, owner: str, kpi: str, effect: float, **more: object) -> Action:
    """Make an action of this session or an earlier one."""
    return Action.model_validate(
        {
            "id": ident,
            "what": what,
            "owner": owner,
            "due": date(2026, 11, 26),
            "kpi": kpi,
            "direction": "up",
            "smallest_effect": effect,
            "decided": date(2026, 11, 20),
            "session": "2026-11-20-autumn-glow",
        }
        | more
    )


def settled() -> tuple[Settled, ...]:
    """Earlier actions with four fates."""
    old = {"decided": date(2026, 11, 13), "session": "2026-11-13-calm-skin"}
    return (
        Settled(
            action=action(
                "A-016",
                "Send the app notification when the kit is announced",
                "Lucía",
                "participation",
                2,
                status="done",
                **old,
            ),
            verdict="moved",
            says=say(
                "{value} against {usual} as usual.", value=quantity(287 / 1842, "share"), usual=quantity(0.13, "share")
            ),
        ),
        Settled(
            action=action(
                "A-015",
                "Second moderator, French-speaking",
                "Maria",
                "answered_share",
                5,
                origin="answer:maria.change",
                **old,
            ),
            verdict="wrong_way",
            says=say("Decided again as {id}.", id="A-018"),
            overdue=True,
        ),
        Settled(
            action=action(
                "A-012", "Cut the welcome from six to four minutes", "Inès", "watch_time", 1, carried=3, **old
            ),
            verdict="never_tried",
            says=say("The welcome still lasts six minutes."),
        ),
        Settled(
            action=action("A-011", "Free-delivery banner during the show", "Hugo", "aov", 3, status="done", **old),
            verdict="no_clear_change",
            says=say("Five sessions with it, no movement."),
        ),
    )


def checks() -> Checks:
    """Open, answered and suppressed findings; passed ones; one that could not look."""
    return Checks(
        findings=(
            Finding(
                check="B06",
                title="Those who answered stayed longer",
                level="warn",
                says=say(
                    "{n} answered; they watched {times} times as long as all viewers.",
                    n=64,
                    times=quantity(4.2, "score"),
                ),
                instead=say("Read NPS as the opinion of buyers."),
                evidence=("metric:nps", "answer:maria.context"),
                strength=0.9,
            ),
            Finding(
                check="B25",
                title="One product is nearly half of the result",
                level="warn",
                response="explained",
                says=say("{product} is {part} of revenue.", product="Autumn Glow Kit", part=quantity(0.456, "share")),
                instead=say("Say that the kit sold well, not that the session converted better."),
                explanation="Done: see the bottom line (Maria).",
                evidence=("metric:revenue",),
            ),
            Finding(
                check="B03",
                title="A single cause is named",
                level="info",
                response="suppressed",
                suppressed="the encoder log shows it (Maria)",
                says=say("One claim names one cause."),
                instead=say("Name another explanation."),
            ),
        ),
        passed=(
            Passed(check="B07", title="Only negatives", says=say("3 for and 2 against")),
            Passed(check="B08", title="Only positives", says=say("the same, read the other way")),
        ),
        not_applicable=(NotApplicable(check="B29", title="Everyone agrees", why=say("needs four respondents")),),
    )
