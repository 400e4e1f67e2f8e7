"""How much the quick path asks of a person: one key a choice, and no more keys and words than these."""

from __future__ import annotations

import pytest

from tests.e2e.counting import counted

PATH = {
    "csm.seen": ("1",),
    "csm.goal": ("\r",),
    "csm.reached": ("4",),
    "csm.forecast": ("2",),
    "csm.mood": ("4",),
    "csm.context": ("1",),
    "csm.repeat": ("00:20 half-face test", "\r"),
    "csm.change": ("sold out", "\r"),
    "csm.open_action": ("1",),
    "csm.peak": ("the kit was shown", "\r"),
    "csm.drop": ("it was sold out", "\r"),
    "csm.marked": ("1", "\r"),
    "csm.support": ("1", "\r"),
    "csm.against": ("2", "\r"),
    "csm.action.1": ("keep stock for 30 minutes", "\r", "Lucía", "\r", "+7", "\r", "1", "1", "2", "\r"),
    "csm.action.2": ("\r",),
    "csm.sentence": ("A good evening.", "\r"),
}
# Measured: 28 keys; 650, 675 and 709 words. The bounds leave a word or two in a hundred for other wordings.
MOST_KEYS = 28
MOST_WORDS = {"en": 660, "es": 685, "fr": 720}


@pytest.mark.parametrize("lang", MOST_WORDS)
def test_the_quick_path_takes_few_keys_and_few_words(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    made = counted(lang, PATH)
    with capsys.disabled():
        print(f"\n{lang}: {made.keys} keys, {made.letters} letters, {made.words} words")  # noqa: T201 - the measure itself
    assert len(made.screens) == 19
    assert made.keys <= MOST_KEYS
    assert made.words <= MOST_WORDS[lang]
    # A choice takes one key; the one that asks for words besides takes the Enter that leaves them out.
    assert made.most_keys_of_a_choice <= 2
