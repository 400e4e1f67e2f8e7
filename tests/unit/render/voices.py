"""What was heard in the made session's chat, with texts that try to be markup."""

from __future__ import annotations

from shown import MARKUP, PIPES

from rex.model.voice import Barrier, Look, Mood, Noise, OpenQuestion, Returning, Theme, Voice


def heard() -> Voice:
    """Give a chat with everything in it that a report can show."""
    return Voice(
        messages=1402,
        people=231,
        asked=96,
        answered=31,
        askers=74,
        unanswered=(
            OpenQuestion(text="vous livrez en Suisse ?", key="delivery+place", people=14, messages=17, first_s=700),
            OpenQuestion(text=PIPES, key="price", people=6, messages=6, products=("SKU-1",), first_s=1300),
            OpenQuestion(text="", key="allergy", people=3, messages=3),
        ),
        open_few=9,
        open_few_people=8,
        themes=(
            Theme(
                key="delivery+place",
                name="vous livrez en Suisse ?",
                people=22,
                share=0.095238,
                low=0.063657,
                high=0.140132,
                messages=29,
                top_author_share=0.137931,
                intent="shipping",
                asked=24,
                answered=7,
                languages={"fr": 20, "es": 9},
                first_s=700,
                last_s=4100,
                quotes=("vous livrez en Suisse ?", "enviáis a Canarias?", MARKUP),
            ),
            Theme(
                key="'bril'+'pele'",
                name="",
                people=5,
                share=0.021645,
                low=0.009283,
                high=0.049639,
                messages=5,
                top_author_share=0.2,
                intent="praise",
            ),
        ),
        returning=(
            Returning(key="delivery+place", name="vous livrez en Suisse ?", shows=6, asked_in=5, answered_in=1),
        ),
        barriers=(
            Barrier(
                kind="shipping_cost",
                people=11,
                share=0.047619,
                low=0.026799,
                high=0.083252,
                minutes={"12": 5, "13": 2, "40": 1, "41": 3},
                products={"SKU-1": 4},
            ),
            Barrier(kind="payment_failed", people=1, share=0.004329, low=0.000765, high=0.024092, minutes={"77": 1}),
        ),
        moods=(
            Mood(of="session", polarity=0.31, low=0.18, high=0.44, n=1402, people=231),
            Mood(of="moment:2", polarity=-0.42, low=-0.8, high=-0.04, n=52, people=39),
            Mood(of="theme:delivery+place", polarity=-0.1, low=-0.5, high=0.3, n=30, people=22),
        ),
        noise=(Noise(kind="copies", messages=212, people=3), Noise(kind="spam", messages=4, people=2)),
        look=(Look(at_s=1601, word="idiota", kind="insult"), Look(at_s=None, word="imbécile", kind="insult")),
        intents={"praise": 120, "shipping": 31},
        languages={"fr": 900, "es": 400, "und": 102},
        readers={"sentiment": "sentiment-1"},
    )
